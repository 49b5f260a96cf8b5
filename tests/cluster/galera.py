"""A MariaDB cluster of three nodes on loopback (Galera 4), without a transfer of state between them.

One node makes the data and stops; the others start from a copy of it, so that they join by its position alone.
"""

import re
import shutil
import signal
import time
from pathlib import Path
from typing import Any

from enginelaunch import EngineError, MariadbLaunch, free_port
from engineservers import Server
from testauthority import TestAuthority

PROVIDER = Path("/usr/lib/galera/libgalera_smm.so")
_JOIN_SECONDS = 60
_POLL_SECONDS = 0.1


class GaleraNode(MariadbLaunch):
    """One node; `others` are the ports on which the nodes of the cluster find each other."""

    def __init__(self, folder: Path, authority: TestAuthority) -> None:
        super().__init__(folder, authority)
        self.group_port, self.transfer_port = free_port(), free_port()
        self.others: list[int] = []
        self.is_first = False
        self.has_accounts = False  # the data holds them already

    def command(self, port: int) -> list[str]:
        options = (f"gmcast.listen_addr=tcp://127.0.0.1:{self.group_port};ist.recv_addr=127.0.0.1:{self.transfer_port};"
                   "evs.keepalive_period=PT0.5S;evs.suspect_timeout=PT3S;evs.inactive_timeout=PT6S;gcache.size=16M")
        cluster = ",".join(f"127.0.0.1:{other}" for other in self.others)
        plain = super().command(port)
        if self.has_accounts:
            plain = [option for option in plain if not option.startswith("--init-file=")]
        return [*plain, "--binlog-format=ROW", "--innodb-autoinc-lock-mode=2", "--wsrep-on=ON",
                "--wsrep-auto-increment-control=OFF",  # the fixtures count their rows from 1
                f"--wsrep-provider={PROVIDER}", f"--wsrep-provider-options={options}",
                f"--wsrep-node-address=127.0.0.1:{self.group_port}", "--wsrep-cluster-name=owb",
                f"--wsrep-cluster-address=gcomm://{cluster}", *(["--wsrep-new-cluster"] if self.is_first else [])]

    @property
    def process_id(self) -> int:
        assert self._process
        return self._process.pid

    def kill(self) -> None:
        """As a machine that loses its power."""
        assert self._process
        self._process.kill()
        self._process.wait()

    def shut(self) -> None:
        """Ends in order, so that the data says where it stands."""
        assert self._process
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(_JOIN_SECONDS)

    def copy_of(self, first: "GaleraNode") -> None:
        """Starts from the data of a node that was shut."""
        assert self._preparing
        self._preparing.wait()
        shutil.rmtree(self.data)
        shutil.copytree(first.data, self.data)
        for name in ("galera.cache", "gvwstate.dat"):
            (self.data / name).unlink(missing_ok=True)
        self.password = first.password
        self._give_away(self.data, *self.data.rglob("*"))


class GaleraCluster:
    """Three nodes that agree; `servers` in the order of `nodes`."""

    def __init__(self, folder: Path) -> None:
        if not PROVIDER.exists():
            raise EngineError(f"{PROVIDER} not found: install the Debian package galera-4")
        authority = TestAuthority(folder)
        self.nodes = []
        for number in range(3):
            place = folder / f"node{number}"
            place.mkdir()
            place.chmod(0o755)
            self.nodes.append(GaleraNode(place, authority))
        self.servers: list[Server] = []

    def start(self) -> None:
        first = self.nodes[0]
        for node in self.nodes:
            node.others = [other.group_port for other in self.nodes]
        first.is_first = True
        first.start()
        first.ready()
        first.shut()
        for node in self.nodes:
            node.has_accounts = True
        state = first.data / "grastate.dat"
        state.write_text(re.sub(r"safe_to_bootstrap: \d", "safe_to_bootstrap: 1", state.read_text()))
        for node in self.nodes[1:]:
            node.copy_of(first)
        self.servers = []
        for number, node in enumerate(self.nodes):
            node.start()
            self.servers.append(node.ready())
            self._await_size(self.servers[0], number + 1)

    def url(self, database: str, nodes: list[int]) -> str:
        """An address with several hosts, in this order."""
        hosts = ",".join(f"127.0.0.1:{self.servers[number].port}" for number in nodes)
        return f"mariadb://{self.servers[0].user}@{hosts}/{database}"

    def await_size(self, through: int, size: int) -> None:
        """Returns when the node sees so many nodes and takes part itself."""
        self._await_size(self.servers[through], size)

    def stop(self) -> None:
        for node in self.nodes:
            node.stop()

    @staticmethod
    def _await_size(server: Server, size: int) -> None:
        end = time.monotonic() + _JOIN_SECONDS
        while time.monotonic() < end:
            if _status(server) == {"wsrep_cluster_size": str(size), "wsrep_ready": "ON"}:
                return
            time.sleep(_POLL_SECONDS)
        raise EngineError(f"the cluster has not {size} nodes: {_status(server)}")


def _status(server: Server) -> dict[str, Any]:
    try:
        connection = server.connect(server.maintenance)
    except Exception as error:  # not ready yet
        return {"refused": str(error)}
    try:
        cursor = connection.cursor()
        cursor.execute("SHOW STATUS WHERE Variable_name IN ('wsrep_cluster_size', 'wsrep_ready')")
        return dict(cursor.fetchall())
    finally:
        connection.close()
