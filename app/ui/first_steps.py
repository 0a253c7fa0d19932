"""What stands under a question of the first run: a field, a slider, a few buttons, a level, a list.

Made by first_run.py, one for each question, when it is first asked. Main thread. `answered` carries words, as if the
user had said them.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.ui import style
from app.ui.first_meeting import LONGEST_NAME, READ
from app.ui.household import Household, RoomWords, Voices, size_words
from app.ui.key_field import KeyField
from app.ui.level_meter import LevelMeter
from app.ui.settings_parts import CONTROL_PX, Card, Row, Slide, button, words
from app.ui.settings_voice import share_of, speed_at

WIDTH = 460
"""Of a question and of what stands under it."""
LONGEST_WISH = 300


class StepArea(QWidget):
    """Nothing, for questions that need nothing."""

    answered = Signal(str)
    changed = Signal(str, object)
    """A setting: key, value."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)

    def take(self) -> str:
        """The words that are typed here; '' when there are none."""
        return ""

    def begin(self) -> bool:
        """The question is asked now -> whether the keys are here."""
        return False

    def show_level(self, level_db: float) -> None:
        """Of the microphone."""


class ReadArea(StepArea):
    """A sentence to read, the level, and what was heard."""

    def __init__(self) -> None:
        super().__init__()
        sentence = words("“{}”".format(READ.replace(" while ", "\nwhile ")), role="name")
        sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._meter = LevelMeter(self.tr("Microphone level"))
        self._heard = words("", is_soft=True)
        self._heard.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        for part in (sentence, self._meter, self._heard):
            self.column.addWidget(part)

    def show_level(self, level_db: float) -> None:
        self._meter.show_db(level_db)

    def show_heard(self, text: str) -> None:
        self._heard.setText(self.tr("I heard: “{words}”").format(words=text) if text else "")


class TypeArea(StepArea):
    """One line."""

    def __init__(self, name: str, hint: str, longest: int) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setObjectName("field")
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(hint)
        self.line.setMaxLength(longest)
        self.line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.line.setFont(style.font("reply"))
        self.line.returnPressed.connect(lambda: self.answered.emit(self.line.text()))
        self.column.addWidget(self.line)

    def take(self) -> str:
        return self.line.text().strip()

    def begin(self) -> bool:
        self.line.setFocus()
        return True


class RoomArea(StepArea):
    """What the test found."""

    def __init__(self) -> None:
        super().__init__()
        self._words = words("", is_soft=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.column.addWidget(self._words)

    def show_running(self) -> None:
        self._words.setText(self.tr("Listen… Please be quiet for five seconds."))

    def show_room(self, room: RoomWords) -> None:
        self._words.setText(room.words if room.is_well else "\n".join((room.words, *room.figures)))


class VoiceArea(StepArea):
    """A woman's voice or a man's, and its speed, with a preview."""

    hear = Signal()
    chosen = Signal(bool)
    """Female."""

    def __init__(self, household: Household) -> None:
        super().__init__()
        speed = Slide(
            self.tr("Speed"), self.tr("slower"), self.tr("faster"), share_of(household.settings.now.voice_speed),
            lambda share: self.changed.emit("voice.speed", speed_at(share)),
        )  # fmt: skip
        speed.setFixedWidth(CONTROL_PX)
        self._names = {True: self.tr("A woman's voice"), False: self.tr("A man's voice")}
        self._kinds = {
            is_female: button(name, act=lambda is_female=is_female: self.chosen.emit(is_female))  # type: ignore[misc]
            for is_female, name in self._names.items()
        }
        kinds = QWidget()
        row = QHBoxLayout(kinds)
        row.setContentsMargins(0, 0, 0, 0)
        for each in self._kinds.values():
            row.addWidget(each)
        self.column.addLayout(in_the_middle(kinds))
        self.column.addLayout(in_the_middle(speed))
        self.column.addLayout(in_the_middle(button(self.tr("Hear it"), act=self.hear.emit)))

    def show_voices(self, voices: Voices) -> None:
        """What a choice would bring."""
        for is_female, pressed in self._kinds.items():
            card = voices.first(is_female=is_female)
            size = f" · {size_words(card.missing_bytes)}" if card is not None and card.missing else ""
            pressed.setText(self._names[is_female] + size)
            pressed.setAccessibleName(pressed.text())
            pressed.setEnabled(card is not None)


class ChoiceArea(StepArea):
    """A few ways to answer; a press is the answer. `first`: which of them has the keys."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], first: int) -> None:
        super().__init__()
        self._buttons: list[QWidget] = []
        self._first = first
        self.column.setSpacing(8)
        for value, text in choices:
            pressed = button(text, act=lambda value=value: self.chosen.emit(value))  # type: ignore[misc]  # bound now
            pressed.setFixedWidth(CONTROL_PX)
            self.column.addLayout(in_the_middle(pressed))
            self._buttons.append(pressed)

    def begin(self) -> bool:
        self._buttons[self._first].setFocus()
        return True


class KeyArea(StepArea):
    """The key as it is set; press another one to change it. And which way of hearing it works here."""

    def __init__(self, chord: str) -> None:
        super().__init__()
        self._field = KeyField(chord)
        self._field.setFixedWidth(CONTROL_PX)
        self._field.setAccessibleName(self.tr("The key"))
        self._way = words("", role="small", is_soft=True)
        self._way.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.column.addLayout(in_the_middle(self._field))
        self.column.addWidget(self._way)
        self._field.chosen.connect(lambda chord: self.changed.emit("key.chord", chord))
        self._field.refused.connect(self._way.setText)

    def show_way(self, way: str) -> None:
        """Which key works, and by which way."""
        self._way.setText(way)


class DoneArea(StepArea):
    """What was learnt: the first memories."""

    def __init__(self) -> None:
        super().__init__()
        self._card = Card()
        self._hint = words(self.tr("You can correct or forget it under Memory."), role="small", is_soft=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._lines: list[QWidget] = []
        self.column.addWidget(self._card)
        self.column.addWidget(self._hint)

    def show_learnt(self, told: Sequence[str]) -> None:
        """`told`: sentences of the user's own."""
        for line in self._lines:
            line.setParent(None)
            line.deleteLater()
        kept = self.tr("I kept this: {memory}")
        self._lines = [self._card.add(Row(kept.format(memory=sentence))) for sentence in told]
        for part in (self._card, self._hint):
            part.setVisible(bool(told))


def name_area() -> TypeArea:
    """For the user's name."""
    return TypeArea(_tr("Your name"), _tr("Your name"), LONGEST_NAME)


def wish_area() -> TypeArea:
    """For what the user would like."""
    return TypeArea(_tr("What you would like"), _tr("Somebody to think aloud with"), LONGEST_WISH)


def talk_area() -> ChoiceArea:
    """How talkative."""
    return ChoiceArea(
        (("short", _tr("A few words")), ("usual", _tr("A sentence or two")), ("long", _tr("As much as it takes"))), 1
    )


def begins_area() -> ChoiceArea:
    """Whether it may begin to talk: nothing is chosen for the user, and "no" has the keys."""
    choices = (("off", _tr("No, never")), ("rarely", _tr("Once a day")), ("sometimes", _tr("Three times a day")))
    return ChoiceArea(choices, 0)


def _tr(text: str) -> str:
    return QCoreApplication.translate("TypeArea", text)


def in_the_middle(widget: QWidget) -> QHBoxLayout:
    """Unlike an alignment, this lets long words have all the lines they need."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(widget)
    row.addStretch(1)
    return row
