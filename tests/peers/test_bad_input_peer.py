"""Files that are missing, broken, foreign, protected or in use: one sentence, the documented exit status, no change."""

import os
import random
import shutil
import stat
import subprocess
import sys
import tempfile
import time
import unittest
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from authlib_models import DOCS, RENAMED, Layout, Shape
from owb import DONE, REFUSED, UNREACHABLE, Owb, program
from peercase import DatabaseCase
from rows import execute, snapshot

_CLIENT = '{"client_id":"new","grant_types":["client_credentials"]}'
Command = tuple[str, str | None, list[str]]
_READS: list[Command] = [
    ("detect", None, []), ("client", "list", ["--json"]), ("client", "show", ["app"]), ("token", "list", ["--json"]),
    ("token", "find", ["-"])]
_WRITES: list[Command] = [
    ("client", "add", ["--from", "-"]), ("client", "edit", ["app", "--set", "scope=x"]),
    ("client", "rotate-secret", ["app"]), ("client", "remove", ["app", "--yes"]), ("token", "add", ["--from", "-"]),
    ("token", "revoke", ["--client", "app"])]
_LOCK_SECONDS = 15

_HOLDER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN " + sys.argv[2])
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def held(database: Path, lock: str) -> Iterator[None]:
    """Another process holds this kind of lock."""
    with subprocess.Popen([sys.executable, "-c", _HOLDER, str(database), lock], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE) as holder:
        assert holder.stdin and holder.stdout
        try:
            if holder.stdout.readline() != b"held\n":
                raise AssertionError("the lock could not be taken")
            yield
        finally:
            holder.stdin.close()  # its end: it reads until here


class FileCase(DatabaseCase):
    def setUp(self) -> None:
        super().setUp()
        self.insert(self.layout.new_client("app", "app-secret", {"client_name": "App"}),
                    *(self.layout.new_token("app", f"access-{i:04}", f"refresh-{i:04}") for i in range(400)))

    def each_command(self, owb: Owb, expect: int | tuple[int, ...], commands: list[Command]) -> None:
        owb.guard("app-secret", "access-0001")
        texts = {("client", "add"): _CLIENT, ("token", "add"): '{"client_id":"app"}'}
        for noun, verb, arguments in commands:
            with self.subTest(command=f"{noun} {verb or ''}"):
                owb(noun, verb, *arguments, stdin=texts.get((noun, verb or ""), "access-0001"), expect=expect)


