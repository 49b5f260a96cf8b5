"""Which database is meant, what it holds, and what happens when it cannot be opened."""

import os
import unittest

from owbcase import ACCESS, DONE, REFUSED, SCHEMA, UNREACHABLE, USAGE, OwbCase


class Detect(OwbCase):
    def test_says_profile_tables_counts_and_evidence(self) -> None:
        found = self.expect(DONE, self.run_owb("detect", str(self.database), "--json")).json
        self.assertEqual(set(found), {"profile", "title", "version", "confidence", "evidence", "clients", "tokens",
            "codes", "writable", "others"})
        self.assertEqual(found["clients"], {"table": "oauth2_client", "count": 1})
        self.assertEqual(found["tokens"], {"table": "oauth2_token", "count": 1})
        self.assertEqual(found["codes"], {"table": "oauth2_code", "count": 1})
        self.assertEqual(found["version"], "1.6")
        self.assertIs(found["writable"], True)
        self.assertTrue(0 < found["confidence"] <= 1)
        self.assertTrue(found["evidence"])

    def test_lists_a_second_schema_and_reads_it_when_chosen(self) -> None:
        self.sql(SCHEMA.split(";")[0].replace("oauth2_client", "other_client"))
        found = self.run_owb("detect", str(self.database), "--json").json
        self.assertEqual([other["clients"] for other in found["others"]], ["other_client"])
        self.assertIn("other_client", self.run_owb("detect", str(self.database)).out)
        chosen = self.owb("client", "list", "--schema", str(found["others"][0]["schema"]), "--json")
        self.assertEqual(self.expect(DONE, chosen).out, "")

    def test_refuses_a_schema_that_was_not_found(self) -> None:
        self.expect(USAGE, self.owb("client", "list", "--schema", "9"))

    def test_reading_leaves_the_file_as_it_is(self) -> None:
        before = self.database.read_bytes()
        self.run_owb("detect", str(self.database))
        self.owb("client", "list")
        self.owb("token", "list")
        self.assertEqual(self.database.read_bytes(), before)
        self.assertEqual(os.listdir(self.folder), ["auth.sqlite3"])


class Naming(OwbCase):
    def test_takes_a_path_with_the_sqlite_scheme(self) -> None:
        self.expect(DONE, self.run_owb("detect", f"sqlite:{self.database}"))

    def test_takes_an_absolute_path_as_a_url(self) -> None:
        self.expect(DONE, self.run_owb("detect", f"sqlite://{self.database}"))

    def test_a_url_without_a_path_is_said_so(self) -> None:
        for name in ("sqlite:", "sqlite://", "sqlite://host/auth.db"):
            ran = self.expect(UNREACHABLE, self.run_owb("detect", name))
            self.assertRegex(ran.err, "path|PATH")

    def test_takes_owb_database_when_none_is_named(self) -> None:
        env = {"OWB_DATABASE": str(self.database)}
        self.assertEqual(self.run_owb("client", "list", "--json", env=env).lines[0]["client_id"], "web")

    def test_takes_owb_database_with_another_positional(self) -> None:
        env = {"OWB_DATABASE": str(self.database)}
        shown = self.expect(DONE, self.run_owb("client", "show", "web", "--json", env=env))
        self.assertEqual(shown.json["client_id"], "web")

    def test_takes_owb_database_with_a_token_on_standard_input(self) -> None:
        env = {"OWB_DATABASE": str(self.database)}
        self.expect(DONE, self.run_owb("token", "find", "-", "--json", stdin=ACCESS, env=env))

    def test_an_argument_wins_over_owb_database(self) -> None:
        self.expect(DONE, self.run_owb("client", "list", str(self.database), env={"OWB_DATABASE": "/nowhere"}))

    def test_never_echoes_owb_database(self) -> None:
        ran = self.expect(USAGE, self.run_owb("detect", env={"OWB_DATABASE": "postgres:user:hunter2@host"}))
        self.assertNotIn("hunter2", ran.err)

    def test_needs_a_database(self) -> None:
        self.expect(USAGE, self.run_owb("client", "list"))

    def test_a_password_on_the_command_line_is_refused(self) -> None:
        for url in ("postgresql://user:hunter2@host/name", "mariadb://user:hunter2@host/name"):
            ran = self.run_owb("detect", url)
            self.expect(USAGE, ran)
            self.assertIn("OWB_DATABASE", ran.err)

    def test_an_address_that_is_not_understood_says_why(self) -> None:
        ran = self.run_owb("detect", "postgresql://host/name?sslmode=maybe")
        self.expect(USAGE, ran)
        self.assertIn("sslmode is one of", ran.err)

    def test_never_echoes_the_password_of_a_url(self) -> None:
        ran = self.run_owb("detect", "postgresql://user:hunter2@host/name")
        self.assertNotEqual(ran.status, DONE)
        self.assertNotIn("hunter2", ran.out + ran.err)


class Unopened(OwbCase):
    def test_a_missing_file_is_not_created(self) -> None:
        missing = self.folder / "none.sqlite3"
        for command in (["detect"], ["client", "list"], ["token", "list"], ["client", "remove", "--yes"]):
            at = 2 if len(command) > 1 else 1
            extra = ["web"] if "remove" in command else []
            ran = self.run_owb(*command[:at], str(missing), *extra, *command[at:])
            self.expect(UNREACHABLE, ran)
        self.assertFalse(missing.exists())

    def test_what_is_no_database_cannot_be_read(self) -> None:
        text = self.folder / "notes.txt"
        text.write_text("not a database " * 100)
        self.expect(UNREACHABLE, self.run_owb("detect", str(text)))
        self.expect(UNREACHABLE, self.run_owb("detect", str(self.folder)))

    def test_a_database_without_oauth_tables_is_said_so(self) -> None:
        for table in ("client", "token", "code"):
            self.sql(f"DROP TABLE oauth2_{table}")
        self.expect(UNREACHABLE, self.run_owb("detect", str(self.database)))

    @unittest.skipIf(os.geteuid() == 0, "root may write everything")
    def test_a_read_only_file_refuses_writes_and_allows_reads(self) -> None:
        self.database.chmod(0o400)
        self.expect(DONE, self.owb("client", "list"))
        self.expect(REFUSED, self.owb("client", "edit", "web", "--set", "client_name=X"))

    def test_a_lock_held_by_the_server_is_said_and_nothing_changes(self) -> None:
        server = self.connected()
        server.execute("BEGIN EXCLUSIVE")
        self.expect(UNREACHABLE, self.owb("client", "edit", "web", "--set", "client_name=X"))
        server.execute("ROLLBACK")
        self.assertIn("Web shop", self.cell("client_metadata"))


if __name__ == "__main__":
    unittest.main()
