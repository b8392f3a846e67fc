"""What `redact` reads goes through an evidence set of its own.

So names learnt late, the map and the leak check work as they do for evidence.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from io import FileIO
from pathlib import Path

from collector.core.environment import Environment
from collector.core.errors import LeakFoundError
from collector.core.paths import private
from collector.core.progress import Cancel
from collector.core.secrets import installation_key
from collector.evidence import pipeline
from collector.evidence.decode import Encoding, looks_like_text, to_utf8
from collector.evidence.identity import names_of
from collector.evidence.messages import Stored
from collector.evidence.model import EncodingSource, ItemRecord, Status
from collector.evidence.opening import open_regular
from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms import open_machine
from collector.evidence.set import EvidenceSet
from collector.evidence.shield import Shield
from collector.evidence.window import Reading, cut_to, detect, read_at, unit_encoding
from collector.privacy.model import Level, Name
from collector.privacy.redactor import Redactor
from collector.request.form import SupportRequest
from collector.request.options import CollectOptions
from collector.workflow import leak_check, pack, personal
from collector.workflow.privacy_map import remember

_PEEK = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted:
    """What was written: `hidden` counts replacements by kind, `left_out` names what could not be
    searched (path and reason) and is therefore not in the output; `name` is that of a single file,
    with what is personal in it hidden."""

    out: Path
    files: int
    hidden: dict[str, int]
    left_out: tuple[tuple[str, str], ...] = ()
    name: str = ""


@dataclass(slots=True)
class Engine:
    """A set, the shield before it, and which item came from where."""

    evidence: EvidenceSet
    environment: Environment
    shield: Shield
    code_page: str
    cancel: Cancel
    left_out: list[tuple[str, str]] = field(default_factory=list)
    count: int = 0

    def add(self, name: str, text: Iterable[bytes], *, encoding: str = "utf-8") -> str:
        """Spool one text; the id under which it is found again."""
        generation = len(self.evidence.generations)
        written = pipeline.write(self.evidence.spool, text, redactor=self.shield.redactor)
        stored = Stored(
            spool=written.name, size=written.size, sha256=written.sha256, stored=written.stored,
            hits=written.hits, redactions=written.redactions, source="", encoding=encoding,
        )  # fmt: skip
        return self._added(name, Status.COLLECTED, generation, stored)

    def add_name(self, name: str) -> str:
        """Take in a name alone, of what nothing can be hidden in; the id of it."""
        return self._added(name, Status.SKIPPED, len(self.evidence.generations), None)

    def _added(self, name: str, status: Status, generation: int, stored: Stored | None) -> str:
        self.count += 1
        key = f"{self.count:06d}"
        record = ItemRecord(name=self.shield.text(name), status=status)
        self.evidence.add_item(key, record, generation=generation, stored=stored)
        if learned := self.shield.learn():
            self.evidence.learn(learned)
        return key

    def name_of(self, key: str) -> str:
        """The name of what was taken in, with what is personal in it hidden."""
        [name] = (name for probe, name in self.evidence.items if probe == key)
        return name

    def copy_out(self, key: str, place: Path) -> None:
        """Write what a text has become to `place` (0600), and wait until it is on the medium."""
        records = {record.probe: record for record in self.evidence.files}
        handle = os.open(
            place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600
        )
        with self.evidence.open_file(records[key]) as source, open(handle, "wb") as file:
            shutil.copyfileobj(source, file, 1 << 20)
            file.flush()
            os.fsync(file.fileno())

    def read(self, path: Path, name: str) -> str:
        """Spool a file of the disk, or note why not; its id, or nothing."""
        self.cancel.check()
        try:
            with closing(open_regular(path)) as file:
                size = os.fstat(file.fileno()).st_size
                if not looks_like_text(read_at(file, 0, _PEEK)):
                    self.left_out.append((name, "not text: it cannot be searched"))
                    return ""
                return self._decoded(file, size, name)
        except NotCollectedError as error:
            self.left_out.append((name, error.reason))
            return ""

    def _decoded(self, file: FileIO, size: int, name: str) -> str:
        unit = unit_encoding(file, size, 0)
        plain = Encoding("utf-8", EncodingSource.VALID)
        window = cut_to(file, size, None, tail=False, unit=unit or plain)

        def reading() -> Reading:
            return Reading(file=file, window=window, advanced=lambda _: self.cancel.check())

        encoding = detect(reading().chunks(), unit, (), self.code_page)
        second = reading()
        key = self.add(name, to_utf8(second.chunks(), encoding), encoding=encoding.name)
        if second.error:
            self.left_out.append((name, f"only a part of it: {second.error}"))
        return key

    def protected(self, request: SupportRequest | None = None) -> personal.Survey:
        self.evidence.mark_complete()
        self.evidence.learn(())
        return pack.protect(self.evidence, request)

    def checked(self) -> personal.Survey:
        """Hide what became known late, then look for all of it once more; raises LeakFoundError."""
        found = self.protected()
        searcher = pack.searcher_of(self.evidence, found, None)
        leaks = leak_check.check_texts(self.evidence, searcher)
        if leaks:
            raise stop(leaks)
        return found

    def remember(self, found: personal.Survey) -> None:
        """From now on its tokens can be explained on this machine."""
        remember(self.environment.paths, self.evidence.key, found.values)

    def done(self, target: Path, found: personal.Survey) -> Redacted:
        """What was written; its tokens can be explained from now on."""
        self.remember(found)
        return Redacted(
            out=target, files=self.count, hidden=pack.hidden(self.evidence),
            left_out=tuple(self.left_out),
        )  # fmt: skip


@contextmanager
def opened(
    environment: Environment, level: Level, code_page: str, cancel: Cancel
) -> Iterator[Engine]:
    """An engine that knows this machine's names; its set is discarded at the end."""
    key = installation_key(environment.paths, environment.environ)
    folder = private(environment.paths.state / "redact")
    for left in EvidenceSet.leftovers(folder):
        EvidenceSet.open(left, key=key).discard()
    options = CollectOptions(privacy=level.value)
    evidence = EvidenceSet.create(folder, key=key, options=options, purpose="redact")
    try:
        names: tuple[Name, ...] = names_of(open_machine(None))
        evidence.learn(names)
        shield = Shield(Redactor, key, names, level, ())
        yield Engine(evidence, environment, shield, code_page, cancel)
    finally:
        evidence.discard()


def stop(leaks: Iterable[leak_check.Leak]) -> LeakFoundError:
    """There is nothing to go on with: the same command would find the same."""
    return leak_check.stop(
        leaks, kept="Nothing was written.",
        hint="Take the files named above out of what is redacted, and tell Paragon support what "
        "kind of files they are; these sentences hold nothing personal.",
    )  # fmt: skip
