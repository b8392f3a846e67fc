"""Hives are read to the byte, with their logs, and a damaged one costs only what is damaged."""

from __future__ import annotations

import random
import subprocess
import sys
from contextlib import suppress
from io import FileIO
from pathlib import Path

import pytest

from collector.evidence.formats import hive_log
from collector.evidence.formats.hive import DamagedError, Hive, Node, NotAHiveError
from tests.unit.evidence.hive_writer import Tree, hive, log, old_log, tree

MUTATIONS, SEED = 300, 20_261_123
_LARGE = tree({f"Many\\k{number:04d}": {"n": number} for number in range(1200)})


def _open(path: Path, data: bytes, *logs: bytes) -> Hive:
    path.write_bytes(data)
    file = FileIO(str(path), "rb")
    try:
        return Hive(file, len(data), list(logs))
    except BaseException:
        file.close()
        raise


def _value(found: Hive, *keys: str) -> dict[str, bytes]:
    node: Node | None = found.root()
    for key in keys:
        assert node is not None
        node = node.child(key)
    return {} if node is None else {name: data for name, _, data in node.values()}


@pytest.mark.parametrize("kind", [b"lf", b"lh", b"li"])
def test_every_kind_of_list_is_read(tmp_path: Path, kind: bytes) -> None:
    top = tree(
        {r"Über\Ключ": {"": "default", "Größe": "ü"}, r"Big": {"b": bytes(range(256)) * 200}}
    )
    top.keys["Many"] = _LARGE.keys["Many"]
    found = _open(tmp_path / "h", hive(top, list_kind=kind))
    assert _value(found, "über", "ключ")["Größe"] == "ü\0".encode("utf-16-le")
    assert _value(found, "BIG")["b"] == bytes(range(256)) * 200
    many = found.root().child("many")
    assert many is not None
    assert len(list(many.names())) == 1200
    assert found.condition.whole
    found.close()


def test_another_reader_says_the_same(tmp_path: Path) -> None:
    from regipy.registry import RegistryHive

    top = tree({r"A\B": {"text": "Straße", "number": 77, "list": ("a", "b")}})
    found = _open(tmp_path / "h", hive(top))
    theirs = RegistryHive(str(tmp_path / "h")).get_key(r"\A\B").get_values()  # type: ignore[no-untyped-call]
    assert {value.name for value in theirs} == set(_value(found, "a", "b"))
    assert {value.name: value.value for value in theirs}["text"] == "Straße"
    found.close()


def _dirty() -> tuple[bytes, bytes]:
    top = tree({"Before": {"v": "old"}})
    before = hive(top, sequences=(9, 8), room=8192)
    top.at("After").values["v"] = "new"
    size = len(before)
    plain = hive(top)
    return before, hive(top, sequences=(9, 9), room=size - len(plain))


def test_what_stands_in_the_log_only_is_read(tmp_path: Path) -> None:
    before, after = _dirty()
    found = _open(tmp_path / "h", before, log(before, after, 8))
    assert _value(found, "After")["v"] == "new\0".encode("utf-16-le")
    assert found.condition.dirty
    assert found.condition.replayed == 1
    assert (tmp_path / "h").read_bytes() == before
    found.close()


def test_logs_of_older_windows_are_read(tmp_path: Path) -> None:
    before, after = _dirty()
    found = _open(tmp_path / "h", before, old_log(before, after))
    assert _value(found, "After")["v"] == "new\0".encode("utf-16-le")
    found.close()


def test_a_log_that_is_torn_or_of_another_time_is_not_applied(tmp_path: Path) -> None:
    before, after = _dirty()
    torn = bytearray(log(before, after, 8))
    torn[600] ^= 1
    for bad in (bytes(torn), log(before, after, 5), b"", b"\0" * 2048):
        found = _open(tmp_path / "h", before, bad)
        assert found.condition.replayed == 0
        assert found.root().child("After") is None
        found.close()


