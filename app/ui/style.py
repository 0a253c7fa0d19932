"""How it looks, in one place: palette, type scale and spacing, after design/looks.

Used by every module of the user interface on the main thread. Fusion everywhere, so that it looks the same on every
desktop; light or dark follows the desktop, the size of the type follows the desktop's own font.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

GAP = 14
"""Logical pixels: between neighbours."""
EDGE = 28
"""From the window's edge to what is in it."""
COLUMN = 720
"""Widest the conversation gets: longer lines are hard to read."""
HEAD = 76
"""Height of what stands above a page."""
ROUND = 14
PILL = 15

BASE_PT = 10.5
SCALE = {"title": 1.857, "name": 1.286, "reply": 1.072, "base": 1.0, "small": 0.857, "tiny": 0.786}
"""Sizes relative to the base: 26, 18, 15, 14, 12 and 11 pixels on a common screen."""


@dataclass(frozen=True)
class Theme:
    """The colours by what they are for. Words stand out 4.5 to 1 from what they stand on; `edge`, around what can be
    used and what has the keys, 3 to 1."""

    ground: str
    surface: str
    line: str
    text: str
    soft: str
    accent: str
    on_accent: str
    wash: str
    pressed: str
    edge: str
    hit: str


LIGHT = Theme(
    ground="#FBF7F3", surface="#FFFFFF", line="#E9DED5", text="#2B2523", soft="#6C5E57",
    accent="#B2432C", on_accent="#FFFFFF", wash="#F8E4DB", pressed="#F3EAE3", edge="#958174",
    hit="#F6D9A8",
)
DARK = Theme(
    ground="#1E1A19", surface="#282321", line="#3A322F", text="#F3ECE7", soft="#B4A69D",
    accent="#F08A72", on_accent="#2A1510", wash="#45302A", pressed="#332D2A", edge="#8A7A72",
    hit="#5A4523",
)


def theme() -> Theme:
    """The one that fits the desktop now."""
    return DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT


def panel_is_dark() -> bool:
    """A guess at the tray's panel: dark unless the desktop is light. GNOME's is always dark."""
    is_light = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Light
    return not is_light or "GNOME" in os.environ.get("XDG_CURRENT_DESKTOP", "").upper()


def font(role: str = "base", weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """`role`: a key of SCALE. Inter where it is installed, else the desktop's own sans serif."""
    chosen = QFont(QApplication.font())
    chosen.setPointSizeF(_base_pt() * SCALE[role])
    chosen.setWeight(weight)
    return chosen


def dress(application: QApplication) -> None:
    """Put style, font and colours on; again whenever the desktop's scheme changes."""
    application.setStyle("Fusion")
    chosen = QFont(application.font())
    if "Inter" not in chosen.families():
        chosen.setFamilies(["Inter", *chosen.families()])
        chosen.setPointSizeF(max(BASE_PT, chosen.pointSizeF()))
        application.setFont(chosen)
    colours = theme()
    application.setPalette(_palette(colours))
    application.setStyleSheet(_sheet(colours))


def _base_pt() -> float:
    return max(BASE_PT, QApplication.font().pointSizeF())


def _palette(colours: Theme) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for name, colour in {
        role.Window: colours.ground, role.Base: colours.surface, role.AlternateBase: colours.ground,
        role.Button: colours.surface, role.Text: colours.text, role.WindowText: colours.text,
        role.ButtonText: colours.text, role.PlaceholderText: colours.soft, role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent, role.ToolTipBase: colours.surface, role.ToolTipText: colours.text,
        role.Mid: colours.line, role.Accent: colours.accent, role.Link: colours.accent,
    }.items():
        palette.setColor(name, QColor(colour))
    for name in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(colours.soft))
    return palette


def _sheet(colours: Theme) -> str:
    return _grounds(colours) + _controls(colours) + _desktops(colours)


def _grounds(colours: Theme) -> str:
    """What other things stand on."""
    return f"""
    #window, #talk {{ background: {colours.ground}; color: {colours.text}; }}
    #rail {{ background: {colours.surface}; border: none; border-right: 1px solid {colours.line}; }}
    #soft {{ color: {colours.soft}; }}
    #header {{ border: none; border-bottom: 1px solid {colours.line}; }}
    #state {{ color: {colours.soft}; }}
    #notice {{ background: {colours.wash}; color: {colours.text}; border: none; border-left: 2px solid {colours.accent};
               padding: 9px {EDGE}px 9px {EDGE - 2}px; }}
    #box {{ background: {colours.surface}; border: 1px solid {colours.line}; border-radius: {ROUND}px; }}
    #box[focused="true"] {{ border-color: {colours.edge}; }}
    #talk, #lines, #cards {{ border: none; outline: none; background: {colours.ground}; }}
    #lines {{ padding-top: 6px; selection-background-color: transparent; }}
    #days {{ background: {colours.ground}; border: none; border-right: 1px solid {colours.line}; outline: none;
             padding: 12px; }}
    #selves {{ background: transparent; border: none; outline: none; }}
    #chosen {{ background: {colours.surface}; border: 1px solid {colours.edge}; border-radius: 10px; outline: none;
               padding: 6px; }}
    #chosen::item {{ padding: 5px 4px; color: {colours.text}; }}
    #chosen::item:selected {{ background: {colours.wash}; color: {colours.text}; border-radius: 6px; }}
    #chosen::indicator, QCheckBox::indicator {{ width: 14px; height: 14px; border-radius: 4px;
                          border: 1px solid {colours.edge}; background: {colours.surface}; }}
    #chosen::indicator:checked, QCheckBox::indicator:checked {{ width: 6px; height: 6px;
                          border: 5px solid {colours.accent}; }}
    QCheckBox {{ color: {colours.text}; spacing: 8px; }}
    QCheckBox::indicator:focus {{ border-color: {colours.text}; }}
    #chosen::item:disabled {{ color: {colours.soft}; }}
    #quoted {{ border: none; border-left: 2px solid {colours.accent}; }}
    #card {{ background: {colours.surface}; border: 1px solid {colours.line}; border-radius: {ROUND}px; }}
    #undo {{ background: {colours.surface}; border: 1px solid {colours.edge}; border-radius: 12px; }}
    """


