"""Use case: run the engine over what exists already: a file, a folder, a bundle; never in place.

What is read goes through an evidence set of its own, so that names learnt late, the map and the
leak check work as they do for evidence.
"""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from io import FileIO
from pathlib import Path
from typing import BinaryIO

import msgspec

from collector.bundle.manifest import MANIFEST, README, REQUEST, Manifest, Privacy
from collector.bundle.reader import BundleReader, open_bundle
from collector.bundle.writer import write_bundle
from collector.core.durable import fsync_folder
from collector.core.environment import Environment
from collector.core.errors import InputError, MissingInputError, NowhereToWriteError, UsageError
from collector.core.member_names import fault_of
from collector.core.paths import private
from collector.core.progress import Cancel, Progress, silent
from collector.core.secrets import installation_key
from collector.evidence import pipeline
from collector.evidence.decode import Encoding, looks_like_text, to_utf8
from collector.evidence.identity import names_of
from collector.evidence.messages import Stored
from collector.evidence.model import EncodingSource, FileRecord, ItemRecord, ProbeRecord, Status
from collector.evidence.opening import open_regular
from collector.evidence.platforms import open_machine
from collector.evidence.probe import NotCollectedError
from collector.evidence.safe_names import safe_component, unique
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
_NOTE = "Passed through the engine once more after it was packed."


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted:
    """What was written: `hidden` counts replacements by kind, `left_out` names what could not be
    searched (path and reason) and is therefore not in the output."""

    out: Path
    files: int
    hidden: dict[str, int]
    left_out: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class _Engine:
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
        self.count += 1
        key = f"{self.count:06d}"
        record = ItemRecord(name=self.shield.text(name), status=Status.COLLECTED)
        self.evidence.add_item(key, record, generation=generation, stored=stored)
        if learned := self.shield.learn():
            self.evidence.learn(learned)
        return key

    def read(self, path: Path, name: str) -> None:
        """Spool a file of the disk, or note why not."""
        self.cancel.check()
        try:
            with closing(open_regular(path)) as file:
                size = os.fstat(file.fileno()).st_size
                if not looks_like_text(read_at(file, 0, _PEEK)):
                    self.left_out.append((name, "not text: it cannot be searched"))
                    return
                self._decoded(file, size, name)
        except NotCollectedError as error:
            self.left_out.append((name, error.reason))

    def _decoded(self, file: FileIO, size: int, name: str) -> None:
        unit = unit_encoding(file, size, 0)
        plain = Encoding("utf-8", EncodingSource.VALID)
        window = cut_to(file, size, None, tail=False, unit=unit or plain)

        def reading() -> Reading:
            return Reading(file=file, window=window, advanced=lambda _: self.cancel.check())

        encoding = detect(reading().chunks(), unit, (), self.code_page)
        second = reading()
        self.add(name, to_utf8(second.chunks(), encoding), encoding=encoding.name)
        if second.error:
            self.left_out.append((name, f"only a part of it: {second.error}"))

    def protected(self, request: SupportRequest | None = None) -> personal.Survey:
        self.evidence.mark_complete()
        self.evidence.learn(())
        return pack.protect(self.evidence, request)


def redact(
    source: Path,
    out: Path | None,
    environment: Environment,
    *,
    level: Level = Level.STANDARD,
    overwrite: bool = False,
    code_page: str = "",
    progress: Progress = silent,
    cancel: Cancel | None = None,
) -> Redacted:
    """Write a redacted copy of `source` to `out` (default: beside it, `…-redacted…`).

    Raises MissingInputError, InputError (not text, not a bundle), NowhereToWriteError,
    LeakFoundError; then nothing is left at `out`.
    """
    if not source.exists():
        raise MissingInputError(f"{source} does not exist.", hint="Nothing was written.")
    target = (out or source.with_name(f"{source.stem}-redacted{source.suffix}")).absolute()
    _check_place(source, target, overwrite=overwrite and not source.is_dir())
    with _engine(environment, level, code_page, cancel or Cancel()) as engine:
        if source.is_dir():
            return _folder(engine, source, target)
        if zipfile.is_zipfile(source):
            return _bundle(engine, source, target, overwrite=overwrite, progress=progress)
        return _file(engine, source, target)


