"""Records of /dev/kmsg (Documentation/ABI/testing/dev-kmsg), written as `dmesg --raw` does."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ESCAPE = re.compile(rb"(?:\\x[0-9a-fA-F]{2})+")


@dataclass(frozen=True, slots=True)
class Record:
    """`priority` is the syslog priority (facility * 8 + level), `at_us` microseconds since boot."""

    priority: int
    sequence: int
    at_us: int
    text: bytes


def parse(record: bytes) -> Record | None:
    """One record as one read of /dev/kmsg returns it; None for what is not one.

    "6,339,5140900,-;message\\n SUBSYSTEM=…\\n": fields that may be added later are passed over, and
    the dictionary lines after the message name devices, which the message does already.
    """
    head, separator, body = record.partition(b";")
    fields = head.split(b",")
    numbers = [int(field) for field in fields[:3] if field.isdigit() and len(field) < 21]
    if not separator or len(numbers) < 3:
        return None
    return Record(numbers[0], numbers[1], numbers[2], _unescaped(body.partition(b"\n")[0]))


def line(record: Record) -> bytes:
    """As dmesg writes it: `<6>[    5.140900] message`; further lines of a message are indented."""
    seconds, micros = divmod(record.at_us, 1_000_000)
    head = f"<{record.priority}>[{seconds:5d}.{micros:06d}] ".encode()
    return head + record.text.replace(b"\n", b"\n" + b" " * len(head)) + b"\n"


def _unescaped(text: bytes) -> bytes:
    """Undo the escapes of line ends, backslashes and letters; other control bytes stay visible."""
    return _ESCAPE.sub(lambda run: _run(run[0]), text) if b"\\" in text else text


def _run(run: bytes) -> bytes:
    raw = bytes.fromhex(run.replace(b"\\x", b"").decode("ascii"))
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return run
    return b"".join(
        bytes((value,))
        if value >= 0x80 or value == 0x0A or 0x20 <= value < 0x7F
        else b"\\x%02x" % value
        for value in raw
    )
