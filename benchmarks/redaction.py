"""What redaction costs, beside the bare RE2 scan, line-by-line `re` and Debian's sosreport.

    python benchmarks/redaction.py [--megabytes 200] [--json]

Generates its logs, prints one table in one run, and exits 1 below the thresholds. All figures are
megabytes (10^6 bytes) per second of CPU time on one core. A log is as long as all logs of a
bundle may be by default: a value costs its most where it is seen first, so a shorter log with as
many distinct values is slower.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import io
import json
import random
import re
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from collector.privacy.detect import alternation
from collector.privacy.literals import Literals
from collector.privacy.model import Kind, Name
from collector.privacy.redactor import Redactor
from collector.privacy.scan import re2_search

KEY = bytes(range(32))
NAMES = (
    Name(Kind.USER, "jane"),
    Name(Kind.USER, "Anna Schmidt"),
    Name(Kind.USER, "Иван"),
    Name(Kind.HOST, "BUERO-PC-07"),
    Name(Kind.HOST, "corp.example.com"),
    Name(Kind.SERIAL, "S5Y1NX0R123456"),
    Name(Kind.SERIAL, "WD-WCC4N1234567"),
    Name(Kind.MAC, "00:50:56:ab:cd:ef"),
    Name(Kind.NETWORK, "HomeNet-5G"),
    Name(Kind.MAIL, "jane@example.com"),
)
TEXTS = (
    "JOB_JobHistory_VerifyQuery started, start time: 14.01.2024 11:31:31",
    "Create job '3253b930-77b1-4ab6-9a3f-0f2d7f8f3a11' in database "
    "'C:/ProgramData/Paragon Software/Hard Disk Manager 17 Advanced/storage/jdb' ... Success",
    "!!!Error: Original location for archive partition 0 of disk 0 not found (1 of 6) ... "
    'Failed (Result = 0x11030, "F:\\BuildAgent\\work\\341d64cdea7aa549\\hdmengine\\hdmsdk\\src'
    '\\stub1\\vdarc\\vdarcsupp.cpp, line 4480")',
    ">> Code: 344 (0x158)",
    ">> Error: 0 (0x0)",
    "Read sectors LBA 1953523711 count 2048 on disk 1, 512 bytes each",
    "Partition type 07, first sector 2048, size 976762584 sectors, signature 0x8F3A11C4",
    "driver BioNTdrv.sys 1.5.1.0 loaded, product build 10.1.25.1137",
    "Volume \\\\?\\Volume{b75e2c83-0000-0000-0000-602f00000000} letter C: NTFS cluster 4096",
    "Operation 'Resize partition' 37% done, 0 errors, 12:31:07 elapsed",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """A generated log: a name for the table, its text, and how much of it is personal."""

    name: str
    data: bytes


def personal(rng: random.Random, distinct: int) -> Callable[[], str]:
    """Lines that hold one of `distinct` values, a mix of kinds as logs have it."""
    share = max(1, distinct // 8)
    octet = rng.randrange

    def values(make: Callable[[], str]) -> list[str]:
        return [make() for _ in range(share)]

    pools = (
        ("Cannot open C:\\Users\\%s\\AppData\\Local\\Temp\\pm.tmp", values(lambda: word(rng))),
        ("send notification to %s ... Success", values(lambda: f"{word(rng)}@{word(rng)}.de")),
        (
            "target address %s port 445",
            values(lambda: f"10.{octet(256)}.{octet(256)}.{octet(256)}"),
        ),
        (
            "remote host at %s answered",
            values(lambda: f"{octet(20, 90)}.{octet(256)}.{octet(256)}.9"),
        ),
        ("adapter %s is up", values(lambda: ":".join(f"{octet(256):02x}" for _ in range(6)))),
        ("archive on \\\\%s\\backup\\img.pbf", values(lambda: f"SRV-{word(rng).upper()}")),
        (
            "account S-1-5-21-%s-1001 may write",
            values(lambda: "-".join(str(octet(10**9)) for _ in range(3))),
        ),
        ("disk 1 Serial Number: %s", values(lambda: f"S{octet(10**12):012d}X")),
    )

    def line() -> str:
        text, pool = rng.choice(pools)
        return text % rng.choice(pool)

    return line


def word(rng: random.Random) -> str:
    """A pronounceable name that no log holds otherwise."""
    while True:
        syllables = (rng.choice("bdfgklmnprstvz") + rng.choice("aeiou") for _ in range(5))
        name = "".join(islice(syllables, rng.randint(3, 5)))
        if not any(name in text.lower() for text in TEXTS):  # "nature" is in every signature
            return name


def log(name: str, size: int, dirty: float, distinct: int) -> Log:
    """A log in the grammar of hdmengine_jobs.log, `dirty` of its lines with one personal value."""
    rng = random.Random(f"{name}{distinct}")
    line = personal(rng, distinct)
    known = ("jane did it on BUERO-PC-07", "disk S5Y1NX0R123456 is healthy", "ИВАН: готово")
    out = io.BytesIO()
    while out.tell() < size:
        stamp = (
            f"{rng.randint(1, 28):02d}.01.2024 {rng.randint(0, 23):02d}:{rng.randint(0, 59):02d}:"
            f"{rng.randint(0, 59):02d}.{rng.randint(0, 999):03d},"
            f"{rng.choice(('virtual ', 'physical'))},[{rng.randint(1000, 9999)}]   "
        )
        text = rng.choice(TEXTS)
        if rng.random() < dirty:
            text = rng.choice(known) if rng.random() < 0.2 else line()
        out.write(f"{stamp}{text}\r\n".encode())
    return Log(name=name, data=out.getvalue())


def hostile(size: int) -> Log:
    """What makes backtracking engines crawl: almost-addresses, colons, backslashes, one line."""
    third = size // 9
    parts = [
        b"a.a.a." * (third // 6),
        b"1:1:" * (third // 4),
        b"\\\\" * (third // 2),
        b"1.1.1." * (third // 6),
        b"password" * (third // 8),
        b"@a" * (third // 2),
        b"ab:cd-" * (third // 6),
        b"/home/" * (third // 6),
        b"%5C" * (third // 3),
    ]
    return Log(name="hostile", data=b"".join(parts))


def speed(size: int, work: Callable[[], object], *, best_of: int = 3) -> float:
    """Megabytes per second of CPU time, the best of some runs."""
    best = float("inf")
    for _ in range(best_of):
        begin = time.process_time()
        work()
        best = min(best, time.process_time() - begin)
    return size / 1e6 / best


def redact(data: bytes) -> None:
    """The whole engine, from a stream of 256 KiB chunks as the worker reads them."""
    redactor = Redactor(KEY, NAMES)
    for part in redactor.stream(data[i : i + 262144] for i in range(0, len(data), 262144)):
        len(part.data)


def ours(data: bytes) -> float:
    """The whole engine on one log."""
    return speed(len(data), lambda: redact(data))


def in_turns(logs: Sequence[bytes], turns: int = 5) -> list[float]:
    """The engine on each log, in turns: what else the machine does then weighs on all alike."""
    best = [0.0] * len(logs)
    for _ in range(turns):
        runs = [speed(len(data), partial(redact, data), best_of=1) for data in logs]
        best = [max(pair) for pair in zip(best, runs, strict=True)]
    return best


def bare(data: bytes) -> float:
    """The limit: every trigger is found and nothing is done about it, by the very call that the
    engine makes, which passes over the match objects of re2's own `finditer` and is faster."""
    search = re2_search(alternation(Literals(NAMES).alternation()))
    if search is None:
        raise SystemExit("google-re2 is not installed: nothing to measure")

    def run() -> None:
        for at in range(0, len(data), 1 << 20):
            piece, pos = data[at : at + (1 << 20)], 0
            while (found := search(piece, pos)) is not None:
                pos = found[1]

    return speed(len(data), run)


