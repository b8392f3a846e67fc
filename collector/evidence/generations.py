"""Before packing: items that were redacted before a name became known are passed once more.

Only for the new names; streaming; a new spool file takes the place of the old one once the
journal says so. The sidecar of the new file holds old and new hits at their new places.
"""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import msgspec

from collector.evidence import pipeline
from collector.evidence.facts_json import JsonText, escaped
from collector.evidence.journal import ItemLine
from collector.evidence.messages import Fragment, Stored
from collector.evidence.model import ItemRecord, Status
from collector.evidence.set import EvidenceSet
from collector.evidence.shield import MakeRedactor, RedactorLike, versions
from collector.evidence.sidecar import open_hits, read_sidecar, seal_hits
from collector.privacy.model import Hit, Kind, Level, Name, Redacted


class _NoTimeError(Exception):
    pass


def finish(evidence: EvidenceSet, make: MakeRedactor, *, deadline: float) -> None:
    """Hide what became known late, compose each probe's facts.json, mark the set complete.

    What cannot be passed again before `deadline` (monotonic) is left out, and said so.
    """
    level = Level(evidence.options.privacy)
    if level is not Level.OFF:
        keep = _versions(evidence)
        for line in list(evidence.items.values()):
            _renew(evidence, lambda new: make(evidence.key, new, level, keep), line, deadline)
    for probe in dict.fromkeys(line.probe for line in evidence.items.values()):
        _compose(evidence, probe)
    evidence.mark_complete()


def _versions(evidence: EvidenceSet) -> list[str]:
    """What looks like an address and is a version: kept in the first pass, kept in this one."""
    fragments = (line.fragment for line in evidence.items.values() if line.fragment is not None)
    found = {each for fragment in fragments for each in versions(json.loads(fragment.text))}
    return sorted(found)


def _renew(
    evidence: EvidenceSet,
    make: Callable[[list[Name]], RedactorLike],
    line: ItemLine,
    deadline: float,
) -> None:
    new = {name for names in evidence.generations[line.generation :] for name in names}
    if not new:
        return
    redactor = make(sorted(new))
    latest = len(evidence.generations)
    try:
        stored = line.stored and _stored_again(evidence, redactor, line.stored, deadline)
    except _NoTimeError:
        record = ItemRecord(
            name=redactor.redact_text(line.record.name),
            status=Status.TIMED_OUT,
            reason="no time was left to hide names that became known late; it was left out",
            seconds=line.record.seconds,
        )
        evidence.drop_item(line)
        evidence.add_item(line.probe, record, generation=latest)
        return
    renewed = ItemLine(
        probe=line.probe,
        record=_record_again(redactor, line.record, stored),
        generation=latest,
        path=line.path and _path_again(redactor, line.path),
        stored=stored,
        fragment=line.fragment and fragment_again(evidence, redactor, line.fragment),
    )
    if renewed.record.name != line.record.name:
        evidence.drop_item(msgspec.structs.replace(line, stored=None))
    evidence.put_item(renewed, line)


def _record_again(redactor: RedactorLike, record: ItemRecord, stored: Stored | None) -> ItemRecord:
    text = redactor.redact_text
    return replace(
        record,
        name=text(record.name),
        reason=text(record.reason),
        searched=tuple(map(text, record.searched)),
        bytes=stored.size if stored else record.bytes,
    )


def _path_again(redactor: RedactorLike, path: str) -> str:
    top, slash, rest = path.rpartition("/")
    return top + slash + redactor.redact_text(rest)


def _stored_again(
    evidence: EvidenceSet, redactor: RedactorLike, stored: Stored, deadline: float
) -> Stored:
    source = redactor.redact_text(stored.source)
    if stored.unredactable:
        return msgspec.structs.replace(stored, source=source)
    spool, path = evidence.spool, evidence.spool.data(stored.spool)
    scan = redactor.stream(_in_time(pipeline.read_spooled(path), deadline))
    if not any(piece.hits for piece in scan):
        return msgspec.structs.replace(stored, source=source)
    about = spool.about(stored.spool)
    side = spool.side(stored.spool)
    old = read_sidecar(side, spool.seal, about, stored.hits) if stored.hits else iter(())
    pieces = redactor.stream(_in_time(pipeline.read_spooled(path), deadline))
    written = pipeline.write_redacted(spool, merged(pieces, old))
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


def _raw(text: str) -> str:
    return text


def merged(
    pieces: Iterable[Redacted], old: Iterator[Hit], spelled: Callable[[str], str] = _raw
) -> Iterator[Redacted]:
    """The pieces with both rows of hits. Offsets of `old` are those of the text before this
    pass; each moves by what the replacements in front of it grew or shrank."""
    moved, end = 0, 0
    waiting: deque[Hit] = deque()

    def before(limit: int) -> Iterator[Hit]:
        while True:
            if not waiting:
                waiting.extend(_next(old))
            if not waiting or waiting[0].offset + moved >= limit:
                return
            hit = waiting.popleft()
            yield Hit(hit.offset + moved, hit.kind, hit.token, hit.original)

    for piece in pieces:
        hits: list[Hit] = []
        for hit in piece.hits:
            hits.extend(before(hit.offset))
            hits.append(hit)
            if hit.kind is not Kind.SECRET:  # how long a secret was is not told
                moved += len(hit.token.encode()) - len(spelled(hit.original).encode())
        end += len(piece.data)
        hits.extend(before(end))
        yield Redacted(piece.data, tuple(hits))


def _next(hits: Iterator[Hit]) -> Iterator[Hit]:
    hit = next(hits, None)
    return iter(() if hit is None else (hit,))


def fragment_again(evidence: EvidenceSet, redactor: RedactorLike, fragment: Fragment) -> Fragment:
    """Facts passed once more, keys and all: field names cannot be told from others any more."""
    writer = JsonText(redactor.redact, keys=True)
    writer.write(json.loads(fragment.text), "  ")
    if not writer.hits:
        return fragment
    about = f"{evidence.id}/facts"
    old = open_hits(evidence.spool.seal, fragment.hits, about)
    piece = Redacted(writer.text.encode(), tuple(writer.hits))
    hits = [hit for each in merged([piece], iter(old), escaped) for hit in each.hits]
    counts = dict(fragment.redactions)
    for hit in writer.hits:
        counts[hit.kind.value] = counts.get(hit.kind.value, 0) + 1
    return Fragment(
        text=writer.text, redactions=counts, hits=seal_hits(evidence.spool.seal, hits, about)
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
