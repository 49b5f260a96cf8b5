"""owb token revoke --filter and purge: any number of tokens, in batches."""

import unittest

from owbcase import DONE, ISSUED, NO, REFUSED, USAGE, OwbCase


class Bulk(OwbCase):
    def setUp(self) -> None:
        super().setUp()
        self.sql("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500)"
                 " INSERT INTO oauth2_token (client_id, token_type, access_token, scope, issued_at, expires_in,"
                 " access_token_revoked_at, refresh_token_revoked_at, user_id) SELECT CASE WHEN i > 10 THEN 'many' ELSE"
                 " 'few' END, 'Bearer', 'bulk-' || i, 'a', ? + i, 60, 0, 0, 3 FROM n", ISSUED - 100000)

    def count(self, condition: str) -> int:
        return self.sql(f"SELECT count(*) FROM oauth2_token WHERE {condition}")[0][0]


class Revoke(Bulk):
    def test_says_how_many_it_would_be(self) -> None:
        answer = self.expect(DONE, self.owb("token", "revoke", "--filter", "client:few", "--dry-run", "--json")).json
        self.assertEqual(answer, {"would_be_revoked": 10})
        self.assertEqual(self.count("access_token_revoked_at <> 0"), 0)

    def test_a_trial_changes_nothing_however_the_tokens_are_named(self) -> None:
        for choice, count in (("--client", 10), ("--user", 1500)):
            named = "few" if choice == "--client" else "3"
            for verb, word in (("revoke", "revoked"), ("expire", "expired")):
                before = self.sql("SELECT * FROM oauth2_token")
                answer = self.owb("token", verb, choice, named, "--dry-run", "--json")
                self.assertEqual(self.sql("SELECT * FROM oauth2_token"), before, f"{verb} {choice}")
                if verb == "revoke":
                    self.assertEqual(self.expect(DONE, answer).json, {f"would_be_{word}": count})
        self.expect(USAGE, self.owb("token", "revoke", "--key", "1", "--dry-run"))
        self.expect(USAGE, self.owb("token", "revoke", "-", "--dry-run", stdin="bulk-1"))
        self.assertEqual(self.count("access_token_revoked_at <> 0"), 0)

    def test_wants_a_yes(self) -> None:
        self.expect(REFUSED, self.owb("token", "revoke", "--filter", "client:few"))
        self.assertEqual(self.count("access_token_revoked_at <> 0"), 0)

    def test_revokes_what_the_filter_means(self) -> None:
        answer = self.expect(DONE, self.owb("token", "revoke", "--filter", "client:few", "--yes", "--json")).json
        self.assertEqual((answer["revoked"], answer["finished"]), (10, True))
        self.assertEqual(self.count("access_token_revoked_at <> 0 AND refresh_token_revoked_at <> 0"), 10)
        self.assertEqual(self.count("access_token_revoked_at <> 0 AND client_id <> 'few'"), 0)
        self.expect(NO, self.owb("token", "revoke", "--filter", "client:few", "--yes"))

    def test_a_part_is_revoked_alone(self) -> None:
        self.expect(DONE, self.owb("token", "revoke", "--filter", "client:few", "--what", "access", "--yes"))
        self.assertEqual(self.count("access_token_revoked_at <> 0 AND refresh_token_revoked_at = 0"), 10)

    def test_only_one_way_of_saying_which(self) -> None:
        self.expect(USAGE, self.owb("token", "revoke", "--filter", "client:few", "--client", "few", "--yes"))
        self.expect(USAGE, self.owb("token", "revoke", "--filter", "state:nonsense", "--yes"))
        self.assertEqual(self.count("access_token_revoked_at <> 0"), 0)

    def test_a_client_with_many_tokens_is_told_in_a_sum(self) -> None:
        answer = self.expect(DONE, self.owb("token", "revoke", "--client", "many", "--json")).json
        self.assertEqual(answer["revoked"], 1490)
        self.assertNotIn("tokens", answer)
        self.assertEqual(self.count("access_token_revoked_at <> 0"), 1490)


class Others(Bulk):
    def test_ended_and_taken_back(self) -> None:
        answer = self.expect(DONE, self.owb("token", "revoke", "--filter", "client:few", "--yes", "--json")).json
        self.assertEqual(answer["revoked"], 10)
        answer = self.expect(DONE, self.owb("token", "restore", "--filter", "state:revoked", "--yes", "--json")).json
        self.assertEqual(answer["restored"], 10)
        self.assertEqual(self.count("access_token_revoked_at <> 0"), 0)
        live = self.count("client_id = 'web'")
        answer = self.expect(DONE, self.owb("token", "expire", "--filter", "state:active", "--yes", "--json")).json
        self.assertEqual(answer["expired"], live)


class Purge(Bulk):
    def test_takes_away_what_ended_long_ago(self) -> None:
        self.sql("UPDATE oauth2_token SET refresh_token = 'still-good' WHERE access_token = 'bulk-7'")
        before = self.count("client_id = 'web'")
        answer = self.expect(DONE, self.owb("token", "purge", "--older-than", "1d", "--filter", "client:few", "--yes", "--json")).json
        self.assertEqual((answer["removed"], answer["finished"]), (9, True))
        self.assertEqual(self.count("client_id = 'few'"), 1)
        self.assertEqual(self.count("client_id = 'many'"), 1490)
        self.assertEqual(self.count("client_id = 'web'"), before)

    def test_an_age_that_is_none(self) -> None:
        for age in ("yesterday", "-1d", "1", ""):
            self.expect(USAGE, self.owb("token", "purge", "--older-than", age, "--yes"))
        self.assertEqual(self.count("client_id = 'few'"), 10)


if __name__ == "__main__":
    unittest.main()
