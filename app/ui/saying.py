"""Says a line of ours through the conversation, when nothing else is being said: previews and the first run.

Why: the session drops a line that would break into a reply, so the reply is stopped first, and the line waits for the
silence. Main thread; the newest line wins.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from app.ui.bridge import Bridge
from app.ui.status import BUSY


class Saying(QObject):
    """`say` any number of times; `stop` ends what is being said."""

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._next = ""
        self._is_ours = False
        """What is being said just now is our line."""
        bridge.status_changed.connect(self._follow)
        bridge.connected.connect(self._follow)

    def say(self, line: str) -> None:
        """Aloud (voice muted: as a caption), as soon as it is quiet."""
        self._next = line
        if self._is_busy:
            self._hush()
        elif self._bridge.conversation is not None:
            self._say_next()

    def stop(self) -> None:
        """A reply of the companion goes on."""
        self._next = ""
        if self._is_ours and self._is_busy:
            self._hush()

    @property
    def _is_busy(self) -> bool:
        return self._bridge.status.phase == "awake" and self._bridge.status.state in BUSY

    def _hush(self) -> None:
        from app.wishes import StopReply

        self._bridge.post(StopReply())

    def _say_next(self) -> None:
        from app.wishes import Say

        line, self._next = self._next, ""
        if line:
            self._is_ours = True
            self._bridge.post(Say(line))

    @Slot()
    def _follow(self) -> None:
        """The status has changed, or there is a conversation now."""
        if not self._is_busy:
            self._is_ours = False
            self._say_next()
