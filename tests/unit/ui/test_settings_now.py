"""The settings page: what it tells of sound and models while things happen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel
from pytestqt.qtbot import QtBot

from app.events import StageRecovered, StateChanged, TurnTimings
from app.ui.bridge import Bridge
from app.ui.household import SoundDevice, SoundDevices
from app.ui.level_meter import LevelMeter
from app.ui.settings_page import SettingsPage
from app.ui.settings_voice import SAMPLE
from app.wishes import Say
from tests.kit.kept_conversation import KeptConversation
from tests.kit.kept_household import KeptHousehold
from tests.kit.pictured_states import SECTIONS, delete

pytestmark = [
    pytest.mark.qt_log_level_fail("WARNING"),
    pytest.mark.qt_log_ignore("This plugin does not support"),
]


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


def words(page: SettingsPage) -> str:
    settle()
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def settle() -> None:
    """An answer comes in one round, the rows that it makes are shown in the next."""
    for _ in range(3):
        QApplication.processEvents()


def test_the_loudspeaker_is_heard_and_its_level_seen(
    qtbot: QtBot, page: SettingsPage, conversation: KeptConversation
) -> None:
    meter = named(page, LevelMeter, "Loudspeaker level")
    named(page, QAbstractButton, "Hear it").click()
    assert conversation.posted == [Say(SAMPLE)]
    conversation.played = -25.0
    qtbot.waitUntil(lambda: meter.db == -25.0)
    conversation.publish(StateChanged(0.0, "listening", False, True))
    settle()
    assert not named(page, QAbstractButton, "Hear it").isEnabled()
    assert "The voice is muted." in words(page)


def test_a_device_that_comes_while_one_looks_is_offered(
    page: SettingsPage, conversation: KeptConversation, house: KeptHousehold
) -> None:
    house.devices_now = SoundDevices((*house.devices_now.microphones, SoundDevice("New one, ALSA", False)))
    conversation.publish(StageRecovered(0.0, "microphone"))
    settle()
    assert named(page, QComboBox, "Microphone").findText("New one, ALSA") > 0


def test_models_tell_size_speed_and_licence_and_how_soon_they_answered_here(
    page: SettingsPage, conversation: KeptConversation
) -> None:
    for gap_ms in (900.0, None, 1300.0, 1100.0):
        conversation.publish(TurnTimings(0.0, 1, *(None,) * 5, gap_ms, None, None))
    page.show_section(SECTIONS.index("models"))
    assert "slow processor\nAnswers after 0.9 s on two cores · 811 MB, all here" in words(page)
    assert "In use now. Here I began to answer after 1.1 s (the middle of the last 3)." in words(page)
    assert "Licence: Apache-2.0 · 491 MB · 48 tokens a second" in words(page)
