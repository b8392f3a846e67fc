r"""Names of servers in paths and addresses, as logs and jobs write them: `\\SERVER\share\…`.

The text is hostile: what is taken has the form of a host name or an address, and nothing else.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from dataclasses import dataclass

_MAX_NAME = 253  # characters of a host name (RFC 1035)
_LABEL = re.compile(r"[^\W_][\w-]{0,62}", re.UNICODE)
_HOST = r"(?P<host>\[[0-9A-Fa-f:.]{2,45}\]|[\w.-]{1,260})(?P<dav>(?:@\w{1,5}){0,2})"
_PATHS = (  # as it is, and as it stands in JSON, where \\x\\y is no more than \x\y
    re.compile(r"(?<![\\\da-z_:])\\\\(?:\?\\UNC\\)?" + _HOST + r"\\[\w$]", re.IGNORECASE),
    re.compile(r"(?<![\\\da-z_:])\\{4}(?:\?\\\\UNC\\\\)?" + _HOST + r"\\\\[\w$]", re.IGNORECASE),
    re.compile(r"(?<![\da-z_:/\\])//" + _HOST + r"/[\w$]", re.IGNORECASE),
)
_URL = re.compile(
    r"(?<!\w)(?P<scheme>smb|cifs|nfs|ftps?|sftp|davs?|webdavs?)://"
    r"(?:[^\s/@\"'<>]{1,200}@)?" + _HOST,
    re.IGNORECASE,
)
_NFS = re.compile(_HOST + r":/")
_SERVICES = {"cifs": "smb", "ftps": "ftp", "dav": "webdav", "davs": "webdav", "webdavs": "webdav"}
_LOCAL = frozenset(
    {"localhost", "globalroot", "wsl", "wsl.localhost", "tsclient", "pipe", "unc", "sbvdsi"}
)  # names of this very machine, or of no machine
_DEVICE = re.compile(r"(?:physicaldrive|harddisk|volume|cdrom|tape|com|lpt)\w*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Server:
    """`host` as it is asked for, in small letters; `service` "smb", "nfs", "ftp", "sftp",
    "webdav"."""

    host: str
    service: str

    @property
    def url(self) -> str:
        """The form in which redaction knows that a host stands there."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'smb' if self.service == 'webdav' else self.service}://{host}/"


def servers(text: str) -> Iterator[Server]:
    """Every server that the text names in a path or an address, as often as it does."""
    for path in _PATHS:
        for found in path.finditer(text):
            yield from server(found["host"], "webdav" if found["dav"] else "smb")
    for found in _URL.finditer(text):
        scheme = found["scheme"].lower()
        yield from server(found["host"], _SERVICES.get(scheme, scheme))


def of_mount(device: str, file_system: str) -> Iterator[Server]:
    """The server of what is mounted: `//server/share`, `server:/export`, an address."""
    if file_system.startswith("fuse.sshfs") and (found := re.match(r"(?:[^@:/]{1,64}@)?", device)):
        if host := re.match(_HOST + ":", device[found.end() :]):
            yield from server(host["host"], "sftp")
    elif (found := _NFS.match(device)) is not None:
        yield from server(found["host"], "nfs")
    else:
        yield from servers(device)


def server(host: str, service: str) -> Iterator[Server]:
    """The server of that name; none where it cannot be the name of one."""
    name = host.strip("[]").rstrip(".").lower()
    if is_host(name):
        yield Server(name, service)


def is_host(name: str) -> bool:
    """Whether it has the form of a host name or an address of another machine."""
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return _is_name(name)
    return not (address.is_loopback or address.is_unspecified or address.is_multicast)


def _is_name(name: str) -> bool:
    if not name or len(name) > _MAX_NAME or name in _LOCAL or _DEVICE.fullmatch(name):
        return False
    labels = name.split(".")
    if all(label.isdigit() for label in labels):  # 1.2.3: no address, and no name
        return False
    return all(_LABEL.fullmatch(label) for label in labels)
