"""What owb writes is what a real Authlib server accepts, and what that server writes owb reads."""

import json
import time
import unittest
from typing import Any

from accounts import PASSWORD, USER
from owb import NO
from peercase import ALL_GRANTS, ServedCase
from rows import cells
from serverprocess import Credentials

_REDIRECT = "https://app.example/callback"
_NAME = "Über-App 東京 🦊 <b>\u202eabc"


class AddedClient(ServedCase):
    """Clients that `owb client add` made."""

    def added(self, **metadata: Any) -> dict[str, Any]:
        given = {"client_name": _NAME, "grant_types": ALL_GRANTS, "response_types": ["code"], "scope": "profile email",
                 "redirect_uris": [_REDIRECT], **metadata}
        return self.owb("client", "add", "--from", "-", "--json", stdin=json.dumps(given), guarded=False).json()

    def credentials(self, **metadata: Any) -> Credentials:
        client = self.added(**metadata)
        return client["client_id"], client["client_secret"]

    def test_identifier_and_secret_are_generated_and_shown_once(self) -> None:
        client = self.added()
        self.assertRegex(client["client_id"], r"^[A-Za-z0-9]{20,48}$")
        self.assertRegex(client["client_secret"], r"^[!-~]{32,120}$")
        self.assertEqual(client["client_name"], _NAME)
        self.owb.guard(client["client_secret"])
        self.assertNotIn("client_secret", self.owb("client", "show", client["client_id"], "--json").json())
        revealed = self.owb("client", "show", client["client_id"], "--json", "--reveal").json()
        self.assertEqual(revealed["client_secret"], client["client_secret"])

    def test_the_row_is_what_authlib_would_write(self) -> None:
        before = int(time.time())
        client = self.added()
        twin = self.layout.new_client("twin", "x", {
            "client_name": _NAME, "grant_types": ALL_GRANTS, "response_types": ["code"], "scope": "profile email",
            "redirect_uris": [_REDIRECT]}, owner=None)
        self.insert(twin)
        ours, theirs = cells(self.database, "oauth2_client").values()
        self.assertEqual({name: cell[0] for name, cell in ours.items()}, {name: cell[0] for name, cell in theirs.items()})
        # Compact, in the order given, non-ASCII as it is however the JSON on standard input spelt it.
        self.assertEqual(ours["client_metadata"], theirs["client_metadata"])
        self.assertEqual(ours["client_secret_expires_at"], ("integer", 0))
        self.assertGreaterEqual(ours["client_id_issued_at"][1], before)
        self.assertEqual(client["client_id_issued_at"], ours["client_id_issued_at"][1])

    def test_given_identifier_secret_and_owner_are_kept(self) -> None:
        given = {"client_id": "my-app", "client_secret": "my very ~own~ secret", "grant_types": ["client_credentials"]}
        self.owb.guard(given["client_secret"])
        client = self.owb("client", "add", "--from", "-", "--owner", "1", "--json", stdin=json.dumps(given)).json()
        self.assertEqual((client["client_id"], client["_workbench"]["owner"], client["_workbench"]["secret"]),
                         ("my-app", "1", "plain"))
        self.assertEqual(self.column("oauth2_client", "user_id", client_id="my-app"), 1)
        self.ok(self.server.token("client_credentials", ("my-app", given["client_secret"])))

    def test_client_credentials(self) -> None:
        token = self.ok(self.server.token("client_credentials", self.credentials()))
        self.assertEqual(self.server.me(token["access_token"]), 200)

    def test_password(self) -> None:
        client = self.credentials()
        token = self.ok(self.server.password_token(client))
        self.assertEqual(self.server.me(token["access_token"]), 200)
        wrong = self.server.token("password", client, username=USER, password=PASSWORD + "x")
        self.assertEqual(wrong.status, 400)

    def test_refresh(self) -> None:
        client = self.credentials()
        token = self.ok(self.server.password_token(client))
        renewed = self.ok(self.server.refresh(token["refresh_token"], client))
        self.assertEqual(self.server.me(renewed["access_token"]), 200)

    def test_authorization_code_with_pkce(self) -> None:
        client = self.credentials()
        code, verifier = self.server.code(client[0], _REDIRECT)
        token = self.ok(self.server.token("authorization_code", client, code=code, redirect_uri=_REDIRECT,
                                          code_verifier=verifier))
        self.assertEqual(self.server.me(token["access_token"]), 200)

    def test_public_client_has_no_secret_and_must_prove_its_code(self) -> None:
        client = self.added(token_endpoint_auth_method="none")
        self.assertFalse(client.get("client_secret"))
        self.assertEqual(client["_workbench"]["secret"], "none")
        self.assertEqual(self.column("oauth2_client", "client_secret", client_id=client["client_id"]), "")
        for wrong, status in (("x" * 43, 400), ("", 400), (None, 200)):
            code, verifier = self.server.code(client["client_id"], _REDIRECT)
            answer = self.server.post("/oauth/token", {
                "grant_type": "authorization_code", "client_id": client["client_id"], "code": code,
                "redirect_uri": _REDIRECT, "code_verifier": verifier if wrong is None else wrong})
            self.assertEqual(answer.status, status, answer.text)


