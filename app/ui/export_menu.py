"""The button Export: the whole transcript as a file for people, for programs, or as subtitles. Main thread."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, QTimer, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton

from app.ui import style
from app.ui.answers import Answers
from app.ui.bridge import Bridge
from app.ui.glyphs import glyph_icon

SAID_MS = 6_000
"""How long the button tells that it is done."""


class ExportButton(QPushButton):
    """Asks where to, and tells when it is there. `failed` carries what went wrong: too long for a button."""

    failed = Signal(str)

    def __init__(self, bridge: Bridge, answers: Answers) -> None:
        super().__init__()
        self._bridge = bridge
        self._answers = answers
        self.setObjectName("pill")
        self.setText(self.tr("Export"))
        self.setAccessibleName(self.tr("Export the transcript"))
        self.setIconSize(QSize(16, 16))
        self.setEnabled(False)
        menu = QMenu(self)
        for form, words in (
            ("md", self.tr("Text to read (Markdown)")),
            ("json", self.tr("Data (JSON)")),
            ("srt", self.tr("Subtitles (SRT)")),
        ):
            menu.addAction(words).triggered.connect(lambda _=False, form=form: self._ask(form))
        self.setMenu(menu)
        self.redress()

    def redress(self) -> None:
        self.setIcon(glyph_icon("export", style.theme().soft, px=16))

    def _ask(self, form: str) -> None:
        """Where to?"""
        title = self.tr("Export the transcript")
        name = str(Path.home() / f"earpiece.{form}")
        path, _ = QFileDialog.getSaveFileName(self.window(), title, name, f"*.{form}")
        if path:
            self.export(Path(path), form)

    def export(self, path: Path, form: str) -> None:
        """Write all of it to `path`, as md, json or srt."""
        if self._bridge.conversation is not None:
            self.setEnabled(False)
            self._bridge.conversation.shelf.export(path, form, self._answers.to(self._done))

    @Slot(str)
    def _done(self, problem: str) -> None:
        self.setEnabled(True)
        if problem:
            self.failed.emit(problem)
            return
        self.setText(self.tr("Exported"))
        QTimer.singleShot(SAID_MS, self, lambda: self.setText(self.tr("Export")))
