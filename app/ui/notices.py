"""What deserves a notification: a device that vanished, a download that ended, a database that was mended.

Why so few: a companion that pops up is chatter. All of it stands in the window too, so nobody who looks at the window
is told twice; of what was said not a word. Main thread; `Told` hands a download's end over from its own thread.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from app.events import StageFailed
from app.ui.bridge import QUEUED, Bridge
from app.ui.household import Arrival, Models, ModelShelf, Stop

DEVICES = ("microphone", "speaker")


class Notices(QObject):
    """`told`: (title, words), for the tray to show."""

    told = Signal(str, str)
    _ended = Signal(object)  # Arrival; still on the download's thread

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self._ended.connect(self._download_ended, QUEUED)
        bridge.happened.connect(self._follow)
        bridge.connected.connect(self._greet)

    def watch(self, models: ModelShelf) -> ModelShelf:
        """The same models, whose downloads are told of when they end."""
        return Told(models, self._ended.emit)

    @Slot()
    def _greet(self) -> None:
        conversation = self._bridge.conversation
        if conversation is not None and conversation.notice:
            self._tell(self.tr("Your memories were mended"), conversation.notice)

    @Slot(object)
    def _follow(self, event: object) -> None:
        """The session tells once of a device that is gone, however often it looks for it."""
        if isinstance(event, StageFailed) and event.stage in DEVICES:
            gone = self.tr("No microphone") if event.stage == "microphone" else self.tr("No loudspeaker")
            self._tell(gone, event.error)

    @Slot(object)
    def _download_ended(self, arrival: Arrival) -> None:
        if arrival.problem:
            self._tell(self.tr("The download did not end"), arrival.problem)
        else:
            self._tell(self.tr("The download has ended"), self.tr("It is ready under Settings."))

    def _tell(self, title: str, words: str) -> None:
        if QApplication.activeWindow() is None:  # whoever looks at the window reads it there
            self.told.emit(title, words)


class Told:
    """ModelShelf; `ended` gets every download's end, but of one that the user stopped."""

    def __init__(self, models: ModelShelf, ended: Callable[[Arrival], None]) -> None:
        self._models = models
        self._ended = ended

    def look(self, answer: Callable[[Models], None]) -> None:
        self._models.look(answer)

    def choose(self, profile: str, answer: Callable[[str], None]) -> None:
        self._models.choose(profile, answer)

    def bring(self, weights: tuple[str, ...], tell: Callable[[Arrival], None]) -> Stop:
        stopped: list[bool] = []
        stop = self._models.bring(weights, partial(self._pass_on, tell, stopped))

        def stop_it() -> None:
            stopped.append(True)
            stop()

        return stop_it

    def _pass_on(self, tell: Callable[[Arrival], None], stopped: list[bool], arrival: Arrival) -> None:
        tell(arrival)
        if arrival.is_over and not stopped:
            self._ended(arrival)
