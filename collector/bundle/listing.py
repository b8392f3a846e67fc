"""What is inside a bundle, line by line, safe to show on a terminal whatever a name holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC

from collector.bundle.manifest import REQUEST, Manifest
from collector.bundle.readme import hidden_words
from collector.core.printable import printable
from collector.evidence.model import FileRecord, ItemRecord, ProbeRecord, Status


def listing(manifest: Manifest, size: int) -> Iterator[str]:
    """Head, probes with every item that is not simply collected, files."""
    yield from _head(manifest, size)
    yield ""
    yield "Probes"
    for probe in manifest.probes:
        yield from _probe(probe)
    yield ""
    yield "Files"
    for file in manifest.files:
        yield from _file(file)
    yield ""


def _head(manifest: Manifest, size: int) -> Iterator[str]:
    has_request = any(file.path == REQUEST for file in manifest.files)
    created = f"{manifest.created_at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
    rows = {
        "Bundle": manifest.id,
        "Created": f"{created} (time zone of the machine: {manifest.time_zone or 'not known'})",
        "Collector": manifest.collector,
        "Platform": manifest.platform,
        "Privacy": manifest.privacy.level,
        "Hidden": ", ".join(hidden_words(manifest.hidden)) or "nothing was found",
        "Request": "included" if has_request else "not included",
        "Size": f"{size} bytes",
    }
    for name, value in rows.items():
        yield f"{name:<10} {printable(value)}"
    for note in manifest.privacy.notes:
        yield f"{'Note':<10} {printable(note)}"


def _probe(probe: ProbeRecord) -> Iterator[str]:
    yield (
        f"  {printable(probe.id):<14} {probe.status.value:<14} "
        f"{probe.seconds:7.2f} s {probe.bytes:>12} bytes"
    )
    for item in probe.items:
        if item.status is not Status.COLLECTED or item.reason:
            yield from _item(item)


def _item(item: ItemRecord) -> Iterator[str]:
    reason = f": {printable(item.reason)}" if item.reason else ""
    yield f"    {printable(item.name)} - {item.status.value}{reason}"
    for folder in item.searched:
        yield f"      searched {printable(folder)}"


def _file(file: FileRecord) -> Iterator[str]:
    yield f"  {file.size:>12}  {printable(file.path)}"
    about = []
    if file.encoding and file.probe:
        how = f" ({file.encoding_source.value})" if file.encoding_source else ""
        about.append(f"was {printable(file.encoding)}{how}")
    if file.truncated:
        about.append(f"cut: {printable(file.truncated)}")
    if file.redactions:
        about.append("hidden: " + ", ".join(hidden_words(dict(sorted(file.redactions.items())))))
    if file.unredactable:
        about.append("not text: could not be searched for personal details")
    if about:
        yield f"{'':<16}{'; '.join(about)}"
