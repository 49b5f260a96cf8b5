"""How long `owb` takes on a million tokens of each engine: run under tests/support/engines.py, with OWB_BINARY.

Prints a table; measured is the whole command, from its start to its end, the median of five.
"""

import hashlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import generate  # noqa: E402

SIZE = generate.Size(1_000_000)
RUNS = 5
TOKEN = "at-" + hashlib.md5(b"777777", usedforsecurity=False).hexdigest()


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
        print(f"| {SIZE.tokens:,} tokens, {SIZE.clients:,} clients | detect | client list, 200 | token list, 200 | token find |")
        print("| --- | ---: | ---: | ---: | ---: |")
        for name, url in (("SQLite", generate.sqlite(Path(folder) / "million.sqlite3", SIZE)),
                          ("PostgreSQL", generate.server("postgres", "million", SIZE)),
                          ("MariaDB", generate.server("mariadb", "million", SIZE))):
            token = Path(folder) / "token"
            token.write_text(TOKEN)
            figures = [seconds(owb, "detect", url), seconds(owb, "client", "list", url, "--limit", "200"),
                       seconds(owb, "token", "list", url, "--limit", "200"),
                       seconds("/bin/sh", "-c", f"exec '{owb}' token find '{url}' - < '{token}'")]
            print(f"| {name} | " + " | ".join(f"{figure:.2f} s" for figure in figures) + " |", flush=True)


if __name__ == "__main__":
    main()
