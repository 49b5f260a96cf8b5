"""How fast Authlib on SQLAlchemy does what the repository does, on a database in the documentation's layout.

Usage: bench_authlib.py DATABASE KEYS. KEYS is a text file, on each line client_id, access_token and refresh_token of a
row that is there, parted by tabs. Prints one JSON object: operations a second of each call; `save_token` counts rows
stored in transactions of a hundred, and takes them out again.
"""

import json
import random
import secrets
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from authlib_models import Layout
from authlib.integrations.sqla_oauth2 import create_query_client_func, create_query_token_func
from sqlalchemy import create_engine, func
from sqlalchemy.orm import scoped_session, sessionmaker
from sqlalchemy.pool import QueuePool

_SECONDS = 1.0
_WARM_UP = 50
_BATCH = 100
_MARK = "bench-save-token"


def read_keys(path: Path) -> list[tuple[str, str, str]]:
    """The rows in an order of chance that is the same in every run."""
    keys = [tuple(line.split("\t")) for line in path.read_text().splitlines() if line]
    if not keys or any(len(key) != 3 for key in keys):
        raise SystemExit(f"{path}: each line holds client_id, access_token and refresh_token, parted by tabs")
    random.Random(6749).shuffle(keys)
    return keys  # type: ignore[return-value]


def rate(call: Callable[[Any], None], values: list[Any], each: int = 1) -> float:
    """How many operations a second; one call makes `each` of them."""

    def endless() -> Iterator[Any]:
        while True:
            yield from values

    source = endless()
    for _ in range(_WARM_UP // each or 1):
        call(next(source))
    calls, start = 0, time.perf_counter()
    while (spent := time.perf_counter() - start) < _SECONDS:
        call(next(source))
        calls += 1
    return round(calls * each / spent, 1)


class Bench:
    def __init__(self, database: Path) -> None:
        # One request is one session; the pool keeps the connection, as SQLAlchemy 2 does for files.
        self.session: Any = scoped_session(sessionmaker(create_engine(f"sqlite:///{database}", poolclass=QueuePool)))
        self.layout = Layout()
        self._query_client = create_query_client_func(self.session, self.layout.client)
        self._query_token = create_query_token_func(self.session, self.layout.token)

    def query_client(self, client_id: str) -> None:
        self._found(self._query_client(client_id))

    def query_token(self, hint: str | None) -> Callable[[str], None]:
        return lambda value: self._found(self._query_token(value, hint))

    def save_tokens(self, client_id: str) -> None:
        """As create_save_token_func fills a row, with one commit for all."""
        self.session.add_all(self.layout.token(
            client_id=client_id, user_id=None, token_type="Bearer", access_token=secrets.token_urlsafe(32),
            refresh_token=secrets.token_urlsafe(36), scope="profile", expires_in=864000) for _ in range(_BATCH))
        self.session.commit()
        self.session.remove()

    def saving(self) -> float:
        last = self.session.query(func.max(self.layout.token.id)).scalar() or 0
        try:
            return rate(self.save_tokens, [_MARK], _BATCH)
        finally:
            self.session.query(self.layout.token).filter(
                self.layout.token.id > last, self.layout.token.client_id == _MARK).delete()
            self.session.commit()
            self.session.remove()

    def _found(self, row: Any) -> None:
        if row is None:
            raise SystemExit("a key of the key file is not in the database")
        self.session.remove()


def main() -> None:
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    bench = Bench(Path(sys.argv[1]))
    clients, access, refresh = (list(column) for column in zip(*read_keys(Path(sys.argv[2]))))
    print(json.dumps({
        "query_client": rate(bench.query_client, clients),
        "query_token_access": rate(bench.query_token("access_token"), access),
        "query_token_refresh": rate(bench.query_token("refresh_token"), refresh),
        "query_token_none": rate(bench.query_token(None), refresh),
        "save_token": bench.saving(),
    }))


if __name__ == "__main__":
    main()
