"""Rows no server should hold and values no server could use: shown and marked, never lost, never written."""

import json
import unittest
from typing import Any

from authlib_models import Generation, Shape
from owb import DONE, NO, REFUSED, USAGE
from peercase import DatabaseCase
from rows import cells, changes, snapshot

_SOUND = {"client_name": "App", "grant_types": ["client_credentials"], "scope": "profile"}
_REJECTED = (REFUSED, USAGE)

# Texts that the server fails on or reads in its own way, so that an edit of one member would lose something.
_UNSOUND = ['{"client_name":"cut o', '["a list"]', "null", '"text"', "42", "   ", "{'client_name': 'python'}",
            '{"client_name":"first","client_name":"second"}', '\ufeff{"client_name":"bom"}', '{"client_name":"x"} tail']


def _strings(value: Any) -> list[str]:
    """Every text inside a JSON value."""
    if isinstance(value, dict):
        return [text for entry in value.values() for text in _strings(entry)]
    if isinstance(value, list):
        return [text for entry in value for text in _strings(entry)]
    return [value] if isinstance(value, str) else []


class RowCase(DatabaseCase):
    def setUp(self) -> None:
        super().setUp()
        self.insert(self.layout.new_client("app", "app-secret", _SOUND), self.layout.new_client("good", "good-secret", _SOUND))
        self.owb.guard("app-secret", "good-secret")

    def listed(self) -> dict[Any, dict[str, Any]]:
        """All clients by key; the list must always hold every row."""
        clients = {client["_workbench"]["key"]: client for client in self.owb("client", "list", "--json").lines()}
        self.assertEqual(len(clients), self.sql("SELECT count(*) FROM oauth2_client")[0][0])
        self.owb("client", "list")
        return clients

    def problems(self, key: int) -> list[Any]:
        return self.listed()[key]["_workbench"].get("problems", [])

    def unchanged(self, noun: str, verb: str, *arguments: str, stdin: str = "", expect: int | tuple[int, ...] = REFUSED) -> str:
        """Runs a command that has to be turned down without a trace; the sentence it gave."""
        before = snapshot(self.database)
        ran = self.owb(noun, verb, *arguments, stdin=stdin, expect=expect)
        self.assertEqual(snapshot(self.database), before)
        return ran.sentence


class Metadata(RowCase):
    def test_unsound_text_is_shown_and_kept(self) -> None:
        for text in _UNSOUND:
            with self.subTest(text=text):
                self.sql("UPDATE oauth2_client SET client_metadata = ? WHERE id = 1", text)
                self.assertTrue(self.problems(1))
                self.assertFalse(self.problems(2))
                shown = self.owb("client", "show", "app", "--json", "--reveal").json()
                self.assertIn(text, _strings(shown), "the raw text")
                self.assertTrue(self.owb("client", "show", "app").out)
                self.unchanged("client", "edit", "app", "--set", "client_name=New")
                self.unchanged("client", "edit", "app", "--from", "-", stdin='{"scope":"x"}')
                # What does not touch the text still works and leaves it alone.
                before = cells(self.database, "oauth2_client")[1]
                self.owb("client", "rotate-secret", "app")
                self.assertEqual(set(changes(before, cells(self.database, "oauth2_client")[1])), {"client_secret"})

    def test_none_at_all_is_marked_and_reads_as_empty(self) -> None:
        for text in (None, ""):
            with self.subTest(text=text):
                self.sql("UPDATE oauth2_client SET client_metadata = ? WHERE id = 1", text)
                self.assertTrue(self.problems(1))
                before = snapshot(self.database)
                ran = self.owb("client", "edit", "app", "--set", "client_name=New", expect=(DONE, REFUSED))
                if ran.status == DONE:  # the server reads both as {}, so nothing is lost
                    self.assertEqual(self.column("oauth2_client", "client_metadata", client_id="app"), '{"client_name":"New"}')
                else:
                    self.assertEqual(snapshot(self.database), before)

    def test_bytes_that_are_no_text(self) -> None:
        broken = "CAST(x'7b22636c69656e745f6e616d65223a22ff227d' AS TEXT)"  # {"client_name":"..."} with a stray byte
        for sql in (broken, broken.replace("TEXT", "BLOB")):
            with self.subTest(sql=sql):
                self.sql(f"UPDATE oauth2_client SET client_metadata = {sql} WHERE id = 1")
                self.assertTrue(self.problems(1))
                self.unchanged("client", "edit", "app", "--set", "scope=x")

    def test_sound_text_stored_as_bytes(self) -> None:
        self.sql("UPDATE oauth2_client SET client_metadata = CAST('{\"scope\":\"x\"}' AS BLOB) WHERE id = 1")
        self.assertTrue(self.problems(1))
        before = snapshot(self.database)
        ran = self.owb("client", "edit", "app", "--set", "scope=y", expect=(DONE, REFUSED))
        if ran.status == DONE:  # then as text, the only way the server can read it
            self.assertEqual(cells(self.database, "oauth2_client")[1]["client_metadata"], ("text", b'{"scope":"y"}'))
        else:
            self.assertEqual(snapshot(self.database), before)

    def test_a_text_where_a_list_belongs(self) -> None:
        # The server's `in` then tests for a substring: worth a mark, never a crash.
        self.sql("""UPDATE oauth2_client SET client_metadata = '{"grant_types":"client_credentials","scope":["a"]}'""")
        self.listed()
        self.assertEqual(self.owb("client", "show", "app", "--json").json()["grant_types"], "client_credentials")


