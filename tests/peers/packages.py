"""Names the Debian package to install when one of the peers is missing: a missing peer is a failure, never a skip."""

import importlib.util

_PACKAGES = {"authlib": "python3-authlib", "flask": "python3-flask", "sqlalchemy": "python3-sqlalchemy"}


def missing() -> list[str]:
    """The Debian packages whose modules cannot be found."""
    return sorted(package for module, package in _PACKAGES.items() if importlib.util.find_spec(module) is None)


def require() -> None:
    """Raises when a peer is missing, so that whatever imports this fails with the package's name."""
    if absent := missing():
        raise ImportError(f"install the Debian package {' '.join(absent)} to run the peer tests")
