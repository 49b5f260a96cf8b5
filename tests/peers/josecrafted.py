"""Tokens that no library would make: a header of any text, with a signature or a tag that is right for it.

Each has an opinion: True, it has to be read; False, it has to be refused; None, the standards leave it open.
"""

import hashlib
import hmac
import json
import random
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from josecases import ENCRYPTIONS, Jwk, KeyRing, b64u, public, unb64u

_DIGESTS = {"HS256": hashlib.sha256, "HS384": hashlib.sha384, "HS512": hashlib.sha512}
_PAYLOAD = '{"sub":"Zoë"}'.encode()

Question = dict[str, Any]


@dataclass(frozen=True)
class Crafted:
    """A question about such a token, what it is called, and what the standards say to it."""

    name: str
    question: Question
    must: bool | None
    payload: bytes = _PAYLOAD


# "@" stands for the members that a good header has: "alg", and "enc" where there is one.
HEADERS: dict[str, tuple[str | bytes, bool | None]] = {
    "plain header": ("{@}", True),
    "spaces in the header": ("\t{ @ \r\n, \"kid\" : \"a\"\n}", True),
    "empty name in the header": ('{@,"":1}', True),
    "nested header": ('{@,"x":' + "[" * 100 + "]" * 100 + "}", True),
    "long header": ('{@,"x":"' + "y" * 20_000 + '"}', True),
    "long number": ('{@,"x":123456789012345678901234567890}', True),
    "huge number": ('{@,"x":1e400}', None),  # RFC 8259 section 6
    "escaped NUL in kid": ('{@,"kid":"a\\u0000b"}', True),
    "lone surrogate in kid": ('{@,"kid":"\\ud800"}', None),  # RFC 8259 section 8.2
    "kid twice": ('{@,"kid":"a","kid":"b"}', None),  # RFC 7515 section 4: refused, or the last counts
    "kid twice, once escaped": ('{@,"kid":"a","k\\u0069d":"b"}', None),
    "alg twice, the first none": ('{"alg":"none",@}', None),
    "alg twice, the last none": ('{@,"alg":"none"}', False),
    "no alg": ('{"typ":"JWT"}', False),
    "alg is a number": ('{"alg":256}', False),
    "alg is a list": ('{"alg":["HS256","dir"]}', False),
    "crit of something unknown": ('{@,"crit":["x"],"x":1}', False),
    "crit of something absent": ('{@,"crit":["x"]}', False),
    "empty crit": ('{@,"crit":[]}', False),  # RFC 7515 section 4.1.11
    "crit is a string": ('{@,"crit":"x","x":1}', False),
    "crit is null": ('{@,"crit":null}', False),
    "crit has a number": ('{@,"crit":[1]}', False),
    "crit of alg": ('{@,"crit":["alg"]}', None),  # RFC 7515 section 4.1.11: may be refused
    "crit of an absent b64": ('{@,"crit":["b64"]}', None),
    "b64 outside of crit": ('{@,"b64":true}', None),
    "false b64 outside of crit": ('{@,"b64":false}', None),
    "kid is a number": ('{@,"kid":1}', None),  # "MUST be a string", but no word about who reads it
    "typ is a number": ('{@,"typ":1}', None),
    "cty is a list": ('{@,"cty":["JWT"]}', None),
    "header is a list": ("[{@}]", False),
    "header is a string": ('"{}"', False),
    "header is null": ("null", False),
    "header is empty": ("", False),
    "header with more after it": ("{@}x", False),
    "two headers in one": ("{@}{@}", False),
    "header with a byte order mark": ("\ufeff{@}", None),  # RFC 8259 section 8.1
    "header not in UTF-8": (b'{@,"kid":"\xff"}', False),  # RFC 7515 section 5.2
    "overlong UTF-8 in the header": (b'{@,"kid":"\xc0\xaf"}', False),
    "surrogate in the UTF-8 of the header": (b'{@,"kid":"\xed\xa0\x80"}', False),
    "header with a NUL after it": ("{@}\0", False),
    "control character in the header": ('{@,"kid":"a\nb"}', False),
    "trailing comma in the header": ("{@,}", False),
    "single quotes in the header": ("{@,'kid':'a'}", False),
    "comment in the header": ("{@/* */}", False),
    "NaN in the header": ('{@,"x":NaN}', False),
    "octal number in the header": ('{@,"x":01}', False)}


