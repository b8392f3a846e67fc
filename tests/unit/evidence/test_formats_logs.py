"""Logs of the products, of the kernel and of Windows are read as their grammars say."""

# ruff: noqa: DTZ001 - local times of logs are naive by nature
from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector.evidence.formats import (
    event_list,
    hdmengine_jobs,
    kernel_messages,
    pwlog,
    stubact,
    written_time,
)
from collector.evidence.formats.kernel_log import Record, line
from collector.evidence.formats.known import format_of
from collector.evidence.formats.log_record import MAX_LINE, Kind, numbered

BLOCK = """\
# Session
>> [Operation]
>> {name}
>> [Target]
>> Letter: {letter}
>> DiskVirtual: 0
>> [Parameters]
>> Code: 344 (0x158)
>> [Result]
>> Virtual: {virtual} (0x{virtual})
>> Error: {error} (0x{error:X}){said}
________________________
""".replace("\n", "\r\n")
NAMES = st.sampled_from(["Delete partition", "Copy partition", "Restore partition or disk"])
OPERATIONS = st.tuples(
    NAMES, st.sampled_from("CDE"), st.integers(0, 1), st.integers(0, 2**31), st.just("")
)


def block(name: str, letter: str, virtual: int, error: int, said: str = "") -> str:
    return BLOCK.format(name=name, letter=letter, virtual=virtual, error=error, said=said)


@given(st.lists(OPERATIONS, max_size=6))
@settings(max_examples=100)
def test_every_operation_of_stubact_is_read_with_its_line_and_its_error(
    made: list[tuple[str, str, int, int, str]],
) -> None:
    text = "".join(block(*one) for one in made)
    records = list(stubact.read(numbered([text.encode()])))
    assert [(r.source, r.topic, r.code, r.line) for r in records] == [
        (name, "planned" if virtual else "executed", error, 2 + 12 * place)
        for place, (name, _, virtual, error, _) in enumerate(made)
    ]
    for record, (name, letter, _, error, _) in zip(records, made, strict=True):
        assert record.text == f"{name} Letter: {letter}"
        assert record.kind is (Kind.ERROR if error else Kind.OPERATION)


def test_a_restart_that_is_needed_is_read_though_text_follows_the_code() -> None:
    said = "Restart is needed for operations completion"
    text = block("Copy partition", "C", 0, 69643, said)
    (record,) = stubact.read(numbered([text.encode()]))
    assert (record.code, record.topic) == (0x1100B, "executed")


def test_an_operation_without_an_end_is_one_too() -> None:
    (record,) = stubact.read(numbered([b">> [Operation]\n>> Name: Move\n>> Error: 5 (0x5)"]))
    assert (record.source, record.code, record.topic) == ("Move", 5, "")


def test_jobs_of_newer_products() -> None:
    text = (
        "14.01.2024 11:31:31.650,virtual ,[9068]   Query started, start time: 14.01.2024\r\n"
        "14.01.2024 11:31:32.001,physical,[9068]   !!!Error: Original location not found\r\n"
        '  Failed (Result = 0x11030, "F:\\x.cpp, line 4480")\r\n'
        "14.01.2024 11:31:33.000,virtual ,[1]  !!!Warning: Enumeration (Result = 0x11047, 1)\r\n"
    )
    found = list(hdmengine_jobs.read(numbered([text.encode()])))
    assert [(r.line, r.last_line, r.kind, r.topic, r.code) for r in found] == [
        (1, 1, Kind.NOTE, "planned", None),
        (2, 3, Kind.ERROR, "executed", 0x11030),
        (4, 4, Kind.WARNING, "planned", 0x11047),
    ]
    assert found[1].local == datetime(2024, 1, 14, 11, 31, 32, 1000)


@pytest.mark.parametrize(
    ("text", "is_error"),
    [
        ("Error while reading", True),
        ("operation failed with ERROR 0x1100B", True),
        ("Scanning directories and files for errors", False),
        ('file: "C:\\error.txt"', False),
        ("done, 0 errors", False),
        ("Errors: 0", False),
        ("nothing special", False),
    ],
)
def test_what_means_an_error_in_pwlog(text: str, is_error: bool) -> None:
    found = list(pwlog.read(numbered([text.encode()])))
    assert [record.kind for record in found] == ([Kind.ERROR] if is_error else [])


@given(st.integers(0, 191), st.integers(0, 10**13), st.sampled_from(["sda", "sdb", "vda"]))
@settings(max_examples=100)
def test_what_the_ring_buffer_probe_writes_is_read_again(
    priority: int, at_us: int, disk: str
) -> None:
    text = f"critical medium error, dev {disk}, sector 7".encode()
    raw = line(Record(priority, 1, at_us, text))
    (record,) = kernel_messages.read(numbered([raw]))
    assert (record.source, record.topic, record.kind) == (disk, "medium", Kind.ERROR)
    assert record.since_boot == pytest.approx(at_us / 1e6)


