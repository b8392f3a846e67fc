"""An access list that lets somebody else write the program's files keeps it from more rights."""

from __future__ import annotations

import errno
import os
import struct
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.evidence import posix_acl, program_files
from collector.evidence.posix_acl import ACCESS, DEFAULT, UNREADABLE, Entry, NotAnAccessListError
from tests.skips import lacking

OWNER, USER, OWNING_GROUP, GROUP, MASK, OTHER = 0x01, 0x02, 0x04, 0x08, 0x10, 0x20
NOBODY = 65534


def acl(*entries: tuple[int, int, int]) -> bytes:
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *each) for each in entries)


def plain(*more: tuple[int, int, int], mask: int = 7) -> bytes:
    """What `setfacl` makes of a file of mode 755 with further entries."""
    rows = [(OWNER, 7, 2**32 - 1), *more, (OWNING_GROUP, 5, 2**32 - 1), (MASK, mask, 2**32 - 1)]
    return acl(*sorted(rows), (OTHER, 5, 2**32 - 1))


LISTS = {
    "an account that may write": (plain((USER, 7, 1000)), "the account with the number 1000"),
    "an account that may read": (plain((USER, 5, 1000)), ""),
    "one that the mask keeps from it": (plain((USER, 7, 1000), mask=5), ""),
    "root once more": (plain((USER, 7, 0)), ""),
    "a group": (plain((GROUP, 2, 100)), "the group with the number 100"),
    "the group of root": (plain((GROUP, 7, 0)), ""),
    "everybody": (acl((OWNER, 7, 0), (OTHER, 2, 0)), "everybody"),
    "a tag that is not known": (acl((OWNER, 7, 0), (0x40, 7, 5)), UNREADABLE),
}


@pytest.mark.parametrize("which", LISTS)
def test_who_may_write_is_told_by_the_list(which: str) -> None:
    data, who = LISTS[which]
    assert ", ".join(posix_acl.strangers(posix_acl.parse(data), 0)) == who


def test_the_owning_group_counts_as_far_as_the_mask_lets_it() -> None:
    rows = (Entry(OWNER, 7, 0), Entry(OWNING_GROUP, 7, 0), Entry(OTHER, 0, 0))
    assert posix_acl.strangers(rows, 50) == ("the group with the number 50",)
    assert posix_acl.strangers((*rows, Entry(MASK, 5, 0)), 50) == ()
    assert posix_acl.strangers(rows, 0) == ()


@given(st.binary(max_size=60))
def test_damaged_lists_end_in_one_error(data: bytes) -> None:
    try:
        posix_acl.strangers(posix_acl.parse(data), 0)
    except NotAnAccessListError:
        assert data[:4] != struct.pack("<I", 2) or (len(data) - 4) % 8


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A program's folder on a file system that keeps access lists, all of it root's."""
    folder = tmp_path / "app"
    folder.mkdir(mode=0o755)
    (folder / "module.py").write_text("")
    if folder.stat().st_uid != 0:
        lacking("only root owns what nobody else may write")
    try:
        set_list(folder, ACCESS, plain((USER, 5, NOBODY), mask=5))
    except OSError as error:
        lacking(f"no access lists here: {error.strerror}")
    return folder


def set_list(path: Path, name: str, data: bytes) -> None:
    if sys.platform == "linux":
        os.setxattr(path, name, data)


def fault(folder: Path) -> str:
    return program_files.fault((program_files.Place(folder),))


@pytest.mark.posix("access lists in extended attributes")
def test_a_program_is_refused_for_what_its_lists_allow(installed: Path) -> None:
    assert fault(installed) == ""
    module = installed / "module.py"
    set_list(module, ACCESS, plain((USER, 6, NOBODY)))
    assert fault(installed) == f"{module} can be changed by the account with the number {NOBODY}"
    set_list(module, ACCESS, plain((USER, 4, NOBODY)))
    assert fault(installed) == ""
    set_list(installed, DEFAULT, plain((USER, 7, NOBODY)))
    assert fault(installed).startswith(f"{installed} can be changed by the account")


@pytest.mark.posix("access lists in extended attributes")
def test_of_a_folder_further_above_only_its_own_list_counts(installed: Path) -> None:
    deep = installed / "lib"
    deep.mkdir(mode=0o755)
    set_list(installed, DEFAULT, plain((USER, 7, NOBODY)))
    assert fault(deep) == ""  # what lies there already is not changed by that
    set_list(installed, ACCESS, plain((USER, 7, NOBODY)))
    assert fault(deep).startswith(f"{installed} can be changed by the account")


@pytest.mark.posix("sticky folders")
def test_code_is_not_loaded_from_a_folder_where_all_may_add_files(installed: Path) -> None:
    installed.chmod(0o1777)
    assert fault(installed) == f"{installed} can be changed by everybody"
    (installed / "lib").mkdir(mode=0o755)
    assert fault(installed / "lib") == ""


@pytest.mark.posix("access lists in extended attributes")
def test_a_list_that_cannot_be_read_is_an_error_and_none_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = [errno.EIO, errno.EOPNOTSUPP, errno.ENODATA]

    def read(*_: object, **__: object) -> bytes:
        code = codes.pop()
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "getxattr", read, raising=False)
    status = tmp_path.stat()
    assert posix_acl.writers(str(tmp_path), status, later=True) == ()
    with pytest.raises(OSError, match=r"\w"):
        posix_acl.writers(str(tmp_path), status, later=True)