class UnreadableFiles(FileCase):
    def refused(self, path: Path | str) -> None:
        self.each_command(Owb(path, self.folder), UNREACHABLE, _READS + _WRITES)

    def test_a_missing_file_is_never_made(self) -> None:
        before = sorted(self.folder.iterdir())
        for path in (self.folder / "no.sqlite3", f"sqlite:{self.folder}/no.sqlite3", self.folder / "no" / "no.sqlite3"):
            self.refused(path)
        self.assertEqual(sorted(self.folder.iterdir()), before)

    def test_a_folder(self) -> None:
        self.refused(self.folder)

    def test_what_is_not_a_database(self) -> None:
        contents = {"empty": b"", "text": b"client_id,client_secret\napp,x\n" * 100, "short": b"SQLite format 3\x00",
                    "encrypted": random.Random(7662).randbytes(16384)}
        for name, content in contents.items():
            with self.subTest(name=name):
                path = self.folder / f"{name}.sqlite3"
                path.write_bytes(content)
                self.refused(path)
                self.assertEqual(path.read_bytes(), content)

    def test_a_file_that_was_cut_off(self) -> None:
        whole = self.database.read_bytes()
        self.assertGreater(len(whole), 16 * 4096)
        for length in (1000, 4096, len(whole) // 2, len(whole) // 2 // 4096 * 4096):
            with self.subTest(length=length):
                path = self.folder / f"cut-{length}.sqlite3"
                path.write_bytes(whole[:length])
                Owb(path, self.folder)("token", "list", "--json", expect=UNREACHABLE)
                Owb(path, self.folder)("token", "revoke", "--client", "app", expect=(UNREACHABLE, REFUSED))
                self.assertEqual(path.read_bytes(), whole[:length])

    def test_a_database_of_something_else_says_what_can_be_done(self) -> None:
        path = self.folder / "shop.sqlite3"
        execute(path, "CREATE TABLE client(id INTEGER PRIMARY KEY, client_id TEXT, name TEXT)")
        execute(path, "CREATE TABLE token_blacklist(jti TEXT, access_token TEXT)")
        before = path.read_bytes()
        ran = Owb(path, self.folder)("detect", None, "--json", expect=UNREACHABLE)
        for remedy in ("by hand", "--profile"):
            self.assertIn(remedy, ran.sentence)
        self.refused(path)
        self.assertEqual(path.read_bytes(), before)


class Protected(FileCase):
    """Run as a user whom the file's mode binds."""

    def setUp(self) -> None:
        super().setUp()
        self.folder.chmod(0o755)
        # The folder it was built in may be closed to that user, and memory may not hold programs.
        elsewhere = Path(self.enterContext(tempfile.TemporaryDirectory()))
        elsewhere.chmod(0o755)
        binary = Path(shutil.copy(program(), elsewhere / "owb"))
        binary.chmod(0o755)
        self.kept = self.folder / "kept"
        self.kept.mkdir()
        self.home = self.folder / "home"
        self.home.mkdir()
        self.home.chmod(0o777)
        shutil.copy(self.database, self.kept / "auth.sqlite3")
        self.database = self.kept / "auth.sqlite3"
        self.owb = Owb(self.database, self.home, binary, unprivileged=True)
        self.addCleanup(self.kept.chmod, 0o755)

    def reads_but_never_writes(self, file_mode: int, folder_mode: int) -> None:
        self.database.chmod(file_mode)
        self.kept.chmod(folder_mode)
        before = self.database.read_bytes()
        self.each_command(self.owb, DONE, _READS)
        self.each_command(self.owb, REFUSED, _WRITES)
        self.assertEqual(self.database.read_bytes(), before)
        self.assertEqual([file.name for file in self.kept.iterdir()], ["auth.sqlite3"])
        self.assertEqual(stat.S_IMODE(self.database.stat().st_mode), file_mode)

    def test_a_read_only_file(self) -> None:
        self.reads_but_never_writes(0o444, 0o777)

    def test_a_read_only_folder(self) -> None:
        self.reads_but_never_writes(0o666 if os.geteuid() == 0 else 0o644, 0o555)

    def test_both(self) -> None:
        self.reads_but_never_writes(0o444, 0o555)

    def test_a_file_that_may_not_be_read(self) -> None:
        self.database.chmod(0o000)
        self.addCleanup(self.database.chmod, 0o644)
        self.each_command(self.owb, UNREACHABLE, _READS)

    def test_a_write_ahead_log_in_a_read_only_folder(self) -> None:
        # SQLite cannot make the -shm file there; that is to be said, or read around, but never half done.
        execute(self.database, "PRAGMA journal_mode = wal")
        self.database.chmod(0o444)
        self.kept.chmod(0o555)
        self.each_command(self.owb, (DONE, UNREACHABLE), _READS)
        self.each_command(self.owb, (UNREACHABLE, REFUSED), _WRITES)


class Locked(FileCase):
    def in_time(self, expect: int | tuple[int, ...], noun: str, verb: str, *arguments: str, stdin: str = "") -> None:
        start = time.monotonic()
        self.owb(noun, verb, *arguments, stdin=stdin, expect=expect)
        self.assertLess(time.monotonic() - start, _LOCK_SECONDS)

    def test_nothing_can_be_read(self) -> None:
        with held(self.database, "EXCLUSIVE"):
            self.in_time(UNREACHABLE, "client", "list")
            self.in_time((UNREACHABLE, REFUSED), "client", "edit", "app", "--set", "client_name=New")
        self.in_time(DONE, "client", "list")

    def test_another_writes(self) -> None:
        before = snapshot(self.database)
        with held(self.database, "IMMEDIATE"):
            self.in_time(DONE, "client", "list")
            self.in_time(DONE, "token", "find", "-", stdin="access-0001")
            self.in_time((UNREACHABLE, REFUSED), "token", "revoke", "-", stdin="access-0001")
        self.assertEqual(snapshot(self.database), before)
        self.in_time(DONE, "token", "revoke", "-", stdin="access-0001")

    def test_a_reader_in_a_write_ahead_log_hinders_nobody(self) -> None:
        execute(self.database, "PRAGMA journal_mode = wal")
        with held(self.database, "IMMEDIATE"):
            self.in_time(DONE, "client", "show", "app")


class TwoSets(DatabaseCase):
    """Two complete sets of tables in one file."""

    def test_each_table_goes_with_its_own(self) -> None:
        Layout(Shape(names=RENAMED)).create(self.folder / "second.sqlite3")
        for (statement,) in execute(self.folder / "second.sqlite3", "SELECT sql FROM sqlite_master WHERE sql NOTNULL AND "
                                                                    "tbl_name <> 'user'"):
            self.sql(statement)
        found = self.owb("detect", None, "--json").json()
        self.assertEqual((found["clients"]["table"], found["tokens"]["table"]), (DOCS.client, DOCS.token))


if __name__ == "__main__":
    unittest.main()