def _controls(colours: Theme) -> str:
    """What is pressed or typed into."""
    return f"""
    #place {{ border: 1px solid transparent; border-radius: 12px; padding: 6px 2px 4px 2px; color: {colours.soft}; }}
    #place:hover {{ background: {colours.pressed}; }}
    #place:focus {{ border-color: {colours.edge}; }}
    #place:checked {{ background: {colours.wash}; color: {colours.accent}; }}
    #pill {{ background: {colours.surface}; color: {colours.soft}; border: 1px solid {colours.line};
             border-radius: {PILL}px; padding: 0 13px; min-height: {2 * PILL - 2}px; }}
    #pill:hover, #pill:focus {{ color: {colours.text}; border-color: {colours.edge}; }}
    #pill:disabled {{ color: {colours.soft}; background: transparent; border-style: dashed; }}
    #pill::menu-indicator {{ image: none; width: 0; }}
    #pill:pressed {{ background: {colours.pressed}; }}
    #pill[on="true"] {{ background: {colours.wash}; color: {colours.accent}; border-color: {colours.wash}; }}
    #pill[on="true"]:hover, #pill[on="true"]:focus {{ border-color: {colours.accent}; }}
    #words {{ background: transparent; border: none; color: {colours.text}; min-height: 24px;
              placeholder-text-color: {colours.soft};
              selection-background-color: {colours.accent}; selection-color: {colours.on_accent}; }}
    #send {{ background: {colours.accent}; border: none; border-radius: 11px; }}
    #send:focus {{ border: 2px solid {colours.text}; }}
    #field {{ background: {colours.surface}; color: {colours.text}; border: 1px solid {colours.edge};
              placeholder-text-color: {colours.soft}; border-radius: 10px; padding: 9px 12px;
              selection-background-color: {colours.accent}; selection-color: {colours.on_accent}; }}
    #field:focus {{ border-color: {colours.accent}; }}
    #main {{ background: {colours.accent}; color: {colours.on_accent}; border: 2px solid {colours.accent};
             border-radius: 12px; padding: 7px 18px; font-weight: 600; }}
    #main:disabled {{ background: {colours.line}; border-color: {colours.line}; color: {colours.soft}; }}
    #main:focus {{ border-color: {colours.text}; }}
    #quiet {{ background: transparent; color: {colours.soft}; border: 1px solid transparent; border-radius: 10px;
              padding: 8px 14px; }}
    #quiet:hover, #quiet:focus {{ color: {colours.text}; border-color: {colours.edge}; }}
    #link {{ background: transparent; border: 1px solid transparent; border-radius: 8px; padding: 4px 10px;
             color: {colours.accent}; font-weight: 600; }}
    #link:hover {{ background: {colours.wash}; }}
    #link:focus {{ border-color: {colours.accent}; }}
    #bare {{ background: transparent; border: 1px solid transparent; border-radius: 8px; padding: 4px; }}
    #bare:hover {{ background: {colours.pressed}; }}
    #bare:focus {{ border-color: {colours.edge}; }}
    """


def _desktops(colours: Theme) -> str:
    """Scroll bars, tips and menus."""
    return f"""
    QScrollBar:vertical {{ background: transparent; width: 10px; margin: 2px; }}
    QScrollBar::handle:vertical {{ background: {colours.line}; border-radius: 3px; min-height: 32px; }}
    QScrollBar::handle:vertical:hover {{ background: {colours.soft}; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
        background: none; border: none; height: 0; }}
    QToolTip {{ background: {colours.surface}; color: {colours.text}; border: 1px solid {colours.line}; padding: 4px; }}
    QMenu {{ background: {colours.surface}; color: {colours.text}; border: 1px solid {colours.line}; padding: 6px; }}
    QMenu::item {{ padding: 6px 22px 6px 14px; border-radius: 6px; }}
    QMenu::item:selected {{ background: {colours.wash}; color: {colours.accent}; }}
    QMenu::item:disabled {{ color: {colours.soft}; background: transparent; }}
    QMenu::separator {{ height: 1px; background: {colours.line}; margin: 6px 8px; }}
    """
