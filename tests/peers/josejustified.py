"""Where the implementations may differ from ours, and why. What stands in no row here is a failure.

A row never justifies that we take what has to be refused, whoever refuses it. jose is 4.11.4 and 6.2.18, rhonabwy
1.1.11.
"""

from josedifferences import CRASHES, LACKS, LAXER, MISREADS, STRICTER, Facts, Row
from oraclepeers import JOSE_4, JOSE_6, RHONABWY

_JOSE = (JOSE_4, JOSE_6)
_RHONABWY = (RHONABWY,)
_EVERYBODY = (*_JOSE, *_RHONABWY)
_CBC = ("A128CBC-HS256", "A192CBC-HS384", "A256CBC-HS512")
_OTHER_TEXT = ("padded", "unused bits", "foreign character")  # base64url of the same bytes


def _changed(*names: str, parts: tuple[str, ...] = (), op: str = "") -> "_When":
    return _When(names, parts, op)


class _When:
    """Any of these alterations or crafted tokens."""

    def __init__(self, names: tuple[str, ...], parts: tuple[str, ...], op: str) -> None:
        self._names, self._parts, self._op = names, parts, op

    def __call__(self, facts: Facts) -> bool:
        return (facts.change in self._names and (not self._parts or facts.part in self._parts)
                and self._op in ("", facts.op))


def _in_the_recipient(facts: Facts) -> bool:
    """Flattened with an unprotected header, and an algorithm that has more members than "alg"."""
    return facts.op == "decrypt" and facts.form == "flattened" and facts.unprotected and (
        facts.alg.endswith("GCMKW") or facts.alg.startswith(("ECDH", "PBES2")))


def _agreement_on_long_key(facts: Facts) -> bool:
    """On more than the 32 bytes that one round of the key derivation gives."""
    return facts.alg == "ECDH-ES" and facts.enc in ("A192CBC-HS384", "A256CBC-HS512")


