"""The key on Windows and macOS, through pynput. Not yet tried on a real machine.

pynput's Listener sees every key; only this one's ups and downs leave this file. It swallows nothing: the program in
front gets the key as well. (Its GlobalHotKeys knows no release.) macOS asks the user for the permission.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.chord import Chord
from app.errors import KeyUnavailable
from app.keys.protocol import ELSEWHERE, Change

_NAMES = {
    "pageup": "page_up", "pagedown": "page_down", "print": "print_screen", "scrolllock": "scroll_lock",
    "capslock": "caps_lock",
}  # fmt: skip
_SYSTEMS = {"win32": "Windows", "darwin": "macOS"}
_ANY_SIDE = ("", "_l", "_r", "_gr")


class PynputKey:
    """`platform`: sys.platform."""

    def __init__(self, chord: Chord, platform: str) -> None:
        self._chord = chord
        self._system = _SYSTEMS[platform]
        self._listener: Any = None
        self._held: set[str] = set()
        self._tell: Callable[[Change], None] = lambda _: None
        self._is_told = False

    def open(self, tell: Callable[[Change], None]) -> str:
        from pynput import keyboard

        self._tell = tell
        self._listener = keyboard.Listener(on_press=self.press, on_release=self.release)
        self._listener.start()
        self._listener.wait()
        if not getattr(self._listener, "IS_TRUSTED", True):  # macOS: nothing arrives without the user's word
            self.close()
            fix = "Allow Earpiece in System Settings, Privacy & Security, Input Monitoring; or: " + ELSEWHERE
            raise KeyUnavailable("macOS does not let Earpiece see its key.", fix)
        return f"{self._chord}, on {self._system}."

    def is_down(self) -> bool | None:
        return None

    def close(self) -> None:
        if self._listener is not None:
            self._listener.stop()

    def press(self, key: Any) -> None:
        """On pynput's thread."""
        name = _name(key)
        self._held.add(name)
        if name == self._key and all(self._holds(modifier) for modifier in self._chord.modifiers):
            self._is_told = True
            self._tell("down")

    def release(self, key: Any) -> None:
        """On pynput's thread."""
        name = _name(key)
        self._held.discard(name)
        if name == self._key and self._is_told:
            self._is_told = False
            self._tell("up")

    @property
    def _key(self) -> str:
        """Its name in pynput: "space", "page_up", "ctrl_r", "k"."""
        side, _, name = self._chord.key.rpartition(" ")
        if side:
            return f"{_modifier(name)}_{side[0]}"
        return _NAMES.get(self._chord.key, self._chord.key)

    def _holds(self, modifier: str) -> bool:
        return any(_modifier(modifier) + side in self._held for side in _ANY_SIDE)


def _modifier(name: str) -> str:
    return "cmd" if name == "super" else name


def _name(key: Any) -> str:
    """Of a special key its name; of another its letter, also while a modifier changes what it writes."""
    if name := getattr(key, "name", None):
        return str(name)
    code = getattr(key, "vk", None)
    if code is not None and (48 <= code <= 57 or 65 <= code <= 90):  # Windows: digits and letters
        return chr(code).lower()
    return str(getattr(key, "char", None) or "").lower()
