"""Which names a file may have inside a bundle, so that every system can unpack it safely."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

MAX_NAME_BYTES = 4000
MAX_PART = 255  # characters: NTFS takes no more

_DRIVE = re.compile(r"[A-Za-z]:")
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?")
_FORBIDDEN = set('<>:"|?*\\/')
# Control characters and those that turn the direction of writing: "gpj.exe" read backwards.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

_RULES: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("is empty", lambda name: not name),
    ("is a network (UNC) path", lambda name: name.startswith(("\\\\", "//"))),
    ("is an absolute path", lambda name: name.startswith(("/", "\\"))),
    ("has a drive letter", lambda name: bool(_DRIVE.match(name))),
    ("leads out of the bundle ('..')", lambda name: ".." in re.split(r"[/\\]", name)),
    ("contains a backslash", lambda name: "\\" in name),
    ("contains a control or invisible character", lambda name: bool(_UNSAFE.search(name))),
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
            len(name.encode("utf-8", "replace")) > MAX_NAME_BYTES
            or any(len(part) > MAX_PART for part in name.split("/"))
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
