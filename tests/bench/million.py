"""How long `owb` takes on a million tokens of each engine: run under tests/support/engines.py, with OWB_BINARY.

The tables are those of the newest Authlib layout, as its fixture makes them; the rows are made by the engine itself.
Prints a table; measured is the whole command, from its start to its end, the median of five.
"""

import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TESTS = Path(__file__).parents[1]
for folder in ("support", "fixtures"):
    sys.path.insert(0, str(TESTS / folder))

import engines  # noqa: E402
import load  # noqa: E402

ROWS = 1_000_000
CLIENTS = 10_000
RUNS = 5
FIXTURE = "authlib-sqlalchemy-1.6"
_TOKEN = ("INSERT INTO oauth2_token (client_id, token_type, access_token, refresh_token, scope, issued_at,"
          " access_token_revoked_at, refresh_token_revoked_at, expires_in) SELECT {client}, 'Bearer', {access}, {refresh},"
          " 'read', 1780000000, 0, 0, 3600 FROM {numbers}")
_CLIENT = ("INSERT INTO oauth2_client (client_id, client_secret, client_id_issued_at, client_secret_expires_at,"
           " client_metadata) SELECT {client}, 'secret', 1780000000, 0, '{{\"client_name\":\"Client\"}}' FROM {numbers}")


def sqlite(folder: Path) -> str:
    path = folder / "million.sqlite3"
    load.add_sqlite(FIXTURE, path)
    connection = sqlite3.connect(path)
    numbers = "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {0}) SELECT i FROM n)"
    words = {"client": "'c' || (i % 10000)", "access": "'access-' || i", "refresh": "'refresh-' || i"}
    connection.execute(_TOKEN.format(numbers=numbers.format(ROWS), **words))
    connection.execute(_CLIENT.format(numbers=numbers.format(CLIENTS), client="'c' || i"))
    connection.commit()
    connection.close()
    return str(path)


def on_server(name: str, engine: str, series: str, words: dict[str, str]) -> str:
    server = engines.given(name)
    url = server.new_database("million")
    connection = server.connect("million")
    cursor = connection.cursor()
    for statement in load.statements(load.text(FIXTURE, engine)):
        cursor.execute(statement)
    cursor.execute(_TOKEN.format(numbers=series.format(ROWS), **words))
    cursor.execute(_CLIENT.format(numbers=series.format(CLIENTS), client=words["of_client"]))
    connection.commit()
    connection.close()
    return url


def postgres() -> str:
    return on_server("postgres", "postgresql", "generate_series(1, {0}) AS n(i)",
                     {"client": "'c' || (i % 10000)", "access": "'access-' || i", "refresh": "'refresh-' || i",
                      "of_client": "'c' || i"})


def mariadb() -> str:
    return on_server("mariadb", "mariadb", "(SELECT seq AS i FROM seq_1_to_{0}) AS n",
                     {"client": "CONCAT('c', i % 10000)", "access": "CONCAT('access-', i)",
                      "refresh": "CONCAT('refresh-', i)", "of_client": "CONCAT('c', i)"})


def seconds(*command: str) -> float:
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> None:
    owb = os.environ["OWB_BINARY"]
    with tempfile.TemporaryDirectory(prefix="owb-million-") as folder:
        print(f"| {ROWS:,} tokens, {CLIENTS:,} clients | detect | client list, 200 | token list, 200 | token find |")
        print("| --- | ---: | ---: | ---: | ---: |")
        for name, url in (("SQLite", sqlite(Path(folder))), ("PostgreSQL", postgres()), ("MariaDB", mariadb())):
            token = Path(folder) / "token"
            token.write_text("access-777777")
            figures = [seconds(owb, "detect", url), seconds(owb, "client", "list", url, "--limit", "200"),
                       seconds(owb, "token", "list", url, "--limit", "200"),
                       seconds("/bin/sh", "-c", f"exec '{owb}' token find '{url}' - < '{token}'")]
            print(f"| {name} | " + " | ".join(f"{figure:.2f} s" for figure in figures) + " |", flush=True)


if __name__ == "__main__":
    main()
