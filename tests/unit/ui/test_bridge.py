"""Events come in from any thread and out on the main thread; wishes go the other way."""

from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.events import FinalTranscript, PartialTranscript, StateChanged
from app.ui import bridge as bridge_module
from app.ui.bridge import Bridge
from app.ui.wishes import Wishes
from app.wishes import MuteMic, MuteVoice, StopReply, Type, UnmuteMic, UnmuteVoice
from tests.kit.kept_conversation import KeptConversation

pytestmark = pytest.mark.qt_log_level_fail("WARNING")


def test_an_event_of_another_thread_arrives_on_the_main_thread(
    qtbot: QtBot, bridge: Bridge, conversation: KeptConversation
) -> None:
    seen: list[tuple[object, threading.Thread]] = []
    bridge.happened.connect(lambda event: seen.append((event, threading.current_thread())))
    event = FinalTranscript(0.0, 1, "hello")
    session = threading.Thread(target=conversation.publish, args=(event,))
    session.start()
    session.join()
    assert seen == []
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(event, threading.main_thread())]


def test_the_status_is_told_when_it_changes(
    qapp: QApplication, bridge: Bridge, conversation: KeptConversation
) -> None:
    told: list[str] = []
    bridge.status_changed.connect(lambda status: told.append(status.words))
    for _ in range(2):
        conversation.publish(StateChanged(0.0, "listening", True, False))
    qapp.processEvents()
    assert told == ["Muted. The microphone is closed."]


def test_wishes_before_there_is_a_session_wait_for_it(qapp: QApplication, conversation: KeptConversation) -> None:
    bridge = Bridge()
    Wishes(bridge).switch_microphone()
    bridge.began.emit(conversation)
    qapp.processEvents()
    assert conversation.posted == [MuteMic()]


def test_each_wish_becomes_its_command(qapp: QApplication, bridge: Bridge, conversation: KeptConversation) -> None:
    wishes = Wishes(bridge)
    wishes.stop_reply()
    wishes.say("  ")
    assert conversation.posted == []
    conversation.publish(StateChanged(0.0, "speaking", False, False))
    qapp.processEvents()
    for wish in (wishes.switch_microphone, wishes.switch_voice, wishes.stop_reply):
        wish()
    conversation.publish(StateChanged(0.0, "listening", True, True))
    qapp.processEvents()
    wishes.switch_microphone()
    wishes.switch_voice()
    wishes.say(" hello ")
    assert conversation.posted == [MuteMic(), MuteVoice(), StopReply(), UnmuteMic(), UnmuteVoice(), Type("hello")]


def test_after_leaving_nothing_passes(qapp: QApplication, bridge: Bridge, conversation: KeptConversation) -> None:
    seen: list[object] = []
    bridge.happened.connect(seen.append)
    conversation.publish(StateChanged(0.0, "listening", False, False))
    bridge.leave()
    bridge.leave()
    qapp.processEvents()
    Wishes(bridge).switch_microphone()
    assert (seen, conversation.posted, conversation.listeners) == ([], [], [])
    assert bridge.status.words == "Closing."


def test_a_session_that_comes_after_the_user_has_left_is_not_used(
    qapp: QApplication, conversation: KeptConversation
) -> None:
    bridge = Bridge()
    bridge.leave()
    bridge.began.emit(conversation)
    qapp.processEvents()
    assert conversation.listeners == []


def test_the_binding_counts_references_right(qapp: QApplication) -> None:
    """PySide6 6.12.0 drops a reference to None with every call below Python 3.12: after some thousand calls, abort."""
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(100):
        thing.setObjectName("x")
    assert sys.getrefcount(None) > before - 50


def test_a_storm_of_events_comes_in_slices_and_loses_nothing_that_is_not_overtaken(
    qtbot: QtBot, bridge: Bridge, conversation: KeptConversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bridge_module, "SLICE_S", 0.001)
    seen: list[object] = []
    states: list[object] = []
    bridge.happened.connect(seen.append)
    bridge.status_changed.connect(states.append)
    for turn in range(1, 201):
        conversation.publish(StateChanged(0.0, "hearing", False, False))
        for words in ("what", "what do", "what do you"):
            conversation.publish(PartialTranscript(0.0, turn, words))
        conversation.publish(FinalTranscript(0.0, turn, "what do you think"))
        conversation.publish(StateChanged(0.0, "thinking", False, False))
    qtbot.waitUntil(lambda: sum(isinstance(event, FinalTranscript) for event in seen) == 200)
    assert [event.turn for event in seen if isinstance(event, FinalTranscript)] == list(range(1, 201))
    partials = [event for event in seen if isinstance(event, PartialTranscript)]
    assert [event.text for event in partials] == ["what do you"] * 200
    qtbot.waitUntil(lambda: bridge.status.shape == "thinking")
    assert len(states) < 200
