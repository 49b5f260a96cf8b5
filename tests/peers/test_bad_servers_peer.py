"""Servers that refuse, lie or change under one's feet: one sentence that names the remedy, the documented status."""

import os
import shutil
import socket
import subprocess
import sys
import unittest
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import scratch
from owb import DONE, REFUSED, UNREACHABLE, Ran, program

for folder in ("support", "fixtures"):
    sys.path.insert(0, str(Path(__file__).parents[1] / folder))

import engines  # noqa: E402
import load  # noqa: E402

PASSWORD = "no-such-password-93217"


class BadServers:
    """The same for each engine; see the two classes below."""

    engine: str
    fixture_engine: str
    other_host: str  # a name that the certificate does not have
    needs_plugin: bool  # of Qt, to reach the server
    admin = "owb_bad_servers"

    @classmethod
    def setUpClass(cls) -> None:
        cls.server = engines.given(cls.engine)
        cls.url = cls.server.new_database(cls.admin)
        cls.run_sql(*load.statements(load.text("authlib-sqlalchemy-1.6", cls.fixture_engine)))

    @classmethod
    def run_sql(cls, *statements: str) -> None:
        connection = cls.server.connect(cls.admin)
        try:
            cursor = connection.cursor()
            for statement in statements:
                cursor.execute(statement)
            connection.commit()
        finally:
            connection.close()

    def owb(self, url: str, *command: str, password: str | None = None, stdin: str = "",
            binary: str | Path | None = None) -> Ran:
        variables = os.environ | {self.server.password_variable: self.server.password, "LC_ALL": "C.UTF-8"}
        if password is not None:
            variables[self.server.password_variable] = password
        first, rest = (command[:1], command[1:]) if command[0] == "detect" else (command[:2], command[2:])
        ran = subprocess.run([binary or program(), *first, url, *rest], input=stdin, capture_output=True, text=True, timeout=60,
                             env=variables)
        self.assertNotIn(self.server.password, ran.stdout + ran.stderr)
        self.assertNotIn(PASSWORD, ran.stdout + ran.stderr)
        self.assertLessEqual(ran.stderr.count("\n"), 1, ran.stderr)
        return Ran(ran.returncode, ran.stdout, ran.stderr)

    def refusal(self, url: str, *words: str, **how: Any) -> None:
        """Reading is refused with a sentence that has these words."""
        ran = self.owb(url, "client", "list", **how)
        self.assertEqual(ran.status, UNREACHABLE, ran)
        for word in words:
            self.assertIn(word, ran.err)

    def with_options(self, options: str, host: str | None = None) -> str:
        parts = urlsplit(self.url)
        place = f"{parts.username}@{host or parts.hostname}:{parts.port}"
        return f"{parts.scheme}://{place}{parts.path}?{options}"

    def test_it_reads_at_all(self) -> None:
        self.assertEqual(self.owb(self.url, "detect").status, DONE)

    def test_a_wrong_password(self) -> None:
        self.refusal(self.url, "refuses the user name or the password", self.server.password_variable,
                     password=PASSWORD)

    def test_an_unknown_host(self) -> None:
        self.refusal(self.with_options("connect_timeout=5", "no-such-host.invalid"), "no-such-host.invalid",
                     "Check the address")

    def test_a_port_where_nobody_listens(self) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            parts = urlsplit(self.url)
            url = f"{parts.scheme}://{parts.username}@{parts.hostname}:{taken.getsockname()[1]}{parts.path}"
            self.refusal(url, "does not answer", "Check that it runs")

    def test_a_database_that_is_not_there(self) -> None:
        self.refusal(self.url.replace(self.admin, "nowhere"), "no database named nowhere")

    def test_an_authority_that_did_not_sign(self) -> None:
        other = Path("/etc/ssl/certs/ca-certificates.crt")
        authority = other if other.exists() else Path(self.server.ca)
        if authority == Path(self.server.ca):
            self.fail("/etc/ssl/certs/ca-certificates.crt not found: install the Debian package ca-certificates")
        self.refusal(self.with_options(f"sslmode=verify-ca&sslrootcert={authority}"), "does not prove", "sslrootcert")

    def test_a_certificate_of_another_host(self) -> None:
        self.refusal(self.with_options(f"sslmode=verify-full&sslrootcert={self.server.ca}", self.other_host),
                     "does not prove", "host")

    def test_the_right_certificate(self) -> None:
        ran = self.owb(self.with_options(f"sslmode=verify-full&sslrootcert={self.server.ca}", "localhost"), "detect")
        self.assertEqual(ran.status, DONE, ran)

    def test_encryption_that_the_server_does_not_offer(self) -> None:
        with self.clear_text_server() as url:
            self.refusal(url + "?sslmode=require", "offers no encryption", "sslmode=disable")

    def test_a_missing_driver(self) -> None:
        with scratch.folder() as folder:
            copy = shutil.copy(program(), Path(folder) / "owb")
            (Path(folder) / "qt.conf").write_text("[Paths]\nPlugins=/nowhere\n")  # as if none were installed
            ran = self.owb(self.url, "client", "list", binary=copy)
        if self.needs_plugin:
            self.assertEqual(ran.status, UNREACHABLE, ran)
            self.assertIn("is not installed", ran.err)
            self.assertIn("libqt6sql6-psql", ran.err)
        else:
            self.assertEqual(ran.status, DONE, ran)

    def test_tables_that_one_may_not_see(self) -> None:
        reader = self.make_reader()
        listed = self.owb(reader, "client", "list", "--json", password="reader-pass")
        self.assertEqual(listed.status, DONE, listed)
        tokens = self.owb(reader, "token", "list", password="reader-pass")
        self.assertNotEqual(tokens.status, DONE, tokens)
        self.assertTrue(tokens.err.strip().endswith("."), tokens.err)
        added = self.owb(reader, "client", "add", "--from", "-", password="reader-pass",
                         stdin='{"client_name": "No", "grant_types": []}')
        self.assertEqual(added.status, REFUSED, added)
        self.assertIn("does not allow", added.err)

    def make_reader(self) -> str:
        raise NotImplementedError

    def clear_text_server(self) -> Any:
        raise NotImplementedError


