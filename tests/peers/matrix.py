"""Something else writes to the database of a running server: what the server then answers, for every system and engine.

A test module calls `add_cases` for its system. The writer is `owb`; with OWB_PEER_WRITER=sql it is plain SQL, which
shows whether an answer that was not expected is the server's or `owb`'s doing.
"""

import base64
import hashlib
import os
import secrets
import unittest
from typing import Any

from accounts import OWN_CLIENTS, OWN_SECRET
from expectations import expected
from owb import Owb, Writer
from served import Served
from serverprocess import Answer, Credentials
from sqlwriter import sql_writer
from systems import SYSTEMS, class_name

_REDIRECT = "https://app.example/callback"
_USER = "1"
_JWT = "eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzdWIiOiIxIiwiaXNzIjoiaHR0cHM6Ly9hdXRoLmV4YW1wbGUifQ.c2lnbmF0dXJl"
_BY_HAND = os.environ.get("OWB_PEER_WRITER") == "sql"


def add_cases(module: dict[str, Any], name: str) -> None:
    """Puts a test class for each engine of a system into a module."""
    system = SYSTEMS[name]
    for engine in system.engines:
        title = class_name(name, engine)
        module[title] = type(title, (_Matrix, unittest.TestCase), {
            "system": system, "engine": engine, "__module__": module["__name__"]})


