# SPDX-License-Identifier: GPL-3.0-or-later
"""The scripted sources of credentials, and that what they hand out is worth something at the gate."""
import base64
import hashlib
import json
import unittest
import urllib.parse

import needs
from awsdouble.server import Double
from doubleclient import Client, headers

DEVICE = "urn:ietf:params:oauth:grant-type:device_code"


class Sessions(unittest.TestCase):
    def setUp(self):
        self.double = Double()
        self.client = Client(self.double.endpoint)

    def post(self, path, body):
        status, head, data = self.client.call("POST", path, json.dumps(body), {"Content-Type": "application/json"})
        return status, head["x-amzn-ErrorType"], json.loads(data)

    def bearer(self, path, token):
        status, _, data = self.client.call("GET", path, head={"x-amz-sso_bearer_token": token})
        return status, json.loads(data)

    def test_deviceLogin_pendingAndSlowDown_thenToken(self):
        self.client.control("POST", "settings", {"slowDownPolls": 1, "pendingPolls": 1})
        client = self.post("/client/register", {"clientName": "x", "clientType": "public"})[2]
        start = {"clientId": client["clientId"], "startUrl": "https://a.example"}
        device = self.post("/device_authorization", start)[2]
        poll = {"grantType": DEVICE, "deviceCode": device["deviceCode"]}

        answers = [self.post("/token", poll) for _ in range(3)]

        self.assertEqual([(status, kind) for status, kind, _ in answers],
                         [(400, "SlowDownException"), (400, "AuthorizationPendingException"), (200, None)])
        status, body = self.bearer("/federation/credentials?role_name=r&account_id=1", answers[2][2]["accessToken"])
        self.assertEqual((status, body["roleCredentials"]["accessKeyId"][:4]), (200, "ASIA"))
        self.assertEqual(self.bearer("/assignment/roles?account_id=1", "wrong")[0], 401)

    def test_pkceLogin_rightVerifierOnce_givesToken(self):
        verifier = "a" * 43
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        query = urllib.parse.urlencode({"redirect_uri": "http://127.0.0.1:9/back", "state": "s",
                                        "code_challenge": challenge})

        def code():
            location = self.client.call("GET", "/authorize?" + query)[1]["Location"]
            answer = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(location).query))
            self.assertEqual(answer["state"], "s")
            return answer["code"]

        used = code()
        grant = {"grantType": "authorization_code", "code": used, "codeVerifier": verifier}
        self.assertEqual([self.post("/token", grant)[0] for _ in range(2)], [200, 400])
        wrong = {**grant, "code": code(), "codeVerifier": "b"}
        self.assertEqual(self.post("/token", wrong)[1], "InvalidGrantException")

    def test_imds_withTokenOnly_givesCredentials(self):
        path = "/latest/meta-data/iam/security-credentials/"
        self.assertEqual(self.client.call("GET", path)[0], 401)

        token = self.client.call("PUT", "/latest/api/token", head={"X-aws-ec2-metadata-token-ttl-seconds": "60"})[2]
        head = {"X-aws-ec2-metadata-token": token.decode()}
        role = self.client.call("GET", path, head=head)[2].decode()
        credentials = json.loads(self.client.call("GET", path + role, head=head)[2])

        self.assertEqual((credentials["Code"], credentials["AccessKeyId"][:4]), ("Success", "ASIA"))

    def test_ecs_authorizationToken_isAskedFor(self):
        self.client.control("POST", "settings", {"ecsToken": "let me in", "sessionSeconds": 900})

        self.assertEqual(self.client.call("GET", "/ecs/credentials")[0], 403)
        reply = json.loads(self.client.call("GET", "/ecs/credentials", head={"Authorization": "let me in"})[2])
        self.assertEqual(set(reply), {"RoleArn", "AccessKeyId", "SecretAccessKey", "Token", "Expiration"})

    def assume(self, **more):
        form = urllib.parse.urlencode({"Action": "AssumeRole", "RoleArn": "arn:aws:iam::1:role/ops",
                                       "RoleSessionName": "me", **more})
        head = {**headers("sts"), "Content-Type": "application/x-www-form-urlencoded"}
        status, _, body = self.client.call("POST", "/", form, head)
        return status, body.decode()

    def test_assumeRole_scripted_givesNewCredentialsEachTime(self):
        bodies = [self.assume()[1] for _ in range(2)]

        self.assertIn("<SessionToken>", bodies[0])
        self.assertIn("assumed-role/ops/me", bodies[0])
        self.assertNotEqual(*[body.split("AccessKeyId>")[1] for body in bodies])

    def test_assumeRole_withMfa_wantsTheCode(self):
        self.client.control("POST", "settings", {"mfaCode": "123456"})

        self.assertEqual(self.assume(SerialNumber="arn:mfa", TokenCode="000000")[0], 403)
        self.assertEqual(self.assume(SerialNumber="arn:mfa", TokenCode="123456")[0], 200)

    def test_session_itsTimeOver_isExpiredAtTheGate(self):
        self.client.control("POST", "settings", {"checkDates": False, "sessionSeconds": -1})
        key = json.loads(self.client.call("GET", "/ecs/credentials")[2])["AccessKeyId"]

        answer = self.client.json_call("cognito-idp", "ListUsers", key=key)[2]

        self.assertEqual(answer["__type"], "ExpiredTokenException")


if __name__ == "__main__":
    needs.run()
