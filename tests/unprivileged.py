"""Running the program as an account without rights, in a mount namespace that ends with it.

There the interpreter can be reached whoever owns it, and sudo lets that account be root unasked;
outside of the namespace nothing changes. Needs root, `unshare`, `setpriv` and sudo.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ACCOUNT, UID, GID = "nobody", 65534, 65534
SUDOERS = f"root ALL=(ALL) ALL\n{ACCOUNT} ALL=(root) NOPASSWD: ALL\n"
AWAY = "/mnt"


def why_not() -> str:
    """Why it cannot be done here; empty where it can."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return "only root can become another account"
    needed = ("unshare", "setpriv", "sudo", "mount")
    missing = [name for name in needed if shutil.which(name) is None]
    return f"not installed: {', '.join(missing)}" if missing else ""


def _reachable(place: Path) -> list[str]:
    """Commands that let everybody reach `place`, where a folder above it is private."""
    closed = [each for each in (place, *place.parents) if not each.stat().st_mode & 0o001]
    if not closed:
        return []
    top, kept = closed[-1], f"{AWAY}/kept"
    return [
        f"mkdir -p {kept}", f"mount --bind {shlex.quote(str(place))} {kept}",
        f"mount -t tmpfs -o mode=755 none {shlex.quote(str(top))}",
        f"mkdir -p {shlex.quote(str(place))}", f"mount --bind {kept} {shlex.quote(str(place))}",
    ]  # fmt: skip


def run(
    arguments: list[str], out: Path, *, before: str = "true", sudo: bool = True
) -> subprocess.CompletedProcess[str]:
    """The program as `nobody`, in an empty home; what it leaves as *.zip there comes to `out`."""
    program = [sys.executable, "-m", "collector", *arguments]
    return command(program, out, before=before, sudo=sudo)


def command(
    program: list[str], out: Path, *, before: str = "true", sudo: bool = False
) -> subprocess.CompletedProcess[str]:
    """Any command as `nobody`.

    before: a shell command of root's, in the namespace. sudo: whether it gives rights unasked.
    """
    home = f"{AWAY}/home"
    sudoers = SUDOERS if sudo else "root ALL=(ALL) ALL\n"
    variables = {
        "PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8", "HOME": home,
        "TMPDIR": home, "PARAGON_COLLECTOR_HOME": f"{home}/collector",
    }  # fmt: skip
    script = [
        "set -e",
        f"mount -t tmpfs -o mode=755,suid none {AWAY}",
        f"install -d -o {UID} -g {GID} -m 700 {home}",
        *_reachable(Path(sys.base_prefix)),
        f"printf %s {shlex.quote(sudoers)} > {AWAY}/sudoers",
        f"chmod 440 {AWAY}/sudoers",
        f"mount --bind {AWAY}/sudoers /etc/sudoers",
        before,
        "code=0",
        f"cd {home}",
        f"env -i {shlex.join(f'{name}={value}' for name, value in variables.items())} "
        f"setpriv --reuid={UID} --regid={GID} --clear-groups -- {shlex.join(program)} || code=$?",
        f"cp {home}/*.zip {shlex.quote(str(out))}/ 2>/dev/null || true",
        "exit $code",
    ]
    return subprocess.run(
        ["unshare", "--mount", "--propagation", "private", "sh", "-c", "\n".join(script)],
        capture_output=True, text=True, timeout=600, stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip
