"""The servers that other tests use: they are there, private, encrypted, and gone afterwards."""

import os
import signal
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import engines
import MySQLdb
import psycopg2
from engineservers import Server

_PROGRAM = Path(engines.__file__)
_LONGEST_SECONDS = 60


class Engines(unittest.TestCase):
    postgres: Server
    mariadb: Server

    @classmethod
    def setUpClass(cls) -> None:
        cls.postgres, cls.mariadb = cls.enterClassContext(engines.started("postgres", "mariadb"))

    def test_a_new_database_is_empty_each_time(self) -> None:
        for server in (self.postgres, self.mariadb):
            for _ in range(2):
                url = server.new_database("fresh")
                self.assertEqual(url, f"{server.scheme}://owb@{server.host}:{server.port}/fresh")
                held = server.connect("fresh")  # a connection left open is in nobody's way
                self.addCleanup(held.close)
                held.cursor().execute("CREATE TABLE t (id INTEGER)")
                held.commit()

    def test_a_wrong_password_is_refused(self) -> None:
        with self.assertRaises(psycopg2.OperationalError):
            psycopg2.connect(host="127.0.0.1", port=self.postgres.port, user="owb", password="x", dbname="postgres")
        for user, password in (("owb", "x"), ("root", ""), ("nobody", "")):
            with self.assertRaises(MySQLdb.OperationalError):
                MySQLdb.connect(host="127.0.0.1", port=self.mariadb.port, user=user, password=password)

    def test_postgres_keeps_scram_passwords(self) -> None:
        cursor = self.postgres.connect("postgres").cursor()
        cursor.execute("SELECT rolpassword FROM pg_authid WHERE rolname = 'owb'")
        self.assertTrue(cursor.fetchone()[0].startswith("SCRAM-SHA-256$"))

    def test_postgres_proves_that_it_is_localhost_and_nobody_else(self) -> None:
        given = {"port": self.postgres.port, "user": "owb", "password": self.postgres.password, "dbname": "postgres",
                 "sslmode": "verify-full", "sslrootcert": str(self.postgres.ca)}
        connection = psycopg2.connect(host="localhost", **given)
        self.addCleanup(connection.close)
        self.assertTrue(connection.info.ssl_in_use)
        with self.assertRaisesRegex(psycopg2.OperationalError, "does not match host name"):
            psycopg2.connect(host="127.0.0.1", **given)

    def test_mariadb_encrypts_with_a_certificate_of_the_same_authority(self) -> None:
        connection = MySQLdb.connect(host="127.0.0.1", port=self.mariadb.port, user="owb",
                                     password=self.mariadb.password, ssl={"ca": str(self.mariadb.ca)})
        self.addCleanup(connection.close)
        cursor = connection.cursor()
        cursor.execute("SHOW STATUS LIKE 'Ssl_version'")
        self.assertTrue(cursor.fetchone()[1].startswith("TLSv1"))
        self.assertEqual(self.mariadb.ca, self.postgres.ca)

    def test_mariadb_compares_as_debian_sets_it_up(self) -> None:
        cursor = self.mariadb.connect("test").cursor()
        cursor.execute("SELECT @@character_set_database, @@collation_database, @@sql_mode")
        character_set, collation, mode = cursor.fetchone()
        self.assertEqual((character_set, collation), ("utf8mb4", "utf8mb4_general_ci"))
        self.assertIn("STRICT_TRANS_TABLES", mode)


class Program(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = self.enterContext(tempfile.TemporaryDirectory())
        self.environment = os.environ | {"TMPDIR": self.folder}
        Path(self.folder).chmod(0o755)  # the servers' users go through it

    def run_under(self, *arguments: str, code: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([_PROGRAM, *arguments, "--", sys.executable, "-B", "-c", code], env=self.environment,
                              capture_output=True, text=True, timeout=_LONGEST_SECONDS, check=False)

    def test_the_command_finds_both_servers_and_its_status_is_passed_on(self) -> None:
        code = (f"import sys; sys.path.insert(0, {str(_PROGRAM.parent)!r}); import engines\n"
                "for name in ('postgres', 'mariadb'): engines.given(name).new_database('mine')\n"
                "sys.exit(7)")
        ran = self.run_under(code=code)
        self.assertEqual((ran.returncode, ran.stderr), (7, ""))
        self.assertEqual(os.listdir(self.folder), [])

    def test_only_one(self) -> None:
        code = "import os; print(sorted(name for name in os.environ if 'OWB_TEST' in name))"
        ran = self.run_under("--only", "mariadb", code=code)
        self.assertEqual(ran.stdout.strip(), "['OWB_TEST_CA', 'OWB_TEST_MARIADB']")

    def test_without_the_program_the_missing_variable_is_named(self) -> None:
        with self.assertRaisesRegex(engines.EngineError, "OWB_TEST_POSTGRES is not set"):
            os.environ.pop("OWB_TEST_POSTGRES", None)
            engines.given("postgres")

    def test_an_interrupt_ends_everything(self) -> None:
        for sign in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(sign=sign.name):
                process = subprocess.Popen([_PROGRAM, "--", "sh", "-c", "echo up; exec cat"], env=self.environment,
                                           stdin=subprocess.PIPE, stdout=subprocess.PIPE)
                assert process.stdin and process.stdout
                self.assertEqual(process.stdout.readline(), b"up\n")
                self.assertEqual(len(os.listdir(self.folder)), 3)
                servers = [int(path.read_text().split()[0]) for name in ("*/pid", "*/data/postmaster.pid")
                           for path in Path(self.folder).glob(name)]
                self.assertEqual(len(servers), 2)
                process.send_signal(sign)
                self.assertEqual(process.wait(_LONGEST_SECONDS), 128 + sign)
                process.stdin.close()
                process.stdout.close()
                self.assertEqual(os.listdir(self.folder), [])
                for server in servers:
                    self.assertRaises(ProcessLookupError, os.kill, server, 0)


if __name__ == "__main__":
    unittest.main()
