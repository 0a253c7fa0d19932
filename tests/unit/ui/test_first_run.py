"""The first run's window: spoken and written at once, by voice, by keys, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QProgressBar
from pytestqt.qtbot import QtBot

from app.events import FinalTranscript, PartialTranscript, StageFailed, StateChanged
from app.ui.bridge import Bridge
from app.ui.first_run import FirstRun
from app.ui.household import Arrival
from app.wishes import OnlyListen, Say, StopReply, Type
from tests.kit.kept_conversation import KeptConversation
from tests.kit.kept_household import BIG, KOKORO, MODELS, KeptHousehold
from tests.kit.pictured_states import delete

pytestmark = [
    pytest.mark.qt_log_level_fail("WARNING"),
    pytest.mark.qt_log_ignore("This plugin does not support"),
]


@pytest.fixture
def house() -> KeptHousehold:
    return KeptHousehold()


@pytest.fixture
def first(
    dressed: QApplication, bridge: Bridge, conversation: KeptConversation, house: KeptHousehold
) -> Iterator[FirstRun]:
    conversation.publish(StateChanged(0.0, "listening", False, False))
    dressed.processEvents()
    first = FirstRun("Samantha", bridge, house.doors)
    first.begin()
    dressed.processEvents()
    yield first
    delete(first)


def words(first: FirstRun) -> str:
    return "\n".join(label.text() for label in first.findChildren(QLabel) if label.isVisible())


def press(first: FirstRun, name: str) -> None:
    next(b for b in first.findChildren(QAbstractButton) if b.text() == name and b.isVisible()).click()
    QApplication.processEvents()


def said(conversation: KeptConversation) -> list[str]:
    return [command.text for command in conversation.posted if isinstance(command, Say)]


def hear(conversation: KeptConversation, text: str, turn: int = 1) -> None:
    conversation.publish(PartialTranscript(0.0, turn, text))
    conversation.publish(FinalTranscript(0.0, turn, text))
    QApplication.processEvents()


def test_a_womans_voice_is_one_press_away_and_heard_when_it_is_here(
    qtbot: QtBot, first: FirstRun, conversation: KeptConversation, house: KeptHousehold
) -> None:
    for _ in range(5):
        first._ask(first._meeting.skip())
    assert first.page.title.text() == "Which voice shall I have?"
    press(first, "A woman's voice · 97 MB")
    assert house.done[-1] == ("bring", KOKORO)
    assert house.arrive is not None
    house.arrive(Arrival("kokoro", 0.5, "48 MB of 97 MB"))
    QApplication.processEvents()
    assert "The voice is arriving: 48 MB of 97 MB" in words(first)
    house.arrive(Arrival("kokoro", 1.0, "", is_over=True))
    QApplication.processEvents()
    assert house.done[-1] == ("voice.names", "samantha=af_heart")
    qtbot.waitUntil(lambda: said(conversation)[-1] == "This is how I sound now.")
    press(first, "A man's voice")
    assert house.done[-1] == ("voice.names", "samantha=en_US-joe-medium")
    hear(conversation, "A woman's voice, please.")
    assert house.done[-1] == ("bring", KOKORO)
    house.arrive(Arrival("kokoro", 0.5, "", is_over=True, problem="No network."))
    QApplication.processEvents()
    assert "No network." in words(first)


def test_a_meeting_by_voice_ends_in_a_conversation(
    qtbot: QtBot, first: FirstRun, conversation: KeptConversation, house: KeptHousehold
) -> None:
    assert conversation.posted[:2] == [OnlyListen(True), Say(said(conversation)[0])]
    assert said(conversation)[0].startswith("Hello. I'm new here.")
    hear(conversation, "Hello.")
    hear(conversation, "Something else.")
    assert "I heard: “Something else.”" in words(first)
    hear(conversation, "The kettle sings while the rain taps on the window.")
    press(first, "Play the sound")
    assert "I cancel my own voice." in words(first)
    press(first, "Next")
    hear(conversation, "I'm Theo.")
    assert Type("My name is Theo.", aloud=False) in conversation.posted
    hear(conversation, "My name is Theo.")  # what was told for the user comes back
    assert first.page.title.text() == "What would you like from me?"
    assert "Nice to meet you, Theo." in said(conversation)[-1]
    press(first, "Skip")
    hear(conversation, "A little slower, please.")
    assert ("voice.speed", 0.85) in house.done
    hear(conversation, "That's good.")
    press(first, "A few words")
    press(first, "Once a day")
    assert "Ctrl+Alt+Space, on X11." in words(first)
    press(first, "Next")
    assert "I kept this: My name is Theo." in words(first)
    assert conversation.posted[-1] == OnlyListen(False)
    with qtbot.waitSignal(first.finished):
        press(first, "Start talking")
    assert conversation.posted.count(OnlyListen(False)) == 1
    assert [pair for pair in house.done if pair[0] != "voice.speed"] == [
        ("conversation.first_run", "again"), ("test room",), ("conversation.your_name", "Theo"),
        ("conversation.replies", "short"), ("proactive.talk", "rarely"), ("conversation.first_run", "done"),
    ]  # fmt: skip
    assert not first.isVisible()


def test_all_of_it_by_keys(qtbot: QtBot, first: FirstRun, house: KeptHousehold) -> None:
    qtbot.keyClick(first.focusWidget(), Qt.Key.Key_Space)
    for _ in range(2):
        press(first, "Skip")
    line = first.page.stage.area.findChild(QLineEdit)
    assert first.focusWidget() is line
    qtbot.keyClicks(line, "Theo")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert house.now.your_name == "Theo"
    press(first, "Back")
    qtbot.keyClicks(first.page.stage.area.findChild(QLineEdit), " Anna")
    press(first, "Next")
    assert house.now.your_name == "Theo Anna"


def test_it_can_be_skipped_and_closed(
    qtbot: QtBot, first: FirstRun, conversation: KeptConversation, house: KeptHousehold
) -> None:
    press(first, "Skip all of it")
    assert first.page.title.text() == "Thank you."
    with qtbot.waitSignal(first.finished):
        first.close()
    first.end()
    assert house.done[-1] == ("conversation.first_run", "done")
    assert conversation.posted.count(OnlyListen(False)) == 1
    hear(conversation, "Hello.")
    assert first.page.title.text() == "Thank you."


def test_an_answer_to_the_last_question_begins_the_conversation(
    qtbot: QtBot, first: FirstRun, conversation: KeptConversation
) -> None:
    press(first, "Skip all of it")
    with qtbot.waitSignal(first.finished):
        hear(conversation, "It was a long day.")
    assert not first.isVisible()


def test_a_line_waits_for_the_silence(first: FirstRun, conversation: KeptConversation) -> None:
    conversation.publish(StateChanged(0.0, "speaking", False, False))
    QApplication.processEvents()
    assert first.page.ring.is_moving
    press(first, "Say hello")
    assert conversation.posted[-1] == StopReply()
    conversation.publish(StateChanged(0.0, "listening", False, False))
    QApplication.processEvents()
    assert said(conversation)[-1].startswith("Can I hear you?")


def test_a_download_is_shown_and_nothing_waits_for_it(
    dressed: QApplication, bridge: Bridge, house: KeptHousehold
) -> None:
    light, standard = MODELS.profiles
    house.models_now = replace(
        MODELS, profiles=(replace(light, is_chosen=False), replace(standard, is_chosen=True))
    )
    first = FirstRun("Samantha", bridge, house.doors)
    first.begin()
    dressed.processEvents()
    assert ("bring", (BIG,)) in house.done
    assert house.arrive is not None
    house.arrive(Arrival(BIG, 0.5, "560 MB / 1.12 GB"))
    dressed.processEvents()
    bar = first.findChild(QProgressBar)
    assert (bar.value(), bar.isVisible()) == (500, True)
    press(first, "Say hello")
    house.arrive(Arrival(BIG, 1.0, "", is_over=True))
    dressed.processEvents()
    assert "My larger model is here." in words(first)
    assert not bar.isVisible()
    delete(first)


def test_who_cannot_be_heard_is_told_and_can_type(first: FirstRun, conversation: KeptConversation, qtbot: QtBot
                                                  ) -> None:  # fmt: skip
    conversation.publish(StateChanged(0.0, "listening", True, False))
    QApplication.processEvents()
    assert "The microphone is muted. You can type everything." in words(first)
    conversation.publish(StageFailed(0.0, "microphone", "There is no microphone. Connect one."))
    QApplication.processEvents()
    assert "There is no microphone. Connect one." in words(first)
    conversation.level = -20.0
    press(first, "Say hello")
    qtbot.waitUntil(lambda: first.page.ring.is_moving)
    first.redress()
