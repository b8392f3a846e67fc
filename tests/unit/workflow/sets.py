"""Evidence sets made in memory, without a worker: texts, names, and a detector of one's choice."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from collector.bundle.writer import BundleInfo
from collector.core.paths import Paths
from collector.core.progress import Cancel, silent
from collector.evidence import pipeline
from collector.evidence.messages import Stored
from collector.evidence.model import ItemRecord, Status
from collector.evidence.set import EvidenceSet
from collector.privacy.model import Kind, Level, Name
from collector.privacy.redactor import Redactor
from collector.request.options import CollectOptions
from collector.workflow import pack

KEY = bytes(range(32))
USER, HOST = Name(Kind.USER, "Zebulon Quack"), Name(Kind.HOST, "kestrel-ws17")
NAMES = (USER, HOST)


def make_set(
    folder: Path,
    texts: Mapping[str, bytes],
    names: Iterable[Name] = NAMES,
    *,
    works: Callable[[str], bool] = lambda name: True,
    level: str = "standard",
    unredactable: Iterable[str] = (),
) -> EvidenceSet:
    """A whole set of `texts`; where `works(name)` is False, the detector overlooked everything."""
    options = CollectOptions(privacy=level)
    evidence = EvidenceSet.create(folder, key=KEY, options=options, purpose="collect")
    evidence.describe("linux", "Etc/UTC", "pii-host-aaaaaaaa")
    evidence.learn(tuple(names))
    for name, data in texts.items():
        redactor = Redactor(KEY, names, Level(level)) if works(name) else None
        written = pipeline.write(evidence.spool, [data], redactor=redactor)
        stored = Stored(
            spool=written.name, size=written.size, sha256=written.sha256, stored=written.stored,
            hits=written.hits, redactions=written.redactions, source="", encoding="utf-8",
            unredactable=name in unredactable,
        )  # fmt: skip
        record = ItemRecord(name=name, status=Status.COLLECTED, bytes=written.size)
        evidence.add_item("logs", record, generation=len(evidence.generations), stored=stored)
        if redactor is not None and redactor.learned:
            evidence.learn(tuple(sorted(redactor.learned)))
    pack.renew(evidence)
    return evidence


def packed(
    evidence: EvidenceSet,
    out: Path,
    *,
    request_json: bytes | None = None,
    paths: Paths | None = None,
) -> BundleInfo:
    return pack.pack(
        evidence, out, request_json=request_json, paths=paths, progress=silent, cancel=Cancel()
    )


def members(bundle: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(bundle) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def notes(bundle: Path) -> list[str]:
    found: list[str] = json.loads(members(bundle)["manifest.json"])["privacy"]["notes"]
    return found


def text(evidence: EvidenceSet, name: str) -> str:
    [record] = [one for one in evidence.files if one.path.endswith(name)]
    with evidence.open_file(record) as file:
        return file.read().decode()
