"""The one way between the other threads and Qt: what arrives becomes a queued signal, a wish leaves as a command.

Qt objects belong to the main thread, and so does this; `show`, `quit`, `began`, `ended` may be used on any thread.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app.events import PartialTranscript, Published
from app.ui.doors import Conversation, no_more
from app.ui.household import Household
from app.ui.status import Status

if TYPE_CHECKING:
    from app.wishes import Command


SLICE_S = 0.005
"""So long events are followed at a time, before the window may draw and hear keys again."""
QUEUED = Qt.ConnectionType.QueuedConnection


class Bridge(QObject):
    """Holds the one `Status`, and the conversation once there is one. It is the `Front` of doors.py."""

    status_changed = Signal(object)  # Status
    happened = Signal(object)  # Published
    remembered = Signal(object)  # Sequence[Episode]: today's, once, and again of another self
    self_changed = Signal(str)
    """Another self of the companion talks now: what the user calls it."""
    show_asked = Signal()
    quit_asked = Signal()
    veiled = Signal(bool)
    meeting_asked = Signal()
    ring_asked = Signal(bool)
    """By the settings page: the ring is to be shown, or not."""
    began = Signal(object)  # Conversation
    connected = Signal()
    """On the main thread: from now on there is a conversation."""
    ended = Signal()
    _arrived = Signal()  # there is mail; still on the session thread
    _fetched = Signal(object)  # Sequence[Episode], still on the keeper thread

    def __init__(self) -> None:
        super().__init__()
        self.status = Status()
        self.conversation: Conversation | None = None
        self.visible_at_s: float | None = None
        self.household: Household | None = None
        """What the settings page and the first run need; None where nobody gave it."""
        self._early: list[Command] = []
        self._unsubscribe: Callable[[], None] = no_more
        self._mail: deque[Published] = deque()
        self._is_called = False
        """Somebody will look into the mail."""
        self.began.connect(self._begin, QUEUED)
        self._arrived.connect(self._receive, QUEUED)
        self._fetched.connect(self.remembered, QUEUED)

    def show(self) -> None:
        self.show_asked.emit()

    def veil(self, is_on: bool) -> None:
        self.veiled.emit(is_on)

    def quit(self) -> None:
        self.quit_asked.emit()

    def post(self, command: Command) -> None:
        """Main thread. What the user wants before there is a session waits for it."""
        if self.conversation is None:
            self._early.append(command)
        elif self.status.phase != "leaving":
            self.conversation.post(command)

    def talk_as(self, name: str) -> None:
        """Main thread. Another self talks now: what is shown is its day."""
        self.self_changed.emit(name)
        self.look_again()

    def look_again(self) -> None:
        """Main thread. What was forgotten is back: today is read once more."""
        if self.conversation is not None:
            self.conversation.fetch_today(self._fetched.emit)

    def leave(self) -> None:
        """Main thread: from now on it says only that it is closing. Safe to call twice."""
        self._unsubscribe()
        self._unsubscribe = no_more
        self._show(self.status.leaving())

    @Slot(object)
    def _begin(self, conversation: Conversation) -> None:
        self.conversation = conversation
        if self.status.phase == "leaving":
            return
        self._unsubscribe = conversation.subscribe(self._deliver)
        if conversation.settings.mode != "open" or conversation.settings.microphone_muted:
            self._show(self.status.awake())
        conversation.fetch_today(self._fetched.emit)
        for command in self._early:
            conversation.post(command)
        self.connected.emit()

    def _deliver(self, event: Published) -> None:
        """On the session thread."""
        self._mail.append(event)
        if not self._is_called:
            self._is_called = True
            self._arrived.emit()

    @Slot()
    def _receive(self) -> None:
        """In slices: a thousand events a second must not keep the window from drawing. Of what is overtaken by then
        (a status, the words so far) only the last is shown."""
        self._is_called = False
        end_s = time.monotonic() + SLICE_S
        status = self.status
        while self._mail and status.phase != "leaving" and time.monotonic() < end_s:
            event = self._mail.popleft()
            status = status.after(event)
            if not self._mail:
                self._show(status)
            if not self._is_overtaken(event):
                self.happened.emit(event)
            status = self.status if self.status.phase == "leaving" else status
        self._show(status)
        if self._mail and status.phase != "leaving":
            self._is_called = True
            QTimer.singleShot(0, self._receive)

    def _is_overtaken(self, event: Published) -> bool:
        """The next one says the same and more."""
        following = self._mail[0] if self._mail else None
        return isinstance(event, PartialTranscript) and isinstance(following, PartialTranscript)

    def _show(self, status: Status) -> None:
        if status != self.status:
            self.status = status
            self.status_changed.emit(status)
