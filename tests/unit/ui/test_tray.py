"""The tray's icon and its watch; a real panel is in tests/desktop."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from app.events import StageFailed, StateChanged
from app.ui import tray as tray_module
from app.ui.bridge import Bridge
from app.ui.quiet import Quiet
from app.ui.tray import Tray
from app.ui.wishes import Wishes
from app.wishes import MuteMic
from tests.kit.kept_conversation import KeptConversation

pytestmark = [
    pytest.mark.qt_log_level_fail("WARNING"),
    pytest.mark.qt_log_ignore("systemTrayWindowChanged"),  # the offscreen platform's own
]


@dataclass
class Panel:
    """A panel that comes and goes."""

    is_there: bool = False
    asked: int = 0

    def ask(self) -> bool:
        self.asked += 1
        return self.is_there


@pytest.fixture
def panel(monkeypatch: pytest.MonkeyPatch) -> Panel:
    panel = Panel()
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", panel.ask)
    monkeypatch.setattr(tray_module, "LOOK_MS", 1)
    monkeypatch.setattr(tray_module, "WATCH_MS", 1)
    return panel


@pytest.fixture
def tray(qapp: QApplication, bridge: Bridge, panel: Panel) -> Tray:
    wishes = Wishes(bridge)
    return Tray(bridge, wishes, Quiet(bridge, wishes), QMenu())


def test_a_click_shows_and_the_middle_button_mutes(
    qtbot: QtBot, bridge: Bridge, tray: Tray, conversation: KeptConversation
) -> None:
    icon = tray.findChild(QSystemTrayIcon)
    with qtbot.waitSignal(bridge.show_asked):
        icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    icon.activated.emit(QSystemTrayIcon.ActivationReason.MiddleClick)
    assert conversation.posted == [MuteMic()]


def test_the_tooltip_tells_state_and_trouble(
    qapp: QApplication, tray: Tray, conversation: KeptConversation
) -> None:
    conversation.publish(StateChanged(0.0, "listening", False, False))
    conversation.publish(StageFailed(0.0, "voice", "The voice is missing. Run `earpiece models pull`."))
    qapp.processEvents()
    told = tray.findChild(QSystemTrayIcon).toolTip()
    assert told == "I need you.\nThe voice is missing. Run `earpiece models pull`."


def test_a_missing_tray_is_looked_for_and_found(qtbot: QtBot, tray: Tray, panel: Panel) -> None:
    with qtbot.waitSignal(tray.lost):
        tray.look()
    assert not tray.is_there
    with qtbot.waitSignal(tray.found):
        panel.is_there = True
    assert tray.is_there
    with qtbot.waitSignal(tray.lost):
        panel.is_there = False


def test_after_a_minute_it_is_looked_for_now_and_then(
    qtbot: QtBot, tray: Tray, panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tray_module, "WATCH_MS", 7)
    tray.look()
    assert tray._watch.interval() == 1
    qtbot.waitUntil(lambda: tray._watch.interval() == 7)
    with qtbot.waitSignal(tray.found):
        panel.is_there = True
