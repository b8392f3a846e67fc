"""The answers file: what an installer or an engineer wrote for silent mode, read in one piece.

Everything in it is hostile. Whatever is wrong is reported together, each fault with its key and
its line; no file is followed out of its folder.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from collector.core.errors import InputError, MissingInputError
from collector.request.answers_text import HINT, text_of
from collector.request.attached import Folder, NotThereError, OutsideError
from collector.request.fields import (
    FORM_SECTIONS,
    SECTIONS,
    TOP_LEVEL,
    Field,
    Files,
    WrongTypeError,
    did_you_mean,
    fields_of,
)
from collector.request.form import Fault, FaultKind, SupportRequest
from collector.request.limits import MAX_ATTACHMENTS
from collector.request.option_problems import option_faults
from collector.request.options import CollectOptions
from collector.request.problems import problems
from collector.request.template import PLACEHOLDERS
from collector.request.toml_text import TomlError, TomlText, parse

MAX_FAULTS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What an answers file says. `attachments` are absolute, without symbolic links, readable."""

    request: SupportRequest
    collect: CollectOptions = field(default_factory=CollectOptions)
    attachments: tuple[Path, ...] = ()


def read_answers(path: Path, *, today: date | None = None) -> Answers:
    """Read the answers file `path`.

    Raises InputError (65) with every fault found, MissingInputError (66) when the file, or a file
    that it names, does not exist or cannot be read.
    """
    try:
        document = parse(text_of(path))
    except TomlError as error:
        fault = Fault("", f"{error.sentence}.", error.line, FaultKind.SYNTAX)
        raise _unusable(path, [fault]) from error
    reading = _Reading(document, Folder.of(path))
    answers = reading.answers(today)
    if reading.faults:
        raise _unusable(path, [*reading.faults, *reading.not_there])
    if reading.not_there:
        raise MissingInputError(
            f"A file that {path} names is missing. "
            + " ".join(str(fault) for fault in reading.not_there),
            hint="Put it beside the answers file, or take its name out.",
        )
    return answers


def _unusable(path: Path, faults: list[Fault]) -> InputError:
    faults = sorted(faults, key=lambda fault: (fault.line or 0, fault.field))
    shown = [str(fault) for fault in faults[:MAX_FAULTS]]
    if len(faults) > MAX_FAULTS:
        shown.append(f"and {len(faults) - MAX_FAULTS} more.")
    return InputError(f"The answers file {path} cannot be used.", hint=HINT, faults=tuple(shown))


class _Reading:
    """One pass over a decoded document; collects faults instead of stopping at the first."""

    def __init__(self, document: TomlText, folder: Folder) -> None:
        self.faults: list[Fault] = []
        self.not_there: list[Fault] = []
        self._data, self._lines, self._folder = document.data, document.lines, folder

    def answers(self, today: date | None) -> Answers:
        self._unknown_keys()
        form = {name: SECTIONS[name](**self._section(name)) for name in FORM_SECTIONS}
        options = CollectOptions(**self._section("collect"))
        files = Files(**self._section("attachments")).files
        request = SupportRequest(request_id=self._request_id(), **form)
        self._add(problems(request, today=today))
        self._add(option_faults(options))
        if len(files) > MAX_ATTACHMENTS:
            self._fault("attachments.files", f"at most {MAX_ATTACHMENTS} files are possible.")
        attachments = self._files("attachments.files", files[:MAX_ATTACHMENTS])
        copies = self._files("collect.kernel_log", options.kernel_log[:MAX_ATTACHMENTS])
        rescued = self._files("collect.rescued", tuple(filter(None, (options.rescued,))))
        return Answers(
            request=request,
            collect=replace(
                options,
                kernel_log=tuple(map(str, copies)),
                rescued=str(rescued[0]) if rescued else "",
                install_dir=_joined(request.product.install_dir, options.install_dir),
            ),
            attachments=attachments,
        )

    def _unknown_keys(self) -> None:
        for name in self._data.keys() - SECTIONS.keys() - set(TOP_LEVEL):
            self._unknown(name, "", (*SECTIONS, *TOP_LEVEL))

    def _request_id(self) -> str:
        known = Field("request_id", str, "")
        return str(self._value(known, self._data.get("request_id", "")))

    def _section(self, name: str) -> dict[str, Any]:
        """What the section says, each value of its field's type; a value at fault is left out."""
        table, known = self._data.get(name, {}), fields_of(name)
        if not isinstance(table, dict):
            self._fault(name, f"[{name}] on a line of its own is expected.", FaultKind.TYPE)
            return {}
        for key in table.keys() - known.keys():
            self._unknown(key, name, known)
        return {key: self._value(known[key], table[key]) for key in table if key in known}

    def _value(self, known: Field, value: object) -> object:
        if isinstance(value, str) and value == PLACEHOLDERS.get(known.path):
            sentence = f'the template\'s "{value}" is still here; replace it.'
            self._fault(known.path, sentence, FaultKind.PLACEHOLDER)
            return known.default
        try:
            return known.read(value)
        except WrongTypeError as error:
            self._fault(known.path, str(error), FaultKind.TYPE)
            return known.default

    def _unknown(self, key: str, section: str, known: Iterable[str]) -> None:
        path = f"{section}.{key}" if section else key
        if len(self.faults) > MAX_FAULTS:  # nobody reads on; guessing what was meant takes time
            self._fault(path, "this key is not known.", FaultKind.UNKNOWN_KEY)
            return
        elsewhere = [other for other in SECTIONS if other != section and key in fields_of(other)]
        if meant := did_you_mean(key, known):
            hint = f" Did you mean {meant}?"
        elif elsewhere:
            hint = f" It belongs in [{elsewhere[0]}]."
        else:
            hint = ""
        self._fault(path, f"this key is not known.{hint}", FaultKind.UNKNOWN_KEY)

    def _files(self, path: str, names: tuple[str, ...]) -> tuple[Path, ...]:
        found: dict[Path, None] = {}
        for name in names:
            try:
                found[self._folder.file(name)] = None
            except OutsideError as error:
                self._fault(path, f"{_shown(name)}: {error}", FaultKind.PATH)
            except NotThereError as error:
                sentence = f"{_shown(name)}: {error}"
                self.not_there.append(Fault(path, sentence, self._line(path), FaultKind.PATH))
        return tuple(found)

    def _add(self, faults: tuple[Fault, ...]) -> None:
        """Add what the form's own checks found, except where the reader said it already."""
        told = {fault.field for fault in self.faults}
        self.faults += [
            replace(fault, line=self._line(fault.field))
            for fault in faults
            if fault.field not in told
        ]

    def _fault(self, path: str, sentence: str, kind: FaultKind = FaultKind.FORM) -> None:
        self.faults.append(Fault(_shown(path, quotes=False), sentence, self._line(path), kind))

    def _line(self, path: str) -> int | None:
        """The line of the key, else that of its table."""
        return self._lines.get(path) or self._lines.get(path.rpartition(".")[0])


def _joined(folder: str, more: tuple[str, ...]) -> tuple[str, ...]:
    return (folder, *more) if folder and folder not in more else more


def _shown(text: str, *, quotes: bool = True) -> str:
    """A text of a stranger, fit for a terminal."""
    clean = "".join(character if character.isprintable() else "�" for character in text[:120])
    return f'"{clean}"' if quotes else clean
