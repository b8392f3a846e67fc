"""A report of System Information says the same in any language and encoding, and breaks nothing."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector.evidence.formats import nfo
from collector.evidence.formats.nfo import NotNfoError
from collector.request.options import CollectOptions
from tests.unit.evidence.gathering import content, gathered

WORDS = {
    "en": (
        "Item",
        "Value",
        "System Summary",
        "OS Name",
        "Version",
        "BIOS Mode",
        "Disk #0, Partition #1",
        "Bytes",
    ),
    "de": (
        "Element",
        "Wert",
        "Systemübersicht",
        "Betriebssystemname",
        "Version",
        "BIOS-Modus",
        "Datenträgernr. 0, Partition 1",
        "Bytes",
    ),
    "es": (
        "Elemento",
        "Valor",
        "Resumen del sistema",
        "Nombre del SO",
        "Versión",
        "Modo de BIOS",
        "Disco n.º 0, partición n.º 1",
        "bytes",
    ),
    "ru": (
        "Элемент",
        "Значение",
        "Сведения о системе",
        "Имя ОС",
        "Версия",
        "Режим_BIOS",
        "Диск №0, раздел №1",
        "байт",
    ),
}


def report(language: str) -> str:
    item, value, summary, os, version, mode, place, unit = WORDS[language]
    group = {"en": ",", "de": ".", "es": ".", "ru": "\u00a0"}[language]

    def row(*cells: str) -> str:
        names = (item, value, "C", "D", "E", "F")
        inner = "".join(
            f"<{name}><![CDATA[{cell}]]></{name}>" for name, cell in zip(names, cells, strict=False)
        )
        return f"<Data>{inner}</Data>"

    def size(number: int) -> str:
        return f"1 GB ({number:,} {unit})".replace(",", group)

    filler = [row(f"r{n}", "x") for n in range(5)]
    disk = [
        row("d", "Disk drive"), row("m", "(Standard)"), row("n", "KBG30ZMT128G TOSHIBA"),
        row("b", "512"), row("l", "Yes"), row("t", "Fixed"), row("p", "1"), *filler,
        row("g", size(128034708480)), row("z", "15566"), row("s", "250067790"),
        row("x", place), row("y", size(104857600)),
        row("w", f"{1048576:,} {unit}".replace(",", group)),
        row("", ""),
    ]  # fmt: skip
    return (
        '<?xml version="1.0"?>\r\n<MsInfo><Metadata><Version>8.0</Version>'
        "<CreationUTC>11/23/26 09:15:00</CreationUTC></Metadata>\r\n"
        f'<Category name="{summary}">'
        + row(os, "Microsoft Windows 11 Pro") + row(version, "10.0.22631 N/A Build 22631")
        + row(mode, "UEFI") + row("", "")
        + f'<Category name="a"><Category name="b">{"".join(disk)}</Category></Category>'
        + '<Category name="c">'
        + row("biontdrv", "Paragon", "c:\\windows\\system32\\drivers\\biontdrv.sys", "1", "2", "3")
        + "</Category></Category></MsInfo>"
    )  # fmt: skip


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8", "utf-8-sig"])
def test_the_same_facts_in_any_language_and_encoding(language: str, encoding: str) -> None:
    found = nfo.facts(report(language).encode(encoding))
    assert (found.os, found.version) == ("Microsoft Windows 11 Pro", "10.0.22631 N/A Build 22631")
    assert (found.firmware, found.created) == ("UEFI", "11/23/26 09:15:00")
    (disk,) = found.disks
    assert (disk.number, disk.model, disk.sector_size) == (0, "KBG30ZMT128G TOSHIBA", 512)
    assert disk.size == 128034708480
    (part,) = disk.partitions
    assert (part.number, part.start, part.size) == (1, 1048576, 104857600)
    (driver,) = found.drivers
    assert driver.file.endswith("biontdrv.sys")
    assert found.problem == ""


def test_a_report_that_ends_too_early_is_read_as_far_as_it_goes() -> None:
    whole = report("de").encode("utf-16")
    found = nfo.facts(whole[: len(whole) // 3])
    assert found.os == "Microsoft Windows 11 Pro"
    assert "damaged" in found.problem


@pytest.mark.parametrize(
    "data",
    [
        b"", b"<MsInfo/>", b"no report", "<a>".encode("utf-16"),
        b'<!DOCTYPE x [<!ENTITY a "b">]><MsInfo><Category name="a"/></MsInfo>',
        b"<c n='1'>" * 100,
    ],
)  # fmt: skip
def test_what_is_no_report_is_refused(data: bytes) -> None:
    with pytest.raises(NotNfoError):
        nfo.facts(data)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 6000), st.integers(0, 255)), max_size=8))
def test_no_damage_breaks_it(edits: list[tuple[int, int]]) -> None:
    data = bytearray(report("ru").encode("utf-16"))
    for place, value in edits:
        data[place % len(data)] = value
    with contextlib.suppress(NotNfoError):
        nfo.facts(bytes(data))


def test_a_report_that_was_attached_says_its_facts_too(tmp_path: Path) -> None:
    saved = tmp_path / "meine.nfo"
    saved.write_bytes(report("de").encode("utf-16"))
    options = CollectOptions(only=("cpu",))
    with gathered(tmp_path / "set", options=options, attachments=(saved,)) as evidence:
        assert b"Windows 11 Pro" in content(evidence, "evidence/attachments/facts.json")
