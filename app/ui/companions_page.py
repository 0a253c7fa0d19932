"""The page Companions: who there is, and who answers now; made, edited, carried in and out. Main thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QMessageBox,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.ui import style
from app.ui.answers import Answers
from app.ui.bridge import QUEUED, Bridge
from app.ui.companion_dialogs import EditCompanion, ImportCompanion, NewCompanion, ReadCompanion
from app.ui.companion_doors import CardPreview, CompanionCard, CompanionShelf
from app.ui.companion_tile import CompanionTile
from app.ui.page import Page
from app.ui.saying import Saying
from app.ui.selves_deeds import SelvesDeeds
from app.ui.selves_tree import SelvesTree
from app.ui.settings_parts import button, words

CARD_WIDTH = 620
SAID_MS = 8_000


class CompanionsPage(Page):
    """One tile for each; choosing one starts a conversation with them."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._answers = Answers(self)
        self._saying = Saying(bridge, self)
        self._selves = SelvesDeeds(bridge, self)
        self._selves.told.connect(self._tell)
        self._selves.changed.connect(self.opened)
        self._unfolded: set[str] = set()
        """Whose selves are shown, besides those of the one who answers."""
        self._cards: tuple[CompanionCard, ...] = ()
        self._told = words("", is_soft=True)
        self._quiet = QTimer(self, singleShot=True, interval=SAID_MS)
        self._quiet.timeout.connect(lambda: self._tell(""))
        self._tiles = QVBoxLayout()
        self._tiles.setSpacing(10)
        self._arrange()
        bridge.began.connect(self.opened, QUEUED)

    @property
    def _shelf(self) -> CompanionShelf | None:
        return None if self._bridge.household is None else self._bridge.household.companions

    def opened(self) -> None:
        if self._shelf is not None:
            self._shelf.look(self._answers.to(self._show))
        elif self._bridge.conversation is not None:
            self._show(tuple(CompanionCard(*names) for names in self._bridge.conversation.companions()))

    def left(self) -> None:
        self._saying.stop()

    def redress(self) -> None:
        self._show(self._cards)

    def _arrange(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(6)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(words(self.tr("Companions"), role="title", weight=QFont.Weight.DemiBold))
        about = self.tr("Each has a voice, a character and a memory of their own. One of them answers.")
        column.addWidget(words(about, is_soft=True))
        column.addSpacing(12)
        column.addLayout(self._deeds())
        column.addWidget(self._told)
        column.addSpacing(6)
        column.addLayout(self._tiles)
        column.addStretch(1)
        self._told.hide()
        inside = QWidget()
        inside.setLayout(column)
        inside.setMaximumWidth(CARD_WIDTH)
        ground = QWidget()
        ground.setObjectName("talk")
        row = QHBoxLayout(ground)
        row.setContentsMargins(style.EDGE, 34, style.EDGE, style.EDGE)
        row.addWidget(inside, 1)
        row.addStretch(0)
        area = QScrollArea()
        area.setObjectName("cards")
        area.setAccessibleName(self.tr("Companions"))
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(ground)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _deeds(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for text, act in ((self.tr("New companion…"), self._new), (self.tr("Import a card…"), self._import)):
            row.addWidget(button(text, "pill", act))
        row.addStretch(1)
        return row

    @Slot(object)
    def _show(self, cards: tuple[CompanionCard, ...]) -> None:
        self._cards = cards
        while (item := self._tiles.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        here = "" if self._bridge.conversation is None else self._bridge.conversation.companion
        self._shown: dict[str, CompanionTile] = {}
        for card in sorted(cards, key=lambda one: one.id != here):
            tile = CompanionTile(card, is_here=card.id == here, has_file=self._shelf is not None)
            tile.talk_wanted.connect(self._choose)
            tile.hear_wanted.connect(self._hear)
            tile.edit_wanted.connect(self._edit)
            tile.export_wanted.connect(self._export)
            tile.delete_wanted.connect(self._delete)
            tile.selves_wanted.connect(self._fold)
            self._tiles.addWidget(tile)
            self._shown[card.id] = tile
            if card.id == here or card.id in self._unfolded:
                self._selves.look(card.id, card.name, partial(self._show_selves, card.id))

    def _show_selves(self, companion: str, tree: SelvesTree) -> None:
        """Tiles are made anew whenever something changed: on the one that is there now."""
        self._shown[companion].show_selves(tree)

    @Slot(object)
    def _fold(self, card: CompanionCard) -> None:
        self._unfolded ^= {card.id}
        self._show(self._cards)

    @Slot(str)
    def _choose(self, companion: str) -> None:
        if self._bridge.conversation is not None:
            self._bridge.conversation.choose_companion(companion)

    @Slot(object)
    def _hear(self, card: CompanionCard) -> None:
        """Aloud where it is the one who speaks now; nobody lends another a voice, so else as it is written."""
        here = None if self._bridge.conversation is None else self._bridge.conversation.companion
        if card.greeting and card.id == here and not self._bridge.status.voice_muted:
            self._saying.say(card.greeting)
        else:
            ReadCompanion(card, self).is_wanted()

    def _new(self) -> None:
        dialog = NewCompanion(self)
        if self._shelf is not None and dialog.is_wanted():
            made = self._answers.to(lambda answer: self._made(*answer))
            self._shelf.make(
                dialog.purpose.text().strip(), dialog.name.text().strip(), lambda *answer: made(answer)
            )
        dialog.deleteLater()

    def _made(self, companion: str, problem: str) -> None:
        """The new one is shown, and opened to be made more of."""
        self._tell(problem or self.tr("Made. Call it by its name, or talk to it here."))
        self.opened()
        if self._shelf is not None and not problem:
            self._shelf.look(self._answers.to(lambda cards: self._edit(_one(cards, companion))))

    @Slot(object)
    def _edit(self, card: CompanionCard) -> None:
        dialog = EditCompanion(card, self)
        if self._shelf is not None and dialog.is_wanted() and dialog.changes:
            self._shelf.change(card.id, dialog.changes, self._done(self.tr("Saved. It holds from the next start on.")))
        dialog.deleteLater()

    def _import(self) -> None:
        kinds = self.tr("Character cards and companions (*.png *.json *.toml)")
        path, _ = QFileDialog.getOpenFileName(self.window(), self.tr("Import a card"), str(Path.home()), kinds)
        if path:
            self.look_at(Path(path))

    def look_at(self, path: Path) -> None:
        """Show what this card would become."""
        if self._shelf is not None:
            self._shelf.preview(path, self._answers.to(lambda preview: self._previewed(path, preview)))

    def _previewed(self, path: Path, preview: CardPreview) -> None:
        if preview.problem:
            self._tell(preview.problem)
            return
        dialog = ImportCompanion(preview, self)
        if self._shelf is not None and dialog.is_wanted():
            name, is_adult = dialog.name.text().strip(), dialog.adult.isChecked()
            self._shelf.bring(path, name, is_adult=is_adult, answer=self._done(self.tr("Kept.")))
        dialog.deleteLater()

    @Slot(object)
    def _export(self, card: CompanionCard) -> None:
        kinds = self.tr("Companion (*.toml);;Character card (*.json)")
        path, _ = QFileDialog.getSaveFileName(
            self.window(), self.tr("Export {name}").format(name=card.name), str(Path.home() / f"{card.id}.toml"), kinds
        )
        if path and self._shelf is not None:
            self._shelf.export(card.id, Path(path), self._done(self.tr("Exported.")))

    @Slot(object)
    def _delete(self, card: CompanionCard) -> None:
        ask = self.tr("Delete {name}'s file? What you said to each other stays in the transcript.")
        kinds = QMessageBox.StandardButton
        answer = QMessageBox.question(self, self.tr("Delete"), ask.format(name=card.name))
        if self._shelf is not None and answer == kinds.Yes:
            self._shelf.delete(card.id, self._done(self.tr("Deleted.")))

    def _done(self, well: str) -> Callable[[str], None]:
        def told(problem: str) -> None:
            self._tell(problem or well)
            self.opened()

        return self._answers.to(told)

    @Slot(str)
    def _tell(self, line: str) -> None:
        self._told.setText(line)
        self._told.setVisible(bool(line))
        if line:
            self._quiet.start()


def _one(cards: tuple[CompanionCard, ...], companion: str) -> CompanionCard:
    return next(card for card in cards if card.id == companion)
