"""What one does with the selves of a companion: talk as one, fork, rename, give memories, let go. Main thread.

Part of the pages Companions (from the tree) and Transcript (from a line): the dialogs, and the door behind them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QFileDialog, QWidget

from app.memory.protocol import Episode
from app.ui.answers import Answers
from app.ui.bridge import Bridge
from app.ui.dates import Dates
from app.ui.selves_dialogs import GiveMemories, LetGo, NameSelf
from app.ui.selves_doors import SelfCard, SelvesShelf
from app.ui.selves_tree import SelvesTree
from app.ui.selves_words import name_of


class SelvesDeeds(QObject):
    """`told`: one line for the user. `changed`: the tree is another one."""

    told = Signal(str)
    changed = Signal()

    def __init__(self, bridge: Bridge, page: QWidget) -> None:
        super().__init__(page)
        self._bridge = bridge
        self._page = page
        self._answers = Answers(self)
        self._dates = Dates()

    @property
    def shelf(self) -> SelvesShelf | None:
        return None if self._bridge.conversation is None else self._bridge.conversation.selves

    def look(self, companion: str, name: str, show: Callable[[SelvesTree], object]) -> None:
        """Make the tree of `companion`, who is called `name`, and hand it to `show`."""
        if self.shelf is not None and self._bridge.conversation is not None:
            self._dates.today = self._bridge.conversation.now().date()
            self.shelf.tree(companion, self._answers.to(lambda cards: show(self._tree(cards, name))))

    def fork_from(self, line: Episode) -> None:
        """The self that talks is forked; `line` is the last that the new one shares."""
        dialog = NameSelf(self._page, shared=line.text)
        if self.shelf is not None and dialog.is_wanted():
            well = self.tr("Forked. Its self is on the page Companions.")
            self.shelf.fork("", dialog.words, line.id, self._done(well))
        dialog.deleteLater()

    def _tree(self, cards: Sequence[SelfCard], name: str) -> SelvesTree:
        tree = SelvesTree(cards, self._dates)
        tree.use_wanted.connect(self._use)
        tree.fork_wanted.connect(self._fork)
        tree.rename_wanted.connect(self._rename)
        tree.give_wanted.connect(lambda card: self._give(card, [one for one in cards if one.id != card.id]))
        tree.let_go_wanted.connect(lambda card: self._let_go(card, _below(card, cards), name))
        return tree

    def _use(self, card: SelfCard) -> None:
        conversation = self._bridge.conversation
        if conversation is None or self.shelf is None:
            return
        if card.companion == conversation.companion:
            told = self._done(self.tr("“{name}” talks with you now.").format(name=name_of(card)))

            def used(problem: str) -> None:
                if not problem:
                    self._bridge.talk_as(name_of(card))
                told(problem)

            self.shelf.use(card, self._answers.to(used))
            return

        def chosen(problem: str) -> None:
            if problem:
                self.told.emit(problem)
            else:
                conversation.choose_companion(card.companion)

        self.shelf.use(card, self._answers.to(chosen))

    def _fork(self, card: SelfCard) -> None:
        dialog = NameSelf(self._page)
        if self.shelf is not None and dialog.is_wanted():
            self.shelf.fork(card.id, dialog.words, None, self._done(self.tr("Forked.")))
        dialog.deleteLater()

    def _rename(self, card: SelfCard) -> None:
        dialog = NameSelf(self._page, card=card)
        if self.shelf is not None and dialog.is_wanted() and dialog.words != card.label:
            self.shelf.rename(card.id, dialog.words, self._done(self.tr("Renamed.")))
        dialog.deleteLater()

    def _give(self, giver: SelfCard, takers: Sequence[SelfCard]) -> None:
        shelf = self.shelf
        if shelf is None:
            return
        asked: list[str] = []

        def fetch(taker: str) -> None:
            asked.append(taker)
            shelf.to_give(giver.id, taker, self._answers.to(lambda lines: came(taker, lines)))

        def came(taker: str, lines: Sequence[Episode]) -> None:
            """The newest question is the one whose answer counts."""
            if taker == asked[-1] and not dialog.is_over:
                dialog.show_lines(lines)

        dialog = GiveMemories(giver, takers, fetch, self._dates, self._page)
        if dialog.is_wanted():
            shelf.give(giver.id, dialog.taker.currentData(), dialog.ids, self._done(self.tr("Given.")))
        dialog.is_over = True
        dialog.deleteLater()

    def _let_go(self, card: SelfCard, branches: int, name: str) -> None:
        dialog = LetGo(card, branches, name, self._page)
        is_wanted = dialog.is_wanted()
        dialog.deleteLater()
        if not is_wanted or self.shelf is None:
            return
        kinds, usual = self.tr("What was said (*.jsonl)"), Path.home() / f"{card.companion}-{name_of(card)}.jsonl"
        path, _ = QFileDialog.getSaveFileName(self._page.window(), dialog.windowTitle(), str(usual), kinds)
        if path:
            self.shelf.let_go(card, Path(path), self._done(self.tr("Let go. What it was told is in your file.")))

    def _done(self, well: str) -> Callable[[str], None]:
        def told(problem: str) -> None:
            self.told.emit(problem or well)
            self.changed.emit()

        return self._answers.to(told)


def fork_lines(bridge: Bridge, page: QWidget, wanted: SignalInstance, tell: Callable[[str], object]) -> None:
    """On the page Transcript: each line that `wanted` carries is forked from."""
    deeds = SelvesDeeds(bridge, page)
    deeds.told.connect(tell)
    wanted.connect(deeds.fork_from)


def _below(card: SelfCard, cards: Sequence[SelfCard]) -> int:
    """How many branched off it, and off those: they stand right below it, further in."""
    behind = [one.id for one in cards].index(card.id) + 1
    count = 0
    for one in cards[behind:]:
        if one.depth <= card.depth:
            break
        count += 1
    return count
