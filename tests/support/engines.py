#!/usr/bin/python3
"""PostgreSQL 15 and MariaDB 10.11 of a test's own, in temporary folders, on free ports of the loopback address.

As a module:   with engines.postgres() as server: url = server.new_database("name")
As a program:  engines.py [--only postgres|mariadb] [--lasting] -- COMMAND…
               sets OWB_TEST_POSTGRES, PGPASSWORD, OWB_TEST_MARIADB, MYSQL_PWD and OWB_TEST_CA for COMMAND and ends with
               its exit status.

The account `owb`, with a password made by chance, may do everything. Both servers take connections with and without
TLS; their certificates are signed by the authority in `ca`. Nothing is kept: a server is ended by its process id and
its folder removed, after an interrupt too.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

sys.dont_write_bytecode = True  # the source folder stays as it is
sys.path.insert(0, str(Path(__file__).parent))

from enginelaunch import EngineError, Launch, MariadbLaunch, PostgresLaunch  # noqa: E402
from engineservers import Server  # noqa: E402
from testauthority import TestAuthority  # noqa: E402

_LAUNCHES: dict[str, type[Launch]] = {"postgres": PostgresLaunch, "mariadb": MariadbLaunch}
_STOP_SECONDS = 10


@contextmanager
def started(*names: str, lasting: bool = False) -> Iterator[list[Server]]:
    """The named servers, made at the same time. For the main thread: they end with the thread that starts them.

    `lasting`: with the settings of Debian's own servers, which keep what they were told when the machine stops.
    """
    with ExitStack() as stack:
        def folder(name: str) -> Path:
            return Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=f"owb-{name}-")))

        authority = TestAuthority(folder("authority"))
        launches = []
        for name in names:
            launches.append(_LAUNCHES[name](folder(name), authority, lasting))
            stack.callback(launches[-1].stop)
        for launch in launches:
            launch.start()
        yield [launch.ready() for launch in launches]


@contextmanager
def postgres() -> Iterator[Server]:
    """A PostgreSQL server."""
    with started("postgres") as servers:
        yield servers[0]


@contextmanager
def mariadb() -> Iterator[Server]:
    """A MariaDB server."""
    with started("mariadb") as servers:
        yield servers[0]


def given(name: str) -> Server:
    """The server `postgres` or `mariadb` of the program that this one runs under."""
    kind = _LAUNCHES[name].kind
    try:
        port = urlsplit(os.environ[kind.variable]).port
        return kind(port or 0, os.environ[kind.password_variable], Path(os.environ["OWB_TEST_CA"]))
    except KeyError as missing:
        raise EngineError(f"{missing.args[0]} is not set: run this test under {Path(__file__).name}") from None


def _run(command: list[str], environment: dict[str, str]) -> int:
    """Runs COMMAND; being told to end ends it first."""
    process = subprocess.Popen(command, env=os.environ | environment)
    try:
        status = process.wait()
    except BaseException:
        process.terminate()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
        raise
    return status if status >= 0 else 128 - status


def _end(number: int, _: object) -> None:
    for told in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(told, signal.SIG_IGN)  # once is enough: cleaning up is under way
    sys.exit(128 + number)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=sorted(_LAUNCHES))
    parser.add_argument("--lasting", action="store_true")
    parser.add_argument("command", nargs="+", metavar="COMMAND")
    options = parser.parse_args()
    for told in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(told, _end)
    try:
        with started(*([options.only] if options.only else _LAUNCHES), lasting=options.lasting) as servers:
            environment = {name: value for server in servers for name, value in server.environment().items()}
            return _run(options.command, environment)
    except EngineError as error:
        print(f"engines.py: {error}", file=sys.stderr)
    except FileNotFoundError as error:
        print(f"engines.py: {error.filename}: {error.strerror}", file=sys.stderr)
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    return 127


if __name__ == "__main__":
    sys.exit(main())
