"""Each generation of Authlib's tables under any names: recognised, read, and written as its own code would."""

import functools
import itertools
import json
import time
import unittest
from collections.abc import Callable
from typing import Any

from authlib_models import ALL_NAMES, DOCS, RENAMED, Generation, Names, Shape
from owb import NO, REFUSED
from peercase import DatabaseCase
from rows import Row, cells, changes, differing_tables, snapshot

_METADATA = {"client_name": "Ä 🦊", "redirect_uris": ["https://a.example/cb", "https://b.example/cb?x=1&y=ü"],
             "grant_types": ["authorization_code", "refresh_token"], "response_types": ["code"],
             "scope": "profile email", "token_endpoint_auth_method": "client_secret_post"}
# Members that the columns of 0.6 to 0.12 keep as JSON, or under a language tag.
_RICH = {**_METADATA, "contacts": ["ops@example.org", "ä@example.org"], "jwks": {"keys": [{"kty": "oct", "k": "AA"}]},
         "client_uri": "https://a.example", "software_id": "s-1", "client_name#fr": "Été"}
_JSON_COLUMNS = ("contact", "jwks_text", "i18n_metadata")
_OWN = ("id", "client_id", "client_secret", "client_id_issued_at", "issued_at", "access_token", "refresh_token")


def every_layout(test: Callable[["LayoutCase"], None]) -> Callable[["LayoutCase"], None]:
    """Runs a test over every generation and every set of names."""

    @functools.wraps(test)
    def run(self: "LayoutCase") -> None:
        for generation, names in itertools.product(Generation, ALL_NAMES):
            with self.subTest(generation=generation.name, names=names.client):
                self.generation = generation
                self.names = names
                self.use(Shape(generation, names, extras=names is RENAMED))
                test(self)
    return run


class LayoutCase(DatabaseCase):
    """A database of some generation under some names."""

    generation: Generation
    names: Names

    def client_table(self) -> dict[int, Row]:
        return cells(self.database, self.names.client)

    def token_table(self) -> dict[int, Row]:
        return cells(self.database, self.names.token)

    def assert_written_alike(self, ours: Row, theirs: Row) -> None:
        """Same storage class in every column, same value in every one that is not the row's own."""
        self.assertEqual({name: cell[0] for name, cell in ours.items()}, {name: cell[0] for name, cell in theirs.items()})

        def comparable(row: Row) -> dict[str, Any]:
            return {name: json.loads(cell[1]) if name in _JSON_COLUMNS and cell[1] else cell[1]
                    for name, cell in row.items() if name not in _OWN}
        self.assertEqual(comparable(ours), comparable(theirs))


class Detection(LayoutCase):
    @every_layout
    def test_profile_version_and_tables(self) -> None:
        self.insert(self.layout.new_client("app", "s", _METADATA), self.layout.new_token("app", "a-1"),
                    self.layout.new_token("app", "a-2", "r-2"))
        found = self.owb("detect", None, "--json").json()
        self.assertEqual((found["profile"], found["version"]), (self.generation.profile, self.generation.version))
        self.assertEqual(found["clients"], {"table": self.names.client, "count": 1})
        self.assertEqual(found["tokens"], {"table": self.names.token, "count": 2})
        self.assertIs(found["writable"], True)
        self.assertTrue(found["title"])
        self.assertTrue(0 < found["confidence"] <= 1)
        self.assertIn(self.names.client, " ".join(found["evidence"]))

    @every_layout
    def test_looking_writes_nothing(self) -> None:
        before = self.database.read_bytes()
        self.owb("detect", None)
        self.owb("client", "list")
        self.owb("token", "list")
        self.assertEqual(self.database.read_bytes(), before)
        self.assertEqual([file for file in self.folder.iterdir() if file.name.startswith(self.database.name + "-")], [])


