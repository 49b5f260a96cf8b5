"""The keychain of the desktop, for real: GNOME Keyring on a bus of the test's own, and a bus without one."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PROGRAM = os.environ["OWB_KEYCHAIN_TEST"]
NEEDED = {"dbus-daemon": "dbus", "gnome-keyring-daemon": "gnome-keyring", "secret-tool": "libsecret-tools"}
SERVICE = "io.github.oauth_workbench.OAuthWorkbench"
SECONDS = 60


def missing() -> list[str]:
    """The Debian packages of the programs that are not there."""
    folders = os.environ.get("PATH", "").split(os.pathsep)
    return [package for name, package in NEEDED.items() if not any((Path(f) / name).exists() for f in folders)]

# What the program does with a keychain there, and without one.
WITH = ("keepsAPassword", "replacesAPassword", "whatIsMissingIsNoError", "aSilentKeychainEndsTheWaiting",
        "aLateAnswerHarmsNobody")
WITHOUT = ("saysThatThereIsNone", "leavesNoFileBehind")


class Keychain(unittest.TestCase):
    def setUp(self) -> None:
        self.assertEqual(missing(), [], "packages that are not installed")
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory(prefix="owb-keychain-")))
        self.home, runtime = self.folder / "home", self.folder / "run"
        for made in (self.home, runtime):
            made.mkdir(mode=0o700)
        kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
        self.environment = kept | {"HOME": str(self.home), "XDG_RUNTIME_DIR": str(runtime),
            "XDG_CONFIG_HOME": str(self.home / ".config"), "XDG_DATA_HOME": str(self.home / ".local/share")}
        self.start_bus()

    def start(self, *command: str, **options: object) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(command, env=self.environment, **options)
        self.addCleanup(self.stop, process)
        return process

    @staticmethod
    def stop(process: subprocess.Popen[bytes]) -> None:
        process.send_signal(signal.SIGCONT)
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for stream in (process.stdin, process.stdout):
            if stream:
                stream.close()

    def start_bus(self) -> None:
        """A bus that starts no service by itself, so that there is a keychain only where a test starts one."""
        config = self.folder / "bus.conf"
        config.write_text("<busconfig><type>session</type><listen>unix:dir=/tmp</listen><policy context='default'>"
            "<allow send_destination='*' eavesdrop='true'/><allow eavesdrop='true'/><allow own='*'/></policy></busconfig>")
        bus = self.start("dbus-daemon", f"--config-file={config}", "--nofork", "--print-address",
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()

    def start_keyring(self) -> int:
        """GNOME Keyring with a new, unlocked collection; gives its process id once it is on the bus."""
        keyring = self.start("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets",
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        keyring.stdin.write(b"ci-pass")
        keyring.stdin.close()
        asked = ["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus",
            "org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"]
        for _ in range(1000):  # each asks the bus once, so this ends
            answer = subprocess.run(asked, env=self.environment, capture_output=True, text=True, check=True).stdout
            if "boolean true" in answer:
                return keyring.pid
        self.fail("gnome-keyring-daemon did not come to the bus")

    def run_program(self, functions: tuple[str, ...] = WITHOUT, **more: str) -> subprocess.CompletedProcess[str]:
        ran = subprocess.run([PROGRAM, *functions], env=self.environment | more, capture_output=True, text=True,
            timeout=SECONDS, check=False)
        self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)
        return ran

    def passed(self, ran: subprocess.CompletedProcess[str]) -> int:
        return int(re.search(r"Totals: (\d+) passed", ran.stdout)[1])

    def files_with(self, text: bytes) -> list[str]:
        return [str(file) for file in self.home.rglob("*") if file.is_file() and text in file.read_bytes()]

    def test_every_function_runs_in_one_way(self) -> None:
        listed = subprocess.run([PROGRAM, "-functions"], capture_output=True, text=True, timeout=SECONDS, check=True)
        self.assertEqual(sorted(re.findall(r"(\w+)\(\)", listed.stdout)), sorted(WITH + WITHOUT))

    def test_keeps_passwords(self) -> None:
        process = self.start_keyring()
        self.assertEqual(self.passed(self.run_program(WITH, OWB_KEYRING_PROCESS=str(process))), 7)
        found = subprocess.run(["secret-tool", "lookup", "server", SERVICE, "user", "two"], env=self.environment,
            capture_output=True, text=True, timeout=SECONDS, check=True)
        self.assertEqual(found.stdout, "other")

    def test_says_that_there_is_no_keychain(self) -> None:
        self.assertEqual(self.passed(self.run_program()), 4)
        self.assertEqual(self.files_with(b"hunter2"), [])

    def test_never_falls_back_to_a_file_on_kde(self) -> None:
        self.run_program(XDG_CURRENT_DESKTOP="KDE", KDE_SESSION_VERSION="5")
        self.assertEqual(self.files_with(b"hunter2"), [])

    def test_says_that_there_is_no_bus(self) -> None:
        self.run_program(DBUS_SESSION_BUS_ADDRESS="unix:path=/nowhere")


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    unittest.main()
