"""The database of what was sent (SQLite): survives power cuts, and its own damage."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

from collector.core.durable import checkpoint
from collector.core.errors import ConfigurationError, NowhereToWriteError
from collector.core.locks import locked
from collector.core.paths import private
from collector.history.model import Record

SCHEMA = 1
_FILLED = 0x50534348  # the application_id of a history that lacks nothing
FILE = "history.sqlite3"
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)
_TIMES = frozenset({"created_at", "first_response_due", "checked_at"})
_NUMBERS = frozenset({"bundle_size", "done"})
_COLUMNS = tuple(field.name for field in fields(Record))
_TABLES = (
    "CREATE TABLE tickets ("
    + ", ".join(f"{name} {'INTEGER' if name in _NUMBERS else 'TEXT'}" for name in _COLUMNS)
    + ", PRIMARY KEY (srs_url, ticket_id))",
    "CREATE INDEX tickets_by_request ON tickets (request_id)",
    "CREATE TABLE pending_calls (digest TEXT PRIMARY KEY, idempotency_key TEXT NOT NULL)",
    f"PRAGMA user_version = {SCHEMA}",
)


class History:
    """The history in `folder` (0700; the file 0600). Use it as a context manager.

    A file that is damaged is moved aside and told to `notice`. `is_new` says that nobody has called
    `filled` on it: what it lacks is still in the folders of the outbox and of what was sent.
    """

    def __init__(
        self,
        folder: Path,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        notice: Callable[[str], None] = lambda _text: None,
    ) -> None:
        self.file = private(folder) / FILE
        self.is_new = False
        with locked(self.file.with_suffix(".lock"), wait_seconds=10):
            try:
                self._database = self._open()
            except sqlite3.DatabaseError as error:
                if _code(error) not in _DAMAGED:
                    raise self._unusable(error) from error
                aside = self._move_aside(now())
                notice(
                    f"The history was damaged ({error}); it was moved to {aside} and is built "
                    "again from the requests that lie beside it."
                )
                self._database = self._open()

    def __enter__(self) -> History:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._database.close()

    def _open(self) -> sqlite3.Connection:
        try:
            os.close(os.open(self.file, os.O_RDWR | os.O_CREAT, 0o600))
        except OSError as error:
            raise self._unusable(error) from error
        database = sqlite3.connect(self.file, timeout=10, isolation_level=None)
        try:
            database.execute("PRAGMA trusted_schema = OFF")
            database.execute("PRAGMA synchronous = FULL")
            version = database.execute("PRAGMA user_version").fetchone()[0]
            if version > SCHEMA:
                raise ConfigurationError(
                    f"The history {self.file} was written by a newer version of this program.",
                    hint="Install that version again; the file was not touched.",
                )
            if version == 0:
                self._create(database)
            self.is_new = database.execute("PRAGMA application_id").fetchone()[0] != _FILLED
            self._check(database)
        except BaseException:
            database.close()
            raise
        return database

    def _create(self, database: sqlite3.Connection) -> None:
        with _transaction(database):
            for statement in _TABLES:
                database.execute(statement)

    def _check(self, database: sqlite3.Connection) -> None:
        if database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("its pages do not fit together")
        for row in database.execute(f"SELECT {', '.join(_COLUMNS)} FROM tickets"):  # noqa: S608
            try:
                _record(row)
            except (ValueError, TypeError) as error:
                raise sqlite3.DatabaseError(f"an entry is not usable: {error}") from error
        database.execute("SELECT digest, idempotency_key FROM pending_calls LIMIT 1").fetchone()

    def _move_aside(self, now: datetime) -> Path:
        """Keep the damaged file (and its journal) for a look; never overwrite an earlier one."""
        stem, number = f"{FILE}.damaged-{now:%Y%m%dT%H%M%S}", 1
        aside = self.file.with_name(stem)
        while aside.exists():
            number += 1
            aside = self.file.with_name(f"{stem}-{number}")
        for suffix in ("-journal", "-wal", "-shm"):
            with suppress(OSError):
                os.replace(f"{self.file}{suffix}", f"{aside}{suffix}")
        try:
            os.replace(self.file, aside)
        except OSError as error:
            raise self._unusable(error) from error
        return aside

    def _unusable(self, error: Exception) -> NowhereToWriteError:
        return NowhereToWriteError(
            f"The history {self.file} cannot be used: {error}.",
            hint="Free some space, or check who owns the file.",
        )

    @contextmanager
    def _guarded(self) -> Iterator[sqlite3.Connection]:
        try:
            yield self._database
        except sqlite3.DatabaseError as error:
            raise self._unusable(error) from error

    # -- tickets --------------------------------------------------------------------------------
    def keep(self, record: Record) -> None:
        """Store or replace a ticket; durable when this returns."""
        marks = ", ".join("?" for _ in _COLUMNS)
        statement = f"INSERT OR REPLACE INTO tickets ({', '.join(_COLUMNS)}) VALUES ({marks})"  # noqa: S608
        checkpoint("history.keep.before-commit")
        with self._guarded() as database, _transaction(database):
            database.execute(statement, _row(record))
        checkpoint("history.keep.after-commit")

    def filled(self) -> None:
        """Note that everything that was sent is in it: a kill before this leaves it new."""
        with self._guarded() as database:
            database.execute(f"PRAGMA application_id = {_FILLED}")
        self.is_new = False

    def records(self) -> list[Record]:
        """All tickets, newest first."""
        return self._select("ORDER BY created_at DESC, ticket_id DESC")

    def find(self, ticket_id: str, srs_url: str = "") -> Record | None:
        """The ticket with this ID (in its written form), at one SRS if that is given."""
        found = self._select("WHERE ticket_id = ? ORDER BY created_at DESC", ticket_id)
        matching = [record for record in found if srs_url in ("", record.srs_url)]
        return matching[0] if matching else None

    def by_request(self, request_id: str) -> Record | None:
        """The ticket that the request with this id became."""
        found = self._select("WHERE request_id = ? ORDER BY created_at", request_id)
        return found[0] if request_id and found else None

    def by_item(self, item_id: str) -> Record | None:
        found = self._select("WHERE item_id = ?", item_id)
        return found[0] if found else None

    def _select(self, rest: str, *values: str) -> list[Record]:
        with self._guarded() as database:
            statement = f"SELECT {', '.join(_COLUMNS)} FROM tickets {rest}"  # noqa: S608
            return [_record(row) for row in database.execute(statement, values)]

    # -- calls whose answer may have been lost --------------------------------------------------
    def call_key(self, digest: str, fresh: str) -> str:
        """The idempotency key of the call `digest`: `fresh`, or the one of an unfinished try."""
        with self._guarded() as database, _transaction(database):
            database.execute("INSERT OR IGNORE INTO pending_calls VALUES (?, ?)", (digest, fresh))
            wanted = "SELECT idempotency_key FROM pending_calls WHERE digest = ?"
            return str(database.execute(wanted, (digest,)).fetchone()[0])

    def call_done(self, digest: str) -> None:
        with self._guarded() as database, _transaction(database):
            database.execute("DELETE FROM pending_calls WHERE digest = ?", (digest,))


@contextmanager
def _transaction(database: sqlite3.Connection) -> Iterator[None]:
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with suppress(sqlite3.Error):
            database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")


def _code(error: sqlite3.DatabaseError) -> int:
    """The primary result code; errors that this module raises itself mean damage."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF


def _row(record: Record) -> list[str | int | None]:
    values: list[str | int | None] = []
    for name in _COLUMNS:
        value = getattr(record, name)
        values.append(value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value)
    return values


def _record(row: tuple[object, ...]) -> Record:
    """A row as a Record; ValueError where a cell is not of the kind its column promises."""
    values: dict[str, object] = {}
    for name, cell in zip(_COLUMNS, row, strict=True):
        if name in _TIMES and cell is not None:
            moment = datetime.fromisoformat(_text(cell, name))
            values[name] = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        elif name in _TIMES and name != "created_at":
            values[name] = None
        elif name in _NUMBERS:
            if not isinstance(cell, int):
                raise ValueError(f"{name} is no number")
            values[name] = bool(cell) if name == "done" else cell
        else:
            values[name] = _text(cell, name)
    return Record(**values)  # type: ignore[arg-type]


def _text(cell: object, name: str) -> str:
    if not isinstance(cell, str):
        raise ValueError(f"{name} is no text")
    return cell