class AddedToken(ServedCase):
    """Tokens that `owb token add` stored."""

    def setUp(self) -> None:
        super().setUp()
        self.client = self.made_client()

    def added(self, **members: Any) -> dict[str, Any]:
        given = {"client_id": "app", "sub": "1", "scope": "profile", **members}
        return self.owb("token", "add", "--from", "-", "--json", stdin=json.dumps(given), guarded=False).json()

    def test_it_opens_me_and_refreshes(self) -> None:
        token = self.added(expires_in=3600, refresh_token=True)
        self.assertEqual((token["active"], token["state"], token["token_type"]), (True, "active", "Bearer"))
        self.assertEqual(token["exp"] - token["iat"], 3600)
        answer = self.ok(self.server.get("/me", token["access_token"]))
        self.assertEqual((answer["client_id"], answer["sub"], answer["scope"]), ("app", 1, "profile"))
        self.assertTrue(self.server.active(token["access_token"], self.client))
        self.assertTrue(self.server.active(token["refresh_token"], self.client))
        renewed = self.ok(self.server.refresh(token["refresh_token"], self.client))
        self.assertEqual(self.server.me(renewed["access_token"]), 200)

    def test_the_row_is_what_save_token_would_write(self) -> None:
        self.added(expires_in=864000, refresh_token=True)
        self.added(expires_in=3600)
        self.insert(self.layout.new_token("app", "a-3", "r-3"), self.layout.new_token("app", "a-4", None))
        ours, ours_alone, theirs, theirs_alone = cells(self.database, "oauth2_token").values()
        for mine, its in ((ours, theirs), (ours_alone, theirs_alone)):
            self.assertEqual({name: cell[0] for name, cell in mine.items()}, {name: cell[0] for name, cell in its.items()})
        same = ("client_id", "user_id", "token_type", "scope", "expires_in", "access_token_revoked_at",
                "refresh_token_revoked_at")
        self.assertEqual({name: ours[name] for name in same}, {name: theirs[name] for name in same})

    def test_a_refresh_token_only_where_asked_for(self) -> None:
        self.assertNotIn("refresh_token", self.added())
        self.assertNotIn("refresh_token", self.added(refresh_token=False))
        self.assertTrue(self.added(refresh_token=True)["refresh_token"])

    def test_given_values_are_stored_as_they_are(self) -> None:
        self.owb.guard("eyJh.eyJz.c2ln", "given-refresh")
        self.added(access_token="eyJh.eyJz.c2ln", refresh_token="given-refresh")
        self.assertEqual(self.server.me("eyJh.eyJz.c2ln"), 200)
        self.ok(self.server.refresh("given-refresh", self.client))

    def test_without_a_user(self) -> None:
        given = json.dumps({"client_id": "app", "scope": "profile"})
        token = self.owb("token", "add", "--from", "-", "--json", stdin=given).json()
        self.assertNotIn("sub", token)
        self.assertIsNone(self.ok(self.server.get("/me", token["access_token"]))["sub"])

    def test_a_lifetime_of_zero_never_expires(self) -> None:
        token = self.added(expires_in=0)
        self.assertNotIn("exp", token)
        self.assertTrue(token["active"])
        self.assertEqual(self.column("oauth2_token", "expires_in", access_token=token["access_token"]), 0)
        self.sql("UPDATE oauth2_token SET issued_at = 1")
        self.assertEqual(self.server.me(token["access_token"]), 200)
        self.assertTrue(self.owb("token", "find", "-", "--json", stdin=token["access_token"]).json()["active"])

    def test_an_expired_token_still_refreshes(self) -> None:
        token = self.added(expires_in=60, refresh_token=True)
        self.sql("UPDATE oauth2_token SET issued_at = issued_at - 3600")
        found = self.owb("token", "find", "-", "--json", stdin=token["access_token"]).json()
        self.assertEqual((found["active"], found["state"]), (False, "expired"))
        self.assertEqual(self.server.me(token["access_token"]), 401)
        self.ok(self.server.refresh(token["refresh_token"], self.client))


