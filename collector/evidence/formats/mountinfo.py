"""/proc/self/mountinfo: what is mounted, without touching any of it (proc(5))."""

from __future__ import annotations

import re

from collector.evidence.platforms.facts import Mount

# Kernel interfaces and memory: nothing that lies on a disk.
PSEUDO = frozenset(
    {
        "autofs", "binfmt_misc", "bpf", "cgroup", "cgroup2", "configfs", "debugfs", "devpts",
        "devtmpfs", "efivarfs", "fusectl", "hugetlbfs", "mqueue", "nsfs", "proc", "pstore",
        "ramfs", "rpc_pipefs", "securityfs", "selinuxfs", "sysfs", "tmpfs", "tracefs",
        "fuse.gvfsd-fuse", "fuse.portal", "fuse.lxcfs",
    }
)  # fmt: skip
_REMOTE = frozenset(
    {
        "9p", "afs", "ceph", "cifs", "coda", "fuse", "gfs2", "glusterfs", "lustre", "ncpfs",
        "nfs", "nfs4", "ocfs2", "smb3", "smbfs", "virtiofs",
    }
)  # fmt: skip
_ESCAPE = re.compile(r"\\([0-7]{3})")


def is_remote(file_system: str, device: str) -> bool:
    """A network file system, or a FUSE server that may be one (fuseblk stands on a device)."""
    if file_system in _REMOTE or file_system.startswith("fuse."):
        return True
    return device.startswith("//") or (":/" in device and not device.startswith("/"))


def parse(text: str) -> tuple[Mount, ...]:
    """The mounts of the text in its order; lines that are not understood are passed over."""
    found = []
    for line in text.splitlines():
        left, separator, right = line.partition(" - ")
        before, after = left.split(" "), right.split(" ")
        if not separator or len(before) < 6 or len(after) < 2:
            continue
        file_system, device = _plain(after[0]), _plain(after[1])
        found.append(
            Mount(
                point=_plain(before[4]),
                device=device,
                file_system=file_system,
                options=tuple(before[5].split(",")),
                remote=is_remote(file_system, device),
                device_number=before[2],
            )
        )
    return tuple(found)


def _plain(text: str) -> str:
    """Undo the kernel's octal escapes of blank, tab, newline and backslash."""
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda match: chr(int(match[1], 8) & 0xFF), text)
