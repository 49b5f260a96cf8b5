#!/usr/bin/python3
"""Token tables of any size: the framework's own tables, filled by the engine itself.

As a module:   generate.sqlite(path, Size(10_000_000)), generate.server("postgres", "name", Size(1_000_000))
As a program:  generate.py FILE.sqlite3 TOKENS [CLIENTS]

The tables are those of the newest Authlib layout, as its fixture makes them. Row number i always has the same values:
an access token that looks random (the MD5 of i, as an index finds it: anywhere), every second one with a refresh token,
clients of very different sizes, issued one after the other until `NOW`. A tenth is revoked, the last tenth lives.
"""

import hashlib
import sqlite3
import sys
from dataclasses import dataclass
from pathlib import Path

TESTS = Path(__file__).parents[1]
for _folder in ("support", "fixtures"):
    sys.path.insert(0, str(TESTS / _folder))

import engines  # noqa: E402
import load  # noqa: E402

FIXTURE = "authlib-sqlalchemy-1.6"
NOW = 1_790_000_000  # when the last token was issued, epoch seconds
USERS = 50_000
SECONDS = 10  # between one token and the next

_TOKEN = ("INSERT INTO oauth2_token (client_id, token_type, access_token, refresh_token, scope, issued_at,"
          " access_token_revoked_at, refresh_token_revoked_at, expires_in, user_id) SELECT {client}, 'Bearer', {access},"
          " CASE WHEN i % 2 = 0 THEN {refresh} END, CASE i % 3 WHEN 0 THEN 'openid profile' WHEN 1 THEN 'orders' ELSE"
          " 'openid email orders' END, {issued}, CASE WHEN i % 10 = 3 THEN {issued} + 60 ELSE 0 END,"
          " CASE WHEN i % 10 = 3 THEN {issued} + 60 ELSE 0 END, {lifetime}, {user} FROM {numbers}")
_USER = "INSERT INTO {table} (id, username) SELECT i, {name} FROM {numbers}"
_CLIENT = ("INSERT INTO oauth2_client (client_id, client_secret, client_id_issued_at, client_secret_expires_at,"
           " client_metadata, user_id) SELECT {name}, 'secret', 1700000000, 0, {metadata}, i % 50 + 1 FROM {numbers}")


@dataclass(frozen=True)
class Size:
    """How many rows of each table."""

    tokens: int
    clients: int = 10_000

    def statements(self, series: str, joined: str, quoted_user: str) -> list[str]:
        """What fills the tables of an engine: `series` gives i = 1 … {0}, `joined` puts two texts together."""
        def both(first: str, second: str) -> str:
            return joined.format(first, second)

        issued = f"({NOW} - ({self.tokens} - i) * {SECONDS})"
        lifetime = f"CASE WHEN i > {self.tokens} * 9 / 10 THEN 864000000 ELSE 3600 END"
        # Squared: the first clients have most of the tokens.
        client = f"((i * 7919) % {self.clients}) * ((i * 104729) % {self.clients}) / {self.clients} + 1"
        token = _TOKEN.format(client=both("'client-'", self.whole(client)), access=both("'at-'", "md5(i)"),
                              refresh=both("'rt-'", "md5(i)"), issued=issued, lifetime=lifetime,
                              user=f"(i * 31) % {USERS} + 1", numbers=series.format(self.tokens))
        metadata = ("""'{"client_name":"Client","grant_types":["authorization_code"],"response_types":["code"],"""
                    """"redirect_uris":["https://app.example/cb"],"scope":"openid profile email orders"}'""")
        made = _CLIENT.format(name=both("'client-'", "i"), metadata=metadata, numbers=series.format(self.clients))
        user = _USER.format(table=quoted_user, name=both("'user-'", "i"), numbers=series.format(USERS))
        return [user, made, token]

    @staticmethod
    def whole(expression: str) -> str:
        """MariaDB divides into fractions."""
        return f"FLOOR({expression})"


def sqlite(path: Path, size: Size) -> str:
    """Makes the file, and gives its path back; one that is there already with as many rows stays."""
    if path.exists():
        with sqlite3.connect(path) as there:
            last = there.execute("SELECT max(id) FROM oauth2_token").fetchone()[0]
        if last == size.tokens:
            return str(path)
        path.unlink()
    unfinished = path.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    load.add_sqlite(FIXTURE, unfinished)
    connection = sqlite3.connect(unfinished)
    connection.create_function("md5", 1, lambda i: hashlib.md5(str(i).encode(), usedforsecurity=False).hexdigest(),
                               deterministic=True)
    connection.create_function("floor", 1, int, deterministic=True)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -6000000", "locking_mode = EXCLUSIVE"):
        connection.execute(f"PRAGMA {pragma}")
    _fill(connection, size.statements(
        "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {0}) SELECT i FROM n)", "{0} || {1}", '"user"'))
    connection.close()
    unfinished.rename(path)
    return str(path)


def server(name: str, database: str, size: Size) -> str:
    """Makes a database on the server that the environment names, "postgres" or "mariadb"; gives its address back."""
    given = engines.given(name)
    url = given.new_database(database)
    connection = given.connect(database)
    engine = "postgresql" if name == "postgres" else name
    cursor = connection.cursor()
    for statement in load.statements(load.text(FIXTURE, engine)):
        cursor.execute(statement)
    if name == "postgres":
        statements = size.statements("generate_series(1::bigint, {0}) AS n(i)", "{0} || {1}", '"user"')
        statements = [text.replace("md5(i)", "md5(i::text)") for text in statements]
    else:
        cursor.execute("SET GLOBAL innodb_buffer_pool_size = 4294967296")
        cursor.execute("SET unique_checks = 0, foreign_key_checks = 0")
        statements = size.statements("(SELECT seq AS i FROM seq_1_to_{0}) AS n", "CONCAT({0}, {1})", "`user`")
    _fill(connection, statements)
    connection.close()
    return str(url)


def _fill(connection: object, statements: list[str]) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    into = statements[0].split()[2]
    for table in ("oauth2_token", "oauth2_code", "oauth2_client", into):
        cursor.execute(f"DELETE FROM {table}")
    for statement in statements:
        cursor.execute(statement)
    connection.commit()  # type: ignore[attr-defined]


if __name__ == "__main__":
    sqlite(Path(sys.argv[1]), Size(*map(int, sys.argv[2:])))
