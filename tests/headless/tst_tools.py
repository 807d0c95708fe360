# SPDX-License-Identifier: GPL-3.0-or-later
"""Deployments by programs: Terraform, kubectl, git, pip, systemctl and vercel, each played by one that writes down how
it was called. git is the real one."""
import http.server
import json
import stat
import subprocess
import threading

import needs
from headless import DONE, REFUSED, WAITS, WRONG_USAGE, WithMoto

TOKEN = "Canary-of-a-token-9x"
# Writes its name, folder, arguments and whether it has a token into calls; what it prints is in a file beside it.
PLAYED = """#!/usr/bin/env python3
import json, os, pathlib, sys
here = pathlib.Path(__file__).parent
name, words = pathlib.Path(__file__).name, sys.argv[1:]
with (here / "calls").open("a") as calls:
    calls.write(json.dumps([name, os.getcwd(), words, os.environ.get("VERCEL_TOKEN", "") != ""]) + "\\n")
if name == "terraform" and "plan" in words:
    out = [word[5:] for word in words if word.startswith("-out=")]
    changes = (here / "changes").read_text() if (here / "changes").exists() else ""
    if out:
        pathlib.Path(out[0]).write_text("plan of " + changes)
    print(changes, end="")
    sys.exit(2 if changes and "-detailed-exitcode" in words else 0)
if name == "terraform" and "apply" in words:
    if not pathlib.Path(words[-1]).read_text() == "plan of " + (here / "changes").read_text():
        sys.exit(1)
    (here / "changes").unlink()
if name == "kubectl" and words[0] == "get":
    print(json.dumps({"status": {"availableReplicas": 2}, "spec": {"template": {"spec": {"containers": [
        {"name": "proxy", "resources": {"limits": {"memory": "64Mi"}}},
        {"name": "dashboard", "resources": {"limits": {"memory": "1Gi"}, "requests": {"memory": "512Mi"}}}]}}}}))
if name == "kubectl" and words[:2] == ["rollout", "history"]:
    print("REVISION 41")
"""


def planned(action, address):
    return json.dumps({"type": "planned_change", "change": {"action": action, "resource": {"addr": address}}}) + "\n"


class Tools(WithMoto):
    SYSTEM = "development"

    def setUp(self):
        super().setUp()
        self.tools = self.home / "tools"
        self.tools.mkdir(mode=0o700)
        for name in ("terraform", "kubectl", "vercel", "pip", "systemctl"):
            program = self.tools / name
            program.write_text(PLAYED)
            program.chmod(stat.S_IRWXU)
        self.variables["PATH"] = "%s:%s" % (self.tools, self.variables["PATH"])
        (self.data / "systems").mkdir(parents=True)
        for system in ("ai-cost-dashboard", "aws-costs-dashboard", "shop"):
            (self.data / "systems" / (system + ".yaml")).write_text(
                "title: A system\nenvironment: development\nregion: us-east-1\nendpoint_url: %s\n"
                % self.moto.facts["endpoint"])

    def calls(self, name=None):
        """How the programs were called; without what only looks."""
        lines = [json.loads(line) for line in (self.tools / "calls").read_text().splitlines()]
        return [words for program, _, words, _ in lines if name in (None, program)]

    def run_it(self, runbook, *options, code=DONE, text="", **parameters):
        words = [word for key, value in parameters.items() for word in ("--param", "%s=%s" % (key, value))]
        outcome = self.stationmaster("run", runbook, *words, "--yes", "--json", *options, *self.endpoint, text=text)
        self.assertEqual(outcome.code, code, outcome)
        self.assertNotIn(TOKEN, outcome.out + outcome.err)
        return outcome


