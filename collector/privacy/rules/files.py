"""Level strict: names of the person's own files become tokens, their extensions stay."""

from __future__ import annotations

import re

from collector.privacy.model import Hit, Kind
from collector.privacy.name import TOKEN, Namer

_PATH = re.compile(
    rb"(?i)(?:\b[a-z]:|\\\\[^\\/\"<>|*?\r\n\t:]{1,80}|(?<![\w./\\])(?=/(?:home|users|mnt|media|run/media)/))"
    rb"(?:[\\/]{1,2}[^\\/\"<>|*?\r\n\t:]{1,120}){0,30}?[\\/]{1,2}"
    rb"(?P<path>[^\\/\"<>|*?\r\n\t:]{1,120}\.[a-z0-9]{1,5})(?![\w.])"
    rb"|\b(?:file|datei|filename|file name|dateiname)\"?[ \t]*[:=][ \t]*\""
    rb"(?:[^\"\r\n]{0,200}[\\/])?"
    rb"(?P<quoted>[^\\/\"\r\n]{1,120})\""
)
_TECHNICAL = re.compile(
    rb"(?i).*\.(?:sys|dll|exe|msi|inf|cat|cpp|c|h|hpp|cs|drv|efi|ocx|cab|mui|etl|evtx|log|ini|ko|so|dmp"
    rb"|pdb|rc|wim|sdi|bcd|mof|man|nls|tmp|old)\Z"
)
_VENDOR = re.compile(
    rb"(?i)[\\/](?:buildagent|windows|winnt|program files(?: \(x86\))?|programdata|boot|efi)[\\/]"
)
_token = re.compile(TOKEN)


def hide_files(data: bytes, hits: list[Hit], offset: int, namer: Namer) -> tuple[bytes, list[Hit]]:
    """Second pass over redacted text; hits inside a name are folded into the name's own."""
    out: list[bytes] = []
    merged: list[Hit] = []
    copied = length = taken = 0
    for found in _PATH.finditer(data):
        group = "path" if found["path"] is not None else "quoted"
        name = found[group]
        technical = group == "path" and _TECHNICAL.match(name)
        if technical or _VENDOR.search(found[0]) or name.startswith(b"pii-file-"):
            continue
        start, end = found.span(group)
        shift = length + start - copied
        before = [hit for hit in hits[taken:] if hit.offset - offset < start]
        merged += [_moved(hit, length - copied) for hit in before]
        taken += len(before)
        inside = [hit for hit in hits[taken:] if hit.offset - offset < end]
        taken += len(inside)
        original = _restored(data, start, end, inside, offset)
        dot = original.rfind(b".")
        extension = original[dot:].lower() if 0 < dot >= len(original) - 6 else b""
        token = namer.token(Kind.FILE, original) + extension
        out += (data[copied:start], token)
        merged.append(
            Hit(
                offset + shift,
                Kind.FILE,
                token.decode(),
                original.decode("utf-8", "backslashreplace"),
            )
        )
        length = shift + len(token)
        copied = end
    merged += [_moved(hit, length - copied) for hit in hits[taken:]]
    out.append(data[copied:])
    return b"".join(out), merged


def _moved(hit: Hit, by: int) -> Hit:
    return Hit(hit.offset + by, hit.kind, hit.token, hit.original) if by else hit


def _restored(data: bytes, start: int, end: int, inside: list[Hit], offset: int) -> bytes:
    """The name as it was found, so that it gets the token it has elsewhere."""
    parts = []
    for hit in inside:
        at = hit.offset - offset
        parts += [data[start:at], hit.original.encode("utf-8", "surrogatepass")]
        start = at + len(hit.token.encode())
    return b"".join([*parts, data[start:end]])
