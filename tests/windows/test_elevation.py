"""The elevated pass on Windows: pipes that exist once, for administrators, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from collector.core.progress import Cancel
from collector.evidence import program_files
from collector.evidence.elevation import elevated_argv, read_elevated

if sys.platform == "win32":
    from collector.evidence.windows_elevation import Piped, connect, start_elevated
    from collector.evidence.windows_security import writers

    EVERYBODY = "D:P(A;;GA;;;WD)"
    NONCE = "0123456789abcdef" * 2

    class Launched:
        """Starts the pass as UAC would, without asking anybody."""

        def __init__(self) -> None:
            self.process: subprocess.Popen[bytes] | None = None

        def __call__(self, argv: list[str]) -> None:
            self.argv = argv
            self.process = subprocess.Popen(argv, stdin=subprocess.DEVNULL)

    def test_a_program_that_its_user_can_change_is_given_nothing() -> None:
        launched = Launched()
        more = read_elevated(
            ["paragon_drivers"],
            lambda: start_elevated(elevated_argv(), launched),
            seconds=60,
            cancel=Cancel(),
        )
        assert launched.process is not None
        assert launched.process.wait(30) == 64
        assert "can be changed by S-1-" in more.fault
        assert more.raw == {}
        assert launched.argv[:-1] == elevated_argv()
        assert len(launched.argv[-1]) == 32

    def test_a_refused_consent_is_a_sentence_and_leaves_no_pipe() -> None:
        def refused(_argv: list[str]) -> None:
            raise OSError("administrator rights were refused")

        more = read_elevated(
            ["raid"], lambda: start_elevated(elevated_argv(), refused), seconds=5, cancel=Cancel()
        )
        assert more.fault == "administrator rights were refused"

    def test_a_second_client_and_a_second_server_are_refused() -> None:
        ours = Piped(NONCE, EVERYBODY)
        incoming, outgoing = connect(NONCE)
        with pytest.raises(OSError, match=r"\w"):
            connect(NONCE)
        with pytest.raises(OSError, match=r"\w"):
            Piped(NONCE, EVERYBODY)
        ours.outgoing.write(b"[1]\n")
        assert incoming.read(4) == b"[1]\n"
        outgoing.write(b"answer")
        assert ours.incoming.read(6) == b"answer"
        outgoing.close()
        assert ours.incoming.read(1) == b""
        incoming.close()
        ours.close()

    @pytest.mark.parametrize("nonce", ["", "..\\x", r"\\server\pipe\x", "0" * 31, "g" * 32])
    def test_a_name_that_is_no_nonce_is_never_opened(nonce: str) -> None:
        with pytest.raises(OSError, match="no name that this program gave"):
            connect(nonce)

    def test_what_an_account_may_write_is_told_by_its_sid(tmp_path: Path) -> None:
        mine = tmp_path / "mine.py"
        mine.write_text("")
        (sid, *_) = writers(str(mine))
        assert sid.startswith("S-1-")
        assert sid in program_files.fault((program_files.Place(mine),))
        with pytest.raises(OSError, match=r"\w"):
            writers(os.path.join(str(tmp_path), "missing.py"))
