"""No class of Qt, and no widget of ours, is made by a thread that is not the GUI's."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

from collector import gui
from collector.gui.qt_names import NAMES, make

_LOOK = """
import importlib, json, sys
from collector.gui import app, window
before = set(sys.modules)
import collector.gui.warm as warm
for name in warm.FOR_THE_PAGES:
    importlib.import_module(name)
by_worker = set(sys.modules) - before
before |= by_worker
from collector.gui import pages
names = list(pages.loading())
by_pages = set(sys.modules) - before
print(json.dumps([sorted(by_worker), sorted(by_pages), names]))
"""


def test_every_class_that_the_app_imports_is_made_before_a_worker_runs() -> None:
    imported: dict[str, set[str]] = {module: set() for module in NAMES}
    for path in Path(gui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                package, _, module = node.module.partition(".")
                if package == "PySide6" and module in imported:
                    imported[module].update(each.name for each in node.names)
    assert {module: set(names.split()) for module, names in NAMES.items()} == imported
    make()


def test_the_worker_imports_what_pages_stand_on_and_the_gui_thread_only_pages() -> None:
    """A widget's class that comes into being while Qt paints can end the app."""
    done = subprocess.run(
        [sys.executable, "-c", _LOOK], capture_output=True, check=True, timeout=120
    )
    by_worker, by_pages, pages = json.loads(done.stdout)
    assert not [each for each in by_worker if each.startswith(("PySide6", "collector.gui.pages"))]
    assert set(pages) <= set(by_pages) | {"collector.gui.pages.start"}
    late = {each for each in by_pages if not each.startswith("collector.gui.")}
    assert {each for each in late if each.split(".")[0] not in sys.stdlib_module_names} == set()
