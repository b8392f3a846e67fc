"""What the runner works off: a probe or files that were given, and how long it may be silent."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from collector.evidence import messages
from collector.evidence.catalogue import module_of
from collector.evidence.deadlines import GRACE, item_seconds, packing_seconds
from collector.evidence.probe import Cost, Probe
from collector.evidence.set_state import ATTACHMENTS

Named = Mapping[str, Sequence[tuple[str, Path]]]
"""Files with the names they get, by the folder in the evidence that they go to."""
_SHORTEST = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The machine to examine: this one, or the tree at `root`. `prefix` stands before the ids of
    its probes in the evidence. One that is `leading` gives the evidence its platform and host."""

    root: str = ""
    prefix: str = ""
    leading: bool = True
    install_dirs: tuple[str, ...] | None = None


class Job:
    """A probe to run, or given files to read; `done` are the clear names of items to pass over."""

    def __init__(self, job_id: str, seconds: float) -> None:
        self.id, self.probe, self.seconds = job_id, job_id, seconds
        self.module = ""
        self.needs: tuple[str, ...] = ()
        self.files: tuple[messages.GivenFile, ...] = ()
        self.done: set[str] = set()

    @classmethod
    def of(cls, probe: Probe, longest: float | None, prefix: str = "") -> Job:
        """`prefix` stands before the probe's id in the evidence: it is run of several machines."""
        job = cls(prefix + probe.id, longest or probe.seconds or item_seconds(probe.cost))
        job.probe, job.module, job.needs = probe.id, module_of(probe), probe.needs
        return job

    @classmethod
    def named(cls, files: Sequence[tuple[str, Path]], longest: float | None, job_id: str) -> Job:
        """Files under names of their own (with folders: "disks/facts.json")."""
        job = cls(job_id, longest or item_seconds(Cost.NORMAL))
        job.files = tuple(messages.GivenFile(name, os.path.abspath(path)) for name, path in files)
        return job

    @classmethod
    def given(cls, paths: Sequence[Path], longest: float | None) -> Job:
        job = cls(ATTACHMENTS, longest or item_seconds(Cost.NORMAL))
        names = [path.name for path in paths]
        job.files = tuple(
            messages.GivenFile(
                path.name if names.count(path.name) == 1 else f"{number}-{path.name}",
                os.path.abspath(path),
            )
            for number, path in enumerate(paths, start=1)
        )
        return job


class Watch:
    """Until when an item (or, without one, the enumeration) may give no sign of life; one that
    gives signs may take `most` seconds, so that what comes after it gets a turn."""

    def __init__(
        self,
        seconds: float,
        generation: int,
        item: messages.Started | None = None,
        most: float = float("inf"),
    ) -> None:
        self.seconds, self.generation, self.item = seconds, generation, item
        self._began = time.monotonic()
        self._read = 0
        self.until = self._began + seconds
        self._latest = self._began + max(_SHORTEST, most - GRACE)

    def sign_of_life(self, count: int) -> None:
        """`count` bytes were read: a large file may take its time, up to the limit for all."""
        self._read += count
        if self.item is not None and self.item.steady:
            self.until = min(time.monotonic() + self.seconds, self._latest)

    @property
    def reserve(self) -> float:
        """Seconds that packing what was read so far will take."""
        return packing_seconds(self._read, self.spent)

    @property
    def fault(self) -> str:
        """Why the item is given up, once `until` is over."""
        if self.until == self._latest and self._read:
            return f"still being read after {self.spent:.0f} s; the rest of the time is for others"
        return f"no answer within {self.seconds:.1f} s"

    @property
    def spent(self) -> float:
        return time.monotonic() - self._began
