"""Before packing: items that were redacted before a name became known are passed once more.

Only for the new names; streaming; a new spool file takes the place of the old one once the
journal says so. The sidecar of the new file holds old and new hits at their new places.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import msgspec

from collector.evidence import pipeline
from collector.evidence.facts_json import JsonText, escaped
from collector.evidence.journal import ItemLine
from collector.evidence.messages import Fragment, Stored
from collector.evidence.model import ItemRecord, Status
from collector.evidence.rewriting import Spelled, core, merged, raw, shown
from collector.evidence.safe_names import safe_name, unique
from collector.evidence.set import EvidenceSet, folder_of
from collector.evidence.shield import MakeRedactor, RedactorLike, versions
from collector.evidence.sidecar import open_hits, read_sidecar, seal_hits
from collector.privacy.model import Hit, Level, Redacted


class _NoTimeError(Exception):
    pass


def finish(evidence: EvidenceSet, make: MakeRedactor, *, deadline: float) -> tuple[str, ...]:
    """Hide what became known late, show what was decided to be shown, compose each probe's
    facts.json, mark the set complete; the names in the bundle of what was written again.

    What cannot be passed again before `deadline` (monotonic) is left out, and said so.
    """
    changed: list[str] = []
    old = {record.path: record.sha256 for record in evidence.files}
    if Level(evidence.options.privacy) is not Level.OFF:
        keep = versions_found(evidence)
        for line in list(evidence.items.values()):
            _renew(evidence, make, keep, line, deadline)
    for probe in dict.fromkeys(line.probe for line in evidence.items.values()):
        _compose(evidence, probe)
    evidence.mark_complete()
    changed += [each.path for each in evidence.files if old.get(each.path) != each.sha256]
    return tuple(changed)


def versions_found(evidence: EvidenceSet) -> list[str]:
    """What looks like an address and is a version: kept in the first pass, kept in this one."""
    fragments = (line.fragment for line in evidence.items.values() if line.fragment is not None)
    found = {each for fragment in fragments for each in versions(json.loads(fragment.text))}
    return sorted(found)


class _Again:
    """One more pass: `new` names are hidden, tokens in `kept` are shown, old hits are moved."""

    def __init__(
        self, redactor: RedactorLike | None, kept: Mapping[str, tuple[str, str]], decided: set[str]
    ) -> None:
        self.redactor, self.kept, self._decided = redactor, kept, decided
        self._tokens = {token: value for token, value in kept.values()}

    def text(self, text: str) -> str:
        if self.redactor is not None:
            text = self.redactor.redact_text(text)
        for token, value in self._tokens.items():
            text = text.replace(token, value)
        return text

    def redact(self, data: bytes) -> Redacted:
        return self.redactor.redact(data) if self.redactor is not None else Redacted(data, ())

    def stream(self, chunks: Iterable[bytes]) -> Iterator[Redacted]:
        if self.redactor is not None:
            return self.redactor.stream(chunks)
        return (Redacted(chunk, ()) for chunk in chunks)

    def shows(self, hits: Iterable[Hit]) -> bool:
        """Whether a decision that was not carried out yet is about one of the hits."""
        return bool(self._decided) and any(core(hit.token) in self._decided for hit in hits)

    def joined(
        self, pieces: Iterable[Redacted], old: Iterator[Hit], spelled: Spelled = raw
    ) -> Iterator[Redacted]:
        return shown(merged(pieces, old, spelled), self.kept, spelled)


def _renew(
    evidence: EvidenceSet, make: MakeRedactor, keep: list[str], line: ItemLine, deadline: float
) -> None:
    latest = len(evidence.generations)
    if line.generation >= latest:
        return
    new = {name for names in evidence.generations[line.generation :] for name in names}
    decided = {
        one.core for index, one in evidence.decisions.items() if index >= line.generation
    }  # fmt: skip
    if not new and not decided:
        return
    level = Level(evidence.options.privacy)
    redactor = make(evidence.key, sorted(new), level, keep) if new else None
    again = _Again(redactor, evidence.kept, decided & evidence.kept.keys())
    try:
        stored = line.stored and _stored_again(evidence, again, line.stored, deadline)
    except _NoTimeError:
        record = ItemRecord(
            name=again.text(line.record.name),
            status=Status.TIMED_OUT,
            reason="no time was left to hide names that became known late; it was left out",
            seconds=line.record.seconds,
        )
        evidence.drop_item(line)
        evidence.add_item(line.probe, record, generation=latest)
        return
    record = _record_again(again, line.record, stored)
    if record.name != line.record.name:
        record = replace(record, name=_free(evidence, line.probe, record.name))
    renewed = ItemLine(
        probe=line.probe,
        record=record,
        generation=latest,
        path=line.path and _path_again(evidence, again, line),
        stored=stored,
        fragment=line.fragment and fragment_again(evidence, again, line.fragment),
        left_out=line.left_out,
    )
    if renewed.record.name != line.record.name:
        evidence.drop_item(msgspec.structs.replace(line, stored=None))
    evidence.put_item(renewed, line)


def _record_again(again: _Again, record: ItemRecord, stored: Stored | None) -> ItemRecord:
    text = again.text
    return replace(
        record,
        name=text(record.name),
        reason=text(record.reason),
        searched=tuple(map(text, record.searched)),
        bytes=stored.size if stored else record.bytes,
    )


def _free(evidence: EvidenceSet, probe: str, name: str) -> str:
    """The name of an item; with a number where another one's was hidden alike."""
    candidate, number = name, 1
    while (probe, candidate) in evidence.items:
        number += 1
        candidate = f"{name} ({number})"
    return candidate


