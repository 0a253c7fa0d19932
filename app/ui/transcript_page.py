"""The page Transcript: everything that was said, by days; search, copy, export, delete with ten seconds of undo.

Main thread. It asks the shelf (doors.py) for days, pages and finds, and keeps nothing that it does not show.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from app.events import FinalTranscript, MemoryForgotten, ReplyEnded
from app.memory.protocol import Episode, Found, Span
from app.ui.answers import Answers
from app.ui.bridge import QUEUED, Bridge
from app.ui.dates import Dates, lines_of
from app.ui.days_list import DaysList
from app.ui.doors import Shelf
from app.ui.empty import EmptyState
from app.ui.export_menu import ExportButton
from app.ui.line_deeds import LineDeeds
from app.ui.lines import Lines
from app.ui.lines_view import LinesView
from app.ui.page import Page
from app.ui.search_field import SearchField, page_head
from app.ui.selves_deeds import fork_lines
from app.ui.undo_bars import UndoBars

NARROW = 620
"""Logical pixels."""
FRESH_MS = 250
"""After something was said the list is read again, once."""


class TranscriptPage(Page):
    """Two ways to look: the whole life in order, or what a search has found."""

    def __init__(self, companion: str, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._answers = Answers(self)
        self._dates = Dates()
        self._lines = Lines(companion, self._fetch, self._dates)
        self.view, self._days = LinesView(self._lines), DaysList(self._dates)
        self._field, self._export, self._bars = SearchField(), ExportButton(bridge, self._answers), UndoBars()
        self._empty, self._stack = EmptyState("transcript", "", ""), QStackedWidget()
        self._deeds = LineDeeds(self.view, self._lines, self._bars, lambda: self._shelf, self._answers)
        self._known: Sequence[tuple[str, int]] = ()
        self._asks, self._is_fresh = 0, False
        self._came_from: tuple[str, int, int] | None = None
        self._later = QTimer(self, singleShot=True, interval=FRESH_MS)
        self._arrange()
        self._connect()

    def opened(self) -> None:
        self.view.setFocus()
        self._refresh()

    def search(self) -> None:
        self._field.take_keys()

    def escape(self) -> bool:
        if not self._field.text and not self._lines.terms:
            return False
        self._field.clear()
        self._show_life(self._came_from)
        self.view.setFocus()
        return True

    def redress(self) -> None:
        self.view.painter.redress()
        self.view.viewport().update()
        self._days.viewport().update()
        self._field.redress()
        self._export.redress()

    def _arrange(self) -> None:
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._stack, 1)
        right.addWidget(self._bars)
        both = QHBoxLayout()
        both.setSpacing(0)
        both.addWidget(self._days)
        both.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(page_head(self._field, self._export))
        column.addLayout(both, 1)
        for before, behind in pairwise((self._field, self._export, self._days, self.view)):
            self.setTabOrder(before, behind)

    def _connect(self) -> None:
        self._field.typed.connect(self._search)
        self._field.stepped_down.connect(self.view.step_in)
        self._days.chosen.connect(self.view.go_to)
        self.view.day_shown.connect(self._days.mark)
        self.view.entered_line.connect(self._enter)
        self._deeds.place_wanted.connect(self._enter)
        self._deeds.changed.connect(self._read_again)
        self._deeds.restored.connect(self._bridge.look_again)
        self._export.failed.connect(self._bars.tell)
        fork_lines(self._bridge, self, self._deeds.fork_wanted, self._bars.tell)
        self._later.timeout.connect(self._refresh)
        self._bridge.happened.connect(self._follow)
        self._bridge.began.connect(self._refresh, QUEUED)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In a narrow window the words need the room."""
        self._days.setVisible(self._lines.rowCount() > 0 and self.width() >= NARROW)

    @property
    def _shelf(self) -> Shelf | None:
        return None if self._bridge.conversation is None else self._bridge.conversation.shelf

    @Slot(object)
    def _follow(self, event: object) -> None:
        if isinstance(event, FinalTranscript | ReplyEnded | MemoryForgotten) and self.isVisible():
            self._later.start()  # forgotten by voice, from the tray, by a command

    @Slot()
    def _refresh(self) -> None:
        """Which days are there now? Nothing moves under the eyes of who reads."""
        if self._shelf is None or self._bridge.conversation is None:
            self._say_empty()
            return
        self._dates.today = self._bridge.conversation.now().date()
        self._shelf.days(self._answers.to(self._days_came))

    def _days_came(self, days: Sequence[tuple[str, int]]) -> None:
        if list(days) == list(self._known) and self._is_fresh:
            return
        is_gone = not self._is_fresh or _lines_in(days) < _lines_in(self._known)
        self._known, self._is_fresh = days, True
        self._export.setEnabled(bool(days))
        if self._field.text and is_gone:  # what is new moves nothing that was found; what is gone must not be read
            self._search(self._field.text)
        elif not self._field.text:
            was_at_end = self.view.is_at_end
            self._show_life(self.view.place())
            if was_at_end:
                self.view.go_to_end()

    def _show_life(self, place: tuple[str, int, int] | None) -> None:
        """All of it, from `place` on; None: from the beginning of the newest day."""
        self._asks += 1
        self._lines.terms, self._came_from = (), None
        self._deeds.offers_place = False
        self._lines.show(self._known[::-1])
        self._days.show_days(self._known)
        self._say_empty()
        if place is not None:
            self.view.go_to(*place)
        elif self._known:
            self.view.go_to(self._known[0][0])

    def _fetch(self, day: str, start: int, limit: int) -> None:
        if self._shelf is not None:
            self._shelf.page(day, start, limit, self._answers.to(lambda page: self._lines.arrived(day, start, page)))

    @Slot(str)
    def _search(self, words: str) -> None:
        """The newest question is the one whose answer counts."""
        if not words.strip():
            self._field.say("")
            self._show_life(self._came_from)
            return
        if not self._lines.terms:
            self._came_from = self.view.place()
        self._asks = asked = self._asks + 1
        if self._shelf is not None:
            self._shelf.search(words, self._answers.to(lambda found: self._found(asked, words, found)))

    def _found(self, asked: int, words: str, found: Found) -> None:
        if asked != self._asks:
            return
        self._lines.terms = tuple(words.split())
        self._deeds.offers_place = True
        self._lines.show_all(found.episodes)
        self._days.show_days(self._lines.outline.days)
        lines = lines_of(len(found.episodes)) if found.episodes else ""
        self._field.say(lines if found.is_all else self.tr("the newest {lines}").format(lines=lines))
        self._say_empty(words)
        if self._lines.outline.days:
            self.view.go_to(self._lines.outline.days[0][0])

    @Slot(object)
    def _enter(self, episode: Episode) -> None:
        """From what was found to where it was said."""
        if self._field.text:
            self.show_line(f"{episode.start:%Y-%m-%d}", episode.id)

    def show_line(self, day: str, line: str) -> None:
        terms = self._lines.terms

        def came(lines: Sequence[Episode]) -> None:
            number = next((n for n, said in enumerate(lines) if said.id == line), -1)
            self._field.clear()
            self._show_life(None)
            self._lines.terms = terms
            self.view.go_to(day, number, self.view.viewport().height() // 3)
            if (row := self._lines.outline.row_of(day, number)) is not None:
                self.view.selectRow(row)

        if self._shelf is not None:
            self._shelf.of(Span(day), self._answers.to(came))

    def _say_empty(self, words: str = "") -> None:
        has_rows, had_keys = self._lines.rowCount() > 0, self.view.hasFocus()
        self._stack.setCurrentWidget(self.view if has_rows else self._empty)
        if had_keys and not has_rows:
            self._empty.setFocus()  # not the search: there Ctrl+Z takes back letters
        self._fit()
        if words:
            title = self.tr("Nothing with “{words}”").format(words=words)
            self._empty.say(title, self.tr("I look for lines that have all of it. Try another word, or fewer."))
        elif self._shelf is None:
            self._empty.say(self.tr("Waking up"), self.tr("The transcript is here in a moment."))
        else:
            kept = self.tr("What you say and what you hear is kept here as text, on this computer only.")
            self._empty.say(self.tr("Nothing was said yet"), kept)

    @Slot()
    def _read_again(self) -> None:
        """Something was deleted, or is back."""
        self._is_fresh = False
        self._refresh()


def _lines_in(days: Sequence[tuple[str, int]]) -> int:
    return sum(count for _, count in days)
