"""The memories as a list: one sentence each, and when it was said. Part of the page Memory, on the main thread."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.memory.protocol import Remembered
from app.ui import style
from app.ui.dates import Dates
from app.ui.text_block import Block, lay_out

MEMORY = Qt.ItemDataRole.UserRole + 1
INSIDE_X, INSIDE_Y = 14, 10
LEADING = 1.4

AnyIndex = QModelIndex | QPersistentModelIndex


class MemoryList(QListView):
    """Newest first."""

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
        self.setMouseTracking(True)
        self.setMinimumWidth(210)
        self.setMaximumWidth(420)

    def show_memories(self, memories: Sequence[Remembered]) -> None:
        """The one that was chosen stays chosen, if it is still there."""
        chosen = self.memory(self.currentIndex())
        self._items.clear()
        for memory in memories:
            item = QStandardItem(memory.text)
            item.setData(memory, MEMORY)
            day = self._dates.heading(f"{memory.said_at:%Y-%m-%d}")
            below = self.tr("{day}, not certain").format(day=day) if memory.is_uncertain else day
            item.setData(below, Qt.ItemDataRole.ToolTipRole)
            self._items.appendRow(item)
        row = next((row for row, memory in enumerate(memories) if chosen and memory.id == chosen.id), 0)
        self.setCurrentIndex(self._items.index(row, 0))

    def memory(self, index: QModelIndex) -> Remembered | None:
        found = index.data(MEMORY)
        return found if isinstance(found, Remembered) else None


class _MemoryPainter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: N802 - Qt's name
        width = max(120, option.widget.width() - 26)
        block = lay_out(str(index.data()), style.font(), width - 2 * INSIDE_X, LEADING)
        below = _below(index, width)
        return QSize(width, round(block.height + block.step - below.step + below.height) + 2 * INSIDE_Y)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
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
        painter.setPen(QColor(colours.text))
        at = QPointF(box.left() + INSIDE_X, box.top() + INSIDE_Y)
        block.paint(painter, at)
        painter.setPen(QColor(colours.soft))
        below = _below(index, box.width())
        below.paint(painter, QPointF(at.x(), at.y() + block.height + (block.step - below.step) / 2))
        painter.restore()


def _below(index: AnyIndex, width: float) -> Block:
    """When it was said, and whether that is certain, in as many lines as it needs."""
    return lay_out(str(index.data(Qt.ItemDataRole.ToolTipRole)), style.font("small"), width - 2 * INSIDE_X, LEADING)
