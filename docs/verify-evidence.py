#!/usr/bin/env python3
"""verify-evidence.py COPY KEY.pem: checks the evidence in a copy of the bucket with openssl, without ECS Inventory."""
import base64, hashlib, json, pathlib, subprocess, sys, tempfile

root, key = pathlib.Path(sys.argv[1]), sys.argv[2]
problems, previous, attested = [], None, set()

def check(path, sha256):
    if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        problems.append(f"{path}: missing, or not the attested content")

for number, path in enumerate(sorted(root.rglob("attestations/[0-9]*/*.dsse.json")), 1):
    try:
        envelope = json.loads(path.read_bytes())
        payload, kind = base64.b64decode(envelope["payload"]), envelope["payloadType"].encode()
        statement, bytes_signed = json.loads(payload), base64.b64decode(envelope["signatures"][0]["sig"])
        predicate = statement["predicate"]
    except (ValueError, KeyError, IndexError):
        problems.append(f"{path}: not a statement")
        continue
    with tempfile.TemporaryDirectory() as folder:
        signature, message = pathlib.Path(folder, "signature"), pathlib.Path(folder, "message")
        signature.write_bytes(bytes_signed)
        message.write_bytes(b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload))
        verify = ["openssl", "dgst", "-sha256", "-verify", key, "-signature", signature, message]
        if subprocess.run(verify, capture_output=True).returncode:
            problems.append(f"{path}: the signature is invalid")
    if not predicate.get("number") == number == int(path.name[:10]) or predicate.get("previous", {}).get("sha256") != previous:
        problems.append(f"{path}: number {number} does not follow the statement before it")
    previous = hashlib.sha256(path.read_bytes()).hexdigest()
    if "snapshotId" in predicate:
        subject = statement["subject"][0]
        attested.add(root / subject["name"])
        check(root / subject["name"], subject["digest"]["sha256"])
        path = root / subject["name"]
        manifest = json.loads(path.read_bytes()) if path.is_file() else {"files": [], "listings": []}
        [check(root / file["key"], file["sha256"]) for file in manifest["files"] + manifest["listings"]]
problems += [f"{path}: no attestation" for path in root.rglob("manifests/dt=*/*.json") if path not in attested]
problems += [] if attested else [f"{root}: no attestation of a snapshot"]
print("\n".join(problems) or f"{len(attested)} snapshots are as attested; anchor: {previous}")
sys.exit(bool(problems))
