"""Sound inputs to start a fuzzer from: the published examples. seeds.py TARGET FOLDER"""

import base64
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_VECTORS = Path(__file__).resolve().parent.parent / "fixtures" / "jose" / "vectors"
_LONGEST = 2000


def decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def cases() -> Iterator[dict[str, Any]]:
    for path in sorted(_VECTORS.glob("*.json")):
        yield from json.loads(path.read_text())


def seeds(target: str, case: dict[str, Any]) -> Iterator[bytes]:
    token = case.get("token")
    compact = token if isinstance(token, str) else ""
    if target == "compact" and compact:
        yield compact.encode()
    elif target == "json" and isinstance(token, dict):
        yield json.dumps(token).encode()
    elif target == "jwk" and ("jwk" in case or "keys" in case):
        yield json.dumps(case.get("jwk", case.get("keys"))).encode()
    elif target == "jweheader" and case["kind"] == "jwe" and compact:
        yield decoded(compact.split(".")[0])
    elif target == "sdjwt" and "~" in compact:
        issuer, *disclosures = compact.split("~")
        parts = issuer.split(".")
        if len(parts) == 3:
            yield decoded(parts[1]) + b"\n" + b"~".join(decoded(one) for one in disclosures if one and "." not in one)


def main() -> None:
    target, folder = sys.argv[1], Path(sys.argv[2])
    count = 0
    for case in cases():
        try:
            for seed in seeds(target, case):
                if len(seed) <= _LONGEST:
                    (folder / f"seed{count}").write_bytes(seed)
                    count += 1
        except ValueError: # an example of what cannot be decoded
            continue


main()
