"""Tokens of rhonabwy that are wrong by chance: one in about 128 or 256 of its agreements on a key."""

import json
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from josecases import COORDINATES, Jwk, unb64u

_CURVES: dict[str, ec.EllipticCurve] = {"P-256": ec.SECP256R1(), "P-384": ec.SECP384R1()}


def _number(text: str) -> int:
    return int.from_bytes(unb64u(text), "big")


def _point(key: Jwk) -> ec.EllipticCurvePublicNumbers:
    return ec.EllipticCurvePublicNumbers(_number(key["x"]), _number(key["y"]), _CURVES[key["crv"]])


def ephemeral_key(token: Any) -> Jwk | None:
    """The "epk" of a token, wherever it stands."""
    if isinstance(token, str):
        headers = [json.loads(unb64u(token.split(".")[0]))]
    else:
        headers = [json.loads(unb64u(token["protected"])), token.get("header", {}),
                   *(entry.get("header", {}) for entry in token.get("recipients", []))]
    return next((header["epk"] for header in headers if "epk" in header), None)


def has_short_coordinate(token: Any) -> bool:
    """Zeros at the front are missing, which RFC 7518 section 6.2.1.2 forbids; not everybody minds."""
    key = ephemeral_key(token)
    return key is not None and key["crv"] in _CURVES and any(
        len(unb64u(key[name])) != COORDINATES[key["crv"]] for name in ("x", "y"))


def has_short_secret(token: Any, private: Jwk) -> bool:
    """The secret agreed on begins with a zero. rhonabwy leaves it out, against RFC 7518 section 4.6.2."""
    key = ephemeral_key(token)
    if key is None or key["crv"] not in _CURVES:
        return False
    own = ec.EllipticCurvePrivateNumbers(_number(private["d"]), _point(private)).private_key()
    return own.exchange(ec.ECDH(), _point(key).public_key())[0] == 0
