"""A field that takes the key to hold while talking: press it, and it stands there, in the words of app/chord.py.

Used by the settings and the first run, on the main thread. Tab still goes on, Esc leaves what was there, Backspace
takes the key away. A modifier alone counts when it comes up with nothing pressed between.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from app.chord import chord_from
from app.errors import BadSettings

HELD = {
    Qt.KeyboardModifier.ControlModifier: "ctrl",
    Qt.KeyboardModifier.AltModifier: "alt",
    Qt.KeyboardModifier.ShiftModifier: "shift",
    Qt.KeyboardModifier.MetaModifier: "super",
}
MODIFIER_KEYS = {
    Qt.Key.Key_Control: "ctrl", Qt.Key.Key_Alt: "alt", Qt.Key.Key_Shift: "shift", Qt.Key.Key_Meta: "super",
    Qt.Key.Key_Super_L: "super", Qt.Key.Key_Super_R: "super", Qt.Key.Key_AltGr: "right alt",
}  # fmt: skip
RIGHT = frozenset({0xFFE2, 0xFFE4, 0xFFE8, 0xFFEA, 0xFFEC, 0xA1, 0xA3, 0xA5, 0x5C})
"""Native codes of the right modifiers: keysyms of X11 (keysymdef.h), virtual keys of Windows."""
NAMES = {"pgup": "pageup", "pgdown": "pagedown", "ins": "insert", "del": "delete", "return": "enter", "esc": ""}
"""Qt's names that are not chord.py's."""


class KeyField(QLineEdit):
    """`chosen`: a key, as the settings write it ('' for none). `refused`: why the one that was pressed cannot be."""

    chosen = Signal(str)
    refused = Signal(str)

    def __init__(self, chord: str) -> None:
        super().__init__()
        self._lone = ""
        """The modifier that went down last, with nothing after it."""
        self.setObjectName("field")
        self.setReadOnly(True)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setPlaceholderText(self.tr("none"))
        self.show_chord(chord)

    def show_chord(self, chord: str) -> None:
        """As in the settings."""
        self._chord = chord
        try:
            self.setText(str(chord_from(chord)) if chord.strip() else "")
        except BadSettings:
            self.setText(chord)

    def event(self, event: QEvent) -> bool:
        """No shortcut of the window while a key is being chosen; Tab goes on."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusInEvent(event)
        self.setText(self.tr("Press the key"))

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(event)
        self.show_chord(self._chord)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        key = Qt.Key(event.key())
        if event.isAutoRepeat():
            return
        self._lone = _modifier(key, event.nativeVirtualKey())
        if self._lone:
            return
        if key in (Qt.Key.Key_Escape, Qt.Key.Key_Backspace) and not _held(event):
            self._take("" if key == Qt.Key.Key_Backspace else self._chord)
            return
        name = QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText).lower()
        self._take("+".join([*_held(event), NAMES.get(name, name)]))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if self._lone and not event.isAutoRepeat():
            lone, self._lone = self._lone, ""
            self._take(lone)

    def _take(self, chord: str) -> None:
        try:
            if chord:
                chord_from(chord)
        except BadSettings as error:
            self.refused.emit(str(error))
            return
        is_news = chord != self._chord
        self.show_chord(chord)
        if is_news:
            self.chosen.emit(chord)


def _held(event: QKeyEvent) -> list[str]:
    return [name for modifier, name in HELD.items() if event.modifiers() & modifier]


def _modifier(key: Qt.Key, native: int) -> str:
    """ "right ctrl"; '' for any other key."""
    name = MODIFIER_KEYS.get(key, "")
    if not name or " " in name:
        return name
    return f"{'right' if native in RIGHT else 'left'} {name}"
