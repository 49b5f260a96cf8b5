"""Random keys, headers and payloads, and every algorithm with every kind of key that fits it."""

import base64
import itertools
import json
import random
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Any

from oraclelines import Oracle

Jwk = dict[str, Any]

ENCRYPTIONS = {"A128CBC-HS256": 32, "A192CBC-HS384": 48, "A256CBC-HS512": 64, "A128GCM": 16, "A192GCM": 24,
               "A256GCM": 32}  # with the bytes of their keys
FORMS = ("compact", "compact", "compact", "flattened", "general")

_RSA = ("RSA 2048", "RSA 2048", "RSA 2048", "RSA 3072")
_AGREEMENT = ("P-256", "P-384", "P-521", "X25519", "X448")
SIGNING = {
    "HS256": ("oct 32", "oct 64"), "HS384": ("oct 48", "oct 64"), "HS512": ("oct 64",),
    "RS256": _RSA, "RS384": _RSA, "RS512": _RSA, "PS256": _RSA, "PS384": _RSA, "PS512": _RSA,
    "ES256": ("P-256",), "ES384": ("P-384",), "ES512": ("P-521",), "ES256K": ("secp256k1",),
    "EdDSA": ("Ed25519", "Ed448"), "Ed25519": ("Ed25519",), "Ed448": ("Ed448",)}
ENCRYPTING = {
    "RSA-OAEP": _RSA, "RSA-OAEP-256": _RSA,
    "A128KW": ("oct 16",), "A192KW": ("oct 24",), "A256KW": ("oct 32",),
    "A128GCMKW": ("oct 16",), "A192GCMKW": ("oct 24",), "A256GCMKW": ("oct 32",),
    "ECDH-ES": _AGREEMENT, "ECDH-ES+A128KW": _AGREEMENT, "ECDH-ES+A192KW": _AGREEMENT, "ECDH-ES+A256KW": _AGREEMENT,
    "PBES2-HS256+A128KW": ("password",), "PBES2-HS384+A192KW": ("password",), "PBES2-HS512+A256KW": ("password",),
    "dir": ("",)}
# How a kind of key is asked for, and how many of it each implementation makes.
_REQUESTS: dict[str, tuple[dict[str, Any], int]] = {
    "RSA 2048": ({"alg": "RS256"}, 2), "RSA 3072": ({"alg": "RS256", "bits": 3072}, 1),
    "P-256": ({"alg": "ES256"}, 3), "P-384": ({"alg": "ES384"}, 3), "P-521": ({"alg": "ES512"}, 3),
    "secp256k1": ({"alg": "ES256K"}, 3), "Ed25519": ({"alg": "EdDSA", "crv": "Ed25519"}, 3),
    "Ed448": ({"alg": "EdDSA", "crv": "Ed448"}, 3), "X25519": ({"alg": "ECDH-ES", "crv": "X25519"}, 3),
    "X448": ({"alg": "ECDH-ES", "crv": "X448"}, 3), "oct 16": ({"alg": "A128KW"}, 3), "oct 24": ({"alg": "A192KW"}, 3),
    "oct 32": ({"alg": "HS256"}, 3), "oct 48": ({"alg": "HS384"}, 3), "oct 64": ({"alg": "HS512"}, 3)}
COORDINATES = {"P-256": 32, "P-384": 48, "P-521": 66, "secp256k1": 32}  # their bytes
_PRIVATE = ("d", "p", "q", "dp", "dq", "qi", "oth")
_ABOUT = ("alg", "use", "key_ops", "kid")


