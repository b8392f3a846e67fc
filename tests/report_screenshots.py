"""Pictures of the page and of the terminal for the README, from real bundles through real commands.

python -m tests.report_screenshots [docs]       writes report.png, report-map.png, inspect.svg
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

from tests import report_bundles
from tests.browser import Listener, browser

ROOT = Path(__file__).resolve().parents[1]
_COMMAND = "paragon-collector inspect new.zip --compare old.zip"
_COLUMNS, _FINDINGS, _CHANGES, _LETTER, _LINE = 118, 20, 14, 7.2, 17
_LIMIT = 150_000
_COLOURS = (("BACK UP FIRST", "#ff8a80"), ("  error", "#ff9d94"), ("  warning", "#ffc069"),
            ("  note", "#9cc7f2"), ("  !", "#ffc069"), ("$", "#9ed8c1"))  # fmt: skip


def main(out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        report_bundles.write(report_bundles.old(), folder / "old.zip")
        report_bundles.write(report_bundles.new(), folder / "new.zip")
        said = _said(folder)
        (out / "inspect.svg").write_text(terminal(said), "utf-8")
        for file, data in _pictures(folder).items():
            assert len(data) < _LIMIT, f"{file} has {len(data)} bytes"
            (out / file).write_bytes(data)


def _said(folder: Path) -> list[str]:
    """What the command prints; it also writes the page."""
    command = [sys.executable, "-m", "collector", *_COMMAND.split()[1:], "--html", "report.html"]
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return done.stdout.splitlines()


def terminal(said: list[str]) -> str:
    """The lines as an SVG: findings from the top, then what changed on the machine."""
    findings = said[: said.index("Machine") - 1]
    changes = said[next(n for n, line in enumerate(said) if line.startswith("Changes since")) :]
    told = changes[: changes.index("")]
    machine = [line for line in told if " finding " not in line]
    lines = [f"$ {_COMMAND}", *findings[:_FINDINGS], "  …", "", *machine[:_CHANGES]]
    height = _LINE * len(lines) + 24
    rows = "\n".join(
        f'<text x="14" y="{28 + _LINE * place}" fill="{_colour(line)}">{escape(_cut(line))}</text>'
        for place, line in enumerate(lines)
    )
    width = int(_COLUMNS * _LETTER) + 28
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="Output of {escape(_COMMAND)}">\n'
        f'<rect width="{width}" height="{height}" rx="8" fill="#14171b"/>\n'
        '<g font-family="ui-monospace, DejaVu Sans Mono, Consolas, monospace" font-size="12">'
        f"\n{rows}\n</g>\n</svg>\n"
    )


def _cut(line: str) -> str:
    cut = line if len(line) <= _COLUMNS else line[: _COLUMNS - 1] + "…"
    return cut.replace(" ", "\u00a0")  # an SVG folds spaces


def _colour(line: str) -> str:
    start = line if line.startswith(("  !", "$")) else line[:20]
    return next((colour for word, colour in _COLOURS if word in start[:20]), "#e6e9ed")


def _pictures(folder: Path) -> dict[str, bytes]:
    listener = Listener()
    try:
        with browser(folder, listener) as tab:
            tab.call("Emulation.setDeviceMetricsOverride", width=920, height=760,
                     deviceScaleFactor=1, mobile=False)  # fmt: skip
            tab.open((folder / "report.html").as_uri())
            first = tab.picture(920, 760)
            tab.picture(1100, 900)
            tab.run("document.getElementById('map').scrollIntoView()")
            return {"report.png": first, "report-map.png": tab.picture(1100, 900)}
    finally:
        listener.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs")
