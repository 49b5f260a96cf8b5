"""What is done to a good token, or to the key or the algorithm it is read with: never may it be read after that."""

import copy
import json
import random
from collections.abc import Callable
from typing import Any

from josecases import ENCRYPTING, SIGNING, KeyRing, b64u, public, unb64u

_SIGNATURE_MEMBERS = {"header": "protected", "payload": "payload", "signature": "signature"}
_ENCRYPTION_MEMBERS = {"header": "protected", "key": "encrypted_key", "iv": "iv", "ciphertext": "ciphertext",
                       "tag": "tag", "aad": "aad"}
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


class Parts:
    """The base64url parts of a token by one name each, whatever form the token has."""

    def __init__(self, token: Any, signed: bool) -> None:
        self._token = token
        self._members = _SIGNATURE_MEMBERS if signed else _ENCRYPTION_MEMBERS
        self.is_compact = isinstance(token, str)
        self._texts = token.split(".") if self.is_compact else []

    @property
    def token(self) -> Any:
        return ".".join(self._texts) if self.is_compact else self._token

    def names(self) -> list[str]:
        """Those that are there and not empty."""
        return [name for name in self._members if self[name]]

    def __getitem__(self, name: str) -> str:
        if self.is_compact:
            place = list(self._members).index(name)
            return self._texts[place] if place < len(self._texts) else ""
        member = self._members[name]
        return self._holder(member).get(member, "")

    def __setitem__(self, name: str, text: str) -> None:
        if self.is_compact:
            self._texts[list(self._members).index(name)] = text
        else:
            self._holder(self._members[name])[self._members[name]] = text

    def insert(self, place: int, text: str) -> None:
        self._texts.insert(place, text)

    def remove(self, place: int) -> None:
        del self._texts[place]

    def count(self) -> int:
        return len(self._texts)

    def entry(self) -> dict[str, Any]:
        """The object that has the unprotected header of one signature or recipient."""
        return self._holder("signature" if self._members is _SIGNATURE_MEMBERS else "encrypted_key")

    def _holder(self, member: str) -> dict[str, Any]:
        for entries in ("signatures", "recipients"):
            if entries in self._token and member in ("signature", "encrypted_key"):
                return self._token[entries][0]
            if entries == "signatures" and entries in self._token and member == "protected":
                return self._token[entries][0]
        return self._token


class Draft:
    """A question about a token that is being altered."""

    def __init__(self, question: dict[str, Any], ring: KeyRing, rng: random.Random, other: Callable[[], Any]) -> None:
        self.question = copy.deepcopy(question)
        self.other = other  # makes a token with the same key and another content
        self.ring = ring
        self.rng = rng
        self.signed = question["op"] == "verify"
        self.parts = Parts(self.question["token"], self.signed)
        self.part = ""  # the one that was altered

    def choose(self, *without: str) -> str:
        """A part to alter."""
        self.part = self.rng.choice([name for name in self.parts.names() if name not in without])
        return self.part

    def finished(self) -> dict[str, Any]:
        return self.question | {"token": self.parts.token}

    def header(self) -> dict[str, Any]:
        return json.loads(unb64u(self.parts["header"]))

    def set_header(self, members: dict[str, Any]) -> None:
        self.parts["header"] = b64u(json.dumps(members).encode())
        self.part = "header"


