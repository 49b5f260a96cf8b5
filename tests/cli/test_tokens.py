"""owb token find, add and revoke."""

import unittest

from owbcase import ACCESS, DONE, ISSUED, NO, REFRESH, REFUSED, USAGE, OwbCase

REVOKED = "access_token_revoked_at", "refresh_token_revoked_at"


class Find(OwbCase):
    def find(self, token: str, *arguments: str) -> dict:
        return self.expect(DONE, self.owb("token", "find", "-", "--json", *arguments, stdin=token)).json

    def test_gives_the_row_masked(self) -> None:
        found = self.find(ACCESS + "\n")
        self.assertEqual((found["active"], found["state"]), (True, "active"))
        self.assertEqual((found["client_id"], found["sub"]), ("web", "7"))
        self.assertEqual((found["iat"], found["scope"], found["token_type"]), (ISSUED, "openid", "Bearer"))
        self.assertNotIn("exp", found)
        self.assertNotIn(REVOKED[0], found)
        self.assertEqual(found["refresh_state"], "live")
        self.assertEqual(found["_workbench"], {"profile": "authlib-sqlalchemy-1.6", "table": "oauth2_token", "key": 1})
        self.assertEqual(found["access_token"], f"{ACCESS[:4]}{'•' * 8}{ACCESS[-4:]}")

    def test_masks_both_tokens_in_text_too(self) -> None:
        out = self.expect(DONE, self.owb("token", "find", "-", stdin=ACCESS)).out
        self.assertNotIn(ACCESS, out)
        self.assertNotIn(REFRESH, out)
        self.assertIn(f"{REFRESH[:4]}{'•' * 8}{REFRESH[-4:]}", out)

    def test_reveals_on_request(self) -> None:
        found = self.find(ACCESS, "--reveal")
        self.assertEqual((found["access_token"], found["refresh_token"]), (ACCESS, REFRESH))

    def test_the_hint_decides_where_it_looks(self) -> None:
        self.find(ACCESS, "--hint", "access_token")
        self.find(REFRESH, "--hint", "refresh_token")
        self.find(REFRESH)
        self.expect(NO, self.owb("token", "find", "-", "--hint", "refresh_token", stdin=ACCESS))
        self.expect(NO, self.owb("token", "find", "-", "--hint", "access_token", stdin=REFRESH))

    def test_an_unknown_token_is_a_no(self) -> None:
        self.expect(NO, self.owb("token", "find", "-", stdin="nobody-knows-this"))
        self.expect(NO, self.owb("token", "find", "-", stdin=ACCESS.upper()))

    def test_an_empty_standard_input_is_wrong_usage(self) -> None:
        self.expect(USAGE, self.owb("token", "find", "-", stdin="\n"))


class Add(OwbCase):
    def add(self, text: str, *arguments: str) -> dict:
        return self.expect(DONE, self.owb("token", "add", "--from", "-", "--json", *arguments, stdin=text)).json

    def test_stores_what_was_given(self) -> None:
        self.add('{"client_id": "web", "sub": "3", "scope": "a b", "expires_in": 60, '
            '"access_token": "AT", "refresh_token": "RT"}')
        row = self.sql("SELECT client_id, user_id, scope, expires_in, access_token, refresh_token, token_type, "
            "access_token_revoked_at, refresh_token_revoked_at FROM oauth2_token WHERE id = 2")[0]
        self.assertEqual(row, ("web", 3, "a b", 60, "AT", "RT", "Bearer", 0, 0))

    def test_generates_what_is_absent(self) -> None:
        made = self.add('{"client_id": "web"}')
        self.assertEqual(self.cell("access_token", "oauth2_token", 2), made["access_token"])
        self.assertIsNone(self.cell("refresh_token", "oauth2_token", 2))
        made = self.add('{"client_id": "web", "refresh_token": true}')
        self.assertEqual(self.cell("refresh_token", "oauth2_token", 3), made["refresh_token"])

    def test_never_expires_with_a_lifetime_of_nothing(self) -> None:
        self.assertNotIn("exp", self.add('{"client_id": "web", "expires_in": 0}'))

    def test_shows_only_generated_values(self) -> None:
        given = "GivenByHand0123456789abcdefghijklmnop"
        ran = self.owb("token", "add", "--from", "-", "--json",
            stdin=f'{{"client_id": "web", "access_token": "{given}", "refresh_token": true}}')
        self.assertNotIn(given, ran.out)

    def test_a_value_of_null_is_generated_and_shown(self) -> None:
        made = self.add('{"client_id": "web", "access_token": null}')
        self.assertEqual(self.cell("access_token", "oauth2_token", 2), made["access_token"])

    def test_a_value_that_is_there_already_is_refused(self) -> None:
        given = f'{{"client_id": "web", "access_token": "{ACCESS}"}}'
        self.expect(REFUSED, self.owb("token", "add", "--from", "-", stdin=given))

    def test_half_a_character_is_refused_and_not_stored_as_another(self) -> None:
        for member in ("scope", "sub", "token_type", "access_token", "refresh_token"):
            given = f'{{"client_id": "web", "{member}": "a\\ud800"}}'
            self.assertIn(member, self.expect(REFUSED, self.owb("token", "add", "--from", "-", stdin=given)).err)
        self.assertEqual(self.sql("SELECT count(*) FROM oauth2_token"), [(1,)])

    def test_needs_a_client(self) -> None:
        self.assertNotEqual(self.owb("token", "add", "--from", "-", stdin="{}").status, DONE)
        self.assertEqual(self.sql("SELECT count(*) FROM oauth2_token"), [(1,)])


