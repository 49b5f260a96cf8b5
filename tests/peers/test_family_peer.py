"""Tokens that a real server refreshed: `owb token family` tells which came from which, as far as its rows do."""

import unittest
from typing import Any

from accounts import OWN_CLIENTS, OWN_SECRET
from owb import NO, REFUSED, USAGE, Owb
from served import Served
from serverprocess import Answer
from systems import SYSTEMS, class_name

_CLIENT = OWN_CLIENTS["password"], OWN_SECRET


class _Family(Served):
    owb: Owb

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.owb = Owb(cls.database, cls.folder)

    def issued(self, answer: Answer) -> tuple[str, str]:
        self.assertEqual(answer.status, 200, f"{answer.text}\n{self.server.errors()}")
        self.owb.guard(answer["access_token"], answer["refresh_token"])
        return answer["access_token"], answer["refresh_token"]

    def family(self, *arguments: str, token: str = "") -> dict[str, Any]:
        return self.owb("token", "family", *arguments, *(["-"] if token else []), "--json", stdin=token).json()

    def chain(self, token: str) -> list[tuple[str, int | None, str, bool]]:
        """Of each member: how it is tied, to which, how its refresh token stands, and whether it is that one."""
        return [(member["link"], member.get("predecessor"), member["token"]["refresh_state"], member["is_this"])
                for member in self.family(token=token)["members"]]

    def test_a_token_that_was_never_refreshed_is_alone(self) -> None:
        access, refresh = self.issued(self.server.password_token(_CLIENT))
        for token in (access, refresh):
            self.assertEqual(self.chain(token), [("none", None, "live", True)])

    def test_the_key_leads_to_the_same(self) -> None:
        access, _ = self.issued(self.server.password_token(_CLIENT))
        key = self.owb("token", "find", "-", "--json", stdin=access).json()["_workbench"]["key"]
        self.assertEqual(self.family("--key", str(key)), self.family(token=access))

    def test_what_cannot_be_told(self) -> None:
        self.owb("token", "family", "-", stdin="no-such-token", expect=NO)
        self.owb("token", "family", expect=USAGE)
        self.owb("token", "family", "-", "--key", "1", stdin="x", expect=USAGE)


class _Dot(_Family):
    """The old access token's row goes with each refresh, and with it the link that it held."""

    def test_it_refreshes(self) -> None:
        _, first = self.issued(self.server.password_token(_CLIENT))
        access, second = self.issued(self.server.refresh(first, _CLIENT))
        for token in (access, second):
            self.assertEqual(self.chain(token), [("none", None, "revoked", False), ("refreshed", 0, "live", True)])
        self.assertEqual(self.chain(first), [("none", None, "revoked", True), ("refreshed", 0, "live", False)])
        members = self.family(token=access)["members"]
        self.assertNotIn("access_token", members[0])
        self.assertEqual(members[1]["access_token"]["state"], "active")
        self.issued(self.server.refresh(second, _CLIENT))
        self.assertEqual(self.chain(first), [("none", None, "revoked", True)])
        self.assertIn("removes the row of the old access token", self.family(token=first)["gaps"])


class _Doorkeeper(_Family):
    """The link stays until the new access token is used."""

    def test_it_refreshes(self) -> None:
        access, refresh = self.issued(self.server.password_token(_CLIENT))
        tokens = [(access, refresh)]
        for _ in range(3):
            tokens.append(self.issued(self.server.refresh(tokens[-1][1], _CLIENT)))
        for place, pair in enumerate(tokens):
            for token in pair:
                self.assertEqual(self.chain(token), [
                    ("refreshed" if at else "none", at - 1 if at else None, "live", at == place) for at in range(4)])
        self.assertEqual(self.server.me(tokens[3][0]), 200)
        self.assertEqual(self.chain(tokens[3][0]), [("none", None, "live", True)])
        self.assertEqual(self.chain(tokens[2][0])[-1], ("refreshed", 1, "revoked", True))


class _Other(_Family):
    def test_a_token_that_was_never_refreshed_is_alone(self) -> None:
        access, _ = self.issued(self.server.password_token(_CLIENT))
        self.owb("token", "family", "-", stdin=access, expect=REFUSED)

    def test_the_key_leads_to_the_same(self) -> None:
        self.owb("token", "family", "--key", "987654", expect=NO)


for _name, _kind in (("dot", _Dot), ("doorkeeper-plain", _Doorkeeper), ("doorkeeper-hashed", _Doorkeeper),
                     ("pony-flat", _Other)):
    for _engine in SYSTEMS[_name].engines:
        _title = class_name(_name, _engine)
        globals()[_title] = type(_title, (_kind, unittest.TestCase), {
            "system": SYSTEMS[_name], "engine": _engine, "__module__": __name__})

if __name__ == "__main__":
    unittest.main()
