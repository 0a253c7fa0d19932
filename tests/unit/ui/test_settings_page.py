"""The settings page: every control writes what it says, and what the sections show of the doors behind them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QProgressBar, QSlider
from pytestqt.qtbot import QtBot

from app.events import StateChanged
from app.settings import Settings
from app.ui.bridge import Bridge
from app.ui.household import Arrival, RoomWords, SoundDevices
from app.ui.level_meter import LevelMeter
from app.ui.settings_page import SettingsPage
from app.ui.settings_voice import SAMPLE, share_of, speed_at
from app.wishes import Say, StopReply
from tests.kit.kept_conversation import KeptConversation
from tests.kit.kept_household import BIG, KOKORO, KeptHousehold
from tests.kit.pictured_states import delete

pytestmark = [
    pytest.mark.qt_log_level_fail("WARNING"),
    pytest.mark.qt_log_ignore("This plugin does not support"),
]
SOUND, LISTENING, VOICE, MODELS, PRIVACY, LIFE = range(6)


@pytest.fixture
def house() -> KeptHousehold:
    return KeptHousehold()


@pytest.fixture
def page(
    dressed: QApplication, bridge: Bridge, conversation: KeptConversation, house: KeptHousehold
) -> Iterator[SettingsPage]:
    conversation.publish(StateChanged(0.0, "listening", False, False))
    page = SettingsPage("Samantha", bridge, house.doors)
    page.resize(880, 640)
    page.show()
    page.opened()
    dressed.processEvents()
    yield page
    delete(page)


def named(page: SettingsPage, kind: type, name: str):  # type: ignore[no-untyped-def]  # the widget of that kind
    return next(found for found in page.section.findChildren(kind) if found.accessibleName() == name)


def settle() -> None:
    """An answer comes in one round, the rows that it makes are shown in the next."""
    for _ in range(3):
        QApplication.processEvents()


def words(page: SettingsPage) -> str:
    settle()
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def press(qtbot: QtBot, page: SettingsPage, name: str) -> None:
    button = named(page, QAbstractButton, name)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    QApplication.processEvents()


def test_a_microphone_is_chosen_and_one_that_is_away_stays_named(
    qtbot: QtBot, page: SettingsPage, house: KeptHousehold
) -> None:
    choice = named(page, QComboBox, "Microphone")
    assert choice.itemText(0) == "System: Built-in microphone, ALSA"
    choice.setCurrentIndex(2)
    choice.activated.emit(2)
    assert house.done == [("audio.microphone", "USB headset, ALSA")]
    house.devices_now = SoundDevices(problem="The sound system does not answer.")
    page.opened()
    QApplication.processEvents()
    assert choice.currentData() == "USB headset, ALSA"
    assert page.isVisible()


def test_the_level_is_looked_at_only_while_it_is_in_front(
    qtbot: QtBot, page: SettingsPage, conversation: KeptConversation
) -> None:
    meter = page.section.findChild(LevelMeter)
    conversation.level = -30.0
    qtbot.waitUntil(lambda: meter.db == -30.0)
    assert meter.hears_voice
    conversation.level = -60.0
    qtbot.waitUntil(lambda: meter.db < -31)
    conversation.publish(StateChanged(0.0, "listening", True, False))
    qtbot.waitUntil(lambda: meter.db is None)
    assert "Muted. The microphone is closed." in words(page)
    conversation.publish(StateChanged(0.0, "listening", False, False))
    page.show_section(VOICE)
    before = meter.db
    conversation.level = -10.0
    qtbot.wait(120)
    assert meter.db == before


def test_the_room_is_tested_and_its_figures_are_shown(qtbot: QtBot, page: SettingsPage, house: KeptHousehold) -> None:
    press(qtbot, page, "Test my room")
    assert house.done == [("test room",)]
    assert "I cancel my own voice.\nbackground noise -58 dBFS · my voice" in words(page)
    house.room = RoomWords("There is no microphone.", ("Connect one.",), is_well=False)
    press(qtbot, page, "Test my room")
    assert "There is no microphone.\nConnect one." in words(page)


def test_mode_pace_and_signs(qtbot: QtBot, page: SettingsPage, house: KeptHousehold) -> None:
    page.show_section(LISTENING)
    phrase = named(page, QLineEdit, "Wake phrase")
    assert not phrase.isEnabled()
    named(page, QAbstractButton, "After the wake phrase").click()
    assert phrase.isEnabled()
    phrase.setText("  okay   computer ")
    qtbot.keyClick(phrase, Qt.Key.Key_Return)
    slider = named(page, QSlider, "How soon I answer")
    slider.setValue(0)
    qtbot.keyClick(named(page, QLineEdit, "The key"), Qt.Key.Key_F9)
    assert "Ctrl+Alt+Space, on X11." in words(page)
    press(qtbot, page, "A soft sound")
    press(qtbot, page, "A short “Hmm.”")
    press(qtbot, page, "A short “Uh huh.”")
    assert house.done == [
        ("conversation.mode", "wake"), ("conversation.wake_phrase", "okay computer"), ("conversation.pace", -1.0),
        ("key.chord", "f9"),
        ("conversation.soft_sound", True), ("conversation.filler", True),
        ("conversation.nods", True),
    ]  # fmt: skip
    assert not named(page, QAbstractButton, "Only my voice").isEnabled()
    assert "earpiece voice enrol" in words(page)


def test_the_voice_is_heard_through_the_conversation(
    qtbot: QtBot, page: SettingsPage, house: KeptHousehold, conversation: KeptConversation
) -> None:
    page.show_section(VOICE)
    QApplication.processEvents()
    assert "Licence: CC0-1.0" in words(page)
    press(qtbot, page, "Hear it")
    assert conversation.posted == [Say(SAMPLE)]
    conversation.publish(StateChanged(0.0, "speaking", False, False))
    QApplication.processEvents()
    press(qtbot, page, "Hear it")
    assert conversation.posted[1:] == [StopReply()]
    conversation.publish(StateChanged(0.0, "listening", False, False))
    QApplication.processEvents()
    assert conversation.posted[2:] == [Say(SAMPLE)]
    conversation.publish(StateChanged(0.0, "speaking", False, False))
    QApplication.processEvents()
    page.left()
    assert conversation.posted[3:] == [StopReply()]
    conversation.publish(StateChanged(0.0, "listening", False, True))
    QApplication.processEvents()
    assert not named(page, QAbstractButton, "Hear it").isEnabled()
    named(page, QSlider, "Speed").setValue(20)
    replies = named(page, QComboBox, "How talkative")
    replies.activated.emit(0)
    assert house.done == [("voice.speed", 1.5), ("conversation.replies", "usual")]


def test_another_voice_is_chosen_by_a_press_and_heard(
    page: SettingsPage, house: KeptHousehold, conversation: KeptConversation
) -> None:
    page.show_section(VOICE)
    QApplication.processEvents()
    named(page, QAbstractButton, "Joe, lower").click()
    QApplication.processEvents()
    assert house.done == [("voice.names", "samantha=joe-low")]
    assert conversation.posted == [Say(SAMPLE)]
    assert "Joe, lower · male, American, deeper" in words(page)


def test_a_voice_that_is_not_here_arrives_first(page: SettingsPage, house: KeptHousehold) -> None:
    page.show_section(VOICE)
    QApplication.processEvents()
    assert "Female, American, warm · 97 MB to download" in words(page)
    named(page, QAbstractButton, "Download Heart").click()
    QApplication.processEvents()
    assert house.done == [("bring", KOKORO)]
    assert not named(page, QAbstractButton, "Download Emma").isEnabled()
    assert house.arrive is not None
    house.arrive(Arrival("kokoro-v1.0-int8", 0.4, "39 MB of 97 MB"))
    QApplication.processEvents()
    assert "39 MB of 97 MB" in words(page)
    house.arrive(Arrival("kokoro-v1.0-int8", 1.0, "", is_over=True))
    QApplication.processEvents()
    assert house.done[1:] == [("voice.names", "samantha=af_heart")]
    assert "39 MB of 97 MB" not in words(page)


@pytest.mark.parametrize("speed", [0.7, 0.85, 1.0, 1.25, 1.5])
def test_the_slider_of_speed_goes_there_and_back(speed: float) -> None:
    assert speed_at(share_of(speed)) == pytest.approx(speed, abs=0.01)
    assert (share_of(0.5), share_of(2.0)) == (0.0, 1.0)


def test_a_model_is_downloaded_with_a_bar_and_can_be_stopped(
    qtbot: QtBot, page: SettingsPage, house: KeptHousehold
) -> None:
    page.show_section(MODELS)
    QApplication.processEvents()
    assert "1.1 GB to download" in words(page)
    press(qtbot, page, "Download standard")
    assert house.done == [("bring", (BIG,))]
    assert house.arrive is not None
    house.arrive(Arrival(BIG, 0.25, "280 MB / 1.12 GB"))
    QApplication.processEvents()
    bar = page.section.findChild(QProgressBar)
    assert (bar.value(), bar.isVisible()) == (250, True)
    press(qtbot, page, "Stop")
    house.arrive(Arrival(BIG, 0.0, "", is_over=True, problem="The download was stopped."))
    QApplication.processEvents()
    assert house.done[1:] == [("stop",)]
    assert not bar.isVisible()
    assert "The download was stopped." in words(page)
    named(page, QAbstractButton, "light").click()
    assert house.done[-1] == ("choose", "light")


def test_privacy_in_words_and_deleting_takes_two_clicks(
    qtbot: QtBot, page: SettingsPage, house: KeptHousehold
) -> None:
    page.show_section(PRIVACY)
    QApplication.processEvents()
    text = words(page)
    assert "2026" in text
    for part in ("No sound is kept", "~/.local/share/earpiece", "183 MB", "Off. Whoever can open your files"):
        assert part in text
    press(qtbot, page, "Delete everything…")
    press(qtbot, page, "Keep everything")
    assert house.done == []
    press(qtbot, page, "Delete everything…")
    press(qtbot, page, "Delete and quit")
    assert house.done == [("wipe",)]


def test_quiet_hours_name_and_login(qtbot: QtBot, page: SettingsPage, house: KeptHousehold) -> None:
    page.show_section(LIFE)
    press(qtbot, page, "Quiet hours")
    assert house.done == [("quiet.from", "22:00"), ("quiet.until", "07:00")]
    press(qtbot, page, "Quiet hours")
    assert house.now == Settings()
    press(qtbot, page, "Start at login")
    assert house.at_login
    name = page.section.findChild(QLineEdit)
    name.setText("Theo")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert house.now.your_name == "Theo"
    with qtbot.waitSignal(page.meet):
        press(qtbot, page, "Meet me again")


def test_what_goes_wrong_and_what_waits_is_said(qtbot: QtBot, page: SettingsPage, house: KeptHousehold) -> None:
    page.show_section(LISTENING)
    house.problem, house.needs_restart = "The disk is full. Free some space.", True
    press(qtbot, page, "A soft sound")
    assert "The disk is full." in words(page)
    button = next(found for found in page.findChildren(QAbstractButton) if found.text() == "Wake up again now")
    button.click()
    assert house.done[-1] == ("start again",)


def test_everything_one_can_press_has_a_name_and_can_be_reached(page: SettingsPage) -> None:
    for number in range(6):
        page.show_section(number)
        for kind in (QAbstractButton, QComboBox, QLineEdit, QSlider):
            for widget in page.section.findChildren(kind):
                assert widget.accessibleName() or widget.parent().accessibleName() or isinstance(
                    widget.parent(), QComboBox
                ), (number, widget)
                assert widget.focusPolicy() != Qt.FocusPolicy.NoFocus or not widget.isVisible()
        page.redress()


def test_the_ring_and_the_language_of_the_window(
    qtbot: QtBot, page: SettingsPage, bridge: Bridge, house: KeptHousehold
) -> None:
    page.show_section(LIFE)
    ring = named(page, QAbstractButton, "Ring on the screen")
    with qtbot.waitSignal(bridge.ring_asked, check_params_cb=bool):
        ring.click()
    language = named(page, QComboBox, "Language")
    language.setCurrentIndex(language.findData("de"))
    language.activated.emit(language.currentIndex())
    settle()
    assert house.done[-1] == ("window.language", "de")
