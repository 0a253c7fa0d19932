"""How one row of the transcript is measured and painted: time, who, words; a heading for each day.

Used by the lines' view on the main thread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.memory.protocol import Episode
from app.ui import style
from app.ui.glyphs import paint_glyph
from app.ui.lines import DAY, IS_HEADING, LINE, Lines
from app.ui.text_block import Block, Part, lay_out

ABOVE, BELOW = 7, 7
"""Logical pixels around a line's words."""
HEADING_PX = 46
MORE_PX = 18
"""The glyph at the end of a row under the mouse: everything that can be done with the line."""
GUTTER = 10
LEADING = 1.5
LONGEST_MARKED = 50
"""Marks in one line; beyond that it is all the same."""

BLOCKS_KEPT = 300

AnyIndex = QModelIndex | QPersistentModelIndex


class LinePainter(QStyledItemDelegate):
    """`hovered`: the row under the mouse; -1: none."""

    def __init__(self, model: Lines) -> None:
        super().__init__()
        self._model = model
        self.hovered = -1
        self.redress()

    def redress(self) -> None:
        """Measure the columns anew: the font may have changed."""
        self._blocks: dict[tuple[str, int], Block] = {}
        small = QFontMetrics(style.font("small"))
        self._time_px = small.horizontalAdvance("00:00") + GUTTER
        widest = max(small.horizontalAdvance(who) for who in self._model.speakers)
        self._who_px = min(120, widest + 2) + GUTTER

    def row_height(self, index: AnyIndex, width: int) -> int | None:
        """None: its words are not here yet."""
        if index.data(IS_HEADING):
            return HEADING_PX
        episode = index.data(LINE)
        return None if episode is None else ABOVE + round(self._block(episode, width).height) + BELOW

    def more_box(self, row: QRectF) -> QRectF:
        """Where the glyph at the end of a row is."""
        return QRectF(row.right() - style.EDGE - MORE_PX + 6, row.top() + 8, MORE_PX, MORE_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        area = QRectF(option.rect)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        has_keys = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_heading = bool(index.data(IS_HEADING))
        if is_chosen or has_keys or (index.row() == self.hovered and not is_heading):
            _paint_ground(painter, area, is_chosen=is_chosen, has_keys=has_keys)
        if is_heading:
            self._paint_heading(painter, area, str(index.data(DAY)))
        elif (episode := index.data(LINE)) is not None:
            self._paint_line(painter, area, episode)
        else:
            _paint_waiting(painter, area.left() + style.EDGE + self._time_px + self._who_px, area)
        if index.row() == self.hovered:
            paint_glyph(painter, "more", self.more_box(area), style.theme().soft)
        painter.restore()

    def _paint_heading(self, painter: QPainter, area: QRectF, day: str) -> None:
        painter.setFont(style.font("small", QFont.Weight.DemiBold))
        painter.setPen(QColor(style.theme().text))
        box = area.adjusted(style.EDGE, 12, -style.EDGE, -6)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self._model.dates.heading(day))

    def _paint_line(self, painter: QPainter, area: QRectF, episode: Episode) -> None:
        colours = style.theme()
        block = self._block(episode, round(area.width()))
        painter.setFont(style.font("small"))
        painter.setPen(QColor(colours.soft))
        x, top = area.left() + style.EDGE, area.top() + ABOVE
        first = QRectF(x, top, self._time_px, block.step)
        painter.drawText(first, Qt.AlignmentFlag.AlignVCenter, f"{episode.start:%H:%M}")
        who = QFontMetrics(painter.font()).elidedText(
            self._model.speaker(episode), Qt.TextElideMode.ElideRight, self._who_px - GUTTER
        )
        second = QRectF(x + self._time_px, top, self._who_px, block.step)
        painter.drawText(second, Qt.AlignmentFlag.AlignVCenter, who)
        painter.setPen(QColor(colours.text))
        at = QPointF(x + self._time_px + self._who_px, top)
        block.paint(painter, at, [Part(*hit, colours.hit) for hit in hits(episode.text, self._model.terms)])

    def _block(self, episode: Episode, width: int) -> Block:
        """Measured and painted again and again while one scrolls: so the last ones are kept."""
        key = (episode.id, width)
        if key not in self._blocks:
            if len(self._blocks) >= BLOCKS_KEPT:
                self._blocks.clear()
            self._blocks[key] = self._laid_out(episode, width)
        return self._blocks[key]

    def _laid_out(self, episode: Episode, width: int) -> Block:
        unheard = f" {episode.unheard}" if episode.unheard else ""
        heard = len(episode.text)
        pale = [Part(heard, heard + len(unheard), style.theme().soft)] if unheard else []
        return lay_out(episode.text + unheard, style.font(), self._text_px(width), LEADING, pale)

    def _text_px(self, width: int) -> int:
        free = width - 2 * style.EDGE - self._time_px - self._who_px - MORE_PX
        return max(120, min(style.COLUMN, free))


def hits(text: str, terms: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(start, end) of what a search for `terms` marks in `text`."""
    if not terms:
        return
    pattern = "|".join(re.escape(term) for term in sorted(terms, key=len, reverse=True))
    for number, found in enumerate(re.finditer(pattern, text, re.IGNORECASE)):
        if number == LONGEST_MARKED:
            return
        yield found.span()


def _paint_ground(painter: QPainter, area: QRectF, *, is_chosen: bool, has_keys: bool) -> None:
    colours = style.theme()
    box = area.adjusted(style.EDGE - 12, 0.5, -style.EDGE + 12, -0.5)
    painter.setPen(QColor(colours.edge) if has_keys else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.wash) if is_chosen else QColor(colours.pressed))
    painter.drawRoundedRect(box, 8, 8)


def _paint_waiting(painter: QPainter, x: float, area: QRectF) -> None:
    """A pale bar where words will be."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(style.theme().line))
    painter.drawRoundedRect(QRectF(x, area.center().y() - 4, 180, 8), 4, 4)
