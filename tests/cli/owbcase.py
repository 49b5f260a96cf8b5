"""What the tests of the command line share: the real binary over a database made by Python's own sqlite3."""

import json
import os
import sqlite3
import subprocess
import tempfile
import unittest
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BINARY = os.environ["OWB_BINARY"]

DONE, NO, USAGE, UNREACHABLE, REFUSED = range(5)

SECRET = "WebSecret-0123456789-abcdefghijklmnopqrstuvw"
ACCESS = "AccessWeb0123456789abcdefghijklmnopqrstuvwx"
REFRESH = "RefreshWeb0123456789abcdefghijklmnopqrstuvwxyz01"
ISSUED = 1_700_000_000

# The tables SQLAlchemy makes from the mixins of Authlib 1.6.
SCHEMA = """
CREATE TABLE oauth2_client (client_id VARCHAR(48), client_secret VARCHAR(120), client_id_issued_at INTEGER NOT NULL,
    client_secret_expires_at INTEGER NOT NULL, client_metadata TEXT, id INTEGER NOT NULL, user_id INTEGER,
    PRIMARY KEY (id));
CREATE TABLE oauth2_token (client_id VARCHAR(48), token_type VARCHAR(40), access_token VARCHAR(255) NOT NULL,
    refresh_token VARCHAR(255), scope TEXT, issued_at INTEGER NOT NULL, access_token_revoked_at INTEGER NOT NULL,
    refresh_token_revoked_at INTEGER NOT NULL, expires_in INTEGER NOT NULL, id INTEGER NOT NULL, user_id INTEGER,
    PRIMARY KEY (id), UNIQUE (access_token));
CREATE TABLE oauth2_code (code VARCHAR(120) NOT NULL, client_id VARCHAR(48), redirect_uri TEXT, response_type TEXT,
    scope TEXT, nonce TEXT, auth_time INTEGER NOT NULL, acr TEXT, amr TEXT, code_challenge TEXT,
    code_challenge_method VARCHAR(48), id INTEGER NOT NULL, user_id INTEGER, PRIMARY KEY (id), UNIQUE (code));
"""

WEB = (
    '{"client_name": "Web shop", "grant_types": ["authorization_code"], "response_types": ["code"], '
    '"redirect_uris": ["https://shop.example/cb"], "scope": "openid profile", "x_tier": 3.50, "x_tags": ["a"]}'
)


@dataclass
class Ran:
    """How a run of owb ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """The objects of a list; fails where a line is not one whole object."""
        return [json.loads(line) for line in self.out.splitlines()]


class OwbCase(unittest.TestCase):
    """A test with a fresh database of one client, one token and one code."""

    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.database = self.folder / "auth.sqlite3"
        with self.connected() as connection:
            connection.executescript(SCHEMA)
        self.add_client("web", SECRET, WEB)
        self.add_token("web", ACCESS, REFRESH)
        self.sql("INSERT INTO oauth2_code (code, client_id, auth_time, id) VALUES ('c', 'web', ?, 1)", ISSUED)

    def connected(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.database, isolation_level=None)
        self.addCleanup(connection.close)
        return connection

    def sql(self, text: str, *values: Any) -> list[Any]:
        connection = sqlite3.connect(self.database)
        try:
            with connection:
                return connection.execute(text, values).fetchall()
        finally:
            connection.close()

    def cell(self, column: str, table: str = "oauth2_client", key: int = 1) -> Any:
        return self.sql(f"SELECT {column} FROM {table} WHERE id = ?", key)[0][0]

    def add_client(self, client_id: str | None, secret: str = "", metadata: str = "{}") -> None:
        self.sql("INSERT INTO oauth2_client VALUES (?, ?, ?, 0, ?, NULL, 7)", client_id, secret, ISSUED, metadata)

    def add_token(self, client_id: str, access: str, refresh: str | None = None, user: int | None = 7) -> None:
        self.sql("INSERT INTO oauth2_token VALUES (?, 'Bearer', ?, ?, 'openid', ?, 0, 0, 0, NULL, ?)",
            client_id, access, refresh, ISSUED, user)

    def run_owb(self, *arguments: str, stdin: str | bytes = "", env: dict[str, str] | None = None) -> Ran:
        """Runs owb with exactly these arguments."""
        given = stdin.encode() if isinstance(stdin, str) else stdin
        own = {"XDG_CONFIG_HOME": str(self.folder / "config")}  # not the profiles of whoever runs the tests
        environment = {name: value for name, value in os.environ.items() if name != "OWB_DATABASE"} | own | (env or {})
        ran = subprocess.run([BINARY, *arguments], input=given, capture_output=True, env=environment, timeout=60,
            cwd=self.folder, check=False)
        return Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode())

    def owb(self, noun: str, verb: str, *arguments: str, stdin: str | bytes = "") -> Ran:
        """Runs a command over the database of this test."""
        return self.run_owb(noun, verb, str(self.database), *arguments, stdin=stdin)

    def expect(self, status: int, ran: Ran) -> Ran:
        """The status, and with it: silence on stderr when done, otherwise one line and nothing on stdout."""
        self.assertEqual(ran.status, status, ran.err or ran.out)
        if status == DONE:
            self.assertEqual(ran.err, "")
        else:
            self.assertEqual(ran.out, "")
            self.assertRegex(ran.err, r"\Aowb: [^\n]+\n\Z")
        return ran
