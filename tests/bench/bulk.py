"""Revoking a tenth of all tokens, beside one plain UPDATE of the same rows in the same engine."""

import json
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "peers"))

LIMIT = 1.5
LOCK_MS = 50
USUAL_LOCK_MS = 8
RUNS = 5
TURNS = 3  # on a server
QUIET = {"PostgreSQL": ("CHECKPOINT",), "MariaDB": ("FLUSH TABLES oauth2_token FOR EXPORT", "UNLOCK TABLES")}


def _conditions(search: str, now: int, glob: bool) -> str:
    if search == "state:active":
        return ("access_token_revoked_at = 0 AND refresh_token_revoked_at = 0"
                f" AND (expires_in = 0 OR issued_at + expires_in >= {now})")
    pattern = search.split(":")[1]
    like = f"GLOB '{pattern}'" if glob else "LIKE '" + pattern.replace("*", "%") + "'"
    return f"client_id {like} AND access_token_revoked_at = 0"


def _update(search: str, now: int, glob: bool) -> str:
    return (f"UPDATE oauth2_token SET access_token_revoked_at = {now}, refresh_token_revoked_at = {now}"
            f" WHERE {_conditions(search, now, glob)}")


def _fresh(large: str, work: Path) -> None:
    shutil.copyfile(large, work)
    subprocess.run(["sync"], check=True)
    with open(work, "rb") as file:
        while file.read(1 << 24):
            pass


def _owb(programs: Path, database: str, search: str) -> tuple[float, dict[str, Any]]:
    begun = time.perf_counter()
    run = subprocess.run([str(programs / "owb"), "token", "revoke", database, "--filter", search, "--yes", "--json"],
                         check=True, capture_output=True, text=True)
    return time.perf_counter() - begun, json.loads(run.stdout)


