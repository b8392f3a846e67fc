"""The one list of what an answers file may hold: the reader and the template both come from it."""

from __future__ import annotations

import dataclasses
import difflib
import types
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from collector.request.form import SupportRequest
from collector.request.options import CollectOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """[attachments]: paths relative to the answers file."""

    files: tuple[str, ...] = ()


_FORM = get_type_hints(SupportRequest)
SECTIONS: dict[str, type] = {
    "contact": _FORM["contact"],
    "identification": _FORM["identification"],
    "product": _FORM["product"],
    "problem": _FORM["problem"],
    "support": _FORM["support"],
    "collect": CollectOptions,
    "attachments": Files,
    "consent": _FORM["consent"],
}
FORM_SECTIONS = ("contact", "identification", "product", "problem", "support", "consent")
TOP_LEVEL = ("request_id",)


class WrongTypeError(ValueError):
    """A value of another type than the field's; the text says what is expected."""


@dataclass(frozen=True, slots=True)
class Field:
    """One key of the answers file: its path (`contact.email`), its type and its default."""

    path: str
    type: Any
    default: Any

    @property
    def name(self) -> str:
        return self.path.rpartition(".")[2]

    @property
    def optional(self) -> bool:
        return self.default is None

    def read(self, value: object) -> object:
        """`value` as TOML gives it, as the form keeps it; raises WrongTypeError."""
        if self.optional and value == "":  # left empty in the template
            return None
        if get_origin(self.type) is tuple:
            return _texts(value)
        kind = _without_none(self.type)
        if self.path == "problem.occurred_at" and isinstance(value, (date, datetime)):
            return str(value)
        if issubclass(kind, StrEnum):
            return _choice(kind, value)
        return _plain(kind, value, self.name)


@cache
def fields_of(section: str) -> dict[str, Field]:
    """The fields of one section by name, in the order of the form."""
    types_ = get_type_hints(SECTIONS[section])
    return {
        field.name: Field(f"{section}.{field.name}", types_[field.name], field.default)
        for field in dataclasses.fields(SECTIONS[section])
    }


def all_fields() -> tuple[Field, ...]:
    top = [Field(name, str, "") for name in TOP_LEVEL]
    return tuple(top + [f for section in SECTIONS for f in fields_of(section).values()])


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant, or nothing."""
    near = difflib.get_close_matches(word.casefold()[:80], list(known), n=1, cutoff=0.7)
    return near[0] if near else ""


def _without_none(declared: object) -> type:
    if get_origin(declared) in (Union, types.UnionType):
        declared = next(part for part in get_args(declared) if part is not types.NoneType)
    return cast(type, declared)


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise WrongTypeError('a list of texts is expected, such as ["first", "second"].')
    return tuple(value)


def _choice(kind: type[StrEnum], value: object) -> StrEnum:
    names = [str(member) for member in kind]
    if isinstance(value, str) and value in names:
        return kind(value)
    meant = did_you_mean(value, names) if isinstance(value, str) else ""
    hint = f' Did you mean "{meant}"?' if meant else ""
    raise WrongTypeError(f"one of {', '.join(names)} is expected, in quotes.{hint}")


_EXPECTED = {
    str: 'text in quotes is expected, such as {name} = "15".',
    bool: "true or false is expected, without quotes.",
    int: "a whole number is expected, without quotes.",
    float: "a number is expected, without quotes.",
    date: "a date is expected, such as 2026-11-01.",
}


def _plain(kind: type, value: object, name: str) -> object:
    if kind is date and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            value = None
    if kind is float and type(value) is int and abs(value) < 2**53:
        return float(value)
    if type(value) is not kind:  # not isinstance: True is an int, a datetime is a date
        raise WrongTypeError(_EXPECTED[kind].format(name=name))
    return value
