"""What Windows says through its programs and its event log, as the probes hand it on."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from collector.evidence.formats.event_xml import EventQuery
from collector.evidence.model import Status
from collector.evidence.platforms import live_msinfo
from collector.evidence.platforms.facts import Locale
from collector.evidence.platforms.offline_windows import OfflineWindows
from collector.evidence.probe import Context, NotCollectedError, Probe, absent
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

    def __init__(self, root: Path, said: dict[str, bytes], *, admin: bool = True) -> None:
        super().__init__(root)
        self._said, self._admin = said, admin
        self.asked: list[tuple[str, ...]] = []

    def admin(self) -> bool:
        return self._admin

    def locale(self) -> Locale:
        return Locale(language="ru-RU", code_pages=("cp1251", "cp866"))

    def ask(self, argv: tuple[str, ...], seconds: float = 30.0) -> bytes:
        self.asked.append(argv)
        found = self._said.get(argv[-1])
        if found is None:
            raise absent("not installed")
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


@pytest.mark.parametrize("said", [b"Access is denied.", "Отказано в доступе.".encode("cp866")])
def test_a_program_that_refuses_is_a_fault_with_its_own_words(tmp_path: Path, said: bytes) -> None:
    found = items(shadow_copies.PROBE, Context(machine=Said(tmp_path, {"writers": said})))
    status, reason = outcome(found["writers"])
    assert status is Status.FAILED
    assert said.decode("cp866") in reason


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
