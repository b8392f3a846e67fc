"""A tree full of personal values, and the search that must find none of them on the disk."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

ACCOUNT, FULL_NAME, PROFILE = "zquackenbush", "Zebulon Quackenbush", "yfarquharson"
HOST, DOMAIN = "kestrel-ws17", "kestrel.example"
MAIL = "y.farquharson@aviary.example"
PASSWORD, DIALLED = "Tr0ub4dor-and-3", "hunter-of-gulls-9"

KNOWN = (ACCOUNT, FULL_NAME, PROFILE, HOST, MAIL, PASSWORD, DIALLED)
"""What the system knows or a pattern shows: never on the disk in clear, at no moment."""

LATE = "mkleptoparasite"
"""Shown by a path in one log only; other logs hide it once the set is complete."""

_LINES = (
    f"17.10.2026 12:00:01 {{n}} started by {ACCOUNT} on {HOST}\r\n",
    f"17.10.2026 12:00:02 {{n}} profile of {FULL_NAME}: C:\\Users\\{PROFILE}\\Documents\r\n",
    f"17.10.2026 12:00:03 {{n}} report to {MAIL} via {HOST}.{DOMAIN}\r\n",
    f"17.10.2026 12:00:04 {{n}} connect password={PASSWORD}\r\n",
    f'17.10.2026 12:00:05 {{n}} <pwd password="{DIALLED}"/> for {ACCOUNT.upper()}\r\n',
)


def plant(root: Path, *, noise: int = 60_000) -> Path:
    """Make the tree `root`, with `noise` bytes of log that hardly compress; the install folder."""
    _write(
        root / "etc" / "passwd",
        "root:x:0:0:root:/root:/bin/bash\n"
        f"{ACCOUNT}:x:1000:1000:{FULL_NAME},,,:/home/{ACCOUNT}:/bin/bash\n",
    )
    _write(root / "etc" / "hostname", f"{HOST}\n")
    _write(root / "etc" / "hosts", f"127.0.1.1 {HOST}.{DOMAIN} {HOST}\n")
    _write(root / "etc" / "os-release", 'PRETTY_NAME="Planted Linux 1"\n')
    (root / "home" / PROFILE).mkdir(parents=True)
    _write(root / "var" / "log" / "dmesg", f"[    0.1] hostname {HOST}, user {LATE}\n")
    install = root / "opt" / "Partition Manager 15"
    _write(install / "Program" / "cdb.log", f"nothing about {LATE} here\r\n" + _log(40))
    _write(install / "Program" / "StubAct.log", _log(60), "utf-16-le")
    _write(install / "Win32" / "BioNtLog.txt", _log(20) + _noise(noise))
    _write(install / "Win32" / "PWLOG.TXT", f"opened C:\\Users\\{LATE}\\plan.pfm\r\n" + _log(20))
    return install


def _log(count: int) -> str:
    return "".join(line.format(n=number) for number in range(count) for line in _LINES)


def _noise(size: int) -> str:
    """Hexadecimal words that no rule takes for anything."""
    chance = random.Random(20261122)
    words = (f"sector {chance.getrandbits(44):x} x{chance.getrandbits(40):x}" for _ in iter(int, 1))
    lines: list[str] = []
    while size > 0:
        lines.append(" ".join(next(words) for _ in range(3)) + "\n")
        size -= len(lines[-1])
    return "".join(lines)


def _write(path: Path, text: str, encoding: str = "utf-8") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))


# the search --------------------------------------------------------------------------------------


def traces(folders: Iterable[Path], values: Iterable[str] = KNOWN) -> list[str]:
    """`file: value` for every value found below `folders`, in UTF-8 or UTF-16, in any case, in
    names, in clear, and in what can be unpacked of whole or torn archives and spool files."""
    wanted = {value: _pattern(value) for value in values}
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            texts = [str(path.relative_to(folder)).encode()]
            if path.is_file() and not path.is_symlink():
                data = path.read_bytes()
                texts += [data, *_unpacked(data)]
            for value, pattern in wanted.items():
                if any(pattern.search(text) for text in texts):
                    found.append(f"{path}: {value}")
    return found


def _pattern(value: str) -> re.Pattern[bytes]:
    ways = (value.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
    return re.compile(b"|".join(map(re.escape, ways)), re.IGNORECASE)


def _unpacked(data: bytes) -> Iterator[bytes]:
    """Whatever inflates: from the start (a spool file), and behind each header of a ZIP member."""
    for wbits in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        yield _inflated(data, wbits)
    for header in re.finditer(rb"PK\x03\x04", data):
        at = header.start()
        names = int.from_bytes(data[at + 26 : at + 28], "little")
        extra = int.from_bytes(data[at + 28 : at + 30], "little")
        yield _inflated(data[at + 30 + names + extra :], -zlib.MAX_WBITS)


def _inflated(data: bytes, wbits: int) -> bytes:
    """As much as inflates, even of a stream that is cut short."""
    engine, out = zlib.decompressobj(wbits), bytearray()
    with suppress(zlib.error):
        for at in range(0, len(data), 4096):
            out += engine.decompress(data[at : at + 4096])
            if engine.eof:
                break
    return bytes(out)