def b64u(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def unb64u(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def public(key: Jwk) -> Jwk:
    return {name: value for name, value in key.items() if name not in _PRIVATE}


def kind_of(key: Jwk) -> str:
    if key["kty"] == "oct":
        return f"oct {len(unb64u(key['k']))}"
    return f"RSA {len(unb64u(key['n'])) * 8}" if key["kty"] == "RSA" else key["crv"]


def is_well_formed(key: Jwk) -> bool:
    """RFC 7518 section 6.2.1.2: a coordinate has its full length, zeros at the front too. rhonabwy leaves them out."""
    coordinates = [unb64u(key[name]) for name in ("x", "y", "d") if name in key]
    return key["kty"] != "EC" or {len(number) for number in coordinates} == {COORDINATES[key["crv"]]}


class KeyRing:
    """Keys made by all implementations, so that making them does not take longer than using them."""

    def __init__(self, oracles: list[Oracle]) -> None:
        self._keys: dict[str, list[Jwk]] = defaultdict(list)
        self.refusals: list[tuple[str, str, str]] = []  # who made no key, of which kind, and why
        for kind, (request, count) in _REQUESTS.items():
            for oracle in oracles:
                self._fill(kind, oracle, request, count)

    def pick(self, rng: random.Random, kind: str) -> Jwk:
        if kind == "password":
            return {"kty": "oct", "k": b64u(rng.choice([b"pass word", "pässwörd".encode(), rng.randbytes(40)]))}
        return rng.choice(self._keys[kind])

    def another(self, rng: random.Random, key: Jwk) -> Jwk:
        """A different key of the same kind."""
        kind = kind_of(key)
        others = [other for other in self._keys.get(kind, []) if public(other) != public(key)]
        return rng.choice(others) if others else {"kty": "oct", "k": b64u(rng.randbytes(len(unb64u(key["k"]))))}

    def stranger(self, rng: random.Random, key: Jwk) -> Jwk:
        """A key of another kind."""
        kind = kind_of(key)
        return self.pick(rng, rng.choice([other for other in self._keys if other != kind and self._keys[other]]))

    def all(self) -> list[Jwk]:
        return [key for keys in self._keys.values() for key in keys]

    def _fill(self, kind: str, oracle: Oracle, request: dict[str, Any], count: int) -> None:
        while count:
            answer = oracle.ask({"op": "generate"} | request)
            if "key" not in answer:
                self.refusals.append((oracle.name, kind, str(answer)))
                return
            key = {name: value for name, value in answer["key"].items() if name not in _ABOUT}
            if is_well_formed(key):
                count -= 1
                self._keys[kind_of(key)].append(key)  # perhaps of another kind: "crv" and "bits" are wishes


@dataclass(frozen=True)
class Case:
    """A token to be made."""

    op: str  # sign or encrypt
    alg: str
    kind: str
    form: str
    payload: bytes
    header: dict[str, Any]
    enc: str = ""
    zip: bool = False
    unprotected: dict[str, Any] = field(default_factory=dict)
    aad: bytes | None = None

    def with_payload(self, payload: bytes) -> "Case":
        return replace(self, payload=payload)

    def request(self, key: Jwk) -> dict[str, Any]:
        """The request to make it."""
        given: dict[str, Any] = {"op": self.op, "alg": self.alg, "key": key, "header": self.header, "form": self.form,
                                 "payload": b64u(self.payload)}
        if self.enc:
            given |= {"enc": self.enc, "key": public(key)} | ({"zip": True} if self.zip else {})
        if self.unprotected:
            given["unprotected"] = self.unprotected
        return given if self.aad is None else given | {"aad": b64u(self.aad)}

    def question(self, key: Jwk, token: Any) -> dict[str, Any]:
        """The request to read what was made."""
        if self.op == "sign":
            return {"op": "verify", "alg": self.alg, "key": public(key), "token": token}
        return {"op": "decrypt", "alg": self.alg, "enc": self.enc, "key": key, "token": token}


def planned_cases() -> list[Case]:
    """Every algorithm with every kind of key once, so that none is left to chance."""
    cases = [Case("sign", alg, kind, "compact", b"signed", {}) for alg, kinds in SIGNING.items()
             for kind in dict.fromkeys(kinds)]
    encryptions = itertools.cycle(ENCRYPTIONS)
    for alg, kinds in ENCRYPTING.items():
        for kind in dict.fromkeys(kinds):
            # Six encryptions in turn, but a direct agreement also on short keys, which everybody has.
            for enc in ("A256GCM", next(encryptions)):
                cases.append(Case("encrypt", alg, kind or f"oct {ENCRYPTIONS[enc]}", "compact", b"encrypted",
                                  {"p2c": 1000} if alg.startswith("PBES2") else {}, enc))
    return cases


def random_case(index: int, rng: random.Random) -> Case:
    """Goes through the algorithms in turn; the rest is drawn."""
    algorithms = SIGNING if index % 2 else ENCRYPTING
    alg = list(algorithms)[index // 2 % len(algorithms)]
    turn = index // 2 // len(algorithms)
    if turn % 2 and alg.startswith(("RS", "PS")):
        alg = rng.choice([other for other in algorithms if not other.startswith(("RS", "PS"))])  # RSA takes longest
    form = rng.choice(FORMS)
    header = random_header(rng)
    is_json = form != "compact"
    unprotected = {"u": rng.choice([1, "é", [True]])} if is_json and rng.random() < 0.3 else {}
    if algorithms is SIGNING:
        kind = SIGNING[alg][turn % len(SIGNING[alg])]
        return Case("sign", alg, kind, form, random_payload(rng), header, unprotected=unprotected)
    enc = rng.choice(list(ENCRYPTIONS))
    kind = ENCRYPTING[alg][turn % len(ENCRYPTING[alg])] or f"oct {ENCRYPTIONS[enc]}"
    if alg.startswith("ECDH") and rng.random() < 0.25:
        names = rng.choice([["apu"], ["apv"], ["apu", "apv"]])
        header |= {name: b64u(rng.randbytes(rng.randint(1, 40))) for name in names}
    if alg.startswith("PBES2"):
        header["p2c"] = rng.randint(1000, 2000)  # few: a test need not be slow
    return Case("encrypt", alg, kind, form, random_payload(rng), header, enc, rng.random() < 0.25, unprotected,
                rng.randbytes(rng.randint(1, 30)) if is_json and rng.random() < 0.4 else None)


def random_header(rng: random.Random) -> dict[str, Any]:
    """Members that change nothing about how a token is read."""
    # No "JWT" in "typ" or "cty": who takes it at its word may refuse a payload that is none.
    choices = {"kid": ["k1", "Schlüssel-7", "鍵🔑", "a b/c?d=e", "x" * 200],
               "typ": ["JOSE", "application/example", "é"], "cty": ["example", "application/x;a=\"b\""],
               "https://claims.example/é": [None, True, -1, 2**40, "\\\"/\n\t"],
               "nested": [{"a": [1, {"b": [[], {}]}], "ü": "ß"}, [[[["deep"]]]]], "big": ["0123456789" * 300]}
    return {name: rng.choice(values) for name, values in choices.items()
            if rng.random() < (0.05 if name == "big" else 0.3)}


def random_payload(rng: random.Random) -> bytes:
    claims = {"iss": "https://issuer.example", "sub": "Zoë 😀", "aud": ["a", "b"], "exp": 2_000_000_000, "n": 1.5e-7}
    return rng.choice([b"", rng.randbytes(1), rng.randbytes(rng.randint(2, 300)), rng.randbytes(10_240), b"\0" * 500,
                       json.dumps(claims).encode(), json.dumps(claims, ensure_ascii=False).encode(),
                       "Ünïcödé ☃ 𝄞".encode() * rng.randint(1, 5), b"a.b.c\r\n"])
