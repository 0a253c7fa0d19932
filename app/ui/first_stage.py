"""Where the first run shows what a question needs: one area of first_steps.py at a time. Main thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.first_meeting import Step
from app.ui.first_steps import (
    ChoiceArea,
    DoneArea,
    KeyArea,
    ReadArea,
    RoomArea,
    StepArea,
    VoiceArea,
    begins_area,
    name_area,
    talk_area,
    wish_area,
)
from app.ui.household import Household, RoomWords, Voices


class Stage(QWidget):
    """Signals as the areas'."""

    answered = Signal(str)
    changed = Signal(str, object)
    hear = Signal()
    voice = Signal(bool)
    replies = Signal(str)
    begins = Signal(str)

    def __init__(self, household: Household) -> None:
        super().__init__()
        self._household = household
        self._areas: dict[Step, StepArea] = {}
        self.voices = Voices()
        """Who could speak."""
        self.area = StepArea()
        self.has_keys = False
        """The question is answered with keys: a field, or buttons."""
        self.has_room = False
        """The room was tested."""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.area)
        self._column.addStretch(1)

    def ask(self, step: Step, told: Sequence[str] = ()) -> None:
        """What `step` needs; `told`: what was learnt by now."""
        self.area.hide()
        if step not in self._areas:
            self._areas[step] = self._made(step)
            self._column.insertWidget(0, self._areas[step])
        self.area = self._areas[step]
        if isinstance(self.area, DoneArea):
            self.area.show_learnt(told)
        if isinstance(self.area, VoiceArea):
            self.area.show_voices(self.voices)
        self.area.show()
        self.has_keys = self.area.begin()

    def show_key_way(self, way: str) -> None:
        """`way`: which key works, and by which way."""
        if isinstance(self.area, KeyArea):
            self.area.show_way(way)

    def show_voices(self, voices: Voices) -> None:
        """Who could speak, and what it would bring."""
        self.voices = voices
        if isinstance(self.area, VoiceArea):
            self.area.show_voices(voices)

    def show_heard(self, text: str) -> None:
        if isinstance(self.area, ReadArea):
            self.area.show_heard(text)

    def show_room_running(self) -> None:
        if isinstance(self.area, RoomArea):
            self.area.show_running()

    def show_room(self, room: RoomWords) -> None:
        self.has_room = True
        area = self._areas.get("room")
        if isinstance(area, RoomArea):
            area.show_room(room)

    def _made(self, step: Step) -> StepArea:
        area = self._kind(step)
        area.answered.connect(self.answered)
        area.changed.connect(self.changed)
        if isinstance(area, VoiceArea):
            area.hear.connect(self.hear)
            area.chosen.connect(self.voice)
        elif isinstance(area, ChoiceArea):
            area.chosen.connect(self.replies if step == "talk" else self.begins)
        return area

    def _kind(self, step: Step) -> StepArea:
        makes: dict[Step, Callable[[], StepArea]] = {
            "microphone": ReadArea,
            "room": RoomArea,
            "name": name_area,
            "wish": wish_area,
            "voice": lambda: VoiceArea(self._household),
            "talk": talk_area,
            "begins": begins_area,
            "key": lambda: KeyArea(self._household.settings.now.key),
            "done": DoneArea,
        }
        return makes.get(step, StepArea)()
