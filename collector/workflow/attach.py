"""Files added to a ticket later: text, and the name of every file, pass the engine of evidence."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from collector.core.environment import Environment
from collector.core.errors import InputError, MissingInputError
from collector.core.paths import private
from collector.core.progress import Cancel
from collector.evidence.decode import looks_like_text
from collector.evidence.opening import open_regular
from collector.evidence.outcome import NotCollectedError
from collector.evidence.safe_names import safe_component
from collector.evidence.window import read_at
from collector.privacy.model import Level
from collector.workflow.redact_engine import Engine, opened

_PEEK = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """What is sent in place of `source`: the bytes of `file` under `name`; `cleaned` is False where
    the bytes are sent as they are. The name it had stays on this machine."""

    source: Path
    file: Path
    name: str
    cleaned: bool


@contextmanager
def ready_to_attach(
    files: Sequence[Path], environment: Environment, cancel: Cancel
) -> Iterator[list[Attached]]:
    """Redacted copies of text files, and the names of all, redacted as well; the copies are gone
    after the `with`.

    Pictures and archives are sent as they are: nothing can be hidden in them, but in their names.
    Raises MissingInputError, LeakFoundError (nothing was sent), InputError where a text cannot be
    read.
    """
    if not files:
        yield []
        return
    with tempfile.TemporaryDirectory(
        prefix="attach-", dir=private(environment.paths.state), ignore_cleanup_errors=True
    ) as folder:
        texts = [_is_text(source) for source in files]
        with opened(environment, Level.STANDARD, "", cancel) as engine:
            keys = [
                _taken_in(engine, source) if is_text else engine.add_name(source.name)
                for source, is_text in zip(files, texts, strict=True)
            ]
            found = engine.checked()
            ready = []
            for source, key, is_text in zip(files, keys, texts, strict=True):
                name = safe_component(engine.name_of(key)) or "_"
                copy = Path(folder) / key
                if is_text:
                    engine.copy_out(key, copy)
                ready.append(
                    Attached(
                        source=source, file=copy if is_text else source, name=name, cleaned=is_text
                    )
                )
            engine.remember(found)
        yield ready


def _taken_in(engine: Engine, source: Path) -> str:
    key = engine.read(source, source.name)
    if not key:
        raise InputError(
            f"{source} was not redacted: {engine.left_out[-1][1]}.", hint="Nothing was sent."
        )
    return key


def _is_text(source: Path) -> bool:
    try:
        with closing(open_regular(source)) as file:
            return looks_like_text(read_at(file, 0, _PEEK))
    except NotCollectedError as error:
        raise MissingInputError(
            f"{source} cannot be attached: {error.reason}.", hint="Nothing was sent."
        ) from error
