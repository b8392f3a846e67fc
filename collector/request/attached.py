"""Files that an answers file names: found, checked, and never outside of its folder."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

# Not there on Windows, where a named pipe has no place in a folder.
_NO_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class OutsideError(ValueError):
    """The path is not one to follow; the text says why."""


class NotThereError(ValueError):
    """The file does not exist or cannot be read; the text says which."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder of an answers file, its symbolic links resolved."""

    path: Path

    @classmethod
    def of(cls, answers: Path) -> Folder:
        return cls(answers.absolute().parent.resolve())

    def file(self, name: str) -> Path:
        """The regular file `name` in this folder or below; raises OutsideError, NotThereError."""
        _check_name(name)
        place = self._resolve(name)
        if not place.is_relative_to(self.path):
            raise OutsideError("it is a link that leads out of the folder of this file.")
        try:
            handle = os.open(place, os.O_RDONLY | _NO_WAITING)
        except OSError as error:
            if place.is_dir():
                raise OutsideError("it is a folder; name the files in it.") from error
            raise NotThereError(f"it cannot be read: {error.strerror}.") from error
        try:
            mode = os.fstat(handle).st_mode
        finally:
            os.close(handle)
        if stat.S_ISDIR(mode):
            raise OutsideError("it is a folder; name the files in it.")
        if not stat.S_ISREG(mode):
            raise OutsideError("it is no regular file (a pipe, a device or a socket).")
        return place

    def _resolve(self, name: str) -> Path:
        try:
            return (self.path / name).resolve(strict=True)
        except FileNotFoundError as error:
            raise NotThereError("it does not exist.") from error
        except RuntimeError as error:  # how Python 3.11 tells of links in a circle
            raise OutsideError("it is a link that leads in a circle.") from error
        except OSError as error:
            raise NotThereError(f"it cannot be read: {error.strerror}.") from error


def _check_name(name: str) -> None:
    """Refuse what leads out on any system: the file may have been written on another one."""
    windows = PureWindowsPath(name)
    if not name.strip() or not name.isprintable():
        raise OutsideError("it is no file name.")
    if name.startswith(("/", "\\")) or windows.drive:
        raise OutsideError(
            "only a path relative to this file is followed; put the file beside it and give "
            "its name."
        )
    if ".." in re.split(r"[/\\]", name):
        raise OutsideError("a path with .. leads out of the folder of this file.")
