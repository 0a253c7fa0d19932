"""The tree of selves of one companion, inside its tile on the page Companions. Main thread.

A list that indents: a thousand selves are a thousand rows of one model, and only those in sight are painted.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from app.ui import style
from app.ui.dates import Dates
from app.ui.selves_doors import MOST_SELVES, SelfCard
from app.ui.selves_words import about_self, forked_words, name_of
from app.ui.settings_parts import button, words

SELF = Qt.ItemDataRole.UserRole + 1
STEP_PX = 20
DEEPEST = 6
"""Steps that are indented; who is further down stands below."""
MOST_SHOWN = 6
"""Rows that are seen at a time; the rest is scrolled to."""
PAD_X, PAD_Y = 12, 8
AnyIndex = QModelIndex | QPersistentModelIndex


class SelvesTree(QFrame):
    """Each signal carries the SelfCard that is chosen."""

    use_wanted = Signal(object)
    fork_wanted = Signal(object)
    rename_wanted = Signal(object)
    give_wanted = Signal(object)
    let_go_wanted = Signal(object)

    def __init__(self, cards: Sequence[SelfCard], dates: Dates) -> None:
        super().__init__()
        self._items = QStandardItemModel(self)
        self.list = QListView()
        self._use = button(self.tr("Talk as this self"), "pill", lambda: self.use_wanted.emit(self.chosen))
        self._fork = button(self.tr("Fork from now…"), "pill", lambda: self.fork_wanted.emit(self.chosen))
        self._more = button("⋯", "pill")
        rest = self.tr("The first {count} are shown. All of them: earpiece companion selves NAME")
        self._rest = words(rest.format(count=MOST_SELVES), role="small", is_soft=True)
        self._rest.setVisible(len(cards) >= MOST_SELVES)
        self._arrange()
        self._fill(cards, dates)

    @property
    def chosen(self) -> SelfCard | None:
        found = self.list.currentIndex().data(SELF)
        return found if isinstance(found, SelfCard) else None

    def _arrange(self) -> None:
        self.list.setModel(self._items)
        self.list.setObjectName("selves")
        self.list.setAccessibleName(self.tr("Selves"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setItemDelegate(_SelfPainter(self.list))
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setMouseTracking(True)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.list.activated.connect(lambda _: self._use.click())
        self._more.setAccessibleName(self.tr("More about this self"))
        self._more.setMenu(self._menu())
        row = QHBoxLayout()
        row.setContentsMargins(PAD_X, 0, 0, 0)
        row.setSpacing(8)
        for part in (self._use, self._fork, self._more):
            row.addWidget(part)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 2)
        column.setSpacing(8)
        column.addWidget(self.list)
        column.addWidget(self._rest)
        column.addLayout(row)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self.tr("Rename…")).triggered.connect(lambda: self.rename_wanted.emit(self.chosen))
        self._give = menu.addAction(self.tr("Give memories to another…"))
        self._give.triggered.connect(lambda: self.give_wanted.emit(self.chosen))
        menu.addSeparator()
        self._let_go = menu.addAction(self.tr("Let go…"))
        self._let_go.triggered.connect(lambda: self.let_go_wanted.emit(self.chosen))
        return menu

    def _fill(self, cards: Sequence[SelfCard], dates: Dates) -> None:
        for card in cards:
            item = QStandardItem(name_of(card))
            item.setData(card, SELF)
            lines = [about_self(card, dates), forked_words(card)]
            item.setData("\n".join(filter(None, lines)), Qt.ItemDataRole.ToolTipRole)
            item.setData(". ".join([name_of(card), *filter(None, lines)]), Qt.ItemDataRole.AccessibleTextRole)
            self._items.appendRow(item)
        self._give.setEnabled(len(cards) > 1)
        painter = self.list.itemDelegate()
        heights = [
            painter.sizeHint(QStyleOptionViewItem(), self._items.index(row, 0)).height()
            for row in range(min(len(cards), MOST_SHOWN))
        ]
        self.list.setFixedHeight(sum(heights) + 2 + (STEP_PX if len(cards) > MOST_SHOWN else 0))
        current = next((row for row, card in enumerate(cards) if card.talks or card.is_current), 0)
        self.list.setCurrentIndex(self._items.index(current, 0))
        self.list.scrollTo(self.list.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)

    @Slot(QModelIndex)
    def _choose(self, _index: QModelIndex) -> None:
        card = self.chosen
        if card is not None:
            self._use.setEnabled(not card.talks)
            self._let_go.setEnabled(not card.is_first and not card.talks)


class _SelfPainter(QStyledItemDelegate):
    """Its name, what is known of it, and the line that it was forked from; each on one line."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: ARG002, N802 - Qt's name
        lines = 1 + str(index.data(Qt.ItemDataRole.ToolTipRole)).count("\n")
        height = QFontMetricsF(style.font()).height() + lines * QFontMetricsF(style.font("small")).height()
        return QSize(160, round(height + 2 * lines) + 2 * PAD_Y)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        card, colours = index.data(SELF), style.theme()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = min(card.depth, DEEPEST) * STEP_PX
        box = QRectF(option.rect).adjusted(left + 0.5, 1, -0.5, -1)
        if card.depth:
            self._branch(painter, box)
        state = option.state
        has_keys = bool(state & QStyle.StateFlag.State_HasFocus)
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        if is_chosen or has_keys or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QColor(colours.edge) if has_keys else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.wash if is_chosen else colours.pressed))
            painter.drawRoundedRect(box, 10, 10)
        self._words(painter, box, card, str(index.data(Qt.ItemDataRole.ToolTipRole)))
        painter.restore()

    def _branch(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(QColor(style.theme().edge), 1.2))
        x, y = box.left() - STEP_PX / 2, box.top() + PAD_Y + QFontMetricsF(style.font()).height() / 2
        painter.drawPolyline([QPointF(x, box.top() - 2), QPointF(x, y), QPointF(box.left() - 3, y)])

    def _words(self, painter: QPainter, box: QRectF, card: SelfCard, about: str) -> None:
        colours, width = style.theme(), box.width() - 2 * PAD_X
        y = box.top() + PAD_Y
        is_strong = card.talks or card.is_current
        texts = [(name_of(card), style.font("base", QFont.Weight.DemiBold if is_strong else QFont.Weight.Normal))]
        texts += [(line, style.font("small")) for line in about.split("\n")]
        for number, (text, font) in enumerate(texts):
            metrics = QFontMetricsF(font)
            painter.setFont(font)
            painter.setPen(QColor(colours.soft if number else colours.text))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRectF(box.left() + PAD_X, y, width, metrics.height()), 0, shown)
            y += metrics.height() + 2
