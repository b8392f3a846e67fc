"""A Windows that does not run answers as a live one would, from its files."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from collector.evidence import identity
from collector.evidence.formats.event_xml import EventQuery, events
from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms import open_machine
from collector.evidence.platforms.offline_windows import OfflineWindows
from collector.evidence.platforms.registry import Root, View, machine_text, text
from collector.evidence.probe import Context, File
from collector.evidence.probes import (
    boot_configuration,
    crash_dump_files,
    crash_dumps,
    hives,
    products,
    setup_logs,
)
from tests import windows_tree
from tests.unit.evidence.running import items, outcome

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
pytestmark = pytest.mark.links


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return windows_tree.write(tmp_path_factory.mktemp("windows"), NOW)


@pytest.fixture
def machine(tree: Path) -> OfflineWindows:
    found = open_machine(tree)
    assert isinstance(found, OfflineWindows)
    return found


def test_build_edition_and_code_pages_come_from_the_hives(machine: OfflineWindows) -> None:
    assert (machine.os().name, machine.os().build) == ("Windows 10 Pro", "19045.3803")
    assert machine.locale().code_pages == ("cp1252", "cp866")
    assert machine.time_zone().utc_offset_minutes == 60
    assert machine.firmware().mode == "UEFI"
    machine.hives().close()


def test_the_current_control_set_is_the_one_that_was_started(machine: OfflineWindows) -> None:
    page = r"SYSTEM\CurrentControlSet\Control\Nls\CodePage"
    assert machine_text(machine.registry(), page, "ACP") == "1252"
    other = page.replace("CurrentControlSet", "ControlSet001")
    assert machine_text(machine.registry(), other, "ACP") == "1251"
    machine.hives().close()


def test_programs_of_both_views_and_of_the_log_are_found(tree: Path) -> None:
    context = Context(machine=open_machine(tree))
    found = items(products.PROBE, context)
    told = repr({name: outcome(item) for name, item in found.items()})
    for name in ("17.13.1.6524", "10.1.25.813", "9.0.9.2500"):
        assert name in told


def test_the_view_of_32_bits_is_its_own(machine: OfflineWindows) -> None:
    path = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall"
    assert machine.registry().open(Root.MACHINE, path, View.WOW).subkeys() == ("{DB9}",)
    native = machine.registry().open(Root.MACHINE, path).subkeys()
    assert set(native) == {"{PM15}", "{HDM17}"}
    machine.hives().close()


def test_secrets_are_never_opened(machine: OfflineWindows) -> None:
    for name in ("SAM", "SECURITY", r"sam\SAM\Domains"):
        with pytest.raises(NotCollectedError) as caught:
            machine.registry().open(Root.MACHINE, name)
        assert caught.value.status is Status.REFUSED


def test_people_and_the_computer_are_known_before_anything_is_read(tree: Path) -> None:
    values = {name.value for name in identity.names_of(open_machine(tree))}
    assert {windows_tree.HOST, windows_tree.USER, windows_tree.OTHER, "192.168.77.31"} <= values


def test_the_state_of_each_hive_is_told(tree: Path) -> None:
    found = {name: outcome(i) for name, i in items(hives.PROBE, _context(tree)).items()}
    assert found["software"][1]["replayed"] == 1
    assert found["system"][1]["damage"] == []
    assert "ends before the size" in found["user-1"][1]["damage"][0]
    assert found["user-2"][0] is Status.ABSENT
    assert found["bcd00000000"][0] is Status.ABSENT


def test_the_boot_configuration_names_the_partition(tree: Path) -> None:
    place = tree / "Boot" / "BCD"
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(windows_tree.boot_store())
    try:
        status, entries = outcome(items(boot_configuration.PROBE, _context(tree))["entries"])
    finally:
        place.unlink()
    assert status is Status.COLLECTED
    assert windows_tree.DISK_GUID in repr(entries)
    assert "Windows boot loader" in repr(entries)


def test_a_crash_is_told_by_its_code_and_no_memory_is_read(tree: Path) -> None:
    status, dumps = outcome(items(crash_dumps.PROBE, _context(tree))["dumps"])
    assert status is Status.COLLECTED
    assert dumps[0]["bug_check"] == "0x0000007B"
    assert dumps[0]["parameters"][1] == "0xFFFFFFFFC0000034"
    assert dumps[0]["time"].startswith("2026-11-20")
    assert "SECRET" not in repr(dumps)


def test_the_newest_dumps_are_taken_as_they_are(tree: Path) -> None:
    before = _context(tree)
    found = {"crash_dumps": {"dumps": outcome(items(crash_dumps.PROBE, before)["dumps"])[1]}}
    (item,) = items(crash_dump_files.PROBE, Context(machine=before.machine, found=found)).values()
    assert isinstance(item, File)
    assert (item.text, item.tail, item.name) == (False, False, "112026-8000-01.dmp")
    assert item.path == tree / "Windows" / "Minidump" / "112026-8000-01.dmp"


def test_setup_logs_are_named_with_the_code_pages_of_that_windows(tree: Path) -> None:
    found = items(setup_logs.PROBE, _context(tree))
    log = found["INF/setupapi.dev.log"]
    assert getattr(log, "code_pages", ()) == ("cp1252", "cp866")


def test_event_logs_are_filtered_as_on_a_live_system(machine: OfflineWindows) -> None:
    query = EventQuery(channel="System", providers=("disk", "Ntfs"), since=NOW - timedelta(days=30))
    found = list(events(machine.event_records(query), query))
    assert [(event.provider, event.id) for event in found] == [("disk", 7), ("Ntfs", 55)]


def test_junctions_lead_nowhere_outside(machine: OfflineWindows) -> None:
    folder = f"/Programme/Paragon Software/{windows_tree.NEWEST}/Win32"
    assert machine.path(folder).is_relative_to(Path(machine.path("/")))
    assert machine.path("/dokumente und einstellungen").name == "Users"


def test_users_are_those_of_the_profile_list(tree: Path) -> None:
    registry = OfflineWindows(tree).hives()
    assert set(registry.users()) == set(windows_tree.SIDS)
    profile = registry.open(
        Root.MACHINE,
        rf"SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList\{windows_tree.SIDS[0]}",
    )
    assert text(profile, "ProfileImagePath").endswith(windows_tree.USER)
    registry.close()


def _context(tree: Path) -> Context:
    return Context(machine=open_machine(tree))