class _Matrix(Served):
    writer: Any

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.writer = (sql_writer(cls.database, cls.system.name) if _BY_HAND
                      else Writer(Owb(cls.database, cls.folder)))

    def row(self, row: str, answer: "Answer | int | bool") -> None:
        """Compares an answer with its cell of the table."""
        found = answer.status if isinstance(answer, Answer) else answer
        said = answer.text if isinstance(answer, Answer) else ""
        self.assertEqual(str(found), expected(row, self.system.name, self.engine),
                         f"{row}: {said}\n{self.server.errors()}")

    def has(self, row: str) -> bool:
        """Whether the framework has such a thing at all."""
        return expected(row, self.system.name, self.engine) != "-"

    def client(self, *grants: str, **members: Any) -> Credentials:
        """A client that the writer added."""
        given = {"client_name": "Ünï 東京", "grant_types": list(grants), "redirect_uris": [_REDIRECT],
                 "response_types": ["code"], "scope": "profile email",
                 "token_endpoint_auth_method": "client_secret_basic", **members}
        made = self.writer.add_client({name: value for name, value in given.items() if name not in self.system.lacks},
                                      _USER if self.system.owners else None)
        return made["client_id"], made["client_secret"]

    def token(self, client: Credentials, **members: Any) -> tuple[str, str]:
        """An access and a refresh token that the writer added."""
        made = self.writer.add_token({"client_id": client[0], "sub": _USER, "scope": "profile", "expires_in": 3600,
                                      "refresh_token": True, **members})
        return made["access_token"], made["refresh_token"]

    def served(self) -> Credentials:
        """A client for tokens with a user, which may refresh and introspect."""
        return self.client("password", "refresh_token")

    def service(self, client: Credentials) -> Answer:
        return self.server.token("client_credentials", client)

    def test_clients(self) -> None:
        client_id = f"klïent 東京 {secrets.token_hex(4)}"
        self.row("client with an identifier beyond ASCII",
                 self.service(self.client("client_credentials", client_id=client_id, client_secret="an own secret")))
        client = self.client("client_credentials")
        self.row("client credentials", self.service(client))
        self.row("wrong secret", self.service((client[0], client[1] + "x")))
        answer = self.server.password_token(self.served())
        self.row("password", answer)

    def test_the_server_refreshes_what_it_issued_to_such_a_client(self) -> None:
        client = self.served()
        issued = self.server.password_token(client)
        self.row("server refreshes", self.server.refresh(issued["refresh_token"], client))

    def test_tokens(self) -> None:
        client = self.served()
        access, refresh = self.token(client)
        self.row("token: me", self.server.me(access))
        self.row("token: introspect", self.server.active(access, client))
        if self.has("token: introspect by refresh token"):
            self.row("token: introspect by refresh token", self.server.active(refresh, client))
        self.row("token: refresh", self.server.refresh(refresh, client))

    def test_a_token_without_expiry(self) -> None:
        client = self.served()
        if not self.system.endless and not _BY_HAND:
            self.writer.refuse_token({"client_id": client[0], "sub": _USER, "scope": "profile", "expires_in": 0})
            return
        access, _ = self.token(client, expires_in=0)
        self.row("token without expiry: me", self.server.me(access))

    def test_a_jwt_as_token(self) -> None:
        access, _ = self.token(self.served(), access_token=_JWT)
        self.assertEqual(access, _JWT)
        self.row("JWT as token: me", self.server.me(_JWT))

    def revoke(self, token: str, what: str) -> None:
        """As far as the framework can say it: `owb` refuses to take away more than it was asked for."""
        if self.system.one_mark and what != "both" and not _BY_HAND:
            self.writer.refuse_revocation(token, what)
            what = "both"
        self.writer.revoke(token, what)

    def check_revoked(self, what: str) -> None:
        client = self.served()
        access, refresh = self.token(client)
        self.assertEqual(self.server.me(access), 200)
        self.revoke(refresh if what == "refresh" else access, what)
        self.row(f"revoke {what}: me", self.server.me(access))
        self.row(f"revoke {what}: introspect", self.server.active(access, client))
        self.row(f"revoke {what}: refresh", self.server.refresh(refresh, client))

    def test_revoked_access(self) -> None:
        self.check_revoked("access")

    def test_revoked_refresh(self) -> None:
        self.check_revoked("refresh")

    def test_revoked_both(self) -> None:
        self.check_revoked("both")

    def test_restored(self) -> None:
        if not self.has("restore: me"):
            return
        access, _ = self.token(self.served())
        self.writer.revoke(access, "both")
        self.assertEqual(self.server.me(access), self.system.refused)
        self.writer.restore(access)
        self.row("restore: me", self.server.me(access))

    def test_expired(self) -> None:
        client = self.served()
        access, refresh = self.token(client)
        self.writer.expire(access)
        self.row("expire: me", self.server.me(access))
        self.row("expire: refresh", self.server.refresh(refresh, client))

    def test_a_new_secret(self) -> None:
        client_id, old = self.client("client_credentials")
        new = self.writer.rotate_secret(client_id)
        self.row("secret rotated: old", self.service((client_id, old)))
        self.row("secret rotated: new", self.service((client_id, new)))

    def test_a_grant_type_taken_away(self) -> None:
        if not self.has("grant type taken away"):
            return
        client = self.client("client_credentials")
        self.assertEqual(self.service(client).status, 200)
        self.writer.edit_client(client[0], {"grant_types": ["authorization_code"]})
        self.row("grant type taken away", self.service(client))

    def test_codes(self) -> None:
        client = self.client("authorization_code", "refresh_token")
        for row, wrong in (("code", ""), ("code with a wrong verifier", "x")):
            verifier = secrets.token_urlsafe(48)
            challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
            code = self.writer.add_code({
                "client_id": client[0], "sub": _USER, "redirect_uri": _REDIRECT, "scope": "profile",
                "code_challenge": challenge, "code_challenge_method": "S256"})
            self.row(row, self.server.token("authorization_code", client, code=code, redirect_uri=_REDIRECT,
                                            code_verifier=verifier + wrong))

    def test_what_the_server_takes_for_the_same(self) -> None:
        client = self.client("client_credentials", client_id=f"Mixed-Case-{secrets.token_hex(4)}")
        access, _ = self.token(self.served(), access_token=f"Mixed-Case-{secrets.token_hex(16)}")
        self.row("token in other case: me", self.server.me(access.swapcase()))
        self.row("token with trailing space: me", self.server.me(access + " "))
        self.row("client id in other case", self.service((client[0].swapcase(), client[1])))

    def test_a_removed_client(self) -> None:
        client = self.served()
        access, _ = self.token(client)
        self.writer.remove_client(client[0])
        self.row("client removed: token endpoint", self.server.password_token(client))
        self.row("client removed: me", self.server.me(access))
        other = (OWN_CLIENTS["client_credentials"], OWN_SECRET)
        self.assertEqual(self.service(other).status, 200, "other clients are left alone")
