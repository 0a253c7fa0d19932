"""What can be done with a line of the transcript, with its hour and its day. Opened by the page Transcript."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.memory.protocol import Episode, Span
from app.ui.dates import Dates


class LineMenu(QMenu):
    """`delete_wanted` carries ids of lines, or a Span."""

    copy_wanted = Signal()
    place_wanted = Signal(object)  # Episode
    fork_wanted = Signal(object)  # Episode
    delete_wanted = Signal(object)  # Sequence[str] | Span

    def __init__(
        self, chosen: Sequence[Episode], day: str, line: Episode | None, dates: Dates, parent: QWidget
    ) -> None:
        """`line`: the one under the mouse; None on the heading of `day`."""
        super().__init__(parent)
        self._place: QAction | None = None
        if chosen:
            self._add(self.tr("Copy"), self.copy_wanted.emit).setShortcut(QKeySequence.StandardKey.Copy)
        if line is not None:
            self._place = self._add(self.tr("Show where it was said"), lambda: self.place_wanted.emit(line))
            self._add(self.tr("Fork from here…"), lambda: self.fork_wanted.emit(line))
        if chosen:
            self.addSeparator()
            ids = tuple(episode.id for episode in chosen)
            one, many = self.tr("Delete this line"), self.tr("Delete these {count} lines").format(count=len(ids))
            what = one if len(ids) == 1 else many
            self._add(what, lambda: self.delete_wanted.emit(ids)).setShortcut(QKeySequence.StandardKey.Delete)
        if line is not None:
            hour = line.start.hour
            words = self.tr("Delete this hour, {first}:00 to {last}:59").format(first=hour, last=hour)
            self._add(words, lambda: self.delete_wanted.emit(Span(day, hour)))
        words = self.tr("Delete all of {day}").format(day=dates.heading(day))
        self._add(words, lambda: self.delete_wanted.emit(Span(day)))

    def offer_place(self, *, is_offered: bool) -> None:
        """Only what was found by a search has another place to be shown at."""
        if self._place is not None:
            self._place.setVisible(is_offered)

    def _add(self, words: str, act: Callable[[], object]) -> QAction:
        action = self.addAction(words)
        action.triggered.connect(lambda: act())
        return action
