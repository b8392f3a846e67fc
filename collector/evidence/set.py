"""The evidence set: a private folder of spool files, their journal and a lock.

It survives kill and power cut until it is packed or discarded; while a process holds it, no
other adopts it. What personal values it must remember (options, names) is sealed in it.
"""

from __future__ import annotations

import os
import shutil
import stat
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import BinaryIO

import msgspec

from collector.core import durable
from collector.core.errors import InputError, NotFinishedError, NowhereToWriteError
from collector.core.locks import locked
from collector.core.paths import private
from collector.core.secrets import Seal
from collector.evidence import journal, pipeline
from collector.evidence.messages import Fragment, Stored
from collector.evidence.model import (
    FileRecord,
    ItemRecord,
    Status,
)
from collector.evidence.safe_names import safe_name, unique
from collector.evidence.set_state import ATTACHMENTS, SetState, Shown
from collector.evidence.sidecar import PURPOSE, read_sidecar
from collector.privacy.model import Hit, Name
from collector.request.options import CollectOptions

JOURNAL, LOCK, SPOOL = "journal.jsonl", "lock", "spool"
_PARENT_LOCK = "sets.lock"


class EvidenceSet(SetState):
    """One set, held by this process."""

    def __init__(self, folder: Path, key: bytes, held: ExitStack) -> None:
        super().__init__(folder.name, key)
        self.folder, self._held = folder, held
        self._journal = journal.Journal(folder / JOURNAL)
        self.spool = pipeline.Spool(folder / SPOOL, self.id, Seal(key, PURPOSE))

    # opening and closing -------------------------------------------------------------------------

    @classmethod
    def create(
        cls, parent: Path, *, key: bytes, options: CollectOptions, purpose: str = ""
    ) -> EvidenceSet:
        """A new, empty set under `parent`; raises NowhereToWriteError."""
        folder = parent / str(uuid.uuid4())
        try:
            parent.mkdir(
                mode=0o700, parents=True, exist_ok=True
            )  # one that is there stays as it is
            with locked(parent / _PARENT_LOCK, wait_seconds=10):
                private(folder)
                new = cls(folder, key, _hold(folder))
            private(folder / SPOOL)
        except OSError as error:
            raise _nowhere(folder, error) from error
        new.options, new.purpose = options, purpose
        new._append(new._header())
        durable.fsync_folder(folder)
        durable.fsync_folder(parent)
        return new

    @classmethod
    def open(cls, folder: Path, *, key: bytes) -> EvidenceSet:
        """Adopt a set that no living process holds, with only what is whole in it.

        Raises NotFinishedError if it is held. One that cannot be understood (another key, a
        damaged journal) is opened as an empty, incomplete set, to be discarded.
        """
        found = cls(folder, key, _hold(folder))
        try:
            found._replay(journal.read(folder / JOURNAL))
        except (OSError, ValueError):
            found._forget()
        found._drop_damaged()
        found.sweep()
        return found

    @classmethod
    def leftovers(cls, parent: Path) -> list[Path]:
        """Sets that no living process holds, oldest first; what is no set yet is removed."""
        found: list[tuple[float, Path]] = []
        if not parent.is_dir():
            return []
        with locked(parent / _PARENT_LOCK, wait_seconds=10):
            for folder in parent.iterdir():
                if not _is_ours(folder):
                    continue
                with locked(folder / LOCK) as free:
                    if not free:
                        continue
                    if (changed := _journal_time(folder / JOURNAL)) is not None:
                        found.append((changed, folder))
                        continue
                shutil.rmtree(folder, ignore_errors=True)
        return [folder for _, folder in sorted(found)]

    def close(self) -> None:
        """Let go of it; it stays on disk."""
        self._journal.close()
        self._held.close()

    def discard(self) -> None:
        """Remove it. A kill in between leaves a folder without a journal, which is no set."""
        self._journal.close()
        with suppress(FileNotFoundError):
            (self.folder / JOURNAL).unlink()
        durable.fsync_folder(self.folder)
        durable.checkpoint("set.discard.after-journal")
        shutil.rmtree(self.folder / SPOOL, ignore_errors=True)
        self._held.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    # what is in it -------------------------------------------------------------------------------

    def open_file(self, record: FileRecord) -> BinaryIO:
        """The redacted bytes of a file, streaming; damage raises ValueError when it is reached."""
        stored = self._by_path(record.path)
        chunks = pipeline.read_spooled(self.spool.data(stored.spool))
        return pipeline.readable(chunks)

    def hits(self, record: FileRecord) -> Iterator[Hit]:
        """What was replaced in a file, in order; raises ValueError where its sidecar is damaged."""
        stored = self._by_path(record.path)
        if not stored.hits:
            return iter(())
        name = stored.spool
        about = self.spool.about(name)
        return read_sidecar(self.spool.side(name), self.spool.seal, about, stored.hits)

    # what the runner writes ----------------------------------------------------------------------

    def describe(self, platform: str, time_zone: str, host: str) -> None:
        line = journal.MachineLine(platform=platform, time_zone=time_zone, host=host)
        self._append(line)
        self._apply(line)

    def note(self, text: str) -> None:
        if text not in self.notes:
            self._append(journal.NoteLine(text=text))
            self.notes = (*self.notes, text)

    def learn(self, names: tuple[Name, ...]) -> None:
        """Start a new generation with these names (the first one may be empty)."""
        self._append(self._names_line(names))
        self.generations.append(names)

    def show(self, decision: Shown) -> None:
        """Start a new generation in which a token is shown, or not any more."""
        line = self._kept_line(decision)
        self._append(line)
        self._apply(line)

    def reopen(self) -> None:
        """More is gathered: until that ends, nobody takes it for whole."""
        if self.gathered:
            self._append(journal.GatheringLine())
            self.gathered = False

    def add_item(
        self,
        probe: str,
        record: ItemRecord,
        *,
        generation: int,
        stored: Stored | None = None,
        fragment: Fragment | None = None,
    ) -> None:
        """Record an item (its texts redacted already); one of the same name is replaced."""
        old = self.items.pop((probe, record.name), None)
        path = ""
        if stored is not None:
            top = folder_of(probe)
            taken = {taken.casefold() for taken, _ in self._stored()}
            path = unique(f"{top}/{safe_name(record.name)}", taken | {f"{top}/facts.json"})
        line = journal.ItemLine(
            probe=probe, record=record, generation=generation, path=path,
            stored=stored, fragment=fragment, left_out=old is not None and old.left_out,
        )  # fmt: skip
        self.put_item(line, old)

    def put_item(self, line: journal.ItemLine, old: journal.ItemLine | None) -> None:
        """Journal `line`, then remove the spool file of the one that it replaces."""
        self._append(line)
        self.items[line.probe, line.record.name] = line
        if old is not None and old.stored and old.stored != line.stored:
            self.spool.remove(old.stored.spool)

    def drop_item(self, line: journal.ItemLine) -> None:
        """Forget an item, its file included."""
        self._append(journal.DroppedLine(probe=line.probe, name=line.record.name))
        self.items.pop((line.probe, line.record.name), None)
        if line.stored:
            self.spool.remove(line.stored.spool)

    def forget_probe(self, probe: str) -> None:
        """Forget all of a probe, as if it had never been asked for."""
        for line in [each for each in self.items.values() if each.probe == probe]:
            self.drop_item(line)
        forgotten = journal.DroppedLine(probe=probe, name="")
        self._append(forgotten)
        facts = self._facts.get(probe)
        self._apply(forgotten)
        if facts is not None:
            self.spool.remove(facts.stored.spool)

    def end_probe(self, probe: str) -> None:
        self._append(journal.EndedLine(probe=probe))
        self.ended.add(probe)

    def put_facts(self, probe: str, stored: Stored) -> None:
        """The composed facts.json of a probe."""
        old = self._facts.get(probe)
        path = f"evidence/{safe_name(probe)}/facts.json"
        left_out = old is not None and old.left_out
        line = journal.FactsLine(probe=probe, path=path, stored=stored, left_out=left_out)
        self._append(line)
        self._facts[probe] = line
        if old is not None and old.stored.spool != stored.spool:
            self.spool.remove(old.stored.spool)

    def leave_out(self, path: str, *, left_out: bool = True) -> None:
        """Decide that a file is not sent (or is, after all); KeyError where there is none.

        The choice stays with the file: also when its name in the bundle changes later.
        """
        for item in self.items.values():
            if item.path == path and item.stored:
                self.put_item(msgspec.structs.replace(item, left_out=left_out), None)
                return
        for facts in self._facts.values():
            if facts.path == path:
                line = msgspec.structs.replace(facts, left_out=left_out)
                self._append(line)
                self._facts[line.probe] = line
                return
        raise KeyError(path)

    def mark_complete(self) -> None:
        """Rewrite the journal to what holds now: names that became known late stood in earlier
        lines in clear, and are gone with them."""
        self.complete = self.gathered = not self.more_to_come
        lines: list[journal.Line] = [
            self._header(),
            journal.MachineLine(
                platform=self.platform, time_zone=self.time_zone, host=self.host_pseudonym
            ),
            *(journal.NoteLine(text=note) for note in self.notes),
            *self._generation_lines(),
            *self.items.values(),
            *self._facts.values(),
            *(journal.EndedLine(probe=probe) for probe in sorted(self.ended)),
            journal.CompleteLine(),
            *([journal.GatheringLine()] if self.more_to_come else []),
        ]
        try:
            self._journal.rewrite(lines)
        except OSError as error:
            raise _nowhere(self.folder, error) from error

    def sweep(self) -> None:
        """Remove spool files that no line names; only while no worker writes."""
        named = {
            path.name
            for _, stored in self._stored()
            for path in (self.spool.data(stored.spool), self.spool.side(stored.spool))
        }
        with suppress(OSError):
            for path in self.spool.folder.iterdir():
                if path.name not in named:
                    with suppress(OSError):
                        path.unlink()
            for path in self.folder.glob(f".{JOURNAL}.*"):
                path.unlink(missing_ok=True)

    # the journal ---------------------------------------------------------------------------------

    def _append(self, line: journal.Line) -> None:
        if self.complete and not isinstance(line, journal.Header):
            self.complete = False
        try:
            self._journal.append(line)
        except OSError as error:
            raise _nowhere(self.folder, error) from error

    def _drop_damaged(self) -> None:
        """A file that is not what its line says (it should not happen) is not there."""
        for line in list(self.items.values()):
            if line.stored is not None and not self._whole(line.stored):
                lost = ItemRecord(
                    name=line.record.name, status=Status.FAILED, reason="its spool file is damaged"
                )
                self.items[line.probe, lost.name] = journal.ItemLine(
                    probe=line.probe, record=lost, generation=line.generation
                )
                self.complete = self.gathered = False
        for facts in list(self._facts.values()):
            if not self._whole(facts.stored):
                del self._facts[facts.probe]
                self.complete = self.gathered = False

    def _whole(self, stored: Stored) -> bool:
        return pipeline.is_whole(self.spool, stored.spool, stored.sha256, stored.hits)


