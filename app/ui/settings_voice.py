"""Settings, Voice: who speaks, how fast and how much, with a preview through the conversation's own loudspeaker.

A section of the settings page, on the main thread. The preview goes the way of a reply (Say), so the echo canceller
knows it and nobody is answered who was not there.
"""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from app.ui.bridge import Bridge
from app.ui.household import Arrival, Household, Models, VoiceCard, Voices, size_words
from app.ui.saying import Saying
from app.ui.settings_models import Download
from app.ui.settings_parts import CONTROL_PX, Choice, Row, Slide, button
from app.ui.settings_section import Section
from app.ui.status import Status
from app.ui.voice_wish import VoiceWish

SLOWEST, FASTEST = 0.7, 1.5
"""Ends of the slider; the file takes 0.5 to 2.0."""
SAMPLE = "This is how I sound. I can go a little slower, or a little faster."


class VoiceSection(Section):
    """`saying`: what says the preview."""

    def __init__(self, bridge: Bridge, household: Household) -> None:
        super().__init__(household)
        self._saying = Saying(bridge, self)
        self._hear = button(self.tr("Hear it"), act=lambda: self._saying.say(SAMPLE))
        self._who = Row(self.tr("Voice"), control=self._hear)
        self._wish = VoiceWish(household, self)
        self._wish.arriving.connect(self._show_arrival)
        self._wish.speaks.connect(self._say_sample)
        self._fill()
        self._list = self.add_card(self.tr("Whose voice"))
        self._download = self._list.add(Download(button(self.tr("Stop"), act=self._wish.stop)))
        self._download.hide()
        self._group = QButtonGroup(self)
        self._rows: list[QWidget] = []
        bridge.status_changed.connect(self._show_status)
        self._show_status(bridge.status)

    def _fill(self) -> None:
        now = self.household.settings.now
        speed = Slide(
            self.tr("Speed"), self.tr("slower"), self.tr("faster"), share_of(now.voice_speed),
            lambda share: self.keep("voice.speed", speed_at(share)),
        )  # fmt: skip
        speed.setFixedWidth(CONTROL_PX)
        replies = Choice(self.tr("How talkative"), lambda value: self.keep("conversation.replies", value))
        replies.offer(
            (
                ("short", self.tr("A few words")),
                ("usual", self.tr("A sentence or two")),
                ("long", self.tr("As much as it takes")),
            ),
            now.replies,
        )
        card = self.add_card()
        card.add(self._who)
        card.add(Row(self.tr("Speed"), self.tr("You hear it from the next sentence on."), speed))
        card.add(Row(self.tr("How talkative"), self.tr("How much I say at a time."), replies))

    def opened(self) -> None:
        self.household.models.look(self.answers.to(self._show_voice))

    def left(self) -> None:
        self._saying.stop()

    @Slot(object)
    def _show_voice(self, models: Models) -> None:
        speaking = models.voices.speaking(self.household.settings.now.voice_names)
        for row in self._rows:
            row.setParent(None)
            row.deleteLater()
        self._rows = [self._list.add(self._row(each, models.voices, speaking)) for each in models.voices.cards]
        for each in models.voices.cards:
            if each.name == speaking:
                self._who.say(f"{each.title} · {each.about}\n{self.tr('Licence')}: {each.licence}")

    def _row(self, card: VoiceCard, voices: Voices, speaking: str) -> Row:
        """Chosen by a press, and heard at once; what is not here is downloaded first."""
        lines = f"{card.about[:1].upper()}{card.about[1:]}"
        if card.missing:
            size = size_words(card.missing_bytes)
            control: QWidget = button(self.tr("Download"), act=lambda: self._wish.choose(card, voices))
            control.setAccessibleName(self.tr("Download {name}").format(name=card.title))
            control.setEnabled(not self._wish.is_arriving)
            lines = self.tr("{about} · {size} to download").format(about=lines, size=size)
        else:
            control = radio = QRadioButton()
            radio.setAccessibleName(card.title)
            radio.setChecked(card.name == speaking)
            radio.clicked.connect(lambda: self._wish.choose(card, voices))
            self._group.addButton(radio)
        return Row(card.title, lines, control)

    @Slot(object)
    def _show_arrival(self, arrival: Arrival) -> None:
        self._download.show_arrival(arrival)
        self._download.setVisible(not arrival.is_over)
        if arrival.is_over or not arrival.share:
            self.opened()

    @Slot(str)
    def _say_sample(self, problem: str) -> None:
        self.was_kept(problem)
        if not problem:
            self.opened()
            if self._hear.isEnabled():
                self._saying.say(SAMPLE)

    @Slot(object)
    def _show_status(self, status: Status) -> None:
        self._hear.setEnabled(status.phase == "awake" and not status.voice_muted)
        self._hear.setToolTip(self.tr("The voice is muted.") if status.voice_muted else "")


def speed_at(share: float) -> float:
    """Slider to setting; the middle of the scale is the voice's own speed."""
    if share < 0.5:
        return round(SLOWEST + (1 - SLOWEST) * share * 2, 2)
    return round(1 + (FASTEST - 1) * (share - 0.5) * 2, 2)


def share_of(speed: float) -> float:
    """Setting to slider."""
    share = (speed - SLOWEST) / (1 - SLOWEST) / 2 if speed < 1 else 0.5 + (speed - 1) / (FASTEST - 1) / 2
    return min(1.0, max(0.0, share))
