#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Has the installed AWS CLI read every line that "Copy as CLI" would give, and compares what it understood with the
input that the line was made from. Nothing is sent. Exit status 77: no AWS CLI here."""
import json
import os
import shlex
import subprocess
import sys
import tempfile
import zipfile

try:
    import awscli.clidriver
    from awscli.customizations.ecs import executecommand
except ImportError:
    print("skipped: there is no AWS CLI in this Python")
    sys.exit(77)

understood = []


def capture(self, service_name, operation_name, parameters, parsed_globals):
    understood.append((service_name, operation_name, parameters, parsed_globals))
    return 0


awscli.clidriver.CLIOperationCaller.invoke = capture
executecommand.ExecuteCommandCaller.invoke = capture


def without_bytes(value, shape):
    """Blobs come as files or as text, by the version of the AWS CLI: their places are compared, not their form."""
    if shape is None or value is None:
        return value
    if shape.type_name == "blob":
        return "(bytes)"
    if shape.type_name == "structure":
        return {k: without_bytes(v, shape.members.get(k)) for k, v in value.items()}
    if shape.type_name == "list":
        return [without_bytes(v, shape.member) for v in value]
    if shape.type_name == "map":
        return {k: without_bytes(v, shape.value) for k, v in value.items()}
    return value


LATER_TEXT = "bGF0ZXI="  # a variable inside JSON holds what needs no escaping there; Base64, for it may be bytes


def take_later(value, pointer):
    """The value at a place, where a text becomes a plain one for good."""
    *path, last = [name.replace("~1", "/").replace("~0", "~") for name in pointer.split("/")[1:]]
    for name in path:
        value = value[int(name)] if isinstance(value, list) else value[name]
    last = int(last) if isinstance(value, list) else last
    if isinstance(value[last], str):
        value[last] = LATER_TEXT
    return value[last]


def words_of(case):
    """The words of a line as the shell has them; what earlier steps will give is in its variables."""
    if "later" not in case:
        return shlex.split(case["cli"])
    line, _, comment = case["cli"].rpartition(" # ")
    environment = {name: f"${name}" for name in case["secrets"]}
    for each in comment.split(", ") if line else []:
        name, expression = each.split(" is ")
        value = take_later(case["input"], case["later"][expression])
        environment[name] = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    if len(environment) != len(case["later"]) + len(case["secrets"]):
        raise ValueError("the comment does not explain every value")
    done = subprocess.run(["/bin/sh", "-c", "printf '%s\\0' " + case["cli"]], env=environment, capture_output=True,
                          check=True)
    return done.stdout.decode("utf-8").split("\0")[:-1]


def problem(driver, case):
    """What is wrong with one line, or nothing."""
    _, service, operation = case["uses"].split(":")
    words = words_of(case)
    model = driver.session.get_service_model(service).operation_model(operation)
    understood.clear()
    status = driver.main(words[1:])
    if status != 0 or len(understood) != 1:
        return f"the AWS CLI refused it (status {status})"
    name, called, parameters, parsed = understood[0]
    if (name, called) != (service, operation):
        return f"understood as {name}:{called}"
    if parsed.region != "eu-west-1" or parsed.endpoint_url != "http://127.0.0.1:9":
        return f"region {parsed.region}, endpoint {parsed.endpoint_url}"
    if "--cli-input-json" in words:
        parameters = json.loads(words[words.index("--cli-input-json") + 1])
    wanted = without_bytes(case["input"], model.input_shape)
    found = without_bytes(parameters, model.input_shape)
    if found != wanted:
        return f"understood as {found}\n  instead of  {wanted}"
    return None


def main() -> int:
    output = subprocess.run([sys.argv[1]], capture_output=True, check=True).stdout.decode("utf-8")
    cases = [json.loads(line) for line in output.splitlines()]
    os.environ.update(AWS_CONFIG_FILE=os.devnull, AWS_SHARED_CREDENTIALS_FILE=os.devnull, AWS_ACCESS_KEY_ID="a",
                      AWS_SECRET_ACCESS_KEY="b", AWS_EC2_METADATA_DISABLED="true")
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        with open("body.bin", "wb") as file:
            file.write(b"xyz")
        zipfile.ZipFile("zip-file.zip", "w").close()
        driver = awscli.clidriver.create_clidriver()
        for case in cases:
            what = problem(driver, case)
            if what:
                failed += 1
                print(f"{case['uses']}: {what}\n  {case['cli']}")
        os.chdir("/")
    print(f"AWS CLI lines: {len(cases) - failed}/{len(cases)}")
    return 0 if cases and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
