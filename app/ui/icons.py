"""The seven shapes of the states, drawn: the state must be told by shape alone, also in black and white and at 16 px.

Used by tray and window on the main thread. The drawings live in a square of 22 units; parts of strokes become outlines,
so one path per shape can be filled at any size and on any screen.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPainterPathStroker, QPen, QPixmap, QTransform

from app.ui import style
from app.ui.status import Shape

BOX = 22.0
STROKE = 2.2
HALO = 1.1
"""Width of the rim around a tray icon: no program can ask a panel for its colour, the rim shows the shape on any."""
SIZES_PX = (16, 20, 22, 24, 28, 32, 36, 40, 44, 48, 64, 96)

RING = 7.6
"""Radius of its middle line."""


def shape_path(shape: Shape) -> QPainterPath:
    """The outline to fill, in a square of 22 units."""
    return _DRAWINGS[shape]()


def paint_shape(painter: QPainter, shape: Shape, square: QRectF, ink: QColor, halo: QColor | None = None) -> None:
    """Fill `square` with the shape."""
    scale = square.width() / BOX
    path = QTransform.fromTranslate(square.x(), square.y()).scale(scale, scale).map(shape_path(shape))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if halo is not None:
        pen = QPen(halo, 2 * HALO * scale)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path, pen)
    painter.fillPath(path, ink)
    painter.restore()


def shape_pixmap(shape: Shape, size_px: int, ink: QColor, halo: QColor | None = None) -> QPixmap:
    """`size_px` device pixels in square, transparent around the shape."""
    pixmap = QPixmap(size_px, size_px)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_shape(painter, shape, QRectF(0, 0, size_px, size_px), ink, halo)
    painter.end()
    return pixmap


@cache
def tray_icon(shape: Shape, *, on_dark: bool) -> QIcon:
    """For the tray: every common size, so that each panel and each pixel ratio finds its own. Drawn once: the state
    changes when the engines have the most to do."""
    light, dark = QColor("#F7F2EE"), QColor("#231E1C")
    ink, halo = (light, dark) if on_dark else (dark, light)
    icon = QIcon()
    if sys.platform == "darwin":  # the menu bar colours a mask itself
        for size_px in SIZES_PX:
            icon.addPixmap(shape_pixmap(shape, size_px, dark))
        icon.setIsMask(True)
        return icon
    halo.setAlphaF(0.7)
    for size_px in SIZES_PX:
        icon.addPixmap(shape_pixmap(shape, size_px, ink, halo))
    return icon


def app_pixmap() -> QPixmap:
    """For task bars and switchers, where the icon stands for the app and not for a state."""
    return shape_pixmap("hearing", 128, QColor(style.LIGHT.accent))


def _together(*parts: QPainterPath) -> QPainterPath:
    """One path; where parts overlap both stay filled. (Boolean unions would turn small circles into polygons.)"""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for part in parts:
        path.addPath(part)
    return path


def _stroked(path: QPainterPath) -> QPainterPath:
    stroker = QPainterPathStroker()
    stroker.setWidth(STROKE)
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    stroker.setCurveThreshold(0.01)
    return stroker.createStroke(path)


def _line(x1: float, y1: float, x2: float, y2: float) -> QPainterPath:
    path = QPainterPath(QPointF(x1, y1))
    path.lineTo(x2, y2)
    return _stroked(path)


def _dot(x: float, y: float, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), radius, radius)
    return path


def _ring() -> QPainterPath:
    return _together(_dot(11, 11, RING + STROKE / 2), _dot(11, 11, RING - STROKE / 2).toReversed())


def _moon() -> QPainterPath:
    """A waning moon; cut out at a large scale, so that its edge stays round."""
    large, small = QTransform.fromScale(100, 100), QTransform.fromScale(0.01, 0.01)
    return small.map(large.map(_dot(10.4, 11.6, 8.4)).subtracted(large.map(_dot(15.0, 7.2, 6.9))))


def _bars() -> QPainterPath:
    """A voice."""
    reaches = ((3.0, 0.01), (7.0, 3.5), (11.0, 7.0), (15.0, 3.5), (19.0, 0.01))
    return _together(*(_line(x, 11 - reach, x, 11 + reach) for x, reach in reaches))


def _warning() -> QPainterPath:
    frame = QPainterPath(QPointF(11, 3.2))
    frame.lineTo(19.4, 18)
    frame.lineTo(2.6, 18)
    frame.closeSubpath()
    return _together(_stroked(frame), _line(11, 8.8, 11, 12), _dot(11, 15, STROKE / 2))


_DRAWINGS: dict[Shape, Callable[[], QPainterPath]] = {
    "asleep": _moon,
    "listening": _ring,
    "hearing": lambda: _together(_ring(), _dot(11, 11, 3.6)),
    "thinking": lambda: _together(_dot(4, 11, 2.4), _dot(11, 11, 2.4), _dot(18, 11, 2.4)),
    "speaking": _bars,
    "muted": lambda: _together(_ring(), _line(4.2, 17.8, 17.8, 4.2)),
    "needs you": _warning,
}
