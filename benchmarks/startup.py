"""What opening the app costs, beside a bare PySide6 window with one label.

    python benchmarks/startup.py [--rounds 9] [--display] [--json]

Both are whole processes, from their start until the first paint of their window has been done, in
turns and in one run. The ratio of the medians of CPU time is what counts on a busy machine; that of
wall time stands beside it. Exits 1 above the threshold. `--display` uses the X server of DISPLAY
instead of Qt's offscreen platform.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MOST = 2.0
"""The aim: times the bare window."""

_SAY = """
import os, resource
def painted():
    import time
    print(time.time(), sum(resource.getrusage(resource.RUSAGE_SELF)[:2]), flush=True)
    os._exit(0)
"""

BARE = (
    _SAY
    + """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
class Window(QWidget):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, painted)
app = QApplication([])
window = Window()
QVBoxLayout(window).addWidget(QLabel("A label"))
window.show()
app.exec()
"""
)

APP = (
    _SAY
    + """
import sys
sys.argv = ["paragon-collector"]
from collector.__main__ import main
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
class First(QObject):
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint:
            QTimer.singleShot(0, painted)
        return False
app = QApplication(sys.argv)
first, run = First(app), QApplication.exec
def watched_run(*_app):
    for window in app.topLevelWidgets():
        window.installEventFilter(first)
    return run()
QApplication.exec = watched_run
sys.exit(main())
"""
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """Seconds from the start of the process to its first paint: on the clock, and of CPU."""

    wall: float
    cpu: float


def start(script: str, home: str, *, display: bool) -> Started:
    """Run one of the scripts in a process of its own."""
    environ = {**os.environ, "PARAGON_COLLECTOR_HOME": home, "PYTHONPATH": str(ROOT)}
    if not display:
        environ["QT_QPA_PLATFORM"] = "offscreen"
    began = time.time()
    done = subprocess.run(
        [sys.executable, "-c", script], env=environ, cwd=home, check=True, capture_output=True
    )
    painted, cpu = done.stdout.split()[-2:]
    return Started(wall=float(painted) - began, cpu=float(cpu))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9, help="after two that are thrown away")
    parser.add_argument("--display", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found: dict[str, list[Started]] = {"bare": [], "app": []}
    with tempfile.TemporaryDirectory() as home:
        for _ in range(options.rounds + 2):
            for name, script in (("bare", BARE), ("app", APP)):
                found[name].append(start(script, home, display=options.display))
    middle = {
        (name, what): statistics.median(getattr(one, what) for one in runs[2:])
        for name, runs in found.items()
        for what in ("cpu", "wall")
    }
    ratio = {what: middle["app", what] / middle["bare", what] for what in ("cpu", "wall")}
    if options.json:
        figures = {f"{name}_{what}_s": round(value, 4) for (name, what), value in middle.items()}
        print(json.dumps({**figures, **{f"ratio_{k}": round(v, 3) for k, v in ratio.items()}}))
    else:
        _table(middle, ratio)
    return int(ratio["cpu"] > MOST)


def _table(middle: dict[tuple[str, str], float], ratio: dict[str, float]) -> None:
    print("first paint, median      CPU ms   wall ms")
    for name, words in (("bare", "one label, bare"), ("app", "the app")):
        cpu, wall = (middle[name, what] * 1000 for what in ("cpu", "wall"))
        print(f"{words:22} {cpu:8.0f}  {wall:8.0f}")
    print(f"{'ratio':22} {ratio['cpu']:8.2f}  {ratio['wall']:8.2f}   (aim: at most {MOST})")


if __name__ == "__main__":
    sys.exit(main())
