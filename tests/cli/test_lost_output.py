"""Output that nobody gets after the change was made: what was generated is lost, and that is said."""

import subprocess
import unittest

from owbcase import BINARY, DONE, SECRET, UNREACHABLE, OwbCase, Ran


class LostOutput(OwbCase):
    def run_to(self, output: str, *arguments: str, stdin: str = "") -> Ran:
        """Runs a command whose output goes to a full disk, or to a reader that has gone."""
        command = [BINARY, *arguments[:2], str(self.database), *arguments[2:]]
        if output == "full":
            with open("/dev/full", "wb") as full:
                ran = subprocess.run(command, input=stdin.encode(), stdout=full, stderr=subprocess.PIPE, timeout=60,
                    check=False)
            return Ran(ran.returncode, "", ran.stderr.decode())
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        process.stdout.close()
        process.stdin.write(stdin.encode())
        process.stdin.close()
        err = process.stderr.read().decode()
        process.stderr.close()
        return Ran(process.wait(60), "", err)

    def test_a_new_secret_that_nobody_saw_is_said_to_be_lost(self) -> None:
        for output in ("full", "gone"):
            for extra in ([], ["--json"]):
                before = self.cell("client_secret")
                ran = self.expect(UNREACHABLE, self.run_to(output, "client", "rotate-secret", "web", *extra))
                self.assertNotEqual(self.cell("client_secret"), before)
                self.assertRegex(ran.err, "was changed.*lost.*rotate")

    def test_a_given_secret_is_not_lost(self) -> None:
        ran = self.run_to("full", "client", "rotate-secret", "web", "--secret", "-", stdin="given-by-hand")
        self.assertEqual(self.cell("client_secret"), "given-by-hand")
        self.assertIn("change was made", self.expect(UNREACHABLE, ran).err)
        self.assertNotIn("lost", ran.err)

    def test_a_generated_secret_of_a_new_client_is_said_to_be_lost(self) -> None:
        for output in ("full", "gone"):
            ran = self.run_to(output, "client", "add", "--from", "-", stdin=f'{{"client_id": "{output}"}}')
            self.assertRegex(self.expect(UNREACHABLE, ran).err, f"{output} was added.*lost.*rotate-secret")
        self.assertEqual(self.sql("SELECT count(*) FROM oauth2_client"), [(3,)])

    def test_a_generated_token_is_said_to_be_lost(self) -> None:
        for output in ("full", "gone"):
            ran = self.run_to(output, "token", "add", "--from", "-", stdin='{"client_id": "web"}')
            self.assertRegex(self.expect(UNREACHABLE, ran).err, "was stored.*lost.*--key [23]")

    def test_any_other_change_is_said_to_be_made(self) -> None:
        for command in (["client", "edit", "web", "--set", "client_name=X"], ["token", "revoke", "--key", "1"],
                ["client", "remove", "web", "--yes"]):
            ran = self.expect(UNREACHABLE, self.run_to("full", *command))
            self.assertIn("change was made", ran.err)
        self.assertEqual(self.sql("SELECT count(*) FROM oauth2_client"), [(0,)])

    def test_a_reader_that_goes_away_ends_any_other_change_quietly(self) -> None:
        ran = self.run_to("gone", "client", "edit", "web", "--set", "client_name=X")
        self.assertEqual((ran.status, ran.err), (DONE, ""))
        self.assertEqual(self.cell("client_secret"), SECRET)


if __name__ == "__main__":
    unittest.main()