LINE_RULES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?i)\b(?:jane|anna schmidt|иван|buero-pc-07|corp\.example\.com|homenet-5g)\b",
        r"(?i)S5Y1NX0R123456|WD-WCC4N1234567",
        r"(?i)[\\/](?:users|home|documents and settings)[\\/]+[^\\/:*?\"<>|\r\n]+",
        r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
        r"\b\d{1,3}(?:\.\d{1,3}){3}\b",
        r"\b[0-9a-fA-F]{2}(?:[:-][0-9a-fA-F]{2}){5}\b",
        r"\b(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}\b",
        r"S-1-5-21(?:-\d+){3}",
        r"\\\\[\w.-]+\\",
        r"(?i)(?:password|passwd|pwd|token|secret)[\"']?\s*[:=]\s*\S+",
        r"(?i)serial(?: number)?\s*[:=]\s*\S+",
        r"\b[A-Z0-9]{5}(?:-[A-Z0-9]{5}){4}\b",
    )
)


def line_by_line(data: bytes) -> float:
    """The usual way: each line through one `re.sub` per rule, here with a constant token."""
    lines = data[: 4 << 20].decode("utf-8", "replace").splitlines()

    def run() -> None:
        for text in lines:
            redacted = text
            for rule in LINE_RULES:
                redacted = rule.sub("pii-user-aaaaaaaa", redacted)

    return speed(min(len(data), 4 << 20), run, best_of=2)


