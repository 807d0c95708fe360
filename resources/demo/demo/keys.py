# SPDX-License-Identifier: GPL-3.0-or-later
"""A secret of the demo account with its versions: the current one, the one before, and one that has no label any more."""
import json
import uuid

from . import releases
from .account import ACCOUNT_ID, REGION

SECRET = "api-keys/bedrock"
# Hours ago, who put it.
VERSIONS = [(1500, "grace.chen"), (460, "deploy-bot"), (30, "grace.chen")]


def tell(account):
    """Who has put which version, to the trail."""
    for at, number, who in _versions(account):
        _told(releases.of(account), at, "PutSecretValue", who, {"secretId": SECRET, "clientRequestToken": number})


def _versions(account):
    for hours, who in VERSIONS:
        yield account.ago(hours / 24), str(uuid.UUID(int=account.chance("keys/%d" % hours).getrandbits(128), version=4)), who


def _told(story, at, operation, who, asked):
    story.tell(at, ("secretsmanager", operation, who, "AWS::SecretsManager::Secret", SECRET), asked)


def fill(account):
    from moto.secretsmanager.models import secretsmanager_backends

    secrets = secretsmanager_backends[ACCOUNT_ID][REGION]
    (first, number, _), *rest = _versions(account)
    secrets.create_secret(
        name=SECRET, secret_string=_value(number), secret_binary=None, description="What the chat asks its model with.",
        tags=None, kms_key_id=None, client_request_token=number, replica_regions=[], force_overwrite=False)
    for _, number, _ in rest:
        secrets.put_secret_value(SECRET, _value(number), None, number, ["AWSCURRENT"])
    secret = secrets.secrets[SECRET]
    for at, number, _ in _versions(account):
        secret.versions[number]["createdate"] = secret.last_changed_date = releases.seconds(at)
    secret.created_date = releases.seconds(first)
    _teach_dates(account)
    _follow(releases.of(account))


def _value(number):
    return json.dumps({"key": "demo-" + number[:8]})


def _teach_dates(account):
    """What moto lacks: when each version was made."""
    from moto.secretsmanager.models import SecretsManagerBackend

    usual = SecretsManagerBackend.list_secret_version_ids
    read_last = releases.seconds(account.now.replace(hour=0, minute=0, second=0, microsecond=0))

    def list_secret_version_ids(self, secret_id):
        answer, secret = json.loads(usual(self, secret_id)), self.secrets[secret_id]
        answer["ARN"] = secret.arn
        for version in answer["Versions"]:
            version["CreatedDate"] = secret.versions[version["VersionId"]]["createdate"]
            if version["VersionStages"]:
                version["LastAccessedDate"] = read_last
            else:
                version.pop("LastAccessedDate")
        return json.dumps(answer)

    SecretsManagerBackend.list_secret_version_ids = list_secret_version_ids


def _follow(story):
    """The trail goes on with what a person does, and labels that move change a secret."""
    from moto.secretsmanager.models import SecretsManagerBackend as Secrets

    move, put = Secrets.update_secret_version_stage, Secrets.put_secret_value

    def update_secret_version_stage(self, secret_id, version_stage, remove_from_version_id, move_to_version_id):
        answer = move(self, secret_id, version_stage, remove_from_version_id, move_to_version_id)
        self.secrets[secret_id].last_changed_date = releases.seconds(releases.now())
        _told(story, releases.now(), "UpdateSecretVersionStage", releases.PERSON, {
            "secretId": secret_id, "versionStage": version_stage, "removeFromVersionId": remove_from_version_id,
            "moveToVersionId": move_to_version_id})
        return answer

    def put_secret_value(self, secret_id, *arguments, **named):
        answer = put(self, secret_id, *arguments, **named)
        _told(story, releases.now(), "PutSecretValue", releases.PERSON,
              {"secretId": secret_id, "clientRequestToken": json.loads(answer)["VersionId"]})
        return answer

    Secrets.update_secret_version_stage, Secrets.put_secret_value = update_secret_version_stage, put_secret_value
