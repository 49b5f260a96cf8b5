"""Lists: paging, order, limits, and a reader or a disk that goes away."""

import subprocess
import unittest

from owbcase import ACCESS, BINARY, DONE, ISSUED, REFRESH, UNREACHABLE, USAGE, OwbCase

ROWS = 501  # more than two pages


class ListCase(OwbCase):
    """A database of more than two pages, when filled."""

    def fill(self) -> None:
        connection = self.connected()
        connection.execute("BEGIN")
        for i in range(2, ROWS + 1):
            connection.execute("INSERT INTO oauth2_client VALUES (?, 's', ?, 0, ?, ?, NULL)",
                (f"c{i:03}", ISSUED + i % 3, f'{{"client_name": "N{i % 7}"}}', i))
            connection.execute("INSERT INTO oauth2_token VALUES (?, 'Bearer', ?, NULL, 's', ?, 0, 0, 60, ?, ?)",
                (f"c{i:03}", f"a{i}", ISSUED + i % 5, i, i % 4))
        connection.execute("COMMIT")

    def keys(self, noun: str, *arguments: str) -> list[int]:
        return [row["_workbench"]["key"] for row in self.owb(noun, "list", "--json", *arguments).lines]


class Lists(ListCase):
    def test_every_row_of_every_page_comes_once(self) -> None:
        self.fill()
        for noun in ("client", "token"):
            rows = self.expect(DONE, self.owb(noun, "list", "--json")).lines
            self.assertEqual([row["_workbench"]["key"] for row in rows], list(range(1, ROWS + 1)))

    def test_codes_are_listed_masked_unless_revealed(self) -> None:
        self.sql("INSERT INTO oauth2_code (code, client_id, auth_time, scope, code_challenge, user_id, id) "
                 "VALUES ('CodeOfAlice0123456789', 'app', 4000000000, 'openid', 'x', 7, 2)")
        shown, hidden = (self.expect(DONE, self.owb("code", "list", "--json", *options)).lines
                         for options in (["--reveal"], []))
        self.assertEqual([row["code"] for row in shown], ["c", "CodeOfAlice0123456789"])
        self.assertNotIn("CodeOfAlice0123456789", str(hidden))
        self.assertEqual(shown[1], {"state": "active", "code": "CodeOfAlice0123456789", "client_id": "app",
            "redirect_uri": "", "scope": "openid", "sub": "7", "iat": 4000000000, "exp": 4000000300,
            "code_challenge_method": "plain", "_workbench": shown[1]["_workbench"]})
        self.assertNotIn("CodeOfAlice0123456789", self.expect(DONE, self.owb("code", "list")).out)
        self.assertIn("CodeOfAlice0123456789", self.expect(DONE, self.owb("code", "list", "--reveal")).out)
        for wanted, options in (([1, 2], ["--sort=iat"]), ([2, 1], ["--sort=-iat"]), ([2], ["--filter", "user:7"]),
                                ([1], ["--limit", "1"]), ([2, 1], ["--sort", "client_id"])):
            self.assertEqual(wanted, self.keys("code", *options))
        self.expect(USAGE, self.owb("code", "list", "--sort", "exp"))

    def test_ties_in_the_sort_neither_lose_nor_repeat_rows(self) -> None:
        self.fill()
        fields = {"client": ["key", "client_id", "client_name", "client_id_issued_at"],
            "token": ["key", "iat", "exp", "client_id", "sub"]}
        for noun, names in fields.items():
            for name in names:
                with self.subTest(noun=noun, sort=name):
                    up = self.keys(noun, "--sort", name)
                    down = self.keys(noun, "--sort", f"-{name}")
                    self.assertEqual(sorted(up), list(range(1, ROWS + 1)))
                    self.assertEqual(up, down[::-1])

    def test_sorts_by_what_it_says(self) -> None:
        self.fill()
        rows = self.owb("client", "list", "--sort", "client_id_issued_at", "--json").lines
        issued = [row["client_id_issued_at"] for row in rows]
        self.assertEqual(issued, sorted(issued))
        names = [row["client_id"] for row in self.owb("client", "list", "--sort=-client_id", "--json").lines]
        self.assertEqual(names, sorted(names, reverse=True))

    def test_limit_ends_within_and_beyond_a_page(self) -> None:
        self.fill()
        for limit in (1, 200, 201, 450):
            self.assertEqual(len(self.owb("token", "list", "--limit", str(limit), "--json").lines), limit)
        self.assertEqual(len(self.owb("token", "list", "--limit", "0", "--json").lines), ROWS)

    def test_filter_narrows_and_an_empty_list_is_done(self) -> None:
        self.add_client("other", "s", '{"scope": "orders"}')
        found = self.expect(DONE, self.owb("client", "list", "--filter", "scope:orders", "--json")).lines
        self.assertEqual([row["client_id"] for row in found], ["other"])
        self.assertEqual(self.expect(DONE, self.owb("client", "list", "--filter", "scope:nope", "--json")).out, "")

    def test_unknown_fields_and_filters_are_wrong_usage(self) -> None:
        for noun in ("client", "token"):
            self.expect(USAGE, self.owb(noun, "list", "--sort", "nope"))
            self.expect(USAGE, self.owb(noun, "list", "--filter", "nope:1"))

    def test_a_wrong_limit_is_said_in_one_sentence(self) -> None:
        self.expect(USAGE, self.owb("client", "list", "--limit", "many"))

    def test_text_columns_stay_aligned_with_wide_letters(self) -> None:
        self.add_client("hangul", "s", '{"client_name": "한빛 상점"}')
        lines = self.expect(DONE, self.owb("client", "list")).out.splitlines()
        self.assertEqual(lines[0].index("CLIENT ID"), lines[1].index("web"))
        self.assertEqual(lines[0].index("CLIENT ID"), lines[2].index("hangul") + 4)  # four letters of two columns

    def test_one_object_a_line_whatever_the_layout_of_the_stored_json(self) -> None:
        self.add_client("pretty", "s", '{\n  "jwks": {\n    "keys": []\n  }\n}')
        self.assertEqual(len(self.owb("client", "list", "--json").lines), 2)

    def test_reveal_shows_whole_tokens_in_text_too(self) -> None:
        out = self.expect(DONE, self.owb("token", "list", "--reveal")).out
        self.assertIn(ACCESS, out)

    def test_reveal_shows_whole_tokens_in_json(self) -> None:
        row = self.owb("token", "list", "--reveal", "--json").lines[0]
        self.assertEqual((row["access_token"], row["refresh_token"]), (ACCESS, REFRESH))


class Output(ListCase):
    def test_a_reader_that_goes_away_ends_it_quietly(self) -> None:
        self.fill()
        for extra in ([], ["--json"]):
            process = subprocess.Popen([BINARY, "token", "list", str(self.database), *extra],
                stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            process.stdout.close()
            errors = process.stderr.read()
            process.stderr.close()
            self.assertEqual((process.wait(60), errors), (DONE, b""))

    def test_a_full_disk_is_no_success(self) -> None:
        with open("/dev/full", "wb") as full:
            ran = subprocess.run([BINARY, "client", "list", str(self.database)], stdout=full, stderr=subprocess.PIPE,
                timeout=60, check=False)
        self.assertEqual(ran.returncode, UNREACHABLE)
        self.assertNotEqual(ran.stderr, b"")

    def test_stderr_stays_empty_in_the_c_locale(self) -> None:
        self.expect(DONE, self.run_owb("client", "list", str(self.database), env={"LC_ALL": "C", "LANG": "C"}))


if __name__ == "__main__":
    unittest.main()
