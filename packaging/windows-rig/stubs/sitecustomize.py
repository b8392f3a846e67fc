"""Puts back what Wine drops from the environment: RIGENV_X becomes X."""

from __future__ import annotations

import os

for _name in list(os.environ):
    if _name.upper().startswith("RIGENV_"):
        os.environ[_name[7:]] = os.environ.pop(_name)
