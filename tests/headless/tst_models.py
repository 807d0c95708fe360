# SPDX-License-Identifier: GPL-3.0-or-later
"""With botocore's own folder every service can be called, not only those inside the program."""
import json
import pathlib
import unittest

import needs
from headless import DONE, WRONG_USAGE, WithMoto


class Models(WithMoto):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        import botocore

        cls.folder = str(pathlib.Path(botocore.__file__).parent / "data")

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
