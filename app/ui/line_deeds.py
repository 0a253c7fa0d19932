"""What one does with lines of the transcript: copy, delete a line, an hour, a day, take it back. Main thread.

Part of the page Transcript, apart from what it reads and shows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut

from app.memory.protocol import Span
from app.ui.answers import Answers
from app.ui.dates import lines_of
from app.ui.doors import Shelf
from app.ui.line_menu import LineMenu
from app.ui.lines import Lines
from app.ui.lines_view import LinesView
from app.ui.undo_bars import UndoBars


class LineDeeds(QObject):
    """`changed`: the transcript is another than before. `restored`: some of it is back. `place_wanted` carries an
    Episode to be shown where it was said."""

    changed = Signal()
    restored = Signal()
    place_wanted = Signal(object)
    fork_wanted = Signal(object)
    """An Episode: the last line that a new self shares."""

    def __init__(
        self, view: LinesView, lines: Lines, bars: UndoBars, shelf: Callable[[], Shelf | None], answers: Answers
    ) -> None:
        super().__init__(view)
        self._view, self._lines, self._bars = view, lines, bars
        self._shelf = shelf
        self._answers = answers
        self.offers_place = False
        """What is shown was found by a search, so it has another place."""
        view.wanted.connect(self._menu)
        view.delete_wanted.connect(self.delete_chosen)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), view, self.copy)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), bars, self._undo)

    @Slot()
    def copy(self) -> None:
        """One line: its words. Several: with the time and who said them."""
        chosen = self._view.chosen()
        said = [f"{line.start:%H:%M} {self._lines.speaker(line)}: {line.text}" for line in chosen]
        if chosen:
            QGuiApplication.clipboard().setText(chosen[0].text if len(chosen) == 1 else "\n".join(said))

    @Slot()
    def delete_chosen(self) -> None:
        self.delete(tuple(line.id for line in self._view.chosen()))

    @Slot(object)
    def delete(self, what: Span | Sequence[str]) -> None:
        """Hidden at once; the bar tells how long it can be taken back."""
        shelf = self._shelf()
        if shelf is not None and what:
            shelf.take(what, self._answers.to(self._deleted))

    @Slot(QPoint)
    def _menu(self, at: QPoint) -> None:
        row = self._view.currentIndex().row()
        day, _ = self._lines.outline.place(row)
        menu = LineMenu(self._view.chosen(), day, self._lines.line(row), self._lines.dates, self._view)
        menu.copy_wanted.connect(self.copy)
        menu.delete_wanted.connect(self.delete)
        menu.place_wanted.connect(self.place_wanted)
        menu.fork_wanted.connect(self.fork_wanted)
        menu.offer_place(is_offered=self.offers_place)
        menu.exec(at)
        menu.deleteLater()

    def _deleted(self, taken: tuple[int, int]) -> None:
        number, count = taken
        shelf = self._shelf()
        if shelf is not None and count:
            words = self.tr("Deleted: {lines}.").format(lines=lines_of(count))
            back = self._answers.to(lambda _: self._is_back())
            self._bars.add(words, lambda: shelf.give_back(number, back), lambda: shelf.let_go(number))
        self.changed.emit()

    def _is_back(self) -> None:
        self.restored.emit()
        self.changed.emit()

    @Slot()
    def _undo(self) -> None:
        self._bars.undo_last()
