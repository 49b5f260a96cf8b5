"""The row that is meant, byte for byte, and every row of a list exactly once."""

import time
import unittest
from typing import Any

from owb import DONE, NO, USAGE
from peercase import DatabaseCase
from rows import snapshot

_METADATA = {"client_name": "App", "grant_types": ["client_credentials"], "scope": "profile"}


class Exact(DatabaseCase):
    """Identifiers that look alike, or that a search would take for a pattern."""

    identifiers = ["app", "APP", "app ", " app", "a*", "a%", "a_p", "a\"'p", "a:b", "client:app", "-app", "äpp",
                   "a\u0308pp", "[app]"]

    def setUp(self) -> None:
        super().setUp()
        self.insert(*(self.layout.new_client(name, f"secret {name}", {**_METADATA, "client_name": f"<{name}>"})
                      for name in self.identifiers),
                    *(self.layout.new_token(name, f"access {name}", f"refresh {name}") for name in self.identifiers))

    def named(self, *words: str) -> list[str]:
        return ["--", *words] if any(word.startswith("-") for word in words) else list(words)

    def test_show_finds_that_one(self) -> None:
        for name in self.identifiers:
            with self.subTest(name=name):
                shown = self.owb("client", "show", "--json", *self.named(name)).json()
                self.assertEqual((shown["client_id"], shown["client_name"]), (name, f"<{name}>"))
        for name in ("App", "a", "ap", "*", "%", "app\t"):
            self.owb("client", "show", name, expect=NO)

    def test_find_finds_that_one(self) -> None:
        for name in self.identifiers:
            for value in (f"access {name}", f"refresh {name}"):
                found = self.owb("token", "find", "-", "--json", "--reveal", stdin=value).json()
                self.assertEqual((found["client_id"], found["access_token"]), (name, f"access {name}"))
        for value in ("ACCESS app", "access", "access %"):
            self.owb("token", "find", "-", stdin=value, expect=NO)
        self.owb("token", "find", "-", stdin="", expect=USAGE)

    def test_revoke_and_remove_touch_that_one(self) -> None:
        for name in ("a*", "a%", "app"):
            with self.subTest(name=name):
                before = snapshot(self.database)
                self.owb("token", "revoke", "--client", name)
                after = snapshot(self.database)["oauth2_token"]
                touched = [row["client_id"][1].decode() for key, row in after.items() if row != before["oauth2_token"][key]]
                self.assertEqual(touched, [name])
                self.owb("client", "remove", name, "--yes")
                gone = before["oauth2_client"].keys() - snapshot(self.database)["oauth2_client"].keys()
                self.assertEqual([before["oauth2_client"][key]["client_id"][1].decode() for key in gone], [name])

    def test_a_line_break_at_the_end_belongs_to_the_terminal(self) -> None:
        self.owb("token", "find", "-", stdin="access app\n", expect=DONE)
        self.owb("token", "find", "-", stdin="access app\r\n", expect=DONE)
        self.owb("token", "find", "-", stdin="access app \n", expect=DONE)  # that of "app ", not of "app"


class CaseBlindColumns(DatabaseCase):
    """Columns whose collation takes capitals for small letters: other bytes are another client all the same."""

    def setUp(self) -> None:
        super().setUp()
        for table in ("oauth2_client", "oauth2_token"):
            (made,), = self.sql("SELECT sql FROM sqlite_master WHERE name = ?", table)
            self.sql(f"DROP TABLE {table}")
            self.sql(made.replace("VARCHAR(48)", "VARCHAR(48) COLLATE NOCASE").replace(
                "VARCHAR(255)", "VARCHAR(255) COLLATE NOCASE"))
        self.insert(self.layout.new_client("app", "s", _METADATA), self.layout.new_token("app", "Access", "Refresh"))

    def test_other_bytes_are_not_found(self) -> None:
        self.owb("client", "show", "app")
        self.owb("client", "show", "APP", expect=NO)
        self.owb("token", "find", "-", stdin="Access")
        self.owb("token", "find", "-", stdin="ACCESS", expect=NO)
        self.owb("token", "find", "-", "--hint", "refresh_token", stdin="refresh", expect=NO)

    def test_other_bytes_are_not_changed(self) -> None:
        before = snapshot(self.database)
        self.owb("token", "revoke", "-", stdin="ACCESS", expect=NO)
        self.owb("token", "revoke", "--client", "APP", expect=NO)
        self.owb("client", "edit", "APP", "--set", "scope=x", expect=NO)
        self.owb("client", "remove", "APP", "--yes", expect=NO)
        self.assertEqual(snapshot(self.database), before)