@pytest.mark.parametrize(
    ("data", "wanted"),
    [("", 0x30ED35C100CD3C7D), ("af", 0x48E73FC77D75DDC1), ("e70f", 0xB5F6E1FC485DBFF8),
     ("37f495", 0xF0B07C789B8CF7E8), ("8642dc59", 0x7008F2E87E9CF556)],
)  # fmt: skip
def test_the_hash_of_logs_is_the_published_one(data: str, wanted: int) -> None:
    """Test vectors that other implementations of Marvin32 use, with their seed."""
    seed = 0x004FB61A001BDBCC
    found = hive_log.marvin32(bytes.fromhex(data), seed)
    assert int.from_bytes(found, "little") == wanted


def test_a_truncated_hive_gives_what_is_left(tmp_path: Path) -> None:
    whole = hive(_LARGE)
    found = _open(tmp_path / "h", whole[: len(whole) // 2])
    many = found.root().child("Many")
    assert many is None or len(list(many.names())) <= 1200
    assert found.condition.truncated
    assert not found.condition.whole
    found.close()


def test_what_is_no_hive_says_so(tmp_path: Path) -> None:
    for data in (b"", bytes(8192), b"MZ" * 5000):
        with pytest.raises(NotAHiveError):
            _open(tmp_path / "h", data)


_MUTATED = """
import random, sys
from io import FileIO
from pathlib import Path
from collector.evidence.formats.hive import DamagedError, Hive, Node, NotAHiveError
from tests.unit.evidence.test_format_hive import mutated, walk
path = Path(sys.argv[1])
done = 0
for data, log in mutated():
    path.write_bytes(data)
    with open(path, "rb", buffering=0) as file:
        try:
            walk(Hive(file, len(data), [log]))
        except (DamagedError, NotAHiveError):
            pass
    done += 1
status = Path("/proc/self/status").read_text()  # getrusage counts the parent's memory before exec
print(done, status.partition("VmHWM:")[2].split()[0])
"""


def mutated() -> list[tuple[bytes, bytes]]:
    """Damaged copies of a dirty hive, and their logs, the same at every call."""
    rng = random.Random(SEED)
    top = tree({f"S\\k{n}\\{n}": {"v": n, "w": "x" * n, "b": b"y" * 20_000} for n in range(24)})
    before = hive(top, sequences=(9, 8), room=4096)
    top.at("After").values["v"] = "new"
    plain = hive(top)
    after = hive(top, sequences=(9, 9), room=max(0, len(before) - len(plain)))
    good = log(before.ljust(len(after), b"\0"), after, 8)
    return [(_bad(before, rng), _bad(good, rng) if n % 3 == 0 else good) for n in range(MUTATIONS)]


def _bad(data: bytes, rng: random.Random) -> bytes:
    bad = bytearray(data)
    for _ in range(rng.choice((1, 4, 40, 400))):
        at = rng.randrange(len(bad))
        bad[at : at + rng.choice((1, 4))] = rng.choice((b"\xff" * 4, bytes(4), rng.randbytes(4)))
    return bytes(bad[: rng.choice((len(bad), len(bad), rng.randrange(len(bad))))])


def walk(found: Hive, most: int = 2_000) -> int:
    """Every key that can be reached, values included; how many."""
    waiting, seen = [found.root()], 0
    while waiting and seen < most:
        node = waiting.pop()
        seen += 1
        for _ in node.values():
            pass
        for _, offset in node.names():
            with suppress(DamagedError):
                waiting.append(node.at(offset))
            if len(waiting) > most:
                break
    return seen


@pytest.mark.posix("the resource module")
def test_300_damaged_hives_never_raise_hang_or_grow(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _MUTATED, str(tmp_path / "h")],
        capture_output=True, text=True, timeout=600, check=True,
    )  # fmt: skip
    count, kilobytes = map(int, done.stdout.split())
    assert count == MUTATIONS
    assert kilobytes < 200_000


def test_keys_of_undamaged_parts_are_still_read(tmp_path: Path) -> None:
    whole = bytearray(hive(_LARGE))
    at = whole.index(b"k0600") - 80
    whole[at : at + 400] = b"\xff" * 400
    found = _open(tmp_path / "h", bytes(whole))
    many = found.root().child("Many")
    assert many is not None
    assert 1100 < len(list(many.names())) < 1200
    assert found.condition.damaged
    found.close()


def test_an_empty_key_is_whole(tmp_path: Path) -> None:
    found = _open(tmp_path / "h", hive(Tree()))
    assert list(found.root().names()) == []
    assert list(found.root().values()) == []
    found.close()
