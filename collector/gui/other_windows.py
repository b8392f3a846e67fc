"""The windows of other programs, asked of Windows or of an X server; other desktops tell nobody."""

from __future__ import annotations

import ctypes
import ctypes.util
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_MOST = 20
_TITLE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherWindow:
    """`handle` is what Qt calls a WId."""

    handle: int
    title: str


def listed(system: str, qt_platform: str) -> tuple[OtherWindow, ...]:
    """The windows that have a title, uppermost first; empty where they cannot be asked for."""
    try:
        if system == "win32":
            found = _of_windows()
        elif qt_platform == "xcb":
            found = _of_x11()
        else:
            return ()
        return tuple(each for each in found if each.title.strip())[:_MOST]
    except (OSError, AttributeError):
        return ()


def _of_windows() -> list[OtherWindow]:
    user32 = ctypes.windll.user32  # type: ignore[attr-defined, unused-ignore]
    found: list[OtherWindow] = []
    kind = ctypes.WINFUNCTYPE(  # type: ignore[attr-defined, unused-ignore]
        ctypes.c_bool, ctypes.c_void_p, ctypes.c_void_p
    )

    def each(handle: int, _data: object) -> bool:
        if user32.IsWindowVisible(ctypes.c_void_p(handle)):
            text = ctypes.create_unicode_buffer(_TITLE)
            user32.GetWindowTextW(ctypes.c_void_p(handle), text, _TITLE)
            found.append(OtherWindow(handle=handle, title=text.value))
        return True

    user32.EnumWindows(kind(each), 0)
    return found


def _of_x11() -> list[OtherWindow]:
    name = ctypes.util.find_library("X11")
    if name is None:
        return []
    x11 = ctypes.CDLL(name)
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XDefaultRootWindow.restype = ctypes.c_ulong
    x11.XInternAtom.restype = ctypes.c_ulong
    x11.XSetErrorHandler.restype = ctypes.c_void_p
    display = ctypes.c_void_p(x11.XOpenDisplay(None))
    if not display:
        return []
    # a window that is gone meanwhile is an error, and Xlib's own answer ends the process
    ignore = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda _d, _e: 0)
    before = x11.XSetErrorHandler(ignore)
    try:
        root = x11.XDefaultRootWindow(display)
        handles = list(_numbers(x11, display, root, b"_NET_CLIENT_LIST_STACKING"))
        return [
            OtherWindow(handle=handle, title=_title(x11, display, handle))
            for handle in reversed(handles)
        ]
    finally:
        x11.XSetErrorHandler(ctypes.c_void_p(before))
        x11.XCloseDisplay(display)


def _title(x11: Any, display: ctypes.c_void_p, handle: int) -> str:  # noqa: ANN401  a C library
    data = _property(x11, display, handle, b"_NET_WM_NAME") or _property(
        x11, display, handle, b"WM_NAME"
    )
    return data[:_TITLE].decode("utf-8", "replace")


def _numbers(
    x11: Any,  # noqa: ANN401
    display: ctypes.c_void_p,
    window: int,
    name: bytes,
) -> Iterator[int]:
    data = _property(x11, display, window, name)
    size = ctypes.sizeof(ctypes.c_ulong)  # Xlib hands out 32-bit values as longs
    for place in range(0, len(data) - size + 1, size):
        yield int.from_bytes(data[place : place + size], "little")


def _property(
    x11: Any,  # noqa: ANN401
    display: ctypes.c_void_p,
    window: int,
    name: bytes,
) -> bytes:
    kind, form = ctypes.c_ulong(), ctypes.c_int()
    count, rest = ctypes.c_ulong(), ctypes.c_ulong()
    data = ctypes.POINTER(ctypes.c_ubyte)()
    refused = x11.XGetWindowProperty(
        display, ctypes.c_ulong(window), ctypes.c_ulong(x11.XInternAtom(display, name, 0)),
        ctypes.c_long(0), ctypes.c_long(4096), 0, ctypes.c_ulong(0), ctypes.byref(kind),
        ctypes.byref(form), ctypes.byref(count), ctypes.byref(rest), ctypes.byref(data),
    )  # fmt: skip
    if refused or not data:
        return b""
    width = {8: 1, 16: ctypes.sizeof(ctypes.c_short), 32: ctypes.sizeof(ctypes.c_long)}
    found = bytes(data[: count.value * width.get(form.value, 0)])
    x11.XFree(data)
    return found
