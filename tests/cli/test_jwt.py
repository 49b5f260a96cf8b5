"""owb jwt: tokens are read, verified and made without a database, and never printed where nobody asked."""

import base64
import http.server
import json
import os
import subprocess
import tempfile
import threading
import unittest
from pathlib import Path
from typing import Any

from owbcase import BINARY, DONE, NO, REFUSED, UNREACHABLE, USAGE, Ran

SECRET = "a shared secret of thirty-two bytes, or somewhat more"
CLAIMS = {"iss": "https://id.example", "sub": "7", "aud": "api", "iat": 1_700_000_000, "exp": 4_000_000_000,
          "scope": "read write", "client_id": "web"}


def decoded(part: str) -> Any:
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


class JwtCase(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.secret = self.file("secret.txt", SECRET + "\n")

    def file(self, name: str, text: str) -> str:
        path = self.folder / name
        path.write_text(text)
        return str(path)

    def jwt(self, *arguments: str, stdin: str = "") -> Ran:
        environment = {name: value for name, value in os.environ.items() if name != "OWB_DATABASE"}
        run = subprocess.run([BINARY, "jwt", *arguments], input=stdin, capture_output=True, text=True, timeout=60,
                             env=environment)
        return Ran(run.returncode, run.stdout, run.stderr)

    def expect(self, status: int, ran: Ran) -> Ran:
        self.assertEqual(ran.status, status, ran.err + ran.out)
        return ran

    def new_key(self, algorithm: str, *arguments: str) -> dict[str, Any]:
        return self.expect(DONE, self.jwt("new-key", "--alg", algorithm, *arguments)).json

    def keyfile(self, algorithm: str, name: str = "key.json") -> str:
        return self.file(name, json.dumps(self.new_key(algorithm)))

    def signed(self, *arguments: str, claims: dict[str, Any] = CLAIMS) -> str:
        return self.expect(DONE, self.jwt("sign", "-", *arguments, stdin=json.dumps(claims))).out.strip()


class Making(JwtCase):
    def test_a_new_key_names_itself(self) -> None:
        key = self.new_key("ES256")
        self.assertEqual((key["kty"], key["crv"], key["alg"]), ("EC", "P-256", "ES256"))
        self.assertIn("d", key)
        self.assertEqual(len(key["kid"]), 43)
        self.assertEqual(self.new_key("RS256", "--bits", "3072", "--kid", "mine")["kid"], "mine")

    def test_what_is_no_algorithm_is_wrong_usage(self) -> None:
        for algorithm in ("none", "ES257", "dir", ""):
            with self.subTest(algorithm=algorithm):
                self.expect(USAGE, self.jwt("new-key", "--alg", algorithm))

    def test_only_public_halves_are_printed_unasked(self) -> None:
        for algorithm in ("ES256", "RS256", "EdDSA", "HS256"):
            with self.subTest(algorithm=algorithm):
                file = self.keyfile(algorithm)
                shown = self.expect(DONE, self.jwt("keys", "--jwks", file)).json["keys"][0]
                self.assertFalse({"d", "p", "q", "dp", "dq", "qi", "k"} & set(shown))
                whole = self.expect(DONE, self.jwt("keys", "--jwks", file, "--reveal")).json["keys"][0]
                self.assertTrue({"d", "k"} & set(whole))

    def test_keys_go_to_pem_and_back(self) -> None:
        file = self.keyfile("ES384")
        pem = self.file("key.pem", self.expect(DONE, self.jwt("keys", "--jwks", file, "--pem", "--reveal")).out)
        self.assertIn("BEGIN PRIVATE KEY", Path(pem).read_text())
        names = [self.expect(DONE, self.jwt("keys", "--jwks", one, "--thumbprints")).json["keys"][0]["kid"]
                 for one in (file, pem)]
        self.assertEqual(*names)
        public = self.expect(DONE, self.jwt("keys", "--jwks", file, "--pem")).out
        self.assertIn("BEGIN PUBLIC KEY", public)

    def test_a_header_may_be_given(self) -> None:
        token = self.signed("--secret-file", self.secret, "--alg", "HS256", "--header", '{"typ":"at+jwt"}')
        self.assertEqual(decoded(token.split(".")[0]), {"typ": "at+jwt", "alg": "HS256"})

    def test_what_readers_refuse_is_not_made(self) -> None:
        for header in ('{"crit":["x"]}', '{"alg":"none"}', "[]", "{", '{"alg":7}'):
            with self.subTest(header=header):
                arguments = [] if "alg" in header else ["--alg", "HS256"]
                ran = self.jwt("sign", "-", "--secret-file", self.secret, *arguments, "--header", header, stdin="{}")
                self.assertIn(ran.status, (USAGE, REFUSED))
                self.assertEqual(ran.out, "")

    def test_an_encrypted_token_opens_again(self) -> None:
        for algorithm, encryption in (("RSA-OAEP-256", "A256GCM"), ("ECDH-ES+A128KW", "A128CBC-HS256"),
                                      ("A256KW", "A192GCM")):
            with self.subTest(algorithm=algorithm):
                key = self.keyfile(algorithm)
                token = self.expect(DONE, self.jwt("encrypt", "-", "--jwks", key, "--enc", encryption,
                                                   stdin=json.dumps(CLAIMS))).out
                self.assertEqual(self.expect(DONE, self.jwt("decode", "-", "--jwks", key, "--json", stdin=token))
                                 .json["claims"], CLAIMS)
                self.expect(DONE, self.jwt("verify", "-", "--jwks", key, stdin=token))


class Verifying(JwtCase):
    def verify(self, token: str, *arguments: str) -> Ran:
        return self.jwt("verify", "-", "--secret-file", self.secret, "--json", *arguments, stdin=token)

    def setUp(self) -> None:
        super().setUp()
        self.token = self.signed("--secret-file", self.secret, "--alg", "HS256")

    def decided(self, status: int, ran: Ran) -> tuple[str, str, str]:
        answer = self.expect(status, ran).json
        step = next(one for one in answer["steps"] if one["step"] == answer["decided_by"]
                    and one["outcome"] == answer["verdict"])
        return answer["verdict"], answer["decided_by"], step.get("rule", "")

    def test_a_sound_token_is_valid(self) -> None:
        ran = self.verify(self.token + "\n", "--issuer", "https://id.example", "--audience", "api", "--alg", "HS256")
        self.assertEqual(self.decided(DONE, ran), ("passed", "signature", ""))
        self.assertEqual(ran.json["claims"], CLAIMS)
        steps = {step["step"]: step["outcome"] for step in ran.json["steps"]}
        self.assertEqual(steps, {"structure": "passed", "algorithm": "passed", "key": "passed", "signature": "passed",
                                 "type": "not checked", "issuer": "passed", "audience": "passed", "time": "passed"})

    def test_every_step_can_fail(self) -> None:
        expired = self.signed("--secret-file", self.secret, "--alg", "HS256", claims=CLAIMS | {"exp": 1_700_000_001})
        cases = {
            "structure": (self.token + ".x", [], "T-ST-01"),
            "algorithm": (self.token, ["--alg", "ES256"], "T-AL-02"),
            "signature": (self.token[:-6] + "AAAAAA"[:5] + "A", [], ""),
            "issuer": (self.token, ["--issuer", "https://id.example/"], "T-CL-01"),
            "audience": (self.token, ["--audience", "other"], "T-CL-04"),
            "time": (expired, [], "T-CL-06"),
        }
        for step, (token, arguments, rule) in cases.items():
            with self.subTest(step=step):
                found = self.decided(NO, self.verify(token, *arguments))
                self.assertEqual(found[:2], ("failed", step))
                if rule:
                    self.assertEqual(found[2], rule)
        self.expect(DONE, self.verify(expired, "--signature-only"))

    def test_without_a_key_nothing_is_proven(self) -> None:
        ran = self.jwt("verify", "-", "--json", stdin=self.token)
        self.assertEqual(self.decided(NO, ran), ("not checked", "key", ""))

    def test_a_key_that_is_not_in_the_set_is_named(self) -> None:
        first = self.file("one.json", json.dumps(self.new_key("ES256", "--kid", "2026-08")))
        token = self.signed("--jwks", first)
        second = self.file("two.json", json.dumps(self.new_key("ES256", "--kid", "2026-09")))
        ran = self.expect(NO, self.jwt("verify", "-", "--jwks", second, stdin=token))
        self.assertIn("2026-08", ran.err)
        self.assertIn("2026-09", ran.err)
        self.assertIn("RFC 7515", ran.out)

    def test_a_public_key_is_no_secret(self) -> None:
        private = self.keyfile("RS256")
        public = self.file("public.pem", self.jwt("keys", "--jwks", private, "--pem").out)
        forged = self.signed("--secret-file", public, "--alg", "HS256")
        ran = self.jwt("verify", "-", "--jwks", public, "--json", stdin=forged)
        self.assertEqual(self.decided(NO, ran), ("failed", "key", "T-AL-03"))

    def test_tokens_are_not_printed(self) -> None:
        signature = self.token.split(".")[2]
        for arguments in (["--json"], []):
            ran = self.jwt("verify", "-", "--secret-file", self.secret, *arguments, stdin=self.token)
            self.assertNotIn(signature, ran.out + ran.err)
            self.assertNotIn(SECRET, ran.out + ran.err)

    def test_text_from_a_token_cannot_reach_the_terminal(self) -> None:
        token = self.signed("--secret-file", self.secret, "--alg", "HS256", claims={"sub": "\x1b[31mred\u202eevil"})
        ran = self.expect(DONE, self.jwt("decode", "-", stdin=token))
        self.assertNotIn("\x1b", ran.out)
        self.assertNotIn("\u202e", ran.out)

    def test_input_that_is_no_token(self) -> None:
        for text in ("opaque-token", "a.b", "{}", "{", "..", "\x00.\x00.\x00", "é.é.é"):
            with self.subTest(text=text):
                for command in ("decode", "verify", "lint"):
                    ran = self.expect(NO, self.jwt(command, "-", stdin=text))
                    self.assertTrue(ran.err.strip().endswith("."), ran.err)
        self.expect(USAGE, self.jwt("verify", "-", stdin=""))

    def test_files_that_are_no_keys(self) -> None:
        for text in ("", "hello", "{}", '{"keys":[]}', "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"):
            with self.subTest(text=text):
                ran = self.expect(USAGE, self.jwt("verify", "-", "--jwks", self.file("k", text), stdin=self.token))
                self.assertIn("k:", ran.err)
        self.expect(USAGE, self.jwt("verify", "-", "--jwks", "/nowhere/keys.json", stdin=self.token))


class KeySetAddress(JwtCase):
    """--jwks takes the address of a key set, fetched when the command says so and from nowhere else."""

    def serve(self, body: str, content_type: str = "application/json") -> str:
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:  # noqa: N802, the name that http.server calls
                self.send_response(200)
                self.send_header("Content-Type", content_type)
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, *_: Any) -> None:
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return f"http://127.0.0.1:{server.server_port}/keys"

    def test_keys_are_fetched(self) -> None:
        key = self.keyfile("ES256")
        token = self.signed("--jwks", key)
        address = self.serve(self.jwt("keys", "--jwks", key).out)
        self.expect(DONE, self.jwt("verify", "-", "--jwks", address, stdin=token))
        other = self.signed("--jwks", self.keyfile("ES256", "other.json"))
        self.expect(NO, self.jwt("verify", "-", "--jwks", address, stdin=other))

    def test_what_cannot_be_fetched_is_told(self) -> None:
        token = self.signed("--secret-file", self.secret, "--alg", "HS256")
        for address, words in ((self.serve("<html>", "text/html"), "no JSON"), ("http://127.0.0.1:1/keys", "listens"),
                               ("http://id.example/keys", "https")):
            with self.subTest(address=address):
                ran = self.expect(UNREACHABLE, self.jwt("verify", "-", "--jwks", address, stdin=token))
                self.assertIn(words, ran.err)


class Linting(JwtCase):
    def test_a_forgeable_token_is_told(self) -> None:
        weak = self.file("weak.txt", "secret")
        header = base64.urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=")
        payload = base64.urlsafe_b64encode(json.dumps(CLAIMS).encode()).decode().rstrip("=")
        ran = self.expect(NO, self.jwt("lint", "-", "--json", stdin=f"{header}.{payload}."))
        self.assertIn(("T-AL-01", "critical"), {(one["rule"], one["severity"]) for one in ran.json["findings"]})
        self.assertNotIn("secret", self.jwt("lint", "-", "--secret-file", weak, stdin=f"{header}.{payload}.").out)


if __name__ == "__main__":
    unittest.main()
