"""What a page of the window is, and how the window finds it.

Pages live on the main thread. A page is made when it is first opened, so a page that nobody looks at costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class Page(QWidget):
    """The window calls these; a page overrides what it needs."""

    line_wanted = Signal(str, str)
    """(day as YYYY-MM-DD, episode id): the user wants to see where it was said."""

    def show_line(self, day: str, line: str) -> None:
        """`line_wanted` of another page; the transcript shows it."""

    def opened(self) -> None:
        """It has come to the front: bring up to date what it shows, put the keys where they belong."""

    def left(self) -> None:
        """Another page has come to the front, or the window has been closed."""

    def search(self) -> None:
        """Ctrl+F."""

    def escape(self) -> bool:
        """Esc. False: there was nothing to undo here; then it stops the reply."""
        return False

    def redress(self) -> None:
        """The colours of the desktop have changed."""


@dataclass(frozen=True)
class Entry:
    """One line of the window's rail. `key` names it for `Window.open_page`; `title` is translated already."""

    key: str
    title: str
    glyph: str
    """A file of assets/icons, without its suffix."""
    make: Callable[[], Page]
    is_last: bool = False
    """It stands at the bottom of the rail."""