class Terraform(Tools):
    def setUp(self):
        super().setUp()
        self.folder = self.home / "infrastructure"
        self.folder.mkdir()
        (self.tools / "changes").write_text(planned("create", "aws_s3_bucket.new") + planned("delete", "aws_db.old"))
        self.parameters = {"folder": self.folder}

    def apply(self, *answers, code=DONE):
        options = [word for answer in answers for word in ("--answer", answer)]
        return self.run_it("common/apply-terraform", "--system", "shop", "--confirm", "terraform", *options, code=code,
                           **self.parameters)

    def test_deletions_waitForTheirNumber(self):
        outcome = self.apply("changes=Go on", code=WAITS)

        self.assertIn("aws_db.old", outcome.out + outcome.err)
        self.assertNotIn("apply", [word for words in self.calls("terraform") for word in words])

    def test_wrongNumber_isRefused(self):
        self.assertIn(self.stationmaster(
            "run", "common/apply-terraform", "--system", "shop", "--param", "folder=%s" % self.folder, "--yes",
            "--confirm", "terraform", "--answer", "changes=Go on", "--answer", "destructive=2", *self.endpoint).code,
            (REFUSED, WRONG_USAGE, WAITS))
        self.assertNotIn("apply", [word for words in self.calls("terraform") for word in words])

    def test_rightNumber_appliesExactlyThePlanThatWasShown(self):
        self.apply("changes=Go on", "destructive=1")

        made = next(words for words in self.calls("terraform") if words[0] == "plan")
        applied = next(words for words in self.calls("terraform") if words[0] == "apply")
        self.assertIn("-out=" + applied[-1], made)
        self.assertTrue(applied[-1].endswith(".tfplan"))

    def test_nothingDestructive_asksForNoNumber(self):
        (self.tools / "changes").write_text(planned("update", "aws_lambda_function.chat"))

        self.apply("changes=Go on")

    def test_leftAlone_appliesNothing(self):
        self.apply("changes=Leave it")

        self.assertNotIn("apply", [word for words in self.calls("terraform") for word in words])


class Kubernetes(Tools):
    def test_rollBack_goesToTheRevisionThatWasChosen(self):
        self.run_it("aws-costs-dashboard/roll-back-dashboard", "--answer", "agreed=yes", "--reason", "it fails",
                    context="prod", revision=41, reason="It fails.")

        undone = next(words for words in self.calls("kubectl") if words[:2] == ["rollout", "undo"])
        self.assertEqual(undone[2:], ["deployment/dashboard", "--to-revision=41", "--context=prod",
                                      "--namespace=default"])

    def test_undoOfARestart_isARollback(self):
        self.run_it("aws-costs-dashboard/restart-dashboard", context="prod")
        outcome = self.stationmaster("undo", "run:1", "--system", "aws-costs-dashboard", "--yes", "--json",
                                     *self.endpoint)

        self.assertEqual(outcome.code, DONE, outcome)
        self.assertIn(["rollout", "undo", "deployment/dashboard", "--context=prod", "--namespace=default"],
                      self.calls("kubectl"))

    def test_undoOfMoreMemory_setsThatContainersOldLimits(self):
        self.run_it("aws-costs-dashboard/raise-memory-limit", context="prod")
        outcome = self.stationmaster("undo", "run:1", "--system", "aws-costs-dashboard", "--yes", "--json",
                                     *self.endpoint)

        self.assertEqual(outcome.code, DONE, outcome)
        patches = [json.loads(word[8:]) for words in self.calls("kubectl") for word in words
                   if word.startswith("--patch=")]
        limits = [patch["spec"]["template"]["spec"]["containers"][0] for patch in patches]
        self.assertEqual([each["name"] for each in limits], ["dashboard", "dashboard"])
        self.assertEqual([each["resources"] for each in limits],
                         [{"limits": {"memory": "2Gi"}, "requests": {"memory": "1Gi"}},
                          {"limits": {"memory": "1Gi"}, "requests": {"memory": "512Mi"}}])


