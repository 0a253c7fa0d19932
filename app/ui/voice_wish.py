"""Another voice, please: downloaded first if it has to be, then it speaks. For the settings page and the first run.

Main thread; nothing waits.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from app.ui.answers import Answers
from app.ui.household import Arrival, Household, Stop, VoiceCard, Voices
from app.voice_choice import with_choice


class VoiceWish(QObject):
    """`arriving`: a download. `speaks`: the voice that was wished for speaks from the next sentence on ('' when it is
    kept), or what went wrong."""

    arriving = Signal(object)
    speaks = Signal(str)

    def __init__(self, household: Household, parent: QObject) -> None:
        super().__init__(parent)
        self._household = household
        self._answers = Answers(self)
        self._wish: tuple[VoiceCard, str] | None = None
        self._stop: Stop | None = None

    @property
    def is_arriving(self) -> bool:
        return self._stop is not None

    def choose(self, card: VoiceCard, voices: Voices) -> None:
        """The newest wish counts."""
        self._wish = (card, voices.companion)
        if not card.missing:
            self._keep()
        elif self._stop is None:
            self.arriving.emit(Arrival(card.title, 0.0, ""))
            self._stop = self._household.models.bring(card.missing, self._answers.to(self._follow))

    def stop(self) -> None:
        """The download; what has arrived is kept."""
        if self._stop is not None:
            self._stop()

    @Slot(object)
    def _follow(self, arrival: Arrival) -> None:
        if arrival.is_over:
            self._stop = None
        self.arriving.emit(arrival)
        if not arrival.is_over:
            return
        if arrival.problem:
            self.speaks.emit(arrival.problem)
        else:
            self._keep()

    def _keep(self) -> None:
        if self._wish is not None:
            (card, companion), self._wish = self._wish, None
            line = with_choice(self._household.settings.now.voice_names, companion, card.name)
            self._household.settings.change("voice.names", line, self._answers.to(self.speaks.emit))
