"""What push-to-talk sees of a desktop's keyboard: one key that goes down and comes up.

Implemented by the files beside this one, used by runtime/push_to_talk.py.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol

Change = Literal["down", "up", "lost"]
"""`lost`: the key will not be heard any more (the desktop took it away, or ended). A key that is held may tell "down"
again and again: that is auto-repeat, and not for the keyboard to judge."""

APP_ID = "org.earpiece.Earpiece"
"""The program's name among desktops; its .desktop file is called so (app/household/launcher.py)."""
ELSEWHERE = "Bind `earpiece ctl ptt-toggle` to a key in your desktop's settings; that works everywhere."


class Key(Protocol):
    """One key of one desktop."""

    def open(self, tell: Callable[[Change], None]) -> str:
        """-> in words, which key is heard by which way. `tell` is called on any thread from then on.

        May block. Raises EarpieceError, whose text says why it does not work and what does.
        """

    def is_down(self) -> bool | None:
        """As the keyboard says when asked; None: it cannot tell. On the thread that opened it."""

    def close(self) -> None:
        """From any thread, also while `open` blocks; safe to call twice."""