class Lists(DatabaseCase):
    """More rows than a page holds, with gaps between the keys and equal values in the columns."""

    clients, tokens = 1_203, 2_507

    def setUp(self) -> None:
        super().setUp()
        now = int(time.time())
        self.insert(*(self.layout.new_client(f"app-{i:04}", "s", {**_METADATA, "client_name": f"N{i % 7}"}, i % 2 or None)
                      for i in range(self.clients + 200)),
                    *(self.layout.new_token(f"app-{i % 5:04}", f"a-{i:05}", f"r-{i:05}" if i % 3 else None, user_id=i % 2 or None,
                                            issued_at=now - i // 100, expires_in=(0, 60, 864000)[i % 3] if i % 4 else -60)
                      for i in range(self.tokens + 300)))
        self.sql("DELETE FROM oauth2_client WHERE id IN (SELECT id FROM oauth2_client WHERE id % 3 = 0 LIMIT 200)")
        self.sql("DELETE FROM oauth2_token WHERE id IN (SELECT id FROM oauth2_token WHERE id % 5 = 0 LIMIT 300)")

    def keys(self, noun: str, *arguments: str) -> list[Any]:
        return [row["_workbench"]["key"] for row in self.owb(noun, "list", "--json", *arguments).lines()]

    def expected(self, table: str, order: str = "id", where: str = "1") -> list[int]:
        return [key for (key,) in self.sql(f"SELECT id FROM {table} WHERE {where} ORDER BY {order}")]

    def test_every_row_once(self) -> None:
        self.assertEqual(self.keys("client"), self.expected("oauth2_client"))
        self.assertEqual(self.keys("token"), self.expected("oauth2_token"))
        self.assertEqual(len(self.keys("token")), self.tokens)
        found = self.owb("detect", None, "--json").json()
        self.assertEqual((found["clients"]["count"], found["tokens"]["count"]), (self.clients, self.tokens))

    def test_every_row_once_in_every_order(self) -> None:
        orders = {"client": (("client_id", "client_id"), ("client_name", "json_extract(client_metadata, '$.client_name')"),
                             ("client_id_issued_at", "client_id_issued_at")),
                  "token": (("iat", "issued_at"), ("client_id", "client_id"))}
        for noun, columns in orders.items():
            for sort, column in columns:
                for sign in ("", "-"):
                    with self.subTest(noun=noun, sort=sign + sort):
                        keys = self.keys(noun, f"--sort={sign}{sort}")
                        self.assertEqual(sorted(keys), self.expected(f"oauth2_{noun}"))
                        values = dict(self.sql(f"SELECT id, {column} FROM oauth2_{noun}"))
                        ordered = [values[key] for key in keys]
                        self.assertEqual(ordered, sorted(ordered, reverse=bool(sign)))
        for sort in ("exp", "sub"):
            self.assertEqual(sorted(self.keys("token", "--sort", sort)), self.expected("oauth2_token"))

    def test_limit(self) -> None:
        for limit in (1, 99, 100, 101, 1_000):
            self.assertEqual(self.keys("token", "--limit", str(limit)), self.expected("oauth2_token")[:limit])

    def test_filters(self) -> None:
        filters = {"client:app-0003": "client_id = 'app-0003'", "-client:app-0003": "client_id <> 'app-0003'",
                   "user:1": "user_id = 1",
                   "state:expired": "expires_in <> 0 AND issued_at + expires_in < unixepoch()",
                   "state:active": "expires_in = 0 OR issued_at + expires_in >= unixepoch()"}
        # Whole minutes lie between the lifetimes given and the moment of the test, so that it may take some seconds.
        self.sql("UPDATE oauth2_token SET issued_at = unixepoch()")
        self.sql("UPDATE oauth2_token SET expires_in = 86400 WHERE expires_in = 60")
        for text, where in filters.items():
            with self.subTest(filter=text):
                self.assertEqual(self.keys("token", "--filter", text), self.expected("oauth2_token", where=where))


if __name__ == "__main__":
    unittest.main()
