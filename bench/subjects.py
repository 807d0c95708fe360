# SPDX-License-Identifier: GPL-3.0-or-later
"""What is measured, one function a subject; each yields rows (what, ours, peer, target, whether it is met)."""
import json
import os
import re
import shutil
import sys
import tempfile

import syntheticbill
from bucketstub import BucketStub
from duckdbpeer import duckdb_python
from measure import facts, in_turn, median, run
from postgresserver import PostgresServer
from redisserver import RedisServer, Relay
from stub import Stub

HERE = os.path.dirname(os.path.abspath(__file__))
USERS = 100_000
REDIS_KEYS = 1_000_000
HALF_ROUND_TRIP = 250  # microseconds; between machines of one AWS region it is about that
COPIED_ROWS = 1_000_000
DUMPED_ROWS = 3_000_000  # 330 MB in the server
COPIED_OBJECTS = 10_000
GIBIBYTE = 1024 ** 3
INGESTED_ROWS = (250_000, 500_000, 1_000_000)
REGROUPS = ("month_service", "day_service", "day_account", "month_region", "day", "month_service_account",
            "service_account_region", "month_service_account_region", "day_account_of_service",
            "day_service_without_account", "day_service_three_months")
EACH = "day_service_account_region"
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
KEYS = {"AWS_ACCESS_KEY_ID": "AKIABENCH", "AWS_SECRET_ACCESS_KEY": "bench", "AWS_EC2_METADATA_DISABLED": "true"}


class Row:
    def __init__(self, what, unit, ours, peer=None, peer_name="", target="", met=None, rate=False):
        self.what, self.unit, self.ours, self.peer, self.peer_name = what, unit, ours, peer, peer_name
        self.target, self.met, self.rate = target, met, rate

    def ratio(self):
        """How many times as good we are; more is better."""
        if not self.peer or not self.ours:
            return None
        return self.ours / self.peer if self.rate else self.peer / self.ours


