"""What the peer tests share: a database made by SQLAlchemy, `owb` over it, and the server over it."""

import unittest
from pathlib import Path
from typing import Any

import scratch
from authlib_models import Layout, Shape, open_engine
from owb import Owb
from rows import execute, quoted
from serverprocess import Answer, Credentials, ServerProcess
from sqlalchemy.orm import Session

ALL_GRANTS = ["client_credentials", "password", "authorization_code", "refresh_token"]


class PeerCase(unittest.TestCase):
    """A test with a database, however long it lives."""

    shape = Shape()
    folder: Path
    database: Path
    layout: Layout
    owb: Owb

    def insert(self, *objects: Any) -> None:
        """Writes with SQLAlchemy, as the server's own program would."""
        engine = open_engine(self.database)
        with Session(engine) as session:
            session.add_all(objects)
            session.commit()
        engine.dispose()

    def sql(self, text: str, *values: Any) -> list[tuple[Any, ...]]:
        return execute(self.database, text, *values)

    def column(self, table: str, column: str, **where: Any) -> Any:
        """One cell of the one row a condition means."""
        condition = " AND ".join(f"{quoted(name)} = ?" for name in where)
        found = self.sql(f"SELECT {quoted(column)} FROM {quoted(table)} WHERE {condition}", *where.values())
        self.assertEqual(len(found), 1, f"rows of {table}")
        return found[0][0]


class DatabaseCase(PeerCase):
    """A fresh database for each test."""

    def setUp(self) -> None:
        self.folder = Path(self.enterContext(scratch.folder()))
        self.use(self.shape)

    def use(self, shape: Shape) -> None:
        """Starts anew with a database of this shape."""
        self.layout = Layout(shape)
        self.database = self.folder / f"auth-{len(list(self.folder.iterdir()))}.sqlite3"
        self.layout.create(self.database)
        self.owb = Owb(self.database, self.folder)


class ServedCase(PeerCase):
    """The real server running over one database, whose OAuth tables are emptied before each test."""

    server: ServerProcess

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = Path(cls.enterClassContext(scratch.folder()))
        cls.database = cls.folder / "auth.sqlite3"
        cls.layout = Layout(cls.shape)
        cls.layout.create(cls.database)
        cls.server = ServerProcess(cls.database)
        cls.addClassCleanup(cls.server.stop)

    def setUp(self) -> None:
        self.owb = Owb(self.database, self.folder)
        names = self.shape.names
        for table in (names.client, names.token, names.code):
            self.sql(f"DELETE FROM {quoted(table)}")

    def ok(self, answer: Answer) -> Answer:
        """The answer, which has to be a success."""
        self.assertEqual(answer.status, 200, f"{answer.text}\n{self.server.errors()}")
        return answer

    def made_client(self, client_id: str = "app", secret: str = "peer-secret", **metadata: Any) -> Credentials:
        """A client in the table as the server's own program would have written it."""
        given = {"client_name": "App", "grant_types": ALL_GRANTS, "response_types": ["code"], "scope": "profile email",
                 "redirect_uris": ["https://app.example/callback"], **metadata}
        self.insert(self.layout.new_client(client_id, secret, given))
        self.owb.guard(secret)
        return client_id, secret
