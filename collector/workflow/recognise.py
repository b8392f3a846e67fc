"""What a file is that somebody attaches: by the documented names, else by its first lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

from collector.evidence.decode import by_mark, by_pattern, looks_like_text
from collector.evidence.platforms.known_products import known_products
from collector.workflow.draft import FileKind

HEAD = 64 * 1024
"""Bytes of the beginning of a file that are looked at."""
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
_KERNEL = re.compile(
    r"(?m)^(<\d{1,3}>)?\[\s{0,8}\d{1,8}\.\d{6}\]|^\w{3} [ \d]\d [\d:]{8} \S{1,80} kernel: "
)
_BY_LINES = (
    ("stubact.log", re.compile(r"(?m)^\s*\[Operation\]\s*$(?s:.{0,4000}?)^\s*>> ")),
    (
        "hdmengine.log",
        re.compile(
            r"(?m)^\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d\.\d{3},(virtual|physical)\s*,\[\d{1,10}\]"
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """`known_as` is the documented name of a log ("stubact.log"), "" for everything else."""

    kind: FileKind
    known_as: str = ""


def recognise(name: str, head: bytes) -> Recognised:
    """What a file called `name` is that begins with `head`; the name wins for documented logs."""
    if not looks_like_text(head):
        return Recognised(kind=_binary(name, head))
    for group in known_products().logs:
        if group.takes(name):
            return Recognised(kind=FileKind.DOCUMENTED_LOG, known_as=group.names[0])
    text = _text(head)
    if re.match(r"(?s)\s*(<\?xml.{0,200}?\?>)?\s*<MsInfo", text) or name.lower().endswith(".nfo"):
        return Recognised(kind=FileKind.NFO)
    for known_as, lines in _BY_LINES:
        if lines.search(text):
            return Recognised(kind=FileKind.DOCUMENTED_LOG, known_as=known_as)
    if name.lower().startswith("dmesg") or len(_KERNEL.findall(text)) >= 3:
        return Recognised(kind=FileKind.KERNEL_LOG, known_as="dmesg")
    return Recognised(kind=FileKind.TEXT)


def _binary(name: str, head: bytes) -> FileKind:
    if head.startswith(_PICTURES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return FileKind.PICTURE
    if head.startswith(_ARCHIVES) or name.lower().endswith((".zip", ".7z", ".gz", ".cab")):
        return FileKind.ARCHIVE
    return FileKind.OTHER


def _text(head: bytes) -> str:
    encoding = by_mark(head) or by_pattern(head)
    if encoding is None:
        return head.decode("utf-8", "replace")
    return head[encoding.mark :].decode(encoding.name, "replace")