class Workshop:
    """Makes such tokens with keys of a ring."""

    def __init__(self, ring: KeyRing, rng: random.Random) -> None:
        self.rng = rng
        self.ring = ring
        self.hmac = rng.choice(list(_DIGESTS))
        self.secret = ring.pick(rng, f"oct {int(self.hmac[2:]) // 8}")
        self.enc = rng.choice([name for name in ENCRYPTIONS if name.endswith("GCM")])
        self.content_key = ring.pick(rng, f"oct {ENCRYPTIONS[self.enc]}")

    def mac(self, text: str | bytes, key: bytes | None = None) -> str:
        data = text if isinstance(text, bytes) else text.encode()
        return b64u(hmac.digest(unb64u(self.secret["k"]) if key is None else key, data, _DIGESTS[self.hmac]))

    def signed(self, header: bytes, payload: str = b64u(_PAYLOAD), key: bytes | None = None) -> str:
        text = f"{b64u(header)}.{payload}"
        return f"{text}.{self.mac(text, key)}"

    def encrypted(self, header: bytes, plain: bytes = _PAYLOAD, iv: int = 12) -> list[str]:
        """The five parts."""
        nonce = self.rng.randbytes(iv)
        made = AESGCM(unb64u(self.content_key["k"])).encrypt(nonce, plain, b64u(header).encode())
        return [b64u(header), "", b64u(nonce), b64u(made[:-16]), b64u(made[-16:])]

    def verify(self, token: Any, alg: str = "", key: Jwk | None = None) -> Question:
        return {"op": "verify", "alg": alg or self.hmac, "key": key or self.secret, "token": token}

    def decrypt(self, token: Any) -> Question:
        return {"op": "decrypt", "alg": "dir", "enc": self.enc, "key": self.content_key, "token": token}

    def header(self, signed: bool, extra: str = "") -> bytes:
        return self.filled("{@" + extra + "}", signed)

    def filled(self, text: str | bytes, signed: bool) -> bytes:
        """The text with the members it needs put in."""
        members = f'"alg":"{self.hmac}"' if signed else f'"alg":"dir","enc":"{self.enc}"'
        return (text if isinstance(text, bytes) else text.encode()).replace(b"@", members.encode())


def odd_header(shop: Workshop) -> Crafted:
    name = shop.rng.choice(list(HEADERS))
    text, must = HEADERS[name]
    signed = shop.rng.random() < 0.6
    header = shop.filled(text, signed)
    question = shop.verify(shop.signed(header)) if signed else shop.decrypt(".".join(shop.encrypted(header)))
    return Crafted(name, question, must)


def escaped_names(shop: Workshop) -> Crafted:
    header = shop.header(True).replace(b"alg", b"\\u0061lg")
    return Crafted("escaped names in the header", shop.verify(shop.signed(header)), True)


def another_case(shop: Workshop) -> Crafted:
    name = shop.rng.choice([shop.hmac.lower(), shop.hmac + " ", " " + shop.hmac, shop.hmac + "\\u0000"])
    return Crafted("alg spelt otherwise", shop.verify(shop.signed(f'{{"alg":"{name}"}}'.encode())), False)


def unencoded_payload(shop: Workshop) -> Crafted:
    """RFC 7797."""
    text = shop.rng.choice(["plain text", "AAAA", "$02"])
    header = shop.header(True, ',"b64":false,"crit":["b64"]')
    return Crafted("unencoded payload", shop.verify(shop.signed(header, text)), True, text.encode())


def encoded_by_b64(shop: Workshop) -> Crafted:
    """An encryption knows no "b64", so it must not pass over one that is critical."""
    extra = ',"b64":true,"crit":["b64"]'
    if shop.rng.random() < 0.5:
        return Crafted("b64 in crit", shop.verify(shop.signed(shop.header(True, extra))), True)
    token = ".".join(shop.encrypted(shop.header(False, extra)))
    return Crafted("b64 in the crit of an encryption", shop.decrypt(token), False)


