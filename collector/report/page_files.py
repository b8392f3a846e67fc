"""The files of a bundle on the page: excerpts of text, and every name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from collector.bundle.finding import Cite
from collector.bundle.readme import hidden_words
from collector.core.errors import CollectorError
from collector.evidence.formats.log_record import Line
from collector.evidence.model import FileRecord
from collector.findings.case import Case
from collector.findings.sizes import sized
from collector.report.budget import size_of
from collector.report.excerpts import Block, Excerpt, excerpt
from collector.report.places import Places
from collector.report.templating import rendered
from collector.report.visible import plain, visible

_FAIR = 400_000
"""Bytes that a file may take before others are asked: its beginning and end need a tenth."""
_HEAD = 2_000
_LONGEST = 1_000
_NO_TEXT = b"\0"
_SAMPLE = 4_096
_TITLES = ("around what a finding cites", "around what the timeline cites", "the first lines",
           "the last lines")  # fmt: skip
_OTHERS = ("README.txt", "manifest.json")


@dataclass(slots=True)
class Shown:
    """What became of the files: their sections, the lines on the page, what had no room."""

    left: int
    html: list[str] = field(default_factory=list)
    lines: dict[str, set[int]] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)


def files(
    case: Case, findings: Iterable[Cite], timeline: Iterable[Cite], places: Places, budget: int
) -> Shown:
    """Excerpts of every text file, those that are cited first; at most `budget` bytes of HTML."""
    writer = _Writer(case, places, _lines_of(findings, places), _lines_of(timeline, places))
    shown = Shown(left=budget)
    records = sorted((r for r in case.files if r.path not in _OTHERS), key=writer.order)
    for number, record in enumerate(records):
        if not record.unredactable and _is_text(case, record):
            writer.add(record, shown, max(_FAIR, shown.left // (len(records) - number)))
    return shown


def _lines_of(cites: Iterable[Cite], places: Places) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for cite in cites:
        if cite.path in places.numbers and (line := places.line_of(cite)):
            found.setdefault(cite.path, []).append(line)
    return found


class _Writer:
    """Writes the section of one file after another."""

    def __init__(
        self,
        case: Case,
        places: Places,
        findings: dict[str, list[int]],
        timeline: dict[str, list[int]],
    ) -> None:
        self._case, self._places = case, places
        self._findings, self._timeline = findings, timeline

    def order(self, record: FileRecord) -> tuple[bool, bool, str]:
        path = record.path
        return path not in self._findings, path not in self._timeline, path

    def add(self, record: FileRecord, shown: Shown, fair: int) -> None:
        """What a finding cites may take all that is left, another file its fair share."""
        path = record.path
        cited = self._findings.get(path, [])
        allowed = shown.left if cited else min(shown.left, fair)
        try:
            found = excerpt(_clipped(self._case.lines(path)), cited, self._timeline.get(path, ()))
        except CollectorError as error:
            shown.dropped.append(f"{path}: {error.title}")
            return
        blocks, lines, left_out = _fitting(
            found, self._places.anchor(path), set(cited), allowed - _HEAD
        )
        html = rendered(
            "file", anchor=self._places.anchor(path), path=plain(path), blocks=blocks,
            about=_about(record, found.total), is_open=bool(cited), left_out=left_out,
        )  # fmt: skip
        size = size_of(html)
        if blocks and size <= shown.left:
            shown.left -= size
            shown.html.append(html)
            shown.lines[path] = lines
            shown.dropped += [f"{path}: {words}" for words in left_out]
        elif found.total:
            shown.dropped.append(f"{path}: no room for any of its {found.total} lines")


def _clipped(lines: Iterable[Line]) -> Iterator[Line]:
    for line in lines:
        long = len(line.text) > _LONGEST
        yield Line(number=line.number, text=line.text[: _LONGEST + 1]) if long else line


def _is_text(case: Case, record: FileRecord) -> bool:
    """The bundle says it of the text that it decoded; any other file is looked at."""
    if record.encoding:
        return True
    try:
        return _NO_TEXT not in case.read(record.path, _SAMPLE)
    except CollectorError:
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """`rows` are (anchor, number, text as HTML, cited)."""

    title: str
    is_cited: bool
    rows: list[tuple[str, int, str, bool]]


def _fitting(
    found: Excerpt, anchor: str, cited: set[int], allowed: int
) -> tuple[list[BlockView], set[int], list[str]]:
    """The blocks that have room, by rank; in the order of the file."""
    chosen: list[tuple[int, BlockView]] = []
    lines: set[int] = set()
    left_out: list[str] = []
    if found.left_out:
        left_out.append(f"the lines around {found.left_out} more citations")
    for block in sorted(found.blocks, key=lambda each: each.rank):
        view = _block(block, anchor, cited)
        size = sum(size_of(text) + 60 + len(name) for name, _, text, _ in view.rows) + 200
        if size > allowed:
            left_out.append(f"lines {block.first} to {block.last}")
            continue
        allowed -= size
        chosen.append((block.first, view))
        lines.update(line.number for line in block.lines)
    return [view for _, view in sorted(chosen, key=lambda pair: pair[0])], lines, left_out


def _block(block: Block, anchor: str, cited: set[int]) -> BlockView:
    return BlockView(
        title=f"Lines {block.first} to {block.last}: {_TITLES[block.rank]}",
        is_cited=block.rank == 0,
        rows=[
            (
                f"{anchor}-{line.number}",
                line.number,
                visible(line.text, _LONGEST),
                line.number in cited,
            )
            for line in block.lines
        ],
    )


def _about(record: FileRecord, total: int) -> str:
    return " · ".join(
        part
        for part in (
            f"{total} lines", sized(record.size), plain(record.source, 300),
            plain(record.encoding, 40), record.truncated and f"cut: {plain(record.truncated)}",
            ", ".join(hidden_words(dict(sorted(record.redactions.items()))))[:300],
        )
        if part
    )  # fmt: skip


def index(records: Sequence[FileRecord], shown: Shown, places: Places) -> Iterator[dict[str, str]]:
    """Every file by its path, with a link where some of it is on the page."""
    for record in sorted(records, key=lambda one: one.path):
        there = record.path in shown.lines
        why = "" if there or not record.unredactable else "not text"
        yield {
            "path": plain(record.path),
            "href": f"#{places.anchor(record.path)}" if there else "",
            "size": str(record.size),
            "hidden": ", ".join(hidden_words(dict(sorted(record.redactions.items()))))[:300],
            "about": plain(record.truncated) or why,
            "sha256": record.sha256,
        }