@pytest.mark.parametrize(
    ("text", "topic", "device"),
    [
        ("[    1.5] I/O error, dev sdb, sector 5 op 0x0:(READ)", "io", "sdb"),
        ("[1.5] blk_update_request: I/O error, dev nvme0n1, sector 5", "io", "nvme0n1"),
        ("<3>[1.5] Buffer I/O error on dev sdb1, logical block 0, async page read", "io", "sdb1"),
        ("[1.5] sd 2:0:0:0: [sdc] Sense: Unrecovered read error - auto", "medium", "sdc"),
        ("[1.5] ata3.00: exception Emask 0x0 SAct 0x4", "link", "ata3.00"),
        ("[1.5] ata3.00: error: { UNC }", "medium", "ata3.00"),
        ("[Sun Nov 22 09:30:15 2026] EXT4-fs error (device sda1): x", "broken", "sda1"),
        ("Nov 22 09:30:15 h kernel: [ 1.5] ntfs3: sda1: volume is dirty and", "dirty", "sda1"),
        ("Nov 22 09:30:15 h kernel: FAT-fs (sdb1): Volume was not properly unmounted", "dirty",
         "sdb1"),
        ("[1.5] usb 1-1: reset high-speed USB device number 2", "", ""),
    ],
)  # fmt: skip
def test_what_the_kernel_says_of_disks(text: str, topic: str, device: str) -> None:
    (record,) = kernel_messages.read(numbered([text.encode()]))
    assert (record.topic, record.source) == (topic, device)


EVENT = (
    '<Event xmlns="x"><System><Provider Name="disk"/><EventID>{id}</EventID><Level>2</Level>'
    '<TimeCreated SystemTime="2026-11-01T10:00:00.1234567Z"/></System>'
    "<EventData><Data>a</Data></EventData></Event>"
)


def test_events_are_read_whether_they_share_a_line_or_take_several() -> None:
    two = EVENT.format(id=7) + EVENT.format(id=51)
    broken = "<Event><System>" + EVENT.format(id=1)[7:].replace("</Data>", "")
    text = two + "\n" + EVENT.format(id=153).replace("><", ">\n<") + "\n" + broken
    found = list(event_list.read(numbered([text.encode()])))
    assert [(r.code, r.line) for r in found] == [(7, 1), (51, 1), (153, 2)]
    assert found[0].utc == datetime(2026, 11, 1, 10, 0, 0, 123456, tzinfo=UTC)


@pytest.mark.parametrize(
    ("path", "id"),
    [
        ("evidence/product_logs/pm15/Program/StubAct.LOG", "stubact"),
        ("attachments/stubact-2.log", "stubact"),
        ("evidence/product_logs/program-data/hdmengine_jobs.log.1", "hdmengine"),
        ("evidence/product_logs/x/PWLOG.TXT", "pwlog"),
        ("evidence/kernel_log/saved-1/anything", "kernel"),
        ("attachments/dmesg", "kernel"),
        ("evidence/kernel_log/facts.json", None),
        ("evidence/product_logs/x/cdb.log", None),
        ("evidence/product_logs/x/BioNtLog.txt", None),
    ],
)
def test_a_log_is_known_by_its_path(path: str, id: str | None) -> None:
    found = format_of(path)
    assert (found.id if found else None) == id


@given(st.text(max_size=300), st.integers(1, 20))
@settings(max_examples=200)
def test_lines_are_counted_by_line_feeds_however_the_bytes_come(text: str, width: int) -> None:
    data = text.encode("utf-8", "surrogatepass")
    pieces = [data[at : at + width] for at in range(0, len(data), width)]
    found = list(numbered(pieces))
    wanted = data.decode("utf-8", "replace").split("\n")
    if not wanted[-1]:
        wanted.pop()
    assert [each.number for each in found] == list(range(1, len(wanted) + 1))
    assert [each.text for each in found] == [each.removesuffix("\r") for each in wanted]


def test_a_line_is_looked_at_up_to_its_limit_and_counted_once() -> None:
    first, second = numbered([b"x" * 10_000_000, b"y" * 10, b"\nnext"])
    assert (len(first.text), second.number, second.text) == (MAX_LINE, 2, "next")


@given(st.datetimes(min_value=datetime(1990, 1, 1)))
@settings(max_examples=100)
def test_written_times_are_read(when: datetime) -> None:
    for text in (f"{when:%d.%m.%Y %H:%M:%S.%f} x", f"[{when:%Y-%m-%d %H:%M:%S.%f}] x"):
        assert written_time.leading(text)[0] == when


@pytest.mark.parametrize("text", ["11/12/2026 10:00:00", "32.01.2026 10:00:00", "1.1.26", ""])
def test_what_could_be_two_dates_or_is_none_is_no_time(text: str) -> None:
    assert written_time.leading(text) == (None, 0)