def key_in_the_header(shop: Workshop) -> Crafted:
    """Signed by a stranger whose key the token brings along."""
    stranger = {"kty": "oct", "k": b64u(shop.rng.randbytes(64))}
    header = shop.header(True, f',"jwk":{json.dumps(stranger)}')
    token = shop.signed(header, key=unb64u(stranger["k"]))
    return Crafted("signed by the key in its header", shop.verify(token), False)


def public_key_as_secret(shop: Workshop) -> Crafted:
    """The old trick: an HMAC with the public key, in the hope that the reader asks the token for the algorithm."""
    key = public(shop.ring.pick(shop.rng, "RSA 2048"))
    secret = shop.rng.choice([json.dumps(key).encode(), unb64u(key["n"]), key["n"].encode()])
    token = shop.signed(shop.header(True), key=secret)
    alg = shop.rng.choice(["RS256", "PS256", shop.hmac])
    return Crafted("public key as a secret", shop.verify(token, alg, key), False)


def too_few_parts(shop: Workshop) -> Crafted:
    header = b64u(shop.header(True))
    token = shop.rng.choice(["", ".", "..", header, f"{header}.", f"{header}..", f".{b64u(_PAYLOAD)}.", "null", "{}"])
    return Crafted("hardly a token", shop.verify(token), False)


def compressed(shop: Workshop) -> Crafted:
    def deflated(data: bytes) -> bytes:
        maker = zlib.compressobj(9, zlib.DEFLATED, -15)
        return maker.compress(data) + maker.flush()

    good, zeros = deflated(_PAYLOAD), b"\0" * 100_000
    name, plain, must, payload = shop.rng.choice([
        ("compressed", good, True, _PAYLOAD), ("compressed a thousandfold", deflated(zeros), True, zeros),
        ("compressed and cut", good[:-2], False, b""), ("compressed by zlib", zlib.compress(_PAYLOAD), False, b""),
        ("compression that is none", b"\xff" * 20, False, b""), ("compression of no bytes", b"", False, b""),
        ("compressed, with more after it", good + b"more", None, _PAYLOAD)])
    token = ".".join(shop.encrypted(shop.header(False, ',"zip":"DEF"'), plain))
    return Crafted(name, shop.decrypt(token), must, payload)


def unknown_compression(shop: Workshop) -> Crafted:
    value = shop.rng.choice(['"GZ"', '"def"', "1", "null", '["DEF"]'])
    token = ".".join(shop.encrypted(shop.header(False, f',"zip":{value}')))
    return Crafted("unknown compression", shop.decrypt(token), False)


def odd_lengths(shop: Workshop) -> Crafted:
    """RFC 7518 section 5.3: 96 bits of iv, 128 of tag; GCM itself knows others."""
    if shop.rng.random() < 0.5:
        parts = shop.encrypted(shop.header(False), iv=shop.rng.choice([8, 11, 13, 16, 32]))
        return Crafted("iv of another length", shop.decrypt(".".join(parts)), False)
    parts = shop.encrypted(shop.header(False))
    parts[4] = b64u(unb64u(parts[4])[:shop.rng.choice([4, 8, 12, 13, 14, 15])])
    return Crafted("shorter tag", shop.decrypt(".".join(parts)), False)


def superfluous_key(shop: Workshop) -> Crafted:
    """RFC 7516 section 5.2: with "dir" there is no encrypted key."""
    parts = shop.encrypted(shop.header(False))
    parts[1] = b64u(shop.rng.randbytes(shop.rng.choice([1, 16, 40])))
    return Crafted("encrypted key beside dir", shop.decrypt(".".join(parts)), False)


Maker = Callable[[Workshop], Crafted]
MAKERS: list[Maker] = [odd_header] * 20 + [
    escaped_names, another_case, unencoded_payload, encoded_by_b64, key_in_the_header, public_key_as_secret,
    too_few_parts, compressed, compressed, unknown_compression, odd_lengths, superfluous_key]
