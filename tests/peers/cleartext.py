"""Servers that answer as the real ones do when they offer no TLS, up to the moment at which a client must give up."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def postgres_without_tls() -> Iterator[str]:
    """Answers an SSLRequest with N (PostgreSQL protocol, section 55.2.10)."""
    with _listening("postgresql", lambda connection: (connection.recv(8), connection.sendall(b"N"))) as url:
        yield url


@contextmanager
def mariadb_without_tls() -> Iterator[str]:
    """Sends an initial handshake without the capability CLIENT_SSL."""
    with _listening("mariadb", lambda connection: connection.sendall(_greeting())) as url:
        yield url


def _greeting() -> bytes:
    capabilities = 0x81FFF7FF & ~0x0800  # all but CLIENT_SSL
    body = (b"\x0a10.11.0-MariaDB\0" + struct.pack("<I", 1) + b"abcdefgh\0" + struct.pack("<H", capabilities & 0xFFFF)
            + b"\x2d\x02\x00" + struct.pack("<H", capabilities >> 16) + b"\x15" + bytes(10) + b"ijklmnopqrst\0"
            + b"mysql_native_password\0")
    return struct.pack("<I", len(body))[:3] + b"\0" + body


@contextmanager
def _listening(scheme: str, answer) -> Iterator[str]:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        thread = threading.Thread(target=_serve, args=(server, answer), daemon=True)
        thread.start()
        yield f"{scheme}://owb@127.0.0.1:{server.getsockname()[1]}/auth"


def _serve(server: socket.socket, answer) -> None:
    while True:
        try:
            connection, _ = server.accept()
        except OSError:  # closed: the test is over
            return
        with connection:
            connection.settimeout(5)
            try:
                answer(connection)
                while connection.recv(4096):
                    pass
            except OSError:
                pass