class ReadBack(ServedCase):
    """What the server wrote, as owb shows it."""

    def test_a_registered_client(self) -> None:
        metadata = {"client_name": _NAME, "redirect_uris": [_REDIRECT, _REDIRECT + "/2"], "grant_types": ALL_GRANTS,
                    "response_types": ["code"], "scope": "profile email", "contacts": ["ä@example.org"],
                    "jwks": {"keys": []}, "software_id": "4NRB1-0XZABZI9E6-5SM3R", "client_uri": "https://app.example"}
        registered = json.loads(self.server.register(metadata).text)
        self.owb.guard(registered["client_secret"])
        shown = self.owb("client", "show", registered["client_id"], "--json", "--reveal").json()
        about = shown.pop("_workbench")
        self.assertEqual(shown, registered)
        self.assertEqual((about["profile"], about["table"], about["secret"], about["enabled"]),
                         ("authlib-sqlalchemy-1.5", "oauth2_client", "plain", True))
        self.assertNotIn("problems", about)

    def test_an_issued_token(self) -> None:
        client = self.made_client()
        issued = self.ok(self.server.password_token(client))
        self.owb.guard(issued["access_token"], issued["refresh_token"])
        for value, hint in ((issued["access_token"], "access_token"), (issued["refresh_token"], "refresh_token"),
                            (issued["access_token"], ""), (issued["refresh_token"], "")):
            hinted = ["--hint", hint] if hint else []
            found = self.owb("token", "find", "-", "--json", "--reveal", *hinted, stdin=value).json()
            self.assertEqual((found["access_token"], found["refresh_token"]),
                             (issued["access_token"], issued["refresh_token"]))
            self.assertEqual((found["client_id"], found["sub"], found["scope"], found["token_type"]),
                             ("app", "1", "profile", "Bearer"))
            self.assertEqual(found["exp"] - found["iat"], issued["expires_in"])
            self.assertEqual(found["_workbench"]["table"], "oauth2_token")
        self.owb("token", "find", "-", "--hint", "refresh_token", stdin=issued["access_token"], expect=NO)
        self.owb("token", "find", "-", "--hint", "access_token", stdin=issued["refresh_token"], expect=NO)
        self.owb("token", "find", "-", stdin=issued["access_token"].swapcase(), expect=NO)

    def test_a_token_the_server_revoked(self) -> None:
        client = self.made_client()
        issued = self.ok(self.server.password_token(client))
        self.ok(self.server.post("/oauth/revoke", {"token": issued["access_token"]}, client))
        found = self.owb("token", "find", "-", "--json", stdin=issued["access_token"]).json()
        self.assertEqual((found["active"], found["state"]), (False, "revoked"))
        self.assertEqual(found["access_token_revoked_at"], self.column("oauth2_token", "access_token_revoked_at", id=1))


if __name__ == "__main__":
    unittest.main()
