"""The palette can be read: 4.5 to 1 wherever words stand on a ground (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor

from app.ui import settings_style, style
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


def contrast(one: str, other: str) -> float:
    dark, light = sorted(luminance(QColor(colour)) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_words_stand_out(theme: Theme, ink: str, ground: str) -> None:
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_edge_of_what_can_be_used_can_be_seen(theme: Theme) -> None:
    """3 to 1 (WCAG 2.2, 1.4.11): borders of fields and buttons, and what shows where the keys are."""
    assert min(contrast(theme.edge, ground) for ground in (theme.ground, theme.surface)) >= 3.0


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_rule_of_the_sheets_can_be_read(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of disabled things too. What a rule does not colour it takes from the widget's first rule, or from the page."""
    monkeypatch.setattr(style, "theme", lambda: theme)
    faint = [
        (selector, ink, ground)
        for sheet in (style._sheet(theme), settings_style.sheet())
        for selector, ink, ground in inks(sheet, theme)
        if contrast(ink, ground) < 4.5
    ]
    assert not faint


def inks(sheet: str, theme: Theme) -> list[tuple[str, str, str]]:
    """(selector, colour of its words, what they stand on) of every rule that colours words or their ground."""
    plain: dict[str, dict[str, str]] = {}
    found = []
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet):
        said = dict(re.findall(r"(?:^|[;\s])(color|background|selection-color|selection-background-color|"
                               r"placeholder-text-color):\s*([^;]+?)\s*(?:;|$)", body))  # fmt: skip
        for selector in (name.strip() for name in selectors.split(",")):
            first = plain.setdefault(re.split(r"[:\[]", selector)[0], said)
            ink, ground = said.get("color", first.get("color", "")), said.get("background", first.get("background", ""))
            grounds = [ground] if ground.startswith("#") else [theme.ground, theme.surface]
            words = [ink, said.get("placeholder-text-color", "")]
            is_drawn = re.search("handle|chunk|indicator|groove", selector)
            found += [(selector, word, on) for word in words for on in grounds if word.startswith("#") and not is_drawn]
            if "selection-color" in said and said["selection-background-color"].startswith("#"):
                found.append((selector, said["selection-color"], said["selection-background-color"]))
    assert len(found) > 20
    return found
