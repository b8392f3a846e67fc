"""Where rows are kept: the interface of the storage, and SQLite behind it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import QueuePool

from collector.core.errors import ConfigurationError
from srs_server.schema import VERSION, metadata


class Database(Protocol):
    """Transactions. What is written in one `writing()` is there as a whole, durably, or not."""

    def reading(self) -> AbstractContextManager[Connection]: ...

    def writing(self) -> AbstractContextManager[Connection]: ...

    def close(self) -> None: ...


class SqliteDatabase:
    """SQLite in WAL mode with `synchronous=FULL`, in one process.

    Writers queue at one lock of ours: SQLite's own waiting sleeps, and costs up to a second.
    """

    def __init__(self, file: Path) -> None:
        self._lock = threading.Lock()
        self._engine = create_engine(
            f"sqlite:///{file}",
            poolclass=QueuePool,
            pool_size=8,
            max_overflow=40,
            connect_args={"check_same_thread": False, "timeout": 30},
        )
        event.listen(self._engine, "connect", _prepare)
        event.listen(self._engine, "begin", _begin)
        self._writer = self._engine.execution_options(srs_writes=True)
        try:
            self._set_up(file)
        except DatabaseError as error:
            raise ConfigurationError(
                f"The database {file} cannot be used: {error.orig}. It was left as it is.",
                hint="Restore the data folder from a backup, or give another one with --data.",
            ) from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        with self._lock, self._writer.begin() as connection:
            yield connection

    def close(self) -> None:
        self._engine.dispose()

    def _set_up(self, file: Path) -> None:
        with self.writing() as connection:
            found = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
            if found > VERSION:
                raise ConfigurationError(
                    f"{file} was written by a newer version of this server.",
                    hint="Start the newer version, or give another folder with --data.",
                )
            metadata.create_all(connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")


def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own type
    connection.isolation_level = None  # transactions are begun by us, not by the driver
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("srs_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
