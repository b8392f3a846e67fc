"""The search for personal values finds what it must: else the crash proofs would prove nothing."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

import pytest

from tests.e2e.planted import ACCOUNT, KNOWN, LATE, plant, traces


def test_every_planted_value_is_found_in_the_tree_itself(tmp_path: Path) -> None:
    plant(tmp_path)
    found = traces([tmp_path], (*KNOWN, LATE))
    for value in (*KNOWN, LATE):
        assert any(line.endswith(f": {value}") for line in found), value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("way", ["clear", "zlib", "zip", "torn zlib", "torn zip"])
def test_it_sees_through_encodings_and_torn_archives(
    tmp_path: Path, encoding: str, way: str
) -> None:
    data = f"{'x' * 20_000}{ACCOUNT.title()}{'y' * 20_000}".encode(encoding)
    file = tmp_path / "file"
    if way == "clear":
        file.write_bytes(data)
    elif way.endswith("zlib"):
        file.write_bytes(zlib.compress(data))
    else:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("README.txt", "nothing")
            archive.writestr("evidence/log.txt", data)
    if way.startswith("torn"):
        file.write_bytes(file.read_bytes()[: -8 if way.endswith("zlib") else -150])
    assert traces([tmp_path], [ACCOUNT])
    assert not traces([tmp_path], ["somebody-else"])


def test_it_looks_at_names_too(tmp_path: Path) -> None:
    (tmp_path / f"of {ACCOUNT}").mkdir()
    assert traces([tmp_path], [ACCOUNT])