class Vercel(Tools):
    def test_token_isInTheEnvironmentAndNowhereElse(self):
        folder = self.home / "frontend"
        folder.mkdir()
        self.run_it("ai-cost-dashboard/roll-back-frontend", "--answer", "agreed=yes", "--reason", "blank page",
                    "--secrets", "-", text=json.dumps({"token": TOKEN}), folder=folder, reason="Blank page.",
                    deployment="site-4f1a.vercel.app", site=self.site().address)

        lines = [json.loads(line) for line in (self.tools / "calls").read_text().splitlines()]
        self.assertIn(["vercel", str(folder), ["rollback", "site-4f1a.vercel.app", "--yes"], True], lines)
        self.assertNotIn(TOKEN, (self.tools / "calls").read_text())
        for file in self.data.rglob("*"):
            if file.is_file():
                self.assertNotIn(TOKEN.encode(), file.read_bytes(), file)

    def site(self):
        site = Site()
        self.addCleanup(site.stop)
        return site


class Site:
    """Answers everything with 200."""

    def __init__(self):
        class Answer(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *_):
                """Not a line for each request."""

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.address = "http://127.0.0.1:%d/health" % self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


class Host(Tools):
    def setUp(self):
        super().setUp()
        self.site = Site()
        self.addCleanup(self.site.stop)
        self.origin, self.folder = self.home / "origin", self.home / "service"
        self.git(self.home, "init", "--quiet", "--initial-branch=main", str(self.origin))
        self.before = self.commit("one")
        self.git(self.home, "clone", "--quiet", str(self.origin), str(self.folder))
        self.after = self.commit("two")

    def git(self, folder, *words):
        done = subprocess.run(["git", "-C", str(folder), "-c", "user.name=Ada", "-c", "user.email=ada@example.com",
                               *words], env=self.variables, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def commit(self, content):
        (self.origin / "requirements.txt").write_text(content)
        self.git(self.origin, "add", "requirements.txt")
        self.git(self.origin, "commit", "--quiet", "-m", content)
        return self.git(self.origin, "rev-parse", "HEAD")

    def head(self):
        return self.git(self.folder, "rev-parse", "HEAD")

    def go(self, runbook, *options, **parameters):
        return self.run_it("ai-cost-dashboard/" + runbook, "--answer", "migrations=Done, or none needed", *options,
                           folder=self.folder, health=self.site.address, calm="1s", **parameters)

    def test_deploy_pullsInstallsRestarts_andUndoGoesBack(self):
        self.go("deploy-backend")

        self.assertEqual(self.head(), self.after)
        self.assertEqual(self.calls("systemctl")[0], ["restart", "ai-cost-dashboard"])
        self.assertEqual(self.calls("pip"), [["--python=%s/venv" % self.folder, "install", "--requirement",
                                              "requirements.txt"]])
        outcome = self.stationmaster("undo", "run:1", "--system", "ai-cost-dashboard", "--yes", "--json",
                                     *self.endpoint)
        self.assertEqual((outcome.code, self.head()), (DONE, self.before), outcome)

    def test_changedByHand_isNotPulledOver(self):
        (self.folder / "requirements.txt").write_text("by hand")

        outcome = self.stationmaster("run", "ai-cost-dashboard/deploy-backend", "--param", "folder=%s" % self.folder,
                                     "--param", "health=%s" % self.site.address, "--yes", *self.endpoint)

        self.assertEqual((outcome.code, self.head()), (REFUSED, self.before), outcome)
        self.assertIn("by hand", outcome.err)

    def test_rollBack_checksOutTheCommitWithItsPackages(self):
        self.git(self.folder, "pull", "--quiet")
        self.go("roll-back-backend", "--answer", "agreed=yes", "--reason", "it fails", commit=self.before,
                reason="It fails.")

        self.assertEqual(self.head(), self.before)
        self.assertEqual(len(self.calls("pip")), 1)


if __name__ == "__main__":
    needs.run("moto", "flask", "boto3")
