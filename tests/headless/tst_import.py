# SPDX-License-Identifier: GPL-3.0-or-later
"""`stationmaster import`: Markdown becomes runbooks to read, and what is secret in it stays there."""
import unittest

import needs
from headless import DONE, REFUSED, WRONG_USAGE, HeadlessTest

TEAM = """# Team

## Restart the service

**Purpose**: Get it going again.

1. Look at it

```bash
aws ecs describe-services --cluster main --services api
```

2. Tell the team

**Rollback**:

```bash
aws ecs update-service --cluster main --service api --desired-count <count>
```

## Clean the cache

```bash
redis-cli -h cache --scan --pattern 'cost:*' | xargs redis-cli -h cache del
top
```
"""

SECRETS = ("Hunter2!", "TempPass9!", "Perm Pass9", "it's9Quoted", "R3disPass", "Pg9Pass", "Ur1Pass9", "Cur1Pass", "eyToken.Abc9",
           "S3cretString", "Kube9Secret", "Export9Tok", "Loop9Pass", "Json9Pass", "Sql9Pass", "Odd9Pass", "Pipe9Pass",
           "Here9Pass", "Conn9Pass", "My9Pass", "Inner9Pass", "Ssm9Pass", "File9Pass", "Git9Pass", "If9Pass", "hunterword", "AKIAABCDEFGHIJKLMNOP")
LEAKY = r"""# Passwords of Hunter2!

1. Create the user with the password Hunter2!

```bash
# Hunter2! is the password
aws cognito-idp admin-create-user --user-pool-id eu-west-1_a --username ada --temporary-password TempPass9!
aws cognito-idp admin-set-user-password --user-pool-id eu-west-1_a --username ada \
  --password "Perm Pass9" --permanent
aws cognito-idp admin-set-user-password --user-pool-id eu-west-1_a --username ada --password 'it'\''s9Quoted' --permanent
aws cognito-idp admin-set-user-password --user-pool-id eu-west-1_a --username ada --password 'Hunter2!' --temporary
aws secretsmanager put-secret-value --secret-id db --secret-string S3cretString
aws lambda update-function-configuration --function-name f --environment "Variables={DB_PASSWORD=hunterword}"
redis-cli -h cache -a R3disPass INFO
PGPASSWORD=Pg9Pass psql -h db -d costs -c 'SELECT 1'
psql postgresql://ada:Ur1Pass9@db.example.com/costs -c 'SELECT 1'
psql -d costs -c "ALTER USER ada PASSWORD 'Sql9Pass'"
curl -u ada:Cur1Pass https://api.example.com/me
curl -H "Authorization: Bearer eyToken.Abc9" https://api.example.com/me
curl -d '{"password": "Json9Pass"}' https://api.example.com/login
kubectl create secret generic db --from-literal=password=Kube9Secret
export API_TOKEN=Export9Tok
for u in ada bob; do odd-tool --user $u --password Loop9Pass; done
odd-tool --api-key=Odd9Pass | other-tool
echo Pipe9Pass | docker login --username ada --password-stdin registry.example.com
cat > login.json <<EOF
{"user": "ada", "password": "Here9Pass"}
EOF
psql "host=db user=ada password=Conn9Pass dbname=costs" -c 'SELECT 1'
mysql -h db -u root -pMy9Pass -e 'SELECT 1'
sh -c "mysql -pInner9Pass"
aws ssm put-parameter --name /db/password --type SecureString --value Ssm9Pass
echo "password: File9Pass" > secrets.yml
git clone https://ada:Git9Pass@example.com/x.git
if true; then odd-tool --password If9Pass; fi
aws configure set aws_access_key_id AKIAABCDEFGHIJKLMNOP
```
"""


