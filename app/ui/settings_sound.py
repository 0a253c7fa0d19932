"""Settings, Sound: which microphone and loudspeaker, their live levels, and the test of the room.

A section of the settings page, on the main thread.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot

from app.events import StageFailed, StageRecovered
from app.ui.bridge import Bridge
from app.ui.household import Household, RoomWords, SoundDevice, SoundDevices
from app.ui.level_meter import LevelMeter, LevelWatch
from app.ui.saying import Saying
from app.ui.settings_parts import Choice, Row, button
from app.ui.settings_section import Section
from app.ui.settings_voice import SAMPLE
from app.ui.status import Status


class SoundSection(Section):
    """The levels are asked for only while the section is in front."""

    def __init__(self, bridge: Bridge, household: Household) -> None:
        super().__init__(household)
        self._bridge = bridge
        self._watch = LevelWatch(bridge, self)
        self._watch.level.connect(self._show_level)
        self._saying = Saying(bridge, self)
        self._hear = button(self.tr("Hear it"), act=lambda: self._saying.say(SAMPLE))
        self._played = LevelMeter(self.tr("Loudspeaker level"))
        self._watch.played.connect(self._played.show_db)
        self._loud = Row(self.tr("Level"), control=self._played, is_wide=True)
        self._microphone = Choice(self.tr("Microphone"), lambda name: self.keep("audio.microphone", name))
        self._speaker = Choice(self.tr("Loudspeaker"), lambda name: self.keep("audio.speaker", name))
        self._meter = LevelMeter(self.tr("Microphone level"))
        self._level = Row(self.tr("Level"), control=self._meter, is_wide=True)
        self._try = button(self.tr("Test my room"), act=self._test)
        self._room = Row(self.tr("The room"), control=self._try)
        self._fill()
        bridge.status_changed.connect(self._show_status)
        bridge.happened.connect(self._follow)
        self._show_status(bridge.status)

    def _fill(self) -> None:
        card = self.add_card()
        card.add(Row(self.tr("Microphone"), control=self._microphone))
        card.add(self._level)
        card = self.add_card()
        card.add(Row(self.tr("Loudspeaker"), control=self._speaker))
        card.add(self._loud)
        card.add(Row(self.tr("How I sound here"), self.tr("A sentence over this loudspeaker."), self._hear))
        card = self.add_card()
        card.add(self._room)
        self._room.say(self.tr("A short sound tells me how much of my own voice comes back to the microphone."))

    def opened(self) -> None:
        self.household.sound.devices(self.answers.to(self._show_devices))
        self._watch.look(is_on=True)

    def left(self) -> None:
        self._watch.look(is_on=False)
        self._saying.stop()

    def redress(self) -> None:
        super().redress()
        self._meter.update()
        self._played.update()

    @Slot(object)
    def _follow(self, event: object) -> None:
        """A device went, or is back: the choice is another one."""
        is_device = isinstance(event, StageFailed | StageRecovered) and event.stage in ("microphone", "speaker")
        if is_device and self.isVisible():
            self.household.sound.devices(self.answers.to(self._show_devices))

    @Slot(object)
    def _show_devices(self, devices: SoundDevices) -> None:
        now = self.household.settings.now
        default = self.tr("System")
        self._microphone.offer(_choices(devices.microphones, default, now.microphone), now.microphone)
        self._speaker.offer(_choices(devices.speakers, default, now.speaker), now.speaker)
        if devices.problem:
            self.kept.emit(devices.problem)

    @Slot(float)
    def _show_level(self, level_db: float) -> None:
        if not self._bridge.status.mic_muted:
            self._meter.show_db(level_db)

    @Slot(object)
    def _show_status(self, status: Status) -> None:
        if status.mic_muted:
            self._meter.show_db(None)
            self._level.say(self.tr("Muted. The microphone is closed."))
        else:
            self._level.say(self.tr("Say something. From the middle on I hear you well."))
        self._hear.setEnabled(status.phase == "awake" and not status.voice_muted)
        muted = self.tr("The voice is muted.") if status.voice_muted else ""
        self._hear.setToolTip(muted)
        self._loud.say(muted or self.tr("It moves while I speak."))

    def _test(self) -> None:
        self._try.setEnabled(False)
        self._try.setText(self.tr("Listening…"))
        self._room.say(self.tr("Please be quiet for five seconds."))
        self.household.sound.test_room(self.answers.to(self._show_room))

    @Slot(object)
    def _show_room(self, room: RoomWords) -> None:
        self._try.setEnabled(True)
        self._try.setText(self.tr("Test again"))
        self._room.say("\n".join((room.words, " · ".join(room.figures))).strip())


def _choices(found: Sequence[SoundDevice], default: str, chosen: str) -> list[tuple[str, str]]:
    """What is there; and what was chosen, should it be away."""
    usual = next((device.label for device in found if device.is_default), "")
    rows = [("", f"{default}: {usual}" if usual else default), *((each.label, each.label) for each in found)]
    return rows if chosen in dict(rows) else [*rows, (chosen, chosen)]