class Cells(RowCase):
    def test_identifiers(self) -> None:
        for value in (None, ""):
            with self.subTest(value=value):
                self.sql("UPDATE oauth2_client SET client_id = ? WHERE id = 1", value)
                self.assertTrue(self.problems(1))
                self.assertEqual(self.listed()[1]["client_id"], value)

    def test_one_identifier_twice(self) -> None:
        self.insert(self.layout.new_client("app", "app-secret", {"client_name": "Second"}))
        self.assertEqual([client["client_id"] for client in self.listed().values()], ["app", "good", "app"])
        for arguments in (["edit", "app", "--set", "client_name=New"], ["rotate-secret", "app"], ["remove", "app", "--yes"]):
            with self.subTest(command=arguments[0]):
                self.unchanged("client", *arguments)
        self.unchanged("client", "add", "--from", "-", stdin='{"client_id":"app"}')

    def test_no_secret(self) -> None:
        self.sql("UPDATE oauth2_client SET client_secret = NULL WHERE id = 1")
        self.assertTrue(self.problems(1), "the server fails on it")
        self.assertEqual(self.listed()[1]["_workbench"]["secret"], "none")
        self.owb("client", "rotate-secret", "app", stdin="")
        self.assertFalse(self.problems(1))

    def test_text_in_number_columns(self) -> None:
        for column in ("client_id_issued_at", "client_secret_expires_at"):
            self.sql(f"UPDATE oauth2_client SET {column} = 'yesterday' WHERE id = 1")
            self.assertTrue(self.problems(1), column)
            self.sql(f"UPDATE oauth2_client SET {column} = 0 WHERE id = 1")
        self.sql("UPDATE oauth2_client SET client_id_issued_at = 'yesterday' WHERE id = 1")
        before = cells(self.database, "oauth2_client")[1]
        self.owb("client", "edit", "app", "--set", "client_name=New")
        self.assertEqual(set(changes(before, cells(self.database, "oauth2_client")[1])), {"client_metadata"})

    def test_odd_numbers_in_tokens(self) -> None:
        odd: list[Any] = ["soon", "", 1.5, -1, 2**63 - 1, -2**63, b"\x00\xff"]
        columns = ("issued_at", "expires_in", "access_token_revoked_at", "refresh_token_revoked_at")
        for column in columns:
            for value in odd:
                with self.subTest(column=column, value=value):
                    self.sql("DELETE FROM oauth2_token")
                    self.insert(self.layout.new_token("app", "a-1", "r-1"), self.layout.new_token("app", "a-2"))
                    self.sql(f"UPDATE oauth2_token SET {column} = ? WHERE id = 1", value)
                    first, second = self.owb("token", "list", "--json").lines()
                    self.assertNotIn("problems", second["_workbench"])
                    if isinstance(value, (str, bytes, float)):
                        self.assertTrue(first["_workbench"].get("problems"))
                    if column.endswith("revoked_at") and value != "":  # the server takes anything but '' and 0 for revoked
                        self.assertEqual(first["state"], "revoked")
                    self.owb("token", "list")

    def test_tokens_of_nobody(self) -> None:
        self.insert(self.layout.new_token("app", "a-1"))
        self.sql("UPDATE oauth2_token SET client_id = NULL, token_type = NULL, scope = NULL, user_id = NULL")
        token = self.owb("token", "find", "-", "--json", stdin="a-1").json()
        self.assertIsNone(token["client_id"])
        self.owb("token", "revoke", "-", stdin="a-1")


