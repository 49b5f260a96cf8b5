"""The authorization server as a process of its own, and what a client asks of it."""

import base64
import hashlib
import http.client
import json
import os
import secrets
import selectors
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import accounts
from accounts import PASSWORD, USER

_START_SECONDS = 30
_ANSWER_SECONDS = 20
_RUBY = "/usr/bin/ruby"

Credentials = tuple[str, str]


@dataclass(frozen=True)
class Answer:
    """An HTTP answer."""

    status: int
    text: str
    location: str = ""

    def __getitem__(self, member: str) -> Any:
        return json.loads(self.text)[member]


class ServerProcess:
    """Runs a server program of this folder over a database until `stop`."""

    def __init__(self, database: Path | str, program: str = "authlib_server.py", *options: str) -> None:
        self._errors = tempfile.TemporaryFile()
        script = Path(__file__).with_name(program)
        interpreter = [_RUBY] if script.suffix == ".rb" else [sys.executable, "-B"]
        self._process = subprocess.Popen([*interpreter, str(script), str(database), *options], stdin=subprocess.PIPE,
                                         stdout=subprocess.PIPE, stderr=self._errors,
                                         env=os.environ | {"OWB_PEER_ACCOUNTS": accounts.as_json()})
        try:
            self._port = self._announced_port()
        except BaseException:
            self._process.kill()
            self._process.wait(10)
            raise

    def stop(self) -> None:
        """Ends it and returns only when it has ended."""
        self._process.terminate()
        try:
            status = self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            status = self._process.wait(10)
        said = self.errors()
        for file in (self._process.stdin, self._process.stdout, self._errors):
            if file:
                file.close()
        if status != 0:
            raise RuntimeError(f"the authorization server ended with status {status}: {said}")

    def errors(self) -> str:
        """What it has written to standard error so far."""
        self._errors.seek(0)
        return self._errors.read().decode(errors="replace")

    def get(self, path: str, bearer: str = "") -> Answer:
        return self._ask("GET", path, None, {"Authorization": f"Bearer {bearer}"} if bearer else {})

    def post(self, path: str, form: dict[str, str], client: Credentials | None = None) -> Answer:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        if client:
            headers["Authorization"] = "Basic " + base64.b64encode(":".join(client).encode()).decode()
        return self._ask("POST", path, urlencode(form), headers)

    def token(self, grant: str, client: Credentials, **form: str) -> Answer:
        return self.post("/oauth/token", {"grant_type": grant, "scope": "profile", **form}, client)

    def password_token(self, client: Credentials) -> Answer:
        return self.token("password", client, username=USER, password=PASSWORD)

    def refresh(self, refresh_token: str, client: Credentials) -> Answer:
        return self.post("/oauth/token", {"grant_type": "refresh_token", "refresh_token": refresh_token}, client)

    def me(self, access_token: str) -> int:
        return self.get("/me", access_token).status

    def active(self, token: str, client: Credentials) -> bool:
        return self.post("/oauth/introspect", {"token": token}, client)["active"]

    def register(self, metadata: dict[str, Any]) -> Answer:
        return self._ask("POST", "/oauth/register", json.dumps(metadata), {"Content-Type": "application/json"})

    def code(self, client_id: str, redirect_uri: str) -> tuple[str, str]:
        """An authorization code for the test user, and its PKCE verifier (RFC 7636)."""
        verifier = secrets.token_urlsafe(48)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
        answer = self.get("/oauth/authorize?" + urlencode({
            "response_type": "code", "client_id": client_id, "redirect_uri": redirect_uri, "scope": "profile",
            "code_challenge": challenge, "code_challenge_method": "S256", "user": USER}))
        found = parse_qs(urlsplit(answer.location).query)
        if "code" not in found:
            raise AssertionError(f"no code: {answer.status} {answer.text} {answer.location}")
        return found["code"][0], verifier

    def _announced_port(self) -> int:
        assert self._process.stdout
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            ready = selector.select(_START_SECONDS)
        line = self._process.stdout.readline() if ready else b""
        if not line.strip().isdigit():
            raise RuntimeError(f"the authorization server did not start: {self.errors()}")
        return int(line)

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=_ANSWER_SECONDS)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return Answer(answer.status, answer.read().decode(), answer.getheader("Location", ""))
        finally:
            connection.close()
