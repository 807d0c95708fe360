# SPDX-License-Identifier: GPL-3.0-or-later
"""The scripted places that hand out credentials: STS, SSO with its OIDC service, IMDSv2, the ECS agent.

What they hand out, the gate knows: it expires there, too. `settings` may be changed while the double runs.
"""
import base64
import datetime
import hashlib
import itertools
import json
import time
import urllib.parse
import uuid

from . import errors
from .wire import Reply

ROLE = "demo-role"
ACCOUNT = "123456789012"
DEFAULTS = {
    "sessionSeconds": 3600,    # life of every credential handed out
    "pendingPolls": 0,         # CreateToken answers so many times AuthorizationPendingException …
    "slowDownPolls": 0,        # … and before that so many times SlowDownException
    "mfaCode": "",             # a SerialNumber needs this TokenCode
    "ecsToken": "",            # the Authorization header that the ECS endpoint asks for
    "scriptedSts": False,      # answer STS here, although moto could
}


class Sessions:
    def __init__(self, gate, scripted_sts):
        self.settings = dict(DEFAULTS, scriptedSts=scripted_sts)
        self._gate = gate
        self._numbers = itertools.count(1)
        self._polls = 0
        self._challenges = {}  # authorization code -> PKCE challenge
        self._imds_tokens = set()
        self._access_tokens = set()
        self._routes = [
            ("PUT", "/latest/api/token", self._imds_token),
            ("GET", "/latest/meta-data/placement/region", self._imds_region),
            ("GET", "/latest/meta-data/iam/security-credentials/", self._imds_credentials),
            ("GET", "/ecs/credentials", self._ecs),
            ("POST", "/client/register", self._register_client),
            ("POST", "/device_authorization", self._start_device),
            ("GET", "/authorize", self._authorize),
            ("POST", "/token", self._create_token),
            ("GET", "/federation/credentials", self._role_credentials),
            ("GET", "/assignment/accounts", self._accounts),
            ("GET", "/assignment/roles", self._roles),
            ("POST", "/logout", self._logout),
        ]

    def handler(self, request, call):
        """The function that answers the request, or None when this is not the place for it."""
        if call.protocol == "plain":
            return next((handle for method, path, handle in self._routes
                         if request.method == method and request.path.startswith(path)), None)
        if self.settings["scriptedSts"] and call.service == "sts":
            return {"AssumeRole": self._assume_role, "AssumeRoleWithWebIdentity": self._assume_role,
                    "GetSessionToken": self._session_token, "GetCallerIdentity": self._caller_identity}.get(call.operation)
        return None

    def issue(self):
        """New credentials: (access key, secret, session token, expiry in seconds since 1970)."""
        number = next(self._numbers)
        access_key, secret, token = "ASIADOUBLE%010d" % number, "secret-%d" % number, "session-token-%d" % number
        expires = self._gate.now() + self.settings["sessionSeconds"]
        self._gate.add_key(access_key, secret, token, expires)
        return access_key, secret, token, expires

    # STS

    def _assume_role(self, request):
        form = dict(urllib.parse.parse_qsl(request.text))
        name, session = form.get("RoleArn", "/" + ROLE).rsplit("/", 1)[-1], form.get("RoleSessionName", "")
        return self._session(form, "<AssumedRoleUser><Arn>arn:aws:sts::%s:assumed-role/%s/%s</Arn>"
                             "<AssumedRoleId>AROA:%s</AssumedRoleId></AssumedRoleUser>"
                             % (ACCOUNT, name, session, session))

    def _session_token(self, request):
        return self._session(dict(urllib.parse.parse_qsl(request.text)))

    def _session(self, form, more=""):
        if form.get("SerialNumber") and form.get("TokenCode") != self.settings["mfaCode"]:
            return errors.error("query", "AccessDenied", "MultiFactorAuthentication failed with invalid MFA one time "
                                "pass code. ", 403)
        access_key, secret, token, expires = self.issue()
        return _xml(form["Action"], "<Credentials><AccessKeyId>%s</AccessKeyId><SecretAccessKey>%s</SecretAccessKey>"
                    "<SessionToken>%s</SessionToken><Expiration>%s</Expiration></Credentials>%s"
                    % (access_key, secret, token, _iso(expires), more))

    @staticmethod
    def _caller_identity(_request):
        return _xml("GetCallerIdentity", "<Arn>arn:aws:sts::%s:assumed-role/%s/double</Arn><UserId>AROA:double</UserId>"
                    "<Account>%s</Account>" % (ACCOUNT, ROLE, ACCOUNT))

    # IMDSv2 and ECS

    def _imds_token(self, request):
        if not request.header("X-aws-ec2-metadata-token-ttl-seconds"):
            return Reply(400)
        token = uuid.uuid4().hex
        self._imds_tokens.add(token)
        headers = {"Content-Type": "text/plain", "X-aws-ec2-metadata-token-ttl-seconds": "21600"}
        return Reply(200, headers, token.encode())

    def _imds_region(self, request):
        return self._with_imds_token(request, lambda: Reply(200, {"Content-Type": "text/plain"}, b"us-east-1"))

    def _imds_credentials(self, request):
        if request.path.endswith("/"):
            return self._with_imds_token(request, lambda: Reply(200, {"Content-Type": "text/plain"}, ROLE.encode()))
        return self._with_imds_token(request, lambda: Reply.of_json(
            {"Code": "Success", "Type": "AWS-HMAC", "LastUpdated": _iso(self._gate.now()), **self._container_form()}))

    def _with_imds_token(self, request, answer):
        return answer() if request.header("X-aws-ec2-metadata-token") in self._imds_tokens else Reply(401)

    def _ecs(self, request):
        wanted = self.settings["ecsToken"]
        if wanted and request.header("Authorization") != wanted:
            return Reply.of_json({"code": "AccessDenied", "message": "Invalid authorization token"}, 403)
        return Reply.of_json({"RoleArn": "arn:aws:iam::%s:role/%s" % (ACCOUNT, ROLE), **self._container_form()})

    def _container_form(self):
        access_key, secret, token, expires = self.issue()
        return {"AccessKeyId": access_key, "SecretAccessKey": secret, "Token": token, "Expiration": _iso(expires)}

    # SSO

    @staticmethod
    def _register_client(_request):
        now = int(time.time())
        return Reply.of_json({"clientId": "double-client", "clientSecret": "double-client-secret",
                              "clientIdIssuedAt": now, "clientSecretExpiresAt": now + 90 * 86400})

    def _start_device(self, request):
        self._polls = 0
        start = json.loads(request.body).get("startUrl", "https://sso.example/start")
        return Reply.of_json({"deviceCode": "double-device-code", "userCode": "WXYZ-ABCD", "expiresIn": 600,
                              "interval": 1, "verificationUri": start + "/#/device",
                              "verificationUriComplete": start + "/#/device?user_code=WXYZ-ABCD"})

    def _authorize(self, request):
        """What the browser does after somebody has said yes: goes back to the program's own port."""
        query = dict(urllib.parse.parse_qsl(request.query))
        code = uuid.uuid4().hex
        self._challenges[code] = query.get("code_challenge", "")
        back = urllib.parse.urlencode({"code": code, "state": query.get("state", "")})
        return Reply(302, {"Location": query.get("redirect_uri", "") + "?" + back})

    def _create_token(self, request):
        asked = json.loads(request.body)
        if asked.get("grantType") == "authorization_code":
            challenge = self._challenges.pop(asked.get("code"), None)
            if challenge is None or challenge != _s256(asked.get("codeVerifier", "")):
                return _oidc_error("InvalidGrantException", "invalid_grant")
        elif asked.get("grantType", "").endswith("device_code"):
            self._polls += 1
            if self._polls <= self.settings["slowDownPolls"]:
                return _oidc_error("SlowDownException", "slow_down")
            if self._polls <= self.settings["slowDownPolls"] + self.settings["pendingPolls"]:
                return _oidc_error("AuthorizationPendingException", "authorization_pending")
        token = "double-access-token-%s" % uuid.uuid4().hex
        self._access_tokens.add(token)
        return Reply.of_json({"accessToken": token, "tokenType": "Bearer", "refreshToken": "double-refresh-token",
                              "expiresIn": self.settings["sessionSeconds"]})

    def _role_credentials(self, request):
        def answer():
            access_key, secret, token, expires = self.issue()
            return Reply.of_json({"roleCredentials": {"accessKeyId": access_key, "secretAccessKey": secret,
                                                      "sessionToken": token, "expiration": int(expires * 1000)}})
        return self._with_bearer(request, answer)

    def _accounts(self, request):
        return self._with_bearer(request, lambda: Reply.of_json(
            {"accountList": [{"accountId": ACCOUNT, "accountName": "Demo", "emailAddress": "demo@example.com"}]}))

    def _roles(self, request):
        return self._with_bearer(request, lambda: Reply.of_json(
            {"roleList": [{"accountId": ACCOUNT, "roleName": ROLE}]}))

    def _logout(self, request):
        self._access_tokens.discard(request.header("x-amz-sso_bearer_token"))
        return Reply(200)

    def _with_bearer(self, request, answer):
        if request.header("x-amz-sso_bearer_token") in self._access_tokens:
            return answer()
        return errors.error("rest-json", "UnauthorizedException", "Session token not found or invalid", 401)


def _oidc_error(name, code):
    reply = Reply.of_json({"error": code, "error_description": name}, 400)
    reply.headers["x-amzn-ErrorType"] = name
    return reply


def _xml(action, result):
    text = ('<%sResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><%sResult>%s</%sResult><ResponseMetadata>'
            "<RequestId>%s</RequestId></ResponseMetadata></%sResponse>"
            % (action, action, result, action, uuid.uuid4(), action))
    return Reply(200, {"Content-Type": "text/xml"}, text.encode())


def _iso(seconds):
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def _s256(verifier):
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
