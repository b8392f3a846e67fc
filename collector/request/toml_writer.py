"""Values as TOML, and a Support Request as the answers file that it could have been read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from enum import StrEnum

from collector.request.fields import SECTIONS, fields_of
from collector.request.form import SupportRequest
from collector.request.options import CollectOptions

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}


def answers_toml(
    request: SupportRequest,
    collect: CollectOptions | None = None,
    attachments: Sequence[str] = (),
) -> str:
    """The answers file of `request`; what is as if nothing was said is left out.

    `attachments` are paths relative to the file that this text will be written to.
    """
    parts = [f"request_id = {toml_value(request.request_id)}\n"] if request.request_id else []
    values = {field.name: getattr(request, field.name) for field in fields(request)}
    values["collect"] = collect or CollectOptions()
    for section in SECTIONS:
        if section == "attachments":
            lines = [f"files = {toml_value(tuple(attachments))}"] if attachments else []
        else:
            lines = [
                f"{name} = {toml_value(value)}"
                for name, field in fields_of(section).items()
                if (value := getattr(values[section], name)) != field.default
            ]
        if lines:
            parts.append("\n".join([f"[{section}]", *lines]) + "\n")
    return "\n".join(parts)


def toml_value(value: object) -> str:
    """`value` as it stands to the right of the equals sign; TypeError for what a form never has."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return _text(str(value) if isinstance(value, StrEnum) else value)
    if isinstance(value, tuple):
        return "[" + ", ".join(toml_value(item) for item in value) + "]"
    raise TypeError(f"no TOML for {type(value).__name__}")


def _text(text: str) -> str:
    if "\n" not in text:
        return f'"{_escaped(text)}"'
    lines = "\n".join(_escaped(line) for line in text.split("\n"))
    return f'"""\n{lines}"""'


def _escaped(text: str) -> str:
    return "".join(_character(character) for character in text)


def _character(character: str) -> str:
    if escape := _ESCAPES.get(character):
        return escape
    if 0xD800 <= ord(character) <= 0xDFFF:  # half a character: no UTF-8 can hold it
        return "\ufffd"
    if ord(character) < 0x20 or ord(character) == 0x7F:
        return f"\\u{ord(character):04X}"
    return character