def sos_parsers() -> list[Any]:
    """The cleaner parsers of Debian's sosreport 4.0, or none."""
    place = Path("/usr/lib/python3/dist-packages")
    if not (place / "sos" / "cleaner").is_dir():
        return []
    sys.path.append(str(place))
    parsers = []
    with contextlib.suppress(ImportError):
        for module, name in (
            ("hostname_parser", "SoSHostnameParser"),
            ("ip_parser", "SoSIPParser"),
            ("mac_parser", "SoSMacParser"),
            ("keyword_parser", "SoSKeywordParser"),
        ):
            kind = getattr(importlib.import_module(f"sos.cleaner.parsers.{module}"), name)
            parsers.append(_made(kind, name))
    return parsers


def _made(kind: Callable[..., object], name: str) -> object:
    missing = "/nonexistent"
    if "Hostname" in name:
        return kind(missing, ["corp.example.com"])
    if "Keyword" in name:
        return (
            kind(missing, ["jane"], None)
            if kind.__init__.__code__.co_argcount > 3
            else kind(missing, ["jane"])
        )
    return kind(missing)


def sos(data: bytes, megabytes: float = 2) -> float:
    """sosreport's parsers line by line on the first megabytes (it slows down further on)."""
    piece = data[: int(megabytes * 1e6)]
    lines = piece.decode("utf-8", "replace").splitlines(keepends=True)
    parsers = sos_parsers()

    def run() -> None:
        for text in lines:
            cleaned = text
            for parser in parsers:
                with contextlib.suppress(Exception):  # it raises on 10.1.25.377, and goes on
                    cleaned, _ = parser.parse_line(cleaned)

    return speed(len(piece), run, best_of=1)


