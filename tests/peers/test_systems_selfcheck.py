"""Every server on every engine by itself: it issues, protects, revokes, refreshes and introspects as its makers meant.

Run under tests/support/engines.py. The classes are named after system and engine, such as DjangoFlag_mariadb.
"""

import unittest
from pathlib import Path

import scratch
from accounts import OWN_CLIENTS, OWN_REDIRECT, OWN_SECRET
from serverprocess import Answer, Credentials, ServerProcess
from systems import SYSTEMS, System, class_name

# Authlib 1.2.0 answers 200 to a revocation on Django with the two columns, and writes nothing.
_NOT_REVOKED = ("django-times",)


def _own(grant: str) -> Credentials:
    return OWN_CLIENTS[grant], OWN_SECRET


class _SystemSelfCheck:
    system: System
    engine: str
    server: ServerProcess

    @classmethod
    def setUpClass(cls) -> None:
        folder = Path(cls.enterClassContext(scratch.folder()))
        cls.server = cls.system.start(cls.system.database(cls.engine, folder))
        cls.addClassCleanup(cls.server.stop)

    def ok(self, answer: Answer) -> Answer:
        self.assertEqual(answer.status, 200, f"{answer.text}\n{self.server.errors()}")
        return answer

    def test_it_issues_and_protects(self) -> None:
        token = self.ok(self.server.token("client_credentials", _own("client_credentials")))
        self.assertEqual(self.server.me(token["access_token"]), 200)
        self.assertEqual(self.server.me("nothing"), self.system.refused)
        self.assertEqual(self.server.token("client_credentials", (_own("client_credentials")[0], "wrong")).status, 401)

    def test_it_revokes(self) -> None:
        client = _own("client_credentials")
        token = self.ok(self.server.token("client_credentials", client))["access_token"]
        self.assertTrue(self.server.active(token, client))
        self.ok(self.server.post("/oauth/revoke", {"token": token}, client))
        kept = self.system.name in _NOT_REVOKED
        self.assertEqual(self.server.me(token), 200 if kept else self.system.refused)
        self.assertEqual(self.server.active(token, client), kept)

    def test_it_refreshes(self) -> None:
        client = _own("password")
        token = self.ok(self.server.password_token(client))
        renewed = self.ok(self.server.refresh(token["refresh_token"], client))
        self.assertEqual(self.server.me(renewed["access_token"]), 200)
        self.assertEqual(self.server.me(token["access_token"]), self.system.refused)
        self.assertEqual(self.server.refresh(token["refresh_token"], client).status, 400)

    def test_it_wants_the_proof_of_a_code(self) -> None:
        client = _own("authorization_code")
        for right in (False, True):
            code, verifier = self.server.code(client[0], OWN_REDIRECT)
            answer = self.server.token("authorization_code", client, code=code, redirect_uri=OWN_REDIRECT,
                                       code_verifier=verifier if right else "x" * 43)
            self.assertEqual(answer.status, 200 if right else 400, f"{answer.text}\n{self.server.errors()}")
        self.assertEqual(self.server.me(answer["access_token"]), 200)


for _system in SYSTEMS.values():
    for _engine in _system.engines:
        _name = class_name(_system.name, _engine)
        globals()[_name] = type(_name, (_SystemSelfCheck, unittest.TestCase), {"system": _system, "engine": _engine})


if __name__ == "__main__":
    unittest.main()