def _plain_batches(work: Path, search: str, count: int) -> float:
    """The longest of plain transactions that do the same, milliseconds: what this machine itself makes of them."""
    connection = sqlite3.connect(work, isolation_level=None)
    now = int(time.time())
    first, last = connection.execute(
        f"SELECT min(id) - 1, max(id) FROM oauth2_token WHERE {_conditions(search, now, True)}").fetchone()
    statement = _update(search, now, True) + " AND id > ? AND id <= ?"
    longest = 0.0
    for batch in range(count):
        begun = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(statement, [first + (last - first) * part // count for part in (batch, batch + 1)])
        connection.execute("COMMIT")
        longest = max(longest, (time.perf_counter() - begun) * 1000)
    connection.close()
    return longest


def figures(figure: Callable[..., Any], note: Callable[[str], None], programs: Path, large: str, work: Path,
            search: str) -> list[Any]:
    """On SQLite, the median of runs in turns."""
    plain, ours, locks, peers, rows = [], [], [], [], 0
    for _ in range(RUNS):
        _fresh(large, work)
        connection = sqlite3.connect(work)
        begun = time.perf_counter()
        rows = connection.execute(_update(search, int(time.time()), True)).rowcount
        connection.commit()
        plain.append(time.perf_counter() - begun)
        connection.close()
        _fresh(large, work)
        taken, report = _owb(programs, str(work), search)
        assert report["revoked"] == rows, (report, rows)
        ours.append(taken)
        locks.append(report["longest_lock_ms"])
        _fresh(large, work)
        peers.append(_plain_batches(work, search, int(report["locked_seconds"] * 1000 / USUAL_LOCK_MS)))
    name = f"SQLite: revoke {rows:,} tokens, {search}"
    note(f"{name}: longest locks, ms: {_listed(locks)}; of plain transactions of the same length: {_listed(peers)}.")
    return [figure(f"{name}; one UPDATE", median(ours), median(plain), "s", LIMIT),
            figure(f"{name}: longest lock", median(locks), None, "ms", LOCK_MS)]


def _listed(values: list[float]) -> str:
    return ", ".join(f"{value:.0f}" for value in sorted(values))


def served(figure: Callable[..., Any], programs: Path, large: str, work: Path) -> list[Any]:
    """A real server on the same file while tokens are revoked: it issues and checks tokens all the time."""
    from serverprocess import ServerProcess
    _fresh(large, work)
    with sqlite3.connect(work) as connection:
        metadata = json.dumps({"grant_types": ["client_credentials"], "scope": "profile", "response_types": [],
                               "token_endpoint_auth_method": "client_secret_basic"})
        connection.execute("INSERT INTO oauth2_client (client_id, client_secret, client_id_issued_at,"
                           " client_secret_expires_at, client_metadata) VALUES ('bench', 'secret', 1, 0, ?)", (metadata,))
    connection.close()
    server = ServerProcess(work)
    done = threading.Event()
    failures: list[str] = []
    times: list[float] = []

    def ask() -> None:
        while not done.is_set():
            begun = time.perf_counter()
            answer = server.token("client_credentials", ("bench", "secret"))
            if answer.status != 200:
                failures.append(answer.text)
            times.append((time.perf_counter() - begun) * 1000)

    try:
        asking = threading.Thread(target=ask)
        asking.start()
        _owb(programs, str(work), "state:active issued:<2026-11-01")
        done.set()
        asking.join()
    finally:
        done.set()
        server.stop()
    for failure in failures[:3]:
        print("the server failed:", failure[:200])
    return [figure(f"SQLite: failed requests of {len(times)} to Authlib meanwhile", len(failures), None, "requests", 0),
            figure("SQLite: longest answer of Authlib meanwhile", max(times), None, "ms", 5000)]


def _plain_batches_on(connection: Any, first: int, end: int, count: int) -> float:
    """The longest of plain transactions that do the same to the keys of a part, milliseconds."""
    cursor = connection.cursor()
    now = int(time.time())
    longest = 0.0
    for batch in range(count):
        least, most = (first + (end - first) * part // count for part in (batch, batch + 1))
        begun = time.perf_counter()
        cursor.execute(f"UPDATE oauth2_token SET access_token_revoked_at = {now}, refresh_token_revoked_at = {now}"
                       f" WHERE id >= {least} AND id < {most} AND access_token_revoked_at = 0")
        connection.commit()
        longest = max(longest, (time.perf_counter() - begun) * 1000)
    return longest


def on_server(figure: Callable[..., Any], note: Callable[[str], None], programs: Path, server: Any, engine: str,
              url: str) -> list[Any]:
    """On a server, the median of three turns: a ninth of the table by a plain UPDATE, another one in batches."""
    connection = server.connect("bench")
    cursor = connection.cursor()
    cursor.execute("SELECT min(id), max(id) + 1 FROM oauth2_token")
    least, end = cursor.fetchone()
    parts = iter([(least + (end - least) * part // (3 * TURNS), least + (end - least) * (part + 1) // (3 * TURNS))
                  for part in range(3 * TURNS)])

    def issued(part: tuple[int, int]) -> tuple[int, int]:
        """When the tokens of a part were issued: from the first moment to before the second."""
        cursor.execute(f"SELECT min(issued_at), max(issued_at) + 1 FROM oauth2_token WHERE id >= {part[0]} AND id < {part[1]}")
        return cursor.fetchone()

    def quiet() -> None:
        """What an earlier turn left to be written would be in the next one's time."""
        connection.commit()
        for statement in QUIET[engine]:
            cursor.execute(statement)
        connection.commit()

    plain, ours, locks, peers = [], [], [], []
    for _ in range(TURNS):
        first, last = issued(next(parts))
        now = int(time.time())
        quiet()
        begun = time.perf_counter()
        cursor.execute(f"UPDATE oauth2_token SET access_token_revoked_at = {now}, refresh_token_revoked_at = {now}"
                       f" WHERE issued_at >= {first} AND issued_at < {last} AND access_token_revoked_at = 0")
        rows = cursor.rowcount
        connection.commit()
        plain.append(time.perf_counter() - begun)
        first, last = issued(next(parts))
        quiet()
        taken, report = _owb(programs, url, f"issued:>{_moment(first - 1)} issued:<{_moment(last)}")
        assert abs(report["revoked"] - rows) <= 1, (report, rows)  # nine parts may differ by one
        ours.append(taken)
        locks.append(report["longest_lock_ms"])
        part = next(parts)
        quiet()
        peers.append(_plain_batches_on(connection, *part, int(report["locked_seconds"] * 1000 / USUAL_LOCK_MS)))
    note(f"{engine}: longest locks, ms: {_listed(locks)}; of plain transactions of the same length: {_listed(peers)}.")
    connection.close()
    return [figure(f"{engine}: revoke {rows:,} tokens; one UPDATE", median(ours), median(plain), "s", LIMIT),
            figure(f"{engine}: longest lock", median(locks), None, "ms", LOCK_MS)]


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds).isoformat()
