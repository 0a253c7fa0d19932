"""Settings, Listening: when it listens, how soon it answers, whom it answers, and the signs of life.

A section of the settings page, on the main thread.
"""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton

from app.ui.bridge import Bridge
from app.ui.household import Household
from app.ui.key_field import KeyField
from app.ui.settings_parts import CONTROL_PX, Choice, Row, Slide, Switch
from app.ui.settings_section import Section


class ListeningSection(Section):
    """`companion`: its name, for the wake phrase."""

    def __init__(self, companion: str, bridge: Bridge, household: Household) -> None:
        super().__init__(household)
        self._bridge = bridge
        self._companion = companion
        self._modes = QButtonGroup(self)
        self._phrase = QLineEdit(household.settings.now.wake_phrase)
        self._fill_mode()
        self._fill_pace()
        self._fill_signs()

    def _fill_mode(self) -> None:
        now = self.household.settings.now
        card = self.add_card(self.tr("When I listen"))
        for mode, title, hint in (
            ("open", self.tr("Always"), self.tr("Just talk. During a call of another program I sleep by myself.")),
            ("wake", self.tr("After the wake phrase"), self.tr("I sleep until I hear it, then we talk.")),
            ("key", self.tr("While I hold the key"), self.tr("The microphone is closed until the key goes down.")),
        ):
            radio = QRadioButton()
            radio.setAccessibleName(title)
            radio.setChecked(now.mode == mode)
            radio.clicked.connect(lambda _=False, mode=mode: self._choose_mode(mode))
            self._modes.addButton(radio)
            card.add(Row(title, hint, radio))
        self._phrase.setObjectName("field")
        self._phrase.setFixedWidth(CONTROL_PX)
        self._phrase.setPlaceholderText(f"hey {self._companion.lower()}")
        self._phrase.setMaxLength(60)
        self._phrase.editingFinished.connect(self._keep_phrase)
        self._phrase_row = card.add(Row(self.tr("Wake phrase"), self.tr("What wakes me."), self._phrase))
        ready = Switch(
            "", is_on=now.keep_microphone_ready, act=lambda on: self.keep("microphone.keep_ready", on)
        )
        self._ready_row = card.add(
            Row(
                self.tr("Keep the microphone ready"),
                self.tr("No first syllable is lost. The system shows the microphone as open all the time."),
                ready,
            )
        )
        self._key = KeyField(now.key)
        self._key.setFixedWidth(CONTROL_PX)
        self._key_row = card.add(Row(self.tr("The key"), "", self._key))
        self._key.chosen.connect(lambda chord: self.keep("key.chord", chord))
        self._key.refused.connect(self.was_kept)
        style_ = Choice(self.tr("How it is used"), lambda value: self.keep("key.style", value))
        style_.offer((("hold", self.tr("Hold it while you talk")), ("toggle", self.tr("Press to begin, press to end"))),
                     now.key_style)  # fmt: skip
        card.add(Row(self.tr("How it is used"), self.tr("It interrupts me, too."), style_))
        self._show_mode(now.mode)

    def opened(self) -> None:
        """Which way of hearing the key is active here, and why."""
        conversation = self._bridge.conversation
        how = self.tr("Press the one you want. It works in every mode.")
        self._key_row.say("\n".join(part for part in (how, conversation.key_words() if conversation else "") if part))

    def _fill_pace(self) -> None:
        now = self.household.settings.now
        pace = Slide(
            self.tr("How soon I answer"), self.tr("gives me time"), self.tr("quick"), (now.pace + 1) / 2,
            lambda share: self.keep("conversation.pace", round(share * 2 - 1, 2)),
        )  # fmt: skip
        pace.setFixedWidth(CONTROL_PX)
        mine = self.household.folder.voice_is_enrolled()
        only = Switch("", is_on=now.only_my_voice, act=lambda on: self.keep("microphone.only_my_voice", on))
        only.setEnabled(mine or now.only_my_voice)
        how = self.tr("Other voices are not answered.")
        teach = self.tr("First teach me your voice, in a terminal: earpiece voice enrol")
        card = self.add_card(self.tr("How I answer"))
        card.add(Row(self.tr("Pace"), self.tr("How long a pause may last before I take my turn."), pace))
        card.add(Row(self.tr("Only my voice"), how if mine else f"{how} {teach}", only))

    def _fill_signs(self) -> None:
        now = self.household.settings.now
        sound = Switch("", is_on=now.soft_sound, act=lambda on: self.keep("conversation.soft_sound", on))
        filler = Switch("", is_on=now.filler, act=lambda on: self.keep("conversation.filler", on))
        nods = Switch("", is_on=now.nods, act=lambda on: self.keep("conversation.nods", on))
        card = self.add_card(self.tr("Signs of life"))
        card.add(Row(self.tr("A soft sound"), self.tr("When I think that you have finished."), sound))
        card.add(Row(self.tr("A short “Hmm.”"), self.tr("When my answer takes long."), filler))
        card.add(Row(self.tr("A short “Uh huh.”"), self.tr("In your long pauses, seldom."), nods))

    def _choose_mode(self, mode: str) -> None:
        self._show_mode(mode)
        self.keep("conversation.mode", mode)

    def _show_mode(self, mode: str) -> None:
        self._phrase_row.setEnabled(mode == "wake")
        self._ready_row.setEnabled(mode == "key")

    def _keep_phrase(self) -> None:
        phrase = " ".join(self._phrase.text().split())
        if phrase != self.household.settings.now.wake_phrase:
            self.keep("conversation.wake_phrase", phrase)


