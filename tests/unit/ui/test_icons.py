"""Every state is told by shape alone: in black and white, small, on any panel."""

from __future__ import annotations

from itertools import combinations
from typing import get_args

import numpy as np
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.ui.icons import SIZES_PX, shape_pixmap, tray_icon
from app.ui.status import Shape
from tests.kit.pixels import Grey, grey

pytestmark = [pytest.mark.qt_log_level_fail("WARNING"), pytest.mark.usefixtures("qapp")]

SHAPES: tuple[Shape, ...] = get_args(Shape)
PANELS = ("#FFFFFF", "#F0F0F0", "#808080", "#222222", "#000000")


def on_panel(shape: Shape, size_px: int, panel: str, *, on_dark: bool) -> Grey:
    image = QImage(size_px, size_px, QImage.Format.Format_RGB32)
    image.fill(QColor(panel))
    painter = QPainter(image)
    painter.drawPixmap(0, 0, tray_icon(shape, on_dark=on_dark).pixmap(QSize(size_px, size_px), 1.0))
    painter.end()
    return grey(image)


@pytest.mark.parametrize("size_px", [16, 22, 44, 64])
def test_any_two_states_differ_by_shape(size_px: int) -> None:
    black = {}
    for shape in SHAPES:
        image = QImage(size_px, size_px, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.drawPixmap(0, 0, shape_pixmap(shape, size_px, QColor("black")))
        painter.end()
        black[shape] = grey(image) < 128
    for one, other in combinations(SHAPES, 2):
        differing = np.mean(black[one] ^ black[other])
        assert differing > 0.06, (one, other, differing)


@pytest.mark.parametrize("on_dark", [True, False])
@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("shape", SHAPES)
def test_it_can_be_seen_on_any_panel(shape: Shape, panel: str, on_dark: bool) -> None:
    seen = on_panel(shape, 22, panel, on_dark=on_dark)
    ground = int(grey(_plain(panel))[0, 0])
    assert np.mean(np.abs(seen - ground) > 60) > 0.08


def _plain(panel: str) -> QImage:
    image = QImage(1, 1, QImage.Format.Format_RGB32)
    image.fill(QColor(panel))
    return image


def test_every_size_has_its_own_drawing() -> None:
    icon = tray_icon("muted", on_dark=True)
    assert {size.width() for size in icon.availableSizes()} == set(SIZES_PX)


def test_a_high_pixel_ratio_gets_more_pixels() -> None:
    pixmap = tray_icon("hearing", on_dark=False).pixmap(QSize(22, 22), 2.0)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (44, 2.0)


def test_no_shape_leaves_its_square(qapp: QApplication) -> None:
    for shape in SHAPES:
        image = shape_pixmap(shape, 64, QColor("black"), QColor("white")).toImage()
        edge = [image.pixelColor(x, y).alpha() for x in range(64) for y in range(64) if x in (0, 63) or y in (0, 63)]
        assert max(edge) == 0, shape
