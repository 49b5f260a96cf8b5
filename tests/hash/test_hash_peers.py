"""Stored secrets that other implementations write are read here, and those written here are taken by them."""

import base64
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import unittest
from typing import Any

MODULES = {"django": "python3-django", "argon2": "python3-argon2", "bcrypt": "python3-bcrypt",
           "werkzeug": "python3-flask"}
missing = sorted(package for module, package in MODULES.items() if importlib.util.find_spec(module) is None)
if not shutil.which("ruby") or subprocess.run(["ruby", "-e", "require 'bcrypt'"], capture_output=True).returncode:
    missing.append("ruby-bcrypt")
if missing:
    raise ImportError(f"install the Debian package {' '.join(missing)} to run these tests")

from django.conf import settings  # noqa: E402

HASHERS = "PBKDF2PasswordHasher PBKDF2SHA1PasswordHasher Argon2PasswordHasher BCryptSHA256PasswordHasher " \
    "BCryptPasswordHasher MD5PasswordHasher SHA1PasswordHasher UnsaltedMD5PasswordHasher UnsaltedSHA1PasswordHasher"
settings.configure(PASSWORD_HASHERS=["django.contrib.auth.hashers." + name for name in HASHERS.split()])

from django.contrib.auth.hashers import check_password, identify_hasher, make_password  # noqa: E402
from werkzeug.security import check_password_hash, generate_password_hash  # noqa: E402

# Letters, an accent and a character beyond 16 bits, as servers take them in UTF-8; one longer than bcrypt's 72 bytes.
SECRET = "s3cret caf\u00e9 \U0001f511"
LONG = "x" * 100


