"""Rows as SQLite holds them, storage class and bytes of each cell, to see what a program changed."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

Cell = tuple[str, Any]
Row = dict[str, Cell]


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def execute(database: Path, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """Runs one statement of the test's own, commits, and returns its rows."""
    with closing(sqlite3.connect(database)) as connection, connection:
        return connection.execute(sql, values).fetchall()


def cells(database: Path, table: str) -> dict[int, Row]:
    """Each row of a table by rowid: (storage class, value) of each column, texts as their bytes."""
    with closing(sqlite3.connect(database)) as connection:
        connection.text_factory = bytes
        columns = [row[1].decode() for row in connection.execute(f"PRAGMA table_info({quoted(table)})")]
        picked = ", ".join(f"typeof({quoted(column)}), {quoted(column)}" for column in columns)
        found = connection.execute(f"SELECT rowid, {picked} FROM {quoted(table)}").fetchall()
    return {row[0]: {column: (row[1 + 2 * i].decode(), row[2 + 2 * i]) for i, column in enumerate(columns)} for row in found}


def snapshot(database: Path) -> dict[str, Any]:
    """The whole database: every statement of its schema and every cell of every table."""
    with closing(sqlite3.connect(database)) as connection:
        schema = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()
    tables = [name for kind, name, _ in schema if kind == "table"]
    return {"schema": schema, **{table: cells(database, table) for table in tables}}


def changes(before: Row, after: Row) -> dict[str, Cell]:
    """The cells of a row that are no longer what they were."""
    return {column: after[column] for column in after if after[column] != before.get(column)}


def differing_tables(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    """The tables in which anything differs; "schema" when a definition does."""
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
