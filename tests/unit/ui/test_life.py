"""Start and end of everything that is not Qt."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.errors import CannotStart
from app.ui.bridge import Bridge
from app.ui.doors import Conversation, Front
from app.ui.life import Life
from tests.kit.kept_conversation import KeptConversation

pytestmark = [pytest.mark.qt_log_level_fail("WARNING"), pytest.mark.usefixtures("qapp")]


def test_it_starts_beside_the_main_thread_and_closes_there(qtbot: QtBot, conversation: KeptConversation) -> None:
    threads: list[threading.Thread] = []

    def start(front: Front) -> Conversation:
        threads.append(threading.current_thread())
        return conversation

    bridge = Bridge()
    life = Life(start, bridge)
    with qtbot.waitSignal(bridge.began):
        life.begin()
    assert threads[0] is not threading.main_thread()
    with qtbot.waitSignal(bridge.ended):
        life.leave()
        life.leave()
    life.result()
    assert conversation.is_closed


def test_what_start_raises_ends_it_and_is_raised_again(qtbot: QtBot) -> None:
    def start(front: Front) -> Conversation:
        raise CannotStart("No weights.", "Pull them.")

    bridge = Bridge()
    life = Life(start, bridge)
    with qtbot.waitSignal(bridge.ended):
        life.begin()
    with pytest.raises(CannotStart, match="No weights"):
        life.result()


def test_who_leaves_before_it_began_is_let_go(qapp: QApplication, qtbot: QtBot) -> None:
    bridge = Bridge()
    life = Life(lambda front: pytest.fail("started"), bridge)
    with qtbot.waitSignal(bridge.ended):
        life.leave()
    life.result()


def test_when_the_display_is_gone_it_is_closed_before_anything_else_happens(
    qtbot: QtBot, conversation: KeptConversation
) -> None:
    bridge = Bridge()
    life = Life(lambda front: conversation, bridge)
    life.close_now()
    with qtbot.waitSignal(bridge.ended):
        life.begin()
        life.close_now()
        assert conversation.is_closed
    life.result()
