"""Memory is flat: how large a log is does not show in any one process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.program import Place, peak_memory
from tests.install_folder import MB, big_blocks

LIMIT = 150 * MB


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="measured in /proc")
def test_a_log_of_200_mb_stays_under_150_mb_in_every_process(tmp_path: Path) -> None:
    place = Place(tmp_path / "place")
    log = tmp_path / "PM" / "Program" / "stubact.log"
    log.parent.mkdir(parents=True)
    with log.open("wb") as file:
        file.writelines(big_blocks(200 * MB))
    most = collect_whole(place, log.parent.parent, timeout_s=900)
    log.unlink()
    assert 20 * MB < most < LIMIT, f"{most / MB:.0f} MB"


def collect_whole(place: Place, install: Path, *, timeout_s: float) -> int:
    """Collect with every size limit lifted; the peak of the largest process in bytes."""
    said = place.folder / "said"
    with said.open("w") as out:
        process = place.start(
            "collect", "--install-dir", install, "--only=products,product_logs", "--out=b.zip",
            "--max-file-size=0", "--max-size=0", f"--time-limit={timeout_s:.0f}",
            stdout=out, stderr=subprocess.STDOUT,
        )  # fmt: skip
        most = peak_memory(process, timeout_s)
    assert process.returncode == 0, said.read_text()
    assert "stubact.log" not in said.read_text(), "it is not whole: " + said.read_text()
    return most