class Values(RowCase):
    """What is given to owb and cannot be stored."""

    def add(self, expect: int | tuple[int, ...] = _REJECTED, **members: Any) -> str:
        return self.unchanged("client", "add", "--from", "-", stdin=json.dumps({**_SOUND, **members}), expect=expect)

    def test_wider_than_the_column(self) -> None:
        self.owb.guard("s" * 121)
        self.add(client_id="c" * 49)
        self.add(client_secret="s" * 121)
        token = {"client_id": "app", "access_token": "a" * 256}
        self.owb.guard("a" * 256)
        self.unchanged("token", "add", "--from", "-", stdin=json.dumps(token), expect=_REJECTED)
        self.unchanged("token", "add", "--from", "-", stdin=json.dumps({"client_id": "c" * 49}), expect=_REJECTED)
        self.owb("client", "add", "--from", "-", stdin=json.dumps({**_SOUND, "client_id": "ü" * 48}))  # characters count

    def test_secrets_the_server_cannot_compare(self) -> None:
        for secret in ("geheimü", "tab\there", "line\nbreak", "nul\x00"):
            with self.subTest(secret=secret):
                self.owb.guard(secret)
                self.add(client_secret=secret)

    def test_identifiers_no_request_can_carry(self) -> None:
        for identifier in ("", "a\nb", "nul\x00", "tab\t", 5, None, ["x"]):
            with self.subTest(identifier=identifier):
                self.add(client_id=identifier)

    def test_members_of_the_wrong_kind(self) -> None:
        for members in ({"grant_types": "password"}, {"redirect_uris": [1]}, {"scope": ["a"]}, {"client_name": 5},
                        {"client_secret": 5}, {"client_id_issued_at": "now"}):
            with self.subTest(members=members):
                self.add(**members)

    def test_what_is_not_a_json_object(self) -> None:
        for text in ("", "not json", "[]", '"x"', '{"client_id":"x"', '{"client_id":"x","client_id":"y"}', '{"a":NaN}',
                     "[" * 100_000, '{"a":' * 100_000, "\ufeff"):
            with self.subTest(text=text[:30]):
                self.unchanged("client", "add", "--from", "-", stdin=text, expect=_REJECTED)
                self.unchanged("token", "add", "--from", "-", stdin=text, expect=_REJECTED)

    def test_half_a_surrogate_pair_is_refused_or_kept(self) -> None:
        ran = self.owb("client", "add", "--from", "-", stdin='{"client_id":"half","client_name":"\\ud800"}',
                       expect=(DONE, *_REJECTED))
        if ran.status == DONE:
            stored = json.loads(self.column("oauth2_client", "client_metadata", client_id="half"))
            self.assertEqual(stored, {"client_name": "\ud800"})

    def test_what_is_there_already(self) -> None:
        self.add(client_id="app", expect=REFUSED)
        self.insert(self.layout.new_token("app", "a-1", "r-1"))
        self.unchanged("token", "add", "--from", "-", stdin='{"client_id":"app","access_token":"a-1"}')

    def test_users_that_are_not_there(self) -> None:
        for user in ("999", "alice", "1; DROP TABLE user"):
            with self.subTest(user=user):
                self.unchanged("client", "add", "--from", "-", "--owner", user, stdin=json.dumps(_SOUND))
                self.unchanged("token", "add", "--from", "-", stdin=json.dumps({"client_id": "app", "sub": user}))

    def test_what_is_not_there(self) -> None:
        for arguments in (["show", "nobody"], ["edit", "nobody", "--set", "scope=x"], ["remove", "nobody", "--yes"]):
            self.unchanged("client", *arguments, expect=NO)
        self.unchanged("client", "edit", "app", expect=USAGE)


