"""The documents say what the program does: every command, option, package and version is found in both."""

import os
import re
import subprocess
import unittest
from pathlib import Path

ROOT = Path(__file__).parents[2]


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def help_of(*command: str) -> str:
    return subprocess.run([os.environ["OWB"], *command, "--help"], check=True, capture_output=True, text=True).stdout


def subcommands(*command: str) -> list[str]:
    """The names below "Subcommands:", each at the same depth of two spaces."""
    return re.findall(r"^  ([a-z][a-z-]*)", help_of(*command).partition("Subcommands:")[2], re.MULTILINE)


def commands() -> list[tuple[str, ...]]:
    found = []
    for name in subcommands():
        found += [(name, below) for below in subcommands(name)] or [(name,)]
    return found


class Documents(unittest.TestCase):
    def test_there_are_commands_to_look_for(self) -> None:
        self.assertIn(("detect",), commands())
        self.assertIn(("client", "rotate-secret"), commands())

    def test_every_command_is_in_the_manual_and_the_readme(self) -> None:
        manual, readme = text("resources/man/owb.1"), text("README.md")
        for command in commands():
            with self.subTest(command=command):
                self.assertIn(".Cm " + " ".join(command) + "\n", manual)
                self.assertIn(".Ss " + " ".join(command) + "\n", manual)
                self.assertTrue(" ".join(command) in readme, "not in README.md")

    def test_the_manual_has_no_other_command(self) -> None:
        described = re.findall(r"^\.Ss ([a-z]+(?: [a-z-]+)?)$", text("resources/man/owb.1"), re.MULTILINE)
        self.assertEqual(sorted(described), sorted(" ".join(command) for command in commands()))

    def test_every_option_is_in_the_manual_and_no_other(self) -> None:
        manual = re.sub(r"\bFl Fl ([a-z]+)", r"--\1", text("resources/man/owb.1"))
        known = {"--version"}
        for command in commands():
            known |= set(re.findall(r"--[a-z]+", help_of(*command).partition("Options:")[2].partition("\n\n")[0]))
        self.assertEqual(known, set(re.findall(r"--[a-z]+", manual)))

    def test_every_exit_status_is_in_the_manual(self) -> None:
        told = re.findall(r"(\d) [a-z]", help_of().partition("Exit status:")[2])
        section = text("resources/man/owb.1").partition(".Sh EXIT STATUS")[2].partition(".Sh ")[0]
        self.assertEqual(told, re.findall(r"^\.It (\d)$", section, re.MULTILINE))

    def test_every_package_is_in_the_readme(self) -> None:
        readme = text("README.md")
        lists = dict(re.findall(r"^packages_(\w+)=\(([^)]*)\)", text("resources/scripts/packages.sh"), re.MULTILINE))
        self.assertIn("build", lists)
        for purpose in ("build", "run", "wayland", "tour", "test", "clazy"):
            for package in lists[purpose].split():
                with self.subTest(package=package):
                    self.assertTrue(f"`{package}`" in readme, f"{package} is not in README.md")

    def test_there_is_one_version(self) -> None:
        version = re.search(r"^\s+VERSION ([\d.]+)", text("CMakeLists.txt"), re.MULTILINE)[1]
        self.assertIn(f"\n## {version}", text("CHANGELOG.md"))
        self.assertTrue(text("resources/package/changelog").startswith(f"oauth-workbench ({version})"))
        metainfo = text("resources/io.github.oauth_workbench.OAuthWorkbench.metainfo.xml")
        self.assertEqual(re.findall(r'<release version="([\d.]+)"', metainfo)[0], version)

    def test_every_layout_is_in_the_readme(self) -> None:
        rows = [line for line in text("README.md").splitlines() if line.startswith("|")]
        for profile in sorted((ROOT / "resources/schemas").glob("*.json")):
            with self.subTest(profile=profile.name):
                self.assertTrue(any(f"| `{profile.stem}` |" in row for row in rows), "not in README.md")
                self.assertIn(f"<file>{profile.name}</file>", text("resources/schemas/schemas.qrc"))



if __name__ == "__main__":
    unittest.main()
