"""What a reply rests on, under it: folded, unfolded, followed to where it was said, and forgotten."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.events import FinalTranscript, MemoryForgotten, MemoryRecalled, QuotedMemory, ReplyEnded, ReplySentence
from app.ui.bridge import Bridge
from app.ui.conversation_list import ConversationList
from app.ui.talk_page import TalkPage
from app.ui.transcript import KIND, LINKS, Transcript
from app.ui.wishes import Wishes
from tests.kit.kept_conversation import NOON, KeptConversation
from tests.kit.menus import pick

pytestmark = [
    pytest.mark.qt_log_level_fail("WARNING"),
    pytest.mark.qt_log_ignore("This plugin does not support"),  # the offscreen platform's own
]

AMY = "Your sister is Amy."


def talk(qtbot: QtBot, bridge: Bridge) -> tuple[TalkPage, Transcript, ConversationList]:
    transcript = Transcript("Samantha")
    bridge.happened.connect(lambda event: transcript.follow(event, NOON))
    page = TalkPage("Samantha", bridge, Wishes(bridge), transcript)
    qtbot.addWidget(page)
    page.show()
    return page, transcript, page.findChild(ConversationList)


def test_a_reply_shows_what_it_rests_on_and_leads_there(
    qtbot: QtBot, dressed: QApplication, bridge: Bridge, conversation: KeptConversation
) -> None:
    page, transcript, view = talk(qtbot, bridge)
    conversation.memories.places = {"e1": ("2026-03-01", "e1")}
    conversation.publish(FinalTranscript(0, 1, "Who is coming?"))
    used = QuotedMemory("1", AMY, 0.9), QuotedMemory("e1", "Amy comes.", 0.5)
    conversation.publish(MemoryRecalled(0, 1, used))
    conversation.publish(ReplySentence(0, 1, "Amy is."))
    conversation.publish(ReplyEnded(0, 1, "Amy is."))
    qtbot.waitUntil(lambda: transcript.rowCount() == 4)
    told = transcript.item(3)
    assert (told.data(KIND), told.text(), told.data(LINKS)) == ("recalled", "From 2 memories.", ("show",))
    pick(qtbot, view, 3, "show")
    assert [transcript.item(row).text() for row in (4, 5)] == [AMY, "Amy comes."]
    with qtbot.waitSignal(page.line_wanted) as wanted:
        pick(qtbot, view, 5, "where it was said")
    assert wanted.args == ["2026-03-01", "e1"]
    pick(qtbot, view, 3, "hide")
    assert transcript.rowCount() == 4
    pick(qtbot, view, 3, "show")
    conversation.publish(MemoryForgotten(0, "e1"))
    qtbot.waitUntil(lambda: transcript.rowCount() == 5)
    assert (told.text(), transcript.item(4).text()) == ("From one memory.", AMY)
    conversation.publish(MemoryForgotten(0, "1"))
    qtbot.waitUntil(lambda: transcript.rowCount() == 3)


def test_a_reply_that_was_never_heard_rests_on_nothing(
    qtbot: QtBot, dressed: QApplication, bridge: Bridge, conversation: KeptConversation
) -> None:
    _, transcript, _ = talk(qtbot, bridge)
    conversation.publish(MemoryRecalled(0, 1, (QuotedMemory("1", AMY, 0.9),)))
    conversation.publish(ReplyEnded(0, 1, "Amy is."))
    qtbot.waitUntil(lambda: transcript.rowCount() == 2)
    assert all(transcript.item(row).data(KIND) != "recalled" for row in range(2))
