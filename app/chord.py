"""A chord is what one holds to talk: one key, perhaps with modifiers, as people write it: F9, ctrl+alt+space.

Why: the settings, every way to hear a key, and the words on the screen must mean the same key. Pure; from any thread.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.errors import BadSettings

MODIFIERS = ("ctrl", "alt", "shift", "super")
"""In the order in which they are written."""
_ALIASES = {
    "control": "ctrl", "option": "alt", "meta": "super", "win": "super", "windows": "super", "cmd": "super",
    "command": "super", "logo": "super", "altgr": "right alt", "page up": "pageup", "page down": "pagedown",
    "print screen": "print", "scroll lock": "scrolllock", "caps lock": "capslock", "break": "pause", "ins": "insert",
}  # fmt: skip
_SYMBOLS = {
    "space": "space", "pause": "Pause", "insert": "Insert", "home": "Home", "end": "End", "pageup": "Prior",
    "pagedown": "Next", "menu": "Menu", "print": "Print", "scrolllock": "Scroll_Lock", "capslock": "Caps_Lock",
    "tab": "Tab", "enter": "Return", "backspace": "BackSpace", "delete": "Delete", "up": "Up", "down": "Down",
    "left": "Left", "right": "Right",
    "left ctrl": "Control_L", "right ctrl": "Control_R", "left alt": "Alt_L", "right alt": "Alt_R",
    "left shift": "Shift_L", "right shift": "Shift_R", "left super": "Super_L", "right super": "Super_R",
}  # fmt: skip
_ALONE = {"pause", "insert", "home", "end", "pageup", "pagedown", "menu", "print", "scrolllock", "capslock"}
"""Keys that write nothing: they can be held without a modifier."""
FIX = 'Write one like "F9", "ctrl+alt+space" or "right ctrl", or "" for none.'


@dataclass(frozen=True)
class Chord:
    """`key`: in small letters ("space", "f9", "k", "right ctrl"); `modifiers`: in the order of MODIFIERS."""

    key: str
    modifiers: tuple[str, ...] = ()

    @property
    def is_modifier(self) -> bool:
        """Its key changes other keys: it must go on doing so."""
        return self.key.split()[-1] in MODIFIERS

    @property
    def symbol(self) -> str:
        """The key's name in X11 and in xkbcommon ("space", "F9", "k", "Control_R")."""
        return _SYMBOLS.get(self.key) or (self.key.upper() if len(self.key) > 1 else self.key)

    def __str__(self) -> str:
        """As one says it: "Ctrl+Alt+Space"."""
        return "+".join(part.title() for part in (*self.modifiers, self.key))


def chord_from(text: str) -> Chord:
    """Raises BadSettings, which says how one is written."""
    parts = [_plain(part) for part in re.split(r"\s*\+\s*", text.strip())]
    key, before = parts[-1], parts[:-1]
    if strange := [part for part in before if part not in MODIFIERS]:
        raise BadSettings(f"{strange[0]!r} is no key that one holds while another goes down.", FIX)
    chord = Chord(key, tuple(name for name in MODIFIERS if name in before))
    is_known = key in _SYMBOLS or re.fullmatch(r"f([1-9]|1\d|2[0-4])|[a-z0-9]", key)
    if not is_known or key in MODIFIERS:
        raise BadSettings(f"{text!r} is not a key.", FIX)
    if not before and not _is_free_alone(chord):
        raise BadSettings(f"{chord} alone would be taken from everything you type.", FIX)
    return chord


def _is_free_alone(chord: Chord) -> bool:
    return chord.is_modifier or chord.key in _ALONE or re.fullmatch(r"f\d+", chord.key) is not None


def _plain(part: str) -> str:
    """One name in one spelling: "Control_R", "right  CTRL" -> "right ctrl"."""
    words = re.sub(r"[\s_-]+", " ", part.strip().lower())
    if found := re.fullmatch(r"(\w+) (r|l|right|left)", words):
        words = f"{'right' if found[2][0] == 'r' else 'left'} {found[1]}"
    words = _ALIASES.get(words, words)
    side, _, name = words.rpartition(" ")
    return f"{side} {_ALIASES.get(name, name)}" if side in ("left", "right") else words
