"""What every test stands on: folders of its own, and no trace of the developer's environment."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.systems import WINDOWS

pytest_plugins = ["tests.skips"]
collect_ignore = [] if sys.platform == "win32" else ["windows"]

# How fast this machine is today is no property of the code.
MOST = 20 if WINDOWS else 100  # all that can be in a file is tried elsewhere; here, that it is read
settings.register_profile(
    "any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=MOST,
    derandomize=bool(os.environ.get("CI")),  # there, only what has changed may fail
)  # fmt: skip
settings.load_profile("any-machine")

# Modes are tested as those of an ordinary account, whatever the developer's are.
if sys.platform != "win32":
    os.umask(0o022)

# A shell without job control starts us with SIGINT ignored, and every child would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Every folder of the program lies in a temporary one; child processes inherit it."""
    home = tmp_path_factory.mktemp("home")
    patch = pytest.MonkeyPatch()
    patch.setenv("PARAGON_COLLECTOR_HOME", str(home))
    for name in [name for name in os.environ if name.startswith("PARAGON_")]:
        if name != "PARAGON_COLLECTOR_HOME":
            patch.delenv(name)
    yield home
    patch.undo()
