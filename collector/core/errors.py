"""The one tree of errors that reach a person, and the exit codes they end with.

    CollectorError                 title, hint, exit_code
    ├─ UsageError              64  wrong command line
    ├─ InputError              65  answers file or bundle not usable
    ├─ MissingInputError       66  a named file or folder does not exist or cannot be read
    ├─ NowhereToWriteError     73  no space, no permission
    ├─ NotFinishedError        75  safe in the outbox, to be tried again
    ├─ RefusedBySrsError       76  refused for good; request and bundle are kept
    ├─ ConfigurationError      78  no SRS address, certificate not trusted
    ├─ LeakFoundError          79  the leak check stopped it
    └─ CancelledError         130  by the person; what was collected is kept

Raised where the fault is known, shown in exactly two places: the command line and the app.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes, from sysexits.h where it has one; 3010 and 1641 would reboot an installer."""

    DONE = 0
    USAGE = 64
    INPUT = 65
    MISSING_INPUT = 66
    DEFECT = 70
    NOWHERE_TO_WRITE = 73
    NOT_FINISHED = 75
    REFUSED = 76
    CONFIGURATION = 78
    LEAK_FOUND = 79
    EVIDENCE_MISSING = 80
    CANCELLED = 130


class CollectorError(Exception):
    """Something a person must know.

    `title` says what happened (and what was kept), `hint` what to do next; both plain sentences.
    """

    exit_code: ExitCode = ExitCode.DEFECT

    def __init__(self, title: str, *, hint: str = "") -> None:
        super().__init__(title)
        self.title = title
        self.hint = hint


class UsageError(CollectorError):
    exit_code = ExitCode.USAGE


class InputError(CollectorError):
    """Input that cannot be used; `faults` holds every fault found at once, one sentence each."""

    exit_code = ExitCode.INPUT

    def __init__(self, title: str, *, hint: str = "", faults: tuple[str, ...] = ()) -> None:
        super().__init__(title, hint=hint)
        self.faults = faults


class MissingInputError(CollectorError):
    exit_code = ExitCode.MISSING_INPUT


class NowhereToWriteError(CollectorError):
    exit_code = ExitCode.NOWHERE_TO_WRITE


class NotFinishedError(CollectorError):
    exit_code = ExitCode.NOT_FINISHED


class RefusedBySrsError(CollectorError):
    exit_code = ExitCode.REFUSED


class ConfigurationError(CollectorError):
    exit_code = ExitCode.CONFIGURATION


class LeakFoundError(CollectorError):
    """Personal values in a finished bundle; `faults` say where each is, never what."""

    exit_code = ExitCode.LEAK_FOUND

    def __init__(self, title: str, *, hint: str = "", faults: tuple[str, ...] = ()) -> None:
        super().__init__(title, hint=hint)
        self.faults = faults


class CancelledError(CollectorError):
    exit_code = ExitCode.CANCELLED
