"""owb client rotate-secret, and secrets that come in by standard input."""

import unittest

from owbcase import DONE, NO, REFUSED, SECRET, USAGE, WEB, OwbCase, Ran


class RotateSecret(OwbCase):
    def rotate(self, *arguments: str, stdin: str | bytes = "") -> dict:
        return self.expect(DONE, self.owb("client", "rotate-secret", "web", "--json", *arguments, stdin=stdin)).json

    def test_makes_a_new_one_and_prints_it_this_once(self) -> None:
        made = self.rotate()
        self.assertEqual(set(made), {"client_id", "client_secret"})
        self.assertEqual(made["client_id"], "web")
        self.assertGreaterEqual(len(made["client_secret"]), 48)
        self.assertNotEqual(made["client_secret"], SECRET)
        self.assertEqual(self.cell("client_secret"), made["client_secret"])
        self.assertEqual(self.cell("client_metadata"), WEB)

    def test_stores_a_given_one_and_does_not_print_it_back(self) -> None:
        ran = self.expect(DONE, self.owb("client", "rotate-secret", "web", "--secret", "-", stdin="given-by-hand\n"))
        self.assertEqual(self.cell("client_secret"), "given-by-hand")
        self.assertNotIn("given-by-hand", ran.out)
        self.assertEqual(self.rotate("--secret", "-", "--reveal", stdin="given-again")["client_secret"], "given-again")

    def test_strips_exactly_one_newline(self) -> None:
        for given, stored in (("s1", "s1"), ("s2\n", "s2"), ("s3\r\n", "s3"), (" s4 \n", " s4 ")):
            self.rotate("--secret", "-", stdin=given)
            self.assertEqual(self.cell("client_secret"), stored)
        self.expect(REFUSED, self.owb("client", "rotate-secret", "web", "--secret", "-", stdin="s5\n\n"))

    def test_a_carriage_return_alone_is_no_newline(self) -> None:
        self.expect(REFUSED, self.owb("client", "rotate-secret", "web", "--secret", "-", stdin="s\r"))

    def test_an_empty_one_is_wrong_usage(self) -> None:
        for given in ("", "\n"):
            self.expect(USAGE, self.owb("client", "rotate-secret", "web", "--secret", "-", stdin=given))
        self.assertEqual(self.cell("client_secret"), SECRET)

    def test_one_that_servers_fail_on_is_refused(self) -> None:
        self.expect(REFUSED, self.owb("client", "rotate-secret", "web", "--secret", "-", stdin="sécret"))
        self.assertEqual(self.cell("client_secret"), SECRET)

    def test_one_too_long_for_its_column_is_refused(self) -> None:
        self.expect(REFUSED, self.owb("client", "rotate-secret", "web", "--secret", "-", stdin="x" * 121))

    def test_a_secret_may_come_in_json_but_not_as_an_argument(self) -> None:
        self.expect(DONE, self.owb("client", "edit", "web", "--from", "-", stdin='{"client_secret": "by-json"}'))
        self.assertEqual(self.cell("client_secret"), "by-json")
        ran = self.owb("client", "edit", "web", "--set", "client_secret=by-argument")
        self.assertNotEqual(ran.status, DONE)
        self.assertNotIn("by-argument", ran.out + ran.err)
        self.assertEqual(self.cell("client_secret"), "by-json")

    def test_what_show_prints_does_not_overwrite_a_secret_with_its_mask(self) -> None:
        metadata = WEB.replace("{", '{"registration_access_token": "rat-0123456789", ', 1)
        self.sql("UPDATE oauth2_client SET client_metadata = ? WHERE id = 1", metadata)
        shown = self.expect(DONE, self.owb("client", "show", "web", "--json"))
        self.assertEqual(shown.json["_workbench"]["hidden"], ["registration_access_token"])
        self.assertNotIn("registration_access_token", shown.json)
        self.expect(DONE, self.owb("client", "edit", "web", "--from", "-", stdin=shown.out))
        self.assertEqual((self.cell("client_metadata"), self.cell("client_secret")), (metadata, SECRET))

    def test_unset_does_not_take_a_secret_away_in_passing(self) -> None:
        ran = self.expect(USAGE, self.owb("client", "edit", "web", "--unset", "client_secret"))
        self.assertIn("rotate-secret", ran.err)
        self.assertIn("token_endpoint_auth_method", ran.err)
        self.assertEqual(self.cell("client_secret"), SECRET)

    def test_a_client_is_made_public_as_that_refusal_says(self) -> None:
        given = '{"token_endpoint_auth_method": "none", "client_secret": null}'
        made = self.expect(DONE, self.owb("client", "edit", "web", "--json", "--from", "-", stdin=given)).json
        self.assertEqual((made["_workbench"]["secret"], self.cell("client_secret")), ("none", ""))

    def test_a_mask_is_no_secret(self) -> None:
        for member in ("client_secret", "registration_access_token"):
            given = f'{{"client_id": "web", "{member}": "{"•" * 12}"}}'
            for command in (["edit", "web"], ["add"]):
                ran = self.expect(REFUSED, self.owb("client", *command, "--from", "-", stdin=given))
                self.assertIn("mask", ran.err)

    def test_a_secret_as_an_argument_is_wrong_usage(self) -> None:
        for member in ("client_secret", "registration_access_token"):
            self.expect(USAGE, self.owb("client", "edit", "web", "--set", f"{member}=by-argument"))


class CheckSecret(OwbCase):
    def check(self, secret: str, *arguments: str) -> Ran:
        return self.owb("client", "check-secret", "web", *arguments, stdin=secret)

    def test_tells_the_secret_from_another_text(self) -> None:
        before = self.database.read_bytes()
        self.assertIn("is the secret of Web shop", self.expect(DONE, self.check(SECRET + "\n")).out)
        ran = self.expect(NO, self.check("another"))
        self.assertIn("not the secret of Web shop", ran.err)
        self.assertEqual(self.expect(DONE, self.check(SECRET, "--json")).json, {"client_id": "web", "expired": False})
        self.assertEqual(self.database.read_bytes(), before)

    def test_a_client_without_a_secret_has_none(self) -> None:
        self.sql("UPDATE oauth2_client SET client_secret = '' WHERE client_id = 'web'")
        self.assertIn("has no secret", self.expect(NO, self.check("another")).err)

    def test_says_when_it_has_expired(self) -> None:
        self.sql("UPDATE oauth2_client SET client_secret_expires_at = 1700000001 WHERE client_id = 'web'")
        self.assertIn("expired", self.expect(DONE, self.check(SECRET)).out)

    def test_nothing_to_check_is_wrong_usage(self) -> None:
        self.expect(USAGE, self.check(""))

    def test_what_was_typed_is_never_shown(self) -> None:
        for secret in (SECRET, "TypedByMistake0123"):
            ran = self.check(secret, "--json", "--verbose")
            self.assertNotIn(secret, ran.out + ran.err)


if __name__ == "__main__":
    unittest.main()
