"""owb client show, add and remove."""

import json
import os
import pty
import select
import subprocess
import time
import unittest

from owbcase import BINARY, DONE, ISSUED, NO, REFUSED, SECRET, USAGE, WEB, OwbCase


class Show(OwbCase):
    def test_gives_the_members_of_the_contract(self) -> None:
        client = self.expect(DONE, self.owb("client", "show", "web", "--json")).json
        self.assertEqual(client["client_id"], "web")
        self.assertEqual(client["client_id_issued_at"], ISSUED)
        self.assertEqual(client["client_secret_expires_at"], 0)
        self.assertEqual({name: client[name] for name in json.loads(WEB)}, json.loads(WEB))
        self.assertEqual(client["_workbench"], {"profile": "authlib-sqlalchemy-1.6", "table": "oauth2_client", "key": 1,
            "secret": "plain", "enabled": True, "owner": "7"})

    def test_shows_the_secret_only_on_request(self) -> None:
        self.assertNotIn("client_secret", self.owb("client", "show", "web", "--json").json)
        self.assertEqual(self.owb("client", "show", "web", "--reveal", "--json").json["client_secret"], SECRET)
        self.assertIn(SECRET, self.owb("client", "show", "web", "--reveal").out)
        self.assertIn("•" * 12, self.owb("client", "show", "web").out)

    def test_an_unknown_client_is_a_no(self) -> None:
        for command in (["show"], ["edit", "--set", "client_name=X"], ["rotate-secret"], ["remove", "--yes"]):
            self.expect(NO, self.owb("client", command[0], "nope", *command[1:]))
        self.expect(NO, self.owb("client", "show", "--key", "99"))

    def test_identifiers_are_compared_exactly(self) -> None:
        for near in ("WEB", "we*", "web ", "w%"):
            self.expect(NO, self.owb("client", "show", near))

    def test_identifiers_with_wildcards_are_found(self) -> None:
        self.add_client("we*")
        self.assertEqual(self.owb("client", "show", "we*", "--json").json["client_id"], "we*")

    def test_an_identifier_that_its_own_pattern_misses_is_found(self) -> None:
        self.add_client("a[b*")
        self.expect(DONE, self.owb("client", "show", "a[b*"))

    def test_an_identifier_like_a_pattern_is_found_behind_many_matches(self) -> None:
        for i in range(201):
            self.add_client(f"app{i}")
        self.add_client("app*")
        self.expect(DONE, self.owb("client", "show", "app*"))

    def test_clients_sharing_an_identifier_are_told_apart_by_key(self) -> None:
        self.add_client("dup", "one")
        self.add_client("dup", "two")
        for command in (["show"], ["edit", "--set", "client_name=X"], ["rotate-secret"], ["remove", "--yes"]):
            ran = self.expect(REFUSED, self.owb("client", command[0], "dup", *command[1:]))
            self.assertRegex(ran.err, r"\b2, 3\b")
        self.assertEqual(self.owb("client", "show", "--key", "3", "--reveal", "--json").json["client_secret"], "two")

    def test_needs_a_client(self) -> None:
        self.expect(USAGE, self.owb("client", "show"))

    def test_a_key_of_another_client_is_not_taken_for_the_named_one(self) -> None:
        self.add_client("other")
        self.expect(NO, self.owb("client", "show", "web", "--key", "2"))


