"""Schema profiles of a person's own: checked, named with --profile, and found in the folder of the settings."""

import json
import os
import stat
import unittest
from pathlib import Path
from typing import Any

from owbcase import DONE, NO, REFUSED, UNREACHABLE, USAGE, OwbCase, Ran

TABLES = """
CREATE TABLE partner (pid VARCHAR(48), pass VARCHAR(120), label TEXT, urls TEXT, made INTEGER NOT NULL,
    id INTEGER PRIMARY KEY);
CREATE TABLE partner_pass (who VARCHAR(48), value VARCHAR(255) NOT NULL, again VARCHAR(255), rights TEXT,
    born INTEGER NOT NULL, lives INTEGER NOT NULL, dead INTEGER NOT NULL, id INTEGER PRIMARY KEY);
INSERT INTO partner VALUES ('shop', 's3cret-0123456789', 'Shop', 'https://a.example/cb', 1700000000, 1);
INSERT INTO partner_pass VALUES ('shop', 'AccessShop0123456789abcdef', 'RefreshShop0123456789abcdef', 'openid',
    1700000000, 3600, 0, 1);
"""

PROFILE: dict[str, Any] = {
    "format": 1,
    "id": "partner",
    "title": "Partner server",
    "rules": {"public_without_secret": True},
    "entities": {
        "client": {
            "usual_names": ["partner"], "fixed_names": True, "detect": ["pid", "pass", "label", "urls", "made"],
            "fields": {"client_id": {"column": "pid"}, "client_secret": {"column": "pass"},
                "client_id_issued_at": {"column": "made", "codec": "epoch"}},
            "members": {"client_name": {"column": "label"}, "redirect_uris": {"column": "urls", "codec": "lines"}},
        },
        "token": {
            "usual_names": ["partner_pass"], "fixed_names": True, "detect": ["who", "value", "again", "born", "lives"],
            "fields": {"client_id": {"column": "who"}, "access_token": {"column": "value"},
                "refresh_token": {"column": "again"}, "scope": {"column": "rights"},
                "issued_at": {"column": "born", "codec": "epoch"}, "expires_in": {"column": "lives", "codec": "int"},
                "access_revoked_at": {"column": "dead", "codec": "epoch"}},
        },
    },
    "operations": {"revoke_both": [{"update": "token", "set_now": ["access_revoked_at"]}],
        "remove_client": [{"delete": "token"}, {"delete": "client"}]},
}


class ProfileCase(OwbCase):
    """A test with a database whose tables nobody knows, and a profile of them."""

    def setUp(self) -> None:
        super().setUp()
        self.database.unlink()
        with self.connected() as connection:
            connection.executescript(TABLES)
        self.profile = self.folder / "partner.json"
        self.write(PROFILE)

    def write(self, profile: Any) -> None:
        self.profile.write_text(profile if isinstance(profile, str) else json.dumps(profile))

    def changed(self, entity: str, **fields: Any) -> None:
        """Writes the profile with other fields; None takes one out."""
        profile = json.loads(json.dumps(PROFILE))
        mapped = profile["entities"][entity]["fields"]
        mapped.update({name: field for name, field in fields.items() if field is not None})
        for name in (name for name, field in fields.items() if field is None):
            del mapped[name]
        self.write(profile)

    def keep(self) -> Path:
        """Puts the profile where every command finds it."""
        folder = self.folder / "config" / "oauth-workbench" / "profiles"
        folder.mkdir(parents=True)
        (folder / "partner.json").write_text(json.dumps(PROFILE))
        return folder


class Check(ProfileCase):
    def check(self, *arguments: str) -> Ran:
        return self.run_owb("profile", "check", str(self.profile), *arguments)

    def test_a_sound_profile_needs_no_database(self) -> None:
        ran = self.expect(DONE, self.check("--json"))
        self.assertEqual((ran.json["profile"], ran.json["title"]), ("partner", "Partner server"))
        self.assertEqual((ran.json["problems"], ran.json["warnings"]), ([], []))
        self.assertNotIn("clients", ran.json)

    def test_says_which_tables_it_finds(self) -> None:
        found = self.expect(DONE, self.check(str(self.database), "--json")).json
        self.assertEqual((found["clients"], found["tokens"]), ("partner", "partner_pass"))
        self.assertEqual((found["refresh_tokens"], found["codes"]), (None, None))
        self.assertIn("table partner_pass", self.expect(DONE, self.check(str(self.database))).out)

    def test_says_what_is_wrong_with_the_map(self) -> None:
        self.changed("token", user_id={"column": "rights"}, issued_at=None)
        ran = self.check()
        self.assertEqual(ran.status, NO, ran.err)
        self.assertIn("wrong: Tokens: Column rights is mapped twice", ran.out)
        self.assertIn("wrong: Tokens: A lifetime says nothing without the time of issue", ran.out)
        self.assertEqual(ran.err, "owb: The profile cannot be used: 2 things are wrong with it.\n")

    def test_says_what_the_tables_cannot_hold(self) -> None:
        self.changed("token", scope={"column": "nowhere"}, revoked={"column": "rights", "codec": "bool"})
        self.assertEqual(self.check().status, DONE)
        ran = self.check(str(self.database), "--json")
        self.assertEqual(ran.status, NO)
        self.assertEqual(len(json.loads(ran.out)["problems"]), 2, ran.out)

    def test_says_that_the_database_is_another(self) -> None:
        self.sql("ALTER TABLE partner RENAME TO customers")
        ran = self.check(str(self.database))
        self.assertEqual(ran.status, NO)
        self.assertIn("There is no such table: partner", ran.out)

    def test_says_what_no_profile_can_say(self) -> None:
        self.write({"format": 1, "idd": 2})
        self.assertIn('"idd"', self.expect(NO, self.check()).err)
        self.write("{")
        self.expect(NO, self.check())

    def test_a_file_that_is_not_there_is_wrong_usage(self) -> None:
        self.expect(USAGE, self.run_owb("profile", "check", str(self.folder / "none.json")))
        self.expect(USAGE, self.run_owb("profile", "check"))

    def test_a_database_that_is_not_there_is_told(self) -> None:
        self.expect(UNREACHABLE, self.check(str(self.folder / "gone.sqlite3")))

    def test_changes_nothing(self) -> None:
        before = self.database.read_bytes()
        self.check(str(self.database))
        self.assertEqual(self.database.read_bytes(), before)

    def test_no_stored_value_is_shown(self) -> None:
        ran = self.check(str(self.database), "--json")
        for value in ("s3cret", "AccessShop", "RefreshShop"):
            self.assertNotIn(value, ran.out + ran.err)


