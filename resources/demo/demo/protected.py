# SPDX-License-Identifier: GPL-3.0-or-later
"""What is backed up in the demo account: the tables of a chat with all that a restore does not bring back, backups of
different ages, a bucket whose objects have versions, and a database.

Filled service by service, as the rest of the estate.
"""
import datetime
import json

from .account import ACCOUNT_ID, REGION

MESSAGES = "ChatMessage-prod"
SESSIONS = "ChatSession-prod"
# Table, name of the backup, its age in hours.
BACKUPS = [(MESSAGES, "nightly", 57), (MESSAGES, "nightly", 33), (MESSAGES, "nightly", 9),
           (SESSIONS, "before-the-release", 62)]
BUCKET = "chat-attachments"
INSTANCE = "billing-db"
WORDS = ("wind", "price", "forecast", "meter", "demand", "tariff", "grid", "export", "solar", "load")


def tables(account):
    from moto.dynamodb.models import dynamodb_backends

    dynamodb = dynamodb_backends[ACCOUNT_ID][REGION]
    _teach_sizes()
    _messages(dynamodb)
    _sessions(dynamodb)
    _fill(dynamodb, account)
    for table, name, hours in BACKUPS:
        when = account.ago(hours / 24)
        backup = dynamodb.create_backup(table, "%s-%s" % (name, when.strftime("%Y%m%d-%H%M%S")))
        backup.creation_date_time = when


def _teach_sizes():
    """What moto lacks: all its backups are of 123 bytes."""
    from moto.dynamodb.models.table import Backup

    def sized(usual):
        return property(lambda self: {**usual.fget(self), "BackupSizeBytes": _size(self.table)})

    Backup.details, Backup.summary = sized(Backup.details), sized(Backup.summary)


def _size(table):
    return sum(item.size() for item in table.all_items())


def _schema(*names):
    return [{"AttributeName": name, "KeyType": kind} for name, kind in zip(names, ("HASH", "RANGE"))]


def _attributes(**types):
    return [{"AttributeName": name, "AttributeType": kind} for name, kind in types.items()]


def _tags(part):
    return [{"Key": "team", "Value": "assistant"}, {"Key": "part", "Value": part}]


def _messages(dynamodb):
    dynamodb.create_table(
        MESSAGES, _schema("conversation", "sentAt"), {"ReadCapacityUnits": 20, "WriteCapacityUnits": 10},
        _attributes(conversation="S", sentAt="N", author="S"),
        [{"IndexName": "byAuthor", "KeySchema": _schema("author", "sentAt"), "Projection": {"ProjectionType": "ALL"},
          "ProvisionedThroughput": {"ReadCapacityUnits": 5, "WriteCapacityUnits": 5}}],
        [], {"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"}, "PROVISIONED", None, _tags("messages"),
        False, None)
    dynamodb.update_time_to_live(MESSAGES, {"Enabled": True, "AttributeName": "expiresAt"})
    dynamodb.update_continuous_backups(MESSAGES, {"PointInTimeRecoveryEnabled": True})
    window = dynamodb.describe_continuous_backups(MESSAGES)["PointInTimeRecoveryDescription"]
    window["EarliestRestorableDateTime"] -= 20 * 86400  # moto's begins when it is switched on


def _sessions(dynamodb):
    dynamodb.create_table(SESSIONS, _schema("session"), None, _attributes(session="S"), [], [], None,
                          "PAY_PER_REQUEST", None, _tags("sessions"), False, None)
    dynamodb.update_time_to_live(SESSIONS, {"Enabled": True, "AttributeName": "expiresAt"})


def _fill(dynamodb, account):
    chance = account.chance("chat")
    now = int(account.now.replace(tzinfo=datetime.timezone.utc).timestamp())
    for number in range(60):
        session = "s-%03d" % number
        dynamodb.put_item(SESSIONS, {
            "session": {"S": session}, "user": {"S": "user-%02d" % (number % 17)},
            "expiresAt": {"N": str(now + 86400 * chance.randint(1, 30))}, "isOpen": {"BOOL": number % 5 == 0}})
        for turn in range(4):
            dynamodb.put_item(MESSAGES, {
                "conversation": {"S": session}, "sentAt": {"N": str(now - 3600 * (number + 1) + 20 * turn)},
                "author": {"S": "assistant" if turn % 2 else "user-%02d" % (number % 17)},
                "text": {"S": " ".join(chance.choice(WORDS) for _ in range(chance.randint(4, 30)))},
                "expiresAt": {"N": str(now + 86400 * 90)}})


def scaling(_account):
    from moto.applicationautoscaling.models import applicationautoscaling_backends

    targets = applicationautoscaling_backends[ACCOUNT_ID][REGION]
    role = "arn:aws:iam::%s:role/aws-service-role/dynamodb.application-autoscaling.amazonaws.com/scaling" % ACCOUNT_ID
    for unit, most in (("Read", 200), ("Write", 100)):
        dimension = "dynamodb:table:%sCapacityUnits" % unit
        targets.register_scalable_target("dynamodb", "table/" + MESSAGES, dimension, 5, most, role, None)
        targets.put_scaling_policy(
            "%s-%s" % (MESSAGES, unit.lower()), "dynamodb", "table/" + MESSAGES, dimension,
            {"TargetValue": 70.0, "PredefinedMetricSpecification": {
                "PredefinedMetricType": "DynamoDB%sCapacityUtilization" % unit}}, "TargetTrackingScaling")


def alarms(_account):
    from moto.cloudwatch.models import cloudwatch_backends

    for metric, most in (("ReadThrottleEvents", 10), ("WriteThrottleEvents", 5)):
        cloudwatch_backends[ACCOUNT_ID][REGION].put_metric_alarm(
            "%s %s" % (MESSAGES, metric), "AWS/DynamoDB", metric, "GreaterThanThreshold", 3, 60, float(most), "Sum",
            "The chat is slowed down.", [{"Name": "TableName", "Value": MESSAGES}],
            ["arn:aws:sns:%s:%s:on-call" % (REGION, ACCOUNT_ID)], treat_missing_data="notBreaching")


def objects(account):
    from moto.s3.models import s3_backends

    s3 = s3_backends[ACCOUNT_ID]["aws"]
    s3.create_bucket(BUCKET, REGION)
    s3.put_bucket_versioning(BUCKET, "Enabled")
    chance = account.chance("attachments")
    for number in range(14):
        for version in range(1 + (number % 3 == 0)):
            text = {"conversation": "s-%03d" % number, "version": version, "rows": chance.sample(range(999), 40)}
            s3.put_object(BUCKET, "2026/%02d/table-%02d.json" % (number % 3 + 9, number), json.dumps(text).encode())


def instance(account):
    from moto.rds.models import rds_backends

    rds = rds_backends[ACCOUNT_ID][REGION]
    rds.create_db_instance({
        "db_instance_identifier": INSTANCE, "engine": "postgres", "engine_version": "16.4", "db_name": "billing",
        "db_instance_class": "db.t4g.medium", "allocated_storage": 40, "master_username": "billing",
        "master_user_password": "not-a-secret-of-anybody", "backup_retention_period": 7})
    for days in (8, 1):
        when = account.ago(days - 0.2)
        rds.create_db_snapshot(INSTANCE, "%s-%s" % (INSTANCE, when.strftime("%Y-%m-%d"))).created = when
    for snapshot in rds.database_snapshots.values():
        if snapshot.snapshot_type == "automated":
            snapshot.created = account.ago(0.1)
