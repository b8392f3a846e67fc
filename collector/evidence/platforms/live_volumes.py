"""Volumes of the Windows that runs, also those without a drive letter; shares are not touched."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from collector.evidence.formats import storage_ioctl
from collector.evidence.formats.storage_ioctl import ShortAnswerError
from collector.evidence.outcome import NotCollectedError, absent, not_applicable
from collector.evidence.platforms.facts import Piece, Volume
from collector.evidence.platforms.live_device import asking

_KINDS = {0: "unknown", 1: "not there", 2: "removable", 3: "fixed", 4: "remote", 5: "cd", 6: "ram"}
_ASKED = ("removable", "fixed", "ram")
_MAX_VOLUMES = 200
_READ_ONLY = 0x00080000
_EXTENTS_ANSWER = 8 + 24 * 64

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    from collector.evidence.platforms.live_bitlocker import protection

    _kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
    _kernel32.FindFirstVolumeW.restype = wintypes.HANDLE
    _kernel32.FindNextVolumeW.argtypes = (wintypes.HANDLE, wintypes.LPWSTR, wintypes.DWORD)
    _kernel32.FindVolumeClose.argtypes = (wintypes.HANDLE,)
    _NO_ERROR_WINDOWS = 0x8001

    def volumes() -> tuple[Volume, ...]:
        """Raises NotCollectedError where Windows lists none."""
        ctypes.windll.kernel32.SetErrorMode(_NO_ERROR_WINDOWS)  # an empty reader asks for a medium
        found = tuple(_volume(name) for name in _names())
        if not found:
            raise absent("Windows lists no volume")
        return found

    def _names() -> Iterator[str]:
        room = ctypes.create_unicode_buffer(512)
        handle = _kernel32.FindFirstVolumeW(room, len(room))
        if handle is None or handle == wintypes.HANDLE(-1).value:
            return
        try:
            for _ in range(_MAX_VOLUMES):
                yield room.value
                if not _kernel32.FindNextVolumeW(handle, room, len(room)):
                    return
        finally:
            _kernel32.FindVolumeClose(handle)

    def _volume(name: str) -> Volume:
        points = _mount_points(name)
        kind = _KINDS.get(_kernel32.GetDriveTypeW(points[0] if points else name), "unknown")
        if kind not in _ASKED:
            return Volume(name=name, mount_points=points, kind=kind, note="not asked")
        if not _holds_medium(name):
            return Volume(name=name, mount_points=points, kind=kind, note="without a medium")
        place = points[0] if points else name
        file_system, label, flags = _information(place)
        size, cluster = _space(place)
        dirty, pieces = _by_driver(name)
        return Volume(
            name=name,
            mount_points=points,
            kind=kind,
            file_system=file_system,
            label=label,
            size=size,
            cluster_size=cluster,
            read_only=None if flags is None else bool(flags & _READ_ONLY),
            dirty=dirty,
            encryption=protection(place),
            pieces=pieces,
        )

    def _holds_medium(name: str) -> bool:
        try:
            with asking(name.rstrip("\\")) as ask:
                ask(storage_ioctl.CHECK_VERIFY, b"", 16)
        except NotCollectedError as error:
            return "medium" not in error.reason
        return True

    def _mount_points(name: str) -> tuple[str, ...]:
        room, used = ctypes.create_unicode_buffer(32768), wintypes.DWORD(0)
        if not _kernel32.GetVolumePathNamesForVolumeNameW(
            name, room, len(room), ctypes.byref(used)
        ):
            return ()
        return tuple(each for each in ctypes.wstring_at(room, used.value).split("\0") if each)

    def _information(name: str) -> tuple[str, str, int | None]:
        label, system = ctypes.create_unicode_buffer(261), ctypes.create_unicode_buffer(261)
        flags = wintypes.DWORD(0)
        done = _kernel32.GetVolumeInformationW(
            name, label, 261, None, None, ctypes.byref(flags), system, 261
        )
        return (system.value, label.value, flags.value) if done else ("", "", None)

    def _space(name: str) -> tuple[int | None, int | None]:
        """Size and size of the clusters, in bytes."""
        numbers = [wintypes.DWORD(0) for _ in range(4)]
        sectors, sector, _, clusters = numbers
        if not _kernel32.GetDiskFreeSpaceW(name, *map(ctypes.byref, numbers)):
            return None, None
        cluster = sectors.value * sector.value
        return cluster * clusters.value, cluster

    def _by_driver(name: str) -> tuple[bool | None, tuple[Piece, ...]]:
        dirty: bool | None = None
        pieces: tuple[Piece, ...] = ()
        try:
            with asking(name.rstrip("\\")) as ask:
                pieces = _pieces(ask(storage_ioctl.GET_EXTENTS, b"", _EXTENTS_ANSWER))
                answer = ask(storage_ioctl.IS_DIRTY, b"", 4)
                dirty = bool(int.from_bytes(answer, "little") & 1)
        except (NotCollectedError, ShortAnswerError, OSError):
            pass  # what was told before is kept
        return dirty, pieces

else:

    def volumes() -> tuple[Volume, ...]:
        raise not_applicable("only Windows lists volumes in this way")


def _pieces(answer: bytes) -> tuple[Piece, ...]:
    return tuple(
        Piece(disk=f"PhysicalDrive{each.disk}", start=each.start, size=each.size)
        for each in storage_ioctl.extents(answer)
    )
