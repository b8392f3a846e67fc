"""Windows: who may write a file, and a security descriptor from its text. Thin, and only there."""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes

from collector.evidence.windows_acl import GRANTING, WRITES, Ace, strangers

assert sys.platform == "win32"  # noqa: S101 - tells type checkers where this runs

_FILE_OBJECT, _OWNER_AND_DACL = 1, 0x1 | 0x4


class _Ace(ctypes.Structure):
    _fields_ = (
        ("AceType", ctypes.c_ubyte),
        ("AceFlags", ctypes.c_ubyte),
        ("AceSize", wintypes.WORD),
        ("Mask", wintypes.DWORD),
        ("SidStart", wintypes.DWORD),
    )


class _Acl(ctypes.Structure):
    _fields_ = (
        ("AclRevision", ctypes.c_ubyte),
        ("Sbz1", ctypes.c_ubyte),
        ("AclSize", wintypes.WORD),
        ("AceCount", wintypes.WORD),
        ("Sbz2", wintypes.WORD),
    )


class SecurityAttributes(ctypes.Structure):
    """SECURITY_ATTRIBUTES of winbase.h."""

    _fields_ = (
        ("nLength", wintypes.DWORD),
        ("lpSecurityDescriptor", wintypes.LPVOID),
        ("bInheritHandle", wintypes.BOOL),
    )


_advapi32 = ctypes.WinDLL("advapi32", use_last_error=True)
_kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
_kernel32.LocalFree.argtypes = (ctypes.c_void_p,)
_advapi32.GetNamedSecurityInfoW.argtypes = (
    wintypes.LPCWSTR, ctypes.c_int, wintypes.DWORD, ctypes.POINTER(ctypes.c_void_p),
    ctypes.c_void_p, ctypes.POINTER(ctypes.POINTER(_Acl)), ctypes.c_void_p,
    ctypes.POINTER(ctypes.c_void_p),
)  # fmt: skip
_advapi32.GetAce.argtypes = (
    ctypes.POINTER(_Acl), wintypes.DWORD, ctypes.POINTER(ctypes.POINTER(_Ace)),
)  # fmt: skip
_advapi32.ConvertSidToStringSidW.argtypes = (ctypes.c_void_p, ctypes.POINTER(wintypes.LPWSTR))
_advapi32.ConvertStringSecurityDescriptorToSecurityDescriptorW.argtypes = (
    wintypes.LPCWSTR, wintypes.DWORD, ctypes.POINTER(ctypes.c_void_p), ctypes.c_void_p,
)  # fmt: skip


def writers(path: str, rights: int = WRITES) -> tuple[str, ...]:
    """The SIDs, but for the system's and the administrators', that own a file or folder or have
    any of `rights`; "everybody" where it has no list of rights. Raises OSError."""
    owner, descriptor = ctypes.c_void_p(), ctypes.c_void_p()
    acl = ctypes.POINTER(_Acl)()
    code = _advapi32.GetNamedSecurityInfoW(
        path, _FILE_OBJECT, _OWNER_AND_DACL, ctypes.byref(owner), None, ctypes.byref(acl), None,
        ctypes.byref(descriptor),
    )  # fmt: skip
    if code:
        raise OSError(None, ctypes.FormatError(code).strip(), path, code)
    try:
        if not acl:
            return ("everybody",)
        return strangers(_text(owner.value), _entries(acl, rights), rights)
    finally:
        _kernel32.LocalFree(descriptor)


def _entries(acl: ctypes._Pointer[_Acl], rights: int) -> list[Ace]:
    """Those with any of `rights`; of others it is not told whose they are."""
    found = []
    for number in range(acl.contents.AceCount):
        ace = ctypes.POINTER(_Ace)()
        if not _advapi32.GetAce(acl, number, ctypes.byref(ace)):
            raise ctypes.WinError(ctypes.get_last_error())
        one = ace.contents
        if one.Mask & rights and one.AceType in GRANTING:
            sid = _text(ctypes.addressof(one) + _Ace.SidStart.offset)
            found.append(Ace(one.AceType, one.AceFlags, one.Mask, sid))
    return found


def _text(sid: int | None) -> str:
    text = wintypes.LPWSTR()
    if not _advapi32.ConvertSidToStringSidW(sid, ctypes.byref(text)):
        raise ctypes.WinError(ctypes.get_last_error())
    try:
        return str(text.value)
    finally:
        _kernel32.LocalFree(text)


def attributes(sddl: str) -> SecurityAttributes:
    """What gives a new object the rights that the text (in SDDL) describes. It lives as long as
    the process: there is one for each pass."""
    descriptor = ctypes.c_void_p()
    if not _advapi32.ConvertStringSecurityDescriptorToSecurityDescriptorW(
        sddl, 1, ctypes.byref(descriptor), None
    ):
        raise ctypes.WinError(ctypes.get_last_error())
    return SecurityAttributes(ctypes.sizeof(SecurityAttributes), descriptor, False)
