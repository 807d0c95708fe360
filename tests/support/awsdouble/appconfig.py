# SPDX-License-Identifier: GPL-3.0-or-later
"""AppConfig and appconfigdata as the demo account has them: `POST /_double/stage {"appconfig": {...}}` takes what
resources/demo/demo/appconfig.py says.
"""
from demo.appconfig import AppConfig
from demo.appconfigcalls import AppConfigCalls, Asked, Refused

from . import calls, errors
from .wire import Reply


class AppConfigApi:
    SERVICE = "appconfig"

    def __init__(self, stage):
        self.account = AppConfig(stage)
        self._calls = AppConfigCalls(self.account)

    def answer(self, request, call):
        try:
            answer = self._calls.answer(call.operation, Asked(request.path, request.query, request.header, request.body))
        except Refused as refused:
            return errors.error(calls.REST_JSON, refused.code, str(refused), refused.status)
        if answer is None:
            return errors.error(calls.REST_JSON, "NotScripted", "Not staged: " + call.operation, 501)
        return Reply(*answer)
