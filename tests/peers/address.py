"""A database as `owb` names it: a file, postgresql://user@host:port/name or mariadb://user@host:port/name.

The password comes from PGPASSWORD or MYSQL_PWD, as for `owb`.
"""

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

SQLITE, POSTGRESQL, MARIADB = ENGINES = ("sqlite", "postgresql", "mariadb")
_PASSWORDS = {POSTGRESQL: "PGPASSWORD", MARIADB: "MYSQL_PWD"}


@dataclass(frozen=True)
class Address:
    """Where a database is, and how each library is told so."""

    engine: str
    name: str
    user: str = ""
    host: str = ""
    port: int = 0

    @classmethod
    def parse(cls, text: str) -> "Address":
        url = urlsplit(text)
        if url.scheme not in _PASSWORDS:
            return cls(SQLITE, text)
        return cls(url.scheme, url.path.lstrip("/"), url.username or "", url.hostname or "", url.port or 0)

    @property
    def password(self) -> str:
        return os.environ[_PASSWORDS[self.engine]]

    def sqlalchemy(self) -> Any:
        """The URL that `create_engine` takes."""
        from sqlalchemy.engine import URL
        if self.engine == SQLITE:
            return URL.create("sqlite", database=self.name)
        driver, query = ("postgresql+psycopg2", {}) if self.engine == POSTGRESQL else \
            ("mysql+mysqldb", {"charset": "utf8mb4"})
        return URL.create(driver, self.user, self.password, self.host, self.port, self.name, query)

    def django(self) -> dict[str, Any]:
        """One of Django's DATABASES."""
        if self.engine == SQLITE:
            return {"ENGINE": "django.db.backends.sqlite3", "NAME": self.name}
        backend = "postgresql" if self.engine == POSTGRESQL else "mysql"
        return {"ENGINE": f"django.db.backends.{backend}", "NAME": self.name, "USER": self.user, "HOST": self.host,
                "PASSWORD": self.password, "PORT": self.port, "CONN_MAX_AGE": None}

    def pony(self) -> dict[str, Any]:
        """What Pony's `Database.bind` takes."""
        if self.engine == SQLITE:
            return {"provider": "sqlite", "filename": self.name, "create_db": True}
        if self.engine == POSTGRESQL:
            return {"provider": "postgres", "host": self.host, "port": self.port, "user": self.user,
                    "password": self.password, "database": self.name}
        return {"provider": "mysql", "host": self.host, "port": self.port, "user": self.user, "passwd": self.password,
                "db": self.name, "charset": "utf8mb4"}

    def connect(self) -> Any:
        """A connection of Python's DB-API."""
        if self.engine == SQLITE:
            return sqlite3.connect(self.name)
        if self.engine == POSTGRESQL:
            import psycopg2
            return psycopg2.connect(host=self.host, port=self.port, user=self.user, password=self.password,
                                    dbname=self.name)
        import MySQLdb
        return MySQLdb.connect(host=self.host, port=self.port, user=self.user, password=self.password,
                               database=self.name, charset="utf8mb4")

    def execute(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Runs one statement of a test's own, with ? for each value, commits, and returns its rows."""
        with closing(self.connect()) as connection:
            cursor = connection.cursor()
            cursor.execute(sql if self.engine == SQLITE else sql.replace("?", "%s"), values)
            rows = cursor.fetchall() if cursor.description else []
            connection.commit()
            return rows

    def quoted(self, name: str) -> str:
        """A name of a table or column."""
        return f"`{name}`" if self.engine == MARIADB else f'"{name}"'
