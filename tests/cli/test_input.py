"""Standard input and files: read to their end, however slowly they come, and no further than is sound."""

import array
import fcntl
import json
import os
import subprocess
import tempfile
import termios
import threading
import time
import unittest

from owbcase import ACCESS, BINARY, DONE, USAGE, OwbCase, Ran

MOST = 16 * 1024 * 1024


class InputCase(OwbCase):
    def wait_until_read(self, pipe: int, process: subprocess.Popen) -> None:
        """Until the process has taken everything out of the pipe, or is gone."""
        waiting = array.array("i", [1])
        deadline = time.monotonic() + 30
        while waiting[0] and process.poll() is None and time.monotonic() < deadline:
            fcntl.ioctl(pipe, termios.FIONREAD, waiting)

    def owb_in_parts(self, noun: str, verb: str, *arguments: str, parts: tuple[bytes, ...], block: bool = True) -> Ran:
        """Runs a command whose standard input comes in parts, each after the one before was read."""
        end, pipe = os.pipe()
        os.set_blocking(end, block)
        process = subprocess.Popen([BINARY, noun, verb, str(self.database), *arguments], stdin=end,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for part in parts:
            os.write(pipe, part)
            self.wait_until_read(pipe, process)
        os.close(end)
        os.close(pipe)
        out, err = process.communicate(timeout=60)
        return Ran(process.returncode, out.decode(), err.decode())


class Slow(InputCase):
    def test_a_secret_is_read_to_its_end(self) -> None:
        parts = b"first-half-", b"second-half\n"
        ran = self.owb_in_parts("client", "rotate-secret", "web", "--secret", "-", parts=parts)
        self.expect(DONE, ran)
        self.assertEqual(self.cell("client_secret"), "first-half-second-half")

    def test_a_token_is_read_to_its_end(self) -> None:
        half = len(ACCESS) // 2
        parts = ACCESS[:half].encode(), ACCESS[half:].encode()
        self.expect(DONE, self.owb_in_parts("token", "find", "-", parts=parts))

    def test_json_is_read_to_its_end(self) -> None:
        parts = b'{"client_id": "slow", "x": "', b"a" * 1000, b'"}'
        self.expect(DONE, self.owb_in_parts("client", "add", "--from", "-", parts=parts))
        self.assertEqual(len(json.loads(self.cell("client_metadata", key=2))["x"]), 1000)

    def test_a_pipe_that_does_not_block_is_waited_for(self) -> None:
        ran = self.owb_in_parts("client", "rotate-secret", "web", "--secret", "-", parts=(b"one-", b"two"), block=False)
        self.expect(DONE, ran)
        self.assertEqual(self.cell("client_secret"), "one-two")

    def test_json_longer_than_a_pipe_holds_is_read_whole(self) -> None:
        text = json.dumps({"client_id": "long", "x": "a" * 1_000_000})
        self.expect(DONE, self.owb("client", "add", "--from", "-", stdin=text))
        self.assertEqual(len(self.cell("client_metadata", key=2)), len('{"x":""}') + 1_000_000)

    def test_a_named_pipe_is_read_like_a_file(self) -> None:
        pipe = self.folder / "pipe"
        os.mkfifo(pipe)
        text = json.dumps({"client_id": "piped", "x": "a" * 200_000})
        writer = threading.Thread(target=pipe.write_text, args=(text,))
        writer.start()
        self.expect(DONE, self.owb("client", "add", "--from", str(pipe)))
        writer.join()
        self.assertEqual(len(self.cell("client_metadata", key=2)), len('{"x":""}') + 200_000)


class Unsound(InputCase):
    def test_more_than_is_sound_is_refused_in_so_many_words(self) -> None:
        for command in (["client", "add", "--from", "-"], ["client", "rotate-secret", "web", "--secret", "-"],
                ["token", "find", "-"], ["token", "revoke", "-"]):
            ran = self.expect(USAGE, self.owb(*command, stdin=b"x" * (MOST + 1)))
            self.assertIn("longer than 16 MB", ran.err)

    def test_input_without_end_is_refused(self) -> None:
        ran = self.expect(USAGE, self.owb("client", "add", "--from", "/dev/zero"))
        self.assertIn("longer than 16 MB", ran.err)

    def test_what_cannot_be_read_is_not_taken_as_empty(self) -> None:
        folder = os.open(tempfile.gettempdir(), os.O_RDONLY)
        self.addCleanup(os.close, folder)
        for command in (["client", "add"], ["client", "rotate-secret"], ["token", "find"]):
            arguments = ["web", "--secret", "-"] if command[1] == "rotate-secret" else ["--from", "-"]
            arguments = ["-"] if command[0] == "token" else arguments
            ran = subprocess.run([BINARY, *command, str(self.database), *arguments], stdin=folder, capture_output=True,
                timeout=60, check=False)
            said = self.expect(USAGE, Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode()))
            self.assertIn("directory", said.err)

    def test_a_closed_standard_input_is_said_so(self) -> None:
        closed = ["sh", "-c", '"$0" token find "$1" - <&-', BINARY, str(self.database)]
        ran = subprocess.run(closed, capture_output=True, timeout=60, check=False)
        said = self.expect(USAGE, Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode()))
        self.assertIn("cannot be read", said.err)

    def test_text_that_is_not_utf_8_is_said_so(self) -> None:
        ran = self.expect(USAGE, self.owb("client", "add", "--from", "-", stdin=b'{"x": "\xff"}'))
        self.assertIn("UTF-8", ran.err)


if __name__ == "__main__":
    unittest.main()
