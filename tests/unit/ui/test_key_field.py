"""The field that takes a key: chords, lone modifiers, refusals."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.key_field import KeyField
from tests.kit.pictured_states import delete

CONTROL, ALT, NONE = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier,
)  # fmt: skip
RIGHT_CTRL = 0xFFE4


@pytest.fixture
def field(dressed: QApplication) -> Iterator[KeyField]:
    field = KeyField("ctrl+alt+space")
    field.show()
    field.clearFocus()
    yield field
    delete(field)


def lone(field: KeyField, key: Qt.Key, native: int) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(field, QKeyEvent(kind, key, NONE, 0, native, 0))


def test_a_chord_is_pressed_and_read(qtbot: QtBot, field: KeyField) -> None:
    chosen: list[str] = []
    field.chosen.connect(chosen.append)
    qtbot.keyClick(field, Qt.Key.Key_K, CONTROL | ALT)
    qtbot.keyClick(field, Qt.Key.Key_F9)
    qtbot.keyClick(field, Qt.Key.Key_F9)
    qtbot.keyClick(field, Qt.Key.Key_PageUp)
    lone(field, Qt.Key.Key_Control, RIGHT_CTRL)
    lone(field, Qt.Key.Key_Alt, 0xFFE9)
    lone(field, Qt.Key.Key_AltGr, 0)
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert chosen == ["ctrl+alt+k", "f9", "pageup", "right ctrl", "left alt", "right alt", ""]
    assert field.text() == ""


def test_a_key_that_writes_is_refused_with_a_reason(qtbot: QtBot, field: KeyField) -> None:
    with qtbot.waitSignal(field.refused) as refused:
        qtbot.keyClick(field, Qt.Key.Key_K)
    assert "everything you type" in refused.args[0]
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "Ctrl+Alt+Space"


def test_what_the_file_says_wrong_is_shown_as_it_is(field: KeyField) -> None:
    field.show_chord("hyper+k")
    assert field.text() == "hyper+k"


def test_it_says_when_it_waits_for_a_key(qtbot: QtBot, field: KeyField) -> None:
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(lambda: field.text() == "Press the key")
    assert QApplication.sendEvent(field, QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_M, CONTROL))
    field.clearFocus()
    assert field.text() == "Ctrl+Alt+Space"