@contextmanager
def _engine(
    environment: Environment, level: Level, code_page: str, cancel: Cancel
) -> Iterator[_Engine]:
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
        yield _Engine(evidence, environment, shield, code_page, cancel)
    finally:
        evidence.discard()


def _check_place(source: Path, target: Path, *, overwrite: bool) -> None:
    if target == source.absolute() or source.resolve() in target.resolve().parents:
        raise UsageError(
            f"{target} is what is read, or lies in it; nothing is redacted in place.",
            hint="Name another place with --out PATH.",
        )
    if not target.parent.is_dir():
        raise NowhereToWriteError(
            f"The folder {target.parent} does not exist.", hint="Name another place with --out."
        )
    if os.path.lexists(target) and not (overwrite and target.is_file()):
        raise NowhereToWriteError(
            f"{target} exists already and was not touched.",
            hint="Name another place with --out PATH, or (for a file) give --force.",
        )


# a file, a folder --------------------------------------------------------------------------------


def _file(engine: _Engine, source: Path, target: Path) -> Redacted:
    engine.read(source, source.name)
    if engine.left_out and not engine.count:
        raise InputError(
            f"{source} was not redacted: {engine.left_out[0][1]}.", hint="Nothing was written."
        )
    found = _checked(engine)
    [line] = engine.evidence.items.values()
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    with _writing(target, temporary):
        _copy(engine, line.probe, temporary)
        os.replace(temporary, target)
    return _done(engine, target, found)


def _folder(engine: _Engine, source: Path, target: Path) -> Redacted:
    for path in _files(source, engine):
        engine.read(path, path.relative_to(source).as_posix())
    found = _checked(engine)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    with _writing(target, temporary):
        temporary.mkdir()
        taken: set[str] = set()
        for (probe, name), _ in sorted(engine.evidence.items.items()):
            parts = [safe_component(part) or "_" for part in name.split("/")]
            place = unique("/".join(parts), taken)
            taken.add(place.casefold())
            (temporary / place).parent.mkdir(parents=True, exist_ok=True)
            _copy(engine, probe, temporary / place)
        os.rename(temporary, target)
    return _done(engine, target, found)


def _files(folder: Path, engine: _Engine) -> Iterator[Path]:
    """Regular files below `folder`; links are named and never followed."""
    for place, folders, files in os.walk(folder, followlinks=False):
        here = Path(place)
        for name in sorted(folders + files):
            path = here / name
            if path.is_symlink() or getattr(path, "is_junction", lambda: False)():
                shown = path.relative_to(folder).as_posix()
                engine.left_out.append((shown, "a link: it is not followed"))
                if name in folders:
                    folders.remove(name)
            elif name in files:
                yield path
        folders.sort()


def _checked(engine: _Engine) -> personal.Survey:
    """Hide what became known late, then look for all of it once more; raises LeakFoundError."""
    found = engine.protected()
    searcher = pack.searcher_of(engine.evidence, found, None)
    leaks = leak_check.check_texts(engine.evidence, searcher)
    if leaks:
        raise leak_check.stop(leaks)
    return found


def _copy(engine: _Engine, probe: str, place: Path) -> None:
    records = {record.probe: record for record in engine.evidence.files}
    handle = os.open(
        place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600
    )
    with engine.evidence.open_file(records[probe]) as source, open(handle, "wb") as file:
        shutil.copyfileobj(source, file, 1 << 20)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _writing(target: Path, temporary: Path) -> Iterator[None]:
    try:
        yield
        fsync_folder(target.parent)
    except OSError as error:
        raise NowhereToWriteError(
            f"{target} could not be written: {error.strerror or error}.",
            hint="Free some space, or name another place with --out PATH.",
        ) from error
    finally:
        if temporary.is_dir():
            shutil.rmtree(temporary, ignore_errors=True)
        else:
            temporary.unlink(missing_ok=True)


def _done(engine: _Engine, target: Path, found: personal.Survey) -> Redacted:
    remember(engine.environment.paths, engine.evidence.key, found.values)
    return Redacted(
        out=target, files=engine.count, hidden=pack.hidden(engine.evidence),
        left_out=tuple(engine.left_out),
    )  # fmt: skip


# a bundle ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Members:
    """The evidence of a bundle: members passed once more, and those that cannot be."""

    reader: BundleReader
    evidence: EvidenceSet
    files: tuple[FileRecord, ...]
    probes: tuple[ProbeRecord, ...]
    items: dict[str, str]

    def open_file(self, record: FileRecord) -> BinaryIO:
        if record.path in self.items:
            records = {each.probe: each for each in self.evidence.files}
            return self.evidence.open_file(records[self.items[record.path]])
        return pipeline.readable(self.reader.stream(record.path))