class Import(HeadlessTest):
    def setUp(self):
        super().setUp()
        self.no_credentials()
        del self.variables["AWS_REGION"]
        self.out = self.home / "out"

    def file(self, text, name="team.md"):
        path = self.home / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    def written(self):
        return {path.name: path.read_text() for path in sorted(self.out.iterdir())}

    def test_toStandardOutput_isYamlForEachHeading(self):
        outcome = self.stationmaster("import", self.file(TEAM))

        self.assertEqual(outcome.code, DONE, outcome)
        self.assertIn("--- # restart-the-service.yaml", outcome.out)
        self.assertIn("uses: aws:ecs:DescribeServices", outcome.out)
        self.assertIn("uses: redis:unlink", outcome.out)
        self.assertIn("note: From team.md, line 10.", outcome.out)
        self.assertFalse(self.out.exists())

    def test_output_isAFileForEachHeadingThatLintTakes(self):
        outcome = self.stationmaster("import", self.file(TEAM), "-o", str(self.out))

        self.assertEqual(outcome.code, DONE, outcome)
        self.assertEqual(list(self.written()), ["clean-the-cache.yaml", "restart-the-service.yaml"])
        self.assertIn("commands understood", outcome.out)
        for name in self.written():
            lint = self.stationmaster("lint", str(self.out / name), "--json")
            self.assertEqual((lint.code, lint.json()), (DONE, []), name)

    def test_output_again_changesNothing(self):
        path = self.file(TEAM)
        self.stationmaster("import", path, "-o", str(self.out))
        before = self.written()

        outcome = self.stationmaster("import", path, "-o", str(self.out))

        self.assertEqual(outcome.code, DONE, outcome)
        self.assertEqual(self.written(), before)

    def test_differentFile_isNeverOverwritten(self):
        self.out.mkdir()
        (self.out / "restart-the-service.yaml").write_text("mine\n")

        outcome = self.stationmaster("import", self.file(TEAM), "-o", str(self.out))

        self.assertEqual(outcome.code, REFUSED, outcome)
        self.assertIn("restart-the-service.yaml", outcome.err)
        self.assertEqual(self.written(), {"restart-the-service.yaml": "mine\n"})

    def test_json_saysWhatBecameOfTheFile(self):
        outcome = self.stationmaster("import", self.file(TEAM), "--json")

        self.assertEqual(outcome.code, DONE, outcome)
        first, second = outcome.json()["runbooks"]
        self.assertEqual(set(first), {"id", "title", "file", "line", "lastLine", "steps", "kinds", "commands",
                                      "typedCommands", "parameters", "secrets", "findings"})
        self.assertEqual((first["id"], first["line"], first["steps"]), ("restart-the-service", 3, 3))
        self.assertEqual(first["kinds"], {"aws": 2, "manual": 1})
        self.assertEqual((first["parameters"], first["secrets"]), (["count"], []))
        self.assertEqual((second["kinds"], second["commands"], second["typedCommands"]),
                         ({"redis": 1, "manual": 1}, 2, 1))
        self.assertEqual(outcome.json()["findings"], sum(len(each["findings"]) for each in (first, second)))

    def test_secrets_standInNoOutput(self):
        path = self.file(LEAKY)
        outcomes = [self.stationmaster("import", path), self.stationmaster("import", path, "--json"),
                    self.stationmaster("import", path, "-o", str(self.out)), self.stationmaster("lint", path),
                    self.stationmaster("lint", path, "--json")]

        self.assertEqual([outcome.code for outcome in outcomes[:3]], [DONE] * 3, outcomes[0].err)
        texts = [outcome.out + outcome.err for outcome in outcomes] + list(self.written().values())
        for secret in SECRETS:
            for text in texts:
                at = text.find(secret)
                self.assertEqual(at, -1, f"{secret} in …{text[max(0, at - 200):at + 60]}")

    def test_secrets_areParametersOfTypeSecret(self):
        outcome = self.stationmaster("import", self.file(LEAKY), "--json")

        secrets = outcome.json()["runbooks"][0]["secrets"]
        for name in ("temporaryPassword", "password", "password2", "secretString", "dbPassword", "cachePassword",
                     "databasePassword", "authorization"):
            self.assertIn(name, secrets)

    def test_placeholderOfAPassword_isASecretToo(self):
        text = TEAM.replace("aws ecs describe-services --cluster main --services api",
                            "aws cognito-idp admin-set-user-password --user-pool-id p_1 --username ada "
                            "--password <password> --permanent\nPGPASSWORD=$DB_PASSWORD psql -d costs -c 'SELECT 1'")

        outcome = self.stationmaster("import", self.file(text), "--json")

        self.assertEqual(outcome.json()["runbooks"][0]["secrets"], ["password", "dbPassword"])

    def test_mojibake_isRepaired(self):
        text = TEAM.replace("Tell the team", "Tell the team → now".encode().decode("cp1252", "replace"))
        text = text.replace("â†’", "\u00e2\u2020\u2019")

        outcome = self.stationmaster("import", self.file(text))

        self.assertIn("Tell the team → now", outcome.out)
        self.assertNotIn("â†", outcome.out)

    def test_whatIsNoRunbook_isRefusedWithAReason(self):
        large = b"# A\n\n1. Do it\n\n" + b"x\n" * (5 * 1024 * 1024 // 2)
        for name, content, word in (("empty.md", b"", "empty.md"), ("prose.md", b"# A\n\nJust text.\n", "prose.md"),
                                    ("binary.md", b"\x7fELF\0\0\0\1" * 100, "binary.md"), ("large.md", large, "5 MB")):
            outcome = self.stationmaster("import", self.file(content, name), "-o", str(self.out))

            self.assertIn(outcome.code, (REFUSED, WRONG_USAGE), outcome)
            self.assertEqual(outcome.out, "")
            self.assertIn(word, outcome.err)
            self.assertFalse(self.out.exists())

    def test_noFile_isWrongUsage(self):
        self.assertEqual(self.stationmaster("import").code, WRONG_USAGE)

    def test_missingFile_isNamed(self):
        outcome = self.stationmaster("import", str(self.home / "none.md"))

        self.assertEqual((outcome.code, outcome.out), (WRONG_USAGE, ""))
        self.assertIn("none.md", outcome.err)

    def test_controlCharacters_doNotReachTheTerminal(self):
        outcome = self.stationmaster("import", self.file(b"# A\x1b[31m\n\n1. Do it\x1b[2J\n\n```bash\naws \x1b[31m\n```\n"))

        self.assertNotIn("\x1b", outcome.out + outcome.err)

    def test_nothingOfTheFile_isRun(self):
        marker = self.home / "ran"
        self.stationmaster("import", self.file(f"# A\n\n1. Do it\n\n```bash\nX=$(touch {marker})\ntouch {marker}\n```\n"))

        self.assertFalse(marker.exists())


if __name__ == "__main__":
    needs.run()
