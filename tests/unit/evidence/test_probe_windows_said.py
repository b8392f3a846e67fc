"""What Windows says through its programs and its event log, as the probes hand it on."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from collector.evidence.formats.event_xml import EventQuery
from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError, absent, refused
from collector.evidence.platforms import live_msinfo
from collector.evidence.platforms.asking import ask
from collector.evidence.platforms.facts import Locale
from collector.evidence.platforms.offline_windows import OfflineWindows
from collector.evidence.platforms.windows_console import REFUSALS
from collector.evidence.probe import Context, Probe
from collector.evidence.probes import (
    event_log,
    recovery_environment,
    shadow_copies,
    system_information,
)
from tests.unit.evidence.running import items, outcome
from tests.unit.evidence.test_format_console import INFO, WRITER, WRITERS, XML
from tests.unit.evidence.test_format_event_xml import record

PLACE = "\\\\?\\GLOBALROOT\\device\\harddisk0\\partition4\\Recovery\\WindowsRE"


class Said(OfflineWindows):
    """A running Windows whose programs and event log answer with what was recorded."""

    platform = "windows"

    def __init__(
        self, root: Path, said: dict[str, bytes], *, admin: bool = True, exit_code: int = 0
    ) -> None:
        super().__init__(root)
        self._said, self._admin, self._exit_code = said, admin, exit_code
        self.asked: list[tuple[str, ...]] = []

    def admin(self) -> bool:
        return self._admin

    def locale(self) -> Locale:
        return Locale(language="ru-RU", code_pages=("cp1251", "cp866"))

    def ask(
        self, argv: tuple[str, ...], seconds: float = 30.0, refusals: Collection[int] = ()
    ) -> bytes:
        self.asked.append(argv)
        found = self._said.get(argv[-1])
        if found is None:
            raise absent("not installed")
        if self._exit_code in refusals:
            raise refused(f"exit code {self._exit_code}")
        return found

    def event_records(self, query: EventQuery) -> Iterator[str]:
        if query.channel != "System":
            raise absent(f"this Windows has no event log {query.channel}")
        yield record("Ntfs", 55, 2, "2026-11-20T08:00:00Z")
        yield "<Event>damaged"
        yield record("disk", 7, 2, "2026-11-22T10:00:00Z")
        yield record("Kestrel", 1, 2, "2026-11-22T10:00:00Z")
        yield record("disk", 7, 2, "2026-01-01T10:00:00Z")


def states(probe: Probe, machine: Said) -> dict[str, Status]:
    found = items(probe, Context(machine=machine))
    return {name: outcome(item)[0] for name, item in found.items()}


def test_shadow_copies_in_the_code_page_of_the_console(tmp_path: Path) -> None:
    printed = WRITERS["cp866"].replace("{w}", WRITER).replace("{i}", WRITER).encode("cp866")
    machine = Said(tmp_path, {"writers": printed, "shadowstorage": b"none are set up"})
    found = items(shadow_copies.PROBE, Context(machine=machine))
    _, (writer,) = outcome(found["writers"])
    assert (writer["writer"], writer["state"], writer["state_text"]) == (
        "System Writer", 7, "Сбой",
    )  # fmt: skip
    assert outcome(found["providers"])[0] is Status.ABSENT
    assert outcome(found["shadowstorage"]) == (Status.COLLECTED, [])
    assert machine.asked[0][1:] == ("list", "writers")


def test_without_an_administrator_nothing_is_started(tmp_path: Path) -> None:
    machine = Said(tmp_path, {}, admin=False)
    assert set(states(shadow_copies.PROBE, machine).values()) == {Status.REFUSED}
    assert states(recovery_environment.PROBE, machine)["state"] is Status.REFUSED
    assert machine.asked == []


DENIED = [b"Access is denied.", "Отказано в доступе.".encode("cp866")]


@pytest.mark.parametrize("said", DENIED)
def test_what_is_not_understood_is_a_fault_with_its_own_words(tmp_path: Path, said: bytes) -> None:
    machine = Said(tmp_path, {"writers": said, "/info": said})
    assert outcome(items(shadow_copies.PROBE, Context(machine=machine))["writers"]) == (
        Status.FAILED, f"vssadmin lists no writers: {said.decode('cp866')}",
    )  # fmt: skip
    assert states(recovery_environment.PROBE, machine)["state"] is Status.FAILED


@pytest.mark.parametrize("said", DENIED)
@pytest.mark.parametrize(
    ("number", "exit_code"),
    [("", 5), ("", 740), ("", 0x80070005), (" (0x80070005)\r\n", 2), (": 5\r\n.", 1), (": 0x5", 1)],
)
def test_a_program_that_wants_more_rights_is_refused_in_any_language(
    tmp_path: Path, said: bytes, number: str, exit_code: int
) -> None:
    words = said + number.encode()
    machine = Said(tmp_path, {"writers": words, "/info": words}, exit_code=exit_code)
    assert states(shadow_copies.PROBE, machine)["writers"] is Status.REFUSED
    assert states(recovery_environment.PROBE, machine)["state"] is Status.REFUSED


def test_a_writer_whose_last_error_is_a_refusal_is_told_all_the_same(tmp_path: Path) -> None:
    printed = WRITERS["cp866"].replace("{w}", WRITER).replace("{i}", WRITER)
    machine = Said(tmp_path, {"writers": f"{printed}\r\n0x80070005\r\n".encode("cp866")})
    assert states(shadow_copies.PROBE, machine)["writers"] is Status.COLLECTED


def test_the_exit_code_of_a_real_program_decides() -> None:
    argv = (sys.executable, "-c", "print('no'); raise SystemExit(5)")
    assert ask(argv, 60).strip() == b"no"
    with pytest.raises(NotCollectedError, match="exit code 5") as refusal:
        ask(argv, 60, REFUSALS)
    assert refusal.value.status is Status.REFUSED


def test_the_recovery_environment_by_its_file_and_by_its_program(tmp_path: Path) -> None:
    file = tmp_path / "windows" / "SYSTEM32" / "Recovery" / "ReAgent.xml"
    file.parent.mkdir(parents=True)
    file.write_text(XML.replace("{guid}", "{1}"), encoding="utf-8")
    info = INFO["ru"].replace("{p}", PLACE).replace("{g}", "1").encode("cp866")
    found = items(recovery_environment.PROBE, Context(machine=Said(tmp_path, {"/info": info})))
    assert outcome(found["configured"])[1]["offset"] == 1048576
    assert outcome(found["state"])[1]["partition"] == 4
    file.write_text("<x/>", encoding="utf-8")
    assert outcome(found["configured"])[0] is Status.FAILED


def test_events_of_the_providers_that_matter_newest_first(tmp_path: Path) -> None:
    since = datetime(2026, 11, 1, tzinfo=UTC)
    context = Context(machine=Said(tmp_path, {}), since=since)
    found = {name: outcome(item) for name, item in items(event_log.PROBE, context).items()}
    assert [(row["provider"], row["id"]) for row in found["system"][1]] == [
        ("disk", 7),
        ("Ntfs", 55),
    ]
    assert found["application"][0] is Status.ABSENT


def test_a_report_that_a_killed_run_left_in_clear_is_swept_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    old, new = tmp_path / "paragon-msinfo-old", tmp_path / "paragon-msinfo-new"
    for folder in (old, new):
        folder.mkdir()
        (folder / "report.nfo").write_text("secret", encoding="utf-8")
    os.utime(old, (1, 1))
    machine = Said(tmp_path / "root", {})
    found = items(system_information.PROBE, Context(machine=machine))
    assert outcome(found["msinfo32.nfo"])[0] is Status.NOT_APPLICABLE
    assert [each.name for each in tmp_path.iterdir()] == ["paragon-msinfo-new"]


def test_msinfo32_is_taken_from_the_folders_of_windows_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("msinfo32", "msinfo32.exe"):
        (tmp_path / name).write_text("")
        (tmp_path / name).chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("SYSTEMROOT", "CommonProgramW6432", "CommonProgramFiles"):
        monkeypatch.setenv(name, str(tmp_path / "Windows"))
    with pytest.raises(NotCollectedError, match="not installed") as refusal:
        live_msinfo.save(tmp_path / "report.nfo", 5.0)
    assert refusal.value.status is Status.ABSENT
