#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""signer.py BUILD_FOLDER [ROUNDS]: our signer and botocore's in turn, on the same requests, with the ratio.

Both sign the same last request, and a round whose signatures differ is an error. Ends with 1 below ten times the peer.
"""
import json
import os
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
COUNT = 20_000
REQUIRED = 10


def rate(command):
    answer = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return answer["count"] / answer["seconds"], answer["last"]


def main():
    build = sys.argv[1]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    ours, peers = [], []
    for _ in range(rounds):
        our_rate, our_last = rate([os.path.join(build, "bench", "bench_signer"), str(COUNT)])
        peer_rate, peer_last = rate([sys.executable, os.path.join(HERE, "peer_signer.py"), str(COUNT)])
        if our_last != peer_last:
            sys.exit("the signatures differ:\n%s\n%s" % (our_last, peer_last))
        ours.append(our_rate)
        peers.append(peer_rate)
    ours, peer = statistics.median(ours), statistics.median(peers)
    print("signer: %.0f signatures/s; botocore: %.0f/s; ratio %.1f (median of %d, required %d)"
          % (ours, peer, ours / peer, rounds, REQUIRED))
    sys.exit(0 if ours >= REQUIRED * peer else 1)


if __name__ == "__main__":
    main()
