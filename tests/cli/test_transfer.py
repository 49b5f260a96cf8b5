"""owb token export and import: any number of tokens to and from files."""

import csv
import json
import os
import sqlite3
import stat
import subprocess
import unittest
from pathlib import Path

from owbcase import ACCESS, BINARY, DONE, ISSUED, REFUSED, SCHEMA, UNREACHABLE, USAGE, OwbCase

COLUMNS = ("client_id, token_type, access_token, refresh_token, scope, issued_at, access_token_revoked_at,"
           " refresh_token_revoked_at, expires_in, user_id")


class Transfer(OwbCase):
    def setUp(self) -> None:
        super().setUp()
        self.sql("CREATE INDEX ix_refresh ON oauth2_token (refresh_token)")  # as the framework makes it
        self.sql("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9000)"
                 f" INSERT INTO oauth2_token ({COLUMNS}) SELECT 'web', 'Bearer', 'many-' || i, CASE WHEN i % 2 THEN"
                 " 'refresh-' || i END, 'a \"b\", ä', ? + i, i % 3, i % 5, CASE WHEN i % 7 THEN 60 ELSE 0 END, 3 FROM n",
                 ISSUED)

    def other(self) -> Path:
        """An empty database of the same layout."""
        path = self.folder / "other.sqlite3"
        path.unlink(missing_ok=True)
        with sqlite3.connect(path) as connection:
            connection.executescript(SCHEMA)
            connection.execute("CREATE INDEX ix_refresh ON oauth2_token (refresh_token)")  # as the framework makes it
        connection.close()
        return path

    def rows(self, database: Path) -> list[tuple[object, ...]]:
        connection = sqlite3.connect(database)
        rows = connection.execute(f"SELECT {COLUMNS} FROM oauth2_token ORDER BY access_token").fetchall()
        connection.close()
        return rows


class Export(Transfer):
    def test_lines_are_those_of_list(self) -> None:
        exported = self.expect(DONE, self.owb("token", "export"))
        listed = self.expect(DONE, self.owb("token", "list", "--json", "--sort=key"))
        self.assertEqual(exported.out, listed.out)
        self.assertNotIn("many-77", exported.out)

    def test_a_file_is_whole_and_private(self) -> None:
        path = self.folder / "out.csv"
        self.expect(DONE, self.owb("token", "export", "--to", str(path), "--reveal", "--filter", "client:web"))
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
        with path.open(newline="") as file:
            rows = list(csv.DictReader(file))
        connection = sqlite3.connect(self.database)
        self.assertEqual(len(rows), connection.execute("SELECT count(*) FROM oauth2_token WHERE client_id = 'web'").fetchone()[0])
        connection.close()
        self.assertEqual({row["scope"] for row in rows if row["access_token"].startswith("many")}, {'a "b", ä'})

    def test_what_cannot_be_written_is_told_and_nothing_is_lost(self) -> None:
        path = self.folder / "kept.csv"
        path.write_text("as it was")
        self.expect(USAGE, self.owb("token", "export", "--to", str(path), "--filter", "state:nonsense"))
        answer = self.owb("token", "export", "--to", str(self.folder / "no" / "folder.csv"))
        self.assertIn(answer.status, (UNREACHABLE, REFUSED))
        self.assertIn("folder.csv", answer.err)
        self.expect(USAGE, self.owb("token", "export", "--to", str(self.folder / "out.xlsx")))
        self.assertEqual(path.read_text(), "as it was")

    def test_a_full_disk_is_told(self) -> None:
        answer = subprocess.run([BINARY, "token", "export", str(self.database)], stdout=Path("/dev/full").open("w"),
                                stderr=subprocess.PIPE, text=True, check=False)
        self.assertNotEqual(answer.returncode, DONE)
        self.assertIn("owb:", answer.stderr)


