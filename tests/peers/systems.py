"""The authorization servers that the tests run, and the databases they run on."""

import sys
from dataclasses import dataclass
from pathlib import Path

from address import ENGINES, MARIADB, POSTGRESQL, SQLITE
from serverprocess import ServerProcess

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

import engines  # noqa: E402

_SERVERS = {POSTGRESQL: "postgres", MARIADB: "mariadb"}


@dataclass(frozen=True)
class System:
    """One framework in one layout."""

    name: str
    program: str
    options: tuple[str, ...] = ()
    engines: tuple[str, ...] = ENGINES
    refused: int = 401  # what /me answers to a token that is no good
    lacks: tuple[str, ...] = ()  # members of a client that its tables have no place for
    owners: bool = True  # its clients belong to a user
    one_mark: bool = False  # its two tokens can only be revoked together
    endless: bool = True  # its tokens can live for ever

    def database(self, engine: str, folder: Path) -> str:
        """A new, empty database."""
        if engine == SQLITE:
            return str(folder / "auth.sqlite3")
        return engines.given(_SERVERS[engine]).new_database("peer_" + self.name.replace("-", "_"))

    def start(self, database: str) -> ServerProcess:
        """The server over that database, in which it first makes its tables, the user and its own clients."""
        return ServerProcess(database, self.program, *self.options, "--prepare")


SYSTEMS = {system.name: system for system in (
    System("sqla", "authlib_server.py"),
    System("django-flag", "authlib_django_server.py", ("flag",), one_mark=True),
    System("django-times", "authlib_django_server.py", ("times",)),
    System("dot", "dot_server.py", refused=403, lacks=("response_types", "scope"), endless=False),
    System("pony-relation", "pony_server.py", ("relation",)),
    System("pony-flat", "pony_server.py", ("flat",)),
    *(System(f"doorkeeper-{way}", "doorkeeper_server.rb", (way,), (SQLITE,), lacks=("grant_types", "response_types"),
             owners=False, one_mark=True) for way in ("plain", "hashed")),
)}


def class_name(system: str, engine: str) -> str:
    """DjangoFlag_sqlite, which a test run can name."""
    return system.title().replace("-", "") + "_" + engine
