"""The model behind the page Transcript: as many rows as there are, and the words of those that are looked at.

Why not all of them: a hundred thousand lines would take seconds and the memory of a book case. Pages of a day are
fetched when a row of them is painted, the last few are kept. Main thread.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from app.memory.protocol import Episode
from app.ui.dates import Dates
from app.ui.outline import HEADING, Outline

LINE = Qt.ItemDataRole.UserRole + 1
"""The Episode of a row; None for a heading, and while it is being fetched."""
DAY = Qt.ItemDataRole.UserRole + 2
"""The day of a row, YYYY-MM-DD."""
IS_HEADING = Qt.ItemDataRole.UserRole + 3
PAGE = 100
PAGES_KEPT = 80

AnyIndex = QModelIndex | QPersistentModelIndex
Fetch = Callable[[str, int, int], None]
"""(day, start, limit); the answer is given to `Lines.arrived`."""


class Lines(QAbstractListModel):
    """Shows an outline; `fetch` brings its pages."""

    def __init__(self, companion: str, fetch: Fetch, dates: Dates) -> None:
        super().__init__()
        self._companion = companion
        self._fetch = fetch
        self.outline = Outline(())
        self._pages: OrderedDict[tuple[str, int], Sequence[Episode]] = OrderedDict()
        self._asked: set[tuple[str, int]] = set()
        self.dates = dates
        self.terms: tuple[str, ...] = ()
        """What is marked in the lines."""

    def show(self, days: Sequence[tuple[str, int]]) -> None:
        """Another outline, all of it to be fetched."""
        self.beginResetModel()
        self.outline = Outline(days)
        self._pages.clear()
        self._asked.clear()
        self.endResetModel()

    def show_all(self, episodes: Sequence[Episode]) -> None:
        """These lines and no others: newest day first, each in its order."""
        days: dict[str, list[Episode]] = {}
        for episode in episodes:
            days.setdefault(f"{episode.start:%Y-%m-%d}", []).append(episode)
        newest_first = sorted(days.items(), reverse=True)
        self.beginResetModel()
        self.outline = Outline([(day, len(lines)) for day, lines in newest_first])
        self._asked.clear()
        self._pages = OrderedDict(
            ((day, start), lines[start : start + PAGE])
            for day, lines in newest_first for start in range(0, len(lines), PAGE)
        )
        self.endResetModel()

    def arrived(self, day: str, start: int, episodes: Sequence[Episode]) -> None:
        """A page that was asked for."""
        if (day, start) not in self._asked:
            return
        self._asked.discard((day, start))
        self._pages[day, start] = episodes
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        first = self.outline.row_of(day, start)
        if first is not None and episodes:
            last = min(first + len(episodes), self.outline.rows) - 1
            self.dataChanged.emit(self.index(first, 0), self.index(last, 0))

    def line(self, row: int, *, is_wanted: bool = True) -> Episode | None:
        """None: a heading, or not here yet (then it is fetched, if it `is_wanted`)."""
        day, number = self.outline.place(row)
        if number == HEADING:
            return None
        start = number - number % PAGE
        page = self._pages.get((day, start))
        if page is None:
            if is_wanted and (day, start) not in self._asked:
                self._asked.add((day, start))
                self._fetch(day, start, PAGE)
            return None
        return page[number - start] if number - start < len(page) else None

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008, N802 - as Qt has it
        return 0 if parent.isValid() else self.outline.rows

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        day, number = self.outline.place(index.row())
        match role:
            case _ if role == DAY:
                return day
            case _ if role == IS_HEADING:
                return number == HEADING
            case _ if role == LINE:
                return self.line(index.row())
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._words(index.row(), day, is_heading=number == HEADING)
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:  # noqa: ARG002 - as Qt has it
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @property
    def speakers(self) -> tuple[str, str]:
        """The names that rows begin with."""
        return self.tr("you"), self._companion

    def speaker(self, episode: Episode) -> str:
        """As it is shown."""
        return self.speakers[episode.speaker == "companion"]

    def _words(self, row: int, day: str, *, is_heading: bool) -> str:
        """What a screen reader says."""
        if is_heading:
            return self.dates.heading(day)
        episode = self.line(row)
        if episode is None:
            return ""
        return f"{episode.start:%H:%M} {self.speaker(episode)}: {episode.text}"
