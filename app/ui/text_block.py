"""A paragraph that is laid out once, with parts that are paler and parts that are marked; painted where it is wanted.

Used by the rows of both lists, on the main thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QPainter, QTextCharFormat, QTextLayout, QTextOption

MARK_ROUND = 4.0


@dataclass(frozen=True)
class Part:
    """Characters `start` .. `end` of the text (as Python counts), in another colour."""

    start: int
    end: int
    colour: str


@dataclass(frozen=True)
class Block:
    """`width` of its longest line, `height` of all lines, `step` from one to the next."""

    layout: QTextLayout
    width: float
    height: float
    step: float

    def boxes(self, start: int, end: int) -> list[QRectF]:
        """Around the characters `start` .. `end` (as Python counts), one for each line they stand in."""
        text = self.layout.text()
        first, last = utf16_units(text[:start]), utf16_units(text[:end])
        found = []
        for number in range(self.layout.lineCount()):
            line = self.layout.lineAt(number)
            begin, finish = line.textStart(), line.textStart() + line.textLength()
            if first < finish and last > begin:
                left = float(line.cursorToX(max(first, begin))[0])  # type: ignore[index]
                right = float(line.cursorToX(min(last, finish))[0])  # type: ignore[index]
                found.append(QRectF(left, line.y(), right - left, line.height()))
        return found

    def paint(self, painter: QPainter, at: QPointF, marks: Sequence[Part] = ()) -> None:
        """`marks`: a wash in that colour behind these characters."""
        painter.save()
        pen = painter.pen()
        painter.setPen(Qt.PenStyle.NoPen)
        for mark in marks:
            painter.setBrush(QColor(mark.colour))
            for box in self.boxes(mark.start, mark.end):
                painter.drawRoundedRect(box.translated(at).adjusted(-1.5, 0, 1.5, 0), MARK_ROUND, MARK_ROUND)
        painter.setPen(pen)
        self.layout.draw(painter, at)
        painter.restore()


def lay_out(text: str, font: QFont, width: float, leading: float, parts: Sequence[Part] = ()) -> Block:
    """`leading`: line height by font size."""
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats([_coloured(text, part) for part in parts])
    step = round(QFontInfo(font).pixelSize() * leading)
    longest = y = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y + (step - line.height()) / 2))
        longest = max(longest, line.naturalTextWidth())
        y += step
    layout.endLayout()
    return Block(layout, longest, y, step)


def utf16_units(text: str) -> int:
    """Qt counts so; an emoji is two."""
    return len(text.encode("utf-16-le")) // 2


def _coloured(text: str, part: Part) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start = utf16_units(text[: part.start])
    found.length = utf16_units(text[part.start : part.end])
    found.format = QTextCharFormat()
    found.format.setForeground(QColor(part.colour))
    return found
