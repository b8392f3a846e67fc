"""Where this program keeps its files on each system, and what holds when there is no HOME."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from collector.core.errors import NowhereToWriteError

VENDOR = "Paragon Software"
PRODUCT = "Support Collector"
HOME_OVERRIDE = "PARAGON_COLLECTOR_HOME"
_LONG = 240  # MAX_PATH is 260 with the terminating NUL; a folder leaves room for an 8.3 name


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """Folders of one user account. `private()` creates them, readable by that account alone."""

    config: Path
    data: Path
    state: Path

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> Paths:
        """The folders for this environment; PARAGON_COLLECTOR_HOME puts all of them under one."""
        if override := environ.get(HOME_OVERRIDE):
            home = Path(override).absolute()
            return cls(config=home / "config", data=home / "data", state=home / "state")
        found = _account_folders(environ)
        if not all(path.is_absolute() for path in found):  # no HOME and no account entry
            fallback = temporary_folder() / _fallback_name()
            found = [fallback / name for name in ("config", "data", "state")]
        return cls(config=found[0], data=found[1], state=found[2])

    @property
    def outbox(self) -> Path:
        return self.data / "outbox"

    @property
    def sets(self) -> Path:
        """Evidence sets that are not packed yet."""
        return self.state / "sets"

    @property
    def logs(self) -> Path:
        """Where silent mode writes its log: %ProgramData% on Windows, else the state folder."""
        if program_data := os.environ.get("PROGRAMDATA") if sys.platform == "win32" else None:
            return Path(program_data) / VENDOR / PRODUCT / "Logs"
        return self.state / "logs"


def temporary_folder() -> Path:
    """The system's; where there is none that can be written, one that cannot be written either."""
    try:
        return Path(tempfile.gettempdir())
    except OSError:
        return Path(os.path.abspath(os.sep))


def extended(path: Path) -> Path:
    r"""The path as Windows takes it at any length (`\\?\C:\...`) where it is long; else as it is.

    A program may declare itself fit for long paths, but a policy of the machine decides.
    """
    text = str(path)
    if sys.platform != "win32" or len(text) < _LONG or text.startswith("\\\\?\\"):
        return path
    whole = os.path.abspath(text)
    if whole.startswith("\\\\"):
        return Path("\\\\?\\UNC\\" + whole[2:])
    return Path("\\\\?\\" + whole)


def _fallback_name() -> str:
    return f"paragon-support-collector-{_user_number()}"


def _account_folders(environ: Mapping[str, str]) -> list[Path]:
    """Config, data and state; not absolute where the account has no home to keep them in."""
    import platformdirs

    nowhere = [Path()]
    home = Path(environ.get("HOME") or os.path.expanduser("~"))
    dirs = platformdirs.PlatformDirs(PRODUCT, VENDOR)
    try:
        found = [Path(dirs.user_config_dir), Path(dirs.user_data_dir), Path(dirs.user_state_dir)]
    except RuntimeError:
        return nowhere
    if any(path.is_relative_to(home) for path in found) and not home.is_dir():
        return nowhere  # a service: /nonexistent must not begin to exist because of us
    if sys.platform.startswith("linux"):  # XDG paths leave out the vendor
        found = [path.parent / VENDOR / PRODUCT for path in found]
    return found


def _user_number() -> int:
    return os.getuid() if hasattr(os, "getuid") else 0


def private(folder: Path) -> Path:
    """Create `folder` (0700) if needed and return it; refuse one that another account owns.

    A folder that exists keeps its mode: it may be one that a person named.
    """
    try:
        _demand_own_fallback(folder)
        if not folder.is_dir():
            folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder.mkdir(mode=0o700, exist_ok=True)
        foreign = is_foreign(folder.stat())
    except OSError as error:
        raise NowhereToWriteError(
            f"The folder {folder} cannot be created: {error.strerror or error}.",
            hint=f"Free some space, or set {HOME_OVERRIDE} to a folder that can be written.",
        ) from error
    if foreign:
        raise _belongs_to_another(folder)
    return folder


def is_foreign(found: os.stat_result) -> bool:
    """Whether a file belongs to another account, and neither to nor for root."""
    return found.st_uid not in (_user_number(), 0) and _user_number() != 0


def _demand_own_fallback(folder: Path) -> None:
    """Its name in the shared temporary folder can be guessed: who came first owns all in it."""
    for top in folder.parents:
        if top.name == _fallback_name():
            top.mkdir(mode=0o700, exist_ok=True)
            found = top.lstat()
            if is_foreign(found) or not stat.S_ISDIR(found.st_mode):
                raise _belongs_to_another(top)


def _belongs_to_another(folder: Path) -> NowhereToWriteError:
    return NowhereToWriteError(
        f"The folder {folder} belongs to another account.",
        hint=f"Set {HOME_OVERRIDE} to a folder of your own.",
    )
