"""The top and the bottom of the page Talk: what they say fits, and is true."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.composer import Composer
from app.ui.header import NARROW_PX, Header
from app.ui.status import Status

MUTED = Status(phase="awake", mic_muted=True, voice_muted=True)


@pytest.mark.parametrize(("status", "invites"), [
    (Status(phase="awake"), True), (MUTED, False), (Status(phase="awake", state="asleep"), False),
])  # fmt: skip
def test_nobody_is_asked_to_talk_whom_nobody_would_hear(qtbot: QtBot, status: Status, invites: bool) -> None:
    box = Composer("Samantha")
    qtbot.addWidget(box)
    box.show_status(status)
    box.address("Max")
    assert box.words.placeholderText() == ("Type to Max, or just talk" if invites else "Type to Max")
    box.show_status(Status(phase="awake"))
    assert "just talk" in box.words.placeholderText()


def test_a_second_sentence_moves_nothing(dressed: QApplication, qtbot: QtBot) -> None:
    header = Header("Samantha")
    qtbot.addWidget(header)
    header.resize(NARROW_PX + 200, 80)
    heights = []
    for status in (Status(phase="awake"), MUTED):
        header.show_status(status)
        heights.append(max(header.minimumHeight(), header.heightForWidth(header.width())))
    assert heights[0] == heights[1]


def test_in_a_narrow_window_the_sentences_stand_below_the_buttons(qtbot: QtBot) -> None:
    header = Header("Samantha")
    qtbot.addWidget(header)
    header.show_status(MUTED)
    header.resize(NARROW_PX + 200, 80)
    header.show()
    assert header._state.geometry().right() < header.microphone.x()
    header.resize(NARROW_PX - 40, 120)
    qtbot.waitUntil(lambda: header._state.geometry().right() >= header.voice.geometry().right() - 1)
    assert header._state.y() >= header.microphone.geometry().bottom()
