"""The health of disks from what drivers answer, without any program; sleeping disks sleep on."""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector.evidence.facts_json import plain
from collector.evidence.formats import ata_smart, health_ioctl, nvme_log
from collector.evidence.formats.ata_smart import DoubtfulAnswerError
from collector.evidence.formats.health_ioctl import Command
from collector.evidence.formats.storage_ioctl import ShortAnswerError
from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms import linux_health, macos_disks
from collector.evidence.platforms.base import LiveMachine
from collector.evidence.platforms.facts import Disk as Known
from collector.evidence.platforms.health import DiskHealth
from collector.evidence.platforms.windows_health import health
from collector.evidence.probe import Command as Run
from collector.evidence.probe import Context
from collector.evidence.probes import smart
from collector.evidence.raw import as_item, read_raw
from tests.unit.evidence.health_writer import (
    Disk,
    limits,
    log_answer,
    nvme_page,
    obeyed,
    smart_data,
    summed,
    warm,
)
from tests.unit.evidence.running import items, outcome

ROWS = {5: 7, 9: 12_345, 187: 1, 194: 38, 197: 2, 198: 3, 199: 4}
HOURS = (12_345 + (9 << 24)).to_bytes(6, "little")  # and 9 of something smaller
DATA = smart_data(ROWS, a194=bytes((38, 0, 20, 0, 45, 0)), a9=HOURS)
ANSWERS: Mapping[str, bytes] = {
    "prediction": struct.pack("<I", 0) + DATA,
    "READ_DATA": DATA,
    "READ_THRESHOLDS": limits({5: 36, 197: 0}),
    "temperature": warm(41),
}
SATA = Known(name="PhysicalDrive1", size=1, bus="sata", model="WDC WD10EZEX")
NVME = Known(name="PhysicalDrive0", size=1, bus="nvme")


def raws(found: DiskHealth) -> dict[int, int]:
    return {each.id: each.raw for each in found.attributes}


def asked(found: DiskHealth) -> dict[str, Status]:
    return {each.question: each.status for each in found.asked}


def fault(known: Known, disk: Disk, *, admin: bool = False) -> NotCollectedError:
    with pytest.raises(NotCollectedError) as caught:
        health(known, disk.door(admin=admin))
    return caught.value


# Windows ----------------------------------------------------------------------------------------


def test_an_ata_disk_without_rights() -> None:
    disk = Disk(ANSWERS)
    found = health(SATA, disk.door(admin=False))
    assert (found.failing, found.temperature, found.power_on_hours) == (False, 38, 12_345)
    assert raws(found) == ROWS
    assert disk.sent == ["prediction"]
    assert asked(found)["power mode"] is Status.REFUSED


def test_an_ata_disk_as_administrator_is_asked_itself_with_its_thresholds() -> None:
    disk = Disk(ANSWERS)
    found = health(SATA, disk.door(admin=True))
    assert disk.sent[0] == "POWER_MODE"
    assert {each.id: each.threshold for each in found.attributes if each.threshold is not None} == {
        5: 36, 197: 0,
    }  # fmt: skip
    assert raws(found) == ROWS
    assert next(each for each in found.attributes if each.id == 5).prefailure
    assert set(asked(found).values()) == {Status.COLLECTED}


def test_a_prediction_of_failure_counts_whatever_the_disk_says() -> None:
    disk = Disk({**ANSWERS, "prediction": struct.pack("<I", 1) + DATA})
    assert health(SATA, disk.door(admin=True)).failing is True
    assert health(SATA, disk.door(admin=False)).failing is True


@pytest.mark.parametrize("mode", [0x00, 0x01, 0x40])
def test_a_disk_that_fell_asleep_by_itself_gets_nothing_but_the_question_for_it(mode: int) -> None:
    disk = Disk(ANSWERS, mode=mode)
    assert fault(SATA, disk, admin=True).status is Status.SKIPPED
    assert disk.sent == ["POWER_MODE"]


def test_a_disk_that_windows_sent_to_sleep_is_not_even_opened() -> None:
    disk = Disk(ANSWERS, powered=False, silent=frozenset({"open"}))
    said = fault(SATA, disk)
    assert (said.status, disk.sent) == (Status.SKIPPED, [])
    assert "sleeps" in said.reason


@pytest.mark.parametrize("mode", [0xAA, 0x7F])
def test_a_disk_that_does_not_tell_its_power_mode_gets_no_command(mode: int) -> None:
    disk = Disk(ANSWERS, mode=mode)
    found = health(SATA, disk.door(admin=True))
    assert disk.sent == ["POWER_MODE", "prediction"]
    assert raws(found) == ROWS


def test_an_nvme_disk_tells_its_log_to_anybody() -> None:
    disk = Disk({"log": log_answer(nvme_page(used=101))}, powered=None)
    found = health(NVME, disk.door(admin=False))
    assert found.nvme is not None
    assert (found.nvme.percentage_used, found.nvme.spare_threshold) == (101, 10)
    assert (found.nvme.bytes_written, found.nvme.media_errors) == (5 * 512_000, 8)
    assert (found.temperature, found.power_on_hours) == (38, 4321)
    assert disk.sent == ["log"]


