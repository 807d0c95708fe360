# SPDX-License-Identifier: GPL-3.0-or-later
"""Backups of buckets, run as a cron job runs them: taken, verified, drilled, restored, compared, downloaded, deleted."""
import json

import needs
from headless import DONE, REFUSED, Moto, WithMoto

KEYS = ["customers/a b.txt", "customers/deep/down/x.bin", "customers/ü.txt"]


class BucketRunbooks(WithMoto):
    """On a moto that does not look at signatures: it can not tell those of S3's prefixes."""

    @classmethod
    def setUpClass(cls):
        cls.moto = Moto()
        cls.addClassCleanup(cls.moto.stop)
        cls.s3 = cls.moto.client("s3")

    def run_it(self, name, code=DONE, **parameters):
        words = [word for key, value in parameters.items() for word in ("--param", f"{key}={value}")]
        outcome = self.stationmaster("run", "common/" + name, *words, "--yes", "--json", *self.endpoint)
        self.assertEqual(outcome.code, code, outcome.err)
        return outcome.json()

    def keys(self, bucket):
        return [each["Key"] for each in self.s3.list_objects_v2(Bucket=bucket).get("Contents", [])]

    def fill(self, bucket):
        self.s3.create_bucket(Bucket=bucket)
        for key in KEYS:
            self.s3.put_object(Bucket=bucket, Key=key, Body=b"content of " + key.encode())
        self.s3.put_object(Bucket=bucket, Key="logs/other", Body=b"not meant")

    def states(self, report):
        return [step["state"] for step in report["steps"]]

    def test_fromTheBackupToTheCleanUp(self):
        self.fill("uploads")
        self.s3.create_bucket(Bucket="scratch")

        self.run_it("snapshot-bucket", asset="uploads", bucket="uploads", prefix="customers/")
        copies = self.keys("uploads-backup")
        self.assertEqual(len(copies), 3, "the bucket of the backups was made")
        self.assertTrue(all(key.startswith("uploads/20") for key in copies), copies)

        self.run_it("verify-bucket", asset="uploads", mode="full")

        drill = self.run_it("drill-bucket", asset="uploads")
        self.assertEqual(drill["steps"][-1]["state"], "done", "the backup is stamped")
        self.assertEqual(self.keys("uploads-backup"), copies, "what the drill restored is gone")
        self.assertEqual(len(list((self.data / "backups").rglob("proof-*.json"))), 2)

        self.run_it("restore-bucket", asset="uploads", toBucket="scratch", toPrefix="r/")
        self.assertEqual(self.keys("scratch"), ["r/" + key[len("customers/"):] for key in KEYS])
        self.s3.put_object(Bucket="scratch", Key="r/ü.txt", Body=b"changed")
        self.run_it("compare-bucket", code=REFUSED, asset="uploads", bucket="scratch", prefix="r/")
        self.run_it("restore-bucket", code=REFUSED, asset="uploads", toBucket="scratch", toPrefix="r/")
        self.run_it("clean-up-bucket", asset="uploads", bucket="scratch", prefix="r/")
        self.assertEqual(self.keys("scratch"), ["r/ü.txt"])
        self.run_it("clean-up-bucket", code=REFUSED, asset="uploads", bucket="uploads", prefix="customers/")
        self.assertEqual(len(self.keys("uploads")), 4)

    def test_drill_cleansUpAfterADamagedCopy(self):
        self.fill("invoices")
        self.run_it("snapshot-bucket", asset="invoices", bucket="invoices", prefix="customers/")
        [damaged, *_] = self.keys("invoices-backup")
        self.s3.put_object(Bucket="invoices-backup", Key=damaged, Body=b"damaged")

        self.run_it("drill-bucket", code=REFUSED, asset="invoices")

        self.assertEqual(len(self.keys("invoices-backup")), 3)
        self.assertEqual(list((self.data / "backups").rglob("proof-*.json")), [])

    def test_drill_asksWhatWasAskedAtTheBackup(self):
        self.fill("photos")
        probe = {"name": "names", "uses": "aws:s3:ListObjectsV2", "select": "length(Contents)",
                 "with": {"Bucket": "{bucket}", "Prefix": "{prefix}"}}
        asked = {"asset": "photos", "probes": json.dumps([probe])}
        self.run_it("snapshot-bucket", bucket="photos", prefix="customers", **asked)
        self.s3.delete_object(Bucket="photos", Key="customers/ü.txt")

        drill = self.run_it("drill-bucket", **asked)

        [answers] = [step["output"] for step in drill["steps"] if step["title"] == "Ask the probes"]
        self.assertEqual((answers["compared"], answers["different"]), (1, []))
        [proof] = (self.data / "backups").rglob("proof-*.json")
        self.assertEqual(json.loads(proof.read_text())["checks"]["probes"], 1)

        probe["select"] = "Name"  # the name of the bucket, which is another one
        self.run_it("snapshot-bucket", bucket="photos", prefix="customers", asset="photos", probes=json.dumps([probe]))
        self.run_it("drill-bucket", code=REFUSED, asset="photos", probes=json.dumps([probe]))
        self.assertEqual(len(list((self.data / "backups").rglob("proof-*.json"))), 1)
        self.assertFalse([key for key in self.keys("photos-backup") if "-drill-" in key])

    def test_download(self):
        self.fill("reports")
        self.s3.put_object(Bucket="reports", Key="customers/../../escaped", Body=b"hostile")
        folder = self.data / "files"

        self.run_it("download-objects", code=REFUSED, bucket="reports", prefix="customers/", folder=folder)

        found = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
        self.assertEqual(found, [key[len("customers/"):] for key in KEYS])
        self.assertEqual(list(self.data.parent.rglob("escaped")), [])

    def test_backToATime_needsVersions(self):
        self.fill("plain")
        outcome = self.stationmaster("run", "common/restore-bucket-to-time", "--param", "bucket=plain", "--param",
                                     "at=2026-01-01T00:00:00Z", "--yes", *self.endpoint)
        self.assertEqual(outcome.code, REFUSED)
        self.assertIn("Bucket plain keeps no versions", outcome.err)


if __name__ == "__main__":
    needs.run("moto", "flask", "boto3")
