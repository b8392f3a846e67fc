"""Files that go to a ticket later: text passes the same engine as evidence, other files cannot."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from collector.core.environment import Environment
from collector.core.errors import MissingInputError
from collector.core.paths import private
from collector.core.progress import Cancel
from collector.evidence.decode import looks_like_text
from collector.evidence.opening import open_regular
from collector.evidence.probe import NotCollectedError
from collector.evidence.window import read_at
from collector.workflow.redact import redact

_PEEK = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """What is sent in place of `source`; `cleaned` is False where it is sent as it is."""

    source: Path
    file: Path
    cleaned: bool


@contextmanager
def ready_to_attach(
    files: Sequence[Path], environment: Environment, cancel: Cancel
) -> Iterator[list[Attached]]:
    """Redacted copies of text files, their names redacted as well; they are gone after the `with`.

    Pictures and archives are sent as they are: nothing can be hidden in them. Raises
    MissingInputError, LeakFoundError (nothing was sent) and what `redact` raises.
    """
    with tempfile.TemporaryDirectory(
        prefix="attach-", dir=private(environment.paths.state), ignore_cleanup_errors=True
    ) as folder:
        attached = []
        for number, source in enumerate(files):
            if not _is_text(source):
                attached.append(Attached(source=source, file=source, cleaned=False))
                continue
            inside = private(Path(folder) / str(number))
            done = redact(source, inside / "copy", environment, cancel=cancel)
            place = done.out.rename(inside / (done.name or "copy"))
            attached.append(Attached(source=source, file=place, cleaned=True))
        yield attached


def _is_text(source: Path) -> bool:
    try:
        with closing(open_regular(source)) as file:
            return looks_like_text(read_at(file, 0, _PEEK))
    except NotCollectedError as error:
        raise MissingInputError(
            f"{source} cannot be attached: {error.reason}.", hint="Nothing was sent."
        ) from error
