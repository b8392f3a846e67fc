"""The reasons that the app knows are those that the evidence gives."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import collector.evidence
from collector.core.resources import resource_path
from collector.gui.texts.reasons import gap_reason_words, reasons

CATALOGUE = resource_path("translations/collector_de.qm")


def _shapes() -> set[str]:
    """Every text in the code of the evidence, its variable parts as {}."""
    found: set[str] = set()
    for file in Path(collector.evidence.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                parts = [p.value if isinstance(p, ast.Constant) else "{}" for p in node.values]
                found.add("".join(map(str, parts)))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found


def test_each_reason_that_is_known_is_one_that_the_evidence_gives() -> None:
    assert {re.sub(r"{\w+}", "{}", reason) for reason in reasons()} - _shapes() == set()


def test_variable_parts_are_kept_and_unknown_reasons_stay() -> None:
    for reason in ("the program a{b} is not installed", "nobody knows {this}"):
        assert gap_reason_words(reason) == reason


def test_in_german_the_parts_are_german_and_names_stay(qtbot: QtBot) -> None:
    translator = QTranslator()
    assert translator.load(str(CATALOGUE))
    app = QApplication.instance()
    assert app is not None
    app.installTranslator(translator)
    try:
        assert gap_reason_words("the folder does not exist") == "der Ordner existiert nicht"
        assert "smartctl" in gap_reason_words("the program smartctl is not installed")
        assert gap_reason_words("the program smartctl is not installed").startswith("das Programm")
    finally:
        app.removeTranslator(translator)
