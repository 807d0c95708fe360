# SPDX-License-Identifier: GPL-3.0-or-later
"""What providers of language models bill, asked of a server of the test's own, the key in a keyring of its own."""
import http.server
import json
import os
import shutil
import subprocess
import threading
import unittest
import urllib.parse

from headless import DONE, REFUSED, WRONG_USAGE, HeadlessTest

BUS = """<busconfig><type>session</type><listen>unix:dir={}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"""
ADMIN_KEY = "sk-ant-admin01-Canary-7-Tr0ub4dor"
PRICES = [{"id": "anthropic", "models": [{"id": "claude-x", "match": {"starts_with": "claude-x"},
                                          "prices": {"input_mtok": 3, "output_mtok": 15}}]}]


class Provider(http.server.BaseHTTPRequestHandler):
    """Anthropic, with two pages of costs."""

    def do_GET(self):
        self.server.seen.append(self)
        if self.headers.get("x-api-key") != ADMIN_KEY:
            return self.answer(401, {"error": {"message": "invalid x-api-key"}})
        query = urllib.parse.parse_qs(urllib.parse.urlparse(self.path).query)
        day = {"starting_at": "2025-08-01T00:00:00Z", "ending_at": "2025-08-02T00:00:00Z"}
        if "usage_report" in self.path:
            row = {"model": "claude-x-1", "uncached_input_tokens": 1000000, "output_tokens": 1000000}
            return self.answer(200, {"data": [{**day, "results": [row]}], "has_more": False})
        row = {"amount": "1000.5", "currency": "USD", "model": "claude-x-1", "workspace_id": "w1"}
        more = "page" not in query
        return self.answer(200, {"data": [{**day, "results": [row]}], "has_more": more, "next_page": "p2" if more else None})

    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


@unittest.skipUnless(shutil.which("dbus-daemon"), "dbus-daemon is not installed")
class Llm(HeadlessTest):
    def setUp(self):
        super().setUp()
        configuration = self.home / "bus.conf"
        configuration.write_text(BUS.format(self.home))
        self.variables["DBUS_SESSION_BUS_ADDRESS"] = self.serve(
            "dbus-daemon", "--nofork", "--print-address", "--config-file", str(configuration))
        self.assertEqual(self.serve(os.environ["FAKE_KEYRING"], "unlocked"), "ready")
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Provider)
        self.server.seen = []
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        self.variables["STATIONMASTER_ANTHROPIC_URL"] = "http://127.0.0.1:%d" % self.server.server_port
        self.config("[profile aws-costs-dashboard]\nregion = us-east-1\n")

    def serve(self, *command):
        process = subprocess.Popen(command, env=self.variables, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                   text=True)
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        return process.stdout.readline().strip()

    def keep(self, key=ADMIN_KEY):
        return self.stationmaster("llm", "keep-key", "anthropic", text=key + "\n")

    def costs(self):
        return self.stationmaster("costs", "--system", "aws-costs-dashboard", "--source", "anthropic", "--json")

    def test_key_isKept_andNowhereElse(self):
        outcome = self.keep()

        self.assertEqual((outcome.code, outcome.out), (DONE, ""), outcome)
        self.assertEqual(self.costs().json()["total"], "20.01")
        for file in self.home.rglob("*"):
            if file.is_file():
                self.assertNotIn(ADMIN_KEY.encode(), file.read_bytes(), file)

    def test_costs_areAskedOnce_andKept(self):
        self.keep()
        first = self.costs()
        asked = len(self.server.seen)
        second = self.costs()

        self.assertEqual((first.code, first.json(), second.json()), (DONE, second.json(), first.json()))
        self.assertEqual((asked, len(self.server.seen)), (2, 2))
        self.assertEqual(first.json()["metric"], "billed")

    def test_compare_tellsTheGap(self):
        self.keep()
        prices = self.home / "prices.json"
        prices.write_text(json.dumps(PRICES))

        outcome = self.stationmaster("llm", "compare", "anthropic", "--prices", str(prices), "--from", "2025-08", "--to",
                                     "2025-09")

        self.assertEqual(outcome.code, DONE, outcome)
        told = outcome.json()
        self.assertEqual((told["billed"], told["estimated"]), ("20.01", "18"))
        self.assertAlmostEqual(told["gapPercent"], -10.0449775, 5)

    def test_withoutKey_orWithAnother_isRefused(self):
        outcome = self.stationmaster("costs", "--system", "aws-costs-dashboard", "--source", "anthropic")
        self.assertEqual((outcome.code, outcome.out), (REFUSED, ""), outcome)
        self.keep("sk-ant-other")
        outcome = self.costs()
        self.assertEqual(outcome.code, REFUSED, outcome)
        self.assertIn("admin key of the organization", outcome.err)
        self.assertNotIn("sk-ant-other", outcome.err)
        self.assertEqual(self.keep("").code, WRONG_USAGE)
        self.assertEqual(self.stationmaster("llm", "keep-key", "acme", text="k\n").code, WRONG_USAGE)


if __name__ == "__main__":
    unittest.main()
