"""The small drawings of the window (pages, send, search, …): SVG files of assets/icons, in any colour and size.

Used by the window's parts on the main thread. The seven states are not here: they are drawn in icons.py.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.resources import asset

PX = 22
"""The square they are drawn in."""
RATIOS = (1.0, 1.5, 2.0)


def paint_glyph(painter: QPainter, name: str, square: QRectF, colour: str) -> None:
    """`name`: a file of assets/icons without its suffix."""
    _renderer(name, colour).render(painter, square)


def glyph_icon(name: str, colour: str, *, disabled: str = "", px: int = PX) -> QIcon:
    """Sharp on screens of every pixel ratio. `disabled`: its colour when it cannot be used."""
    icon = QIcon()
    for mode, ink in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, disabled or colour)):
        for ratio in RATIOS:
            icon.addPixmap(_pixmap(name, ink, px, ratio), mode)
    return icon


def _pixmap(name: str, colour: str, px: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(px * ratio), round(px * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_glyph(painter, name, QRectF(0, 0, px, px), colour)
    painter.end()
    return pixmap


@lru_cache(maxsize=64)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = asset("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    return QSvgRenderer(QByteArray(drawing.encode()))
