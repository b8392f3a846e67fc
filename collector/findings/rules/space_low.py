"""Too little free space: on any volume, and for what the operation at hand needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from collector.bundle.finding import Cite, Finding, Severity
from collector.evidence.formats.log_record import LogRecord
from collector.evidence.formats.stubact import EXECUTED
from collector.findings import tree
from collector.findings.case import Case
from collector.findings.knowledge import Knowledge, OperationSpace
from collector.findings.model import Rule, Text, cited
from collector.findings.parts import Part, size
from collector.findings.planned import open_operations

FULL = Text(
    id="space-low",
    severity=Severity.WARNING,
    customer="{volume} is nearly full: {free} are free.",
    engineer="{volume}: {free} of {total} are free ({percent} %).",
    advice="Free some space on it, or choose another place, before you go on.",
)
FOR_OPERATION = Text(
    id="space-for-operation",
    severity=Severity.ERROR,
    customer="{volume} has too little free space for this operation: {free} are free, {need} are "
    "needed.",
    engineer="{volume}: {free} are free, {what} needs {need}; it is meant by {why}.",
    advice="Free some space on this volume, then try again.",
)
_READ_ONLY = frozenset({"squashfs", "iso9660", "udf", "cdfs", "erofs", "vfat", "efivarfs"})
_LETTER = re.compile(r"\bLetter:\s{0,4}([A-Za-z])\b", re.ASCII)  # of stubact.log's [Target]
_JOB_FOLDER = re.compile(r"'([A-Za-z]):[/\\]Job-", re.ASCII)  # as hdmengine_jobs.log names it
_SMALL = 2 * 10**9  # boot and recovery partitions are full by design


def look(case: Case, known: Knowledge) -> Iterator[Finding]:
    limits = known.thresholds.space
    meant = {id(one): list(_meant(case, one, known)) for one in limits.operations}
    for volume in _volumes(case):
        total = tree.number(volume.row.get("total")) or tree.number(volume.row.get("size")) or 0
        free = _free(volume)
        if free is None or total <= 0:
            continue
        short = False
        for one in limits.operations:
            need = one.least(total)
            why = _why(volume, one, meant[id(one)])
            if why is not None and 0 <= free < need:
                short = True
                cites = (volume.cite,) if why.cite is None else (volume.cite, why.cite)
                yield FOR_OPERATION.finding(
                    *cites, volume=volume.name, free=size(free), need=size(need), what=one.what,
                    why=why.words,
                )  # fmt: skip
        percent = 100 * free / total
        is_full = free < limits.free_bytes and percent < limits.free_percent
        if is_full and not short and total > _SMALL:
            yield FULL.finding(
                volume.cite, volume=volume.name, free=size(free), total=size(total),
                percent=f"{percent:.1f}",
            )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meant:
    """Why an operation concerns a volume: `letter` is its drive, "" stands for every volume."""

    letter: str
    words: str
    cite: Cite | None = None


def _meant(case: Case, one: OperationSpace, known: Knowledge) -> Iterator[_Meant]:
    """Every volume that the form or a log speaks of."""
    if one.family and case.family != one.family:
        return
    if one.category and _category(case) == one.category:
        yield _Meant(letter="", words=f"the form, which is about {one.category}")
    for digest in case.digests("stubact") if one.operations else ():
        planned = [each.planned for each in open_operations(digest.notable, known)]
        failed = [each for each in digest.notable if each.topic == EXECUTED and each.code]
        for record in (*planned, *failed):
            letter = _LETTER.search(record.text)
            if record.source in one.operations and letter:
                yield _of_line(letter[1], f'"{record.source}"', digest.path, record)
    for digest in case.digests("hdmengine") if one.job_folders else ():
        for record in digest.notable:
            if folder := _JOB_FOLDER.search(record.text):
                yield _of_line(folder[1], "a backup job", digest.path, record)


def _of_line(letter: str, what: str, path: str, record: LogRecord) -> _Meant:
    words = f"{what} in {path.rpartition('/')[2]}, line {record.line}"
    return _Meant(letter=letter.casefold(), words=words, cite=cited(path, record.line, record.text))


def _why(volume: Part, one: OperationSpace, meant: list[_Meant]) -> _Meant | None:
    """The first reason for which this volume is concerned."""
    file_system = tree.text(volume.row.get("file_system")).casefold()
    if one.file_systems and file_system and file_system not in one.file_systems:
        return None
    drive = volume.name[:1].casefold() if volume.name[1:2] == ":" else None
    return next((each for each in meant if each.letter in ("", drive)), None)


def _category(case: Case) -> str:
    return tree.text(tree.row(case.request.get("problem")).get("category"))


def _volumes(case: Case) -> Iterator[Part]:
    """Where the system can write: not images, discs and the EFI partition."""
    kinds = {
        tree.text(row.get("point")): tree.text(row.get("file_system")).casefold()
        for row in tree.rows(case.facts("disks").get("mounts"))
    }
    for item, value in sorted(case.facts("disks").items()):
        row = tree.row(value)
        point = tree.text(row.get("mount_point"))
        if item.startswith("free-space-") and kinds.get(point) not in _READ_ONLY:
            row = {**row, "file_system": kinds.get(point, "")}
            yield Part(name=point or item, row=row, cite=case.cite("disks", item, point))


def _free(volume: Part) -> int | None:
    free = tree.number(volume.row.get("available"))
    return tree.number(volume.row.get("free")) if free is None else free


RULE = Rule(
    id="space_low",
    looks_for="volumes that are nearly full, and too little space for the operation of the form",
    texts=(FULL, FOR_OPERATION),
    look=look,
    reads=("disks", "product_logs", "system"),
    together=("disks", "product_logs", "system"),
)