def _path_again(evidence: EvidenceSet, again: _Again, line: ItemLine) -> str:
    """The member's path, its folders included; what stands before the item's name stays."""
    top = folder_of(line.probe) + "/"
    rest = line.path.removeprefix(top)
    if (renamed := again.text(rest)) == rest:
        return line.path
    taken = {each.path.casefold() for each in evidence.files if each.path != line.path}
    return unique(top + safe_name(renamed), taken | {f"{top}facts.json".casefold()})


def _stored_again(evidence: EvidenceSet, again: _Again, stored: Stored, deadline: float) -> Stored:
    source = again.text(stored.source)
    if stored.unredactable:
        return msgspec.structs.replace(stored, source=source)
    spool, path = evidence.spool, evidence.spool.data(stored.spool)

    def old() -> Iterator[Hit]:
        if not stored.hits:
            return iter(())
        side = spool.side(stored.spool)
        return read_sidecar(side, spool.seal, spool.about(stored.spool), stored.hits)

    def pieces() -> Iterator[Redacted]:
        return again.stream(_in_time(pipeline.read_spooled(path), deadline))

    if not again.shows(old()) and not any(piece.hits for piece in pieces()):
        return msgspec.structs.replace(stored, source=source)
    written = pipeline.write_redacted(spool, again.joined(pieces(), old()))
    return msgspec.structs.replace(
        stored,
        spool=written.name,
        size=written.size,
        sha256=written.sha256,
        stored=written.stored,
        hits=written.hits,
        redactions=written.redactions,
        source=source,
    )


def _in_time(chunks: Iterable[bytes], deadline: float) -> Iterator[bytes]:
    for chunk in chunks:
        if time.monotonic() > deadline:
            raise _NoTimeError
        yield chunk


def fragment_again(evidence: EvidenceSet, again: _Again, fragment: Fragment) -> Fragment:
    """Facts passed once more, keys and all: field names cannot be told from others any more."""
    writer = JsonText(again.redact, keys=True)
    writer.write(json.loads(fragment.text), "  ")
    about = f"{evidence.id}/facts"
    old = open_hits(evidence.spool.seal, fragment.hits, about)
    if not writer.hits and not again.shows(old):
        return fragment
    piece = Redacted(writer.text.encode(), tuple(writer.hits))
    pieces = [*again.joined([piece], iter(old), escaped)]
    hits = [hit for each in pieces for hit in each.hits]
    return Fragment(
        text=b"".join(each.data for each in pieces).decode(),
        redactions=dict(Counter(hit.kind.value for hit in hits)),
        hits=seal_hits(evidence.spool.seal, hits, about),
    )


def _compose(evidence: EvidenceSet, probe: str) -> None:
    """facts.json: one member for each item of facts, in their order."""
    rows = [
        (line.record.name, line.fragment)
        for line in evidence.items.values()
        if line.probe == probe and line.fragment is not None
    ]
    if not rows:
        return
    written = pipeline.write_redacted(evidence.spool, _facts_pieces(evidence, rows))
    stored = Stored(
        spool=written.name,
        size=written.size,
        sha256=written.sha256,
        stored=written.stored,
        hits=written.hits,
        redactions=written.redactions,
        source="",
        encoding="utf-8",
        encoding_source=None,
    )
    evidence.put_facts(probe, stored)


def _facts_pieces(evidence: EvidenceSet, rows: list[tuple[str, Fragment]]) -> Iterator[Redacted]:
    offset = 0
    for number, (name, fragment) in enumerate(rows):
        head = ("{\n" if not number else ",\n") + f"  {json.dumps(name, ensure_ascii=False)}: "
        data = head.encode() + fragment.text.encode()
        start = offset + len(head.encode())
        hits = open_hits(evidence.spool.seal, fragment.hits, f"{evidence.id}/facts")
        yield Redacted(
            data, tuple(Hit(h.offset + start, h.kind, h.token, h.original) for h in hits)
        )
        offset += len(data)
    yield Redacted(b"\n}\n", ())
