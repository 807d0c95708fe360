#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Verifies the JSON export of a Stationmaster journal: verify_journal.py EXPORT.json [PUBLIC-KEY]
Ends with 0 when every row is what was written, else with 1 and the first row that is not. With the public key as you
noted it earlier it also tells whether the journal is that one. docs/guide/journal.md defines the bytes."""
import hashlib, json, pathlib, subprocess, sys, tempfile


def canonical(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def is_signed(key, message, signature):
    try:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
        return True
    except ImportError:
        with tempfile.TemporaryDirectory() as folder:
            files = [pathlib.Path(folder, name) for name in ("key", "message", "signature")]
            for file, content in zip(files, (bytes.fromhex("302a300506032b6570032100") + key, message, signature)):
                file.write_bytes(content)
            return subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", files[0], "-rawin",
                                   "-in", files[1], "-sigfile", files[2]], capture_output=True).returncode == 0
    except Exception:
        return False


def verify(export, key):
    last, signature, seq = "0" * 64, None, 0
    for row in export["rows"]:
        seq += 1
        digest = hashlib.sha256(canonical([last, signature, seq, row["table"], row["columns"]])).hexdigest()
        number = row["columns"].get("entry" if row["table"] == "outcomes" else "id")
        if row["seq"] != seq or row["row"] != number or row["hash"] != digest:
            return "first bad row: %s %s (chain %s)" % (row["table"], row["row"], row["seq"])
        last, signature = digest, row["signature"]
    message = b"stationmaster journal head\n%d\n%s\n" % (seq, last.encode())
    head = export["head"] == {"seq": seq, "hash": last, "signature": signature}
    if not head or bytes.fromhex(export["publicKey"]) != key or not is_signed(key, message, bytes.fromhex(signature)):
        return "the last row, chain %d, is not the signed head" % seq
    print("%d rows are right, up to %s" % (seq, last))


try:
    exported = json.loads(pathlib.Path(sys.argv[1]).read_text())
    problem = verify(exported, bytes.fromhex((sys.argv + [exported["publicKey"]])[2]))
except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
    problem = "this is no whole export: %s" % error
sys.exit(problem)
