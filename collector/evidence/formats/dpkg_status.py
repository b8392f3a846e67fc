"""The list of installed packages as dpkg keeps it: paragraphs of `Field: value` (deb822)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

FIELDS = frozenset(
    ("package", "status", "version", "architecture", "maintainer", "homepage", "description")
)
_GONE = ("not-installed", "config-files")
_MAX_PARAGRAPHS = 100_000
_MAX_VALUE = 500


def paragraphs(lines: Iterable[str]) -> Iterator[Mapping[str, str]]:
    """The first line of each field in FIELDS, one paragraph at a time; damaged lines are passed
    over, and so are packages that are not there any more."""
    found: dict[str, str] = {}
    count = 0
    for line in lines:
        if line.strip():
            if line[0] not in " \t":
                _take(line, found)
            continue
        count += 1
        if count > _MAX_PARAGRAPHS:
            return
        if is_there(found):
            yield found
        found = {}
    if is_there(found):
        yield found


def _take(line: str, found: dict[str, str]) -> None:
    name, colon, value = line.partition(":")
    if colon and name.lower() in FIELDS:
        found.setdefault(name.lower(), value.strip()[:_MAX_VALUE])


def is_there(paragraph: Mapping[str, str]) -> bool:
    """Whether the package is installed, or half of it."""
    state = paragraph.get("status", "").split()
    return bool(paragraph.get("package")) and len(state) == 3 and state[2] not in _GONE