class Reading(LayoutCase):
    @every_layout
    def test_clients(self) -> None:
        self.insert(self.layout.new_client("app", "plain-secret", _RICH),
                    self.layout.new_client("bare", "", {"grant_types": ["implicit"], "token_endpoint_auth_method": "none"}, None))
        self.owb.guard("plain-secret")
        listed = self.owb("client", "list", "--json").lines()
        self.assertEqual([client["client_id"] for client in listed], ["app", "bare"])
        shown = self.owb("client", "show", "app", "--json", "--reveal").json()
        about = shown.pop("_workbench")
        self.assertEqual(shown, {"client_id": "app", "client_secret": "plain-secret", "client_id_issued_at": 1_700_000_000,
                                 "client_secret_expires_at": 0, **_RICH})
        self.assertEqual((about["profile"], about["table"], about["secret"], about["owner"], about["enabled"]),
                         (self.generation.profile, self.names.client, "plain", "1", True))
        self.assertTrue(about["key"])
        for client in (about, listed[0]["_workbench"], listed[1]["_workbench"]):
            self.assertNotIn("problems", client)
        self.assertEqual((listed[1]["_workbench"]["secret"], listed[1]["_workbench"]["owner"]), ("none", None))
        self.owb("client", "show", "App", expect=NO)

    @every_layout
    def test_what_is_shown_can_be_added_elsewhere(self) -> None:
        self.insert(self.layout.new_client("app", "plain-secret", _RICH))
        shown = self.owb("client", "show", "app", "--json", "--reveal").out
        self.use(Shape())
        self.owb("client", "add", "--from", "-", stdin=shown)
        (row,) = cells(self.database, DOCS.client).values()
        self.assertEqual(json.loads(row["client_metadata"][1]), _RICH)
        self.assertEqual((row["client_secret"][1], row["client_id_issued_at"][1]), (b"plain-secret", 1_700_000_000))

    @every_layout
    def test_tokens(self) -> None:
        now = int(time.time())
        revoked = {"access_token_revoked_at": now, "refresh_token_revoked_at": now} if self.generation.has_times \
            else {"revoked": True}
        self.insert(self.layout.new_token("app", "a-live", "r-live", issued_at=now),
                    self.layout.new_token("app", "a-old", None, issued_at=1_000, expires_in=60, user_id=None),
                    self.layout.new_token("app", "a-gone", "r-gone", issued_at=now, **revoked))
        self.owb.guard("a-live", "r-live")
        states = [(token["state"], token["active"]) for token in self.owb("token", "list", "--json").lines()]
        self.assertEqual(states, [("active", True), ("expired", False), ("revoked", False)])
        for value in ("a-live", "r-live"):
            found = self.owb("token", "find", "-", "--json", "--reveal", stdin=value).json()
            self.assertEqual((found["client_id"], found["sub"], found["scope"], found["iat"], found["exp"],
                              found["access_token"], found["refresh_token"]),
                             ("app", "1", "profile", now, now + 864000, "a-live", "r-live"))
            self.assertEqual((found["_workbench"]["profile"], found["_workbench"]["table"]),
                             (self.generation.profile, self.names.token))
        gone = self.owb("token", "find", "-", "--json", stdin="a-gone").json()
        self.assertEqual(gone.get("access_token_revoked_at"), now if self.generation.has_times else None)