ROWS = [
    # What somebody does not have.
    Row((JOSE_4,), LACKS, lambda f: f.alg in ("Ed25519", "Ed448"), "RFC 9864 is younger"),
    Row((JOSE_6,), LACKS, lambda f: f.alg in ("ES256K", "Ed448"), "not in the Web Cryptography API"),
    Row((JOSE_6,), LACKS, lambda f: f.kind in ("secp256k1", "Ed448", "X448") and f.op != "thumbprint",
        "not in the Web Cryptography API"),
    Row(_JOSE, LACKS, lambda f: f.op == "encrypt" and f.form == "general" and (f.parties or f.alg.startswith("PBES2")),
        "its general form has no place for apu, apv and p2c"),
    Row(_RHONABWY, LACKS, lambda f: f.alg in ("ES256K", "Ed25519", "Ed448"), "switched off, or younger"),
    Row(_RHONABWY, LACKS, lambda f: f.kind in ("secp256k1", "Ed448"), "no such curve"),
    Row(_RHONABWY, LACKS, lambda f: f.op == "generate" and f.kind in ("X25519", "X448"),
        'its X25519 keys have an "x" that does not belong to their "d"'),
    Row(_RHONABWY, LACKS, lambda f: f.op == "sign" and f.unprotected, "it signs with no unprotected members"),
    Row(_RHONABWY, LACKS, lambda f: f.op in ("sign", "encrypt") and f.empty, "it makes no token without a payload"),
    Row(_RHONABWY, LACKS, lambda f: f.op == "encrypt" and f.kind == "P-521", "it agrees on no key on P-521"),
    Row(_RHONABWY, LACKS, lambda f: f.op == "encrypt" and f.form == "general" and f.alg == "ECDH-ES",
        "several recipients cannot agree on one key"),
    Row(_RHONABWY, LACKS, lambda f: f.op == "encrypt" and f.form != "compact" and f.alg == "dir", "it forgets alg"),
    Row(_RHONABWY, LACKS, lambda f: f.op == "encrypt" and f.enc in _CBC and (f.whole or f.zip),
        "it pads whole blocks with nothing, against RFC 7518 section 5.2.2.1 (PKCS #7)"),
    Row(_RHONABWY, LACKS, _agreement_on_long_key, "its second round of RFC 7518 section 4.6.2 gives other bytes"),
    # What somebody refuses and we take.
    Row(_RHONABWY, STRICTER, lambda f: f.op in ("verify", "decrypt") and f.empty and not f.change, "no empty payload"),
    Row(_RHONABWY, STRICTER,
        lambda f: f.op == "verify" and f.form == "flattened" and not f.unprotected and not f.change,
        "flattened only with an unprotected header, which RFC 7515 section 7.2.2 does not ask for"),
    Row(_RHONABWY, STRICTER, lambda f: f.op == "verify" and f.kind == "Ed448", "no such curve"),
    Row(_RHONABWY, STRICTER, lambda f: f.op == "decrypt" and f.kind == "P-521", "it agrees on no key on P-521"),
    Row(_RHONABWY, STRICTER, lambda f: f.op == "decrypt" and f.form == "general" and f.alg in ("dir", "ECDH-ES"),
        "general only with an encrypted key, which RFC 7516 section 7.2.1 does not ask for"),
    Row(_RHONABWY, STRICTER, _in_the_recipient, "it looks for all members in the unprotected header if there is one"),
    Row(_RHONABWY, STRICTER, lambda f: f.alg.startswith("PBES2") and f.form == "flattened" and f.maker == RHONABWY,
        "it cannot read its own p2c and p2s"),
    Row(_RHONABWY, STRICTER, lambda f: f.short_secret, "it drops zeros that RFC 7518 section 4.6.2 wants kept"),
    Row(_RHONABWY, STRICTER, _changed("long number", "huge number", "escaped NUL in kid", "lone surrogate in kid"),
        "limits of its JSON reader, which RFC 8259 sections 6 and 8.2 allow"),
    Row(_RHONABWY, STRICTER, _changed("unencoded payload"), "no RFC 7797"),
    Row(_RHONABWY, STRICTER, _changed("plain JSON", "unknown member beside", op="verify"),
        "flattened only with an unprotected header, which RFC 7515 section 7.2.2 does not ask for"),
    Row(_RHONABWY, STRICTER, _changed("alg only unprotected", "alg unprotected beside a protected kid",
                                      "protected header of no members", "alg and enc shared"),
        "it wants a protected header with alg or enc, which RFC 7515 and RFC 7516 section 4 do not ask for"),
    Row(_RHONABWY, STRICTER, _changed("plain encryption in general JSON"),
        "general only with an encrypted key, which RFC 7516 section 7.2.1 does not ask for"),
    # What somebody takes and we refuse.
    Row((JOSE_4,), LAXER, _changed(*_OTHER_TEXT, "characters added", "other alphabet", op="decrypt"),
        "Buffer passes over what is not base64url: RFC 4648 sections 3.2, 3.3 and 3.5 are kept by us"),
    Row((JOSE_4,), LAXER, _changed(*_OTHER_TEXT, "characters added", "other alphabet", parts=("signature",)),
        "as before; the other parts are signed as they stand"),
    Row((JOSE_6,), LAXER, _changed(*_OTHER_TEXT, op="decrypt"),
        "the platform's base64 takes padding, spaces and loose bits"),
    Row((JOSE_6,), LAXER, _changed(*_OTHER_TEXT, parts=("signature",)), "as before"),
    Row(_RHONABWY, LAXER, _changed(*_OTHER_TEXT), "it removes spaces, takes padding, and encodes the payload anew"),
    Row((JOSE_4,), LAXER,
        _changed("header not in UTF-8", "overlong UTF-8 in the header", "surrogate in the UTF-8 of the header"),
        "it mends UTF-8, against RFC 7515 section 5.2"),
    Row(_EVERYBODY, LAXER, _changed("kid twice", "kid twice, once escaped", "alg twice, the first none",
                                    "payload twice, the last good", "unprotected alg twice, the last good"),
        "the last of two members counts: RFC 7515 section 4 allows both"),
    Row(_EVERYBODY, LAXER, _changed("kid is a number", "typ is a number", "cty is a list"),
        "members that they do not use: RFC 7515 section 4.1 wants strings"),
    Row(_EVERYBODY, LAXER, _changed("b64 outside of crit", "false b64 outside of crit"),
        "RFC 7797 section 6 binds who signs"),
    Row(_EVERYBODY, LAXER, _changed("compressed, with more after it"), "nothing after the end is looked at: RFC 1951"),
    Row(_JOSE, LAXER, _changed("header with a byte order mark"), "RFC 8259 section 8.1 lets a reader pass over it"),
    Row(_JOSE, LAXER, _changed("flattened and general at once"), "it reads the general form: RFC 7515 section 7.2.2"),
    Row(_RHONABWY, LAXER, lambda f: "crit" in f.change or f.change.startswith("b64 "), "it knows no crit at all"),
    Row(_RHONABWY, LAXER, lambda f: "header" in f.change and ("both" in f.change or "recipient" in f.change),
        "names in two headers, against RFC 7515 and RFC 7516 section 4"),
    Row(_RHONABWY, LAXER, _changed("another alg unprotected", "enc protected and shared", "kid in both headers"),
        "names in two headers, against RFC 7515 and RFC 7516 section 4"),
    Row(_EVERYBODY, LAXER,
        _changed("empty aad", "empty encrypted key beside dir", "protected header empty, alg beside it"),
        "empty members, which RFC 7515 and RFC 7516 section 7.2.1 want left out"),
    Row(_RHONABWY, LAXER, _changed("encrypted key beside dir", "general without recipients"),
        "it does not look there, against RFC 7516 section 5.2"),
    Row(_RHONABWY, LAXER, _changed("compressed and cut"), "its inflate does not miss the end"),
    Row(_RHONABWY, LAXER, _changed("unknown compression"), "it takes zip for DEF or for nothing"),
    Row(_RHONABWY, LAXER, lambda f: f.change == "bytes added" and f.part == "key" and f.alg.startswith("RSA"),
        "zeros before the encrypted key: RFC 8017 section 7.1.2 wants the length of the modulus"),
    Row(_RHONABWY, LAXER, lambda f: f.short_secret and f.maker == RHONABWY, "its own mistake, made twice"),
    Row(_EVERYBODY, LAXER, lambda f: f.short_coordinate, "RFC 7518 section 6.2.1.2 wants the full length"),
    Row(_RHONABWY, MISREADS, lambda f: f.op == "decrypt" and f.enc in _CBC and f.whole and not f.zip,
        "it leaves the padding of whole blocks in the payload"),
    Row(_RHONABWY, MISREADS, _changed("unencoded payload"), "no RFC 7797, and the text can be base64url too"),
    Row(_RHONABWY, CRASHES, lambda f: f.op in ("verify", "decrypt") and f.change != "",
        "it writes behind its memory, or takes a number for a text, when a part is not base64url"),
]
