"""Memories in the window: as one line in the talk, and on their own page."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.events import FinalTranscript, MemoryForgotten, MemoryStored, PlayoutFinished, ReplyEnded, ReplySentence
from app.memory.protocol import Earlier, Kept, Remembered
from app.ui import memory_links, style
from app.ui.bridge import Bridge
from app.ui.companions_page import CompanionsPage
from app.ui.conversation_list import ConversationList
from app.ui.edit_memory import EditMemory
from app.ui.memory_detail import MemoryDetail
from app.ui.memory_list import INSIDE_X, INSIDE_Y, LEADING, MEMORY, MemoryList
from app.ui.memory_page import MemoryPage
from app.ui.talk_page import TalkPage
from app.ui.text_block import lay_out
from app.ui.transcript import KIND, LINKS, TEXT, Transcript
from app.ui.wishes import Wishes
from app.wishes import Type
from tests.kit.kept_conversation import NOON, KeptConversation
from tests.kit.menus import pick

pytestmark = [
    pytest.mark.qt_log_level_fail("WARNING"),
    pytest.mark.qt_log_ignore("This plugin does not support"),  # the offscreen platform's own
]

ANNA = Earlier("Your sister is Anna.", "my sister Anna", NOON - timedelta(days=40), "e0")
AMY = Remembered("1", "Your sister is Amy.", "sister", "my sister Amy", NOON, before=(ANNA,), line="e1")  # fmt: skip
HOME = Remembered("2", "You live in Lisbon.", "", "I live in Lisbon", NOON - timedelta(days=3), is_uncertain=True,
                  against=("my flat in Porto", NOON - timedelta(days=9)))  # fmt: skip


@pytest.fixture
def page(dressed: QApplication, qtbot: QtBot, bridge: Bridge, conversation: KeptConversation) -> MemoryPage:
    conversation.memories.memories = [AMY, HOME]
    page = MemoryPage(bridge)
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    page.opened()
    qtbot.waitUntil(lambda: bool(shown(page)))
    return page


def shown(page: MemoryPage) -> list[str]:
    return [text for text, is_memory in listed(page) if is_memory]


def listed(page: MemoryPage) -> list[tuple[str, bool]]:
    """With the headings."""
    items = page.findChild(MemoryList).model()
    rows = [items.index(row, 0) for row in range(items.rowCount())]
    return [(row.data(), row.data(MEMORY) is not None) for row in rows]


def words(page: MemoryPage) -> str:
    labels = page.findChild(MemoryDetail).findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisibleTo(page))


def _buttons(page: MemoryPage, beginning: str) -> list[QPushButton]:
    buttons = page.findChild(MemoryDetail).findChildren(QPushButton)
    return [button for button in buttons if button.text().startswith(beginning)]


def press(page: MemoryPage, beginning: str) -> None:
    _buttons(page, beginning)[0].click()


def _time(page: MemoryPage) -> QPushButton:
    return next(button for button in page.findChildren(QPushButton) if button.text() == "By time")


def choose(page: MemoryPage, memory: Remembered) -> None:
    """In the list."""
    view = page.findChild(MemoryList)
    indexes = [view.model().index(row, 0) for row in range(view.model().rowCount())]
    view.setCurrentIndex(next(i for i in indexes if i.data(MEMORY) and i.data(MEMORY).id == memory.id))


def test_a_list_and_the_words_behind_each(qtbot: QtBot, page: MemoryPage) -> None:
    assert listed(page) == [("You", False), (HOME.text, True), ("Sister", False), (AMY.text, True)]
    qtbot.keyClick(page.findChild(MemoryList), Qt.Key.Key_Down)
    assert "“my sister Amy”" in words(page)
    assert "Before\nYour sister is Anna.\n“my sister Anna”, Wednesday, 21 January" in words(page)
    qtbot.keyClick(page.findChild(MemoryList), Qt.Key.Key_Up)
    assert "It does not fit what you said before: Saturday, 21 February, 'my flat in Porto'." in words(page)
    assert "Put it right, or keep it for good." in words(page)


def test_search_and_back(qtbot: QtBot, page: MemoryPage) -> None:
    page.search()
    page.findChild(QLineEdit).setText("lisbon")
    qtbot.waitUntil(lambda: shown(page) == [HOME.text])
    page.findChild(QLineEdit).setText("zebra")
    qtbot.waitUntil(lambda: shown(page) == [])
    assert page.escape()
    assert shown(page) == [HOME.text, AMY.text]
    assert not page.escape()


def test_keep_edit_and_forget(
    qtbot: QtBot, page: MemoryPage, conversation: KeptConversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(page, AMY)
    press(page, "Keep for good")
    qtbot.waitUntil(lambda: conversation.memories.memories[0].is_pinned)
    monkeypatch.setattr(EditMemory, "ask", lambda *_: "Your sister is Ann.")
    press(page, "Edit")
    qtbot.waitUntil(lambda: shown(page)[1] == "Your sister is Ann.")
    choose(page, conversation.memories.memories[0])
    press(page, "Forget")
    assert len(conversation.memories.memories) == 2, "the first click only asks"
    press(page, "Forget it")
    qtbot.waitUntil(lambda: shown(page) == [HOME.text])


def test_a_memory_leads_to_where_it_was_said(qtbot: QtBot, page: MemoryPage) -> None:
    choose(page, AMY)
    with qtbot.waitSignal(page.line_wanted) as wanted:
        press(page, "See where")
    assert wanted.args == [f"{NOON:%Y-%m-%d}", "e1"]
    with qtbot.waitSignal(page.line_wanted) as earlier:
        [*_buttons(page, "See where")][-1].click()
    assert earlier.args == ["2026-01-21", "e0"]


def test_a_timeline_with_what_was_true_before(page: MemoryPage) -> None:
    choose(page, AMY)
    _time(page).click()
    anna = AMY.before[0].text
    assert listed(page) == [
        ("March", False), (AMY.text, True), ("February", False), (HOME.text, True), ("January", False), (anna, True),
    ]  # fmt: skip
    assert "“my sister Amy”" in words(page), "what was chosen stays chosen"
    _time(page).click()
    assert shown(page) == [HOME.text, AMY.text]


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        (Kept(), ""),
        (Kept(1, NOON, 90_000), "2 memories, and every word of one turn. 90.0 kB, less than a photo."),
        (Kept(204, NOON, 4_200_000), "2 memories, and every word of 204 turns since 2 March. 4.2 MB, "
         "about as much as one photo."),
        (Kept(999, NOON - timedelta(days=400), 400_000_000), "2 memories, and every word of 999 turns since "
         "26 January 2025. 400.0 MB, about as much as 133 photos."),
    ],
)  # fmt: skip
def test_how_much_is_kept_is_said_in_words(
    qtbot: QtBot, page: MemoryPage, conversation: KeptConversation, kept: Kept, said: str
) -> None:
    conversation.memories.how_much = kept
    page.opened()
    qtbot.waitUntil(lambda: page._much.text() == said)


def test_what_is_learnt_meanwhile_appears(qtbot: QtBot, page: MemoryPage, conversation: KeptConversation) -> None:
    conversation.memories.memories.insert(0, Remembered("3", "You like tea.", "", "I like tea", NOON))
    conversation.publish(MemoryStored(0, "3", "You like tea."))
    qtbot.waitUntil(lambda: shown(page)[0] == "You like tea.")


def test_the_dialog_gives_the_new_words(qtbot: QtBot, dressed: QApplication, page: MemoryPage) -> None:
    dialog = EditMemory("Old.", page)
    qtbot.addWidget(dialog)
    assert (dialog.words.text(), dialog.words.selectedText()) == ("Old.", "Old.")


def talk(qtbot: QtBot, bridge: Bridge) -> tuple[TalkPage, Transcript, ConversationList]:
    transcript = Transcript("Samantha")
    bridge.happened.connect(lambda event: transcript.follow(event, NOON))
    page = TalkPage("Samantha", bridge, Wishes(bridge), transcript)
    qtbot.addWidget(page)
    page.resize(800, 600)
    page.show()
    return page, transcript, page.findChild(ConversationList)


def test_a_memory_in_the_talk_is_kept_edited_and_forgotten(
    qtbot: QtBot, dressed: QApplication, bridge: Bridge, conversation: KeptConversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation.memories.memories = [AMY]
    _, transcript, view = talk(qtbot, bridge)
    conversation.publish(FinalTranscript(0, 1, "My sister Amy is coming."))
    conversation.publish(MemoryStored(0, "1", AMY.text))
    qtbot.waitUntil(lambda: transcript.rowCount() == 3)
    item = transcript.item(2)
    assert (item.data(KIND), item.data(TEXT)) == ("memory", AMY.text)
    pick(qtbot, view, 2, "keep")
    qtbot.waitUntil(lambda: tuple(item.data(LINKS)) == ("edit", "forget"))
    assert conversation.memories.memories[0].is_pinned
    monkeypatch.setattr(EditMemory, "ask", lambda *_: "Your sister is Ann.")
    pick(qtbot, view, 2, "edit")
    qtbot.waitUntil(lambda: item.data(TEXT) == "Your sister is Ann.")
    pick(qtbot, view, 2, "forget")
    assert item.data(LINKS) == ("forget for good", "no")
    pick(qtbot, view, 2, "no")
    assert item.data(LINKS) == ("edit", "forget"), "nobody meant it"
    pick(qtbot, view, 2, "forget")
    pick(qtbot, view, 2, "forget it, and the words it came from")
    qtbot.waitUntil(lambda: item.data(KIND) == "gone")
    assert conversation.memories.memories == []


def test_a_memory_that_is_forgotten_elsewhere_is_gone_from_the_talk_too(
    qtbot: QtBot, dressed: QApplication, bridge: Bridge, conversation: KeptConversation
) -> None:
    _, transcript, _ = talk(qtbot, bridge)
    conversation.publish(MemoryStored(0, "1", AMY.text))
    conversation.publish(MemoryForgotten(0, "1"))
    conversation.publish(MemoryForgotten(0, "unknown"))
    qtbot.waitUntil(lambda: transcript.rowCount() == 2 and transcript.item(1).data(KIND) == "gone")
    assert transcript.item(1).data(TEXT) == ""


def test_the_mouse_lets_a_cut_reply_go_on(
    qtbot: QtBot, dressed: QApplication, bridge: Bridge, conversation: KeptConversation
) -> None:
    _, transcript, view = talk(qtbot, bridge)
    conversation.publish(ReplySentence(0, 1, "One two three."))
    conversation.publish(PlayoutFinished(0, 1, "One", True))
    conversation.publish(ReplyEnded(0, 1, "One two three."))
    qtbot.waitUntil(lambda: transcript.rowCount() == 2 and bool(transcript.item(1).data(LINKS)))
    box = view.visualRect(transcript.index(1, 0))
    for x in range(box.left(), box.right(), 6):
        qtbot.mouseMove(view.viewport(), box.center())
        if conversation.posted:
            break
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box.center().__class__(x, box.center().y()))
    assert conversation.posted == [Type("Go on.")]


def test_companions_are_shown_and_another_one_can_be_chosen(
    qtbot: QtBot, dressed: QApplication, bridge: Bridge, conversation: KeptConversation
) -> None:
    page = CompanionsPage(bridge)
    qtbot.addWidget(page)
    page.opened()
    page.opened()
    buttons = [button for button in page.findChildren(QPushButton) if button.text() == "Talk to Max"]
    buttons[-1].click()
    assert conversation.kept == {"conversation.companion": "max"}


def test_the_question_whether_to_forget_goes_by_itself(
    qtbot: QtBot, dressed: QApplication, bridge: Bridge, conversation: KeptConversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory_links, "SURE_MS", 30)
    conversation.memories.memories = [AMY]
    _, transcript, view = talk(qtbot, bridge)
    conversation.publish(MemoryStored(0, "1", AMY.text))
    qtbot.waitUntil(lambda: transcript.rowCount() == 2)
    pick(qtbot, view, 1, "forget")
    qtbot.waitUntil(lambda: transcript.item(1).data(LINKS) == ("keep", "edit", "forget"))
    assert conversation.memories.memories == [AMY]


def test_long_memories_beside_a_scroll_bar_fit_their_rows(
    qtbot: QtBot, page: MemoryPage, conversation: KeptConversation
) -> None:
    long = "You like long walks along the river when it has rained, and most of all when nobody else is there. " * 3
    conversation.memories.memories = [replace(HOME, id=str(n), text=long) for n in range(40)]
    page.opened()
    view = page.findChild(MemoryList)
    qtbot.waitUntil(lambda: view.model().rowCount() == 41 and view.verticalScrollBar().maximum() > 0)
    index = view.model().index(1, 0)
    qtbot.waitUntil(lambda: view.visualRect(index).height() == view.sizeHintForIndex(index).height())
    box = QRectF(view.visualRect(index))
    block = lay_out(long, style.font(), box.width() - 1 - 2 * INSIDE_X, LEADING)
    assert box.height() > block.height + 2 * INSIDE_Y
