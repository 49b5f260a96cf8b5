"""The peer itself, without owb: rows written by hand are served as the peer tests expect."""

import json
import unittest
from pathlib import Path

import scratch
from authlib_models import ALL_NAMES, Generation, Layout, Shape
from rows import execute
from serverprocess import ServerProcess

_REDIRECT = "https://app.example/callback"
_APP = ("app", "app-secret")
_METADATA = {"client_name": "Ä", "grant_types": ["client_credentials", "password", "authorization_code", "refresh_token"],
             "response_types": ["code"], "redirect_uris": [_REDIRECT], "scope": "profile email"}


class ServerSelfCheck(unittest.TestCase):
    server: ServerProcess

    @classmethod
    def setUpClass(cls) -> None:
        database = Path(cls.enterClassContext(scratch.folder())) / "auth.sqlite3"
        Layout().create(database)
        for client_id, secret, extra in ((*_APP, {}), ("public", "", {"token_endpoint_auth_method": "none"})):
            execute(database, "INSERT INTO oauth2_client(client_id, client_secret, client_id_issued_at, "
                              "client_secret_expires_at, client_metadata) VALUES(?, ?, 0, 0, ?)",
                    client_id, secret, json.dumps(_METADATA | extra))
        cls.server = ServerProcess(database)
        cls.addClassCleanup(cls.server.stop)

    def test_every_grant_gives_a_token_that_opens_me(self) -> None:
        code, verifier = self.server.code("app", _REDIRECT)
        answers = [self.server.token("client_credentials", _APP), self.server.password_token(_APP),
                   self.server.token("authorization_code", _APP, code=code, redirect_uri=_REDIRECT, code_verifier=verifier)]
        answers.append(self.server.refresh(answers[-1]["refresh_token"], _APP))
        self.assertEqual([answer.status for answer in answers], [200] * 4, [answer.text for answer in answers])
        self.assertEqual(self.server.me(answers[-1]["access_token"]), 200)
        self.assertEqual(self.server.me(answers[-2]["access_token"]), 401, "a refreshed token is replaced")

    def test_a_public_client_must_prove_its_code(self) -> None:
        for given, expected in (({}, 400), ({"code_verifier": "x" * 43}, 400), (None, 200)):
            code, verifier = self.server.code("public", _REDIRECT)
            form = {"grant_type": "authorization_code", "client_id": "public", "code": code, "redirect_uri": _REDIRECT}
            form |= {"code_verifier": verifier} if given is None else given
            self.assertEqual(self.server.post("/oauth/token", form).status, expected, given)

    def test_revocation_and_introspection(self) -> None:
        token = self.server.password_token(_APP)
        self.assertTrue(self.server.active(token["access_token"], _APP))
        revoked = self.server.post("/oauth/revoke", {"token": token["refresh_token"]}, _APP)
        self.assertEqual(revoked.status, 200)
        self.assertFalse(self.server.active(token["access_token"], _APP))
        self.assertEqual(self.server.me(token["access_token"]), 401)
        self.assertEqual(self.server.refresh(token["refresh_token"], _APP).status, 400)

    def test_registration(self) -> None:
        registered = self.server.register({"client_name": "R", "grant_types": ["client_credentials"], "scope": "profile"})
        self.assertEqual(registered.status, 201, registered.text)
        client = (registered["client_id"], registered["client_secret"])
        self.assertEqual(self.server.token("client_credentials", client).status, 200)

    def test_a_refused_client(self) -> None:
        self.assertEqual(self.server.token("client_credentials", ("app", "wrong")).status, 401)
        self.assertEqual(self.server.me("nothing"), 401)


class LayoutSelfCheck(unittest.TestCase):
    def test_every_generation_can_be_made_under_every_name(self) -> None:
        for generation in Generation:
            for names in ALL_NAMES:
                for extras in (False, True):
                    with self.subTest(generation=generation.name, names=names, extras=extras), \
                            scratch.folder() as folder:
                        path = Path(folder) / "auth.sqlite3"
                        Layout(Shape(generation, names, extras)).create(path)
                        tables = {row[0] for row in execute(path, "SELECT name FROM sqlite_master")}
                        self.assertLessEqual({names.client, names.token, names.code, "user"}, tables)


if __name__ == "__main__":
    unittest.main()