class RequiredColumns(RowCase):
    """Columns of the application's own that need a value."""

    shape = Shape(tenant=True)

    def insert(self, *objects: Any) -> None:
        for row in objects:
            row.tenant = "peer"
        super().insert(*objects)

    def test_they_are_asked_for_and_filled(self) -> None:
        for noun, given in (("client", _SOUND), ("token", {"client_id": "app"})):
            with self.subTest(noun=noun):
                self.assertIn("tenant", self.unchanged(noun, "add", "--from", "-", stdin=json.dumps(given)))
                filled = {**given, "_workbench": {"columns": {"tenant": "Mieter ü"}}}
                self.owb(noun, "add", "--from", "-", stdin=json.dumps(filled))
                self.assertEqual(self.sql(f"SELECT tenant FROM oauth2_{noun} ORDER BY id DESC LIMIT 1"), [("Mieter ü",)])
                if noun == "client":
                    self.assertNotIn("_workbench", self.sql("SELECT max(client_metadata) FROM oauth2_client")[0][0])
                wrong = {**given, "_workbench": {"columns": {"tenant": "x", "no_such": "y"}}}
                self.unchanged(noun, "add", "--from", "-", stdin=json.dumps(wrong), expect=_REJECTED)

    def test_an_edit_leaves_them(self) -> None:
        self.owb("client", "edit", "app", "--set", "client_name=New")
        self.assertEqual(self.column("oauth2_client", "tenant", client_id="app"), "peer")


class Names(DatabaseCase):
    """Names made to break a terminal, a table or a statement."""

    hostile = ["<b>bold</b><script>alert(1)</script>", "it's \"quoted\" `x` \\ %s %1 ?1 :a",
               "'; DROP TABLE oauth2_client; --", "two\nlines\r\nand\ttab", "right\u202eto\u2066left\u200f",
               "\U0001f468\u200d\U0001f469\u200d\U0001f467 family", "bell\x07 escape\x1b[31m red", "nul\x00inside", "c1\x9b31m",
               "\u2028line\u2029paragraph", "e\u0301 \ufeff zero", " "]

    def test_they_come_back_as_they_were_and_stay_on_their_line(self) -> None:
        for generation in (Generation.TIMES, Generation.COLUMNS):
            for name in self.hostile:
                with self.subTest(generation=generation.name, name=name):
                    self.use(Shape(generation))
                    given = json.dumps({**_SOUND, "client_id": "app", "client_name": name})
                    nul = generation is Generation.COLUMNS and "\x00" in name  # a text column need not hold one
                    if self.owb("client", "add", "--from", "-", stdin=given, expect=(DONE, *_REJECTED) if nul else DONE).status:
                        continue
                    self.assertEqual(self.owb("client", "show", "app", "--json").json()["client_name"], name)
                    self.assertEqual(len(self.owb("client", "list", "--json").lines()), 1)
                    listed = self.owb("client", "list").out
                    self.assertEqual(listed.count("\n"), 2, "a heading and a line")
                    for text in (listed, self.owb("client", "show", "app").out):
                        for raw in "\x00\x07\x1b\r\x9b\u202e\u2066\u200f\u2028\u2029":
                            self.assertNotIn(raw, text)
                    self.owb("client", "edit", "app", "--set", "scope=email")
                    self.assertEqual(self.owb("client", "show", "app", "--json").json()["client_name"], name)
                    self.assertEqual(self.sql("SELECT count(*) FROM oauth2_client"), [(1,)])


if __name__ == "__main__":
    unittest.main()
