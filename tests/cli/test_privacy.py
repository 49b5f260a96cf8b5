"""Nothing secret comes out unasked, and nothing stored reaches the terminal raw."""

import unicodedata
import unittest

from owbcase import ACCESS, REFRESH, SECRET, UNREACHABLE, OwbCase, Ran

PRIVATE = (SECRET, ACCESS, REFRESH)
HOSTILE = "a\x1b]0;owned\x07b\x1b[31mc\x00d\x7fe\x9b31mf\u202eg\u2066h\u200fi\u2028j\rk\nl"
ARGUMENT = "TypedByMistake0123456789abcdefghijklmnop"


def raw_characters(ran: Ran) -> list[str]:
    """What a terminal must not be given, in either stream."""
    unsafe = {"Cc", "Cf", "Zl", "Zp"}
    return [hex(ord(c)) for c in ran.out + ran.err if c != "\n" and unicodedata.category(c) in unsafe]


class Secrets(OwbCase):
    def test_no_command_shows_one_unasked(self) -> None:
        commands = (["detect"], ["client", "list"], ["client", "show", "web"],
            ["client", "edit", "web", "--set", "x=1"], ["token", "list"],
            ["token", "revoke", "--key", "1"], ["client", "remove", "web", "--yes"])
        for command in commands:
            for extra in (["--verbose"], ["--json", "--verbose"]):
                at = 1 if command[0] == "detect" else 2
                ran = self.run_owb(*command[:at], str(self.database), *command[at:], *extra)
                for value in PRIVATE:
                    self.assertNotIn(value, ran.out + ran.err, command)

    def test_no_refusal_shows_one(self) -> None:
        refused = f'{{"client_id": "web", "access_token": "{ACCESS}"}}'
        self.sql("CREATE TRIGGER no BEFORE UPDATE ON oauth2_client BEGIN SELECT RAISE(ABORT, 'no'); END")
        runs = (self.owb("token", "add", "--from", "-", "--verbose", stdin=refused),
            self.owb("token", "add", "--from", "-", "--verbose", stdin=f'{{"access_token": "{ACCESS}"'),
            self.owb("client", "rotate-secret", "web", "--secret", "-", "--verbose", stdin=SECRET + "x"),
            self.owb("client", "rotate-secret", "web", "--secret", "-", "--verbose", stdin=SECRET + "é"),
            self.owb("token", "find", "-", "--hint", "refresh_token", "--verbose", stdin=ACCESS))
        for ran in runs:
            self.assertNotEqual(ran.status, 0)
            for value in PRIVATE:
                self.assertNotIn(value, ran.out + ran.err)

    def test_a_token_typed_as_an_argument_is_not_echoed(self) -> None:
        for command in (["token", "find"], ["token", "revoke"]):
            self.assertNotIn(ARGUMENT, self.owb(*command, ARGUMENT).err)

    def test_a_token_typed_where_the_database_belongs_is_not_echoed(self) -> None:
        jwt = f"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.{ARGUMENT}"
        for typed in (ARGUMENT, jwt, f"/ab/{ARGUMENT}==", f"a/{ARGUMENT}", f"x.y/{ARGUMENT}", "x" * 5000, "4.123456"):
            for command in (["token", "find"], ["client", "rotate-secret", "--secret", "-"], ["client", "show"],
                    ["token", "list"], ["detect"]):
                ran = self.expect(UNREACHABLE, self.run_owb(*command, typed, "--verbose", stdin=ACCESS))
                self.assertNotIn(typed.split("/")[-1], ran.err)
                self.assertIn("DATABASE", ran.err)

    def test_a_missing_file_that_looks_like_one_is_named(self) -> None:
        for path in ("none.sqlite3", "/nowhere/none.db", "sqlite:none.sqlite"):
            self.assertIn(path.split(":")[-1], self.run_owb("token", "find", path, "-", stdin=ACCESS).err)

    def test_a_secret_typed_as_an_argument_is_not_echoed(self) -> None:
        self.assertNotIn(ARGUMENT, self.owb("client", "rotate-secret", "web", "--secret", ARGUMENT).err)

    def test_an_argument_too_many_is_not_echoed(self) -> None:
        self.assertNotIn(ARGUMENT, self.owb("token", "find", "-", ARGUMENT).err)

    def test_a_secret_kept_inside_the_metadata_stays_hidden(self) -> None:
        self.sql("UPDATE oauth2_client SET client_metadata = ? WHERE id = 1", f'{{"client_secret": "{ARGUMENT}"}}')
        self.assertNotIn(ARGUMENT, self.owb("client", "show", "web").out)

    def test_a_secret_kept_inside_the_metadata_stays_hidden_in_json(self) -> None:
        self.sql("UPDATE oauth2_client SET client_metadata = ? WHERE id = 1", f'{{"client_secret": "{ARGUMENT}"}}')
        self.assertNotIn(ARGUMENT, self.owb("client", "show", "web", "--json").out)


    def test_metadata_that_is_not_sound_is_shown_only_on_request(self) -> None:
        twice = f'{{"scope": "a", "registration_access_token": "{ARGUMENT}", "scope": "b"}}'
        for stored in (twice, twice[:-1], f"[{twice}]", twice.encode()):
            self.sql("UPDATE oauth2_client SET client_metadata = ? WHERE id = 1", stored)
            for command in (["client", "show", "web"], ["client", "list"], ["client", "show", "web", "--json"],
                    ["client", "list", "--json"], ["client", "edit", "web", "--set", "x=1", "--verbose"]):
                ran = self.owb(*command)
                self.assertNotIn(ARGUMENT, ran.out + ran.err, (command, stored))
            for extra in ([], ["--json"]):
                self.assertIn(ARGUMENT, self.owb("client", "show", "web", "--reveal", *extra).out, stored)


