"""The dialogs about selves: name a fork, choose what is given to another, let one go. None of them writes anything.

Opened by selves_deeds.py on the main thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.memory.protocol import Episode
from app.ui.companion_dialogs import CompanionDialog
from app.ui.dates import Dates, lines_of
from app.ui.selves_doors import SelfCard
from app.ui.selves_words import counted, name_of
from app.ui.settings_parts import Choice, words
from app.ui.settings_style import sheet

LIST_PX = 240
ID = Qt.ItemDataRole.UserRole + 1


class NameSelf(CompanionDialog):
    """What the user calls a self: a new one that shares all up to `shared`, or (`card`) one that there is."""

    def __init__(self, parent: QWidget, *, shared: str = "", card: SelfCard | None = None) -> None:
        title, does = (_tr("Fork"), _tr("Fork")) if card is None else (_tr("Rename"), _tr("Save"))
        super().__init__(title, does, parent)
        if card is None:
            far = self.tr("Another self from here on. It knows what was said so far, and nothing that comes later.")
            line = self.tr("Another self from here on. It knows what was said up to this line, and nothing later:")
            self.tell(line if shared else far)
            if shared:
                self.tell(f"“{shared}”", is_soft=False)
        self.name = self.line(self.tr("What do you call it?"), card.label if card else "", self.tr("my novel"))
        self.close_column()

    @property
    def words(self) -> str:
        return self.name.text().strip()


class GiveMemories(CompanionDialog):
    """Lines of one self that another shall have too. `fetch`: a taker's id, who takes the answer."""

    def __init__(
        self,
        giver: SelfCard,
        takers: Sequence[SelfCard],
        fetch: Callable[[str], None],
        dates: Dates,
        parent: QWidget,
    ) -> None:
        super().__init__(_tr("Give memories"), _tr("Give"), parent)
        self._dates = dates
        self.is_over = False
        """An answer that comes now finds nobody."""
        about = self.tr("What you choose of “{name}” is the other one's too from now on.")
        self.tell(about.format(name=name_of(giver)))
        self.taker = Choice(self.tr("To whom"), fetch)
        self.taker.setStyleSheet(sheet())
        self.taker.offer([(one.id, name_of(one)) for one in takers], takers[0].id)
        self.column.addSpacing(4)
        self.column.addWidget(words(self.tr("To whom"), role="small", is_soft=True))
        self.column.addWidget(self.taker)
        self._field = self.line(self.tr("Search"), "", self.tr("Words of the line"))
        self._field.textChanged.connect(self._narrow)
        self.offered = QListWidget()
        self.offered.setObjectName("chosen")
        self.offered.setAccessibleName(self.tr("Lines"))
        self.offered.setFixedHeight(LIST_PX)
        self.offered.setWordWrap(True)
        self.offered.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.offered.itemChanged.connect(lambda _: self._count())
        self.offered.itemActivated.connect(_switch)
        self.column.addSpacing(4)
        self.column.addWidget(self.offered)
        self.close_column()
        self._count()
        fetch(self.taker.currentData())

    @property
    def ids(self) -> tuple[str, ...]:
        items = [self.offered.item(row) for row in range(self.offered.count())]
        return tuple(str(item.data(ID)) for item in items if item.checkState() == Qt.CheckState.Checked)

    def show_lines(self, episodes: Sequence[Episode]) -> None:
        """Newest first; none is chosen."""
        self.offered.clear()
        for one in episodes:
            day = self._dates.short(f"{one.start:%Y-%m-%d}")
            who = self.tr("You") if one.speaker == "user" else one.companion.title()
            item = QListWidgetItem(f"{who}: {one.text}\n{day}, {one.start:%H:%M}")
            item.setData(ID, one.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.offered.addItem(item)
        if not episodes:
            item = QListWidgetItem(self.tr("It knows all of this already."))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.offered.addItem(item)
        self._narrow(self._field.text())
        self._count()

    def _narrow(self, wanted: str) -> None:
        terms = wanted.casefold().split()
        for row in range(self.offered.count()):
            item = self.offered.item(row)
            item.setHidden(not all(term in item.text().casefold() for term in terms))

    def _count(self) -> None:
        count = len(self.ids)
        self.go.setEnabled(bool(count))
        self.go.setText(self.tr("Give {lines}").format(lines=lines_of(count)) if count else self.tr("Give"))


class LetGo(CompanionDialog):
    """A farewell, and what will be gone. The file is chosen when the user has said yes."""

    def __init__(self, card: SelfCard, branches: int, name: str, parent: QWidget) -> None:
        super().__init__(_tr("Let “{name}” go?").format(name=name_of(card)), _tr("Choose a file, then let go…"), parent)
        self.tell(self.tr("{name}: “Goodbye, and thank you for the time.”").format(name=name), is_soft=False)
        self.column.addSpacing(4)
        told = self.tr("What it was told, {lines}, is written to a file that you choose; not encrypted there.")
        self.tell(told.format(lines=counted(card)) if card.lines else self.tr("It was told nothing of its own."))
        if branches:
            many = self.tr("{count} selves branched off it; they go too.").format(count=branches)
            self.tell(self.tr("One self branched off it; it goes too.") if branches == 1 else many)
        self.tell(self.tr("Then it is deleted for good. What it shares with others stays with them."))
        self.close_column()
        self.leave.setDefault(True)  # Enter does not delete
        self.leave.setFocus()


def _switch(item: QListWidgetItem) -> None:
    """Enter chooses a line as a click on its box does."""
    if item.flags() & Qt.ItemFlag.ItemIsUserCheckable:
        is_on = item.checkState() == Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)


def _tr(text: str) -> str:
    return QCoreApplication.translate("selves", text)
