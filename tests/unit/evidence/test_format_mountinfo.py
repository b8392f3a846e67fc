"""What is mounted, and what of it may hang because it is a network share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.evidence.formats.mountinfo import is_remote, parse

_TEXT = r"""
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw,discard
36 27 8:17 /sub /media/jane/USB\040STICK rw,nosuid - vfat /dev/sdb1 rw,utf8
40 27 0:50 / /mnt/nas rw - cifs //nas/share rw,username=jane
nonsense
41 27 0:51 / /mnt/x
"""


def test_mounts_are_read_with_their_blanks_and_broken_lines_passed_over() -> None:
    found = parse(_TEXT)
    assert [(each.point, each.device, each.file_system, each.remote) for each in found] == [
        ("/", "/dev/vda", "ext4", False),
        ("/media/jane/USB STICK", "/dev/sdb1", "vfat", False),
        ("/mnt/nas", "//nas/share", "cifs", True),
    ]
    assert found[1].device_number == "8:17"


def test_options_of_a_share_that_may_hold_a_password_are_not_read() -> None:
    assert "username=jane" not in repr(parse(_TEXT))


@pytest.mark.parametrize(
    ("file_system", "device", "remote"),
    [
        ("nfs4", "server:/export", True),
        ("fuse.sshfs", "jane@host:/", True),
        ("fuse.rclone", "cloud:", True),
        ("fuseblk", "/dev/sda2", False),
        ("ext4", "/dev/mapper/vg-root", False),
        ("overlay", "overlay", False),
        ("someday", "server:/export", True),
    ],
)
def test_network_file_systems_are_known(file_system: str, device: str, remote: bool) -> None:
    assert is_remote(file_system, device) is remote


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    assert all(each.device_number is not None for each in parse(text))