def test_an_adapter_answers_where_the_disk_does_not() -> None:
    disk = Disk({"adapter log": log_answer(nvme_page())})
    assert health(NVME, disk.door(admin=False)).nvme == nvme_log.parse(nvme_page())


EVERY = (*(each.name for each in Command), "prediction", "open for commands")


@pytest.mark.parametrize("broken", EVERY)
def test_a_question_that_is_not_answered_costs_only_its_own_facts(broken: str) -> None:
    found = health(SATA, Disk(ANSWERS, silent=frozenset({broken})).door(admin=True))
    assert (found.failing, raws(found), found.temperature) == (False, ROWS, 38)
    assert any(each.reason for each in found.asked)


def test_where_nothing_is_answered_the_reasons_are_named() -> None:
    usb = Known(name="PhysicalDrive2", size=1, bus="usb")
    assert fault(usb, Disk({})).status is Status.NOT_APPLICABLE
    said = fault(SATA, Disk({}))
    assert said.status is Status.REFUSED
    assert "needs administrator rights" in said.reason
    empty = Disk({"log": log_answer(bytes(512)), "temperature": warm(0, -0x8000)})
    assert "empty page" in fault(NVME, empty).reason


def test_a_driver_that_makes_the_data_up_is_not_believed() -> None:
    made_up = bytearray(DATA)
    made_up[7] ^= 0x40
    found = health(SATA, Disk({"prediction": bytes(4) + made_up}).door(admin=False))
    assert (found.failing, found.attributes) == (False, ())
    assert asked(found)["SMART data of the driver"] is Status.NOT_APPLICABLE


@settings(max_examples=60)
@given(
    st.dictionaries(
        st.sampled_from(["prediction", "log", "adapter log", "temperature", "READ_DATA",
                         "READ_THRESHOLDS"]),
        st.binary(max_size=700) | st.binary(max_size=520).map(lambda d: d[:4] + summed(d[4:])),
    ),
    st.sampled_from(["sata", "nvme", "usb", "raid", ""]),
    st.integers(0, 255),
    st.booleans(),
)  # fmt: skip
def test_no_answer_breaks_it(answers: dict[str, bytes], bus: str, mode: int, admin: bool) -> None:
    with suppress(NotCollectedError):
        found = health(Known(name="x", size=1, bus=bus), Disk(answers, mode=mode).door(admin=admin))
        assert plain(found)["disk"] == "x"


# the bytes --------------------------------------------------------------------------------------


@settings(max_examples=60)
@given(st.binary(max_size=700) | st.binary(max_size=511).map(summed))
def test_no_bytes_break_a_parser(data: bytes) -> None:
    parsers: tuple[Callable[[bytes], object], ...] = (
        ata_smart.attributes, ata_smart.thresholds, nvme_log.parse, health_ioctl.health_log,
        health_ioctl.temperature, health_ioctl.prediction,
        *(partial(health_ioctl.answer, each) for each in Command),
    )  # fmt: skip
    for parse in parsers:
        with suppress(ShortAnswerError, DoubtfulAnswerError):
            parse(data)


@pytest.mark.parametrize("size", [0, 3, 4, 47, 511])
def test_what_is_cut_off_is_said_to_be(size: int) -> None:
    whole = log_answer(nvme_page())
    for parse, data in (
        (ata_smart.attributes, DATA),
        (nvme_log.parse, nvme_page()),
        (lambda d: nvme_log.parse(health_ioctl.health_log(d)), whole),
    ):
        with pytest.raises(ShortAnswerError):
            parse(data[:size])


@given(st.dictionaries(st.integers(1, 255), st.integers(0, 2**48 - 1), min_size=1, max_size=30))
def test_every_row_of_a_table_is_read(rows: dict[int, int]) -> None:
    masks = {5: 0xFFFF, 196: 0xFFFF, 9: 0xFFFFFF}
    for each in ata_smart.attributes(smart_data(rows)):
        if each.id not in (190, 194):
            assert each.raw == rows[each.id] & masks.get(each.id, 2**48 - 1)
        assert (each.value, each.worst) == (100, 99)
    assert [each.id for each in ata_smart.attributes(smart_data(rows))] == list(rows)


def test_queries_are_as_long_as_the_structures() -> None:
    query = health_ioctl.health_log_query(health_ioctl.DEVICE_LOG)
    assert struct.unpack_from("<12I", query) == (50, 0, 3, 2, 2, 0, 40, 512, 0, 0, 0, 0)
    assert len(query) == health_ioctl.HEALTH_LOG_ANSWER == 8 + 40 + 512
    size = 48 if struct.calcsize("P") == 8 else 40
    assert len(health_ioctl.command(Command.POWER_MODE)) == size
    given = health_ioctl.command(Command.READ_DATA)
    assert (len(given), given[:4], given[8:16]) == (
        size + 512, struct.pack("<HH", size, 3), struct.pack("<II", 512, 10),
    )  # fmt: skip
    assert given[size - 8 : size] == bytes((0xD0, 1, 0, 0x4F, 0xC2, 0xA0, 0xB0, 0))


