# SPDX-License-Identifier: GPL-3.0-or-later
"""With botocore's own folder every service can be called, not only those inside the program."""
import json
import pathlib
import unittest

import needs
from headless import DONE, WRONG_USAGE, HeadlessTest, Moto


class Models(HeadlessTest):
    @classmethod
    def setUpClass(cls):
        import botocore

        cls.folder = str(pathlib.Path(botocore.__file__).parent / "data")
        cls.moto = Moto("--enforce-signatures")

    @classmethod
    def tearDownClass(cls):
        cls.moto.stop()

    def setUp(self):
        super().setUp()
        self.variables.update(AWS_ACCESS_KEY_ID=self.moto.facts["accessKeyId"],
                              AWS_SECRET_ACCESS_KEY=self.moto.facts["secretAccessKey"])
        self.endpoint = ("--endpoint-url", self.moto.facts["endpoint"])

    def test_service_notInside_needsModels(self):
        self.assertCall(self.call("sqs:ListQueues", *self.endpoint), WRONG_USAGE, "sqs", "--aws-models")

    def test_service_ofBotocore_isCalled(self):
        queue = self.moto.client("sqs").create_queue(QueueName="orders")["QueueUrl"]

        outcome = self.call("sqs:ListQueues", "--aws-models", self.folder, *self.endpoint)

        self.assertCall(outcome, DONE)
        self.assertEqual(outcome.json()["QueueUrls"], [queue])

    def test_write_ofBotocore_needsWrite(self):
        outcome = self.call("sqs:CreateQueue", json.dumps({"QueueName": "new"}), "--aws-models", self.folder,
                            *self.endpoint)

        self.assertCall(outcome, WRONG_USAGE, "--write")

    def test_service_inNoModels_isWrongUsage(self):
        outcome = self.call("nosuchthing:List", "--aws-models", self.folder, *self.endpoint)

        self.assertCall(outcome, WRONG_USAGE, "nosuchthing")

    def test_models_folderMissing_isWrongUsage(self):
        outcome = self.call("sqs:ListQueues", "--aws-models", str(self.home / "nowhere"), *self.endpoint)

        self.assertCall(outcome, WRONG_USAGE, "nowhere")


if __name__ == "__main__":
    needs.run("moto", "botocore", "flask")
