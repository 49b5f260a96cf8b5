"""The setting of a test class that is made for each system and engine: the system's server over a fresh database."""

from pathlib import Path

import scratch
from serverprocess import ServerProcess
from systems import System


class Served:
    system: System
    engine: str
    folder: Path
    database: str
    server: ServerProcess

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = Path(cls.enterClassContext(scratch.folder()))
        cls.database = cls.system.database(cls.engine, cls.folder)
        cls.server = cls.system.start(cls.database)
        cls.addClassCleanup(cls.server.stop)
