"""An edit changes what was asked for and no other byte, also while the server works on the same file."""

import json
import threading
import unittest
from typing import Any

from authlib_models import Shape
from owb import REFUSED
from peercase import DatabaseCase, ServedCase
from rows import changes, differing_tables, snapshot

# A text no JSON library would write like this: blanks, escapes, an order of its own, members nobody knows, numbers
# that change when a program reads and writes them.
_NAME = r'"Old \u00e9\/name"'
_UNTIDY = ('{ "x-first" : {"n":1.50,"big":12345678901234567890, "e":1E5 , "zero":-0},\n'
           '\t"client_name":' + _NAME + ',"scope" :"profile email",\r\n'
           '  "grant_types":[ "client_credentials" ,"password"], "redirect_uris":["https:\\/\\/app.example\\/a?b=\\u0026c"],'
           '"require_pkce":true,"post_logout_redirect_uris": [ ],"note":"<b>\\"\\t\U0001f98a\u202e","nothing":null }  ')


class Edit(ServedCase):
    shape = Shape(extras=True)

    def setUp(self) -> None:
        super().setUp()
        self.client = self.made_client()
        self.sql("UPDATE oauth2_client SET client_metadata = ?, note = 'keep', rank = 1.5, picture = x'00ff', seen = "
                 "'2026-06-10 11:49:14.000000'", _UNTIDY)
        self.made_client("other", "other-secret")
        self.before = snapshot(self.database)

    def edit(self, *arguments: str, **options: Any) -> None:
        self.owb("client", "edit", "app", *arguments, **options)

    def metadata(self) -> str:
        return self.column("oauth2_client", "client_metadata", client_id="app")

    def assert_only_metadata_changed(self) -> None:
        after = snapshot(self.database)
        self.assertEqual(differing_tables(self.before, after), {"oauth2_client"})
        differing = {key: set(changes(self.before["oauth2_client"][key], row))
                     for key, row in after["oauth2_client"].items() if row != self.before["oauth2_client"][key]}
        self.assertEqual(differing, {1: {"client_metadata"}})
        self.assertEqual(after["oauth2_client"][1]["client_metadata"][0], "text")

    def test_one_member(self) -> None:
        self.edit("--set", "client_name=Neuer Name ñ 🦊")
        self.assertEqual(self.metadata(), _UNTIDY.replace(_NAME, '"Neuer Name ñ 🦊"'))
        self.assert_only_metadata_changed()
        self.ok(self.server.token("client_credentials", self.client))

    def test_several_members_from_a_document(self) -> None:
        self.edit("--from", "-", stdin=json.dumps({"client_name": "N", "scope": "profile"}))
        self.assertEqual(self.metadata(), _UNTIDY.replace(_NAME, '"N"').replace('"profile email"', '"profile"'))
        self.assert_only_metadata_changed()

    def test_a_value_set_to_what_it_was_keeps_its_spelling(self) -> None:
        self.edit("--set", "client_name=" + json.loads(_NAME), "--set", "grant_types=client_credentials password")
        self.assertEqual(snapshot(self.database), self.before)

    def test_a_new_member_leaves_the_others(self) -> None:
        self.edit("--set", "client_uri=https://app.example")
        added = json.loads(self.metadata())
        self.assertEqual(added.pop("client_uri"), "https://app.example")
        self.assertEqual(added, json.loads(_UNTIDY))
        for kept in ('{"n":1.50,"big":12345678901234567890, "e":1E5 , "zero":-0}', _NAME,
                     r'["https:\/\/app.example\/a?b=\u0026c"]', r'"<b>\"\t' + '\U0001f98a\u202e"'):
            self.assertIn(kept, self.metadata())
        self.assert_only_metadata_changed()

    def test_a_grant_type_taken_away(self) -> None:
        self.ok(self.server.token("client_credentials", self.client))
        self.before = snapshot(self.database)
        self.edit("--set", "grant_types=password")
        self.assertEqual(json.loads(self.metadata())["grant_types"], ["password"])
        self.assertEqual(self.server.token("client_credentials", self.client).status, 400)
        self.assert_only_metadata_changed()
        self.edit("--set", 'grant_types=["password","client_credentials"]')
        self.ok(self.server.token("client_credentials", self.client))

    def test_the_identifier_stays(self) -> None:
        self.edit("--set", "client_id=app2", expect=REFUSED)
        self.assertEqual(snapshot(self.database), self.before)

    def test_a_secret_on_the_command_line_is_refused(self) -> None:
        self.edit("--set", "client_secret=visible-in-ps", expect=(REFUSED, 2))
        self.assertEqual(snapshot(self.database), self.before)


class ForeignTables(DatabaseCase):
    """A day's work leaves every other table as it was."""

    shape = Shape(extras=True)

    def test_they_stay_byte_for_byte(self) -> None:
        self.insert(self.layout.new_client("app", "s-1", {"client_name": "A"}), self.layout.new_token("app", "a-1", "r-1"))
        before = snapshot(self.database)
        self.owb("client", "add", "--from", "-", stdin='{"client_id":"new","grant_types":["client_credentials"]}')
        self.owb("token", "add", "--from", "-", stdin='{"client_id":"new","refresh_token":true}')
        self.owb("client", "edit", "app", "--set", "scope=profile")
        self.owb("client", "rotate-secret", "app")
        self.owb("token", "revoke", "-", stdin="a-1")
        self.owb("client", "remove", "new", "--yes")
        after = snapshot(self.database)
        self.assertEqual(differing_tables(before, after), {"oauth2_client", "oauth2_token"})
        ours = ("note", "rank", "picture", "seen", "user_id")
        for column in ours:
            self.assertEqual(after["oauth2_client"][1][column], before["oauth2_client"][1][column])


class BusyServer(ServedCase):
    """Requests without a pause while owb writes: the server never fails, and owb gets through."""

    rounds = 8

    def setUp(self) -> None:
        super().setUp()
        self.client = self.made_client()
        self.statuses: list[tuple[str, int]] = []
        self.finished = threading.Event()

    def requests(self) -> None:
        token = self.ok(self.server.password_token(self.client))["access_token"]
        while not self.finished.is_set():
            self.statuses.append(("/me", self.server.me(token)))
            self.statuses.append(("token", self.server.token("client_credentials", self.client).status))

    def write(self) -> None:
        for turn in range(self.rounds):
            self.owb("client", "edit", "app", "--set", f"client_name=Name {turn}")
            given = json.dumps({"client_id": "app", "sub": "1", "scope": "profile", "expires_in": 60})
            made = self.owb("token", "add", "--from", "-", "--json", stdin=given).json()["access_token"]
            self.assertEqual(self.server.me(made), 200)
            self.owb("token", "revoke", "-", stdin=made)
            self.assertEqual(self.server.me(made), 401)

    def test_rollback_journal_and_write_ahead_log(self) -> None:
        for mode in ("delete", "wal"):
            with self.subTest(journal=mode):
                self.assertEqual(self.sql(f"PRAGMA journal_mode = {mode}"), [(mode,)])
                self.statuses.clear()
                self.finished.clear()
                asking = threading.Thread(target=self.requests)
                asking.start()
                try:
                    self.write()
                finally:
                    self.finished.set()
                    asking.join(60)
                self.assertFalse(asking.is_alive())
                self.assertGreater(len(self.statuses), self.rounds)
                self.assertEqual({status for _, status in self.statuses}, {200}, self.server.errors())


if __name__ == "__main__":
    unittest.main()
