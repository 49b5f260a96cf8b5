"""Runs the peer tests: run_peers.py [--owb PROGRAM] [unittest arguments, such as test_edit_peer or -v].

Without --owb the program is the one the environment variable OWB names. Starts PostgreSQL and MariaDB for the time of
the run, unless it already runs under tests/support/engines.py. Tests with owb as the writer (matrix.py) can be run by
system and engine, such as test_dot_matrix.Dot_mariadb.
"""

import argparse
import os
import sys
import unittest
from contextlib import ExitStack
from pathlib import Path

sys.dont_write_bytecode = True  # the source folder stays as it is

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

import packages  # noqa: E402

import engines  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--owb", type=Path, help="the program to test")
    given, rest = parser.parse_known_args()
    if given.owb:
        os.environ["OWB"] = str(given.owb.resolve())
    if absent := packages.missing():
        print(f"peer tests: install the Debian package {' '.join(absent)}", file=sys.stderr)
        return 1
    if not os.access(os.environ.get("OWB", ""), os.X_OK):
        print("peer tests: name the owb program with --owb or in OWB", file=sys.stderr)
        return 1
    folder = Path(__file__).parent
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    os.chdir(folder)
    with ExitStack() as stack:
        if "OWB_TEST_POSTGRES" not in os.environ or "OWB_TEST_MARIADB" not in os.environ:
            for server in stack.enter_context(engines.started("postgres", "mariadb")):
                os.environ.update(server.environment())
        argv = ["run_peers.py", *rest] if rest else ["run_peers.py", "discover", "-s", str(folder)]
        return 0 if unittest.main(module=None, argv=argv, exit=False).result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