class Add(OwbCase):
    def add(self, text: str, *arguments: str) -> dict:
        return self.expect(DONE, self.owb("client", "add", "--from", "-", "--json", *arguments, stdin=text)).json

    def test_generates_identifier_and_secret_and_shows_the_secret_once(self) -> None:
        made = self.add('{"client_name": "New", "grant_types": ["client_credentials"]}')
        self.assertGreaterEqual(len(made["client_id"]), 24)
        self.assertGreaterEqual(len(made["client_secret"]), 48)
        self.assertEqual(self.cell("client_secret", key=2), made["client_secret"])
        again = self.owb("client", "show", made["client_id"], "--json")
        self.assertNotIn(made["client_secret"], again.out)

    def test_says_in_text_that_the_secret_is_shown_once(self) -> None:
        ran = self.expect(DONE, self.owb("client", "add", "--from", "-", stdin='{"client_name": "New"}'))
        self.assertIn(self.cell("client_secret", key=2), ran.out)
        self.assertIn("this once", ran.out)

    def test_does_not_show_a_secret_that_was_given(self) -> None:
        ran = self.expect(DONE, self.owb("client", "add", "--from", "-", stdin='{"client_secret": "given-given"}'))
        self.assertNotIn("given-given", ran.out)
        self.assertEqual(self.cell("client_secret", key=2), "given-given")

    def test_a_secret_of_null_is_generated_like_an_absent_one(self) -> None:
        made = self.add('{"client_id": "n", "client_secret": null}')
        self.assertGreaterEqual(len(made["client_secret"]), 48)
        self.assertEqual(self.cell("client_secret", key=2), made["client_secret"])

    def test_a_public_client_gets_no_secret(self) -> None:
        self.add('{"client_id": "p", "token_endpoint_auth_method": "none", "client_secret": null}')
        self.assertEqual(self.cell("client_secret", key=2), "")

    def test_a_public_client_without_the_member_gets_none_either(self) -> None:
        self.assertFalse(self.add('{"token_endpoint_auth_method": "none"}').get("client_secret"))
        self.assertEqual(self.cell("client_secret", key=2), "")

    def test_keeps_members_nobody_knows_and_the_owner(self) -> None:
        made = self.add('{"client_id": "n", "client_name": "한빛", "x_rate": 1.50}', "--owner", "12")
        self.assertIn('"x_rate":1.50', self.cell("client_metadata", key=2).replace(": ", ":"))
        self.assertEqual((made["client_name"], self.cell("user_id", key=2)), ("한빛", 12))

    def test_reads_a_file(self) -> None:
        (self.folder / "new.json").write_text('{"client_id": "filed"}')
        self.expect(DONE, self.owb("client", "add", "--from", "new.json"))
        self.assertEqual(self.cell("client_id", key=2), "filed")

    def test_refuses_an_identifier_that_is_taken(self) -> None:
        self.expect(REFUSED, self.owb("client", "add", "--from", "-", stdin='{"client_id": "web"}'))
        self.assertEqual(self.sql("SELECT count(*) FROM oauth2_client"), [(1,)])

    def test_input_that_is_not_understood_changes_nothing(self) -> None:
        for text in ("", "{", "[]", '{"a": 1} x', b'{"client_name": "\xff"}', b" " * (16 * 1024 * 1024 + 1)):
            self.expect(USAGE, self.owb("client", "add", "--from", "-", stdin=text))
        self.assertEqual(self.sql("SELECT count(*) FROM oauth2_client"), [(1,)])

    def test_a_missing_input_file_is_wrong_usage(self) -> None:
        self.expect(USAGE, self.owb("client", "add", "--from", "none.json"))

    def test_a_server_column_without_default_is_named(self) -> None:
        self.sql("ALTER TABLE oauth2_client RENAME TO old")
        self.sql("CREATE TABLE oauth2_client (client_id VARCHAR(48), client_secret VARCHAR(120), client_id_issued_at "
            "INTEGER NOT NULL, client_secret_expires_at INTEGER NOT NULL, client_metadata TEXT, tenant TEXT NOT NULL, "
            "id INTEGER NOT NULL, user_id INTEGER, PRIMARY KEY (id))")
        self.sql("DROP TABLE old")
        self.assertIn("tenant", self.expect(REFUSED, self.owb("client", "add", "--from", "-", stdin="{}")).err)
        given = '{"_workbench": {"columns": {"tenant": "x"}}}'
        self.expect(DONE, self.owb("client", "add", "--from", "-", stdin=given))
        self.assertEqual(self.cell("tenant"), "x")


class Remove(OwbCase):
    def rows(self) -> list[int]:
        return [self.sql(f"SELECT count(*) FROM oauth2_{table}")[0][0] for table in ("client", "token", "code")]

    def test_takes_its_tokens_and_codes_and_no_others(self) -> None:
        self.add_client("other")
        self.add_token("other", "other-access")
        gone = self.expect(DONE, self.owb("client", "remove", "web", "--yes", "--json")).json
        self.assertEqual(gone, {"client_id": "web", "tokens": 1, "codes": 1})
        self.assertEqual(self.rows(), [1, 1, 0])

    def test_needs_yes_without_a_terminal(self) -> None:
        ran = self.expect(REFUSED, self.owb("client", "remove", "web", stdin="y\n"))
        self.assertIn("--yes", ran.err)
        self.assertEqual(self.rows(), [1, 1, 1])

    def test_leaves_the_tokens_of_a_client_with_the_same_identifier(self) -> None:
        self.add_client("web", "twin")
        self.expect(DONE, self.owb("client", "remove", "--key", "2", "--yes"))
        self.assertEqual(self.rows(), [1, 1, 1])

    def ask(self, answer: bytes) -> tuple[int, bytes]:
        """Answers on a terminal; gives the status and what was asked."""
        main, end = pty.openpty()
        process = subprocess.Popen([BINARY, "client", "remove", str(self.database), "web"], stdin=end,
            stdout=subprocess.DEVNULL, stderr=end, close_fds=True)
        os.close(end)
        asked = b""
        deadline = time.monotonic() + 30
        while b"[y/N]" not in asked and time.monotonic() < deadline:
            if select.select([main], [], [], 1)[0]:
                asked += os.read(main, 4096)
        os.write(main, answer)
        status = process.wait(30)
        os.close(main)
        return status, asked

    def test_asks_on_a_terminal_and_takes_only_yes(self) -> None:
        for answer in (b"\n", b"n\n", b"maybe\n"):
            status, asked = self.ask(answer)
            self.assertEqual((status, self.rows()), (NO, [1, 1, 1]))
            self.assertIn(b"1 token", asked)
            self.assertIn(b"1 code", asked)
        self.assertEqual((self.ask(b"y\n")[0], self.rows()), (DONE, [0, 0, 0]))


if __name__ == "__main__":
    unittest.main()
