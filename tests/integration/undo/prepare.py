#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes what the writes of scenarios.json act on.

    prepare.py SCENARIOS ENDPOINT REGION     prints [{the input of a write}, …], one for each scenario, as JSON

Keys come from the environment. A text that begins with "=" is JMESPath over the answers that were given a name ("as");
"@zip" is the archive of a small Lambda function.
"""
import io
import json
import sys
import zipfile

import boto3
import jmespath
from botocore import xform_name


def archive():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("main.py", "def handler(event, context):\n    return event\n")
    return buffer.getvalue()


def filled_in(value, answers):
    if isinstance(value, dict):
        return {key: filled_in(each, answers) for key, each in value.items()}
    if isinstance(value, list):
        return [filled_in(each, answers) for each in value]
    if value == "@zip":
        return archive()
    if isinstance(value, str) and value.startswith("="):
        return jmespath.search(value[1:], answers)
    return value


def main():
    path, endpoint, region = sys.argv[1:]
    clients = {}

    def call(uses, parameters):
        service, operation = uses.split(":")
        if service not in clients:
            clients[service] = boto3.client(service, endpoint_url=endpoint, region_name=region)
        return getattr(clients[service], xform_name(operation))(**parameters)

    inputs = []
    with open(path, encoding="utf-8") as file:
        scenarios = json.load(file)["scenarios"]
    for scenario in scenarios:
        answers = {}
        for step in scenario["setUp"]:
            try:
                answer = call(step["call"], filled_in(step["with"], answers))
            except Exception as problem:
                sys.exit(f"{scenario['uses']}: {step['call']}: {problem}")
            if "as" in step:
                answers[step["as"]] = answer
        inputs.append(filled_in(scenario["with"], answers))
    print(json.dumps(inputs))


if __name__ == "__main__":
    main()
