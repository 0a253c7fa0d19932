"""How one row of the conversation is measured and painted: bubbles for the user, plain text for the companion.

Used by the conversation list on the main thread. Nothing is cached but the height, which lives in the item itself
(SizeHintRole): Qt then lays out thousands of rows without asking Python.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui import style
from app.ui.text_block import Block, Part, lay_out
from app.ui.transcript import KIND, LINKS, SAYING, TEXT, UNHEARD, Kind

BETWEEN = 18
"""Logical pixels between two rows."""
INSIDE_X, INSIDE_Y = 14, 9
"""From a bubble's edge to its text."""
ASIDE_X = 14
"""From a memory's line to its text."""
ROUND, CORNER = 16.0, 4.0
SHARE = {Kind.YOU: 0.68, Kind.COMPANION: 0.78}
"""Widest a row may get, as a share of the column."""
ROLE = {Kind.TIME: "small", Kind.SELF: "small", Kind.SPEAKER: "small", Kind.COMPANION: "reply",
        Kind.RECALLED: "small", Kind.SOURCE: "small"}  # fmt: skip
"""Its type; the others have the base."""
LEADING = 1.5
"""Line height by font size."""
_HEADS = (Kind.SPEAKER, Kind.RECALLED, Kind.SOURCE)
"""They belong to what follows."""
ASIDE = (Kind.MEMORY, Kind.GONE, Kind.RECALLED, Kind.SOURCE)

AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Link:
    """Characters `start` .. `end` of a row's text that can be clicked; `name`: a key of LINKS."""

    name: str
    start: int
    end: int


@dataclass(frozen=True)
class Words:
    """What a row says: its text, what is coloured in it, what is marked, what can be clicked."""

    text: str
    parts: tuple[Part, ...] = ()
    marks: tuple[Part, ...] = ()
    links: tuple[Link, ...] = ()


def column(list_width: int) -> tuple[int, int]:
    """(left edge, width) of the conversation in a list, scroll bar included: it must not move when that appears."""
    width = max(120, min(style.COLUMN, list_width - 2 * style.EDGE))
    return (list_width - width) // 2, width


def row_height(index: AnyIndex, list_width: int) -> int:
    """Logical pixels, with the space to the next row."""
    kind = Kind(index.data(KIND))
    frame = 2 * INSIDE_Y if kind is Kind.YOU else 0
    behind = BETWEEN // 2 if kind in _HEADS else BETWEEN
    return round(block_of(index, kind, list_width).height) + frame + behind


def link_at(index: AnyIndex, row: QRectF, list_width: int, point: QPointF) -> str:
    """The link of a row at `point`; ''. `row`: its place in the list."""
    kind = Kind(index.data(KIND))
    block = block_of(index, kind, list_width)
    at = _text_at(kind, row, block, list_width)
    for link in words_of(index, kind).links:
        if any(box.translated(at).adjusted(-4, -4, 4, 4).contains(point) for box in block.boxes(link.start, link.end)):
            return link.name
    return ""


def link_words(name: str) -> str:
    """A link as it is shown."""
    return {
        "go on": _tr("go on"), "keep": _tr("keep"), "edit": _tr("edit"), "forget": _tr("forget"),
        "show": _tr("show"), "hide": _tr("hide"), "where": _tr("where it was said"),
        "forget for good": _tr("forget it, and the words it came from"), "no": _tr("no"),
    }[name]


def words_of(index: AnyIndex, kind: Kind) -> Words:
    heard, unheard = str(index.data(TEXT) or ""), str(index.data(UNHEARD) or "")
    names = index.data(LINKS) or ()
    if kind in (Kind.RECALLED, Kind.SOURCE):
        return _with_links(Words(heard), "   ", names)
    if kind in ASIDE:
        return _aside(heard, names, is_gone=kind is Kind.GONE)
    colours = style.theme()
    parts = [Part(len(heard), len(heard) + len(unheard), colours.soft)] if unheard else []
    marks = []
    if saying := index.data(SAYING):
        start, end = saying
        parts += [Part(start, end, colours.accent), Part(end, len(heard), colours.soft)]
        marks = [Part(start, end, colours.wash)] if end > start else []
    return _with_links(Words(heard + unheard, tuple(parts), tuple(marks)), "  … ", names)


def block_of(index: AnyIndex, kind: Kind, list_width: int) -> Block:
    width = column(list_width)[1] * SHARE.get(kind, 1.0)
    width -= {Kind.YOU: 2 * INSIDE_X}.get(kind, ASIDE_X if kind in ASIDE else 0)
    words = words_of(index, kind)
    return lay_out(words.text, style.font(ROLE.get(kind, "base")), width, LEADING, words.parts)


class RowPainter(QStyledItemDelegate):
    """Paints; the height comes from the item."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        kind, colours = Kind(index.data(KIND)), style.theme()
        block = block_of(index, kind, option.widget.width())
        at = _text_at(kind, QRectF(option.rect), block, option.widget.width())
        text = QRectF(at.x(), at.y(), block.width, block.height)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if kind is Kind.YOU:
            _paint_bubble(painter, text, selected=selected)
        elif selected:
            _paint_wash(painter, text)
        if kind in ASIDE:
            line = QRectF(at.x() - ASIDE_X, at.y(), 2, block.height)
            painter.fillRect(line, QColor(colours.accent if kind is Kind.MEMORY else colours.edge))
        painter.setPen(QColor(colours.soft if kind in (Kind.TIME, Kind.SELF, Kind.SPEAKER, *ASIDE) else colours.text))
        block.paint(painter, at, words_of(index, kind).marks)
        painter.restore()


def _text_at(kind: Kind, row: QRectF, block: Block, list_width: int) -> QPointF:
    """Where the text of a row begins."""
    left, width = column(list_width)
    x, y = row.left() + left, row.top() + BETWEEN / 2
    if kind in (Kind.TIME, Kind.SELF):
        x += (width - block.width) / 2
    elif kind is Kind.YOU:
        x += width - block.width - INSIDE_X
        y += INSIDE_Y
    elif kind in ASIDE:
        x += ASIDE_X
    return QPointF(x, y)


def _aside(text: str, names: tuple[str, ...], *, is_gone: bool) -> Words:
    """ "I kept this: Amy is your friend.  keep · edit · forget"."""
    if is_gone:
        return Words(_tr("Forgotten."))
    before = _tr("I kept this:") + " "
    said = Part(len(before), len(before) + len(text), style.theme().text)
    return _with_links(Words(before + text, (said,)), "   ", names)


def _with_links(words: Words, before: str, names: tuple[str, ...]) -> Words:
    text = words.text
    links: list[Link] = []
    for name in names:
        text += " · " if links else before
        links.append(Link(name, len(text), len(text) + len(link_words(name))))
        text += link_words(name)
    accents = [Part(link.start, link.end, style.theme().accent) for link in links]
    pale = [Part(len(words.text), links[0].start, style.theme().soft)] if links else []
    return Words(text, (*words.parts, *pale, *accents), words.marks, tuple(links))


def _tr(text: str) -> str:
    return QCoreApplication.translate("rows", text)


def _paint_bubble(painter: QPainter, text: QRectF, *, selected: bool) -> None:
    """Round, with one sharper corner at the bottom on the user's side."""
    colours = style.theme()
    bubble = text.adjusted(-INSIDE_X, -INSIDE_Y, INSIDE_X, INSIDE_Y).adjusted(0.5, 0.5, -0.5, -0.5)
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
