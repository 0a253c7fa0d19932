"""How one row of the conversation is measured and painted: bubbles for the user, plain text for the companion.

Used by the conversation list on the main thread. Nothing is cached but the height, which lives in the item itself
(SizeHintRole): Qt then lays out thousands of rows without asking Python.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QPainter,
    QPainterPath,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui import style
from app.ui.transcript import KIND, TEXT, UNHEARD, Kind

BETWEEN = 18
"""Logical pixels between two rows."""
INSIDE_X, INSIDE_Y = 14, 9
"""From a bubble's edge to its text."""
ROUND, CORNER = 16.0, 4.0
SHARE = {Kind.YOU: 0.68, Kind.COMPANION: 0.78, Kind.TIME: 1.0}
"""Widest a row may get, as a share of the column."""
LEADING = {Kind.YOU: 1.5, Kind.COMPANION: 1.55, Kind.TIME: 1.5}
"""Line height by font size."""

AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Block:
    """A paragraph that is laid out: `width` of its longest line, `height` of all lines."""

    layout: QTextLayout
    width: float
    height: float


def column(list_width: int) -> tuple[int, int]:
    """(left edge, width) of the conversation in a list, scroll bar included: it must not move when that appears."""
    width = max(120, min(style.COLUMN, list_width - 2 * style.EDGE))
    return (list_width - width) // 2, width


def row_height(index: AnyIndex, list_width: int) -> int:
    """Logical pixels, with the space to the next row."""
    kind = Kind(index.data(KIND))
    frame = 2 * INSIDE_Y if kind is Kind.YOU else 0
    return round(_block(index, kind, list_width).height) + frame + BETWEEN


class RowPainter(QStyledItemDelegate):
    """Paints; the height comes from the item."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        kind = Kind(index.data(KIND))
        area = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        left, width = column(option.widget.width())
        top = area.top() + BETWEEN / 2
        block = _block(index, kind, option.widget.width())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = area.left() + left
        if kind is Kind.TIME:
            x += (width - block.width) / 2
        elif kind is Kind.YOU:
            x += width - block.width - INSIDE_X
            _paint_bubble(painter, QRectF(x, top, block.width, block.height), selected=selected)
            top += INSIDE_Y
        elif selected:
            _paint_wash(painter, QRectF(x, top, block.width, block.height))
        painter.setPen(QColor(style.theme().soft if kind is Kind.TIME else style.theme().text))
        block.layout.draw(painter, QPointF(x, top))
        painter.restore()


def _block(index: AnyIndex, kind: Kind, list_width: int) -> Block:
    heard, unheard = str(index.data(TEXT) or ""), str(index.data(UNHEARD) or "")
    widest = column(list_width)[1] * SHARE[kind] - (2 * INSIDE_X if kind is Kind.YOU else 0)
    role = {Kind.TIME: "small", Kind.COMPANION: "reply"}.get(kind, "base")
    font = style.font(role)
    layout = QTextLayout((heard + unheard).replace("\n", "\u2028"), font)
    if unheard:
        layout.setFormats([_pale(_utf16_units(heard), _utf16_units(unheard))])
    return _broken_into_lines(layout, font, widest, LEADING[kind])


def _broken_into_lines(layout: QTextLayout, font: QFont, width: float, leading: float) -> Block:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    step = round(QFontInfo(font).pixelSize() * leading)
    longest = y = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y + (step - line.height()) / 2))
        longest = max(longest, line.naturalTextWidth())
        y += step
    layout.endLayout()
    return Block(layout, longest, y)


def _pale(start: int, length: int) -> QTextLayout.FormatRange:
    pale = QTextLayout.FormatRange()
    pale.start, pale.length = start, length
    pale.format = QTextCharFormat()
    pale.format.setForeground(QColor(style.theme().soft))
    return pale


def _utf16_units(text: str) -> int:
    """Qt counts so; an emoji is two."""
    return len(text.encode("utf-16-le")) // 2


def _paint_bubble(painter: QPainter, text: QRectF, *, selected: bool) -> None:
    """Round, with one sharper corner at the bottom on the user's side."""
    colours = style.theme()
    bubble = text.adjusted(-INSIDE_X, 0, INSIDE_X, 2 * INSIDE_Y).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QPen(QColor(colours.accent if selected else colours.line), 1))
    painter.setBrush(QColor(colours.wash if selected else colours.surface))
    painter.drawPath(_bubble_outline(bubble))


def _bubble_outline(box: QRectF) -> QPainterPath:
    """Counter-clockwise from the top, a quarter of a circle at each corner."""
    path = QPainterPath(QPointF(box.right() - ROUND, box.top()))
    wide, small = 2 * ROUND, 2 * CORNER
    path.arcTo(QRectF(box.left(), box.top(), wide, wide), 90, 90)
    path.arcTo(QRectF(box.left(), box.bottom() - wide, wide, wide), 180, 90)
    path.arcTo(QRectF(box.right() - small, box.bottom() - small, small, small), 270, 90)
    path.arcTo(QRectF(box.right() - wide, box.top(), wide, wide), 0, 90)
    path.closeSubpath()
    return path


def _paint_wash(painter: QPainter, text: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(style.theme().wash))
    painter.drawRoundedRect(text.adjusted(-6, -3, 6, 3), 6, 6)
