"""Names the Debian package to install when one of the peers is missing: a missing peer is a failure, never a skip."""

import importlib.util
from pathlib import Path

_PACKAGES = {"authlib": "python3-authlib", "flask": "python3-flask", "sqlalchemy": "python3-sqlalchemy",
             "django": "python3-django", "oauth2_provider": "python3-django-oauth-toolkit", "pony": "python3-pony",
             "psycopg2": "python3-psycopg2", "MySQLdb": "python3-mysqldb"}
_GEMS = "/usr/share/rubygems-integration"
_GEM_PACKAGES = {"doorkeeper": "ruby-doorkeeper", "activerecord": "ruby-activerecord", "sqlite3": "ruby-sqlite3",
                 "webrick": "ruby-webrick"}


def missing() -> list[str]:
    """The Debian packages whose modules or gems cannot be found."""
    absent = [package for module, package in _PACKAGES.items() if importlib.util.find_spec(module) is None]
    absent += [package for gem, package in _GEM_PACKAGES.items() if not any(Path(_GEMS).glob(f"*/*/{gem}-[0-9]*"))]
    return sorted(absent)


def require() -> None:
    """Raises when a peer is missing, so that whatever imports this fails with the package's name."""
    if absent := missing():
        raise ImportError(f"install the Debian package {' '.join(absent)} to run the peer tests")
