"""What an evidence set holds, as its journal tells it; sealed values in clear, in memory only."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec

from collector.core.secrets import Seal
from collector.evidence import journal
from collector.evidence.messages import Stored
from collector.evidence.model import (
    EncodingSource,
    FileRecord,
    ItemRecord,
    ProbeRecord,
    summed_up,
)
from collector.privacy.model import Kind, Name
from collector.request.options import CollectOptions

ATTACHMENTS = "attachments"


class _Secret(msgspec.Struct):
    options: CollectOptions
    purpose: str


class Shown(msgspec.Struct, frozen=True):
    """A decision about one token: the value that is to stand in its place, or none any more."""

    core: str
    token: str
    original: str
    is_shown: bool


class SetState:
    """The state that the lines of a journal add up to.

    `gathered` is True once gathering ended; `complete` while every file also hides (and shows)
    what was decided since; while there is `more_to_come`, the end of one run of probes is not that
    of gathering; `decisions` stand in `generations` (as empty ones) at these indexes;
    `kept` maps the core of a token that is shown to token and value; `host_pseudonym`, `platform`
    and `time_zone` describe the machine that was examined; `notes` are sentences for the
    manifest; `generations` are the names that became known together; `items` are keyed by probe
    and name, in order.
    """

    def __init__(self, set_id: str, key: bytes) -> None:
        self.id, self.key, self.purpose = set_id, key, ""
        self.created_at = datetime.now(UTC)
        self.options = CollectOptions()
        self.complete = self.gathered = self.more_to_come = False
        self.platform = self.time_zone = ""
        self.host_pseudonym = "unknown-host"
        self.notes: tuple[str, ...] = ()
        self.generations: list[tuple[Name, ...]] = []
        self.decisions: dict[int, Shown] = {}
        self.items: dict[tuple[str, str], journal.ItemLine] = {}
        self.ended: set[str] = set()
        self._facts: dict[str, journal.FactsLine] = {}
        self._seal = Seal(key, "evidence-set")

    @property
    def probes(self) -> tuple[ProbeRecord, ...]:
        by_probe: dict[str, list[ItemRecord]] = {}
        for line in self.items.values():
            by_probe.setdefault(line.probe, []).append(line.record)
        for probe in sorted(self.ended):
            by_probe.setdefault(probe, [])
        return tuple(
            ProbeRecord(
                id=probe,
                status=summed_up(tuple(items)),
                seconds=round(sum(item.seconds for item in items), 3),
                bytes=sum(item.bytes for item in items),
                items=tuple(items),
            )
            for probe, items in by_probe.items()
        )

    @property
    def files(self) -> tuple[FileRecord, ...]:
        facts = [(line.path, line.probe, line.stored) for line in self._facts.values()]
        items = [(i.path, i.probe, i.stored) for i in self.items.values() if i.stored]
        return tuple(_record(*each) for each in facts + items)

    @property
    def stored_bytes(self) -> int:
        """Compressed bytes in the spool: about what the bundle will take."""
        return sum(stored.stored for _, stored in self._stored())

    @property
    def names(self) -> frozenset[Name]:
        """Every name that is known, in clear: for memory only."""
        return frozenset(name for names in self.generations for name in names)

    @property
    def kept(self) -> dict[str, tuple[str, str]]:
        """Core of a token that is shown: the whole token and the value; for memory only."""
        kept: dict[str, tuple[str, str]] = {}
        for _, one in sorted(self.decisions.items()):
            kept.pop(one.core, None)
            if one.is_shown:
                kept[one.core] = (one.token, one.original)
        return kept

    @property
    def left_out(self) -> frozenset[str]:
        """The paths of files that a person has decided not to send."""
        items = {line.path for line in self.items.values() if line.left_out and line.stored}
        return frozenset(items | {line.path for line in self._facts.values() if line.left_out})

    def facts(self, probe: str) -> dict[str, Any]:
        """The redacted facts of a probe: {item: value}."""
        return {
            line.record.name: msgspec.json.decode(line.fragment.text)
            for line in self.items.values()
            if line.probe == probe and line.fragment is not None
        }

    def _by_path(self, path: str) -> Stored:
        return dict(self._stored())[path]

    def _stored(self) -> list[tuple[str, Stored]]:
        facts = [(line.path, line.stored) for line in self._facts.values()]
        items = [(line.path, line.stored) for line in self.items.values() if line.stored]
        return facts + items

    # the journal ---------------------------------------------------------------------------------

    def _header(self) -> journal.Header:
        secret = msgspec.msgpack.encode(_Secret(self.options, self.purpose))
        sealed = self._seal.close(secret, f"{self.id}/header")
        return journal.Header(
            version=journal.VERSION, id=self.id, created_at=self.created_at, sealed=sealed
        )

    def _names_line(self, names: tuple[Name, ...]) -> journal.NamesLine:
        pairs = [(name.kind.value, name.value) for name in names]
        sealed = self._seal.close(msgspec.msgpack.encode(pairs), f"{self.id}/names")
        return journal.NamesLine(sealed=sealed)

    def _kept_line(self, decision: Shown) -> journal.KeptLine:
        sealed = self._seal.close(msgspec.msgpack.encode(decision), f"{self.id}/kept")
        return journal.KeptLine(sealed=sealed)

    def _generation_lines(self) -> list[journal.Line]:
        return [
            self._kept_line(self.decisions[index])
            if index in self.decisions
            else self._names_line(names)
            for index, names in enumerate(self.generations)
        ]

    def _replay(self, lines: list[journal.AnyLine]) -> None:
        head = lines[0] if lines else None
        if not isinstance(head, journal.Header) or head.version != journal.VERSION:
            raise ValueError("the journal has no header that this version knows")
        if head.id != self.id:
            raise ValueError("the journal is that of another set")
        self.created_at = head.created_at
        secret = msgspec.msgpack.decode(
            self._seal.open(head.sealed, f"{self.id}/header"), type=_Secret
        )
        self.options, self.purpose = secret.options, secret.purpose
        for line in lines[1:]:
            self.complete = False
            self._apply(line)

    def _apply(self, line: journal.AnyLine) -> None:  # noqa: C901 - one case for each kind of line
        match line:
            case journal.ItemLine():
                self.items.pop((line.probe, line.record.name), None)
                self.items[line.probe, line.record.name] = line
            case journal.DroppedLine(name=""):
                self._facts.pop(line.probe, None)
                self.ended.discard(line.probe)
            case journal.DroppedLine():
                self.items.pop((line.probe, line.name), None)
            case journal.FactsLine():
                self._facts[line.probe] = line
            case journal.EndedLine():
                self.ended.add(line.probe)
            case journal.NamesLine():
                plain = self._seal.open(line.sealed, f"{self.id}/names")
                pairs = msgspec.msgpack.decode(plain, type=list[tuple[Kind, str]])
                self.generations.append(tuple(Name(kind, value) for kind, value in pairs))
            case journal.KeptLine():
                plain = self._seal.open(line.sealed, f"{self.id}/kept")
                self.decisions[len(self.generations)] = msgspec.msgpack.decode(plain, type=Shown)
                self.generations.append(())
            case journal.GatheringLine():
                self.gathered = False
            case journal.MachineLine():
                self.platform, self.time_zone = line.platform, line.time_zone
                self.host_pseudonym = line.host or self.host_pseudonym
            case journal.NoteLine():
                self.notes = (*self.notes, line.text)
            case journal.CompleteLine():
                self.complete = self.gathered = True
            case _:
                raise ValueError("a second header")

    def _forget(self) -> None:
        self.items.clear()
        self._facts.clear()
        self.ended.clear()
        self.generations.clear()
        self.decisions.clear()
        self.complete = self.gathered = False
        self.purpose = ""


def _record(path: str, probe: str, stored: Stored) -> FileRecord:
    source = EncodingSource(stored.encoding_source) if stored.encoding_source else None
    return FileRecord(
        path=path,
        probe=probe,
        size=stored.size,
        sha256=stored.sha256,
        source=stored.source,
        encoding=stored.encoding,
        encoding_source=source,
        truncated=stored.truncated,
        redactions=stored.redactions,
        unredactable=stored.unredactable,
    )
