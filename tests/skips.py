"""What a test needs that not every system has is a marker; on Windows each skip must be listed.

The list stands under "Skipped on Windows" in CONTRIBUTING.md: an entry for each file, with the
names of its tests or `*`. A skip that it does not name fails the run, and a name in it that is
skipped no more is told.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from tests.systems import WINDOWS, links_work, wine

LIST = Path(__file__).parents[1] / "CONTRIBUTING.md"
_HEADING = "### Skipped on Windows\n"
_NAMED = re.compile(r"`((?:test_\w*)?\*?)`")
_MARKERS = (
    "posix(what): needs what only POSIX has",
    "links: needs symbolic links",
    "beyond_wine(what): needs what Wine lacks",
)


def pytest_configure(config: pytest.Config) -> None:
    for each in _MARKERS:
        config.addinivalue_line("markers", each)
    if WINDOWS and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Ledger())


def pytest_runtest_setup(item: pytest.Item) -> None:
    if WINDOWS and (posix := item.get_closest_marker("posix")):
        pytest.skip(f"only POSIX has it: {posix.args[0]}")
    if item.get_closest_marker("links") and not links_work():
        pytest.skip("no symbolic links here")
    if wine() and (lacking := item.get_closest_marker("beyond_wine")):
        pytest.skip(f"Wine lacks it: {lacking.args[0]}")


def lacking(reason: str) -> NoReturn:
    """Skip what this machine cannot run. In CI it has to be there; on Windows the list decides."""
    if os.environ.get("CI") and not WINDOWS:
        pytest.fail(reason)
    pytest.skip(reason)


class Ledger:
    """Compares what was skipped with what CONTRIBUTING.md lists."""

    def __init__(self) -> None:
        self.skipped: dict[str, str] = {}
        self.ran: set[str] = set()
        self._listed = list(listed(LIST.read_text("utf-8")))
        self._patterns = [re.compile(re.escape(row).replace(r"\*", ".*")) for row in self._listed]

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.skipped:
            self.skipped[report.nodeid] = _reason(report)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped and not hasattr(report, "wasxfail"):
            self.skipped[_plain(report.nodeid)] = _reason(report)
        elif report.when == "call":
            self.ran.add(_plain(report.nodeid))

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self._unlisted() and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        for name in self._unlisted():
            reason = self.skipped[name]
            terminalreporter.write_line(f"SKIPPED, NOT LISTED in {LIST.name}: {name}: {reason}")
        for row in self._stale():
            terminalreporter.write_line(f"listed in {LIST.name}, but not skipped: {row}")

    def _unlisted(self) -> list[str]:
        return sorted(
            name for name in self.skipped if not any(p.fullmatch(name) for p in self._patterns)
        )

    def _stale(self) -> list[str]:
        """Rows whose tests all ran, or are not in their file any more."""
        files = {name.partition("::")[0] for name in (*self.skipped, *self.ran)}
        return [
            row
            for row, pattern in zip(self._listed, self._patterns, strict=True)
            if row.partition("::")[0] in files
            and not any(pattern.fullmatch(name) for name in self.skipped)
        ]


def listed(text: str) -> Iterator[str]:
    """Each name in the list: `tests/unit/core/test_paths.py::test_a_folder_that_is_private`."""
    for entry in text.partition(_HEADING)[2].partition("\n#")[0].split("\n- "):
        file, _, names = entry.lstrip("- \n").partition(":")
        yield from (f"{file.strip('`')}::{name}" for name in _NAMED.findall(names) if name)


def _plain(nodeid: str) -> str:
    """Without parameters: a row names a test, not its cases."""
    return nodeid.partition("[")[0].replace("\\", "/")


def _reason(report: pytest.CollectReport | pytest.TestReport) -> str:
    where = report.longrepr
    return str(where[2]) if isinstance(where, tuple) else str(where)
