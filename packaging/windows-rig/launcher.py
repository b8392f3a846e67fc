"""Makes an .exe of a Python file, as pip does for the commands of a package: no compiler needed."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from layout import PYTHON_EXE, windows


def executable(script: Path) -> bytes:
    """pip's launcher for windowed programs, the interpreter to start, and the script as a ZIP."""
    from pip._vendor import distlib

    launcher = Path(distlib.__file__).with_name("w64.exe").read_bytes()
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as files:
        files.writestr("__main__.py", script.read_bytes())
    return launcher + f"#!{windows(PYTHON_EXE)}\r\n".encode() + archive.getvalue()