def folder_of(probe: str) -> str:
    """The folder in the bundle that the items of a probe lie in."""
    return ATTACHMENTS if probe == ATTACHMENTS else f"evidence/{safe_name(probe)}"


def _hold(folder: Path) -> ExitStack:
    held = ExitStack()
    try:
        mine = held.enter_context(locked(folder / LOCK))
    except OSError as error:
        raise InputError(f"The evidence set {folder.name} cannot be opened.") from error
    if not mine:
        raise NotFinishedError(
            "Another run is working with this evidence set.", hint="Wait until it has ended."
        )
    return held


def _is_ours(folder: Path) -> bool:
    """A work folder may be shared: only a real folder of this account, named as a set is."""
    try:
        if str(uuid.UUID(folder.name)) != folder.name:
            return False
        status = folder.lstat()
    except (ValueError, OSError):
        return False
    mine = not hasattr(os, "getuid") or status.st_uid == os.getuid()
    return stat.S_ISDIR(status.st_mode) and mine


def _journal_time(path: Path) -> float | None:
    """When the journal was last written; None where not even its first line is whole."""
    try:
        with path.open("rb") as file:
            return path.stat().st_mtime if file.readline(65536).endswith(b"\n") else None
    except OSError:
        return None


def _nowhere(folder: Path, error: OSError) -> NowhereToWriteError:
    return NowhereToWriteError(
        f"The collected evidence cannot be kept in {folder}: {error.strerror or error}.",
        hint="Free some space, or name another place with --work-dir DIR.",
    )