def test_the_verdict_of_the_registers() -> None:
    given = health_ioctl.command(Command.RETURN_STATUS)
    for mid, high, failing in ((0x4F, 0xC2, False), (0xF4, 0x2C, True)):
        answer = health_ioctl.answer(Command.RETURN_STATUS, obeyed(given, mid=mid, high=high))
        assert health_ioctl.verdict(answer) is failing
    with pytest.raises(DoubtfulAnswerError):
        health_ioctl.verdict(health_ioctl.answer(Command.RETURN_STATUS, obeyed(given)))


def test_only_commands_that_read_are_known() -> None:
    assert {(each.value[0][0], each.value[0][-1]) for each in Command} == {
        (0x00, 0xE5), (0xD0, 0xB0), (0xD1, 0xB0), (0xDA, 0xB0),
    }  # fmt: skip


# other systems ----------------------------------------------------------------------------------


def put(folder: Path, **files: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="ascii")


@pytest.mark.parametrize("below", ["hwmon3", "hwmon/hwmon3", "device/hwmon/hwmon3"])
def test_the_heat_of_an_nvme_disk_of_linux(tmp_path: Path, below: str) -> None:
    put(tmp_path / "block" / "nvme0n1" / "device" / below, temp1_input="38850\n")
    found = linux_health.health(tmp_path, Known(name="nvme0n1", size=1))
    assert (found.temperature, found.emmc) == (39, None)


def test_the_wear_of_a_soldered_card_of_linux(tmp_path: Path) -> None:
    device = tmp_path / "block" / "mmcblk0" / "device"
    put(device, life_time="0x02 0x0b\n", pre_eol_info="0x03\n")
    found = linux_health.health(tmp_path, Known(name="mmcblk0", size=1))
    assert found.emmc is not None
    assert (found.emmc.life_time, found.emmc.pre_eol) == ((2, 11), 3)
    put(device, life_time="0x00 0x00\n", pre_eol_info="0xzz\n")
    with pytest.raises(NotCollectedError, match="shows nothing"):
        linux_health.health(tmp_path, Known(name="mmcblk0", size=1))


@pytest.mark.parametrize(
    ("said", "failing"), [("Verified", False), ("Failing", True), ("Not Supported", None)]
)
def test_the_verdict_that_macos_repeats(said: str, failing: bool | None) -> None:
    text = f"<plist><dict><key>SMARTStatus</key><string>{said}</string></dict></plist>"

    def ask(argv: tuple[str, ...]) -> bytes:
        return text.encode()

    if failing is None:
        with pytest.raises(NotCollectedError, match="Not Supported"):
            macos_disks.health(ask, Known(name="disk0", size=1))
    else:
        assert macos_disks.health(ask, Known(name="disk0", size=1)).failing is failing


# the probe --------------------------------------------------------------------------------------


class Machine(LiveMachine):
    """Two disks, one of them virtual."""

    def __init__(self, platform: str, *names: str, admin: bool = False) -> None:
        self.platform, self._names, self._admin = platform, names, admin

    def admin(self) -> bool:
        return self._admin

    def disks(self) -> tuple[Known, ...]:
        virtual = Known(name="PhysicalDrive9", size=1, bus="virtual disk file")
        return (*(Known(name=name, size=1, bus="sata") for name in self._names), virtual)

    def disk_health(self, disk: Known) -> DiskHealth:
        return health(disk, Disk(ANSWERS).door(admin=self._admin))


def test_windows_tells_the_health_of_each_real_disk_without_smartctl() -> None:
    found = items(smart.PROBE, Context(machine=Machine("windows", "PhysicalDrive0")))
    assert list(found) == ["health-PhysicalDrive0", "PhysicalDrive0.json"]
    status, value = outcome(found["health-PhysicalDrive0"])
    assert status is Status.COLLECTED
    assert value["failing"] is False
    assert outcome(found["PhysicalDrive0.json"])[0] is Status.REFUSED


def test_the_elevated_pass_brings_what_only_the_disk_itself_tells() -> None:
    context = Context(machine=Machine("windows", "PhysicalDrive0", admin=True))
    raw = read_raw(items(smart.PROBE, context)["health-PhysicalDrive0"], 10)
    status, value = outcome(as_item(raw))
    assert (status, raw.facts) == (Status.COLLECTED, value)
    assert any(row["threshold"] is not None for row in value["attributes"])
    assert isinstance(items(smart.PROBE, context)["PhysicalDrive0.json"], Run)


@pytest.mark.parametrize(
    ("platform", "names", "expected"),
    [
        ("linux", ("mmcblk0",), ["health-mmcblk0"]),
        ("linux", ("nvme0n1",), ["health-nvme0n1", "nvme0n1.json"]),
        ("linux", ("sda", "zd0"), ["sda.json"]),
        ("macos", ("disk0",), ["health-disk0", "disk0.json"]),
        ("windows", (), ["health"]),
    ],
)
def test_each_system_asks_what_it_can_ask(
    platform: str, names: tuple[str, ...], expected: list[str]
) -> None:
    assert list(items(smart.PROBE, Context(machine=Machine(platform, *names)))) == expected