class HostileText(OwbCase):
    def setUp(self) -> None:
        super().setUp()
        text = HOSTILE.replace("\x00", "")  # a NUL ends the text in some readers; it has a test of its own
        escaped = text.replace("\x1b", "\\u001b").replace("\x07", "\\u0007").replace("\r", "\\r").replace("\n", "\\n")
        self.add_client(text, "s", f'{{"client_name": "{escaped}", "x_note": "{escaped}"}}')
        self.add_client("broken", "s", text)
        self.add_token(text, text, text)
        self.sql("UPDATE oauth2_token SET scope = ?, token_type = ? WHERE id = 2", text, text)
        self.identifier = text

    def test_text_output_holds_nothing_raw(self) -> None:
        for command in (["client", "list"], ["token", "list"], ["client", "show", "--key", "2"],
                ["client", "show", "--key", "3"], ["client", "show", "--key", "3", "--reveal"],
                ["token", "revoke", "--key", "2"]):
            self.assertEqual(raw_characters(self.owb(*command)), [], command)

    def test_revealed_tokens_hold_nothing_raw(self) -> None:
        ran = self.owb("token", "find", "-", "--reveal", stdin=self.identifier)
        self.assertEqual(ran.status, 0)
        self.assertEqual(raw_characters(ran), [])

    def test_errors_hold_nothing_raw(self) -> None:
        for command in (["client", "show", "nope" + self.identifier],
                ["client", "list", "--filter", "expires:\x1b[31m"]):
            ran = self.owb(*command)
            self.assertNotEqual(ran.status, 0)
            self.assertEqual(raw_characters(ran), [], command)

    def test_the_arabic_letter_mark_is_escaped_too(self) -> None:
        self.sql("UPDATE oauth2_client SET client_metadata = ? WHERE id = 2", '{"client_name": "a\u061cb"}')
        self.assertEqual(raw_characters(self.owb("client", "show", "--key", "2")), [])

    def test_json_output_holds_nothing_raw(self) -> None:
        for command in (["client", "list"], ["token", "list"], ["client", "show", "--key", "2"]):
            self.assertEqual(raw_characters(self.owb(*command, "--json")), [], command)

    def test_tags_beyond_the_first_plane_are_escaped_in_json_too(self) -> None:
        name = "a\U000e0041\U0001f600\ufeffb"
        self.sql("UPDATE oauth2_client SET client_metadata = ? WHERE id = 2", f'{{"client_name": "{name}"}}')
        ran = self.owb("client", "show", "--key", "2", "--json")
        self.assertEqual((raw_characters(ran), ran.json["client_name"]), ([], name))

    def test_a_name_with_percent_signs_is_told_as_it_is(self) -> None:
        self.sql("UPDATE oauth2_client SET client_metadata = ? WHERE id = 2", '{"client_name": "100%2 %3"}')
        self.assertIn("Removed 100%2 %3 with", self.owb("client", "remove", "--key", "2", "--yes").out)

    def test_json_of_a_change_holds_nothing_raw(self) -> None:
        for command in (["rotate-secret"], ["remove", "--yes"]):
            ran = self.owb("client", command[0], "--key", "2", *command[1:], "--json")
            self.assertEqual((raw_characters(ran), ran.json["client_id"]), ([], self.identifier), command)

    def test_json_means_what_is_stored(self) -> None:
        self.assertEqual(self.owb("client", "show", "--key", "2", "--json").json["x_note"], self.identifier)

    def test_a_nul_reaches_nobody(self) -> None:
        self.sql("UPDATE oauth2_client SET client_id = CAST(? AS TEXT) WHERE id = 2", b"nul\x00\x1b[31mafter")
        for arguments in ([], ["--json"]):
            ran = self.owb("client", "list", *arguments)
            self.assertEqual(ran.status, 0)
            self.assertNotIn("\x00", ran.out)
            self.assertNotIn("\x1b", ran.out)


if __name__ == "__main__":
    unittest.main()
