"""How a PostgreSQL or MariaDB server is made, started, awaited and ended."""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import time
from abc import ABC, abstractmethod
from pathlib import Path

from engineservers import USER, MariadbServer, PostgresServer, Server
from testauthority import TestAuthority

_START_SECONDS = 60
_STOP_SECONDS = 10
_POLL_SECONDS = 0.02


class EngineError(Exception):
    """A server is missing or did not start."""


class Launch(ABC):
    """A server process and its folder."""

    package: str
    programs: tuple[str, str]  # makes the data folder; is the server
    system_users: tuple[str, ...]  # whom root starts it as: the first that there is
    stop_signal: signal.Signals
    kind: type[Server]
    names: str

    def __init__(self, folder: Path, authority: TestAuthority, lasting: bool) -> None:
        """Begins to make the data folder. `lasting`: with the settings of a server that keeps what it was told."""
        self.folder, self.authority, self.lasting = folder, authority, lasting
        self.data, self._log = folder / "data", folder / "log"
        self.password = secrets.token_urlsafe(18)
        self._process: subprocess.Popen[bytes] | None = None
        if absent := [program for program in (*self.programs, "setpriv") if not shutil.which(program)]:
            raise EngineError(f"{' '.join(absent)} not found: install the Debian package {self.package}")
        self.certificate, self.key = authority.issue(folder, self.names)
        self._give_away(folder, *folder.iterdir())
        self._preparing = self._run(self.preparation())

    @abstractmethod
    def preparation(self) -> list[str]:
        """The command that makes the data folder."""

    @abstractmethod
    def command(self, port: int) -> list[str]:
        """The command that is the server."""

    def start(self) -> None:
        """Starts the server once its data folder is there."""
        if self._preparing.wait(_START_SECONDS) != 0:
            raise EngineError(f"{self.programs[0]} failed: {self._said()}")
        self._server = self.kind(free_port(), self.password, self.authority.certificate)
        self._process = self._run(self.command(self._server.port))

    def ready(self) -> Server:
        """Returns when the server answers to its account."""
        assert self._process
        end = time.monotonic() + _START_SECONDS
        while refused := self._refusal():
            try:
                status = self._process.wait(_POLL_SECONDS)
            except subprocess.TimeoutExpired:
                if time.monotonic() < end:
                    continue
                raise EngineError(f"{self.programs[1]} does not answer: {refused}\n{self._said()}") from refused
            raise EngineError(f"{self.programs[1]} ended with {status}: {self._said()}")
        return self._server

    def stop(self) -> None:
        """Ends whatever of it runs; what it holds is thrown away."""
        for process, sign in ((self._preparing, signal.SIGKILL), (self._process, self.stop_signal)):
            if process and process.poll() is None:
                process.send_signal(sign)
                try:
                    process.wait(_STOP_SECONDS)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait(_STOP_SECONDS)

    def private_file(self, name: str, text: str) -> Path:
        """A file that only the server's user reads."""
        path = self.folder / name
        path.touch(0o600)
        path.write_text(text)
        self._give_away(path)
        return path

    def _refusal(self) -> Exception | None:
        try:
            self._server.connect(self._server.maintenance).close()
        except Exception as error:  # each driver has its own classes, and loading one may fail as well
            return error
        return None

    def _run(self, command: list[str]) -> "subprocess.Popen[bytes]":
        # The kernel ends the server when the thread that started it is gone: it never outlives its test.
        prefix = ["setpriv", f"--pdeathsig={self.stop_signal.name.removeprefix('SIG')}"]
        if account := self._account():
            prefix += [f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--init-groups"]
        with self._log.open("ab") as log:
            return subprocess.Popen([*prefix, *command], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                    cwd=self.folder, env=os.environ | {"TMPDIR": str(self.folder)},
                                    start_new_session=True)  # an interrupt at the terminal is ours to handle

    def _give_away(self, *paths: Path) -> None:
        if account := self._account():
            for path in paths:
                os.chown(path, account.pw_uid, account.pw_gid)

    def _account(self) -> pwd.struct_passwd | None:
        """Neither server runs as root."""
        known = {account.pw_name: account for account in pwd.getpwall()} if os.geteuid() == 0 else {}
        return next((known[user] for user in self.system_users if user in known), None)

    def _said(self) -> str:
        return self._log.read_text(errors="replace")[-2000:]


class PostgresLaunch(Launch):
    """PostgreSQL 15, which asks for SCRAM passwords."""

    package, system_users, kind, names = "postgresql", ("postgres",), PostgresServer, "DNS:localhost"
    programs = ("/usr/lib/postgresql/15/bin/initdb", "/usr/lib/postgresql/15/bin/postgres")
    stop_signal = signal.SIGQUIT  # without a checkpoint

    def preparation(self) -> list[str]:
        return [self.programs[0], f"--pgdata={self.data}", f"--username={USER}", "--auth=scram-sha-256", "--no-sync",
                f"--pwfile={self.private_file('password', self.password)}", "--encoding=UTF8", "--locale=C.UTF-8"]

    def command(self, port: int) -> list[str]:
        settings = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": "", "ssl": "on",
                    "ssl_cert_file": self.certificate, "ssl_key_file": self.key, "TimeZone": "UTC"}
        if not self.lasting:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "32MB"}
        return [self.programs[1], "-D", str(self.data), *(f"--{name}={value}" for name, value in settings.items())]


class MariadbLaunch(Launch):
    """MariaDB, with the character set and collation of Debian's own configuration."""

    package, system_users, kind = "mariadb-server-core", ("mysql", "nobody"), MariadbServer
    names = "DNS:localhost,IP:127.0.0.1"
    programs = ("mariadb-install-db", "mariadbd")
    stop_signal = signal.SIGKILL  # nothing of it lives outside its folder
    _small = ("--innodb-log-file-size=8M", "--innodb-buffer-pool-size=32M")
    _forgetful = ("--innodb-flush-log-at-trx-commit=0", "--skip-innodb-doublewrite", *_small)

    def preparation(self) -> list[str]:
        return [self.programs[0], "--no-defaults", f"--datadir={self.data}", "--skip-test-db", "--skip-name-resolve",
                "--auth-root-authentication-method=normal", *(() if self.lasting else self._small)]

    def command(self, port: int) -> list[str]:
        accounts = self.private_file("accounts.sql", f"CREATE USER '{USER}'@'%' IDENTIFIED BY '{self.password}';\n"
                                     f"GRANT ALL ON *.* TO '{USER}'@'%' WITH GRANT OPTION;\n"
                                     "DELETE FROM mysql.global_priv WHERE User IN ('root', '');\n"
                                     "FLUSH PRIVILEGES;\nCREATE DATABASE test;\n")
        return [self.programs[1], "--no-defaults", f"--datadir={self.data}", f"--socket={self.folder}/socket",
                f"--pid-file={self.folder}/pid", "--bind-address=127.0.0.1", f"--port={port}", "--skip-name-resolve",
                f"--init-file={accounts}", f"--ssl-ca={self.authority.certificate}", f"--ssl-cert={self.certificate}",
                f"--ssl-key={self.key}", "--character-set-server=utf8mb4", "--collation-server=utf8mb4_general_ci",
                "--default-time-zone=+00:00", *(() if self.lasting else self._forgetful)]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
