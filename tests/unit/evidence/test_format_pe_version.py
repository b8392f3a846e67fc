"""Version resources: what Windows would show, from any system, and never a crash on bad bytes."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pefile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.evidence.formats.pe_version import NotAnExecutableError, parse, read
from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError
from tests.unit.evidence.pe_writer import executable

_ENGLISH = {
    "CompanyName": "Paragon Software GmbH",
    "FileVersion": "10.1.25.813",
    "ProductName": "Hard Disk Manager™ 15 Premium",
}
_GERMAN = {"CompanyName": "Paragon Software GmbH", "ProductName": "Festplatten Manager™ 15"}


@pytest.mark.parametrize("x64", [True, False])
def test_every_language_and_the_fixed_numbers_are_read(tmp_path: Path, x64: bool) -> None:
    path = tmp_path / "hdm.exe"
    path.write_bytes(executable({"040904b0": _ENGLISH, "040704b0": _GERMAN}, x64=x64))
    found = read(path)
    assert found.architecture == ("x64" if x64 else "x86")
    assert found.fixed_file == "10.1.25.813"
    assert [(table.language, table.strings) for table in found.tables] == [
        ("040904b0", _ENGLISH),
        ("040704b0", _GERMAN),
    ]


def test_a_file_with_a_resource_per_language_shows_all_of_them() -> None:
    found = parse(io.BytesIO(executable({"040904b0": _ENGLISH}, languages=(0x409, 0x407))))
    assert found is not None
    assert len(found.tables) == 2


def test_strings_are_kept_where_the_fixed_part_is_missing() -> None:
    found = parse(io.BytesIO(executable({"040904b0": {"FileVersion": "18.12.0.0744"}}, fixed=None)))
    assert found is not None
    assert (found.fixed_file, found.first("FileVersion")) == ("", "18.12.0.0744")


@given(
    st.dictionaries(
        st.sampled_from(["CompanyName", "FileVersion", "ProductName", "Comments"]),
        st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs", "Cc"]), max_size=40)
        .map(str.strip)
        .filter(bool),
    ),
    st.tuples(*[st.integers(0, 65535)] * 4),
    st.booleans(),
)
def test_it_agrees_with_pefile(
    strings: dict[str, str], fixed: tuple[int, int, int, int], x64: bool
) -> None:
    data = executable({"040904b0": strings}, fixed=fixed, x64=x64)
    found = parse(io.BytesIO(data))
    oracle = pefile.PE(data=data)
    numbers = oracle.VS_FIXEDFILEINFO[0]
    assert found is not None
    assert found.fixed_file == ".".join(
        str(half)
        for number in (numbers.FileVersionMS, numbers.FileVersionLS)
        for half in (number >> 16, number & 0xFFFF)
    )
    tables = [
        {key.decode(): value.decode() for key, value in table.entries.items()}
        for info in oracle.FileInfo[0]
        if info.Key == b"StringFileInfo"
        for table in info.StringTable
    ]
    assert [table.strings for table in found.tables] == tables


@given(st.data())
def test_damaged_files_end_in_an_answer_or_a_clear_error(data: st.DataObject) -> None:
    good = bytearray(executable({"040904b0": _ENGLISH, "040704b0": _GERMAN}))
    places = st.integers(0, len(good) - 1)
    for place, value in data.draw(st.lists(st.tuples(places, st.integers(0, 255)), max_size=12)):
        good[place] = value
    end = data.draw(st.one_of(st.none(), places))
    try:
        found = parse(io.BytesIO(bytes(good[:end])))
    except NotAnExecutableError:
        return
    assert found is None or len(found.tables) <= 2000


@given(st.binary(max_size=300))
def test_anything_else_is_not_an_executable(data: bytes) -> None:
    with pytest.raises(NotAnExecutableError):
        parse(io.BytesIO(data[:2].replace(b"MZ", b"ZM") + data[2:]))


def test_a_directory_that_points_at_itself_ends() -> None:
    looping = bytearray(executable({"040904b0": _ENGLISH}))
    looping[0x200 + 20 : 0x200 + 24] = (0x80000000).to_bytes(4, "little")
    assert parse(io.BytesIO(bytes(looping))) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs on this system")
def test_a_fifo_named_exe_is_skipped_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "hdm.exe")
    with pytest.raises(NotCollectedError) as caught:
        read(tmp_path / "hdm.exe")
    assert caught.value.status is Status.SKIPPED
