"""Revoked, rotated and removed by owb: how the real server answers afterwards."""

import json
import time
import unittest

from owb import NO, REFUSED, USAGE
from peercase import ServedCase
from rows import cells, changes, snapshot
from serverprocess import Answer

# What the server answers after owb revoked one of the two tokens or both: /me, introspection, refresh. Its check of an
# access token reads both columns, so a revoked refresh token takes the access token along.
_OUTCOMES = {"access": (401, False, 200), "refresh": (401, False, 400), "both": (401, False, 400)}


class Revocation(ServedCase):
    def setUp(self) -> None:
        super().setUp()
        self.client = self.made_client()

    def issued(self) -> Answer:
        token = self.ok(self.server.password_token(self.client))
        self.owb.guard(token["access_token"], token["refresh_token"])
        return token

    def outcome(self, token: Answer) -> tuple[int, bool, int]:
        access, refresh = token["access_token"], token["refresh_token"]
        return (self.server.me(access), self.server.active(access, self.client),
                self.server.refresh(refresh, self.client).status)

    def test_what_is_revoked(self) -> None:
        for what, expected in _OUTCOMES.items():
            for given in ("access_token", "refresh_token"):
                with self.subTest(what=what, given=given):
                    token = self.issued()
                    revoked = self.owb("token", "revoke", "-", "--what", what, "--json", stdin=token[given]).json()
                    self.assertTrue(revoked)
                    self.assertEqual(self.outcome(token), expected)

    def test_both_is_what_is_meant_when_nothing_is_said(self) -> None:
        token = self.issued()
        self.owb("token", "revoke", "-", stdin=token["access_token"])
        self.assertEqual(self.outcome(token), _OUTCOMES["both"])

    def test_only_the_marks_are_written(self) -> None:
        marks = {"access": {"access_token_revoked_at"}, "refresh": {"refresh_token_revoked_at"},
                 "both": {"access_token_revoked_at", "refresh_token_revoked_at"}}
        for what, columns in marks.items():
            with self.subTest(what=what):
                token, other, start = self.issued(), self.issued(), int(time.time())
                before = cells(self.database, "oauth2_token")
                self.owb("token", "revoke", "-", "--what", what, stdin=token["access_token"])
                after = cells(self.database, "oauth2_token")
                differing = {key: changes(before[key], row) for key, row in after.items() if row != before[key]}
                self.assertEqual([set(cell) for cell in differing.values()], [columns])
                for storage, moment in next(iter(differing.values())).values():
                    self.assertEqual(storage, "integer")
                    self.assertTrue(start <= moment <= time.time())
                self.assertEqual(self.server.me(other["access_token"]), 200)

    def test_by_client_by_user_and_by_key(self) -> None:
        for choice in (["--client", "app"], ["--user", "1"]):
            with self.subTest(choice=choice):
                tokens = [self.issued(), self.issued()]
                alone = self.ok(self.server.token("client_credentials", self.client))
                self.owb("token", "revoke", *choice, "--json")
                self.assertEqual({self.outcome(token) for token in tokens}, {_OUTCOMES["both"]})
                self.assertEqual(self.server.me(alone["access_token"]), 401 if "--client" in choice else 200)
        token = self.issued()
        found = self.owb("token", "find", "-", "--json", stdin=token["access_token"]).json()
        self.owb("token", "revoke", "--key", str(found["_workbench"]["key"]), "--what", "access")
        self.assertEqual(self.outcome(token), _OUTCOMES["access"])

    def test_a_client_of_another_name_keeps_its_tokens(self) -> None:
        other = self.made_client("APP", "other-secret")
        kept = self.ok(self.server.password_token(other))
        self.owb("token", "revoke", "--client", "app", expect=NO)
        self.issued()
        self.owb("token", "revoke", "--client", "app")
        self.assertEqual(self.server.me(kept["access_token"]), 200)

    def test_the_marks_taken_away_again(self) -> None:
        token = self.issued()
        self.owb("token", "revoke", "-", stdin=token["access_token"])
        self.sql("UPDATE oauth2_token SET access_token_revoked_at = 0, refresh_token_revoked_at = 0")
        self.assertTrue(self.owb("token", "find", "-", "--json", stdin=token["access_token"]).json()["active"])
        self.assertEqual(self.server.me(token["access_token"]), 200)

    def test_nothing_to_revoke(self) -> None:
        self.issued()
        before = snapshot(self.database)
        self.owb("token", "revoke", "-", stdin="no-such-token", expect=NO)
        self.owb("token", "revoke", "-", stdin="", expect=(NO, USAGE))
        self.owb("token", "revoke", expect=USAGE)
        self.owb("token", "revoke", "--client", "app", "--user", "1", expect=USAGE)
        self.assertEqual(snapshot(self.database), before)


