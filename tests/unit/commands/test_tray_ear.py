"""The microphone before the rest of the app: open once the icon can be seen, where the conversation would open it."""

import pytest

from app.commands.tray_ear import EarlyEar
from app.errors import NoDevice
from app.settings import Settings
from tests.kit.fake_card import card as card


@pytest.fixture
def ears():
    made = []

    def make(**settings):
        made.append(EarlyEar(Settings(**settings)))
        return made[-1]

    yield make
    for ear in made:
        ear.close()


@pytest.mark.parametrize("settings", [{}, {"mode": "wake"}, {"mode": "key", "keep_microphone_ready": True}])
def test_it_is_open_once_the_icon_can_be_seen(card, ears, settings):
    ear = ears(**settings)
    assert not card.streams
    ear.open()
    assert ear.microphone.is_open
    assert "hearing" in ear.marks


@pytest.mark.parametrize("settings", [{"microphone_muted": True}, {"mode": "key"}])
def test_muted_or_with_the_key_alone_it_stays_closed(card, ears, settings):
    ear = ears(**settings)
    ear.open()
    assert not ear.microphone.is_open
    assert (card.streams, ear.marks) == ([], {})


def test_who_quits_before_the_icon_was_heard_by_nobody(card, ears):
    ear = ears()
    ear.close()
    assert not card.streams


def test_without_a_device_the_devices_thread_meets_it_again(card, ears, monkeypatch):
    def nothing(_name, _direction):
        raise NoDevice("There is no microphone.", "Connect one.")

    monkeypatch.setattr("app.audio.microphone.find", nothing)
    ear = ears()
    ear.open()
    assert not ear.microphone.is_open
    assert ear.marks == {}
    with pytest.raises(NoDevice):
        ear.microphone.open(lambda _samples, _t_s: None)


def test_what_was_taken_over_is_closed_at_the_end(card, ears):
    ear = ears()
    ear.open()
    ear.microphone.open(lambda _samples, _t_s: None)
    ear.close()
    assert card.streams[0].is_closed
