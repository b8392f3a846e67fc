"""What runner and worker say to each other over the worker's pipes: length-framed msgpack."""

from __future__ import annotations

import struct
from datetime import datetime
from io import RawIOBase
from typing import Any

import msgspec

from collector.evidence.model import Status

MAX_FRAME = 64 * 1024 * 1024
_LENGTH = struct.Struct(">I")


class Message(msgspec.Struct, kw_only=True, frozen=True, tag=True):
    """One frame. Values in clear exist only here and in memory, never on a disk."""


class Parts(msgspec.Struct, frozen=True):
    """Where the worker finds what it is made of, as `module:name`; tests name others."""

    machine: str = "collector.evidence.platforms:open_machine"
    names: str = "collector.evidence.identity:names_of"
    redactor: str = "collector.privacy.redactor:Redactor"


class Setup(Message, kw_only=True, frozen=True):
    """The first frame of a run: keys, names and limits. Sizes in bytes, `None` is no limit."""

    key: bytes
    level: str
    names: tuple[tuple[str, str], ...]
    keep: tuple[str, ...]
    find_names: bool
    parent: int
    spool: str
    set_id: str
    root: str | None
    install_dirs: tuple[str, ...]
    kernel_logs: tuple[str, ...]
    since: datetime | None
    code_page: str
    max_file_bytes: int | None
    parts: Parts


class Look(Message, kw_only=True, frozen=True):
    """Before Setup: what stands at `path`? (See `places`.)"""

    path: str


class Seen(Message, kw_only=True, frozen=True):
    """The answer to Look."""

    kind: str


class Ask(Message, kw_only=True, frozen=True):
    """Before Setup: call `module:name` of our own code with these texts. (See `questions`.)"""

    function: str
    arguments: tuple[str, ...]


class Told(Message, kw_only=True, frozen=True):
    """The answer to Ask: plain data, or why there is none."""

    value: Any = None
    fault: str = ""


class GivenFile(msgspec.Struct, frozen=True):
    """A file that a person named (an attachment)."""

    name: str
    path: str


class RawItem(msgspec.Struct, kw_only=True, frozen=True):
    """What the elevated pass read, not redacted: facts, or text, or why there is neither.
    `binary`: the data is no text, and goes into the bundle as it is."""

    name: str
    status: Status
    reason: str = ""
    searched: tuple[str, ...] = ()
    facts: Any = None
    data: bytes | None = None
    source: str = ""
    code_pages: tuple[str, ...] = ()
    binary: bool = False


class RunProbe(Message, kw_only=True, frozen=True):
    """Run one probe: of a module, over given files, or over what was read `raw`. `done` (as
    they are) and `shown` (as they are written) are the names of items to pass over; `seconds` are
    left for everything, `item_seconds` is the longest that one item may take."""

    id: str
    module: str
    given: tuple[GivenFile, ...]
    raw: tuple[RawItem, ...] = ()
    found: dict[str, dict[str, Any]]
    done: tuple[str, ...]
    shown: tuple[str, ...]
    seconds: float
    item_seconds: float
    budget: int | None


class Ready(Message, kw_only=True, frozen=True):
    """The worker's answer to Setup. `names` are those that the system knows."""

    names: tuple[tuple[str, str], ...]
    names_fault: str
    platform: str
    time_zone: str
    host: str


class Started(Message, kw_only=True, frozen=True):
    """An item begins; `steady` items report `Advanced` and may take long while they do."""

    name: str
    shown: str
    steady: bool


class Advanced(Message, kw_only=True, frozen=True):
    """So many bytes of the current item were read."""

    bytes: int


class Stored(msgspec.Struct, kw_only=True, frozen=True):
    """A file in the spool. `size` and `sha256` are of the redacted bytes, `stored` of the
    compressed ones, `hits` counts the records of its sidecar."""

    spool: str
    size: int
    sha256: str
    stored: int
    hits: int
    redactions: dict[str, int]
    source: str
    encoding: str = ""
    encoding_source: str | None = None
    truncated: str = ""
    unredactable: bool = False


class Fragment(msgspec.Struct, kw_only=True, frozen=True):
    """Redacted facts as JSON text, and their hits, sealed."""

    text: str
    redactions: dict[str, int]
    hits: bytes


class Done(Message, kw_only=True, frozen=True):
    """What came of an item. `clear` are facts for the probes that need them, kept in memory."""

    name: str
    shown: str
    status: Status
    reason: str
    seconds: float
    searched: tuple[str, ...]
    stored: Stored | None
    fragment: Fragment | None
    clear: Any
    learned: tuple[tuple[str, str], ...]


class Ended(Message, kw_only=True, frozen=True):
    """The probe has no more items. `fault` says why enumerating stopped early, if it did."""

    status: Status | None = None
    fault: str = ""
    learned: tuple[tuple[str, str], ...] = ()


class Raw(Message, kw_only=True, frozen=True):
    """The elevated pass read an item of a probe."""

    probe: str
    item: RawItem


class RawEnded(Message, kw_only=True, frozen=True):
    """The elevated pass is through with all that it was asked for."""


class Fatal(Message, kw_only=True, frozen=True):
    """Nothing (more) can be collected: the spool cannot be written, the root not be read, or the
    elevated pass refuses what it is asked."""

    reason: str
    no_space: bool


ToWorker = Look | Ask | Setup | RunProbe
FromWorker = Seen | Told | Ready | Started | Advanced | Done | Ended | Fatal
FromElevated = Raw | RawEnded | Fatal
_ENCODER = msgspec.msgpack.Encoder()
TO_WORKER = msgspec.msgpack.Decoder(ToWorker)
FROM_WORKER = msgspec.msgpack.Decoder(FromWorker)
FROM_ELEVATED = msgspec.msgpack.Decoder(FromElevated)


class BrokenPipeFrameError(Exception):
    """The other side sent something that is not a frame, or died within one."""


def framed(message: Message) -> bytes:
    body = _ENCODER.encode(message)
    if len(body) > MAX_FRAME:
        raise ValueError(f"a message of {len(body)} bytes is too long")
    return _LENGTH.pack(len(body)) + body


def read_frame(pipe: RawIOBase) -> bytes | None:
    """The next frame's body; None when the other side closed the pipe between two frames."""
    head = _exactly(pipe, _LENGTH.size)
    if not head:
        return None
    length = _LENGTH.unpack(head)[0] if len(head) == _LENGTH.size else MAX_FRAME + 1
    if length > MAX_FRAME:
        raise BrokenPipeFrameError("not a frame")
    body = _exactly(pipe, length)
    if len(body) != length:
        raise BrokenPipeFrameError("the frame is cut short")
    return body


def write_all(pipe: RawIOBase, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[pipe.write(rest) or 0 :]


def _exactly(pipe: RawIOBase, length: int) -> bytes:
    data = bytearray()
    while len(data) < length and (chunk := pipe.read(length - len(data))):
        data += chunk
    return bytes(data)
