"""How the ring is drawn: the icon's shapes, with a breath, a level or a wave in them.

Used by presence.py on the main thread, up to 25 times a second. Pure drawing: time and level come in.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.ui import style
from app.ui.icons import paint_shape
from app.ui.status import Shape

INSIDE = 0.53
"""The shape's square, as a share of the plate."""
BREATH_S = 3.2
"""One breath in and out, as of somebody at rest."""
WAVE_S = 1.15
BARS = ((-0.29, 0.10, 0.0), (-0.145, 0.20, 0.9), (0.0, 0.27, 2.1), (0.145, 0.20, 3.4), (0.29, 0.10, 4.4))
"""Of the voice: place across and reach up and down (shares of the plate), and phase."""


@dataclass(frozen=True)
class Face:
    """What is to be seen. `level`: of the user's voice, 0 .. 1."""

    shape: Shape
    level: float = 0.0


def paint_presence(painter: QPainter, square: QRectF, face: Face, at_s: float) -> None:
    """`at_s`: seconds on any clock that goes on."""
    colours = style.theme()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    plate = square.adjusted(1.5, 1.5, -1.5, -1.5)
    painter.setPen(QPen(QColor(colours.edge), 1))
    painter.setBrush(QColor(colours.ground))
    painter.drawEllipse(plate)
    match face.shape:
        case "hearing":
            _paint_level(painter, plate, face.level)
        case "thinking":
            _paint_breath(painter, plate, at_s)
        case "speaking":
            _paint_wave(painter, plate, at_s)
        case _:
            is_awake = face.shape in ("listening", "needs you")
            ink = QColor(colours.accent if is_awake else colours.soft)
            paint_shape(painter, face.shape, _inside(plate), ink)


def _inside(plate: QRectF) -> QRectF:
    side = plate.width() * INSIDE
    return QRectF(plate.center().x() - side / 2, plate.center().y() - side / 2, side, side)


def _paint_level(painter: QPainter, plate: QRectF, level: float) -> None:
    """A ring that fills with the voice, and a softer one around it that goes out with it."""
    accent, centre = QColor(style.theme().accent), plate.center()
    radius, stroke = plate.width() * 0.175, plate.width() * 0.05
    halo = QColor(accent)
    halo.setAlphaF(0.12 + 0.33 * level)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(halo, stroke))
    out = radius + plate.width() * (0.095 + 0.115 * level)
    painter.drawEllipse(centre, out, out)
    painter.setPen(QPen(accent, stroke))
    painter.drawEllipse(centre, radius, radius)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(accent)
    full = plate.width() * (0.08 + 0.035 * level)
    painter.drawEllipse(centre, full, full)


def _paint_breath(painter: QPainter, plate: QRectF, at_s: float) -> None:
    """Three dots in a ring that breathes."""
    breath = 0.5 - 0.5 * math.cos(2 * math.pi * at_s / BREATH_S)
    accent, centre = QColor(style.theme().accent), plate.center()
    halo = QColor(accent)
    halo.setAlphaF(0.2 + 0.45 * breath)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(halo, plate.width() * 0.035))
    radius = plate.width() * (0.31 + 0.09 * breath)
    painter.drawEllipse(centre, radius, radius)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(accent)
    for place in (-1, 0, 1):
        dot = plate.width() * 0.045
        painter.drawEllipse(centre + QPointF(place * plate.width() * 0.14, 0), dot, dot)


def _paint_wave(painter: QPainter, plate: QRectF, at_s: float) -> None:
    """The bars of the icon, moving as a voice would."""
    accent, centre = QColor(style.theme().accent), plate.center()
    painter.setPen(QPen(accent, plate.width() * 0.065, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for place, reach, phase in BARS:
        slow, quick = (math.sin(2 * math.pi * at_s / WAVE_S * pace + phase) for pace in (1.0, 1.7))
        half = plate.height() * reach * (0.62 + 0.25 * slow + 0.13 * quick)
        across = centre + QPointF(place * plate.width(), 0)
        painter.drawLine(across - QPointF(0, half), across + QPointF(0, half))
