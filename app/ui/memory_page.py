"""The page Memory: what is remembered, the words it was read from, and what can be done about it. Main thread."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QStackedWidget, QVBoxLayout

from app.events import MemoryForgotten, MemoryStored
from app.memory.protocol import Earlier, Kept, Remembered
from app.ui import style
from app.ui.answers import Answers
from app.ui.bridge import QUEUED, Bridge
from app.ui.dates import Dates
from app.ui.doors import MemoryShelf
from app.ui.edit_memory import EditMemory
from app.ui.empty import EmptyState
from app.ui.how_much import how_much
from app.ui.memory_detail import MemoryDetail
from app.ui.memory_list import MemoryList
from app.ui.page import Page
from app.ui.search_field import SearchField, page_head

FRESH_MS = 250


class MemoryPage(Page):
    """A list at the left, the chosen memory at the right."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._answers = Answers(self)
        self._dates = Dates()
        self._all: Sequence[Remembered] = ()
        self._field = SearchField(self.tr("Search what I remember"))
        self._list, self._detail = MemoryList(self._dates), MemoryDetail(self._dates)
        self._by_time = QPushButton(self.tr("By time"))
        self._kept, self._much = Kept(), QLabel()
        self._empty = EmptyState("memory", "", "")
        self._stack = QStackedWidget()
        self._later = QTimer(self, singleShot=True, interval=FRESH_MS)
        self._arrange()
        self._connect()
        self._show("")
        self._say_how_much()

    def opened(self) -> None:
        self._list.setFocus()
        self._refresh()
        if self._shelf is not None:
            self._shelf.kept(self._answers.to(self._measured))

    def search(self) -> None:
        self._field.take_keys()

    def escape(self) -> bool:
        if not self._field.text:
            return False
        self._field.clear()
        self._show("")
        self._list.setFocus()
        return True

    def redress(self) -> None:
        self._field.redress()
        self._list.viewport().update()

    def _arrange(self) -> None:
        both = QFrame()
        inside = QHBoxLayout(both)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self._list, 2)
        inside.addWidget(_scrolled(self._detail), 3)
        self._stack.addWidget(both)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._by_time.setObjectName("pill")
        self._by_time.setCheckable(True)
        self._by_time.setToolTip(self.tr("As a timeline, with what was true before."))
        self._much.setObjectName("soft")
        self._much.setWordWrap(True)
        self._much.setContentsMargins(style.EDGE, 8, style.EDGE, 12)
        column.addWidget(page_head(self._field, self._by_time))
        column.addWidget(self._stack, 1)
        column.addWidget(self._much)

    def _connect(self) -> None:
        self._field.typed.connect(self._show)
        self._by_time.toggled.connect(self._order)
        self._field.stepped_down.connect(self._list.setFocus)
        self._list.selectionModel().currentChanged.connect(self._choose)
        self._detail.keep_wanted.connect(self._keep)
        self._detail.edit_wanted.connect(self._edit)
        self._detail.forget_wanted.connect(self._forget)
        self._detail.line_wanted.connect(self._lead)
        self._later.timeout.connect(self._refresh)
        self._bridge.happened.connect(self._follow)
        self._bridge.began.connect(self._refresh, QUEUED)

    @property
    def _shelf(self) -> MemoryShelf | None:
        return None if self._bridge.conversation is None else self._bridge.conversation.memories

    @Slot(object)
    def _follow(self, event: object) -> None:
        if isinstance(event, MemoryStored | MemoryForgotten) and self.isVisible():
            self._later.start()

    @Slot()
    def _refresh(self, _answer: object = None) -> None:
        if self._shelf is not None and self._bridge.conversation is not None:
            self._dates.today = self._bridge.conversation.now().date()
            self._shelf.all(self._answers.to(self._came))

    def _came(self, memories: Sequence[Remembered]) -> None:
        self._all = memories
        self._say_how_much()
        self._show(self._field.text)

    def _measured(self, kept: Kept) -> None:
        self._kept = kept
        self._say_how_much()

    def _say_how_much(self) -> None:
        self._much.setText(how_much(self._kept, len(self._all), self._dates))
        self._much.setVisible(bool(self._much.text()))

    @Slot(bool)
    def _order(self, is_by_time: bool) -> None:
        self._by_time.setProperty("on", is_by_time)
        self._by_time.style().unpolish(self._by_time)
        self._by_time.style().polish(self._by_time)
        self._show(self._field.text)

    @Slot(str)
    def _show(self, words: str) -> None:
        terms = words.casefold().split()
        found = [one for one in self._all if all(term in f"{one.text} {one.quote}".casefold() for term in terms)]
        self._list.show_memories(found, by_time=self._by_time.isChecked())
        self._by_time.setEnabled(bool(self._all))
        self._field.setEnabled(bool(self._all))
        self._stack.setCurrentIndex(0 if found else 1)
        if not found and words:
            title = self.tr("Nothing with “{words}”").format(words=words)
            self._empty.say(title, self.tr("I remember nothing like that. What was said stands in the transcript."))
        elif not found:
            title = self.tr("Nothing to remember yet")
            say = self.tr(
                "When you tell me something about yourself or the people in your life, I keep it here: "
                "in one sentence, with your own words behind it. You can put it right or have it forgotten."
            )
            self._empty.say(title, say)

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        self._detail.show_memory(self._list.memory(index))

    @Slot(object)
    def _lead(self, memory: Remembered | Earlier) -> None:
        self.line_wanted.emit(f"{memory.said_at:%Y-%m-%d}", memory.line)

    @Slot(object)
    def _keep(self, memory: Remembered) -> None:
        if self._shelf is not None:
            self._shelf.pin(memory.id, is_pinned=not memory.is_pinned, answer=self._answers.to(self._refresh))

    @Slot(object)
    def _edit(self, memory: Remembered) -> None:
        words = EditMemory.ask(memory.text, self)
        if self._shelf is not None and words and words != memory.text:
            self._shelf.edit(memory.id, words, self._answers.to(self._refresh))

    @Slot(object)
    def _forget(self, memory: Remembered) -> None:
        if self._shelf is not None:
            self._shelf.forget(memory.id, self._answers.to(self._refresh))


def _scrolled(detail: MemoryDetail) -> QScrollArea:
    """A long past, or a long sentence, needs more room than the window has."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(detail)
    return area