# Each changes the draft and says whether it could.
def one_bit(draft: Draft) -> bool:
    part = draft.choose()
    data = bytearray(unb64u(draft.parts[part]))
    bit = draft.rng.randrange(len(data) * 8)
    data[bit // 8] ^= 1 << bit % 8
    draft.parts[part] = b64u(data)
    return True


def first_bit(draft: Draft) -> bool:
    """Of a number this is the sign or its size: a signature of a key's full length turns out of range."""
    part = draft.choose("header", "payload")
    data = bytearray(unb64u(draft.parts[part]))
    data[0] ^= 0x80
    draft.parts[part] = b64u(data)
    return True


def all_zero(draft: Draft) -> bool:
    """The signature of zeros that some verifiers of ECDSA have taken."""
    part = draft.choose("header", "payload", "ciphertext")
    draft.parts[part] = b64u(bytes(len(unb64u(draft.parts[part]))))
    return True


def characters_cut(draft: Draft) -> bool:
    part = draft.choose()
    text = draft.parts[part]
    draft.parts[part] = text[:-draft.rng.randint(1, 3)] if len(text) > 3 else ""
    return True


def bytes_cut(draft: Draft) -> bool:
    """A tag of 12 or fewer bytes is what some libraries of GCM take."""
    part = draft.choose("header", "payload")
    data = unb64u(draft.parts[part])
    draft.parts[part] = b64u(data[:-draft.rng.choice([1, 4, 8, 12])])
    return True


def emptied(draft: Draft) -> bool:
    draft.parts[draft.choose()] = ""
    return True


def characters_added(draft: Draft) -> bool:
    draft.parts[draft.choose()] += "".join(draft.rng.choices(_ALPHABET, k=draft.rng.randint(1, 4)))
    return True


def bytes_added(draft: Draft) -> bool:
    part = draft.choose()
    data, more = unb64u(draft.parts[part]), draft.rng.choice([b"\0", b"\0" * 16, b"a"])
    draft.parts[part] = b64u(data + more if draft.rng.random() < 0.5 else more + data)
    return True


def padded(draft: Draft) -> bool:
    part = draft.choose()
    draft.parts[part] += "=" * (-len(draft.parts[part]) % 4 or draft.rng.randint(1, 4))
    return True


def unused_bits(draft: Draft) -> bool:
    """Another last character for the same bytes: RFC 4648 section 3.5."""
    loose = {name: {2: 4, 3: 2}[len(draft.parts[name]) % 4] for name in draft.parts.names()
             if len(draft.parts[name]) % 4 in (2, 3)}
    if not loose:
        return False
    draft.part = draft.rng.choice(list(loose))
    text = draft.parts[draft.part]
    value = _ALPHABET.index(text[-1]) | draft.rng.randrange(1, 1 << loose[draft.part])
    draft.parts[draft.part] = text[:-1] + _ALPHABET[value]
    return True


def other_alphabet(draft: Draft) -> bool:
    """Base64 where base64url belongs."""
    having = [name for name in draft.parts.names() if set(draft.parts[name]) & set("-_")]
    if not having:
        return False
    draft.part = draft.rng.choice(having)
    draft.parts[draft.part] = draft.parts[draft.part].replace("-", "+").replace("_", "/")
    return True


def foreign_character(draft: Draft) -> bool:
    part = draft.choose()
    text, character = draft.parts[part], draft.rng.choice([" ", "\n", "\t", "\r\n", "\0", "\u00a0", "%"])
    place = draft.rng.choice([0, len(text), draft.rng.randrange(len(text))])
    draft.parts[part] = text[:place] + character + text[place:]
    return True


def part_added(draft: Draft) -> bool:
    if draft.parts.is_compact:
        draft.parts.insert(draft.rng.randint(0, draft.parts.count()), draft.rng.choice(["", "AAAA"]))
    return draft.parts.is_compact


def part_removed(draft: Draft) -> bool:
    if draft.parts.is_compact:
        draft.parts.remove(draft.rng.randrange(draft.parts.count()))
    return draft.parts.is_compact


def another_key(draft: Draft) -> bool:
    other = draft.ring.another(draft.rng, draft.question["key"])
    draft.question["key"] = public(other) if draft.signed else other
    return True


def key_of_another_kind(draft: Draft) -> bool:
    other = draft.ring.stranger(draft.rng, draft.question["key"])
    draft.question["key"] = public(other) if draft.signed else other
    return True


def alg_none(draft: Draft) -> bool:
    draft.set_header(draft.header() | {"alg": draft.rng.choice(["none", "None", "NONE", ""])})
    if draft.signed and draft.rng.random() < 0.7:
        draft.parts["signature"] = ""
    return True


def another_alg_in_the_token(draft: Draft) -> bool:
    algorithms = SIGNING if draft.signed else ENCRYPTING
    draft.set_header(draft.header() | {"alg": draft.rng.choice([a for a in algorithms if a != draft.question["alg"]])})
    return True


def another_alg_wanted(draft: Draft) -> bool:
    algorithms = SIGNING if draft.signed else ENCRYPTING
    draft.question["alg"] = draft.rng.choice([a for a in algorithms if a != draft.question["alg"]])
    return True


def part_of_another_token(draft: Draft) -> bool:
    """A good part, but of a token with another content."""
    theirs = Parts(draft.other(), draft.signed)
    parts = [name for name in draft.parts.names() if theirs[name] and theirs[name] != draft.parts[name]]
    if not parts:
        return False
    draft.part = draft.rng.choice(parts)
    draft.parts[draft.part] = theirs[draft.part]
    return True


def name_in_both_headers(draft: Draft) -> bool:
    if draft.parts.is_compact or not draft.parts["header"]:
        return False
    name, value = draft.rng.choice(list(draft.header().items()))
    draft.parts.entry().setdefault("header", {})[name] = value
    return True


def unprotected_crit(draft: Draft) -> bool:
    if not draft.parts.is_compact:
        draft.parts.entry().setdefault("header", {}).update({"crit": ["x"], "x": 1})
    return not draft.parts.is_compact


def member_missing(draft: Draft) -> bool:
    token = draft.parts.token
    names = [name for name in ("payload", "signature", "signatures", "iv", "ciphertext", "tag", "aad", "protected")
             if not draft.parts.is_compact and name in token]
    if not names:
        return False
    draft.part = draft.rng.choice(names)
    del token[draft.part]
    return True


def member_of_another_type(draft: Draft) -> bool:
    if draft.parts.is_compact:
        return False
    token = draft.parts.token
    draft.part = draft.rng.choice([name for name in token if token[name] != ""])
    values = [1, True, [], [token[draft.part]]]
    # Without its unprotected members a token may still be good.
    draft.parts.token[draft.part] = draft.rng.choice(
        values if draft.part in ("header", "unprotected") else [*values, None, {}])
    return True


Alteration = Callable[[Draft], bool]
_TWICE: list[Alteration] = [padded, unused_bits, foreign_character, another_key, another_alg_wanted]
ALTERATIONS = [one_bit] * 8 + _TWICE * 2 + [
    first_bit, all_zero, characters_cut, bytes_cut, emptied, characters_added, bytes_added, other_alphabet, part_added,
    part_removed, key_of_another_kind, alg_none, another_alg_in_the_token, part_of_another_token, name_in_both_headers,
    unprotected_crit, member_missing, member_of_another_type]


def altered(question: dict[str, Any], ring: KeyRing, rng: random.Random,
            other: Callable[[], Any]) -> tuple[dict[str, Any], str, str]:
    """The question with one alteration, its name, and the part it was made to."""
    while True:
        change = rng.choice(ALTERATIONS)
        draft = Draft(question, ring, rng, other)
        if change(draft) and (finished := draft.finished()) != question:
            return finished, change.__name__.replace("_", " "), draft.part
