"""owb token verify: the signatures of all JWTs among the tokens of a database."""

import json
import unittest
from typing import Any

from owbcase import DONE, ISSUED, NO, USAGE, OwbCase

MANY = 3000


class Verify(OwbCase):
    def setUp(self) -> None:
        super().setUp() # with one opaque token
        self.keys = self.folder / "keys.json"
        self.other = self.folder / "other.json"
        for path, name in ((self.keys, "one"), (self.other, "two")):
            path.write_text(self.expect(DONE, self.run_owb("jwt", "new-key", "--alg", "HS256", "--kid", name)).out)
        self.token = self.signed(self.keys)

    def signed(self, keys: Any) -> str:
        return self.expect(DONE, self.run_owb("jwt", "sign", "-", "--jwks", str(keys), stdin='{"sub":"7"}')).out.strip()

    def store(self, *tokens: str) -> None:
        with self.connected() as connection:
            connection.executemany(
                "INSERT INTO oauth2_token (client_id, token_type, access_token, scope, issued_at, expires_in, "
                "access_token_revoked_at, refresh_token_revoked_at) VALUES ('web', 'Bearer', ?, '', ?, 600, 0, 0)",
                [(token, ISSUED) for token in tokens])
            connection.commit()

    def verify(self, status: int, *arguments: str) -> dict[str, Any]:
        ran = self.owb("token", "verify", "--jwks", str(self.keys), "--json", *arguments)
        self.assertEqual(ran.status, status, ran.err)  # what was found is printed whatever the answer is
        return ran.json

    def test_counts_each_verdict(self) -> None:
        # Without the unique index: the same token many times is as good as many.
        self.sql("DROP TABLE oauth2_token")
        self.sql("CREATE TABLE oauth2_token (client_id VARCHAR(48), token_type VARCHAR(40), access_token VARCHAR(255) "
            "NOT NULL, refresh_token VARCHAR(255), scope TEXT, issued_at INTEGER NOT NULL, access_token_revoked_at "
            "INTEGER NOT NULL, refresh_token_revoked_at INTEGER NOT NULL, expires_in INTEGER NOT NULL, id INTEGER NOT "
            "NULL, user_id INTEGER, PRIMARY KEY (id))")
        head, body, signature = self.token.split(".")
        self.store(*[self.token] * MANY, f"{head}.e30.{signature}", self.signed(self.other), "opaque", f"{head}.{body}.")
        found = self.verify(NO)
        self.assertEqual([found[name] for name in ("valid", "invalid", "unknown_key", "not_allowed", "opaque")],
                         [MANY, 2, 1, 0, 1])
        self.assertEqual(len(found["suspects"]), 3)
        self.assertNotIn(self.token, json.dumps(found))

    def test_all_genuine(self) -> None:
        self.store(self.token)
        found = self.verify(DONE)
        self.assertEqual((found["valid"], found["opaque"], found["suspects"]), (1, 1, []))

    def test_an_algorithm_that_is_not_allowed(self) -> None:
        self.store(self.token)
        self.assertEqual(self.verify(NO, "--alg", "ES256")["not_allowed"], 1)

    def test_a_filter_narrows_it(self) -> None:
        self.store(self.token)
        self.assertEqual(self.verify(DONE, "--filter", "client:nobody")["valid"], 0)

    def test_needs_keys(self) -> None:
        self.expect(USAGE, self.owb("token", "verify"))


if __name__ == "__main__":
    unittest.main()
