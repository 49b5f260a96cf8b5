"""Verifications a second of tokens: ours beside OpenSSL itself, `openssl speed` and the package "jose" for Node.js.

As a part of report.py. A million signed tokens in a database, verified by `owb token verify` on all cores, too.
"""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ALGORITHMS = ("HS256", "RS256", "PS256", "ES256", "EdDSA")
SPEED = {"RS256": ("rsa2048", r"^rsa 2048 bits.*\s([\d.]+)$"), "ES256": ("ecdsap256", r"256 bits ecdsa.*\s([\d.]+)$"),
         "EdDSA": ("ed25519", r"253 bits EdDSA \(Ed25519\).*\s([\d.]+)$")}
MILLION = 1_000_000
TURNS = 3
PACKAGES = "jose@6.2.18"


def _answer(command: list[str], environment: dict[str, str] | None = None) -> Any:
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, timeout=900,
                         env=os.environ | (environment or {}))
    return json.loads(run.stdout)


def _openssl(name: str, pattern: str, cores: int = 1) -> float:
    several = ["-multi", str(cores)] if cores > 1 else []
    run = subprocess.run(["openssl", "speed", "-seconds", "2", *several, name], check=True, capture_output=True,
                         text=True, timeout=120)
    return float(re.findall(pattern, run.stdout, re.MULTILINE)[0])


def _in_turns(ours: Callable[[], float], peer: Callable[[], float]) -> tuple[float, float]:
    """What else the machine does falls on both. Ours in the turn with the median of the ratios, and the peer by it."""
    turns = []
    for _ in range(TURNS):
        mine = ours()
        turns.append((mine / peer(), mine))
    share, mine = sorted(turns)[TURNS // 2]
    return mine, mine / share


def _beside_openssl(program: Path, name: str) -> tuple[float, float]:
    return _in_turns(lambda: float(_answer([str(program), name])[name]["ours"]), lambda: _openssl(*SPEED[name]))


def _node_package() -> Path:
    folder = Path(tempfile.gettempdir()) / "owb-bench-node"
    if not (folder / "node_modules/jose").exists():
        subprocess.run(["npm", "install", "--prefix", str(folder), "--ignore-scripts", "--no-audit", "--no-fund", PACKAGES],
                       check=True, capture_output=True, timeout=240)
    return folder / "node_modules/jose/dist/webapi/index.js"


def _fill(path: Path, tokens: list[str], count: int) -> None:
    """The newest Authlib layout without its unique index, so that the same tokens may stand in many rows."""
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as database:
        database.executescript("""
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
            CREATE TABLE oauth2_client (client_id VARCHAR(48), client_secret VARCHAR(120), client_id_issued_at INTEGER NOT
                NULL, client_secret_expires_at INTEGER NOT NULL, client_metadata TEXT, id INTEGER NOT NULL, user_id INTEGER,
                PRIMARY KEY (id));
            CREATE TABLE oauth2_token (client_id VARCHAR(48), token_type VARCHAR(40), access_token VARCHAR(255) NOT NULL,
                refresh_token VARCHAR(255), scope TEXT, issued_at INTEGER NOT NULL, access_token_revoked_at INTEGER NOT
                NULL, refresh_token_revoked_at INTEGER NOT NULL, expires_in INTEGER NOT NULL, id INTEGER NOT NULL, user_id
                INTEGER, PRIMARY KEY (id));""")
        database.executemany(
            "INSERT INTO oauth2_token (client_id, token_type, access_token, scope, issued_at, access_token_revoked_at, "
            "refresh_token_revoked_at, expires_in) VALUES ('web', 'Bearer', ?, 'openid', 1700000000, 0, 0, 3600)",
            ((tokens[i % len(tokens)],) for i in range(count)))
    database.close()


def _table(figure: Callable[..., Any], programs: Path, folder: Path, name: str, sample: dict[str, Any]) -> Any:
    """Reading the rows and starting the command are in our time, and nothing but the arithmetic in OpenSSL's."""
    database, keys = folder / f"jwt-{name}.sqlite3", folder / f"jwt-{name}.json"
    _fill(database, sample["tokens"], MILLION)
    keys.write_text(json.dumps(sample["key"]))
    cores = os.cpu_count() or 1

    def ours() -> float:
        start = time.monotonic()
        found = _answer([str(programs / "owb"), "token", "verify", str(database), "--jwks", str(keys), "--json"])
        if found["valid"] != MILLION:
            raise RuntimeError(f"{found} instead of {MILLION} valid tokens")
        return MILLION / (time.monotonic() - start)

    rates = _in_turns(ours, lambda: _openssl(*SPEED[name], cores))
    database.unlink()
    return figure(f"{name} of 1M rows verified on {cores} cores; openssl speed on as many", *rates, "/s", 0.8,
                  at_least=True)


def figures(figure: Callable[..., Any], programs: Path) -> list[Any]:
    """Each is a rate a second beside its peer's, measured in this run."""
    ours = _answer([str(programs / "owb-bench-jose")])
    with tempfile.TemporaryDirectory(prefix="owb-jose-", dir="/var/tmp") as made:
        folder = Path(made)
        sample = folder / "tokens.json"
        sample.write_text(json.dumps(_answer([str(programs / "owb-bench-jose"), "--tokens"])))
        if not shutil.which("node"):
            raise RuntimeError("install the Debian package nodejs to compare with jose for Node.js")
        node = _answer(["node", str(HERE / "josenode.mjs"), str(sample)], {"OWB_JOSE_PACKAGE": str(_node_package())})
        samples = json.loads(sample.read_text())
        lines = []
        for name in ALGORITHMS:
            mine = ours[name]["ours"]
            limit = mine / ours[name]["share"]  # the median of both in turns, not of each by itself
            lines.append(figure(f"{name}: tokens verified; OpenSSL on input taken apart before", mine, limit, "/s", 0.85,
                                at_least=True))
            lines.append(figure(f"{name}: tokens verified; jose for Node.js", mine, node[name], "/s", 1, at_least=True))
            if name in SPEED:
                lines.append(figure(f"{name}: tokens verified; openssl speed",
                                    *_beside_openssl(programs / "owb-bench-jose", name), "/s", 0.8, at_least=True))
        for name in ("RS256", "ES256"):
            lines.append(_table(figure, programs, folder, name, samples[name]))
        return lines
