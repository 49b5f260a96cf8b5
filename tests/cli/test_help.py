"""Help and version: complete, on stdout, status 0; wrong usage: status 2, on stderr."""

import re
import unittest

from owbcase import DONE, USAGE, OwbCase

COMMON = {"--help", "--json", "--schema", "--verbose"}
OPTIONS = {
    ("detect",): set(),
    ("client", "list"): {"--filter", "--sort", "--limit"},
    ("client", "show"): {"--reveal", "--key"},
    ("client", "add"): {"--from", "--owner"},
    ("client", "edit"): {"--set", "--unset", "--from", "--key"},
    ("client", "rotate-secret"): {"--secret", "--reveal", "--key"},
    ("client", "check-secret"): {"--key"},
    ("client", "remove"): {"--yes", "--key"},
    ("token", "list"): {"--filter", "--sort", "--limit", "--reveal"},
    ("token", "find"): {"--hint", "--reveal"},
    ("token", "add"): {"--from"},
    ("token", "revoke"): {"--key", "--client", "--user", "--what"},
}


class Help(OwbCase):
    def help(self, *command: str) -> str:
        return self.expect(DONE, self.run_owb(*command, "--help")).out

    def test_names_every_command(self) -> None:
        self.assertLessEqual({"detect", "client", "token", "profile"}, set(re.findall(r"^  (\S+)", self.help(), re.M)))
        for noun in ("client", "token"):
            verbs = {command[1] for command in OPTIONS if command[0] == noun}
            self.assertEqual(set(re.findall(r"^  ([a-z][a-z-]+)", self.help(noun), re.M)) & verbs, verbs)

    def test_names_every_option_argument_and_an_example(self) -> None:
        for command, options in OPTIONS.items():
            with self.subTest(command=command):
                text = self.help(*command)
                self.assertLessEqual(options | COMMON, set(re.findall(r"--[a-z][a-z-]*", text)))
                self.assertIn("DATABASE", text)
                self.assertIn(f"owb {' '.join(command)} ", text)

    def test_checking_a_profile_names_its_arguments(self) -> None:
        text = self.help("profile", "check")
        for word in ("FILE", "DATABASE", "--json", "--verbose", "owb profile check ", "Exit status"):
            self.assertIn(word, text)

    def test_the_whole_program_says_its_exit_statuses(self) -> None:
        text = self.help()
        for status in range(5):
            self.assertRegex(text, rf"\b{status} [a-z]")

    def test_every_command_says_its_exit_statuses(self) -> None:
        for command in OPTIONS:
            self.assertIn("Exit status", self.help(*command), command)

    def test_lists_name_the_fields_they_sort_by(self) -> None:
        for noun, fields in (("client", ["key", "client_id", "client_name", "client_id_issued_at"]),
                ("token", ["key", "iat", "exp", "client_id", "sub"])):
            for field in fields:
                self.assertIn(field, self.help(noun, "list"))

    def test_says_its_version(self) -> None:
        self.assertRegex(self.expect(DONE, self.run_owb("--version")).out, r"\Aowb \d+\.\d+\.\d+\n\Z")

    def test_wrong_usage_is_status_two_and_silent_on_stdout(self) -> None:
        database = str(self.database)
        for arguments in ([], ["client"], ["token"], ["nonsense"], ["client", "nonsense", database],
                ["client", "list", database, "--nonsense"], ["client", "add", database],
                ["token", "find", database], ["token", "find", database, "-", "--hint", "id_token"],
                ["token", "revoke", database, "--key", "1", "--what", "all"]):
            ran = self.run_owb(*arguments)
            self.assertEqual((ran.status, ran.out), (USAGE, ""), arguments)
            self.assertTrue(ran.err, arguments)

    def test_wrong_usage_is_one_sentence(self) -> None:
        for arguments in ([], ["client"], ["nonsense"], ["client", "list", str(self.database), "--nonsense"]):
            self.expect(USAGE, self.run_owb(*arguments))


if __name__ == "__main__":
    unittest.main()