class Tool:
    """The program under test, which answers a line for a line."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [os.environ["HASHTOOL"]], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")

    def ask(self, do: str, **request: Any) -> Any:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps({"do": do, **request}) + "\n")
        self._process.stdin.flush()
        reply = json.loads(self._process.stdout.readline())
        if "answer" not in reply:
            raise AssertionError(f"{do} {request}: {reply['error']}")
        return reply["answer"]

    def close(self) -> None:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        self._process.wait(timeout=10)
        self._process.stdout.close()


def ruby(code: str, *arguments: str) -> str:
    """What the code prints; its arguments come by standard input, a JSON array in `given`."""
    whole = f"require 'bcrypt'; require 'json'; given = JSON.parse(STDIN.read); {code}"
    return subprocess.run(["ruby", "-e", whole], input=json.dumps(arguments), check=True, capture_output=True,
                          encoding="utf-8").stdout.strip()


class HashPeers(unittest.TestCase):
    tool: Tool

    @classmethod
    def setUpClass(cls) -> None:
        cls.tool = Tool()
        cls.addClassCleanup(cls.tool.close)

    def assertReads(self, stored: str, scheme: str, secret: str = SECRET, schemes: list[str] | None = None) -> None:
        """Told by its scheme, taken with the secret, and not with another."""
        schemes = schemes or [scheme]
        self.assertEqual(self.tool.ask("scheme", stored=stored, schemes=schemes), scheme)
        self.assertIs(self.tool.ask("verify", stored=stored, secret=secret, schemes=schemes), True)
        self.assertIs(self.tool.ask("verify", stored=stored, secret="other", schemes=schemes), False)

    def test_django_wrote_it(self) -> None:
        schemes = {"bcrypt": "django-bcrypt", "md5": "django-md5", "sha1": "django-sha1",
                   "unsalted_sha1": "django-sha1"}
        for hasher in ("pbkdf2_sha256", "pbkdf2_sha1", "argon2", "bcrypt_sha256", "bcrypt", "md5", "sha1",
                       "unsalted_sha1"):
            with self.subTest(hasher=hasher):
                stored = make_password(SECRET, "" if hasher.startswith("unsalted") else None, hasher)
                self.assertReads(stored, schemes.get(hasher, hasher), schemes=["django", "plain"])
        self.assertReads(make_password(SECRET, "", "unsalted_md5"), "md5-hex")
        self.assertReads(make_password(LONG, None, "bcrypt_sha256"), "bcrypt_sha256", LONG)

    def test_django_takes_it(self) -> None:
        for scheme in ("pbkdf2_sha256", "pbkdf2_sha1", "argon2", "bcrypt_sha256", "django-bcrypt"):
            with self.subTest(scheme=scheme):
                stored = self.tool.ask("create", scheme=scheme, secret=SECRET)
                self.assertEqual(identify_hasher(stored).algorithm, scheme.removeprefix("django-"))
                self.assertTrue(check_password(SECRET, stored))
                self.assertFalse(check_password("other", stored))
        self.assertTrue(check_password(LONG, self.tool.ask("create", scheme="bcrypt_sha256", secret=LONG)))

    def test_django_sees_the_costs_of_its_own_text(self) -> None:
        like = make_password("old", None, "argon2")
        stored = self.tool.ask("create", scheme="argon2", secret=SECRET, like=like)
        self.assertFalse(identify_hasher(stored).must_update(stored))
        like = make_password("old")
        stored = self.tool.ask("create", scheme="pbkdf2_sha256", secret=SECRET, like=like)
        self.assertFalse(identify_hasher(stored).must_update(stored))

    def test_scrypt_as_django_spells_it(self) -> None:
        """Django has it since 4.0; its code is Python's scrypt over the salt's text."""
        stored = self.tool.ask("create", scheme="scrypt", secret=SECRET)
        name, n, salt, block, parallel, key = stored.split("$")
        derived = hashlib.scrypt(SECRET.encode(), salt=salt.encode(), n=int(n), r=int(block), p=int(parallel),
                                 maxmem=64 << 20, dklen=64)
        self.assertEqual((name, base64.b64encode(derived).decode()), ("scrypt", key))

    def test_werkzeug(self) -> None:
        for digest in ("sha1", "sha256", "sha512"):
            with self.subTest(digest=digest):
                stored = generate_password_hash(SECRET, f"pbkdf2:{digest}:2000")
                self.assertReads(stored, f"werkzeug-pbkdf2-{digest}", schemes=["werkzeug"])
                stored = self.tool.ask("create", scheme=f"werkzeug-pbkdf2-{digest}", secret=SECRET, like=stored)
                self.assertIn(":2000$", stored)
                self.assertTrue(check_password_hash(stored, SECRET))
                self.assertFalse(check_password_hash(stored, "other"))

    def test_bcrypt_of_ruby(self) -> None:
        self.assertReads(ruby("puts BCrypt::Password.create(given[0], cost: 5)", SECRET), "bcrypt")
        like = "$2a$05$dzb.HJhbdst3OxuWFnVGbuLh.cu4uyS8PA5kHbSvtUYZyKrzek33S"
        for given in (like, like.replace("2a", "2b"), like.replace("2a", "2y"), ""):
            with self.subTest(like=given):
                stored = self.tool.ask("create", scheme="bcrypt", secret=SECRET, like=given)
                check = "b = BCrypt::Password.new(given[0]); puts b == given[1], b == 'other', b.cost"
                cost = "5" if given else "12"
                self.assertEqual(ruby(check, stored, SECRET).split(), ["true", "false", cost])

    def test_argon2_of_python(self) -> None:
        import argon2

        self.assertReads(argon2.PasswordHasher().hash(SECRET), "argon2id")
        self.assertReads(argon2.PasswordHasher(type=argon2.Type.I).hash(SECRET), "argon2i")
        for scheme in ("argon2id", "spring:argon2"):
            stored = self.tool.ask("create", scheme=scheme, secret=SECRET)
            self.assertTrue(argon2.PasswordHasher().verify(stored.removeprefix("{argon2}"), SECRET))

    def test_pbkdf2_as_ory_spells_it(self) -> None:
        digests = {"sha1": "sha1", "sha224": "sha3_224", "sha256": "sha256", "sha384": "sha3_384", "sha512": "sha512"}
        for name, digest in digests.items():
            with self.subTest(digest=name):
                stored = self.tool.ask("create", scheme=f"ory-pbkdf2-{name}", secret=SECRET)
                empty, scheme, costs, salt, key = stored.split("$")
                derived = hashlib.pbkdf2_hmac(digest, SECRET.encode(), base64.b64decode(salt + "=="), 25000, 32)
                self.assertEqual((scheme, costs), (f"pbkdf2-{name}", "i=25000,l=32"))
                self.assertEqual(base64.b64encode(derived).decode().rstrip("="), key)

    def test_pbkdf2_in_bytes(self) -> None:
        stored = base64.b64decode(self.tool.ask("create", scheme="openiddict-pbkdf2", secret=SECRET))
        header, salt, key = stored[:13], stored[13:29], stored[29:]
        self.assertEqual(header.hex(), "01" "00000001" "00002710" "00000010")
        self.assertEqual(hashlib.pbkdf2_hmac("sha256", SECRET.encode(), salt, 10000), key)

    def test_pbkdf2_and_scrypt_as_spring_spells_them(self) -> None:
        for name, digest, count, size in (("pbkdf2", "sha1", 185000, 8),
                                          ("pbkdf2@SpringSecurity_v5_8", "sha256", 310000, 16)):
            stored = self.tool.ask("create", scheme=f"spring:{name}", secret=SECRET)
            both = bytes.fromhex(stored.removeprefix(f"{{{name}}}"))
            derived = hashlib.pbkdf2_hmac(digest, SECRET.encode(), both[:size], count, 32)
            self.assertEqual(derived, both[size:])
        stored = self.tool.ask("create", scheme="spring:scrypt@SpringSecurity_v5_8", secret=SECRET)
        name, costs, salt, key = stored.split("$")
        derived = hashlib.scrypt(SECRET.encode(), salt=base64.b64decode(salt), n=65536, r=8, p=1, maxmem=128 << 20,
                                 dklen=32)
        self.assertEqual((name, costs), ("{scrypt@SpringSecurity_v5_8}", "100801"))
        self.assertEqual(base64.b64encode(derived).decode(), key)

    def test_digests_of_tokens(self) -> None:
        token = "tok\u00e9n-1"
        sha256 = hashlib.sha256(token.encode())
        grant = hashlib.sha256(f"{token}:reference_token".encode()).hexdigest().upper()
        for form, stored in (("sha256-hex", sha256.hexdigest()), ("duende", grant),
                             ("sha256-base64", base64.b64encode(sha256.digest()).decode())):
            with self.subTest(form=form):
                answer = self.tool.ask("forms", secret=token, schemes=[form], type="reference_token")
                self.assertEqual(answer, [stored])
        answer = self.tool.ask("forms", secret=f"ory_at_x.{token}", schemes=["hydra"])
        self.assertEqual(answer, [hashlib.sha384(token.encode()).hexdigest(), token])


if __name__ == "__main__":
    unittest.main()
