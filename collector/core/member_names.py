"""Which names a file may have inside a bundle, so that every system can unpack it safely."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

MAX_NAME_BYTES = 1000
MAX_PART_BYTES = 200

_DRIVE = re.compile(r"[A-Za-z]:")
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(\..*)?")
_FORBIDDEN = set('<>:"|?*\\/')
_UNSAFE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}

_RULES: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("is empty", lambda name: not name),
    ("is a network (UNC) path", lambda name: name.startswith(("\\\\", "//"))),
    ("is an absolute path", lambda name: name.startswith(("/", "\\"))),
    ("has a drive letter", lambda name: bool(_DRIVE.match(name))),
    ("leads out of the bundle ('..')", lambda name: ".." in re.split(r"[/\\]", name)),
    ("contains a backslash", lambda name: "\\" in name),
    (
        "contains a control or invisible character",
        lambda name: any(unicodedata.category(c) in _UNSAFE for c in name),
    ),
    ("names a folder", lambda name: name.endswith("/")),
    ("has an empty part", lambda name: "" in name.split("/") or "." in name.split("/")),
    (
        "contains a character that Windows forbids in names",
        lambda name: any(c in _FORBIDDEN for c in name.replace("/", "")),
    ),
    (
        "is the name of a device on Windows",
        lambda name: any(_DEVICE.fullmatch(part) for part in name.split("/")),
    ),
    (
        "has a part that ends with a dot or a space",
        lambda name: any(part.endswith((".", " ")) for part in name.split("/")),
    ),
    (
        "is too long",
        lambda name: (
            len(name.encode()) > MAX_NAME_BYTES
            or any(len(part.encode()) > MAX_PART_BYTES for part in name.split("/"))
        ),
    ),
)


def fault_of(name: str) -> str | None:
    """What is wrong with the member name `name` ("is an absolute path"), None if it is safe."""
    return next((sentence for sentence, broken in _RULES if broken(name)), None)


def same_place(name: str) -> str:
    """Names with the same result are one file where case or Unicode form does not count."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def clash(names: Iterable[str]) -> tuple[str, str] | None:
    """Two of `names` that cannot lie in one folder: the same place, or a file as a folder."""
    places: dict[str, str] = {}
    for name in names:
        place = same_place(name)
        if place in places:
            return places[place], name
        places[place] = name
    for place, name in places.items():
        parts = place.split("/")
        for depth in range(1, len(parts)):
            if (above := "/".join(parts[:depth])) in places:
                return places[above], name
    return None


def safe_part(text: str) -> str:
    """A file or folder name as near to `text` as the rules allow: `10:30.png` → `10_30.png`."""
    text = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode())
    part = "".join(
        "_" if c in _FORBIDDEN or unicodedata.category(c) in _UNSAFE else c for c in text
    )
    stem, dot, suffix = part.rpartition(".")
    room = MAX_PART_BYTES - len(suffix.encode()) - 1
    if len(part.encode()) > MAX_PART_BYTES:
        part = _cut(stem, room) + dot + suffix if stem and room > 20 else _cut(part, MAX_PART_BYTES)
    part = part.rstrip(". ") or "_"
    return f"_{part}" if _DEVICE.fullmatch(part) else part


def _cut(text: str, size: int) -> str:
    return text.encode()[:size].decode("utf-8", "ignore")
