"""One quiet line: what the mood seems to be, and nothing when nothing is guessed."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.events import MoodSensed, StateChanged
from app.ui.mood_line import MoodLine


def test_it_follows_the_guess_and_fades(qtbot: QtBot, dressed: QApplication) -> None:
    line = MoodLine()
    qtbot.addWidget(line)
    line.follow(StateChanged(0.0, "listening", False, False))
    assert line.text() == ""
    line.follow(MoodSensed(0.0, 1, "tired"))
    assert line.text() == "You sound tired."
    assert "kept nowhere" in line.toolTip()
    line._fades.timeout.emit()
    assert line.text() == ""
    line.follow(MoodSensed(0.0, 2, "down"))
    line.follow(MoodSensed(0.0, 3, ""))
    assert line.text() == ""
