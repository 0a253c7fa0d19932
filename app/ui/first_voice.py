"""The first run's question about the voice: a woman's or a man's, downloaded if it has to be, and heard.

Made by first_run.py. Main thread.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from app.ui.answers import Answers
from app.ui.first_page import FirstPage
from app.ui.household import Household, Models
from app.ui.saying import Saying
from app.ui.voice_wish import VoiceWish

SAMPLE = "This is how I sound now."


class FirstVoice(QObject):
    """`page` shows it, `saying` says it."""

    def __init__(self, household: Household, page: FirstPage, saying: Saying) -> None:
        super().__init__(page)
        self._household = household
        self._page = page
        self._saying = saying
        self._answers = Answers(self)
        self._wish = VoiceWish(household, self)
        self._wish.arriving.connect(page.show_voice_arrival)
        self._wish.speaks.connect(self._heard)
        page.stage.hear.connect(self.hear)
        page.stage.voice.connect(self.choose)

    @Slot()
    def hear(self) -> None:
        """As it is now."""
        self._saying.say(SAMPLE)

    @Slot(bool)
    def choose(self, is_female: bool) -> None:
        """The first of the kind, as soon as it is here."""
        voices = self._page.stage.voices
        if (card := voices.first(is_female=is_female)) is not None:
            self._wish.choose(card, voices)

    @Slot(object)
    def show(self, models: Models) -> None:
        """Who could speak."""
        self._page.stage.show_voices(models.voices)

    @Slot(str)
    def _heard(self, problem: str) -> None:
        """The voice that was chosen speaks, or cannot."""
        self._page.problem.setText(problem)
        if not problem:
            self.hear()
        self._household.models.look(self._answers.to(self.show))