class Secrets(ServedCase):
    def test_rotated(self) -> None:
        client_id, old = self.made_client()
        token = self.ok(self.server.password_token((client_id, old)))
        before = cells(self.database, "oauth2_client")[1]
        rotated = self.owb("client", "rotate-secret", client_id, "--json").json()
        self.assertEqual(set(rotated), {"client_id", "client_secret"})
        self.assertEqual(rotated["client_id"], client_id)
        self.assertRegex(rotated["client_secret"], r"^[!-~]{32,120}$")
        self.assertEqual(set(changes(before, cells(self.database, "oauth2_client")[1])), {"client_secret"})
        self.assertEqual(self.server.token("client_credentials", (client_id, old)).status, 401)
        self.ok(self.server.token("client_credentials", (client_id, rotated["client_secret"])))
        self.assertEqual(self.server.me(token["access_token"]), 200, "issued tokens are untouched")

    def test_given_on_standard_input(self) -> None:
        client_id, old = self.made_client()
        self.owb.guard("brand-new-secret")
        self.owb("client", "rotate-secret", client_id, "--secret", "-", stdin="brand-new-secret\n")
        self.assertEqual(self.server.token("client_credentials", (client_id, old)).status, 401)
        self.ok(self.server.token("client_credentials", (client_id, "brand-new-secret")))

    def test_what_the_server_could_not_compare_is_refused(self) -> None:
        client = self.made_client()
        self.owb.guard("geheim-ü", "x" * 121)
        before = snapshot(self.database)
        self.owb("client", "rotate-secret", client[0], "--secret", "-", stdin="geheim-ü", expect=REFUSED)
        self.owb("client", "rotate-secret", client[0], "--secret", "-", stdin="x" * 121, expect=REFUSED)
        self.owb("client", "rotate-secret", client[0], "--secret", "-", stdin="", expect=(USAGE, REFUSED))
        self.owb("client", "rotate-secret", "nobody", expect=NO)
        self.assertEqual(snapshot(self.database), before)
        self.ok(self.server.token("client_credentials", client))


class Removal(ServedCase):
    def test_the_client_goes_with_its_tokens_and_codes(self) -> None:
        client, other = self.made_client(), self.made_client("other", "other-secret")
        token, kept = self.ok(self.server.password_token(client)), self.ok(self.server.password_token(other))
        self.server.code("app", "https://app.example/callback")
        self.owb("client", "remove", "app", expect=REFUSED)
        self.assertEqual(self.server.me(token["access_token"]), 200, "not without --yes")
        removed = self.owb("client", "remove", "app", "--yes", "--json")
        self.assertEqual(json.loads(removed.out)["client_id"], "app")
        self.assertEqual(self.server.token("client_credentials", client).status, 401)
        self.assertEqual(self.server.me(token["access_token"]), 401)
        self.assertEqual(self.server.refresh(token["refresh_token"], other).status, 400)
        self.assertEqual(self.sql("SELECT count(*) FROM oauth2_code"), [(0,)])
        self.assertEqual(self.server.me(kept["access_token"]), 200)
        self.owb("client", "show", "app", expect=NO)
        self.owb("client", "remove", "app", "--yes", expect=NO)


if __name__ == "__main__":
    unittest.main()