class Revoke(OwbCase):
    def setUp(self) -> None:
        super().setUp()
        self.add_token("other", "other-access", "other-refresh", 8)

    def times(self, key: int = 1) -> tuple[bool, bool]:
        return tuple(bool(self.cell(column, "oauth2_token", key)) for column in REVOKED)

    def revoke(self, *arguments: str, stdin: str = "") -> dict:
        return self.expect(DONE, self.owb("token", "revoke", *arguments, "--json", stdin=stdin)).json

    def test_by_value_key_client_and_user(self) -> None:
        ways = {("-",): ACCESS, ("--key", "1"): "", ("--client", "web"): "", ("--user", "7"): ""}
        for way, stdin in ways.items():
            with self.subTest(way=way):
                self.sql("UPDATE oauth2_token SET access_token_revoked_at = 0, refresh_token_revoked_at = 0")
                gone = self.revoke(*way, stdin=stdin)
                self.assertEqual((gone["revoked"], len(gone["tokens"])), (1, 1))
                self.assertEqual(gone["tokens"][0]["state"], "revoked")
                self.assertEqual((self.times(1), self.times(2)), ((True, True), (False, False)))

    def test_by_refresh_token(self) -> None:
        self.assertEqual(self.revoke("-", stdin=REFRESH)["revoked"], 1)

    def test_only_the_row_that_the_server_would_find(self) -> None:
        self.add_token("web", "third-access", ACCESS)
        self.add_token("web", REFRESH, "fourth-refresh")
        found = self.owb("token", "find", "-", "--json", stdin=ACCESS).json["_workbench"]["key"]
        gone = self.revoke("-", stdin=ACCESS)
        self.assertEqual(([token["_workbench"]["key"] for token in gone["tokens"]], found), ([1], 1))
        self.assertEqual((self.times(1), self.times(3)), ((True, True), (False, False)))
        self.assertEqual(self.revoke("-", stdin=REFRESH)["tokens"][0]["_workbench"]["key"], 4)
        self.assertEqual(self.times(3), (False, False))

    def test_what_says_which_of_the_two(self) -> None:
        self.revoke("--key", "1", "--what", "access")
        self.assertEqual(self.times(1), (True, False))
        self.revoke("--key", "2", "--what", "refresh")
        self.assertEqual(self.times(2), (False, True))

    def test_nothing_that_matches_is_a_no(self) -> None:
        for way in (["--key", "99"], ["--client", "nope"], ["--user", "99"]):
            self.expect(NO, self.owb("token", "revoke", *way))
        self.expect(NO, self.owb("token", "revoke", "-", stdin="unknown"))

    def test_needs_exactly_one_way(self) -> None:
        for way in ([], ["--key", "1", "--client", "web"], ["-", "--user", "7"], ["--client", ""]):
            self.expect(USAGE, self.owb("token", "revoke", *way, stdin=ACCESS))
        self.assertEqual((self.times(1), self.times(2)), ((False, False), (False, False)))

    def test_an_empty_value_does_not_swallow_the_next_option(self) -> None:
        self.expect(USAGE, self.owb("token", "revoke", "--client=", "--what", "both"))

    def test_an_empty_standard_input_is_wrong_usage(self) -> None:
        self.expect(USAGE, self.owb("token", "revoke", "-", stdin=""))

    def test_an_empty_value_revokes_nothing(self) -> None:
        self.sql("UPDATE oauth2_token SET refresh_token = '' WHERE id = 2")
        self.assertNotEqual(self.owb("token", "revoke", "-", stdin="").status, DONE)
        self.assertEqual((self.times(1), self.times(2)), ((False, False), (False, False)))

    def test_tokens_are_masked_in_what_it_prints(self) -> None:
        for arguments in ([], ["--json"]):
            ran = self.expect(DONE, self.owb("token", "revoke", "--user", "7", *arguments))
            self.assertNotIn(ACCESS, ran.out)
            self.assertNotIn(REFRESH, ran.out)


if __name__ == "__main__":
    unittest.main()
