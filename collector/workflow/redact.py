"""Use case: run the engine over what exists already: a file, a folder, a bundle; never in place."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from collector.core.durable import fsync_folder
from collector.core.environment import Environment
from collector.core.errors import InputError, MissingInputError, NowhereToWriteError, UsageError
from collector.core.progress import Cancel, Progress, silent
from collector.evidence.safe_names import safe_component, unique
from collector.privacy.model import Level
from collector.workflow.redact_bundle import redact_bundle
from collector.workflow.redact_engine import Engine, Redacted, opened


def redact(
    source: Path,
    out: Path | None,
    environment: Environment,
    *,
    level: Level = Level.STANDARD,
    overwrite: bool = False,
    code_page: str = "",
    progress: Progress = silent,
    cancel: Cancel | None = None,
) -> Redacted:
    """Write a redacted copy of `source` to `out` (default: beside it, `…-redacted…`).

    Raises MissingInputError, InputError (not text, not a bundle), NowhereToWriteError,
    LeakFoundError; then nothing is left at `out`.
    """
    if not source.exists():
        raise MissingInputError(f"{source} does not exist.", hint="Nothing was written.")
    target = (out or source.with_name(f"{source.stem}-redacted{source.suffix}")).absolute()
    _check_place(source, target, overwrite=overwrite and not source.is_dir())
    with opened(environment, level, code_page, cancel or Cancel()) as engine:
        if source.is_dir():
            return _folder(engine, source, target)
        if zipfile.is_zipfile(source):
            return redact_bundle(engine, source, target, overwrite=overwrite, progress=progress)
        return _file(engine, source, target)


def _check_place(source: Path, target: Path, *, overwrite: bool) -> None:
    if target == source.absolute() or source.resolve() in target.resolve().parents:
        raise UsageError(
            f"{target} is what is read, or lies in it; nothing is redacted in place.",
            hint="Name another place with --out PATH.",
        )
    if not target.parent.is_dir():
        raise NowhereToWriteError(
            f"The folder {target.parent} does not exist.", hint="Name another place with --out."
        )
    if os.path.lexists(target) and not (overwrite and target.is_file()):
        raise NowhereToWriteError(
            f"{target} exists already and was not touched.",
            hint="Name another place with --out PATH, or (for a file) give --force.",
        )


def _file(engine: Engine, source: Path, target: Path) -> Redacted:
    engine.read(source, source.name)
    if engine.left_out and not engine.count:
        raise InputError(
            f"{source} was not redacted: {engine.left_out[0][1]}.", hint="Nothing was written."
        )
    found = engine.checked()
    [line] = engine.evidence.items.values()
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    with _writing(target, temporary):
        engine.copy_out(line.probe, temporary)
        os.replace(temporary, target)
    return replace(engine.done(target, found), name=safe_component(line.record.name) or "_")


def _folder(engine: Engine, source: Path, target: Path) -> Redacted:
    for path in _files(source, engine):
        engine.read(path, path.relative_to(source).as_posix())
    found = engine.checked()
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    with _writing(target, temporary):
        temporary.mkdir()
        taken: set[str] = set()
        for (probe, name), _ in sorted(engine.evidence.items.items()):
            parts = [safe_component(part) or "_" for part in name.split("/")]
            place = unique("/".join(parts), taken)
            taken.add(place.casefold())
            (temporary / place).parent.mkdir(parents=True, exist_ok=True)
            engine.copy_out(probe, temporary / place)
        os.rename(temporary, target)
    return engine.done(target, found)


def _files(folder: Path, engine: Engine) -> Iterator[Path]:
    """Regular files below `folder`; links are named and never followed."""
    for place, folders, files in os.walk(folder, followlinks=False):
        here = Path(place)
        for name in sorted(folders + files):
            path = here / name
            if path.is_symlink() or getattr(path, "is_junction", lambda: False)():
                shown = path.relative_to(folder).as_posix()
                engine.left_out.append((shown, "a link: it is not followed"))
                if name in folders:
                    folders.remove(name)
            elif name in files:
                yield path
        folders.sort()


@contextmanager
def _writing(target: Path, temporary: Path) -> Iterator[None]:
    try:
        yield
        fsync_folder(target.parent)
    except OSError as error:
        raise NowhereToWriteError(
            f"{target} could not be written: {error.strerror or error}.",
            hint="Free some space, or name another place with --out PATH.",
        ) from error
    finally:
        if temporary.is_dir():
            shutil.rmtree(temporary, ignore_errors=True)
        else:
            temporary.unlink(missing_ok=True)
