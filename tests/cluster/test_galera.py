"""owb on a cluster of three MariaDB nodes."""

import json
import subprocess
import time
import unittest

from clustercase import CLIENT, DONE, OWB, TOKENS, ClusterCase, fill, revoked
from engineservers import Server
from galera import GaleraCluster


class OnCluster(ClusterCase):
    """Three nodes of a class's own: of three one may die."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.cluster = GaleraCluster(cls.make_folder())
        cls.addClassCleanup(cls.cluster.stop)
        cls.cluster.start()
        fill(cls.cluster.servers[0], "auth", "mariadb")


class Window(OnCluster):
    def test_it_finds_the_next_node(self) -> None:
        self.watch_window(self.cluster.url("auth", [0, 1, 2]), self.cluster.nodes[0].process_id,
                          self.cluster.servers[0])


class Galera(OnCluster):
    def test_1_what_one_node_takes_every_node_shows(self) -> None:
        servers = self.cluster.servers
        added = self.owb("client", "add", servers[0].url("auth"), "--from", "-", "--json", server=servers[0],
                         stdin='{"client_id": "through-one", "client_name": "One", "grant_types": []}')
        self.assertEqual(added.returncode, DONE, added.stderr)
        for server in servers:
            shown = self.shown_within(server, 10)
            self.assertEqual(json.loads(shown)["client_name"], "One")

    def test_2_a_node_killed_during_a_write_leaves_all_or_nothing(self) -> None:
        servers = self.cluster.servers
        writing = subprocess.Popen(
            [OWB, "token", "revoke", servers[0].url("auth"), "--client", CLIENT], text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.environment(servers[0]))
        self.await_change_under_way(servers[0])
        self.cluster.nodes[0].kill()
        out, err = writing.communicate(timeout=120)
        self.cluster.await_size(1, 2)
        left = revoked(servers[1], "auth")
        self.assertIn(left, (0, TOKENS))
        if writing.returncode == DONE:
            self.assertEqual(left, TOKENS)
        else:
            self.assertIn("was lost", err)
        self.assertNotIn("bulk-token-", err)

    def test_3_the_next_host_of_the_address_answers(self) -> None:
        url = self.cluster.url("auth", [0, 1, 2])
        listed = self.owb("client", "list", url, "--json", server=self.cluster.servers[1])
        self.assertEqual(listed.returncode, DONE, listed.stderr)
        self.assertIn("through-one", listed.stdout)
        done = self.owb("token", "revoke", url, "--client", CLIENT, "--json", server=self.cluster.servers[1])
        self.assertEqual(done.returncode, DONE, done.stderr)
        for node in (1, 2):
            self.assertEqual(revoked(self.cluster.servers[node], "auth"), TOKENS)

    def shown_within(self, server: Server, seconds: float) -> str:
        """The client as a node shows it: a write is there on the others a moment later."""
        end = time.monotonic() + seconds
        while True:
            shown = self.owb("client", "show", server.url("auth"), "through-one", "--json", server=server)
            if shown.returncode == DONE or time.monotonic() > end:
                self.assertEqual(shown.returncode, DONE, shown.stderr)
                return shown.stdout

    @staticmethod
    def await_change_under_way(server: Server) -> None:
        """Returns while the UPDATE runs, or when it is over."""
        connection = server.connect("auth")
        try:
            cursor = connection.cursor()
            for _ in range(100000):
                cursor.execute("SELECT count(*) FROM information_schema.innodb_trx WHERE trx_rows_modified > 100")
                if cursor.fetchone()[0]:
                    return
                cursor.execute("SELECT count(*) FROM oauth2_token WHERE access_token_revoked_at > 0 AND client_id = %s",
                               (CLIENT,))
                if cursor.fetchone()[0]:
                    return
                connection.commit()
        finally:
            connection.close()
        raise AssertionError("the change never began")


if __name__ == "__main__":
    unittest.main()
