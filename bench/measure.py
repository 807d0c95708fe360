# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs programs and says what they cost."""
import json
import os
import statistics
import subprocess
import time


class Cost:
    def __init__(self, wall, cpu, megabytes, output):
        self.wall, self.cpu, self.megabytes, self.output = wall, cpu, megabytes, output


def run(command, environment=None, keep_output=True):
    """Wall and CPU seconds, peak resident megabytes, and the standard output of `command` and all it starts."""
    began = time.monotonic()
    output = subprocess.PIPE if keep_output else subprocess.DEVNULL
    with subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL,
                          env={**os.environ, **(environment or {})}, text=True) as process:
        text = process.stdout.read() if keep_output else ""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):  # 1: it ran, and says that a target was missed
        raise RuntimeError("%s ended with %d" % (" ".join(command), process.returncode))
    return Cost(time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text)


def facts(command, environment=None):
    """The line of JSON that `command` prints."""
    return json.loads(run(command, environment).output.splitlines()[-1])


def in_turn(rounds, *measurements):
    """Each measurement in turn, so that what else the machine does meets all of them; a list of results for each."""
    results = [[] for _ in measurements]
    for _ in range(rounds):
        for measure, values in zip(measurements, results):
            values.append(measure())
    return results


def median(values):
    return statistics.median(values)
