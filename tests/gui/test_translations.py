"""Every text can be translated, German is complete, and the catalogues are those of the code."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QDate, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from collector.gui.language import available, choose, install, own_name
from tests.gui import catalogues
from tests.gui.catalogues import FOLDER, PSEUDO, SHIPPED, Message, messages
from tests.gui.pseudo import pseudo

pytestmark = pytest.mark.posix("the tools that make catalogues, here")
HINT = "run: make translations, and translate what it names in resources/translations/*.ts"


@pytest.fixture
def speak(qapp: QApplication) -> Iterator[Callable[..., str]]:
    yield lambda *wanted: install(qapp, *wanted)
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(QLocale.system())
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize("code", SHIPPED)
def test_catalogues_hold_exactly_the_texts_that_are_in_the_code(code: str, tmp_path: Path) -> None:
    for one in SHIPPED:
        shutil.copy(FOLDER / f"collector_{one}.ts", tmp_path)
    catalogues.update(tmp_path)
    committed = {message.key for message in messages(FOLDER / f"collector_{code}.ts")}
    current = {message.key for message in messages(tmp_path / f"collector_{code}.ts")}
    assert (current - committed, committed - current) == (set(), set()), HINT


@pytest.mark.parametrize("code", SHIPPED)
def test_every_text_is_translated_with_its_plurals_and_placeholders(code: str) -> None:
    assert list(catalogues.faults(FOLDER / f"collector_{code}.ts")) == [], HINT


@pytest.mark.parametrize("code", SHIPPED)
def test_the_compiled_catalogue_says_what_its_source_says(qapp: QApplication, code: str) -> None:
    translator = QTranslator()
    assert translator.load(f"collector_{code}", str(FOLDER))
    wrong = [
        message.source
        for message in messages(FOLDER / f"collector_{code}.ts")
        if _said(translator, message) != set(message.forms)
    ]
    assert wrong == [], HINT


def _said(translator: QTranslator, message: Message) -> set[str | None]:
    counts = (1, 2) if message.plural else (-1,)
    return {
        translator.translate(message.context, message.source, message.comment or None, count)
        for count in counts
    }


def test_a_language_that_is_unknown_falls_back_to_the_systems_and_then_to_english() -> None:
    there = ("en", "de")
    assert choose("de", ["en-US"], there) == "de"
    assert choose("", ["fr-FR", "de-AT", "en"], there) == "de"
    assert choose("", ["C"], there) == "en"
    assert choose("xx", [], there) == "en"


def test_german_speaks_german_to_its_dates_and_buttons(speak: Callable[..., str]) -> None:
    assert speak("de") == "de"
    assert QLocale().toString(QDate(2026, 3, 1), QLocale.FormatType.LongFormat) == (
        "Sonntag, 1. März 2026"
    )
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "Abbrechen"
    box.deleteLater()
    assert speak("en") == "en"
    assert QLocale().toString(QDate(2026, 3, 1), "MMMM") == "March"


def test_a_catalogue_that_is_written_anew_does_not_end_the_app(
    speak: Callable[..., str], tmp_path: Path
) -> None:
    for code in SHIPPED:
        shutil.copy(FOLDER / f"collector_{code}.qm", tmp_path)
    assert speak("de", tmp_path) == "de"
    for file in tmp_path.iterdir():
        file.write_bytes(b"")
    assert QCoreApplication.translate("Window", "Review") == "Durchsicht"


def test_languages_are_offered_by_the_name_their_speakers_use() -> None:
    assert available() == ("en", "de")
    assert [own_name(code) for code in available()] == ["English", "Deutsch"]


def test_the_pseudo_locale_reaches_every_text_twice_as_long(
    speak: Callable[..., str], tmp_path: Path
) -> None:
    folder = catalogues.make_pseudo(tmp_path)
    assert speak(PSEUDO, folder) == PSEUDO
    for message in messages(FOLDER / "collector_de.ts"):
        said = QCoreApplication.translate(
            message.context, message.source, message.comment or None, 2 if message.plural else -1
        )
        assert said == pseudo(message.source).replace("%n", "2" if message.plural else "%n")
        assert len(said) >= 2 * len(message.source) or message.plural


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("&Next", "[&Néxţ öñé]"),
        ("{n} of {m}", "[{n} öƒ {m} öñé ţŵöš]"),
        ("%n file(s)", "[%n ƒîļé(š) öñé ţŵöš]"),
        ("<b>A</b> &amp; B", "[<b>Å</b> &amp; B öñé ţŵöš ţĥŕéé]"),
    ],
)
def test_placeholders_markup_and_mnemonics_survive_it(text: str, changed: str) -> None:
    assert pseudo(text) == changed
