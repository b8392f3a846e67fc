"""A file that somebody attaches is known for what it is, whatever it is called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.workflow.draft import FileKind
from collector.workflow.recognise import recognise

STUBACT = b"___\r\n[Operation]\r\n>> Delete partition\r\n[Target]\r\n>> Error: 0 (0x0)\r\n"
ENGINE = b"14.01.2024 11:31:31.650,virtual ,[9068]   JOB_JobHistory_VerifyQuery started\r\n"
DMESG = b"".join(b"[    %d.000123] sd 0:0:0:0: [sda] line\n" % number for number in range(5))
NFO = '<?xml version="1.0"?>\r\n<MsInfo><Metadata/></MsInfo>'.encode("utf-16")


@pytest.mark.parametrize(
    ("name", "head", "kind", "known_as"),
    [
        ("StubAct.LOG", b"anything", FileKind.DOCUMENTED_LOG, "stubact.log"),
        ("bio95log.txt", b"", FileKind.DOCUMENTED_LOG, "BioNtLog.txt"),
        ("copy of my log.txt", STUBACT, FileKind.DOCUMENTED_LOG, "stubact.log"),
        ("log.txt", STUBACT.decode().encode("utf-16"), FileKind.DOCUMENTED_LOG, "stubact.log"),
        ("log (1).txt", ENGINE, FileKind.DOCUMENTED_LOG, "hdmengine.log"),
        ("kernel.txt", DMESG, FileKind.KERNEL_LOG, "dmesg"),
        ("dmesg.0", b"Linux version 6.1\n", FileKind.KERNEL_LOG, "dmesg"),
        ("system.nfo", NFO, FileKind.NFO, ""),
        ("info.xml", NFO, FileKind.NFO, ""),
        ("shot.png", b"\x89PNG\r\n\x1a\n\0\0", FileKind.PICTURE, ""),
        ("stubact.log", b"\x89PNG\r\n\x1a\n\0\0", FileKind.PICTURE, ""),
        ("logs.zip", b"PK\x03\x04\x14\0\0\0", FileKind.ARCHIVE, ""),
        ("mini.dmp", b"MDMP\x93\xa7\0\0", FileKind.OTHER, ""),
        ("notes.txt", b"It broke on Monday.\n[1] first\n", FileKind.TEXT, ""),
    ],
)
def test_known_files(name: str, head: bytes, kind: FileKind, known_as: str) -> None:
    found = recognise(name, head)
    assert (found.kind, found.known_as) == (kind, known_as)


@given(st.text(max_size=40), st.binary(max_size=400))
def test_nothing_that_is_attached_breaks_it(name: str, head: bytes) -> None:
    assert recognise(name, head).kind in FileKind
