"""owb and real issuers: what they say about themselves, their keys and tokens, introspection, revocation, new keys.

oidc-provider comes from npm, into the folder OWB_NODE_PACKAGES, where it stays; Authlib is Debian's.
"""

import base64
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus, urlencode
from urllib.request import Request, urlopen

import packages

packages.require()

OWB = os.environ["OWB"]
CLIENT, SECRET = "owb", "a secret: with + signs & more"
_HERE = Path(__file__).parent
_PROVIDER = "oidc-provider@8.8.1"
_INSTALL_SECONDS, _ANSWER_SECONDS = 240, 30
DONE, NO, USAGE, UNREACHABLE = range(4)


def node_modules() -> Path:
    """Where oidc-provider is; installed the first time. No script of a package is run."""
    folder = Path(os.environ.get("OWB_NODE_PACKAGES") or Path(tempfile.gettempdir()) / "owb-node-packages")
    if not (folder / "node_modules/oidc-provider").exists():
        run = subprocess.run(["npm", "install", "--prefix", str(folder), "--ignore-scripts", "--no-audit", "--no-fund",
                              _PROVIDER], capture_output=True, text=True, timeout=_INSTALL_SECONDS, check=False)
        if run.returncode != 0:
            raise RuntimeError(f"npm cannot install {_PROVIDER}: {run.stderr[-400:]}")
    return folder / "node_modules"


