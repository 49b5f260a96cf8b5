"""Where the tests keep their databases."""

import os
import tempfile

_MEMORY = "/dev/shm"
_ROOM = 256 * 1024 * 1024


def folder() -> "tempfile.TemporaryDirectory[str]":
    """A temporary folder, in memory where there is room: waiting for a disk would be most of the time the tests take."""
    usable = os.access(_MEMORY, os.W_OK)
    if usable:
        state = os.statvfs(_MEMORY)
        usable = state.f_bavail * state.f_frsize > _ROOM
    return tempfile.TemporaryDirectory(prefix="owb-peers-", dir=_MEMORY if usable else None)
