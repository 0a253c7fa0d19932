"""The memories as a list: a sentence each, and when it was said; by whom they tell of, or as a timeline. Main thread.

Part of the page Memory. The timeline also has what was true before.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.memory.protocol import Earlier, Remembered
from app.ui import style
from app.ui.dates import Dates
from app.ui.text_block import Block, lay_out

MEMORY = Qt.ItemDataRole.UserRole + 1
IS_OVER = Qt.ItemDataRole.UserRole + 2
"""Something else took its place."""
INSIDE_X, INSIDE_Y = 14, 10
ABOVE_HEADING = 12
"""Between the last memory and the next heading."""
LEADING = 1.4

AnyIndex = QModelIndex | QPersistentModelIndex


class MemoryList(QListView):
    """Newest first, under headings that the keys step over."""

    def __init__(self, dates: Dates) -> None:
        super().__init__()
        self._dates = dates
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self.setObjectName("days")
        self.setAccessibleName(self.tr("What I remember"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_MemoryPainter(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setWordWrap(True)  # only then Qt measures again when the scroll bar takes some of the width
        self.setMouseTracking(True)
        self.setMinimumWidth(210)
        self.setMaximumWidth(420)

    def show_memories(self, memories: Sequence[Remembered], *, by_time: bool = False) -> None:
        """The one that was chosen stays chosen, if it is still there."""
        chosen = self.memory(self.currentIndex())
        self._items.clear()
        for heading, entries in self._timeline(memories) if by_time else self._subjects(memories):
            head = QStandardItem(heading)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            self._items.appendRow(head)
            for entry in entries:
                self._items.appendRow(entry)
        rows = [row for row in range(self._items.rowCount()) if self._items.item(row).data(MEMORY)]
        same = (row for row in rows if chosen and self._items.item(row).data(MEMORY).id == chosen.id)
        self.setCurrentIndex(self._items.index(next(same, rows[0] if rows else -1), 0))

    def _subjects(self, memories: Sequence[Remembered]) -> list[tuple[str, list[QStandardItem]]]:
        """The user first, then the others by name."""
        found: dict[str, list[QStandardItem]] = {}
        for memory in sorted(memories, key=lambda one: one.about.casefold()):
            found.setdefault(memory.about.casefold(), []).append(self._entry(memory))
        return [(about[:1].upper() + about[1:] or self.tr("You"), entries) for about, entries in found.items()]

    def _timeline(self, memories: Sequence[Remembered]) -> list[tuple[str, list[QStandardItem]]]:
        """Month by month."""
        told: list[tuple[datetime, Remembered, Earlier | None]] = [(one.said_at, one, None) for one in memories]
        told += [(earlier.said_at, one, earlier) for one in memories for earlier in one.before]
        found: dict[str, list[QStandardItem]] = {}
        for at, memory, earlier in sorted(told, key=lambda one: one[0], reverse=True):
            found.setdefault(self._dates.month(f"{at:%Y-%m}"), []).append(self._entry(memory, earlier))
        return list(found.items())

    def _entry(self, memory: Remembered, earlier: Earlier | None = None) -> QStandardItem:
        shown = earlier or memory
        item = QStandardItem(shown.text)
        item.setData(memory, MEMORY)
        item.setData(earlier is not None, IS_OVER)
        day = self._dates.heading(f"{shown.said_at:%Y-%m-%d}")
        if earlier is not None:
            day = self.tr("{day}, not any more").format(day=day)
        elif memory.is_uncertain:
            day = self.tr("{day}, not certain").format(day=day)
        item.setData(day, Qt.ItemDataRole.ToolTipRole)
        return item

    def memory(self, index: QModelIndex) -> Remembered | None:
        found = index.data(MEMORY)
        return found if isinstance(found, Remembered) else None


class _MemoryPainter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: N802 - Qt's name
        width = max(120, _room(option.widget) - 1)  # as paint has it
        if index.data(MEMORY) is None:
            heading = lay_out(str(index.data()), _heading_font(), width - 2 * INSIDE_X, LEADING)
            return QSize(width, round(heading.height) + ABOVE_HEADING + INSIDE_Y // 2)
        block = lay_out(str(index.data()), style.font(), width - 2 * INSIDE_X, LEADING)
        below = _below(index, width)
        return QSize(width, round(block.height + block.step - below.step + below.height) + 2 * INSIDE_Y)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        if index.data(MEMORY) is None:
            _paint_heading(painter, QRectF(option.rect), str(index.data()))
            return
        colours, state = style.theme(), option.state
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        box = QRectF(option.rect).adjusted(0.5, 1, -0.5, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        has_keys = bool(state & QStyle.StateFlag.State_HasFocus)
        if is_chosen or has_keys or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QColor(colours.edge) if has_keys else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.wash if is_chosen else colours.pressed))
            painter.drawRoundedRect(box, 10, 10)
        block = lay_out(str(index.data()), style.font(), box.width() - 2 * INSIDE_X, LEADING)
        painter.setPen(QColor(colours.soft if index.data(IS_OVER) else colours.text))
        at = QPointF(box.left() + INSIDE_X, box.top() + INSIDE_Y)
        block.paint(painter, at)
        painter.setPen(QColor(colours.soft))
        below = _below(index, box.width())
        below.paint(painter, QPointF(at.x(), at.y() + block.height + (block.step - below.step) / 2))
        painter.restore()


def _below(index: AnyIndex, width: float) -> Block:
    """When it was said, and whether that is certain, in as many lines as it needs."""
    return lay_out(str(index.data(Qt.ItemDataRole.ToolTipRole)), style.font("small"), width - 2 * INSIDE_X, LEADING)


def _heading_font() -> QFont:
    return style.font("small", QFont.Weight.DemiBold)


def _paint_heading(painter: QPainter, area: QRectF, text: str) -> None:
    painter.save()
    painter.setPen(QColor(style.theme().soft))
    heading = lay_out(text, _heading_font(), area.width() - 2 * INSIDE_X, LEADING)
    heading.paint(painter, QPointF(area.left() + INSIDE_X, area.top() + ABOVE_HEADING))
    painter.restore()


def _room(view: QWidget) -> int:
    """Beside the scroll bar, if there is one: measured without it, long sentences stand out of their rows."""
    return view.viewport().width() if isinstance(view, QAbstractItemView) else view.width()