class Import(Transfer):
    def test_comes_back_row_for_row(self) -> None:
        for name in ("all.ndjson", "all.csv"):
            path = self.folder / name
            self.expect(DONE, self.owb("token", "export", "--to", str(path), "--reveal"))
            other = self.other()
            answer = self.expect(DONE, self.run_owb("token", "import", str(other), "--from", str(path), "--json")).json
            rows = self.rows(Path(self.database))
            self.assertEqual((answer["added"], answer["present"], answer["refused"]), (len(rows), 0, 0))
            self.assertEqual(self.rows(other), rows)
            again = self.expect(DONE, self.run_owb("token", "import", str(other), "--from", str(path), "--json")).json
            self.assertEqual((again["added"], again["present"]), (0, len(rows)))
            self.assertEqual(self.rows(other), rows)

    def test_one_bad_line_and_nothing_is_added(self) -> None:
        path = self.folder / "bad.ndjson"
        lines = [json.dumps({"access_token": f"new-{i}", "client_id": "web"}) for i in range(3000)]
        lines[1234] = '{"access_token": "new-x", "scop": "a"}'
        path.write_text("\n".join(lines))
        before = self.sql("SELECT count(*) FROM oauth2_token")
        answer = self.owb("token", "import", "--from", str(path))
        self.assertNotEqual(answer.status, DONE)
        self.assertIn("line 1235", answer.err)
        self.assertIn("scop", answer.err)
        self.assertEqual(self.sql("SELECT count(*) FROM oauth2_token"), before)
        trial = self.expect(DONE, self.owb("token", "import", "--from", str(path), "--dry-run", "--json"))
        self.assertEqual((trial.json["found"], trial.json["refused"], trial.json["added"]), (2999, 1, 0))
        self.assertEqual(self.sql("SELECT count(*) FROM oauth2_token"), before)
        answer = self.expect(DONE, self.owb("token", "import", "--from", str(path), "--skip-bad", "--json"))
        self.assertEqual((answer.json["added"], answer.json["refused"]), (2999, 1))
        self.assertIn("1235", answer.json["problems"][0])

    def test_a_row_that_the_database_refuses_is_told_by_its_line(self) -> None:
        path = self.folder / "long.ndjson"
        lines = [json.dumps({"access_token": f"new-{i}", "client_id": "web"}) for i in range(300)]
        lines[200] = json.dumps({"access_token": "x" * 300, "client_id": "web"})
        path.write_text("\n".join(lines))
        answer = self.owb("token", "import", "--from", str(path))
        self.assertNotEqual(answer.status, DONE)
        self.assertIn("line 201", answer.err)
        self.assertIn("were added before that", answer.err)
        answer = self.expect(DONE, self.owb("token", "import", "--from", str(path), "--skip-bad", "--json"))
        self.assertEqual(answer.json["added"] + answer.json["present"], 299)
        self.assertEqual(answer.json["refused"], 1)
        self.assertNotIn("x" * 300, answer.out + answer.err)

    def test_masked_tokens_are_not_taken(self) -> None:
        path = self.folder / "masked.csv"
        self.expect(DONE, self.owb("token", "export", "--to", str(path)))
        answer = self.owb("token", "import", "--from", str(path))
        self.assertNotEqual(answer.status, DONE)
        self.assertIn("line 2", answer.err)

    def test_files_that_are_none(self) -> None:
        self.expect(USAGE, self.owb("token", "import", "--from", "-", stdin="{}"))
        self.assertNotEqual(self.owb("token", "import", "--from", str(self.folder / "none.csv")).status, DONE)
        pipe = self.folder / "pipe.csv"
        os.mkfifo(pipe)
        holder = os.open(pipe, os.O_RDWR)
        try:
            self.assertNotEqual(self.owb("token", "import", "--from", str(pipe)).status, DONE)
        finally:
            os.close(holder)
        empty = self.folder / "empty.ndjson"
        empty.write_text("")
        self.assertEqual(self.expect(DONE, self.owb("token", "import", "--from", str(empty), "--json")).json["added"], 0)
        self.assertIn(ACCESS, str(self.sql("SELECT access_token FROM oauth2_token WHERE client_id = 'web'")))


if __name__ == "__main__":
    unittest.main()
