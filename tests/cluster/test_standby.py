"""owb on a PostgreSQL primary with a streaming replica."""

import json
import unittest

from clustercase import CLIENT, DONE, REFUSED, TOKENS, ClusterCase, fill, revoked
from standby import Pair


class Standby(ClusterCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.pair = Pair(cls.make_folder())
        cls.addClassCleanup(cls.pair.stop)
        cls.pair.start()
        fill(cls.pair.servers[0], "auth", "postgresql")
        cls.pair.await_caught_up("auth", "SELECT count(*) FROM oauth2_token WHERE client_id = 'bulk-client'", TOKENS)

    def test_1_the_replica_serves_reading(self) -> None:
        standby = self.pair.servers[1]
        listed = self.owb("client", "list", standby.url("auth"), "--json", server=standby)
        self.assertEqual(listed.returncode, DONE, listed.stderr)
        detected = self.owb("detect", standby.url("auth"), "--json", server=standby)
        self.assertEqual(json.loads(detected.stdout)["profile"], "authlib-sqlalchemy-1.6")

    def test_2_a_write_on_the_replica_is_refused_with_the_reason(self) -> None:
        standby = self.pair.servers[1]
        added = self.owb("client", "add", standby.url("auth"), "--from", "-", server=standby,
                         stdin='{"client_name": "Nowhere", "grant_types": []}')
        self.assertEqual(added.returncode, REFUSED, added.stderr)
        self.assertIn("read", added.stderr.lower())

    def test_3_a_write_finds_the_primary_among_the_hosts(self) -> None:
        url = self.pair.url("auth", (1, 0), "?target_session_attrs=read-write")
        added = self.owb("client", "add", url, "--from", "-", server=self.pair.servers[0],
                         stdin='{"client_id": "through-both", "client_name": "Both", "grant_types": []}')
        self.assertEqual(added.returncode, DONE, added.stderr)
        self.pair.await_caught_up("auth", "SELECT count(*) FROM oauth2_client WHERE client_id = 'through-both'", 1)

    def test_4_the_window_reads_on_from_the_replica(self) -> None:
        self.watch_window(self.pair.url("auth"), self.pair.launches[0].process_id, self.pair.servers[0])

    def test_5_a_failover_is_survived(self) -> None:
        self.pair.launches[1].promote()
        url = self.pair.url("auth", (0, 1), "?target_session_attrs=read-write")
        done = self.owb("token", "revoke", url, "--client", CLIENT, server=self.pair.servers[1])
        self.assertEqual(done.returncode, DONE, done.stderr)
        self.assertEqual(revoked(self.pair.servers[1], "auth"), TOKENS)


if __name__ == "__main__":
    unittest.main()
