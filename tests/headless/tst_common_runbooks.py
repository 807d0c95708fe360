# SPDX-License-Identifier: GPL-3.0-or-later
"""Runbooks of every system, run as a cron job runs them: instances of RDS, cache clusters, a freeze and its thaw."""
import json

import needs
from headless import DONE, REFUSED, WRONG_USAGE, WithDouble, WithMoto

INSTANCE = {"DBInstanceClass": "db.t3.micro", "Engine": "postgres", "AllocatedStorage": 20, "MasterUsername": "ops",
            "MasterUserPassword": "not-a-secret", "BackupRetentionPeriod": 3, "DeletionProtection": True,
            "Tags": [{"Key": "team", "Value": "data"}]}
LITTLE = """
title: {title}
purpose: To try it.
steps: [{{id: who, title: Ask who this is, uses: "aws:sts:GetCallerIdentity"}}]
"""


class CommonRunbooks(WithMoto):
    def run_it(self, name, *options, code=DONE, **parameters):
        words = [word for key, value in parameters.items() for word in ("--param", f"{key}={value}")]
        outcome = self.stationmaster("run", "common/" + name, *words, "--yes", "--json", *options, *self.endpoint)
        self.assertEqual(outcome.code, code, outcome.err)
        return outcome.json()

    def backup(self, asset):
        [manifest] = (self.data / "backups").rglob("manifest.json")
        content = json.loads(manifest.read_text())
        content = content.get("manifest", content)
        self.assertEqual(content["asset"], asset)
        return content

    def instances(self):
        found = self.moto.client("rds").describe_db_instances()["DBInstances"]
        return {each["DBInstanceIdentifier"]: each for each in found}


class Instances(CommonRunbooks):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        ec2, rds = cls.moto.client("ec2"), cls.moto.client("rds")
        subnets = [each["SubnetId"] for each in ec2.describe_subnets()["Subnets"][:2]]
        rds.create_db_subnet_group(DBSubnetGroupName="private", DBSubnetGroupDescription="private", SubnetIds=subnets)
        cls.doorman = ec2.create_security_group(GroupName="db", Description="db")["GroupId"]
        rds.create_db_parameter_group(DBParameterGroupName="tuned", DBParameterGroupFamily="postgres16",
                                      Description="tuned")

    def setUp(self):
        super().setUp()
        self.addCleanup(self.clear)

    @staticmethod
    def clear():
        """What one case leaves is nothing that the next one finds, whichever comes first."""
        rds = Instances.moto.client("rds")
        for each in rds.describe_db_instances()["DBInstances"]:
            name = each["DBInstanceIdentifier"]
            rds.modify_db_instance(DBInstanceIdentifier=name, DeletionProtection=False, ApplyImmediately=True)
            rds.delete_db_instance(DBInstanceIdentifier=name, SkipFinalSnapshot=True)
        for each in rds.describe_db_snapshots(SnapshotType="manual")["DBSnapshots"]:
            rds.delete_db_snapshot(DBSnapshotIdentifier=each["DBSnapshotIdentifier"])

    def create(self, name):
        self.moto.client("rds").create_db_instance(
            DBInstanceIdentifier=name, DBSubnetGroupName="private", VpcSecurityGroupIds=[self.doorman],
            DBParameterGroupName="tuned", **INSTANCE)

    def assertLikeTheOriginal(self, name):
        copy = self.instances()[name]
        self.assertEqual((copy["BackupRetentionPeriod"], copy["DeletionProtection"]), (3, True))
        self.assertEqual(copy["DBSubnetGroup"]["DBSubnetGroupName"], "private")
        self.assertEqual([each["VpcSecurityGroupId"] for each in copy["VpcSecurityGroups"]], [self.doorman])
        self.assertEqual([each["DBParameterGroupName"] for each in copy["DBParameterGroups"]], ["tuned"])

    def test_snapshot_restore_drill_remove(self):
        rds = self.moto.client("rds")
        self.create("shop")

        self.run_it("snapshot-instance", asset="shop-db", instance="shop")

        kept = self.backup("shop-db")
        [snapshot] = rds.describe_db_snapshots(DBInstanceIdentifier="shop", SnapshotType="manual")["DBSnapshots"]
        self.assertEqual(kept["native"], snapshot["DBSnapshotIdentifier"])
        self.assertEqual(kept["settings"]["BackupRetentionPeriod"], 3)

        self.run_it("restore-instance", asset="shop-db", backup=kept["id"], instance="shop", target="shop-copy")

        self.assertLikeTheOriginal("shop-copy")
        tags = {tag["Key"]: tag["Value"] for tag in self.instances()["shop-copy"]["TagList"]}
        self.assertEqual(tags, {"team": "data", "stationmaster:restored-from": "shop"})

        self.run_it("restore-instance", asset="shop-db", backup=kept["id"], instance="shop", target="shop",
                    code=REFUSED)

        drill = self.run_it("drill-instance", asset="shop-db", backup=kept["id"], instance="shop")

        self.assertEqual(sorted(self.instances()), ["shop", "shop-copy"], "the scratch instance is gone")
        self.assertEqual(drill["steps"][-1]["state"], "done", "and the backup is stamped")

        refused = self.stationmaster("run", "common/remove-instance-snapshot", "--param", "asset=shop-db", "--param",
                                     "backup=" + kept["id"], "--yes", *self.endpoint)
        self.assertNotEqual(refused.code, DONE, "what nothing brings back has to be named")
        left = rds.describe_db_snapshots(DBInstanceIdentifier="shop", SnapshotType="manual")["DBSnapshots"]
        self.assertEqual([each["DBSnapshotIdentifier"] for each in left], [kept["native"]])

    def test_restore_toTheLatestTime(self):
        self.create("ledger")

        self.run_it("restore-instance-to-time", instance="ledger", target="ledger-then")

        self.assertLikeTheOriginal("ledger-then")


