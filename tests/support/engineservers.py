"""PostgreSQL and MariaDB servers as a test sees them: where they are, and how to make a database there."""

from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

USER = "owb"
_CONNECT_SECONDS = 10


class Server(ABC):
    """A running server, where the account `owb` may do everything."""

    scheme: str
    password_variable: str
    variable: str
    maintenance: str  # a database that is always there
    host: str

    def __init__(self, port: int, password: str, ca: Path) -> None:
        self.port, self.user, self.password, self.ca = port, USER, password, ca

    def url(self, database: str) -> str:
        """How `owb` names a database; the password is in the environment variable `password_variable`."""
        return f"{self.scheme}://{self.user}@{self.host}:{self.port}/{database}"

    def environment(self) -> dict[str, str]:
        """What a program needs to find the server."""
        return {self.variable: self.url(self.maintenance), self.password_variable: self.password,
                "OWB_TEST_CA": str(self.ca)}

    def new_database(self, name: str) -> str:
        """Makes an empty database, in place of one of that name; returns its URL."""
        self.drop_database(name)
        self.execute(f"CREATE DATABASE {name}")
        return self.url(name)

    def execute(self, statement: str) -> None:
        """Runs one statement of administration, outside a transaction."""
        connection = self.connect(self.maintenance)
        try:
            self._commit_each(connection)
            connection.cursor().execute(statement)
        finally:
            connection.close()

    @abstractmethod
    def drop_database(self, name: str) -> None:
        """Removes a database where it is there, whoever is connected to it."""

    @abstractmethod
    def connect(self, database: str) -> Any:
        """A connection of Python's DB-API."""

    @abstractmethod
    def _commit_each(self, connection: Any) -> None: ...


class PostgresServer(Server):
    """PostgreSQL, through psycopg2. Its certificate is for localhost, so 127.0.0.1 is a name that does not match."""

    scheme, variable, password_variable = "postgresql", "OWB_TEST_POSTGRES", "PGPASSWORD"
    maintenance, host = "postgres", "localhost"

    def connect(self, database: str) -> Any:
        import psycopg2
        return psycopg2.connect(host=self.host, port=self.port, user=self.user, password=self.password, dbname=database,
                                connect_timeout=_CONNECT_SECONDS)

    def drop_database(self, name: str) -> None:
        self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def _commit_each(self, connection: Any) -> None:
        connection.autocommit = True


class MariadbServer(Server):
    """MariaDB, through mysqlclient, where localhost would mean a socket file. Its certificate is for both names."""

    scheme, variable, password_variable = "mariadb", "OWB_TEST_MARIADB", "MYSQL_PWD"
    maintenance, host = "test", "127.0.0.1"

    def connect(self, database: str) -> Any:
        import MySQLdb
        return MySQLdb.connect(host=self.host, port=self.port, user=self.user, password=self.password,
                               database=database, charset="utf8mb4", connect_timeout=_CONNECT_SECONDS)

    def drop_database(self, name: str) -> None:
        self.execute(f"DROP DATABASE IF EXISTS {name}")

    def _commit_each(self, connection: Any) -> None:
        connection.autocommit(True)
