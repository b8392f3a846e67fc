"""Records of /dev/kmsg become the lines that dmesg would write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.evidence.formats.kernel_log import Record, line, parse


@pytest.mark.parametrize(
    ("record", "written"),
    [
        (b"6,339,5140900,-;NET: Registered\n", b"<6>[    5.140900] NET: Registered\n"),
        (
            b"3,400,12345678901,-,caller=T1;sda: error\n SUBSYSTEM=block\n DEVICE=b8:0\n",
            b"<3>[12345.678901] sda: error\n",
        ),
        (b"12,1,0,c;\n", b"<12>[    0.000000] \n"),
        (b"6,2,1,-;one\\x0atwo", b"<6>[    0.000001] one\n                  two\n"),
        (b"6,2,1,-;disk \\xc3\\xa4\\x5cx", "<6>[    0.000001] disk ä\\x\n".encode()),
        (b"6,2,1,-;esc \\x1b[31m", b"<6>[    0.000001] esc \\x1b[31m\n"),
        (b"6,2,1,-;broken \\xff", b"<6>[    0.000001] broken \\xff\n"),
    ],
)
def test_a_record_is_written_as_dmesg_does(record: bytes, written: bytes) -> None:
    found = parse(record)
    assert found is not None
    assert line(found) == written


@pytest.mark.parametrize("record", [b"", b"6,1,2", b";text", b"a,b,c,-;text", b"6,1;text"])
def test_what_is_no_record_is_passed_over(record: bytes) -> None:
    assert parse(record) is None


@given(st.binary(max_size=200))
def test_no_bytes_break_it(record: bytes) -> None:
    found = parse(record)
    assert found is None or line(found).endswith(b"\n")


@given(
    st.integers(0, 191),
    st.integers(0, 2**63),
    st.integers(0, 2**53),
    st.text(st.characters(codec="ascii", exclude_characters="\\", exclude_categories=["Cc"])),
)
def test_plain_text_comes_through(priority: int, sequence: int, at_us: int, text: str) -> None:
    record = f"{priority},{sequence},{at_us},-;{text}\n".encode()
    assert parse(record) == Record(priority, sequence, at_us, text.encode())