class Writing(LayoutCase):
    @every_layout
    def test_a_client_is_added_as_the_generation_writes_it(self) -> None:
        for metadata in (_RICH, _METADATA):
            given = json.dumps({"client_id": "ours", **metadata}, ensure_ascii=False, separators=(",", ":"))
            self.owb("client", "add", "--from", "-", "--owner", "1", stdin=given)
            self.insert(self.layout.new_client("theirs", "x", metadata))
            ours, theirs = self.client_table().values()
            if ours.get("i18n_metadata") == ("null", None):
                theirs["i18n_metadata"] = ours["i18n_metadata"]  # its readers take no object for an empty one
            if not self.generation.has_metadata:
                self.assertEqual(ours["redirect_uri"][1].decode(), "\n".join(metadata["redirect_uris"]))
                self.assertEqual(ours["grant_type"][1], b"authorization_code\nrefresh_token")
            else:
                self.assertEqual(ours.pop("client_metadata"), theirs.pop("client_metadata"))
            self.assert_written_alike(ours, theirs)
            for client in ("ours", "theirs"):
                self.owb("client", "remove", client, "--yes")

    def test_an_absent_method_is_written_where_readers_need_it(self) -> None:
        # Before 0.13 the column's own default is written; the server compares the stored text and NULL matches nothing.
        self.names = DOCS
        self.use(Shape(Generation.COLUMNS))
        self.owb("client", "add", "--from", "-", stdin='{"client_id":"ours","grant_types":["client_credentials"]}')
        self.assertEqual(self.column(DOCS.client, "token_endpoint_auth_method", client_id="ours"), "client_secret_basic")

    @every_layout
    def test_an_edit_changes_one_cell(self) -> None:
        self.insert(self.layout.new_client("app", "s", _RICH), self.layout.new_client("other", "s", _RICH))
        before = snapshot(self.database)
        self.owb("client", "edit", "app", "--set", "client_name=Neu ñ")
        after = snapshot(self.database)
        self.assertEqual(differing_tables(before, after), {self.names.client})
        column, expected = ("client_name", "Neu ñ")
        if self.generation.has_metadata:
            column = "client_metadata"
            expected = json.dumps({**_RICH, "client_name": "Neu ñ"}, ensure_ascii=False, separators=(",", ":"))
        self.assertEqual(changes(before[self.names.client][1], after[self.names.client][1]),
                         {column: ("text", expected.encode())})
        self.owb("client", "edit", "app", "--set", "redirect_uris=https://n.example/1 https://n.example/2")
        shown = self.owb("client", "show", "app", "--json").json()
        self.assertEqual(shown["redirect_uris"], ["https://n.example/1", "https://n.example/2"])
        if not self.generation.has_metadata:
            self.assertEqual(self.column(self.names.client, "redirect_uri", client_id="app"),
                             "https://n.example/1\nhttps://n.example/2")

    @every_layout
    def test_a_token_is_stored_as_the_generation_stores_it(self) -> None:
        given = {"client_id": "app", "sub": "1", "scope": "profile", "expires_in": 864000}
        self.owb("token", "add", "--from", "-", stdin=json.dumps(given | {"refresh_token": True}))
        self.owb("token", "add", "--from", "-", stdin=json.dumps(given))
        self.insert(self.layout.new_token("app", "a-3", "r-3"), self.layout.new_token("app", "a-4"))
        ours, ours_alone, theirs, theirs_alone = self.token_table().values()
        self.assert_written_alike(ours, theirs)
        self.assert_written_alike(ours_alone, theirs_alone)

    @every_layout
    def test_revoked_as_the_generation_marks_it(self) -> None:
        self.insert(self.layout.new_token("app", "a-1", "r-1"), self.layout.new_token("app", "a-2", "r-2"))
        before = self.token_table()
        self.owb("token", "revoke", "-", "--what", "both", stdin="r-1")
        after = self.token_table()
        self.assertEqual(after[2], before[2])
        changed = changes(before[1], after[1])
        if self.generation.has_times:
            self.assertEqual(set(changed), {"access_token_revoked_at", "refresh_token_revoked_at"})
            self.assertTrue(all(abs(moment - time.time()) < 60 for _, moment in changed.values()))
        else:
            self.assertEqual(changed, {"revoked": ("integer", 1)})

    def test_one_flag_cannot_revoke_one_of_two(self) -> None:
        for generation in (Generation.COLUMNS, Generation.FLAG):
            with self.subTest(generation=generation.name):
                self.use(Shape(generation))
                self.insert(self.layout.new_token("app", "a-1", "r-1"))
                before = snapshot(self.database)
                for what in ("access", "refresh"):
                    self.owb("token", "revoke", "-", "--what", what, stdin="a-1", expect=REFUSED)
                self.assertEqual(snapshot(self.database), before)

    def test_before_1_0_a_token_cannot_live_for_ever(self) -> None:
        # There a lifetime of 0 is over at once, so writing it would not be what was asked for.
        for generation in (Generation.COLUMNS, Generation.FLAG):
            with self.subTest(generation=generation.name):
                self.use(Shape(generation))
                self.owb("token", "add", "--from", "-", stdin='{"client_id":"app","expires_in":0}', expect=REFUSED)
                self.assertEqual(self.sql("SELECT count(*) FROM oauth2_token"), [(0,)])

    def test_a_member_without_a_column_is_refused(self) -> None:
        self.use(Shape(Generation.COLUMNS))
        self.insert(self.layout.new_client("app", "s", _RICH))
        before = snapshot(self.database)
        ran = self.owb("client", "edit", "app", "--set", "require_pkce=true", expect=REFUSED)
        self.assertIn("require_pkce", ran.sentence)
        self.assertEqual(snapshot(self.database), before)

    @every_layout
    def test_a_client_goes_with_its_tokens_and_codes(self) -> None:
        self.insert(self.layout.new_client("app", "s", _METADATA), self.layout.new_client("other", "s", _METADATA),
                    self.layout.new_token("app", "a-1"), self.layout.new_token("other", "a-2"),
                    self.layout.code(code="c-1", client_id="app"), self.layout.code(code="c-2", client_id="other"))
        before = snapshot(self.database)
        self.owb("client", "remove", "app", "--yes")
        after = snapshot(self.database)
        self.assertEqual(differing_tables(before, after), {self.names.client, self.names.token, self.names.code})
        for table in (self.names.client, self.names.token, self.names.code):
            self.assertEqual(after[table], {2: before[table][2]})


class LeftoverFlag(DatabaseCase):
    """Tables of 1.x in which the flag of before was forgotten: copies of the official example read it when refreshing."""

    shape = Shape(leftover=True)

    def test_the_times_decide_and_both_marks_are_set(self) -> None:
        self.assertEqual(self.owb("detect", None, "--json").json()["profile"], Generation.TIMES.profile)
        self.insert(self.layout.new_token("app", "a-1", "r-1"))
        self.owb("token", "revoke", "-", stdin="a-1")
        self.assertEqual(self.column("oauth2_token", "revoked", access_token="a-1"), 1)
        self.assertTrue(self.column("oauth2_token", "refresh_token_revoked_at", access_token="a-1"))
        self.owb("token", "add", "--from", "-", stdin='{"client_id":"app","access_token":"a-2"}')
        self.assertEqual(self.column("oauth2_token", "revoked", access_token="a-2"), 0)


if __name__ == "__main__":
    unittest.main()