class BadPostgres(BadServers, unittest.TestCase):
    engine, fixture_engine, other_host = "postgres", "postgresql", "127.0.0.1"
    needs_plugin = True

    def make_reader(self) -> str:
        self.run_sql("DROP OWNED BY owb_reader" if self.has_reader() else "CREATE ROLE owb_reader LOGIN PASSWORD "
                     "'reader-pass'", "GRANT USAGE ON SCHEMA public TO owb_reader",
                     "GRANT SELECT ON oauth2_client TO owb_reader")
        return self.url.replace(f"{self.server.user}@", "owb_reader@")

    def has_reader(self) -> bool:
        connection = self.server.connect(self.admin)
        try:
            cursor = connection.cursor()
            cursor.execute("SELECT count(*) FROM pg_roles WHERE rolname = 'owb_reader'")
            return bool(cursor.fetchone()[0])
        finally:
            connection.close()

    def clear_text_server(self) -> Any:
        from cleartext import postgres_without_tls
        return postgres_without_tls()


class BadMariadb(BadServers, unittest.TestCase):
    engine, fixture_engine, other_host = "mariadb", "mariadb", "127.1"
    needs_plugin = False  # a driver of our own

    def make_reader(self) -> str:
        self.run_sql("CREATE USER IF NOT EXISTS owb_reader IDENTIFIED BY 'reader-pass'",
                     f"GRANT SELECT ON {self.admin}.oauth2_client TO owb_reader")
        return self.url.replace(f"{self.server.user}@", "owb_reader@")

    def clear_text_server(self) -> Any:
        from cleartext import mariadb_without_tls
        return mariadb_without_tls()

    def test_an_identifier_that_the_collation_equates(self) -> None:
        added = self.owb(self.url, "client", "add", "--from", "-",
                         stdin='{"client_id": "CaseTest", "client_name": "A", "grant_types": []}')
        self.assertEqual(added.status, DONE, added)
        again = self.owb(self.url, "client", "add", "--from", "-",
                         stdin='{"client_id": "casetest", "client_name": "B", "grant_types": []}')
        self.assertEqual(again.status, REFUSED, again)
        self.assertIn('takes "casetest" for "CaseTest"', again.err)


if __name__ == "__main__":
    unittest.main()
