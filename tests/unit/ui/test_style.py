"""The palette can be read: 4.5 to 1 wherever words stand on a ground (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from app.ui.style import DARK, LIGHT, Theme

PAIRS = [
    ("text", "ground"), ("text", "surface"), ("text", "wash"), ("text", "pressed"), ("text", "hit"),
    ("soft", "ground"), ("soft", "surface"), ("soft", "pressed"), ("soft", "wash"),
    ("accent", "ground"), ("accent", "surface"), ("accent", "wash"), ("on_accent", "accent"),
]  # fmt: skip


def luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_words_stand_out(theme: Theme, ink: str, ground: str) -> None:
    dark, light = sorted(luminance(QColor(getattr(theme, name))) for name in (ink, ground))
    assert (light + 0.05) / (dark + 0.05) >= 4.5
