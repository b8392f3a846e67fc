"""No class of Qt is made by a thread that is not the GUI's."""

from __future__ import annotations

import ast
from pathlib import Path

from collector import gui
from collector.gui.qt_names import NAMES, make


def test_every_class_that_the_app_imports_is_made_before_a_worker_imports_pages() -> None:
    imported: dict[str, set[str]] = {module: set() for module in NAMES}
    for path in Path(gui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                package, _, module = node.module.partition(".")
                if package == "PySide6" and module in imported:
                    imported[module].update(each.name for each in node.names)
    assert {module: set(names.split()) for module, names in NAMES.items()} == imported
    make()
