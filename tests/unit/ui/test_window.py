"""The window: what it shows of the status, and what its buttons, keys and box post."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from app.events import StageFailed, StageRecovered, StateChanged
from app.ui.bridge import Bridge
from app.ui.page import Entry, Page
from app.ui.pages import pages
from app.ui.transcript import Transcript
from app.ui.window import Window
from app.ui.wishes import Wishes
from app.wishes import MuteMic, MuteVoice, PressKey, ReleaseKey, StopReply, Type, UnmuteMic
from tests.kit.kept_conversation import KeptConversation

pytestmark = [
    pytest.mark.qt_log_level_fail("WARNING"),
    pytest.mark.qt_log_ignore("This plugin does not support"),  # the offscreen platform's own
]

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(dressed: QApplication, qtbot: QtBot, bridge: Bridge) -> Window:
    wishes = Wishes(bridge)
    window = Window("Samantha", bridge, wishes, pages("Samantha", bridge, wishes, Transcript("Samantha")))
    qtbot.addWidget(window)
    window.bring_up()
    qtbot.waitExposed(window)
    return window


def button(window: Window, name: str) -> QPushButton:
    return next(found for found in window.findChildren(QPushButton) if found.accessibleName() == name)


def said(window: Window) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible() and label.text()]


def test_it_says_who_is_there_and_what_they_do(
    qapp: QApplication, window: Window, conversation: KeptConversation
) -> None:
    assert said(window) == ["Samantha", "Waking up."]
    conversation.publish(StateChanged(0.0, "listening", False, False))
    qapp.processEvents()
    assert said(window) == ["Samantha", "I'm listening."]


def test_the_mutes_say_what_they_would_do(
    qapp: QApplication, qtbot: QtBot, window: Window, conversation: KeptConversation
) -> None:
    qtbot.mouseClick(button(window, "Mute microphone"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button(window, "Mute voice"), Qt.MouseButton.LeftButton)
    assert conversation.posted == [MuteMic(), MuteVoice()]
    assert button(window, "Mute microphone").text() == "Mute microphone", "muted only when the session says so"
    conversation.publish(StateChanged(0.0, "listening", True, True))
    qapp.processEvents()
    assert said(window)[1] == "Muted. The microphone is closed.\nI answer in writing."
    qtbot.mouseClick(button(window, "Unmute microphone"), Qt.MouseButton.LeftButton)
    assert conversation.posted[2:] == [UnmuteMic()]


def test_typing_sends_a_turn(qtbot: QtBot, window: Window, conversation: KeptConversation) -> None:
    box = window.findChild(QLineEdit)
    key = button(window, "Hold and talk")
    qtbot.mousePress(key, Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(key, Qt.MouseButton.LeftButton)
    assert conversation.posted == [PressKey(), ReleaseKey()]
    conversation.posted.clear()
    qtbot.keyClicks(box, "hello ")
    qtbot.keyClick(box, KEY.Key_Return)
    assert (conversation.posted, box.text()) == ([Type("hello")], "")
    qtbot.keyClick(box, KEY.Key_Return)
    qtbot.keyClicks(box, "again")
    qtbot.mouseClick(button(window, "Send"), Qt.MouseButton.LeftButton)
    assert conversation.posted == [Type("hello"), Type("again")]


def test_keys(qapp: QApplication, qtbot: QtBot, window: Window, conversation: KeptConversation) -> None:
    conversation.publish(StateChanged(0.0, "speaking", False, False))
    qapp.processEvents()
    with qtbot.waitSignal(window._bridge.quit_asked):
        qtbot.keyClick(window, KEY.Key_M, CONTROL)
        qtbot.keyClick(window, KEY.Key_Escape)
        qtbot.keyClick(window, KEY.Key_Q, CONTROL)
    assert conversation.posted == [MuteMic(), StopReply()]
    with qtbot.waitSignal(window.closed):
        qtbot.keyClick(window, KEY.Key_W, CONTROL)
    assert not window.isVisible()


def test_what_is_down_is_told_until_it_works_again(
    qapp: QApplication, window: Window, conversation: KeptConversation
) -> None:
    conversation.publish(StateChanged(0.0, "listening", False, False))
    conversation.publish(StageFailed(0.0, "speaker", "The speaker went away. Plug it in again."))
    qapp.processEvents()
    assert said(window) == ["The speaker went away. Plug it in again.", "Samantha", "I need you."]
    conversation.publish(StageRecovered(0.0, "speaker"))
    qapp.processEvents()
    assert said(window) == ["Samantha", "I'm listening."]


def test_a_window_that_stands_in_for_the_tray_says_so(window: Window) -> None:
    window.say_trayless(True)
    assert "no tray" in said(window)[0]
    window.say_trayless(False)
    assert said(window) == ["Samantha", "Waking up."]


def test_everything_one_can_press_has_a_name(window: Window) -> None:
    for kind in (QPushButton, QToolButton, QLineEdit):
        assert all(widget.accessibleName() for widget in window.findChildren(kind))


class Kept(Page):
    """Remembers what the window told it."""

    def __init__(self, *, has_something: bool = False) -> None:
        super().__init__()
        self.told: list[str] = []
        self.has_something = has_something

    def opened(self) -> None:
        self.told.append("opened")

    def left(self) -> None:
        self.told.append("left")

    def search(self) -> None:
        self.told.append("search")

    def escape(self) -> bool:
        return self.has_something

    def redress(self) -> None:
        self.told.append("redress")


def test_pages_are_made_when_they_are_opened_and_told_what_happens(
    dressed: QApplication, qtbot: QtBot, bridge: Bridge, conversation: KeptConversation
) -> None:
    made: list[Kept] = []

    def make() -> Page:
        made.append(Kept(has_something=len(made) == 1))
        return made[-1]

    entries = [Entry("one", "One", "talk", make), Entry("two", "Two", "settings", make, is_last=True)]
    window = Window("Samantha", bridge, Wishes(bridge), entries)
    qtbot.addWidget(window)
    window.bring_up()
    qtbot.waitExposed(window)
    assert len(made) == 1
    conversation.publish(StateChanged(0.0, "speaking", False, False))
    dressed.processEvents()
    qtbot.keyClick(window, KEY.Key_2, CONTROL)
    assert (window.page, made[0].told[-1], made[1].told) == (made[1], "left", ["opened"])
    qtbot.keyClick(window, KEY.Key_F, CONTROL)
    qtbot.keyClick(window, KEY.Key_Escape)
    assert (made[1].told, conversation.posted) == (["opened", "search"], [])
    window.redress()
    assert [page.told[-1] for page in made] == ["redress", "redress"]
    places = window.findChildren(QToolButton)
    assert [place.isChecked() for place in places] == [False, True]
    qtbot.keyClick(places[1], KEY.Key_Down)
    assert places[0].hasFocus()
    qtbot.keyClick(places[0], KEY.Key_Space)
    qtbot.keyClick(window, KEY.Key_Escape)
    assert (window.page, conversation.posted) == (made[0], [StopReply()])