class Clusters(CommonRunbooks):
    def test_snapshot_restore(self):
        cache = self.moto.client("elasticache")
        cache.create_replication_group(ReplicationGroupId="sessions", ReplicationGroupDescription="sessions",
                                       Engine="redis", CacheNodeType="cache.t3.micro", SnapshotRetentionLimit=2)

        cache.create_cache_cluster(CacheClusterId="sessions-001", Engine="redis", CacheNodeType="cache.t3.micro",
                                   NumCacheNodes=1)  # moto makes none of a group's nodes

        self.run_it("snapshot-cache-cluster", asset="sessions", cluster="sessions")

        kept = self.backup("sessions")
        self.run_it("restore-cache-cluster", asset="sessions", backup=kept["id"], target="sessions-copy")
        groups = {each["ReplicationGroupId"]: each for each in cache.describe_replication_groups()["ReplicationGroups"]}
        self.assertEqual(sorted(groups), ["sessions", "sessions-copy"])
        self.assertEqual(groups["sessions-copy"]["CacheNodeType"], "cache.t3.micro")


class Thaw(CommonRunbooks):
    def rules(self):
        return {each["Name"]: each["State"] for each in self.moto.client("events").list_rules()["Rules"]}

    def test_undoOfTheRun_enablesWhatItDisabled(self):
        events = self.moto.client("events")
        for name, state in (("nightly", "ENABLED"), ("hourly", "ENABLED"), ("off", "DISABLED")):
            events.put_rule(Name=name, ScheduleExpression="rate(1 hour)", State=state)

        report = self.run_it("freeze", "--param", "rules=nightly", "--param", "rules=off")
        self.assertEqual(self.rules(), {"nightly": "DISABLED", "hourly": "ENABLED", "off": "DISABLED"})

        thaw = self.stationmaster("undo", f"run:{report['run']}", "--yes", "--json")
        self.assertEqual(thaw.code, DONE, thaw)
        self.assertEqual(self.rules(), {"nightly": "ENABLED", "hourly": "ENABLED", "off": "DISABLED"})


class Names(WithDouble):
    def library(self, **titles):
        for folder, title in titles.items():
            path = self.data / "runbooks" / folder / "who.yaml"
            path.parent.mkdir(parents=True)
            path.write_text(LITTLE.format(title=title))

    def title(self, name, *options):
        outcome = self.stationmaster("run", name, *options, *self.endpoint)
        self.assertEqual(outcome.code, DONE, outcome)
        return outcome.json()["title"]

    def test_name_meansTheCommonOneOrTheSystemsOwn(self):
        self.library(common="Common", demo="Own")
        (self.data / "systems").mkdir()
        (self.data / "systems" / "demo.yaml").write_text("title: Demo\nenvironment: development\nregion: us-east-1\n")

        self.assertEqual(self.title("common/who"), "Common")
        self.assertEqual(self.title("who", "--system", "demo"), "Own")
        self.assertEqual(self.title("common/who", "--system", "demo"), "Common")
        unclear = self.stationmaster("run", "who", *self.endpoint)
        self.assertEqual(unclear.code, WRONG_USAGE, unclear)

    def test_name_ofEverySystem_isKnownInOneWithoutItsOwn(self):
        self.library(common="Common")
        (self.data / "systems").mkdir()
        (self.data / "systems" / "demo.yaml").write_text("title: Demo\nenvironment: development\nregion: us-east-1\n")

        self.assertEqual(self.title("who", "--system", "demo"), "Common")
        self.assertEqual(self.title("who"), "Common")


if __name__ == "__main__":
    needs.run("moto", "flask", "boto3")
