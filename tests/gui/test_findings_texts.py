"""What a finding says in the app is what its rule says, so that a translation fits both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from collector.bundle.finding import Finding
from collector.core.errors import ConfigurationError, NowhereToWriteError
from collector.findings.evaluate import OF_EVALUATION
from collector.findings.registry import texts
from collector.gui import language
from collector.gui.texts.errors import error_words, reason_words
from collector.gui.texts.finding_values import value_words
from collector.gui.texts.findings import finding_words, known_findings
from collector.gui.widgets.back_up import BackUpFirst
from collector.gui.widgets.noticed import EarlyNotes
from collector.srs.faults import CertificateError, TryLaterError
from collector.workflow.draft_store import DraftInUseError
from tests.findings_bundles import bundle_with, findings_in
from tests.findings_samples import SAMPLES

_VALUES = re.compile(r"\{(\w+)\}")


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    language.install(qapp, "de")
    yield
    language.install(qapp, "en")
    QLocale.setDefault(QLocale.system())


def test_the_app_knows_every_finding_by_the_same_words(qapp: QApplication) -> None:
    every = (*texts().values(), *OF_EVALUATION)
    said = {text.id: (text.customer, text.advice) for text in every}
    assert known_findings() == said


@pytest.mark.usefixtures("german")
def test_every_finding_is_said_in_german_with_its_values() -> None:
    for text in (*texts().values(), *OF_EVALUATION):
        names = _VALUES.findall(text.customer + text.advice + text.engineer)
        finding = text.finding(**{name: f"<{name}>" for name in names})
        customer, advice = finding_words(finding)
        assert customer != finding.customer, text.id
        for english, german in ((text.customer, customer), (text.advice, advice)):
            assert set(re.findall(r"<\w+>", german)) == {f"<{n}>" for n in _VALUES.findall(english)}


@pytest.mark.usefixtures("german")
def test_a_finding_of_a_newer_version_is_said_in_english() -> None:
    text = next(iter(texts().values()))
    unknown = Finding(
        id="from-tomorrow", severity=text.severity, customer="New.", engineer="", advice="Wait."
    )
    assert finding_words(unknown) == ("New.", "Wait.")


@pytest.mark.usefixtures("german")
def test_errors_are_said_in_german_with_the_english_sentence_as_details() -> None:
    heading, more = error_words(CertificateError("The certificate of x is not trusted."))
    assert heading == "Dem Zertifikat des Support-Servers wird nicht vertraut."
    assert "Einstellungen" in more
    heading, more = error_words(ConfigurationError("No."))
    assert "Einstellungen" in heading
    assert more.endswith("auf Englisch: No.")


@pytest.mark.usefixtures("german")
def test_a_disk_that_must_be_backed_up_is_said_above_every_page(qtbot: QtBot) -> None:
    text = texts()["disk-failing"]
    holder = QWidget()
    qtbot.addWidget(holder)
    note = BackUpFirst(holder)
    assert note.isHidden()
    found = (text.finding(disk="sda", model="x", what="y"),)
    note.show_findings(found)
    assert not note.isHidden()
    assert note.heading.text() == finding_words(found[0])[0]
    assert "sda" in note.heading.text()
    assert note.more.text() == finding_words(found[0])[1]
    button = note.findChild(QPushButton, "window.back_up.close")
    assert button is not None
    button.click()
    note.show_findings(found)
    assert note.isHidden()  # closed, and nothing new
    note.show_findings((*found, text.finding(disk="sdb", model="x", what="y")))
    assert not note.isHidden()
    assert "sdb" in note.heading.text()
    note.show_findings(())
    assert note.isHidden()


def test_a_number_that_changes_opens_no_note_that_was_closed(qtbot: QtBot) -> None:
    text = texts()["disk-failing"]
    holder = QWidget()
    qtbot.addWidget(holder)
    note = BackUpFirst(holder)
    note.show_findings((text.finding(disk="sda", model="x", what="y"),))
    note.findChild(QPushButton, "window.back_up.close").click()  # type: ignore[union-attr]
    note.show_findings((text.finding(disk="sda", model="x", what="now 2 sectors"),))
    assert note.isHidden()


@pytest.mark.usefixtures("german")
def test_every_severe_finding_is_said_above_the_pages_before_the_review(qtbot: QtBot) -> None:
    """Severe, and no "back up first": a calm note of its own, its advice behind a button."""
    holder = QWidget()
    qtbot.addWidget(holder)
    early = EarlyNotes(holder)
    failing = texts()["disk-failing"].finding(disk="sda", model="x", what="y")
    text = texts()["partition-table-damaged"]
    damaged = [text.finding(disk=f"sd{n}", style="GPT", problems="x") for n in "abcd"]
    early.show_findings((failing, *damaged[:1]))
    note = early.noticed
    assert not early.back_up.isHidden()
    assert not note.isHidden()
    assert note.heading.text() == finding_words(damaged[0])[0]
    assert note.more.isHidden()
    button = note.findChild(QPushButton, "window.noticed.advice")
    assert button is not None
    button.click()
    assert note.more.text() == finding_words(damaged[0])[1]
    early.show_findings((failing, *damaged))
    assert [one for one in damaged if finding_words(one)[0] in note.more.text()] == damaged[:3]
    assert note.more.text().endswith("Alle übrigen stehen auf der Seite „Durchsicht“.")
    early.at("review")
    assert note.isHidden()  # they stand on that page
    early.show_findings((failing, *damaged[:2]))
    assert note.isHidden()
    early.at("contact")
    assert not note.isHidden()
    early.show_findings((failing,))
    assert note.isHidden()


@pytest.mark.beyond_wine("fonts to measure")
def test_notes_have_the_height_of_their_words_and_leave_room_to_the_page(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(700, 600)
    column = QVBoxLayout(window)
    early = EarlyNotes(window)
    column.addWidget(early)
    column.addWidget(QWidget(), 1)
    window.show()
    assert early.isHidden()
    text = texts()["partition-table-damaged"]
    early.show_findings((text.finding(disk="sda", style="GPT", problems="x"),))
    qtbot.waitUntil(lambda: early.noticed.height() == early.height())
    button = early.noticed.findChild(QPushButton, "window.noticed.advice")
    assert button is not None
    assert button.geometry().bottom() < early.height()
    many = [text.finding(disk="d" * 190 + str(n), style="GPT", problems="x") for n in range(3)]
    early.show_findings(tuple(many))
    button.click()
    window.resize(300, 500)
    qtbot.waitUntil(lambda: early.verticalScrollBar().maximum() > 0)
    assert early.height() <= 200


@pytest.mark.usefixtures("german")
def test_why_something_waits_is_said_in_german() -> None:
    assert reason_words("UnreachableError", "No route.") == (
        "Der Server von Paragon ist gerade nicht erreichbar."
    )
    assert reason_words("RefusedBySrsError", "No.").endswith("auf Englisch: No.")
    assert reason_words("", "Of an older version.") == "Of an older version."
    heading, more = error_words(DraftInUseError("This draft is open.", hint="`outbox send`"))
    assert heading == "Dieser Entwurf ist in einem anderen Fenster geöffnet."
    assert "Englisch" not in more


def test_advice_to_who_types_commands_is_not_given_in_the_app(qapp: QApplication) -> None:
    language.install(qapp, "en")
    error = TryLaterError("Busy.", hint="Later: `outbox send` sends it.")
    assert error_words(error) == ("Busy.", "It is tried again by itself while this program runs.")
    assert error_words(NowhereToWriteError("Full.", hint="Free some.")) == ("Full.", "Free some.")


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("a dynamic disk of Windows", "einem dynamischen Datenträger von Windows"),
        ("Partition 2 of the disk sda", "Partition 2 des Datenträgers sda"),
        ("The disk sda", "Datenträger sda"),
        ("disk 1", "Datenträger 1"),
        ("sda and sdb", "sda und sdb"),
        ("335.5 MB", "335,5 MB"),
        ("10.1.25.1137", "10.1.25.1137"),
        ("C:\\", "C:\\"),
    ],
)
def test_words_that_stand_for_a_value_are_german_and_names_stay(value: str, said: str) -> None:
    assert value_words(value) == said


@pytest.mark.usefixtures("german")
def test_no_german_sentence_has_english_words_in_it(tmp_path: Path) -> None:
    """But for what a product or a maker calls a thing."""
    for name, (hit, _miss) in SAMPLES.items():
        for one in findings_in(bundle_with(hit, tmp_path / f"{name}.zip")):
            said = " ".join(finding_words(one))
            assert not re.search(r"\b(the|of|is|and|not|a|by)\b", said), said
