"""How the settings page and the first run look beyond style.py: cards, switches, sliders and fields, from its palette.

Set on the page's own widget by settings_page.py and first_run.py, again whenever the desktop's colours change.
"""

from __future__ import annotations

from app.ui import style

CONTENT = 640
"""Widest a card gets."""


def sheet() -> str:
    """For the colours of now."""
    return _cards_and_buttons(style.theme()) + _fields(style.theme())


def _cards_and_buttons(c: style.Theme) -> str:
    return f"""
    #card {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: {style.ROUND}px; }}
    #soft {{ color: {c.soft}; }}
    #problem {{ color: {c.accent}; }}
    #sections {{ background: transparent; border: none; border-right: 1px solid {c.line}; outline: none;
                 padding: 14px 12px; }}
    #sections::item {{ padding: 9px 12px; border-radius: 10px; color: {c.text}; border: 1px solid transparent;
                       margin-bottom: 2px; }}
    #sections::item:hover {{ background: {c.pressed}; }}
    #sections::item:selected {{ background: {c.wash}; color: {c.text}; font-weight: 600; }}
    #sections::item:focus {{ border-color: {c.accent}; }}
    #plain {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.edge}; border-radius: 10px;
              padding: 7px 14px; }}
    #plain:hover {{ background: {c.pressed}; }}
    #plain:focus {{ border-color: {c.accent}; }}
    #plain:disabled {{ color: {c.soft}; border-color: {c.line}; }}
    #main {{ background: {c.accent}; color: {c.on_accent}; border: 2px solid {c.accent}; border-radius: 12px;
             padding: 9px 20px; font-weight: 600; }}
    #main:focus {{ border-color: {c.text}; }}
    #main:disabled {{ background: {c.line}; border-color: {c.line}; color: {c.soft}; }}
    #quiet {{ background: transparent; color: {c.soft}; border: 1px solid transparent; border-radius: 10px;
              padding: 8px 14px; }}
    #quiet:hover {{ color: {c.text}; }}
    #quiet:focus {{ border-color: {c.accent}; color: {c.text}; }}
    """


def _fields(c: style.Theme) -> str:
    return f"""
    QComboBox, QLineEdit#field {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.edge};
        border-radius: 10px; padding: 7px 12px; selection-background-color: {c.accent};
        placeholder-text-color: {c.soft};
        selection-color: {c.on_accent}; }}
    QComboBox:focus, QLineEdit#field:focus {{ border-color: {c.accent}; }}
    QComboBox:disabled {{ color: {c.soft}; border-color: {c.line}; }}
    QComboBox::drop-down {{ border: none; width: 26px; }}
    QComboBox::down-arrow {{ image: none; }}
    QComboBox QAbstractItemView {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.edge};
        selection-background-color: {c.wash}; selection-color: {c.text}; outline: none; padding: 4px; }}
    QSlider {{ min-height: 26px; }}
    QSlider::groove:horizontal {{ background: {c.line}; height: 4px; border-radius: 2px; }}
    QSlider::handle:horizontal {{ background: {c.accent}; width: 18px; height: 18px; margin: -7px 0;
        border-radius: 9px; }}
    QSlider::handle:horizontal:focus {{ background: {c.text}; }}
    QProgressBar {{ background: {c.line}; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }}
    QProgressBar::chunk {{ background: {c.accent}; border-radius: 3px; }}
    #again {{ background: {c.wash}; border-top: 1px solid {c.line}; }}
    QRadioButton {{ spacing: 0; min-width: 28px; min-height: 28px; }}
    QRadioButton::indicator {{ width: 16px; height: 16px; border-radius: 9px; border: 1px solid {c.edge};
        background: {c.surface}; }}
    QRadioButton::indicator:checked {{ width: 8px; height: 8px; border: 5px solid {c.accent}; }}
    QRadioButton::indicator:focus {{ border-color: {c.text}; }}
    QRadioButton::indicator:disabled {{ border-color: {c.line}; }}
    QScrollArea, #inside {{ background: transparent; border: none; }}
    """