class Issuer:
    """A server program with its keys, on a port of its own, until `stop`."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                         stderr=subprocess.DEVNULL, text=True, env=os.environ | environment)
        assert self._process.stdout
        self.port = int(self._process.stdout.readline() or 0)
        if not self.port:
            self.stop()
            raise RuntimeError(f"{command[1]} did not start")
        self.url = f"http://127.0.0.1:{self.port}"

    def stop(self) -> None:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(10)
        self._process.stdout.close()

    def token(self, **form: str) -> str:
        """A JWT access token, as a client gets it."""
        credentials = base64.b64encode(f"{CLIENT}:{quote_plus(SECRET)}".encode()).decode()
        if type(self).basic_is_plain:
            credentials = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        form = {"grant_type": "client_credentials", "scope": "read", "resource": "https://api.example", **form}
        body = urlencode({name: value for name, value in form.items() if value})
        request = Request(f"{self.url}/token", body.encode(), {"Authorization": f"Basic {credentials}"})
        with urlopen(request, timeout=_ANSWER_SECONDS) as answer:
            return json.load(answer)["access_token"]

    basic_is_plain = False


class AuthlibIssuer(Issuer):
    # Authlib 1.2 takes the two halves of HTTP Basic as they are, without decoding them.
    basic_is_plain = True

    def __init__(self, keys: Path) -> None:
        super().__init__([sys.executable, "-B", str(_HERE / "authlib_issuer.py"), str(keys)], {})


class ProviderIssuer(Issuer):
    def __init__(self, keys: Path, port: int = 0) -> None:
        super().__init__(["node", str(_HERE / "oidc_provider_server.mjs"), str(port), str(keys)],
                         {"OWB_NODE_MODULES": str(node_modules())})


class Issuers:
    """The tests, for each server."""

    in_body: list[str] = []

    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.secret = self.folder / "secret.txt"
        self.secret.write_text(SECRET)
        self.keys = self.folder / "private.json"
        self.write_keys("2026-08")
        self.issuer = self.start()
        self.addCleanup(lambda: self.issuer.stop())

    def start(self) -> Issuer:
        raise NotImplementedError

    def rotate(self) -> None:
        """From now on another key signs, and the old one is gone."""
        raise NotImplementedError

    def owb(self, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run([OWB, *arguments], input=stdin, capture_output=True, text=True, timeout=60, check=False)

    def expect(self, status: int, *arguments: str, stdin: str = "") -> Any:
        run = self.owb(*arguments, "--json", stdin=stdin)
        self.assertEqual(run.returncode, status, run.stdout + run.stderr)
        self.assertNotIn(SECRET, run.stdout + run.stderr)
        return json.loads(run.stdout) if run.stdout else run.stderr

    def write_keys(self, *names: str) -> None:
        keys = [json.loads(self.owb("jwt", "new-key", "--alg", "ES256", "--kid", name).stdout) | {"use": "sig"}
                for name in names]
        self.keys.write_text(json.dumps({"keys": keys}))

    def fetched(self) -> str:
        path = self.folder / "public.json"
        path.write_text(json.dumps(self.expect(DONE, "server", "jwks", self.issuer.url)))
        return str(path)

    def ask(self, status: int, verb: str, token: str) -> Any:
        return self.expect(status, "server", verb, self.issuer.url, "-", "--client-id", CLIENT, "--secret-file",
                           str(self.secret), *self.in_body, stdin=token)

    def test_it_is_discovered(self) -> None:
        found = self.expect(DONE, "server", "discover", self.issuer.url)
        self.assertEqual(found["metadata"]["issuer"], self.issuer.url)
        self.assertIn("/.well-known/", found["source"])
        self.assertEqual({one["rule"] for one in found["findings"]}, {"F-08"}) # plain http, on this machine: a note

    def test_another_name_for_it_is_refused(self) -> None:
        told = self.expect(UNREACHABLE, "server", "discover", self.issuer.url.replace("127.0.0.1", "localhost"))
        self.assertIn("127.0.0.1", told)

    def test_its_tokens_are_valid_and_break_no_rule(self) -> None:
        token, keys = self.issuer.token(), self.fetched()
        expectations = ["--jwks", keys, "--issuer", self.issuer.url, "--audience", "https://api.example", "--alg", "ES256"]
        verdict = self.expect(DONE, "jwt", "verify", "-", *expectations, stdin=token)
        self.assertEqual((verdict["verdict"], verdict["kind"]), ("passed", "access_token"))
        found = self.owb("jwt", "lint", "-", *expectations, "--json", stdin=token)
        # Its own address is plain http on this machine, which an issuer otherwise must not be.
        self.assertEqual({one["rule"] for one in json.loads(found.stdout)["findings"]} - {"T-CL-02"}, set())
        self.expect(NO, "jwt", "verify", "-", "--jwks", keys, "--audience", "https://other.example", stdin=token)

    def test_introspection_and_revocation(self) -> None:
        token = self.issuer.token(**self.opaque)
        answer = self.ask(DONE, "introspect", token)
        self.assertEqual((answer["active"], answer["client_id"]), (True, CLIENT))
        self.assertEqual(self.ask(DONE, "revoke", token), {"revoked": True})
        self.assertEqual(self.ask(NO, "introspect", token)["active"], False)
        self.ask(DONE, "revoke", "never-issued")

    opaque: dict[str, str] = {}

    def test_it_wants_to_know_who_asks(self) -> None:
        told = self.expect(UNREACHABLE, "server", "introspect", self.issuer.url, "-", stdin="token")
        self.assertRegex(told, r"status 40[01]")
        self.secret.write_text("wrong")
        self.assertIn("invalid_client", self.ask(UNREACHABLE, "introspect", "token"))

    def test_new_keys(self) -> None:
        old = self.issuer.token()
        self.expect(DONE, "jwt", "verify", "-", "--jwks", self.fetched(), stdin=old)
        self.rotate()
        keys = self.fetched()
        self.expect(DONE, "jwt", "verify", "-", "--jwks", keys, stdin=self.issuer.token())
        told = self.expect(NO, "jwt", "verify", "-", "--jwks", keys, stdin=old)
        step = next(one for one in told["steps"] if one["outcome"] == "failed")
        self.assertEqual((step["step"], step["rule"]), ("key", "T-AL-20"))
        self.assertIn("2026-08", step["what"])
        self.assertIn("2026-09", step["what"])


class Authlib(Issuers, unittest.TestCase):
    in_body = ["--secret-in-body"]

    def start(self) -> Issuer:
        return AuthlibIssuer(self.keys)

    def rotate(self) -> None:
        self.write_keys("2026-09")


class Provider(Issuers, unittest.TestCase):
    opaque = {"resource": ""} # it introspects no JWT

    def start(self) -> Issuer:
        return ProviderIssuer(self.keys)

    def test_its_signed_answers_hold(self) -> None:
        token = self.issuer.token(**self.opaque)
        run = self.owb("server", "introspect", self.issuer.url, "-", "--client-id", CLIENT, "--secret-file",
                       str(self.secret), "--signed", "--json", stdin=token)
        self.assertEqual((run.returncode, run.stderr), (DONE, "")) # and it did answer in the signed form
        self.assertEqual(json.loads(run.stdout)["client_id"], CLIENT)

    def rotate(self) -> None:
        self.issuer.stop()
        self.write_keys("2026-09")
        self.issuer = ProviderIssuer(self.keys, self.issuer.port)


if __name__ == "__main__":
    unittest.main()
