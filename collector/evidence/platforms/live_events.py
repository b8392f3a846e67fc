"""Records of the event log of the Windows that runs, by a query that Windows itself carries out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime

from collector.evidence.formats.event_xml import EventQuery, xpath
from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError, absent, not_applicable, refused

_NO_SUCH_LOG, _DENIED = (15007, 2), 5

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _CHANNEL, _NEWEST_FIRST, _XML, _WAIT = 0x1, 0x200, 1, 10_000
    _BATCH = 64

    def event_records(query: EventQuery) -> Iterator[str]:
        """Newest first. Raises NotCollectedError: absent (no such log), refused, failed."""
        wevtapi = ctypes.WinDLL("wevtapi", use_last_error=True)
        wevtapi.EvtQuery.restype = wintypes.HANDLE
        wevtapi.EvtQuery.argtypes = (
            wintypes.HANDLE, wintypes.LPCWSTR, wintypes.LPCWSTR, wintypes.DWORD,
        )  # fmt: skip
        for function in (wevtapi.EvtClose, wevtapi.EvtNext, wevtapi.EvtRender):
            function.restype = wintypes.BOOL
        wevtapi.EvtClose.argtypes = (wintypes.HANDLE,)
        found = wevtapi.EvtQuery(
            None, query.channel, xpath(query, datetime.now(UTC)), _CHANNEL | _NEWEST_FIRST
        )
        if not found:
            raise _fault(query.channel, ctypes.get_last_error())
        try:
            yield from _all(wevtapi, found)
        finally:
            wevtapi.EvtClose(found)

    def _all(wevtapi: ctypes.WinDLL, found: int) -> Iterator[str]:
        events, count = (wintypes.HANDLE * _BATCH)(), wintypes.DWORD(0)
        while wevtapi.EvtNext(
            wintypes.HANDLE(found), _BATCH, events, _WAIT, 0, ctypes.byref(count)
        ):
            for event in events[: count.value]:
                try:
                    yield _rendered(wevtapi, event or 0)
                finally:
                    wevtapi.EvtClose(event)

    def _rendered(wevtapi: ctypes.WinDLL, event: int) -> str:
        """One record as XML; empty where Windows cannot render it."""
        used, parts = wintypes.DWORD(0), wintypes.DWORD(0)
        size = 16 << 10
        for _ in range(2):
            room = ctypes.create_unicode_buffer(size // 2)
            if wevtapi.EvtRender(
                None, wintypes.HANDLE(event), _XML, size, room, ctypes.byref(used),
                ctypes.byref(parts),
            ):  # fmt: skip
                return room.value
            size = min(used.value, 1 << 20) or size
        return ""

    def _fault(channel: str, code: int) -> NotCollectedError:
        if code in _NO_SUCH_LOG:
            return absent(f"this Windows has no event log {channel}")
        if code == _DENIED:
            return refused(f"this account may not read the event log {channel}")
        text = ctypes.FormatError(code).strip() if code else "no reason was given"
        return NotCollectedError(Status.FAILED, f"the event log does not answer: {text}")

else:

    def event_records(query: EventQuery) -> Iterator[str]:
        raise not_applicable("only Windows has an event log")
