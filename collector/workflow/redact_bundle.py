"""Use case: a bundle that exists already passes the engine once more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

import msgspec

from collector.bundle.finding import Finding
from collector.bundle.manifest import MANIFEST, README, REQUEST, Manifest, Privacy
from collector.bundle.reader import BundleReader, open_bundle
from collector.bundle.writer import write_bundle
from collector.core.errors import InputError
from collector.core.member_names import fault_of
from collector.core.progress import Progress
from collector.evidence import pipeline
from collector.evidence.model import FileRecord, ProbeRecord
from collector.evidence.safe_names import unique
from collector.evidence.set import EvidenceSet
from collector.privacy.model import Level
from collector.privacy.redactor import Redactor
from collector.request.form import SupportRequest
from collector.workflow import kept, pack, personal
from collector.workflow.findings import hidden
from collector.workflow.redact_engine import Engine, Redacted, stop

_NOTE = "Passed through the engine once more after it was packed."


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


def redact_bundle(
    engine: Engine, source: Path, target: Path, *, overwrite: bool, progress: Progress
) -> Redacted:
    """Write the bundle `source` anew to `target`; raises InputError where it is damaged."""
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
            privacy=_privacy(engine, reader.manifest, found),
            findings=_findings(engine, reader.manifest),
            overwrite=overwrite, progress=progress, cancel=engine.cancel,
            inspect=pack.inspector(
                engine.evidence, found, request, paths=engine.environment.paths,
                progress=progress, cancel=engine.cancel, stop=stop,
            ),
        )  # fmt: skip
    plain = tuple((file.path, "not text: as it was") for file in inside if file.unredactable)
    engine.left_out.extend(plain)
    return engine.done(target, found)


def _members(engine: Engine, reader: BundleReader, keys: dict[str, FileRecord]) -> _Members:
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


def _findings(engine: Engine, manifest: Manifest) -> tuple[Finding, ...]:
    redactor = Redactor(
        engine.evidence.key, engine.evidence.names, Level(engine.evidence.options.privacy)
    )
    return hidden(manifest.findings, redactor.redact_text)


def _privacy(engine: Engine, manifest: Manifest, found: personal.Survey) -> Privacy:
    now = pack.privacy_of(engine.evidence, found)
    distinct = dict(manifest.privacy.distinct)
    for kind, count in now.distinct.items():
        distinct[kind] = distinct.get(kind, 0) + count
    before = (  # nothing is kept in what is passed once more
        note
        for note in manifest.privacy.notes
        if note != pack.SKIPPED and not note.startswith(kept.NOTE)
    )
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