def peak_megabytes() -> float:
    """The most memory this process has ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def endless(megabytes: int) -> Iterator[bytes]:
    """A single line without an end, in chunks."""
    piece = (b"no line end here; " * 200 + b"C:\\Users\\bodelima\\x and 10.1.2.3; ") * 70
    for _ in range(megabytes * 1_000_000 // len(piece)):
        yield piece


def growth(megabytes: int) -> float:
    """Megabytes of memory that a file of this size adds to what a small one needed."""
    for part in Redactor(KEY, NAMES).stream(endless(5)):
        len(part.data)
    before = peak_megabytes()
    for part in Redactor(KEY, NAMES).stream(endless(megabytes)):
        len(part.data)
    return peak_megabytes() - before


@dataclass(frozen=True, slots=True)
class Check:
    """A threshold: what it says, what was measured, what is the least (or most) allowed."""

    what: str
    value: float
    limit: float
    at_most: bool = False

    @property
    def good(self) -> bool:
        """Whether the measured value is on the right side."""
        return self.value <= self.limit if self.at_most else self.value >= self.limit


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--megabytes", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    size = options.megabytes * 1_000_000
    grown = growth(100)
    have_sos = bool(sos_parsers())
    rows: dict[str, dict[str, float]] = {}
    for share, dirty in (("2 %", 0.02), ("10 %", 0.10)):
        logs = {
            f"{share} dirty, {distinct:,} values": log(
                f"{share} {distinct}", size, dirty, distinct
            ).data
            for distinct in (250, 10_000)
        }
        for (name, data), rate in zip(logs.items(), in_turns([*logs.values()]), strict=True):
            rows[name] = {"ours": rate, "bare": bare(data), "re": line_by_line(data)}
            if have_sos:
                rows[name]["sos"] = sos(data)
    rows["hostile, 3 MB"] = {"ours": ours(hostile(3_000_000).data)}
    rows["hostile, 9 MB"] = {"ours": ours(hostile(9_000_000).data)}
    checks = judged(rows, grown, have_sos)
    report(rows, checks, have_sos, as_json=options.json)
    return 0 if all(check.good for check in checks) else 1


def judged(rows: dict[str, dict[str, float]], grown: float, have_sos: bool) -> list[Check]:
    """The thresholds."""
    few, many = rows["10 % dirty, 250 values"], rows["10 % dirty, 10,000 values"]
    clean, clean_many = rows["2 % dirty, 250 values"], rows["2 % dirty, 10,000 values"]
    small, large = rows["hostile, 3 MB"]["ours"], rows["hostile, 9 MB"]["ours"]
    checks = [
        Check("of the bare scan, 10 % dirty", few["ours"] / few["bare"], 0.30),
        Check("of the bare scan, 2 % dirty", clean["ours"] / clean["bare"], 0.40),
        Check("10,000 values beside 250, 10 %", many["ours"] / few["ours"], 0.80),
        Check("10,000 values beside 250, 2 %", clean_many["ours"] / clean["ours"], 0.80),
        Check("MB/s on the hostile file", min(small, large), 3.0),
        Check("hostile: three times the size, same speed", large / small, 0.75),
        Check("MB more memory for 100 MB in one line", grown, 16.0, at_most=True),
    ]
    if have_sos:
        checks += [
            Check("times sosreport, 10 % dirty", few["ours"] / few["sos"], 15),
            Check("times sosreport, 2 % dirty", clean["ours"] / clean["sos"], 25),
        ]
    return checks


def report(
    rows: dict[str, dict[str, float]], checks: list[Check], have_sos: bool, *, as_json: bool
) -> None:
    """The table and the verdicts."""
    if as_json:
        print(json.dumps({"rows": rows, "checks": {c.what: [c.value, c.good] for c in checks}}))
        return
    columns = ("ours", "bare", "re", "sos")
    titles = ("engine", "bare RE2 scan", "re by line", "sosreport")
    print(f"{'MB/s of CPU time':<28}" + "".join(f"{title:>15}" for title in titles))
    for name, row in rows.items():
        cells = (f"{row[column]:15.1f}" if column in row else f"{'-':>15}" for column in columns)
        print(f"{name:<28}" + "".join(cells))
    if not have_sos:
        print("sosreport is not installed (apt-get install sosreport): its column is skipped")
    for check in checks:
        sign = "at most" if check.at_most else "at least"
        verdict = "good" if check.good else "BELOW"
        print(f"{verdict}  {check.what}: {check.value:.2f} ({sign} {check.limit:g})")


if __name__ == "__main__":
    sys.exit(main())
