"""Runs the `owb` program and checks what every run of it owes: an end in time, one sentence for an error, no secrets."""

import functools
import json
import os
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DONE, NO, USAGE, UNREACHABLE, REFUSED = range(5)

# A run waits at most 5 s for a lock; anything near this is a hang.
_LONGEST_SECONDS = 30
_NOBODY = 65534
_CRASHES = ("Traceback", "terminate called", "ASSERT", "Sanitizer", "runtime error", "QObject::", "QSql", "QThread")


class OwbMissing(Exception):
    """No program to test was named."""


def program() -> Path:
    """The program under test, from the environment variable OWB."""
    named = os.environ.get("OWB", "")
    if not named or not os.access(named, os.X_OK):
        raise OwbMissing(f"set OWB to the owb program; it is {named!r}")
    return Path(named)


@dataclass(frozen=True)
class Ran:
    """What a run printed."""

    status: int
    out: str
    err: str

    def json(self) -> dict[str, Any]:
        return json.loads(self.out)

    def lines(self) -> list[dict[str, Any]]:
        """A list: one object a line."""
        return [json.loads(line) for line in self.out.split("\n") if line]

    @property
    def sentence(self) -> str:
        return self.err.strip()


class Owb:
    """`owb` with a home folder of its own, over one database."""

    def __init__(self, database: Path | str, home: Path | None = None, binary: Path | None = None,
                 unprivileged: bool = False) -> None:
        self.database = str(database)
        self._home = home or Path(tempfile.gettempdir())
        self._binary = binary or program()
        self._unprivileged = unprivileged and os.geteuid() == 0  # root passes every permission check
        self._guarded: set[str] = set()

    def guard(self, *secrets: str | None) -> None:
        """From here on these values must neither be arguments nor be printed unless asked for."""
        self._guarded |= {secret for secret in secrets if secret}

    def __call__(self, noun: str, verb: str | None, *arguments: str, stdin: str = "", expect: int | tuple[int, ...] = DONE,
                 guarded: bool = True) -> Ran:
        """Runs `owb NOUN VERB DATABASE ARGUMENTS`; `guarded` is off where a generated secret is to be shown this once."""
        words = [noun, *([verb] if verb else []), self.database, *arguments]
        if leaked := [word for word in words if any(secret in word for secret in self._guarded)]:
            raise AssertionError(f"{len(leaked)} secrets as arguments of owb {noun}")
        done = subprocess.run([*self._prefix(), str(self._binary), *words], input=stdin.encode(), capture_output=True,
                              timeout=_LONGEST_SECONDS, env=self._environment(), check=False)
        ran = Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
        self._check(" ".join(words), ran, expect, guarded and "--reveal" not in words)
        return ran

    @functools.cache
    def help(self, noun: str, verb: str) -> str:
        """What a command says about itself; nothing where there is no such command."""
        return subprocess.run([str(self._binary), noun, verb, "--help"], capture_output=True, text=True, check=False,
                              timeout=_LONGEST_SECONDS, env=self._environment()).stdout

    def _prefix(self) -> list[str]:
        if not self._unprivileged:
            return []
        return ["setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups"]

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("OWB_", "XDG_"))}
        return kept | {"HOME": str(self._home), "LC_ALL": "C.UTF-8", "TZ": "UTC"}

    def _check(self, command: str, ran: Ran, expect: int | tuple[int, ...], masked: bool) -> None:
        expected = (expect,) if isinstance(expect, int) else expect
        said = f"owb {command}\nstatus {ran.status}, expected {expected}\nstdout {ran.out}\nstderr {ran.err}"
        if any(secret in ran.err for secret in self._guarded):
            raise AssertionError(f"owb {command}: a secret on standard error")
        if masked and any(secret in ran.out for secret in self._guarded):
            raise AssertionError(f"owb {command}: a secret on standard output without --reveal")
        if ran.status not in expected:
            raise AssertionError(said)
        if any(mark in ran.err for mark in _CRASHES):
            raise AssertionError(f"not a sentence for people: {said}")
        if ran.status not in (DONE, USAGE) and (not ran.sentence or "\n" in ran.sentence):
            raise AssertionError(f"not one sentence on standard error: {said}")


class Writer:
    """Changes a database through `owb`: the one place that knows how its commands are spelt."""

    def __init__(self, owb: Owb) -> None:
        self._owb = owb

    def add_client(self, metadata: dict[str, Any], owner: str | None) -> dict[str, Any]:
        return self._made("client", "add", metadata, *(["--owner", owner] if owner else []))

    def edit_client(self, client_id: str, members: dict[str, Any]) -> None:
        self._owb("client", "edit", client_id, "--from", "-", *self._allowed("client", "edit"),
                  stdin=json.dumps(members))

    def rotate_secret(self, client_id: str) -> str:
        ran = self._owb("client", "rotate-secret", client_id, "--json", *self._allowed("client", "rotate-secret"),
                        guarded=False)
        return ran.json()["client_secret"]

    def remove_client(self, client_id: str) -> None:
        self._owb("client", "remove", client_id, "--yes", *self._allowed("client", "remove"))

    def add_token(self, members: dict[str, Any]) -> dict[str, Any]:
        return self._made("token", "add", members)

    def add_code(self, members: dict[str, Any]) -> str:
        return self._made("code", "add", members)["code"]

    def revoke(self, token: str, what: str) -> None:
        self._change("revoke", token, "--what", what)

    def refuse_token(self, members: dict[str, Any]) -> None:
        """Makes sure that the layout cannot hold such a token and that it says so."""
        self._owb("token", "add", "--from", "-", *self._allowed("token", "add"), stdin=json.dumps(members),
                  expect=REFUSED)

    def refuse_revocation(self, token: str, what: str) -> None:
        """Makes sure that the layout cannot take away just that and that it says so."""
        self._owb("token", "revoke", "-", "--what", what, *self._allowed("token", "revoke"), stdin=token, expect=REFUSED)

    def expire(self, token: str) -> None:
        self._change("expire", token)

    def restore(self, token: str) -> None:
        """Takes a revocation back."""
        self._change("restore", token)

    def _made(self, noun: str, verb: str, members: dict[str, Any], *options: str) -> dict[str, Any]:
        made = self._owb(noun, verb, "--from", "-", "--json", *options, *self._allowed(noun, verb),
                         stdin=json.dumps(members), guarded=False).json()
        # What was given rather than generated is printed masked or not at all.
        return made | {name: given for name, given in members.items() if name in made or name == "client_secret"
                       if isinstance(given, str)}

    def _change(self, verb: str, token: str, *options: str) -> None:
        self._owb("token", verb, "-", *options, *self._allowed("token", verb), stdin=token)

    def _allowed(self, noun: str, verb: str) -> list[str]:
        """`--write` where the command asks for it."""
        return ["--write"] if "--write" in self._owb.help(noun, verb) else []
