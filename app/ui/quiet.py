"""Quiet until …: asleep until a moment that the user chose, or until they call it before.

Why here: the session knows sleeping and waking; how long is a wish of the one who clicks. Time is the transcript's
clock, looked at at least once a minute while it lasts, because no timer counts while the computer is suspended. It is
kept in the settings, so that a restart does not end it. Main thread.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.ui.bridge import Bridge
from app.ui.status import Status
from app.ui.wishes import Wishes

LOOK_MS = 60_000
MORNING_H = 8
"""When "tomorrow" is."""
KEPT = "quiet.paused_until"


class Quiet(QObject):
    """`until` None: it is not."""

    changed = Signal()

    def __init__(self, bridge: Bridge, wishes: Wishes) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self._wishes = wishes
        self._has_slept = False
        self._is_kept = False
        """It began before this start: it sleeps as soon as it is awake."""
        self._watch = QTimer(self, singleShot=True)
        self._watch.timeout.connect(self.look)
        self.until: datetime | None = None
        bridge.connected.connect(self._go_on)
        bridge.status_changed.connect(self._follow)

    @property
    def words(self) -> str:
        """'' when it is not quiet."""
        if self.until is None or self._bridge.conversation is None:
            return ""
        moment = f"{self.until.hour}:{self.until.minute:02}"
        if self.until.date() != self._bridge.conversation.now().date():
            return self.tr("Quiet until tomorrow, {moment}.").format(moment=moment)
        return self.tr("Quiet until {moment}.").format(moment=moment)

    def for_minutes(self, minutes: int) -> None:
        if self._bridge.conversation is not None:
            self._begin(self._bridge.conversation.now() + timedelta(minutes=minutes))

    def until_tomorrow(self) -> None:
        if self._bridge.conversation is not None:
            tomorrow = self._bridge.conversation.now() + timedelta(days=1)
            self._begin(tomorrow.replace(hour=MORNING_H, minute=0, second=0, microsecond=0))

    @Slot()
    def end(self) -> None:
        """It listens again as usual."""
        if self.until is not None:
            self._over()
            self._wishes.wake()

    @Slot()
    def look(self) -> None:
        """Is it time? If not, when to look again."""
        if self.until is None or self._bridge.conversation is None:
            return
        left_s = (self.until - self._bridge.conversation.now()).total_seconds()
        if left_s <= 0:
            self.end()
        else:
            self._watch.start(min(LOOK_MS, round(left_s * 1000) + 1))

    def _begin(self, until: datetime) -> None:
        self.until, self._has_slept = until, self._bridge.status.state == "asleep"
        self._keep(until.isoformat(timespec="seconds"))
        self._wishes.sleep()
        self.look()
        self.changed.emit()

    def _over(self) -> None:
        self.until, self._is_kept = None, False
        self._keep("")
        self._watch.stop()
        self.changed.emit()

    def _keep(self, moment: str) -> None:
        if self._bridge.conversation is not None:
            self._bridge.conversation.keep(KEPT, moment)

    @Slot()
    def _go_on(self) -> None:
        """After a restart: is it quiet still?"""
        conversation = self._bridge.conversation
        until = None if conversation is None else _moment(conversation.settings.paused_until)
        if conversation is None or until is None or self.until is not None:
            return
        if until <= conversation.now():
            self._keep("")
            return
        self.until, self._is_kept = until, True
        self._follow(self._bridge.status)
        self.look()
        self.changed.emit()

    @Slot(object)
    def _follow(self, status: Status) -> None:
        """Whoever wakes it, by key or by word, has ended the quiet too."""
        if self.until is None or (self._is_kept and status.phase == "waking"):
            return
        if self._is_kept:
            self._is_kept, self._has_slept = False, status.state == "asleep"
            self._wishes.sleep()
        elif status.state == "asleep":
            self._has_slept = True
        elif self._has_slept:
            self._over()


def _moment(kept: str) -> datetime | None:
    """None: nothing was kept, or nothing that one could wait for."""
    try:
        moment = datetime.fromisoformat(kept)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
