"""Facts as plain data, and as redacted JSON text whose hits can be found again."""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from pathlib import PurePath
from typing import Any, TypeAlias

from collector.privacy.model import Hit, Redacted

Json: TypeAlias = Any  # what json.dumps takes
Redact = Callable[[bytes], Redacted]
_MAX_INT = 2**63 - 1


class OpenKeys(dict[str, Any]):
    """A mapping whose keys are data, not field names of ours: they are redacted, too."""


def plain(value: object) -> Json:  # noqa: PLR0911 - one return for each kind
    """Dataclasses, enums, paths, times and sequences as what JSON knows; else its text."""
    if isinstance(value, Enum):
        return plain(value.value)
    if value is None or isinstance(value, bool | float | str):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return OpenKeys({str(key): plain(each) for key, each in value.items()})
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, set | frozenset):
        return sorted((plain(each) for each in value), key=str)
    return _scalar(value)


def _scalar(value: object) -> Json:
    if isinstance(value, int):
        return value if abs(value) <= _MAX_INT else str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    return str(value) if isinstance(value, PurePath) else repr(value)


class JsonText:
    """Writes plain data as indented UTF-8 JSON; every string goes through `redact`.

    Field names of our own dataclasses stay, unless `keys` says that they cannot be told from
    others any more. `hits` are offsets into the whole text.
    """

    def __init__(self, redact: Redact | None, *, keys: bool = False) -> None:
        self._redact = redact
        self._keys = keys
        self._pieces: list[str] = []
        self._bytes = 0
        self.hits: list[Hit] = []

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def write(self, value: Json, indent: str = "") -> None:
        if isinstance(value, dict) and value:
            self._rows(value, indent)
        elif isinstance(value, list) and value:
            self._list(value, indent)
        elif isinstance(value, str):
            self._string(value)
        else:
            self._put(_json(value))

    def _rows(self, value: dict[str, Any], indent: str) -> None:
        self._put("{")
        for number, (key, each) in enumerate(value.items()):
            self._put((",\n" if number else "\n") + indent + "  ")
            if self._keys or isinstance(value, OpenKeys):
                self._string(key)
            else:
                self._put(_json(key))
            self._put(": ")
            self.write(each, indent + "  ")
        self._put("\n" + indent + "}")

    def _list(self, value: list[Any], indent: str) -> None:
        for number, each in enumerate(value):
            self._put((",\n" if number else "[\n") + indent + "  ")
            self.write(each, indent + "  ")
        self._put("\n" + indent + "]")

    def _string(self, value: str) -> None:
        raw = value.encode("utf-8", "backslashreplace")
        redacted = self._redact(raw) if self._redact else Redacted(raw, ())
        for hit in redacted.hits:
            before = escaped(redacted.data[: hit.offset].decode("utf-8", "replace"))
            offset = self._bytes + 1 + len(before.encode())
            self.hits.append(Hit(offset, hit.kind, hit.token, hit.original))
        self._put(_json(redacted.data.decode("utf-8", "backslashreplace")))

    def _put(self, text: str) -> None:
        self._pieces.append(text)
        self._bytes += len(text.encode())


def _json(value: Json) -> str:
    if isinstance(value, float) and not math.isfinite(value):  # nan and inf are not JSON
        return "null"
    return json.dumps(value, ensure_ascii=False)


def escaped(text: str) -> str:
    """`text` as it stands between the quotes of a JSON string."""
    return json.dumps(text, ensure_ascii=False)[1:-1]
