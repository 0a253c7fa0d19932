"""The menu of tray and ring, and how long it is quiet. A real panel is in tests/desktop."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.events import SpeakerChanged, StateChanged
from app.settings import Settings
from app.ui.bridge import Bridge
from app.ui.menu import Menu
from app.ui.quiet import Quiet
from app.ui.wishes import Wishes
from app.wishes import MuteMic, Sleep, StopReply, WakeUp
from tests.kit import kept_conversation
from tests.kit.kept_conversation import NOON, KeptConversation

pytestmark = pytest.mark.qt_log_level_fail("WARNING")


@pytest.fixture
def quiet(bridge: Bridge) -> Quiet:
    return Quiet(bridge, Wishes(bridge))


@pytest.fixture
def menu(qapp: QApplication, conversation: KeptConversation, qtbot: QtBot) -> Menu:
    """As the app makes it: before there is a conversation."""
    bridge = Bridge()
    wishes = Wishes(bridge)
    menu = Menu(bridge, wishes, Quiet(bridge, wishes))
    menu.bridge_in_test = bridge  # type: ignore[attr-defined]
    bridge.began.emit(conversation)
    qapp.processEvents()
    return menu


def entries(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.isVisible() and not action.isSeparator()]


def entry(menu: QMenu, *path: str) -> QAction:
    found = next(action for action in menu.actions() if action.text() == path[0])
    inside = found.menu()
    return entry(inside, *path[1:]) if len(path) > 1 and isinstance(inside, QMenu) else found


def changed(conversation: KeptConversation, state: str, *, mic_muted: bool = False, voice_muted: bool = False) -> None:
    conversation.publish(StateChanged(0.0, state, mic_muted, voice_muted))  # type: ignore[arg-type]
    QApplication.processEvents()


def test_it_says_the_state_and_what_one_can_do(menu: Menu, conversation: KeptConversation) -> None:
    rest = ["Quiet until …", "Companion", "Open window", "Ring on the screen", "Forget the last five minutes"]
    rest += ["Settings", "Quit"]
    assert entries(menu) == ["Waking up.", "Talk", "Mute microphone", "Mute voice", *rest]
    changed(conversation, "speaking", mic_muted=True, voice_muted=True)
    muted = "Speaking. The microphone is closed. I answer in writing."
    assert entries(menu) == [muted, "Stop", "Unmute microphone", "Unmute voice", *rest]


def test_entries_post_their_commands(menu: Menu, qtbot: QtBot, conversation: KeptConversation) -> None:
    changed(conversation, "speaking")
    entry(menu, "Mute microphone").trigger()
    entry(menu, "Stop").trigger()
    assert conversation.posted == [MuteMic(), StopReply()]
    bridge: Bridge = menu.bridge_in_test  # type: ignore[attr-defined]
    with qtbot.waitSignals([bridge.show_asked, bridge.quit_asked, menu.settings_asked]):
        for name in ("Open window", "Settings", "Quit"):
            entry(menu, name).trigger()
    with qtbot.waitSignal(menu.ring_switched, check_params_cb=bool):
        entry(menu, "Ring on the screen").trigger()


@pytest.mark.parametrize(
    ("state", "is_muted", "text", "posted"),
    [
        ("asleep", False, "Talk", [WakeUp()]),
        ("asleep", True, "Talk", []),
        ("listening", False, "Talk", []),
        ("thinking", False, "Stop", [StopReply()]),
    ],
)
def test_one_entry_begins_and_ends_the_talk(
    menu: Menu, conversation: KeptConversation, state: str, is_muted: bool, text: str, posted: list[object]
) -> None:
    changed(conversation, "listening")
    changed(conversation, state, mic_muted=is_muted)
    entry(menu, text).trigger()
    assert conversation.posted == posted


def test_the_companions_that_exist_can_be_chosen(menu: Menu, conversation: KeptConversation) -> None:
    assert entry(menu, "Companion", "Samantha").isChecked()
    entry(menu, "Companion", "Samantha").trigger()
    assert not conversation.kept
    entry(menu, "Companion", "Max").trigger()
    assert conversation.kept == {"conversation.companion": "max"}


def test_who_was_made_meanwhile_can_be_chosen(
    menu: Menu, conversation: KeptConversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = [("max", "Max"), ("samantha", "Samantha"), ("tess", "Tess")]
    monkeypatch.setattr(conversation, "companions", lambda: there)
    menu.aboutToShow.emit()
    companions = entry(menu, "Companion").menu()
    assert isinstance(companions, QMenu)
    assert [(each.text(), each.isChecked()) for each in companions.actions()] == [
        ("Max", False), ("Samantha", True), ("Tess", False),
    ]  # fmt: skip
    del there[0]
    menu.aboutToShow.emit()
    assert entries(companions) == ["Samantha", "Tess"]


def test_the_tick_follows_who_was_called_by_name(menu: Menu, conversation: KeptConversation) -> None:
    conversation.publish(SpeakerChanged(0.0, "max", "Max"))
    QApplication.processEvents()
    assert entry(menu, "Companion", "Max").isChecked()
    entry(menu, "Companion", "Max").trigger()
    assert not conversation.kept, "who is there already"
    entry(menu, "Companion", "Samantha").trigger()
    assert conversation.kept == {"conversation.companion": "samantha"}


def test_the_last_minutes_are_forgotten_with_a_second_click(menu: Menu, conversation: KeptConversation) -> None:
    entry(menu, "Forget the last five minutes", "Forget them for good").trigger()
    assert conversation.forgotten_min == [5.0]


def test_quiet_for_a_while_says_until_when_and_can_be_ended(menu: Menu, conversation: KeptConversation) -> None:
    changed(conversation, "speaking")
    entry(menu, "Quiet until …", "For 15 minutes").trigger()
    assert conversation.posted == [StopReply(), Sleep()]
    assert "Quiet until 12:15" in entries(menu)
    assert conversation.kept == {"quiet.paused_until": "2026-03-02T12:15:00+00:00"}
    changed(conversation, "asleep")
    entry(menu, "Quiet until 12:15", "Not any more").trigger()
    assert conversation.posted[2:] == [WakeUp()]
    assert "Quiet until …" in entries(menu)


def test_quiet_ends_by_itself_also_after_the_computer_slept(
    quiet: Quiet, conversation: KeptConversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed(conversation, "listening")
    quiet.until_tomorrow()
    assert quiet.words == "Quiet until tomorrow, 8:00."
    quiet.for_minutes(60)
    monkeypatch.setattr(kept_conversation, "NOON", NOON + timedelta(minutes=59))
    quiet.look()
    assert quiet.words == "Quiet until 13:00."
    monkeypatch.setattr(kept_conversation, "NOON", NOON + timedelta(days=3))
    quiet.look()
    assert (quiet.words, conversation.posted[-1]) == ("", WakeUp())
    quiet.look()
    quiet.end()
    assert conversation.posted == [Sleep(), Sleep(), WakeUp()]


def test_who_calls_it_has_ended_the_quiet(quiet: Quiet, conversation: KeptConversation) -> None:
    changed(conversation, "listening")
    quiet.for_minutes(15)
    changed(conversation, "hearing")
    assert quiet.until is not None, "not yet asleep"
    changed(conversation, "asleep")
    changed(conversation, "hearing")
    assert quiet.until is None
    assert conversation.posted == [Sleep()]


def test_a_restart_does_not_end_the_quiet(qapp: QApplication, conversation: KeptConversation) -> None:
    conversation.chosen = Settings(paused_until=(NOON + timedelta(minutes=30)).isoformat())
    bridge = Bridge()
    quiet = Quiet(bridge, Wishes(bridge))
    bridge.began.emit(conversation)
    qapp.processEvents()
    assert (quiet.words, conversation.posted) == ("Quiet until 12:30.", []), "nobody could sleep yet"
    changed(conversation, "listening")
    assert conversation.posted == [Sleep()]
    changed(conversation, "asleep")
    assert quiet.until is not None
    changed(conversation, "hearing")
    assert (quiet.until, conversation.kept) == (None, {"quiet.paused_until": ""})


@pytest.mark.parametrize("kept", [NOON.isoformat(), "soon", "2026-03-02T13:00:00"])
def test_what_is_over_or_no_moment_is_no_quiet(
    qapp: QApplication, conversation: KeptConversation, kept: str
) -> None:
    conversation.chosen = Settings(paused_until=kept)
    bridge = Bridge()
    quiet = Quiet(bridge, Wishes(bridge))
    bridge.began.emit(conversation)
    qapp.processEvents()
    changed(conversation, "listening")
    assert (quiet.until, conversation.posted) == (None, [])


@pytest.mark.parametrize("settings", [Settings(mode="wake"), Settings(mode="key"), Settings(microphone_muted=True)])
def test_who_starts_asleep_is_not_waking_up_for_ever(
    qapp: QApplication, conversation: KeptConversation, settings: Settings
) -> None:
    conversation.chosen = settings
    bridge = Bridge()
    bridge.began.emit(conversation)
    qapp.processEvents()
    changed(conversation, "asleep", mic_muted=settings.microphone_muted)
    assert bridge.status.phase == "awake"
    assert bridge.status.words == ("Muted. The microphone is closed." if settings.microphone_muted else "Asleep.")
