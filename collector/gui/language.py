"""The language of the app: our catalogue, Qt's own, number and date formats, and direction."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QFile,
    QIODevice,
    QLibraryInfo,
    QLocale,
    QTranslator,
)
from PySide6.QtWidgets import QApplication

from collector.core.resources import resource_path

SOURCE = "en"
_PREFIX = "collector_"


def catalogues() -> Path:
    """The folder of the compiled catalogues; `collector_en.qm` holds English plural forms."""
    return resource_path(f"translations/{_PREFIX}{SOURCE}.qm").parent


def available(folder: Path | None = None) -> tuple[str, ...]:
    """Language codes that there is a catalogue for, English first."""
    found = sorted(
        file.stem.removeprefix(_PREFIX) for file in (folder or catalogues()).glob(f"{_PREFIX}*.qm")
    )
    return (SOURCE, *(code for code in found if code != SOURCE))


def own_name(code: str) -> str:
    """What its speakers call the language: "Deutsch"."""
    if code == SOURCE:
        return "English"  # Qt says "American English", and the texts take no side
    name = QLocale(code).nativeLanguageName()
    return name[:1].upper() + name[1:]


def install(app: QApplication, language: str = "", folder: Path | None = None) -> str:
    """Speak `language` ("" is the system's) from the next text on; returns the code in use.

    Windows that are open keep their texts until they are built again. Formats of dates and numbers
    stay those of the system where it speaks the same language: German as in Austria, say.
    """
    folder = folder or catalogues()
    code = choose(language, QLocale.system().uiLanguages(), available(folder))
    _forget(app)
    qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    for file in (qt / f"qtbase_{code}.qm", folder / f"{_PREFIX}{code}.qm"):
        translator = _Translator(app)
        if translator.read(file):
            QCoreApplication.installTranslator(translator)
    system = QLocale.system()
    locale = system if system.name().partition("_")[0] == code else QLocale(code)
    QLocale.setDefault(locale)
    app.setLayoutDirection(locale.textDirection())
    return code


def choose(language: str, wished: list[str], there: tuple[str, ...]) -> str:
    """The first of `language` and then `wished` (BCP 47 tags, best first) that is `there`."""
    for tag in (language, *wished):
        code = tag.replace("_", "-").partition("-")[0]
        if code in there:
            return code
    return SOURCE


class _Translator(QTranslator):
    """Holds its catalogue in memory. Qt would map the file, and end the process by SIGBUS if that
    is written anew or is on a stick that is pulled out."""

    def read(self, file: Path) -> bool:
        source = QFile(str(file))
        if not source.open(QIODevice.OpenModeFlag.ReadOnly):
            return False
        self._data = source.readAll().data()  # Qt does not copy it
        source.close()
        return bool(self._data) and self.load(self._data)


def _forget(app: QApplication) -> None:
    for translator in app.findChildren(QTranslator):
        QCoreApplication.removeTranslator(translator)
        translator.deleteLater()
