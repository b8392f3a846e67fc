"""The translation catalogues: brought up to date, compiled, and judged.

    python -m tests.gui.catalogues      # what `make translations` does

`resources/translations` holds a `.ts` (for Qt Linguist or any editor) and its compiled `.qm` per
language, both committed: neither a checkout nor a wheel needs a tool to speak a language.
`collector_en.ts` holds plural forms only. The pseudo-locale is made from German's list of texts.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.gui.pseudo import pseudo

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "translations"
PSEUDO = "eo"  # a language that Qt knows, reads left to right and that we do not offer
SHIPPED = ("de", "en")
_ARGUMENTS = re.compile(r"\{[^{}]*\}|%n|%L?\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One text of a catalogue; `forms` has one entry, or one per plural form."""

    context: str
    source: str
    comment: str
    plural: bool
    finished: bool
    forms: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str, str, bool]:
        return self.context, self.source, self.comment, self.plural


def main() -> None:
    """Bring every catalogue up to date, compile it, and say what is missing."""
    update(FOLDER)
    for code in SHIPPED:
        compile_(FOLDER / f"collector_{code}.ts")
    make_pseudo(ROOT / "build" / "translations")
    for code in SHIPPED:
        for fault in faults(FOLDER / f"collector_{code}.ts"):
            print(f"{code}: {fault}")


def update(folder: Path) -> None:
    """What is in the code now: new texts come in unfinished, texts that are gone go."""
    sources = sorted(str(file) for file in (ROOT / "collector" / "gui").rglob("*.py"))
    for code in SHIPPED:
        plural = ["-pluralonly"] if code == "en" else []
        _tool(
            "lupdate", "-no-obsolete", "-locations", "none", "-source-language", "en",
            "-target-language", code, *plural, *sources,
            "-ts", str(folder / f"collector_{code}.ts"),
        )  # fmt: skip


def compile_(catalogue: Path, to: Path | None = None) -> Path:
    """The `.qm` of a `.ts`: finished texts only, so that an unfinished one stays English."""
    made = to or catalogue.with_suffix(".qm")
    new = made.with_suffix(".qm-new")
    _tool("lrelease", "-nounfinished", "-silent", str(catalogue), "-qm", str(new))
    new.replace(made)  # an app that runs has the old one mapped into its memory
    return made


def make_pseudo(folder: Path) -> Path:
    """A catalogue of texts twice as long, with accents, beside the shipped ones; its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for code in SHIPPED:
        shutil.copy(FOLDER / f"collector_{code}.qm", folder)
    tree = ET.parse(FOLDER / "collector_de.ts")
    tree.getroot().set("language", PSEUDO)
    for message in tree.iter("message"):
        text, translation = message.findtext("source", ""), message.find("translation")
        assert translation is not None
        translation.attrib.pop("type", None)
        for form in translation.findall("numerusform") or [translation]:
            form.text = pseudo(text)
    tree.write(folder / f"collector_{PSEUDO}.ts", encoding="utf-8", xml_declaration=True)
    compile_(folder / f"collector_{PSEUDO}.ts")
    return folder


def messages(catalogue: Path) -> Iterator[Message]:
    for context in ET.parse(catalogue).iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = translation.findall("numerusform") or [translation]
            yield Message(
                context=context.findtext("name", ""),
                source=message.findtext("source", ""),
                comment=message.findtext("comment", ""),
                plural=message.get("numerus") == "yes",
                finished=translation.get("type") is None,
                forms=tuple(form.text or "" for form in forms),
            )


def faults(catalogue: Path) -> Iterator[str]:
    """What a translator still has to do, or did wrong."""
    for message in messages(catalogue):
        name = f"{message.context}: {message.source[:60]!r}"
        if not message.finished or not all(message.forms):
            yield f"{name} is not translated"
            continue
        if not message.context:
            yield f'{name} has no context: write translate("Context", …) outside a class'
        for form in message.forms:
            if lost := _lost(message, form):
                yield f"{name} has other placeholders: {lost}"
            if message.source[-1:].isspace() != form[-1:].isspace():
                yield f"{name} ends with a space on one side only"
            if ("&" in message.source.replace("&&", "")) != ("&" in form.replace("&&", "")):
                yield f"{name} has a mnemonic on one side only"


def _lost(message: Message, form: str) -> str:
    """Placeholders on one side only; a form for one may write the number out: "eine Datei"."""
    there, here = (sorted(_ARGUMENTS.findall(text)) for text in (message.source, form))
    if message.plural:
        there, here = ([one for one in side if one != "%n"] for side in (there, here))
    return "" if there == here else f"{there} became {here}"


def _tool(name: str, *arguments: str) -> None:
    """Run one of the Qt tools that come with PySide6, by the interpreter that runs us."""
    call = f"import sys; from PySide6.scripts.pyside_tool import {name}; sys.exit({name}())"
    done = subprocess.run(
        [sys.executable, "-c", call, *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{name} failed: {done.stdout}{done.stderr}")


if __name__ == "__main__":
    main()
