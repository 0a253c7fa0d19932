"""Settings, Together: what a reply takes over of how one speaks, and who hears what was said to another companion.

A section of the settings page, on the main thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from app.ui.bridge import Bridge
from app.ui.household import Household
from app.ui.settings_parts import Card, Row, Switch
from app.ui.settings_section import Section


class TogetherSection(Section):
    """`bridge`: knows who may be called, once there is a conversation."""

    def __init__(self, bridge: Bridge, household: Household) -> None:
        super().__init__(household)
        self._bridge = bridge
        self._tune()
        self._hearing = self.add_card(self.tr("Called by name, they hear the last two things that were said"))
        self._switches: dict[str, Switch] = {}

    def opened(self) -> None:
        if self._bridge.conversation is not None and not self._switches:
            self._offer(self._hearing, self._bridge.conversation.companions())

    def _tune(self) -> None:
        now = self.household.settings.now
        card = self.add_card(self.tr("In tune with you"))
        for key, is_on, title, hint in (
            ("tune.pace", now.tune_pace, self.tr("Speaking pace"),
             self.tr("A little slower or faster with you, by a tenth at the most.")),
            ("tune.length", now.tune_length, self.tr("Length"), self.tr("Short when you say little.")),
            ("tune.whisper", now.tune_whisper, self.tr("Whisper"),
             self.tr("A low voice and few words when you whisper.")),
            ("tune.formality", now.tune_formality, self.tr("Manners"),
             self.tr("“I am” to who speaks so, “I'm” to who does.")),
            ("voice.laughs", now.laughs, self.tr("A laugh, a sigh"),
             self.tr("Heard as breath, once in a reply at the most, where I mean one.")),
            ("tune.mood", now.tune_mood, self.tr("Mood"),
             self.tr("One line above the box you type in: how you seem to feel. A guess, never kept.")),
        ):  # fmt: skip
            card.add(Row(title, hint, Switch(title, is_on=is_on, act=partial(self.keep, key))))

    def _offer(self, card: Card, companions: Sequence[tuple[str, str]]) -> None:
        settings = self.household.settings.now
        for companion, name in companions:
            switch = Switch(name, is_on=settings.lets_hear(companion), act=lambda _: self._keep_hearing())
            self._switches[companion] = switch
            card.add(Row(name, "", switch))

    def _keep_hearing(self) -> None:
        """`all` includes those who are made later."""
        told = [companion for companion, switch in self._switches.items() if switch.isChecked()]
        value = "all" if len(told) == len(self._switches) else ", ".join(told) or "none"
        self.keep("companions.hears_others", value)
