"""What each server makes of rows that a careless writer leaves behind: why `owb` never writes them.

Run under tests/support/engines.py. The classes are named after system and engine, such as DjangoFlag_mariadb.
"""

import unittest
from pathlib import Path
from typing import Any

import scratch
from expectations import expected
from served import Served
from serverprocess import Answer, Credentials
from sqlwriter import sql_writer
from systems import SYSTEMS, class_name


class _Damage(Served):
    writer: Any

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.writer = sql_writer(cls.database, cls.system.name)

    def expected(self, row: str) -> str:
        return expected(row, self.system.name, self.engine)

    def row(self, row: str, answer: "Answer | int") -> None:
        found = answer.status if isinstance(answer, Answer) else answer
        self.assertEqual(str(found), self.expected(row), f"{row}\n{self.server.errors()}")

    def client(self) -> Credentials:
        made = self.writer.add_client({
            "client_name": "App", "grant_types": ["client_credentials"], "scope": "profile", "response_types": [],
            "redirect_uris": ["https://app.example/callback"],
            "token_endpoint_auth_method": "client_secret_basic"}, "1")
        return made["client_id"], made["client_secret"]

    def damage(self, row: str, *change: Any, **columns: Any) -> bool:
        """Makes a change, or sees it refused where the table says so."""
        if self.expected(row) != "refused":
            change[0](*change[1:], **columns)
            return True
        with self.assertRaisesRegex(Exception, "(?i)constraint|not.null|cannot be null"):
            change[0](*change[1:], **columns)
        return False

    def test_a_missing_secret(self) -> None:
        writer, client = self.writer, self.client()
        for name, stored in (("NULL", None), ("empty", "")):
            if self.damage(f"secret {name}, wrong", writer.update, writer.clients, {writer.client_id: client[0]},
                           **{writer.client_secret: stored}):
                self.row(f"secret {name}, wrong", self.server.token("client_credentials", (client[0], "x")))
                self.row(f"secret {name}, empty", self.server.token("client_credentials", (client[0], "")))

    def test_a_client_removed_without_its_tokens(self) -> None:
        writer, client = self.writer, self.client()
        access = writer.add_token({"client_id": client[0], "sub": "1", "scope": "profile", "expires_in": 3600})
        if self.damage("client without its tokens: me", writer.delete, writer.clients, **{writer.client_id: client[0]}):
            self.row("client without its tokens: token endpoint", self.server.token("client_credentials", client))
            self.row("client without its tokens: me", self.server.me(access["access_token"]))


for _system in SYSTEMS.values():
    for _engine in _system.engines:
        _name = class_name(_system.name, _engine)
        globals()[_name] = type(_name, (_Damage, unittest.TestCase), {"system": _system, "engine": _engine})


class PonyMoments(unittest.TestCase):
    """Pony on SQLite reads a moment without six digits of fraction, but can then no longer change its row."""

    def test_a_moment_without_fraction_cannot_be_refreshed(self) -> None:
        folder = Path(self.enterContext(scratch.folder()))
        database = SYSTEMS["pony-relation"].database("sqlite", folder)
        server = SYSTEMS["pony-relation"].start(database)
        self.addCleanup(server.stop)
        writer = sql_writer(database, "pony-relation")
        made = writer.add_client({"client_name": "App", "grant_types": ["refresh_token"], "scope": "profile"}, "1")
        client = made["client_id"], made["client_secret"]
        for moment, status in (("2026-01-02 03:04:05", 500), ("2026-01-02 03:04:05.000000", 200)):
            token = writer.add_token({"client_id": client[0], "sub": "1", "scope": "profile", "expires_in": 3600})
            writer.mark(token["access_token"], issued_at=moment)
            self.assertEqual(server.me(token["access_token"]), 200)
            self.assertEqual(server.refresh(token["refresh_token"], client).status, status, moment)


if __name__ == "__main__":
    unittest.main()
