"""What the tests on clusters share: an Authlib database with many tokens, and owb."""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).parent
for folder in ("support", "fixtures"):
    sys.path.insert(0, str(HERE.parent / folder))

import load  # noqa: E402
from engineservers import Server  # noqa: E402

OWB = os.environ.get("OWB_BINARY", str(HERE.parent.parent / "build/dev/bin/owb"))
WINDOW = os.environ.get("OWB_WINDOW_TEST", str(HERE.parent.parent / "build/dev/tests/owb-window-on-cluster"))
DONE, REFUSED = 0, 4
CLIENT = "bulk-client"
TOKENS = 20000


class ClusterCase(unittest.TestCase):
    """A folder for the servers of the class, removed with them."""

    @classmethod
    def make_folder(cls) -> Path:
        folder = tempfile.TemporaryDirectory(prefix="owb-cluster-")
        cls.addClassCleanup(folder.cleanup)
        path = Path(folder.name)
        path.chmod(0o755)
        return path

    def owb(self, *arguments: str, server: Server, stdin: str = "") -> "subprocess.CompletedProcess[str]":
        return subprocess.run([OWB, *arguments], input=stdin, capture_output=True, text=True, timeout=120,
                              env=self.environment(server))

    def watch_window(self, url: str, process_id: int, server: Server) -> None:
        """The window over the address loses the server's first host and finds the next."""
        variables = self.environment(server) | {
            "OWB_CLUSTER_URL": url, "OWB_CLUSTER_PID": str(process_id), "OWB_CLUSTER_PASSWORD": server.password,
            "QT_QPA_PLATFORM": "offscreen"}
        ran = subprocess.run([WINDOW], capture_output=True, text=True, timeout=300, env=variables)
        self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)
        self.assertNotIn(server.password, ran.stdout + ran.stderr)

    @staticmethod
    def environment(server: Server) -> dict[str, str]:
        return os.environ | {server.password_variable: server.password, "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def fill(server: Server, database: str, engine: str) -> None:
    """The newest Authlib layout with one client that has many tokens."""
    server.new_database(database)
    connection = server.connect(database)
    try:
        cursor = connection.cursor()
        for statement in load.statements(load.text("authlib-sqlalchemy-1.6", engine)):
            cursor.execute(statement)
        rows = [(CLIENT, f"bulk-token-{number:08}", f"bulk-refresh-{number:08}") for number in range(TOKENS)]
        for start in range(0, TOKENS, 1000):
            cursor.executemany(
                "INSERT INTO oauth2_token (client_id, token_type, access_token, refresh_token, scope, issued_at,"
                " access_token_revoked_at, refresh_token_revoked_at, expires_in)"
                " VALUES (%s, 'Bearer', %s, %s, 'read', 1780000000, 0, 0, 0)", rows[start:start + 1000])
        connection.commit()
    finally:
        connection.close()


def revoked(server: Server, database: str) -> int:
    """How many of those tokens are revoked."""
    connection = server.connect(database)
    try:
        cursor = connection.cursor()
        cursor.execute(f"SELECT count(*) FROM oauth2_token WHERE client_id = '{CLIENT}' AND access_token_revoked_at > 0")
        return int(cursor.fetchone()[0])
    finally:
        connection.close()
