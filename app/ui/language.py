"""The language of the window: English as it stands in the code, or another one from assets/words/.

Why not Qt's own files: those are made by tools that PySide6's small half does not bring, and a translator should need
nothing but a text editor. Called once by app.ui.app, on the main thread, before anything is drawn. What comes from
other parts of the app (errors with their fix, what `doctor` says) is English everywhere.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from app.resources import asset


class Words(QTranslator):
    """English words -> theirs. A word that is missing stays English."""

    def __init__(self, words: Mapping[str, str]) -> None:
        super().__init__()
        self._words = words

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:  # noqa: ARG002 - Qt's
        return self._words.get(source, source)

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        """Otherwise Qt does not ask."""
        return not self._words


def words_of(language: str) -> dict[str, str]:
    """`language`: "de". {} when there are none."""
    path = asset("words", f"{language}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def spoken_here() -> str:
    """The desktop's first language, as two letters."""
    return next(iter(QLocale.system().uiLanguages()), "en")[:2]


def speak(application: QCoreApplication, language: str) -> bool:
    """Have the window speak `language`: False where its words are missing, and it stays with English."""
    words = words_of(language)
    if not words:
        return False
    ours = Words(words)
    ours.setParent(application)
    application.installTranslator(ours)
    qt = QTranslator(application)  # its own words (Copy, Paste, Yes, No); who comes last is asked first
    if qt.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(qt)
    QLocale.setDefault(QLocale(language))
    return True
