# SPDX-License-Identifier: GPL-3.0-or-later
"""boto3 through the double to moto: an independent client must not notice that anything stands between."""
import json
import pathlib
import subprocess
import sys
import unittest

import needs
from awsdouble.server import Double
from doubleclient import Client

MOTO = str(pathlib.Path(__file__).parents[1] / "support" / "moto_server.py")


class ThroughTheDouble(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.moto = subprocess.Popen([sys.executable, "-B", MOTO, "--users", "70", "--enforce-signatures"],
                                    stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        cls.facts = json.loads(cls.moto.stdout.readline())
        cls.double = Double(cls.facts["endpoint"])
        cls.double.gate.checks_signatures = cls.double.gate.checks_dates = True
        cls.double.gate.add_key(cls.facts["accessKeyId"], cls.facts["secretAccessKey"])
        cls.control = Client(cls.double.endpoint)

    @classmethod
    def tearDownClass(cls):
        cls.moto.kill()
        cls.moto.communicate()

    def setUp(self):
        for records in ("rules", "ledger", "requests"):
            self.control.control("DELETE", records)

    def client(self, service, secret=None):
        import boto3
        from botocore.config import Config

        return boto3.client(service, endpoint_url=self.double.endpoint, region_name=self.facts["region"],
                            aws_access_key_id=self.facts["accessKeyId"],
                            aws_secret_access_key=secret or self.facts["secretAccessKey"],
                            config=Config(retries={"mode": "standard"}))

    def users(self):
        cognito = self.client("cognito-idp")
        pool = cognito.list_user_pools(MaxResults=9)["UserPools"][0]["Id"]
        pages = cognito.get_paginator("list_users").paginate(UserPoolId=pool)
        return cognito, pool, [user["Username"] for page in pages for user in page["Users"]]

    def test_listing_throughDouble_isWholeAndRecorded(self):
        self.assertEqual(len(set(self.users()[2])), 70)
        self.assertEqual([entry["operation"] for entry in self.control.control("GET", "requests")],
                         ["ListUserPools", "ListUsers", "ListUsers"])
        self.assertEqual(self.control.control("GET", "ledger"), [])

    def test_write_throughDouble_isInLedgerOnce(self):
        cognito, pool, names = self.users()

        cognito.admin_disable_user(UserPoolId=pool, Username=names[0])

        ledger = self.control.control("GET", "ledger")
        self.assertEqual([(entry["operation"], entry["source"], entry["status"]) for entry in ledger],
                         [("AdminDisableUser", "moto", 200)])
        self.assertEqual(len(ledger[0]["invocationId"]), 36)
        self.assertFalse(cognito.admin_get_user(UserPoolId=pool, Username=names[0])["Enabled"])

    def test_wrongSecret_jsonAndRest_isRefusedInAwsForm(self):
        from botocore.exceptions import ClientError

        cases = [("cognito-idp", lambda it: it.list_user_pools(MaxResults=1), "InvalidSignatureException"),
                 ("lambda", lambda it: it.list_functions(), "InvalidSignatureException"),
                 ("s3", lambda it: it.list_buckets(), "SignatureDoesNotMatch"),
                 ("sts", lambda it: it.get_caller_identity(), "SignatureDoesNotMatch")]
        for service, call, code in cases:
            with self.subTest(service), self.assertRaises(ClientError) as caught:
                call(self.client(service, "wrong"))
            self.assertEqual(caught.exception.response["Error"]["Code"], code)

    def test_throttledOnce_botoRepeats_andListsAll(self):
        self.control.rule({"throttle": ""}, match={"operation": "ListUsers"}, times=1)

        self.assertEqual(len(self.users()[2]), 70)

    def test_s3_bodyUp_isSeenByMotoUnchanged(self):
        s3 = self.client("s3")
        s3.create_bucket(Bucket="double")
        s3.put_object(Bucket="double", Key="plain", Body=b"x" * 300_000)

        self.assertEqual(s3.get_object(Bucket="double", Key="plain")["Body"].read(), b"x" * 300_000)


if __name__ == "__main__":
    needs.run("moto", "boto3", "flask")
