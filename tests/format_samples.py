"""Samples of every known format, made from its grammar, and damaged in every way that disks know.

    python -m tests.format_samples 10000        so many generated and so many damaged ones of each

A sample is a function of its number alone: what fails can be made again.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from collector.evidence.formats import (
    event_list,
    hdmengine_jobs,
    kernel_messages,
    nfo,
    pwlog,
    smartctl,
    stubact,
    vssadmin,
)
from collector.evidence.formats.console_blocks import decode
from collector.evidence.formats.local_time import Settler, zone_named
from collector.evidence.formats.log_record import LogRecord, numbered

Make = Callable[[random.Random], str]
_WORDS = (
    "partition", "Größe", "раздел", "error", "Error:", "sector 12", "C:/Users/x", "0x11030", "日本",
    "virtual", "physical", "Failed", "(Result = 0x1101D)", ">> ", "[Operation]", "___", "#", "\t",
)  # fmt: skip
_HOSTILE = (
    "\0", "\r", "\ufeff", "\u2028", "<Event>", "</Event>", "<![CDATA[", "&#x0;", "<!DOCTYPE x [",
    "[" * 50, "(" * 50, "9" * 40, "99.99.9999 99:99:99", "31.02.2024 10:00:00", "0x" + "F" * 30,
    ">> [Operation]\r\n" * 3, "Error: " + "9" * 30, "<3>[", "-1", "٣٤", "\x85", "é" * 300,
)  # fmt: skip


def _words(chance: random.Random, most: int = 8) -> str:
    return " ".join(chance.choice(_WORDS) for _ in range(chance.randrange(most)))


def _date(chance: random.Random) -> str:
    day, month = chance.randrange(1, 29), chance.randrange(1, 13)
    time = f"{chance.randrange(24):02}:{chance.randrange(60):02}:{chance.randrange(60):02}"
    return f"{day:02}.{month:02}.{chance.randrange(1999, 2027)} {time}.{chance.randrange(1000):03}"


def stubact_log(chance: random.Random) -> str:
    lines = []
    for _ in range(chance.randrange(1, 6)):
        name = chance.choice(["Delete partition", "Copy partition", "Set partition flags"])
        error, virtual = chance.choice([0, 0, 69643, 4711]), chance.randrange(2)
        lines += [
            ">> [Operation]", f">> {name}", ">> [Target]", f">> Letter: {chance.choice('CDE')}",
            ">> [Target index]", ">> [Parameters]", f">> Code: {chance.randrange(999)} (0x158)",
            f">> {_words(chance)}", ">> [Result]", f">> Virtual: {virtual} (0x{virtual})",
            f">> Error: {error} (0x{error:X})", chance.choice(["_" * 40, "# end"]),
        ]  # fmt: skip
    return "\r\n".join(lines) + "\r\n"


def hdmengine_log(chance: random.Random) -> str:
    lines = []
    for _ in range(chance.randrange(1, 20)):
        mode = chance.choice(["virtual ", "physical"])
        mark = chance.choice(["", "!!!Error: ", "!!!Warning: "])
        lines.append(f"{_date(chance)},{mode},[{chance.randrange(9999)}]   {mark}{_words(chance)}")
        if chance.random() < 0.1:
            lines.append(_words(chance))
    return "\r\n".join(lines) + "\r\n"


def pwlog_text(chance: random.Random) -> str:
    start = [_date(chance) + " ", "", "Scanning directories and files for errors ", 'file: "']
    lines = [chance.choice(start) + _words(chance) for _ in range(chance.randrange(1, 20))]
    return "\r\n".join(lines)


def kernel_log(chance: random.Random) -> str:
    heads = ("<6>[    1.000000] ", "[12345.678901] ", "[Sun Nov 22 09:30:15 2026] ",
             "Nov 22 09:30:15 h kernel: [   12.1] ", "Nov 22 09:30:15 h kernel: ")  # fmt: skip
    said = ("I/O error, dev sda, sector 1", "critical medium error, dev sdb, sector 1",
            "ata1.00: exception Emask 0x0", "EXT4-fs error (device sda1): bad", "usb 1-1: new",
            "FAT-fs (sdb1): Volume was not properly unmounted.")  # fmt: skip
    lines = [
        chance.choice(heads) + chance.choice(said) + " " + _words(chance)
        for _ in range(chance.randrange(1, 20))
    ]
    return "\n".join(lines) + "\n"


def event_xml(chance: random.Random) -> str:
    text = ""
    for number in range(chance.randrange(1, 6)):
        text += (
            '<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System>'
            f'<Provider Name="{chance.choice(["disk", "Ntfs", "volsnap"])}"/>'
            f"<EventID>{chance.choice([7, 51, 153])}</EventID><Level>2</Level>"
            f'<TimeCreated SystemTime="2026-11-0{chance.randrange(1, 9)}T10:00:00.1234567Z"/>'
            f"<EventRecordID>{number}</EventRecordID><Channel>System</Channel></System>"
            f"<EventData><Data>\\Device\\Harddisk0</Data><Data>{number}</Data></EventData></Event>"
        ) + chance.choice(["\n", "", "\r\n"])
    return text


def smartctl_json(chance: random.Random) -> str:
    rows = [
        {"id": number, "name": "x", "value": 100, "worst": 100, "thresh": 10, "when_failed": "",
         "raw": {"value": chance.randrange(9), "string": f"{chance.randrange(9)} (0 3)"}}
        for number in (5, 187, 197, 198)
    ]  # fmt: skip
    log = {"critical_warning": chance.randrange(64), "available_spare": chance.randrange(101)}
    return json.dumps(
        {
            "smartctl": {"exit_status": 0},
            "device": {"name": "/dev/sda"},
            "model_name": _words(chance),
            "smart_status": {"passed": chance.random() < 0.5},
            "ata_smart_attributes": {"table": rows},
            "nvme_smart_health_information_log": log,
        },
        indent=chance.choice([None, 2]),
    )


def vss_text(chance: random.Random) -> str:
    words = (("Writer name", "State"), ("Verfassername", "Status"), ("Имя", "Состояние"))
    name, state = chance.choice(words)
    guid = "{e8132975-6f93-4464-a53e-1050253ae220}"
    return "".join(
        f"{name}: '{_words(chance) or 'System Writer'}'\r\n   Id: {guid}\r\n   Id: {guid}\r\n"
        f"   {state}: [{chance.randrange(20)}] x\r\n   Last: y\r\n\r\n"
        for _ in range(5)
    )


def nfo_text(chance: random.Random) -> str:
    """System Information as msinfo32 saves it: elements are named after translated columns."""
    item, value = chance.choice([("Item", "Value"), ("Elemento", "Valor"), ("Элемент", "Значение")])
    rows = "".join(
        f"<Data><{item}><![CDATA[{key}]]></{item}><{value}><![CDATA[{said}]]></{value}></Data>"
        for key, said in (
            ("OS Name", "Microsoft Windows 11 Pro"), ("Version", "10.0.22631 Build 22631"),
            ("BIOS", "UEFI"), ("", ""), ("Description", "Disk drive"), ("Model", _words(chance)),
            ("Size", f"{chance.randrange(900)} GB"), ("Partition", "Disk #0, Partition #1"),
        )
    )  # fmt: skip
    return (
        '<?xml version="1.0"?>\r\n<MsInfo><Metadata><Version>8.0</Version>'
        "<CreationUTC>11/23/26 10:00:00</CreationUTC></Metadata>"
        f'<Category name="System Summary">{rows}<Category name="Disks">{rows}</Category>'
        "</Category></MsInfo>"
    )


def _nfo(data: bytes) -> object:
    try:
        return nfo.facts(data)
    except nfo.NotNfoError:
        return None


def _smart(data: bytes) -> object:
    try:
        return smartctl.parse(data)
    except smartctl.NotSmartctlError:
        return None


def _log(read: Callable[..., object]) -> Callable[[bytes], list[LogRecord]]:
    def parse(data: bytes) -> list[LogRecord]:
        settler = Settler(zone=zone_named("Europe/Berlin"))
        pieces = [data[at : at + 4096] for at in range(0, len(data), 4096)]
        return [settler.settle(record) for record in read(numbered(pieces))]  # type: ignore[attr-defined]

    return parse


@dataclass(frozen=True, slots=True)
class Known:
    """How a sample is made, what reads it (and may raise nothing), and lines that nearly match."""

    make: Make
    parse: Callable[[bytes], object]
    near: tuple[str, ...]


FORMATS: Mapping[str, Known] = {
    "stubact": Known(
        stubact_log, _log(stubact.read),
        (">> [" + "Operation " * 30, "[" * 200, ">> Error: " + "1" * 200, ">>" * 200, "__"),
    ),
    "hdmengine": Known(
        hdmengine_log, _log(hdmengine_jobs.read),
        ("14.01.2024 11:31:31.650," + " " * 200, "14.01.2024 11:31:31.650,virtual ,[" + "9" * 200,
         "Result " * 60, "!!!Error" * 60),
    ),
    "pwlog": Known(
        pwlog_text, _log(pwlog.read),
        ("error " * 100, "no error" * 60, "error:   " * 60, "0x" * 300),
    ),
    "kernel": Known(
        kernel_log, _log(kernel_messages.read),
        ("<3>[ 1.000000] " + "I/O error, dev " * 40, "<3>[ 1.0] [sda] " + "Unrecovered read " * 40,
         "<3>[ 1.0] nvme0: I/O " + "x" * 500 + " timeou", "Nov 22 09 kernel: " * 40, "[" * 500),
    ),
    "events": Known(
        event_xml, _log(event_list.read),
        ("<Event " + "x" * 500, "<Event>" * 80, "<Event>" + "<a>" * 200 + "</Event>",
         "</Event>" * 80),
    ),
    "smartctl": Known(smartctl_json, _smart, ("[" * 500, '{"smartctl":' * 50, '"' + "\\" * 500)),
    "nfo": Known(
        nfo_text, _nfo,
        ("<Category name='" + "x" * 500, "<a>" * 200, "<Data>" * 80, "&#x41;" * 100,
         "<![CDATA[" * 50),
    ),
    "vssadmin": Known(
        vss_text, lambda data: vssadmin.writers(decode(data, ("cp1252", "cp850"))),
        ("Name: '" + "'" * 500, " Name:" + " " * 500 + "'x", " x: [1" * 200, "x" * 900 + ":"),
    ),
}  # fmt: skip


def generated(name: str, number: int) -> bytes:
    """A sound sample; System Information every other time in UTF-16, as Windows writes it."""
    chance = random.Random(f"{name}/{number}")
    return FORMATS[name].make(chance).encode("utf-16" if name == "nfo" and number % 2 else "utf-8")


def damaged(name: str, number: int) -> bytes:
    """A sample with one to six faults: bits, holes, repeats, foreign text, other encodings."""
    chance = random.Random(f"{name}/damaged/{number}")
    data = bytearray(generated(name, number))
    for _ in range(chance.randrange(1, 7)):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.randrange(200))
        match chance.randrange(7):
            case 0 if data:
                data[min(at, len(data) - 1)] ^= 1 << chance.randrange(8)
            case 1:
                del data[at:end]
            case 2:
                data[at:at] = data[at:end] * chance.randrange(1, 5)
            case 3:
                data[at:at] = chance.choice(_HOSTILE).encode()
            case 4:
                data[at:at] = chance.randbytes(chance.randrange(40))
            case 5:
                data[at:end] = bytes(data[at:end]).decode("utf-8", "replace").encode("utf-16-le")
            case _:
                data[at:at] = (chance.choice(FORMATS[name].near) * 2).encode()
    return bytes(data)


def main(count: int) -> None:
    for name, known in FORMATS.items():
        for make in (generated, damaged):
            for number in range(count):
                try:
                    known.parse(make(name, number))
                except Exception as error:
                    raise SystemExit(f"{make.__name__}({name!r}, {number}): {error!r}") from error
        print(f"{name}: {count} generated and {count} damaged samples survived")


if __name__ == "__main__":
    main(int(sys.argv[1]))