def _bundle(
    engine: _Engine, source: Path, target: Path, *, overwrite: bool, progress: Progress
) -> Redacted:
    with open_bundle(source) as reader:
        verified = reader.verify(progress, engine.cancel)
        if not verified.ok:
            raise InputError(
                f"{source} is damaged; nothing was written.",
                faults=tuple(f"{one.path} {one.what}" for one in verified.mismatches),
            )
        own = (README, MANIFEST, REQUEST)
        inside = [file for file in reader.manifest.files if file.path not in own]
        keys = {
            engine.add(file.path, reader.stream(file.path)): file
            for file in inside
            if not file.unredactable
        }
        request = _request(reader)
        found = engine.protected(request)
        members = _members(engine, reader, keys)
        write_bundle(
            target, evidence=members, request_json=_raw_request(reader),
            bundle_id=reader.manifest.id, created_at=reader.manifest.created_at,
            platform=reader.manifest.platform, time_zone=reader.manifest.time_zone,
            privacy=_privacy(engine, reader.manifest, found), findings=reader.manifest.findings,
            overwrite=overwrite, progress=progress, cancel=engine.cancel,
            inspect=pack.inspector(
                engine.evidence, found, request, paths=engine.environment.paths,
                progress=progress, cancel=engine.cancel,
            ),
        )  # fmt: skip
    plain = tuple((file.path, "not text: as it was") for file in inside if file.unredactable)
    engine.left_out.extend(plain)
    return _done(engine, target, found)


def _members(engine: _Engine, reader: BundleReader, keys: dict[str, FileRecord]) -> _Members:
    text = engine.shield.text
    final = Redactor(
        engine.evidence.key, engine.evidence.names, Level(engine.evidence.options.privacy)
    )
    files = [file for file in reader.manifest.files if file.unredactable]
    taken = {file.path.casefold() for file in files}
    items: dict[str, str] = {}
    for line in engine.evidence.items.values():
        old, stored = keys[line.probe], line.stored
        assert stored is not None  # noqa: S101
        path = line.record.name if fault_of(line.record.name) is None else old.path
        path = unique(path, taken)
        taken.add(path.casefold())
        items[path] = line.probe
        counts = dict(old.redactions)
        for kind, count in stored.redactions.items():
            counts[kind] = counts.get(kind, 0) + count
        files.append(
            replace(
                old, path=path, size=stored.size, sha256=stored.sha256, redactions=counts,
                source=final.redact_text(text(old.source)),
            )
        )  # fmt: skip
    probes = tuple(_probe(one, final) for one in reader.manifest.probes)
    return _Members(reader, engine.evidence, tuple(files), probes, items)


def _probe(probe: ProbeRecord, redactor: Redactor) -> ProbeRecord:
    text = redactor.redact_text
    items = tuple(
        replace(
            item, name=text(item.name), reason=text(item.reason),
            searched=tuple(map(text, item.searched)),
        )
        for item in probe.items
    )  # fmt: skip
    return replace(probe, items=items)


def _privacy(engine: _Engine, manifest: Manifest, found: personal.Survey) -> Privacy:
    now = pack.privacy_of(engine.evidence, found)
    distinct = dict(manifest.privacy.distinct)
    for kind, count in now.distinct.items():
        distinct[kind] = distinct.get(kind, 0) + count
    before = (note for note in manifest.privacy.notes if note != pack.SKIPPED)
    notes = dict.fromkeys((*before, *now.notes, _NOTE))
    level = max(manifest.privacy.level, now.level, key=("off", "standard", "strict").index)
    return Privacy(level=level, distinct=dict(sorted(distinct.items())), notes=tuple(notes))


def _raw_request(reader: BundleReader) -> bytes | None:
    if not any(member.name == REQUEST for member in reader.members):
        return None
    return reader.read_member(REQUEST, 4 * 1024 * 1024)


def _request(reader: BundleReader) -> SupportRequest | None:
    raw = _raw_request(reader)
    try:
        return None if raw is None else msgspec.json.decode(raw, type=SupportRequest)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None  # of another version: only what is typed into it is not looked for
