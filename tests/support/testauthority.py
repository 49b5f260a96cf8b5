"""A certificate authority of a test's own, made by the openssl program."""

import subprocess
from pathlib import Path

_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
_DAYS = "7"
_LONGEST_SECONDS = 20


class TestAuthority:
    """The authority's files are in a folder that anybody may read, but for its key."""

    def __init__(self, folder: Path) -> None:
        self.certificate = folder / "ca.pem"
        self._key = folder / "ca.key"
        _request("-subj", "/CN=OAuth Workbench test authority", "-addext", "keyUsage=critical,keyCertSign,cRLSign",
                 "-keyout", self._key, "-out", self.certificate)
        folder.chmod(0o755)

    def issue(self, folder: Path, names: str) -> tuple[Path, Path]:
        """A server's certificate for names such as `DNS:localhost,IP:127.0.0.1`, and its key, in another folder."""
        certificate, key = folder / "server.pem", folder / "server.key"
        _request("-subj", "/CN=localhost", "-addext", f"subjectAltName={names}",
                 "-addext", "basicConstraints=critical,CA:FALSE", "-addext", "extendedKeyUsage=serverAuth",
                 "-CA", self.certificate, "-CAkey", self._key, "-keyout", key, "-out", certificate)
        return certificate, key


def _request(*arguments: str | Path) -> None:
    subprocess.run(["openssl", "req", "-x509", *_KEY, "-days", _DAYS, *map(str, arguments)], check=True,
                   capture_output=True, timeout=_LONGEST_SECONDS)
