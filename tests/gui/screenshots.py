"""Pictures of every page, from a real X server, to look at as a designer would.

    python -m tests.gui.screenshots [--out FOLDER] [--page ID]… [--variant NAME]… [--quick]

Light and dark; English, German and the pseudo-locale; text at 100 % and at 200 %. A page that
scrolls has a picture of each screenful: `review-2.png`. The app in them talks to a real SRS.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from tests.gui.catalogues import PSEUDO, ROOT, make_pseudo
from tests.gui.desktop import x_server

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from collector.gui.theme import Scheme
    from collector.gui.window import Window

SCREEN = (1366, 768)
LANGUAGES = {"en": "english", "de": "german", PSEUDO: "pseudo"}
WAIT_S = 60.0
MOST = 12


def main(arguments: Sequence[str] | None = None) -> int:
    """Take all pictures in a process of its own, on a display of its own."""
    options = _parser().parse_args(arguments)
    if options.inside:
        _inside(options)
        return 0
    with tempfile.TemporaryDirectory() as home, x_server(f"{SCREEN[0]}x{SCREEN[1]}x24") as display:
        environ = {
            **os.environ,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "HOME": home,
            "LANG": "C.UTF-8",
            "PARAGON_COLLECTOR_HOME": str(Path(home) / "collector"),
        }
        command = [sys.executable, "-m", "tests.gui.screenshots", *sys.argv[1:], "--inside", home]
        done = subprocess.run(command, env=environ, cwd=ROOT, check=False)
    print(f"{len(list(options.out.rglob('*.png')))} pictures in {options.out}")
    return done.returncode


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make screenshots", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "screenshots")
    parser.add_argument("--page", action="append", default=[], help="only this page")
    parser.add_argument("--variant", action="append", default=[], help="such as german-dark-200")
    parser.add_argument("--quick", action="store_true", help="the same as english-light-100")
    parser.add_argument("--inside", default="", help=argparse.SUPPRESS)
    return parser


def _inside(options: argparse.Namespace) -> None:
    from PySide6.QtGui import QFont
    from PySide6.QtWidgets import QApplication

    from collector.gui.theme import Scheme
    from tests.gui.scene import Scene

    app = QApplication([])
    font = QFont(app.font())
    with Scene.prepared(app, Path(options.inside)) as scene:
        pseudo = make_pseudo(Path(options.inside) / "translations")
        wanted = ["english-light-100"] if options.quick else options.variant
        for code, scheme, percent in _variants(wanted, list(Scheme)):
            large = QFont(font)
            large.setPointSizeF(font.pointSizeF() * percent / 100)
            app.setFont(large)
            folder = options.out / _name(code, scheme, percent)
            folder.mkdir(parents=True, exist_ok=True)
            shoot = partial(_shoot, app, folder)
            scene.take(options.page, code=code, scheme=scheme, catalogues=pseudo, shoot=shoot)
            print(folder.relative_to(options.out.parent), flush=True)


def _variants(
    wanted: Sequence[str], schemes: Sequence[Scheme]
) -> Iterator[tuple[str, Scheme, int]]:
    for variant in product(LANGUAGES, schemes, (100, 200)):
        if not wanted or _name(*variant) in wanted:
            yield variant


def _name(code: str, scheme: Scheme, percent: int) -> str:
    return f"{LANGUAGES[code]}-{scheme}-{percent}"


def _shoot(app: QApplication, folder: Path, window: Window, page: str) -> None:
    """One picture, or one for each screenful of the page, of what the X server shows."""
    from PySide6.QtWidgets import QScrollArea

    area = window.findChild(QScrollArea, f"{page}.view")
    assert area is not None
    bar = area.verticalScrollBar()
    nth, place = 1, 0
    while True:
        bar.setValue(place)
        pause(app)
        picture = window.screen().grabWindow(window.winId())
        picture.save(str(folder / (f"{page}.png" if nth == 1 else f"{page}-{nth}.png")))
        if bar.value() >= bar.maximum() or nth == MOST:
            return
        nth, place = nth + 1, bar.value() + max(1, bar.pageStep() * 9 // 10)


def pause(app: QApplication, seconds: float = 0.15) -> None:
    """Let what was painted reach the X server."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        app.processEvents()


def until(app: QApplication, look: Callable[[], bool], what: str) -> None:
    """Run the app until `look` is true."""
    ends = time.monotonic() + WAIT_S
    while not look():
        if time.monotonic() > ends:
            raise SystemExit(f"waited {WAIT_S:.0f} s for {what}")
        app.processEvents()


if __name__ == "__main__":
    sys.exit(main())