class Bench:
    def __init__(self, build, rounds):
        self.build, self.rounds = build, rounds

    def program(self, name):
        return os.path.join(self.build, "bench", name)

    def listing(self):
        with Stub(self.build, USERS) as stub:
            ours, peer = in_turn(
                self.rounds,
                lambda: facts([self.program("bench_users"), stub.endpoint, stub.pool]),
                lambda: facts([sys.executable, os.path.join(HERE, "peer_boto3_listusers.py"), stub.endpoint,
                               stub.pool]))
        cpu, peer_cpu = (median(each["cpuSeconds"] for each in side) for side in (ours, peer))
        yield Row("Listing 100,000 users, CPU", "s", cpu, peer_cpu, "boto3", "1/10 of the peer", cpu <= peer_cpu / 10)
        yield Row("Listing 100,000 users, peak memory", "MB", median(each["peakMegabytes"] for each in ours),
                  median(each["peakMegabytes"] for each in peer), "boto3, keeping nothing")

    def call(self):
        with Stub(self.build, USERS) as stub:
            ours = [os.path.join(self.build, "app", "stationmaster"), "call", "cognito-idp:ListUsers",
                    '{"UserPoolId": "%s"}' % stub.pool, "--all-pages", "--endpoint-url", stub.endpoint, "--region",
                    "us-east-1"]
            aws = ["aws", "cognito-idp", "list-users", "--user-pool-id", stub.pool, "--endpoint-url", stub.endpoint,
                   "--region", "us-east-1"]
            [mine] = in_turn(self.rounds, lambda: run(ours, KEYS, keep_output=False))
            peer = run(aws, KEYS, keep_output=False) if shutil.which("aws") else None
        yield Row("call --all-pages, 100,000 users, CPU", "s", median(each.cpu for each in mine), peer and peer.cpu,
                  "AWS CLI")
        yield Row("call --all-pages, 100,000 users, peak memory", "MB", median(each.megabytes for each in mine),
                  peer and peer.megabytes, "AWS CLI")

    def window(self):
        for mode, name in ("plain", ""), ("sorted", ", sorted"), ("filtered", ", filtered"):
            with Stub(self.build, USERS) as stub:
                [runs] = in_turn(self.rounds, lambda: facts([self.program("bench_window"), stub.endpoint, mode],
                                                            OFFSCREEN))
            figure = {key: median(run[key] for run in runs) for key in runs[0] if key != "mode"}
            yield Row("Window, 100,000 users%s: first rows" % name, "ms", figure["firstRows"])
            yield Row("Window%s: p99 of the event loop's turns while loading" % name, "ms", figure["turnP99"],
                      target="16 ms", met=figure["turnP99"] <= 16)
            yield Row("Window%s: longest turn while loading" % name, "ms", figure["turnMax"], target="100 ms",
                      met=figure["turnMax"] <= 100)
            yield Row("Window%s: resident at the end" % name, "MB", figure["residentMegabytes"], target="150 MB",
                      met=figure["residentMegabytes"] <= 150)
            yield Row("Window%s: slowest keystroke in the filter, painted" % name, "ms", figure["keyMax"],
                      target="16 ms", met=figure["keyMax"] <= 16)

    def filter(self):
        for users, limit, rounds in (100_000, 16, self.rounds), (1_000_000, 30, 1):
            [runs] = in_turn(rounds, lambda: facts([self.program("bench_filter"), str(users)], OFFSCREEN))
            figure = {key: median(run[key] for run in runs) for key in runs[0]}
            many = "{:,} rows".format(users)
            yield Row("Slowest keystroke in the filter, %s" % many, "ms", figure["keyMax"], figure["peerKeyMax"],
                      "QSortFilterProxyModel", "%d ms" % limit, figure["keyMax"] <= limit)
            yield Row("Longest turn of the event loop meanwhile, %s" % many, "ms", figure["turnMax"], target="16 ms",
                      met=figure["turnMax"] <= 16)
            yield Row("Sorting by a text column, %s" % many, "ms", figure["sort"], figure["peerSort"],
                      "QSortFilterProxyModel")

    def charts(self):
        if not os.path.exists(self.program("bench_charts")):
            print("charts needs qt6-charts-dev, for the peer: left out", file=sys.stderr)
            return
        for kind, series, days in [(kind, *size) for size in ((12, 90), (50, 400)) for kind in ("bars", "area", "lines")]:
            [runs] = in_turn(self.rounds, lambda: facts([self.program("bench_charts"), kind, str(series), str(days)],
                                                        OFFSCREEN))
            figure = {key: median(run[key] for run in runs) for key in runs[0]}
            name = "%s, %d series of %d days" % (kind, series, days)
            yield Row("Chart, %s: first frame" % name, "ms", figure["firstFrame"], figure["peerFirstFrame"], "Qt Charts",
                      "50 ms", figure["firstFrame"] <= 50)
            yield Row("Chart, %s: new data, painted" % name, "ms", figure["frame"], figure["peerFrame"], "Qt Charts",
                      "50 ms", figure["frame"] <= 50)
            yield Row("Chart, %s: hover, the longest" % name, "ms", figure["hoverMax"], figure["peerHoverMax"], "Qt Charts",
                      "16 ms", figure["hoverMax"] <= 16)
            yield Row("Chart, %s: zoom, the longest" % name, "ms", figure["zoomMax"], figure["peerZoomMax"], "Qt Charts",
                      "16 ms", figure["zoomMax"] <= 16)

    def timeline(self):
        for mode, name in ("plain", ""), ("sorted", ", sorted by title"), ("filtered", ", filtered"):
            [runs] = in_turn(self.rounds, lambda: facts([self.program("bench_timeline"), mode], OFFSCREEN))
            figure = {key: median(each[key] for each in runs) for key in runs[0] if key != "mode"}
            what = "Deployments, {:,} on one axis{}".format(figure["rows"], name)
            yield Row("%s: first rows" % what, "ms", figure["firstRows"], target="1000 ms", met=figure["firstRows"] <= 1000)
            yield Row("%s: p99 of the turns while loading" % what, "ms", figure["turnP99"], target="16 ms",
                      met=figure["turnP99"] <= 16)
            yield Row("%s: longest turn while loading" % what, "ms", figure["turnMax"], target="100 ms",
                      met=figure["turnMax"] <= 100)
        yield Row("Events of a stack, 5,000: longest turn while they come", "ms", figure["eventsTurnMax"], target="100 ms",
                  met=figure["eventsTurnMax"] <= 100)
        yield Row("Events of a stack, 5,000: p99 of the turns", "ms", figure["eventsTurnP99"], target="16 ms",
                  met=figure["eventsTurnP99"] <= 16)

    def costspage(self):
        text = run([self.program("bench_costspage")], OFFSCREEN).output
        for name, data, frame in re.findall(r"^(.+?)  +data +([\d.]+) .*?first frame +([\d.]+)", text, re.M):
            yield Row("Costs page, %s: new data" % name, "ms", float(data), target="16 ms", met=float(data) <= 16)
            yield Row("Costs page, %s: first frame" % name, "ms", float(frame), target="50 ms", met=float(frame) <= 50)

    def signer(self):
        text = run([sys.executable, os.path.join(HERE, "signer.py"), self.build, str(self.rounds)]).output
        ours, peer = (float(each) for each in re.findall(r": (\d+)", text)[:2])
        yield Row("Signing a request", "/s", ours, peer, "botocore", "10 times the peer", ours >= 10 * peer, rate=True)

    def transport(self):
        text = run([self.program("bench_transport")]).output
        for name, ours, peer in re.findall(r"^transport, (.*?): ([\d.]+) ms.*?Manager: ([\d.]+) ms", text, re.M):
            limited = "20 x 20 KB" in name
            yield Row("Requests: %s" % name, "ms", float(ours), float(peer), "QNetworkAccessManager",
                      "400 ms" if limited else "", float(ours) < 400 if limited else None)

    def journal(self):
        rates = dict(re.findall(r"^(.*?) +(\d+) a second", run([self.program("bench_journal")]).output, re.M))
        yield Row("Journal: durable intents", "/s", float(rates["intent on the disk"]),
                  float(rates["append and fdatasync"]), "write and fdatasync", "200 /s",
                  float(rates["intent on the disk"]) >= 200, rate=True)

    def bigjournal(self):
        text = run([self.program("bench_bigjournal")]).output
        times = {name: float(value) for name, value in re.findall(r"^(.*?)  +([\d.]+) ms", text, re.M)}
        rows = {name: int(count) for name, count in re.findall(r"^(.*?)  +[\d.]+ ms +(\d+) rows", text, re.M)}
        verified, read = (rows[name] / times[name] * 1e3 for name in ("verified", "read by SQLite alone"))
        slowest = max(value for name, value in times.items() if name.startswith("first page"))
        yield Row("Journal of 1,000,000 entries: open", "ms", times["opened"], target="1 s", met=times["opened"] <= 1000)
        yield Row("Journal of 1,000,000: slowest first page of a filter", "ms", slowest, target="50 ms", met=slowest <= 50)
        yield Row("Journal: verified rows", "/s", verified, read, "SQLite reads them", "200,000 /s", verified >= 200_000,
                  rate=True)

    def start(self):
        figure = facts([sys.executable, os.path.join(HERE, "start.py"), self.build])
        yield Row("Start: exec to first painted frame", "ms", figure["firstFrame"])
        yield Row("Start: exec to the answer to a click", "ms", figure["firstAnswer"], target="200 ms",
                  met=figure["firstAnswer"] <= 200)
        yield Row("Idle on 500 users, resident", "MB", figure["residentMegabytes"], target="80 MB",
                  met=figure["residentMegabytes"] <= 80)
        yield Row("Idle on 500 users, proportional", "MB", figure["proportionalMegabytes"])

    def copy(self):
        if not PostgresServer.is_available():
            print("copy needs postgresql-15: left out", file=sys.stderr)
            return
        with PostgresServer() as server:
            run(server.psql("CREATE TABLE bench AS SELECT g AS id, md5(g::text) AS name, g * 0.01 AS price "
                            "FROM generate_series(1, %d) g" % COPIED_ROWS))
            mine = [self.program("bench_copy"), server.folder, server.port, "bench"]
            copy = "\\copy (TABLE bench) TO /dev/null (FORMAT csv, HEADER)"
            ours, peer = in_turn(self.rounds, lambda: run(mine), lambda: run(server.psql(copy)))
            # What wait4() tells begins with the memory of this Python, which is more than psql ever takes.
            peak = facts(mine)["peakMegabytes"]
            told = run(server.psql(copy, "\\! grep VmHWM /proc/$PPID/status")).output
        for what, cost in ("", "wall"), (", CPU", "cpu"):
            yield Row("COPY out of 1,000,000 rows%s" % what, "s", median(getattr(each, cost) for each in ours),
                      median(getattr(each, cost) for each in peer), "psql \\copy")
        yield Row("COPY out of 1,000,000 rows, peak memory", "MB", peak, int(told.split()[1]) / 1024, "psql \\copy")

    def backupbucket(self):
        ours = [self._bucket_snapshot() for _ in range(self.rounds)]
        peer = self._bucket_sync() if shutil.which("aws") else None
        cpu = median(each["cpuSeconds"] for each in ours)
        yield Row("Backing 10,000 objects up, CPU", "s", cpu, peer and peer.cpu, "aws s3 sync", "1/5 of the peer",
                  peer and cpu <= peer.cpu / 5)
        yield Row("Backing 10,000 objects up, time", "s", median(each["wallSeconds"] for each in ours), peer and peer.wall,
                  "aws s3 sync")
        for what, mode, count, size in (("20 GiB read and hashed", "verify", 5, 4 * GIBIBYTE),
                                        ("2 GiB downloaded", "download", 4, GIBIBYTE // 2)):
            with BucketStub(self.build, count, size) as stub, tempfile.TemporaryDirectory() as folder:
                figure = facts([self.program("bench_backupbucket"), stub.endpoint, folder, mode])
            growth = figure["peakMegabytes"] - figure["baseMegabytes"]
            yield Row("Objects, %s: memory grows by" % what, "MB", growth, target="64 MB", met=growth <= 64)
            yield Row("Objects, %s: time" % what, "s", figure["wallSeconds"])

    def _bucket_snapshot(self):
        with BucketStub(self.build, COPIED_OBJECTS, 4096) as stub, tempfile.TemporaryDirectory() as folder:
            figure = facts([self.program("bench_backupbucket"), stub.endpoint, folder, "snapshot"])
            self._all_copied(stub)
        return figure

    def _bucket_sync(self):
        with BucketStub(self.build, COPIED_OBJECTS, 4096) as stub:
            cost = run(["aws", "s3", "sync", "s3://source/data", "s3://peer/data", "--endpoint-url", stub.endpoint, "--region",
                        "us-east-1", "--only-show-errors"], KEYS, keep_output=False)
            self._all_copied(stub)
        return cost

    @staticmethod
    def _all_copied(stub):
        if stub.copies() != COPIED_OBJECTS:
            raise RuntimeError("%d objects were copied" % stub.copies())

    def backupdatabase(self):
        if not PostgresServer.is_available():
            print("backupdatabase needs postgresql-15: left out", file=sys.stderr)
            return
        with PostgresServer() as server, tempfile.TemporaryDirectory(prefix="sm-bench-") as folder:
            run(server.psql("CREATE TABLE bench AS SELECT g AS id, md5(g::text) || md5((g + 1)::text) AS name, "
                            "g * 0.01 AS price FROM generate_series(1, %d) g" % DUMPED_ROWS))
            dump = [server.PSQL.replace("psql", "pg_dump"), "--host", server.folder, "--port", server.port,
                    "--username=postgres", "--format=custom", "--file=%s/by-hand.dump" % folder, "postgres"]

            def ours(*more):
                place = tempfile.mkdtemp(dir=folder)
                told = facts([self.program("bench_backupdatabase"), server.folder, server.port, "postgres", place, *more])
                shutil.rmtree(place)
                return told["seconds"]

            plain, marked, peer = in_turn(self.rounds, ours, lambda: ours("fingerprint"), lambda: run(dump).wall)
        mine, theirs = median(plain), median(peer)
        yield Row("Database of 330 MB: backed up, journalled and verified", "s", mine, theirs, "pg_dump by hand",
                  "1.05 of the peer", mine <= 1.05 * theirs)
        yield Row("Database of 330 MB: the same with checksums of all rows", "s", median(marked), theirs, "pg_dump by hand")

    def redis(self):
        if not RedisServer.is_available():
            print("redis needs redis-server and redis-cli: left out", file=sys.stderr)
            return
        with RedisServer() as server:
            ours, peers = self._remove_keys(server, server.port, REDIS_KEYS)
            with Relay(self.build, server.port, HALF_ROUND_TRIP) as relay:
                far, far_peers = self._remove_keys(server, relay.port, REDIS_KEYS // 10)
        for where, mine, theirs in ("1,000,000 keys", ours, peers), ("100,000 keys over 0.5 ms", far, far_peers):
            wall, peer_wall = median(each["seconds"] for each in mine), median(each.wall for each in theirs)
            yield Row("Redis: removing %s by pattern" % where, "s", wall, peer_wall, "redis-cli, xargs",
                      "10 times the peer", wall <= peer_wall / 10)
        yield Row("Redis, 1,000,000 keys: CPU of the client", "s", median(each["cpuSeconds"] for each in ours),
                  median(each.cpu for each in peers), "redis-cli, xargs")
        yield Row("Redis, 1,000,000 keys: peak memory", "MB", median(each["peakMegabytes"] for each in ours))

    def _remove_keys(self, server, port, count):
        peer = "redis-cli -p %d --scan --pattern 'cost:*' | xargs redis-cli -p %d del" % (port, port)

        def measured(remove):
            server.fill(count, "cost")
            cost = remove()
            if server.cli("DBSIZE") != "0":
                raise RuntimeError("keys are left")
            return cost

        return in_turn(self.rounds,
                       lambda: measured(lambda: facts([self.program("bench_redis"), str(port), "cost:*"])),
                       lambda: measured(lambda: run(["sh", "-c", peer], keep_output=False)))

    def lint(self):
        vectors = os.path.join(HERE, "..", os.environ.get("STATIONMASTER_VECTORS") or "../shared/data")
        runbooks = os.path.join(vectors, "..", "seeds")
        if not os.path.isdir(runbooks):
            print("lint needs the source runbooks beside the conformance suites: left out", file=sys.stderr)
            return
        [runs] = in_turn(self.rounds, lambda: facts([self.program("bench_lint"), runbooks]))
        first = median(each["firstMilliseconds"] for each in runs)
        yield Row("Import and lint of %d runbooks, just started" % runs[0]["files"], "ms", first, target="200 ms",
                  met=first <= 200)
        yield Row("Import and lint, service models read", "ms", median(each["milliseconds"] for each in runs))

    def regroup(self):
        python = duckdb_python(self.build)
        peer_program = [python, os.path.join(HERE, "peer_duckdb_regroup.py")]
        ours, peers = in_turn(self.rounds, lambda: facts([self.program("bench_regroup")]),
                              lambda: facts(peer_program) if python else {})
        for ledgers, end in ("one ledger", ""), ("13 ledgers", "/13"):
            times = {name: median(each[name + end] for each in ours) for name in REGROUPS}
            peer = {name: median(each[name] for each in peers) for name in REGROUPS if python}
            slowest = max(times, key=times.get)
            yield Row("Costs, 1,267,200 charges in %s: slowest regroup (%s)" % (ledgers, slowest), "ms", times[slowest],
                      peer.get(slowest), "DuckDB", "16 ms", times[slowest] <= 16)
            yield Row("Costs, %s: all %d regroups, filters, ranges" % (ledgers, len(REGROUPS)), "ms", sum(times.values()),
                      sum(peer.values()) or None, "DuckDB")
            yield Row("Costs, %s: each charge a sum of its own" % ledgers, "ms", median(each[EACH + end] for each in ours),
                      median(each[EACH] for each in peers) if python else None, "DuckDB")

    def forecast(self):
        if not self._has_vectors("forecast"):
            return
        text = run([self.program("forecast"), self._vectors("forecast")]).output
        pattern = (r"^(.+?) +series +(\d+) +MASE ([\d.]+) +(\w+) ([\d.]+) .* target ([\d.]+|-) +in 95 ([\d.]+)"
                   r".* ([\d.]+) s$")
        for name, series, mase, peer_name, peer, target, held, seconds in re.findall(pattern, text, re.M):
            if target == "-":
                continue
            yield Row("Forecast, %s, %s series: MASE" % (name, series), "", float(mase), float(peer), peer_name,
                      "%s of the peer" % target, float(mase) <= float(target) * float(peer))
            yield Row("Forecast, %s: actual values in the 95 %% band" % name, "", float(held), target="0.90-0.98",
                      met=0.90 <= float(held) <= 0.98)
            yield Row("Forecast, %s: time for a series" % name, "ms", 1000 * float(seconds) / max(int(series), 1))

    def anomaly(self):
        if not self._has_vectors("anomaly"):
            return
        text = run([self.program("anomaly"), self._vectors("anomaly")]).output
        best, _, own, left_out = re.search(r"^NAB standard score: ([\d.]+) at threshold ([\d.]+); ([\d.]+) at .*?; "
                                           r"([\d.]+) with", text, re.M).groups()
        yield Row("Anomalies, NAB: standard score", "", float(best), target="50", met=float(best) >= 50, rate=True)
        yield Row("Anomalies, NAB: at the product's threshold", "", float(own), target="50", met=float(own) >= 50)
        yield Row("Anomalies, NAB: threshold from the other folders", "", float(left_out))
        f1 = re.search(r"^Cloud monitoring, all .* F1 ([\d.]+)", text, re.M)
        if f1:
            yield Row("Anomalies, cloud monitoring: F1 of alarms", "", float(f1.group(1)))

    def _vectors(self, name):
        return os.path.join(HERE, "..", os.environ.get("STATIONMASTER_VECTORS") or "../shared/data", name)

    def _has_vectors(self, name):
        is_there = os.path.isdir(self._vectors(name))
        if not is_there:
            print("%s needs the published series of the conformance suites: left out" % name, file=sys.stderr)
        return is_there

    def ingest(self):
        python = duckdb_python(self.build)
        peer = python and [python, os.path.join(HERE, "peer_duckdb_ingest.py")]
        ours = self.program("bench_ingest")
        spent = {}
        with tempfile.TemporaryDirectory(dir=self.build) as folder:
            for rows in INGESTED_ROWS:
                bill = os.path.join(folder, "bill-%d.csv" % rows)
                syntheticbill.write(bill, rows)
                files = [bill] if rows < INGESTED_ROWS[-1] else [bill, syntheticbill.packed(bill)]
                for file in files:
                    mine, peers = in_turn(self.rounds, lambda file=file: run([ours, file]),
                                          lambda file=file: run([*peer, file]) if peer else None)
                    spent[rows] = spent.get(rows) or median(each.cpu for each in mine)
                    yield from self.ingested(file, rows, mine, [each for each in peers if each])
                os.remove(bill)
        growth = spent[INGESTED_ROWS[-1]] / spent[INGESTED_ROWS[0]] / (INGESTED_ROWS[-1] / INGESTED_ROWS[0])
        yield Row("Bill: CPU for a row of the longest, in those of the shortest", "", growth, target="1.25", met=growth <= 1.25)

    @staticmethod
    def ingested(file, rows, mine, peers):
        name = "Bill of {:,} rows{}".format(rows, ", gzip" if file.endswith(".gz") else "")

        def seconds(runs):
            return median(json.loads(each.output)["seconds"] for each in runs) if runs else None

        wall, peer_wall, memory = seconds(mine), seconds(peers), median(each.megabytes for each in mine)
        yield Row(name + ": to a ledger", "s", wall, peer_wall, "DuckDB, grouped", "the peer's", peer_wall and wall <= peer_wall)
        yield Row(name + ": CPU", "s", median(each.cpu for each in mine),
                  median(each.cpu for each in peers) if peers else None, "DuckDB and Python")
        yield Row(name + ": peak memory", "MB", memory, median(each.megabytes for each in peers) if peers else None,
                  "DuckDB and Python", "200 MB", memory <= 200)


SUBJECTS = ("listing", "call", "window", "filter", "charts", "costspage", "timeline", "signer", "transport", "journal", "bigjournal", "copy", "backupbucket", "backupdatabase",
            "redis", "lint", "forecast", "anomaly", "regroup", "ingest", "start")
