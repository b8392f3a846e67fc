"""What Windows' storage drivers are asked about the health of a disk, and what they answer.

Structures: learn.microsoft.com, winioctl.h (STORAGE_PREDICT_FAILURE,
STORAGE_PROTOCOL_SPECIFIC_DATA, STORAGE_TEMPERATURE_DATA_DESCRIPTOR) and ntddscsi.h
(ATA_PASS_THROUGH_EX). The first three need no more than access 0 (FILE_ANY_ACCESS); commands to the
disk itself need an administrator.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import Enum

from collector.evidence.formats import nvme_log
from collector.evidence.formats.ata_smart import SIZE, DoubtfulAnswerError
from collector.evidence.formats.storage_ioctl import ShortAnswerError

PREDICT_FAILURE = 0x2D1100
ATA_PASS_THROUGH = 0x04D02C  # read and write access: the driver demands both of any command
DEVICE_LOG, ADAPTER_LOG, DEVICE_TEMPERATURE = 50, 49, 52  # STORAGE_PROPERTY_ID
PREDICTION = 4 + SIZE
_QUERY, _PROTOCOL = struct.Struct("<II"), struct.Struct("<10I")
_NVME, _LOG_PAGE, _HEALTH_LOG = 3, 2, 2
_MOST_SENSORS = 32
_NOT_REPORTED = -0x8000
_COLDEST, _HOTTEST = -40, 125


def prediction(data: bytes) -> tuple[bool, bytes]:
    """STORAGE_PREDICT_FAILURE: whether failure is predicted, and the vendor's 512 bytes (of an
    ATA disk: its SMART data)."""
    if len(data) < 4:
        raise ShortAnswerError(f"the driver answered with {len(data)} bytes only")
    return bool(int.from_bytes(data[:4], "little")), data[4:PREDICTION]


def health_log_query(kind: int) -> bytes:
    """STORAGE_PROPERTY_QUERY for the health log of an NVMe disk, with room for its answer."""
    about = (_NVME, _LOG_PAGE, _HEALTH_LOG, 0, _PROTOCOL.size, nvme_log.SIZE, 0, 0, 0, 0)
    return _QUERY.pack(kind, 0) + _PROTOCOL.pack(*about) + bytes(nvme_log.SIZE)


HEALTH_LOG_ANSWER = _QUERY.size + _PROTOCOL.size + nvme_log.SIZE


def health_log(data: bytes) -> bytes:
    """The page in a STORAGE_PROTOCOL_DATA_DESCRIPTOR; it lies where the driver says."""
    if len(data) < _QUERY.size + _PROTOCOL.size:
        raise ShortAnswerError(f"the driver answered with {len(data)} bytes only")
    fields = _PROTOCOL.unpack_from(data, _QUERY.size)
    offset, length = fields[4], fields[5]
    if offset < _PROTOCOL.size or length < nvme_log.SIZE:
        raise DoubtfulAnswerError("the driver passed on no page")
    start = _QUERY.size + offset
    return data[start : start + nvme_log.SIZE]


def temperature(data: bytes) -> int:
    """Degrees Celsius of the first sensor of STORAGE_TEMPERATURE_DATA_DESCRIPTOR that tells one."""
    try:
        (count,) = struct.unpack_from("<12xH", data)
        for place in range(24, 24 + 16 * min(count, _MOST_SENSORS), 16):
            (found,) = struct.unpack_from("<2xh", data, place)
            if found not in (0, _NOT_REPORTED) and _COLDEST <= found <= _HOTTEST:
                return int(found)
    except struct.error as error:
        raise ShortAnswerError(f"the driver answered with {len(data)} bytes only") from error
    raise DoubtfulAnswerError("the driver tells no temperature")


class Command(Enum):
    """The only commands that are ever sent to a disk; each reads, none wakes or changes it. As
    (features, count, LBA low, mid, high, device, command) and whether data comes back."""

    POWER_MODE = (0, 0xAA, 0, 0, 0, 0xA0, 0xE5), False
    READ_DATA = (0xD0, 1, 0, 0x4F, 0xC2, 0xA0, 0xB0), True
    READ_THRESHOLDS = (0xD1, 1, 1, 0x4F, 0xC2, 0xA0, 0xB0), True
    RETURN_STATUS = (0xDA, 0, 0, 0x4F, 0xC2, 0xA0, 0xB0), False


_POINTER = struct.calcsize("P")
_PASS = struct.Struct("<HHBBBBIII4xQ8s8s" if _POINTER == 8 else "<HHBBBBIIII8s8s")
_READY, _DATA_IN, _SECONDS = 1, 2, 10
_FAILED = 0x21  # bits of the status register: error, device fault
_STANDBY = (0x00, 0x01, 0x40)  # ACS-4, CHECK POWER MODE: standby, and spun down with a cache
_MODES = (0x41, 0x80, 0x81, 0x82, 0x83, 0xFF)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the disk left in its registers, and its data."""

    registers: bytes
    data: bytes


def command(what: Command) -> bytes:
    """ATA_PASS_THROUGH_EX with room for data behind it; input and output have the same size."""
    registers, has_data = what.value
    size = SIZE if has_data else 0
    flags = _READY | (_DATA_IN if has_data else 0)
    head = (_PASS.size, flags, 0, 0, 0, 0, size, _SECONDS, 0, _PASS.size)
    return _PASS.pack(*head, bytes(8), bytes((*registers, 0))) + bytes(size)


def answer(what: Command, data: bytes) -> Answer:
    """Raises ShortAnswerError, or DoubtfulAnswerError where the disk did not obey."""
    size = SIZE if what.value[1] else 0
    if len(data) < _PASS.size + size:
        raise ShortAnswerError(f"the driver answered with {len(data)} bytes only")
    registers = bytes(_PASS.unpack_from(data)[-1])
    if registers[6] & _FAILED:
        raise DoubtfulAnswerError("the disk does not know the command, or SMART is off")
    return Answer(registers, data[_PASS.size : _PASS.size + size])


def asleep(found: Answer) -> bool:
    """Whether the disk stands still; DoubtfulAnswerError where it does not tell."""
    count = found.registers[1]
    if count in _STANDBY:
        return True
    if count in _MODES:
        return False
    raise DoubtfulAnswerError("the disk does not tell its power mode")


def verdict(found: Answer) -> bool:
    """Whether the disk says that it fails (SMART RETURN STATUS)."""
    told = {(0x4F, 0xC2): False, (0xF4, 0x2C): True}.get((found.registers[3], found.registers[4]))
    if told is None:
        raise DoubtfulAnswerError("the disk gives no verdict")
    return told
