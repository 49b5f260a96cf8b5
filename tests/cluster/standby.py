"""A PostgreSQL primary with a streaming replica, both on loopback."""

import time
from pathlib import Path

from enginelaunch import EngineError, PostgresLaunch
from engineservers import Server
from testauthority import TestAuthority

_CATCH_UP_SECONDS = 60
_POLL_SECONDS = 0.1


class PrimaryLaunch(PostgresLaunch):
    """A server that others may follow."""

    def command(self, port: int) -> list[str]:
        with (self.data / "pg_hba.conf").open("a") as rules:
            rules.write("host replication all 127.0.0.1/32 scram-sha-256\n")
        return [*super().command(port), "--wal_level=replica", "--max_wal_senders=4", "--hot_standby=on"]

    @property
    def process_id(self) -> int:
        assert self._process
        return self._process.pid


class StandbyLaunch(PrimaryLaunch):
    """Follows a primary from a copy of its data."""

    def __init__(self, folder: Path, authority: TestAuthority, primary: Server) -> None:
        self._primary = primary
        super().__init__(folder, authority)
        self.password = primary.password

    def preparation(self) -> list[str]:
        login = self.private_file("pgpass", f"*:*:*:*:{self._primary.password}\n")
        login.chmod(0o600)
        source = (f"host={self._primary.host} port={self._primary.port} user={self._primary.user} passfile={login}")
        return ["/usr/lib/postgresql/15/bin/pg_basebackup", f"--pgdata={self.data}", f"--dbname={source}",
                "--write-recovery-conf", "--checkpoint=fast", "--no-sync"]

    def promote(self) -> None:
        """Makes it the primary."""
        assert self._process
        connection = self._server.connect("postgres")
        try:
            connection.autocommit = True
            connection.cursor().execute("SELECT pg_promote(true, 30)")
        finally:
            connection.close()


class Pair:
    """A primary and its standby."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._authority = folder, TestAuthority(folder)
        self.launches: list[PrimaryLaunch] = []
        self.servers: list[Server] = []

    def start(self) -> None:
        primary = PrimaryLaunch(self._place("primary"), self._authority)
        self.launches.append(primary)
        primary.start()
        self.servers.append(primary.ready())
        standby = StandbyLaunch(self._place("standby"), self._authority, self.servers[0])
        self.launches.append(standby)
        standby.start()
        self.servers.append(standby.ready())

    def url(self, database: str, order: tuple[int, int] = (0, 1), options: str = "") -> str:
        hosts = ",".join(f"localhost:{self.servers[number].port}" for number in order)
        return f"postgresql://{self.servers[0].user}@{hosts}/{database}{options}"

    def await_caught_up(self, database: str, statement: str, wanted: int) -> None:
        """Returns when the standby answers as the primary does."""
        end = time.monotonic() + _CATCH_UP_SECONDS
        while time.monotonic() < end:
            try:
                connection = self.servers[1].connect(database)
                try:
                    cursor = connection.cursor()
                    cursor.execute(statement)
                    if cursor.fetchone()[0] == wanted:
                        return
                finally:
                    connection.close()
            except Exception:  # the database or the table has not arrived yet
                pass
            time.sleep(_POLL_SECONDS)
        raise EngineError("the standby does not catch up")

    def stop(self) -> None:
        for launch in self.launches:
            launch.stop()

    def _place(self, name: str) -> Path:
        place = self._folder / name
        place.mkdir()
        place.chmod(0o755)
        return place
