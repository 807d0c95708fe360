# SPDX-License-Identifier: GPL-3.0-or-later
"""CodeDeploy as the demo account has it: `POST /_double/stage {"codedeploy": {...}}` takes what
resources/demo/demo/codedeploy.py says.
"""
import json

from demo.codedeploy import CodeDeploy
from demo.codedeploycalls import CodeDeployCalls, Refused

from . import calls, errors
from .wire import Reply


class CodeDeployApi:
    SERVICE = "codedeploy"

    def __init__(self, stage):
        self.account = CodeDeploy(stage)
        self._calls = CodeDeployCalls(self.account)

    def answer(self, request, call):
        try:
            answer = self._calls.answer(call.operation, json.loads(request.body or b"{}"))
        except Refused as refused:
            return errors.error(calls.JSON, refused.code, str(refused), 400)
        if answer is None:
            return errors.error(calls.JSON, "NotScripted", "Not staged: " + call.operation, 501)
        return Reply.of_json(answer, content_type="application/x-amz-json-1.1")