class Use(ProfileCase):
    def token(self) -> Any:
        return self.sql("SELECT dead FROM partner_pass WHERE id = 1")[0][0]

    def reads_and_writes(self, *options: str) -> None:
        database = str(self.database)
        client = self.expect(DONE, self.run_owb("client", "show", database, "shop", "--json", *options)).json
        self.assertEqual((client["client_name"], client["redirect_uris"]), ("Shop", ["https://a.example/cb"]))
        self.expect(DONE, self.run_owb(
            "client", "edit", database, "shop", "--set", "redirect_uris=https://b.example/cb", *options))
        self.assertEqual(self.sql("SELECT urls, label FROM partner"), [("https://b.example/cb", "Shop")])
        self.expect(DONE, self.run_owb("token", "add", database, "--from", "-", "--json", *options,
            stdin='{"client_id": "shop", "scope": "orders", "expires_in": 60}'))
        self.assertEqual(self.sql("SELECT who, rights, lives FROM partner_pass WHERE id = 2"), [("shop", "orders", 60)])
        self.expect(DONE, self.run_owb("token", "revoke", database, "-", *options, stdin="AccessShop0123456789abcdef"))
        self.assertGreater(self.token(), 1_700_000_000)
        self.expect(DONE, self.run_owb("client", "remove", database, "shop", "--yes", *options))
        self.assertEqual(self.sql("SELECT count(*) FROM partner_pass"), [(0,)])

    def test_without_it_nothing_is_known(self) -> None:
        self.expect(UNREACHABLE, self.run_owb("detect", str(self.database)))

    def test_a_profile_that_is_named(self) -> None:
        self.reads_and_writes("--profile", str(self.profile))

    def test_a_profile_in_the_folder(self) -> None:
        self.keep()
        self.reads_and_writes()

    def test_a_read_only_profile_writes_nothing(self) -> None:
        self.write(PROFILE | {"read_only": "it was made for reading only"})
        ran = self.run_owb("client", "remove", str(self.database), "shop", "--yes", "--profile", str(self.profile))
        self.expect(REFUSED, ran)
        self.assertIn("reading only", ran.err)

    def test_wins_over_what_the_program_knows(self) -> None:
        profile = json.loads(json.dumps(PROFILE))
        profile["entities"]["client"].update(usual_names=["oauth2_client"], detect=["client_id"],
            fields={"client_id": {"column": "client_id"}}, members={})
        del profile["entities"]["token"]
        self.write(profile)
        with self.connected() as connection:
            connection.executescript("""CREATE TABLE oauth2_client (client_id VARCHAR(48), client_secret VARCHAR(120),
                client_id_issued_at INTEGER NOT NULL, client_secret_expires_at INTEGER NOT NULL, client_metadata TEXT,
                id INTEGER NOT NULL PRIMARY KEY)""")
        found = self.run_owb("detect", str(self.database), "--json", "--profile", str(self.profile)).json
        self.assertEqual(found["profile"], "partner")
        self.assertEqual([other["profile"] for other in found["others"]], ["authlib-sqlalchemy-1.5"])

    def test_a_broken_one_in_the_folder_is_told_and_passed_over(self) -> None:
        (self.keep() / "broken.json").write_text('{"format": 1, "idd": 2}')
        ran = self.run_owb("client", "list", str(self.database), "--json")
        self.assertEqual(ran.status, DONE)
        self.assertEqual(len(ran.lines), 1)
        self.assertRegex(ran.err, r"\Aowb: [^\n]*broken\.json[^\n]*It is passed over\.\n\Z")

    def test_nothing_but_files_is_read_in_the_folder(self) -> None:
        os.mkfifo(self.keep() / "pipe.json")
        self.assertTrue(stat.S_ISFIFO((self.folder / "config/oauth-workbench/profiles/pipe.json").stat().st_mode))
        self.expect(DONE, self.run_owb("client", "list", str(self.database)))


if __name__ == "__main__":
    unittest.main()
