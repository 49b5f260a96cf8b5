"""A program that answers JSON requests, one a line: held to answer each of them, in order and in time."""

import json
import os
import selectors
import subprocess
import tempfile
import time
from typing import Any

_ANSWER_SECONDS = 30
_END_SECONDS = 20
_DEATHS = 2

Request = dict[str, Any]
Answer = dict[str, Any]


class OracleDead(RuntimeError):
    """A program that keeps dying, or keeps silent."""


class Oracle:
    """Runs a program until `stop`. One that dies or falls silent is started again, and its answer says `died`."""

    def __init__(self, name: str, command: list[str], environment: dict[str, str] | None = None) -> None:
        self.name = name
        self._command = command
        self._environment = os.environ | (environment or {})
        self._errors = tempfile.TemporaryFile()
        self._number = 0
        self._deaths = 0
        self._start()

    def send(self, request: Request) -> None:
        """Asks without waiting, so that several programs can think at once; `receive` has to follow."""
        self._number += 1
        line = json.dumps({"id": self._number} | request) + "\n"
        assert self._process.stdin
        try:
            self._process.stdin.write(line.encode())
            self._process.stdin.flush()
        except BrokenPipeError:
            pass  # receive() finds out why

    def receive(self) -> Answer:
        try:
            answer = json.loads(self._line())
        except (EOFError, TimeoutError, ValueError) as error:
            died = f"{error}; it said: {self.errors()[-2000:]}"
            self._deaths += 1
            if self._deaths > _DEATHS:
                raise OracleDead(f"{self.name} does not live: {died}") from error
            self._end(kill=True)
            self._start()
            return {"died": died}
        if answer.get("id") != self._number:
            raise AssertionError(f"{self.name} answered request {answer.get('id')} when {self._number} was asked")
        return {name: value for name, value in answer.items() if name != "id"}

    def ask(self, request: Request) -> Answer:
        self.send(request)
        return self.receive()

    def errors(self) -> str:
        """What it has written to standard error so far."""
        self._errors.seek(0)
        return self._errors.read().decode(errors="replace")

    def stop(self) -> None:
        """Ends its input and returns when it has ended."""
        status = self._end(kill=False)
        said = self.errors()
        self._errors.close()
        if status != 0:
            raise RuntimeError(f"{self.name} ended with status {status}: {said}")

    def _start(self) -> None:
        self._unread = b""
        self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                         stderr=self._errors, env=self._environment)

    def _line(self) -> bytes:
        end = time.monotonic() + _ANSWER_SECONDS
        assert self._process.stdout
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            while b"\n" not in self._unread:
                if not selector.select(max(0.0, end - time.monotonic())):
                    raise TimeoutError(f"no answer within {_ANSWER_SECONDS} s")
                read = os.read(self._process.stdout.fileno(), 1 << 16)
                if not read:
                    raise EOFError(f"ended with status {self._process.wait(_END_SECONDS)}")
                self._unread += read
        line, _, self._unread = self._unread.partition(b"\n")
        return line

    def _end(self, kill: bool) -> int:
        assert self._process.stdin and self._process.stdout
        try:
            self._process.stdin.close()
        except BrokenPipeError:
            pass
        if kill:
            self._process.kill()
        try:
            status = self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            status = self._process.wait(_END_SECONDS)
        self._process.stdout.close()
        return status


def ask_all(oracles: list[Oracle], request: Request) -> dict[str, Answer]:
    """The answers of several programs to one request, by their names."""
    for oracle in oracles:
        oracle.send(request)
    return {oracle.name: oracle.receive() for oracle in oracles}
