"""A connection that was saved in the window, named on the command line; its password from a real keychain."""

import json
import unittest

from owbcase import DONE, REFUSED, UNREACHABLE, OwbCase, Ran


class SavedConnections(OwbCase):
    def setUp(self) -> None:
        super().setUp()
        self.config = self.folder / "config"
        self.list = self.config / "oauth-workbench/connections.json"
        self.list.parent.mkdir(parents=True)
        self.save()

    def save(self, **marks: object) -> None:
        connection = {"id": "1", "name": "dev server", "address": str(self.database), "password": "none"} | marks
        self.list.write_text(json.dumps({"version": 1, "connections": [connection]}))

    def named(self, *arguments: str, database: str = "dev server") -> Ran:
        noun, verb, *rest = arguments
        env = {"XDG_CONFIG_HOME": str(self.config), "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"}
        return self.run_owb(noun, verb, database, *rest, env=env)

    def test_a_saved_name_is_a_database(self) -> None:
        ran = self.expect(DONE, self.named("client", "list", "--json"))
        self.assertEqual(ran.lines[0]["client_id"], "web")

    def test_owb_database_may_be_a_saved_name(self) -> None:
        env = {"XDG_CONFIG_HOME": str(self.config), "OWB_DATABASE": "dev server"}
        self.expect(DONE, self.run_owb("client", "show", "web", "--json", env=env))

    def test_a_file_of_that_name_comes_first(self) -> None:
        (self.folder / "dev server").write_text("not a database " * 100)
        self.expect(UNREACHABLE, self.named("client", "list"))

    def test_another_name_is_none(self) -> None:
        self.expect(UNREACHABLE, self.named("client", "list", database="Dev Server"))

    def test_a_list_that_is_not_understood_is_left_alone(self) -> None:
        self.list.write_text("{")
        ran = self.named("client", "list")
        self.assertEqual(ran.status, UNREACHABLE)
        self.assertIn("connections.json is not understood in line 1", ran.err)
        self.assertEqual(self.list.read_text(), "{")

    def test_an_unmarked_connection_is_changed_without_more(self) -> None:
        self.expect(DONE, self.named("client", "edit", "web", "--set", "client_name=Shop"))

    def test_a_marked_connection_is_changed_only_with_write(self) -> None:
        for mark, word in (("production", "production"), ("read_only", "read-only")):
            with self.subTest(mark=mark):
                self.save(**{mark: True})
                before = self.database.read_bytes()
                self.expect(DONE, self.named("client", "list"))
                ran = self.expect(REFUSED, self.named("client", "edit", "web", "--set", "client_name=Marked"))
                self.assertIn(f"marked {word}", ran.err)
                self.assertIn("--write", ran.err)
                self.assertEqual(self.database.read_bytes(), before)
                self.expect(DONE, self.named("client", "edit", "web", "--set", f"client_name={mark}", "--write"))
                self.assertIn(f'"client_name": "{mark}"', self.cell("client_metadata"))

    def test_every_command_that_writes_knows_write(self) -> None:
        for command in (("client", "add"), ("client", "edit"), ("client", "rotate-secret"), ("client", "remove"),
                ("client", "disable"), ("client", "enable"),
                ("token", "add"), ("token", "revoke"), ("token", "expire"), ("token", "restore"), ("code", "add")):
            with self.subTest(command=command):
                self.assertIn("--write", self.run_owb(*command, "--help").out)
        self.assertNotIn("--write", self.run_owb("client", "list", "--help").out)

    def test_without_a_keychain_it_goes_on_and_says_so(self) -> None:
        self.save(password="keychain")
        ran = self.named("client", "list", "--json")
        self.assertEqual(ran.status, DONE, ran.err)
        self.assertRegex(ran.err, r"\Aowb: The keychain cannot be used: [^\n]+\n\Z")

    def test_a_password_in_the_list_is_never_used_nor_told(self) -> None:
        self.save(address="postgresql://al:hunter2@127.0.0.1:1/auth?connect_timeout=2")
        ran = self.named("client", "list")
        self.assertEqual(ran.status, UNREACHABLE)
        self.assertNotIn("hunter2", ran.out + ran.err)


if __name__ == "__main__":
    unittest.main()
