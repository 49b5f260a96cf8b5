"""Tokens in a JSON form that no library would make; see josecrafted.py."""

import json
from typing import Any

from josecrafted import _PAYLOAD, Crafted, Maker, Workshop
from josecases import b64u


def _signed(shop: Workshop, protected: str, unprotected: Any = None) -> dict[str, Any]:
    """Flattened; a protected header only where there is text for one."""
    encoded, payload = b64u(shop.filled(protected, True)), b64u(_PAYLOAD)
    token: dict[str, Any] = {"payload": payload, "signature": shop.mac(f"{encoded}.{payload}")}
    if encoded:
        token["protected"] = encoded
    return token if unprotected is None else token | {"header": unprotected}


def _general(token: dict[str, Any]) -> dict[str, Any]:
    return {"payload": token["payload"], "signatures": [{n: v for n, v in token.items() if n != "payload"}]}


def signature_headers(shop: Workshop) -> Crafted:
    """RFC 7515 section 4: where the members of the header may stand."""
    name, must, token = shop.rng.choice([
        ("alg only unprotected", True, _signed(shop, "", {"alg": shop.hmac})),
        ("alg unprotected beside a protected kid", True, _signed(shop, '{"kid":"a"}', {"alg": shop.hmac})),
        ("alg in both headers", False, _signed(shop, "{@}", {"alg": shop.hmac})),
        ("another alg unprotected", False, _signed(shop, "{@}", {"alg": "none"})),
        ("kid in both headers", False, _signed(shop, '{@,"kid":"a"}', {"kid": "a"})),
        ("crit unprotected", False, _signed(shop, "{@}", {"crit": ["b64"], "b64": True})),
        ("b64 unprotected", False, _signed(shop, '{@,"crit":["b64"]}', {"b64": True})),
        ("protected header empty, alg beside it", None, _signed(shop, "", {"alg": shop.hmac}) | {"protected": ""}),
        ("protected header of no members", None, _signed(shop, "{}", {"alg": shop.hmac})),
        ("unprotected header of no members", None, _signed(shop, "{@}", {})),
        ("unprotected header is a list", False, _signed(shop, "{@}", [1])),
        ("unprotected header is null", None, _signed(shop, "{@}", None) | {"header": None})])
    return Crafted(name, shop.verify(_general(token) if shop.rng.random() < 0.5 else token), must)


def signature_shapes(shop: Workshop) -> Crafted:
    good = _signed(shop, "{@}")
    entry = _general(good)["signatures"][0]
    name, must, token = shop.rng.choice([
        ("plain JSON", True, good), ("plain general JSON", True, _general(good)),
        ("unknown member beside", True, good | {"x": [1]}), ("unknown member in a signature", True,
         {"payload": good["payload"], "signatures": [entry | {"x": 1}]}),
        ("general without signatures", False, {"payload": good["payload"], "signatures": []}),
        ("signatures is an object", False, {"payload": good["payload"], "signatures": entry}),
        ("signatures has a number", False, {"payload": good["payload"], "signatures": [1]}),
        ("flattened and general at once", None, good | _general(good)),
        ("unprotected header beside signatures", None, _general(good) | {"header": {"x": 1}}),
        ("empty object", False, {}), ("list", False, [good]), ("null", False, None), ("number", False, 1)])
    return Crafted(name, shop.verify(token), must)


def signature_texts(shop: Workshop) -> Crafted:
    """The JSON around a signature, letter by letter."""
    good = _signed(shop, '{"kid":"a"}', {"alg": shop.hmac})
    written = json.dumps(good)
    other, alg = b64u(b"{}"), f'"alg": "{shop.hmac}"'
    name, must, text = shop.rng.choice([
        ("JSON with spaces", True, f" \r\n{json.dumps(good, indent=4)}\t"),
        ("JSON with escaped names", True, written.replace("payload", "\\u0070ayload")),
        ("JSON with more after it", False, f"{written}x"), ("JSON twice", False, written * 2),
        ("JSON with a trailing comma", False, f"{written[:-1]},}}"), ("JSON cut", False, written[:-1]),
        ("JSON with a comment", False, f"/**/{written}"), ("JSON with a byte order mark", None, f"\ufeff{written}"),
        ("payload twice, the last good", None, f'{{"payload": "{other}", {written[1:]}'),
        ("payload twice, the last bad", False, f'{written[:-1]}, "payload": "{other}"}}'),
        ("unprotected alg twice, the last good", None, written.replace(alg, f'"alg": "none", {alg}')),
        ("unprotected alg twice, the last bad", False, written.replace(alg, f'{alg}, "alg": "none"'))])
    return Crafted(name, shop.verify(good) | {"text": text}, must)


def _encrypted(shop: Workshop, protected: str, **beside: Any) -> dict[str, Any]:
    parts = shop.encrypted(shop.filled(protected, False))
    token = {"protected": parts[0], "iv": parts[2], "ciphertext": parts[3], "tag": parts[4]}
    return {name: text for name, text in token.items() if text or name != "protected"} | beside


def encryption_headers(shop: Workshop) -> Crafted:
    """RFC 7516 section 7.2.1: one header out of three parts."""
    alg, enc, enc_text = {"alg": "dir"}, {"enc": shop.enc}, json.dumps({"enc": shop.enc})
    name, must, token = shop.rng.choice([
        ("alg and enc shared", True, _encrypted(shop, "", unprotected=alg | enc)),
        ("alg in the recipient's header", True, _encrypted(shop, enc_text, header=alg)),
        ("alg shared", True, _encrypted(shop, enc_text, unprotected=alg)),
        ("alg, enc and kid in one place each", True,
         _encrypted(shop, enc_text, unprotected={"kid": "a"}, header=alg)),
        ("alg protected and in the recipient's header", False, _encrypted(shop, "{@}", header=alg)),
        ("enc protected and shared", False, _encrypted(shop, "{@}", unprotected=enc)),
        ("kid shared and in the recipient's header", False,
         _encrypted(shop, "{@}", unprotected={"kid": "a"}, header={"kid": "a"})),
        ("zip unprotected", False, _encrypted(shop, "{@}", unprotected={"zip": "DEF"})),
        ("crit shared", False, _encrypted(shop, "{@}", unprotected={"crit": ["x"], "x": 1})),
        ("shared header is a list", False, _encrypted(shop, "{@}", unprotected=[1]))])
    return Crafted(name, shop.decrypt(token), must)


def encryption_shapes(shop: Workshop) -> Crafted:
    good = _encrypted(shop, "{@}")
    name, must, token = shop.rng.choice([
        ("plain encryption in JSON", True, good), ("unknown member beside", True, good | {"x": 1}),
        ("plain encryption in general JSON", True, good | {"recipients": [{}]}),
        ("general without recipients", False, good | {"recipients": []}),
        ("recipients has a number", False, good | {"recipients": [1]}),
        ("empty aad", None, good | {"aad": ""}), ("aad that was not there", False, good | {"aad": "AAAA"}),
        ("encrypted key beside dir", False, good | {"encrypted_key": "AAAA"}),
        ("empty encrypted key beside dir", None, good | {"encrypted_key": ""}),
        ("no tag", False, {n: v for n, v in good.items() if n != "tag"}),
        ("no iv", False, {n: v for n, v in good.items() if n != "iv"})])
    return Crafted(name, shop.decrypt(token), must)


MAKERS: list[Maker] = [signature_headers, encryption_headers] * 3 + [
    signature_shapes, signature_texts, encryption_shapes] * 2
