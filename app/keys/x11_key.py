"""The key on X11, with python-xlib: a grab where it can be one, else raw events.

A grab (XGrabKey) tells of this one chord only, wherever the keyboard is, and the program in front does not get it as
well. A modifier ("right ctrl") must go on doing its work, so it is watched with XInput's raw events instead; what other
keys do is dropped unread. Opened on the key's thread; events are read on one of its own, `key-x11`.
"""

from __future__ import annotations

import os
import select
import struct
import threading
from collections.abc import Callable
from typing import Any

from app.chord import Chord
from app.errors import KeyUnavailable
from app.keys.protocol import ELSEWHERE, Change

_MODIFIER_SYMBOLS = {"ctrl": "Control_L", "alt": "Alt_L", "shift": "Shift_L", "super": "Super_L"}
_ALTERNATIVES = {"Alt_R": "ISO_Level3_Shift"}
"""What the same key is called on other layouts."""
_RAW = struct.Struct("=HII")
"""How a raw event's data begins: device, time, keycode (XI2proto.h, xXIRawEvent)."""
_GENERIC = 35


class X11Key:
    """`display`: as in DISPLAY."""

    def __init__(self, chord: Chord, display: str) -> None:
        self._chord = chord
        self._name = display
        self._display: Any = None
        self._asking: Any = None
        self._code = 0
        self._wakes = self._wake = -1
        self._reader = threading.Thread(target=self._read, name="key-x11", daemon=True)
        self._tell: Callable[[Change], None] = lambda _: None
        self._is_closed = False

    def open(self, tell: Callable[[Change], None]) -> str:
        from Xlib import XK, display, error

        self._tell = tell
        try:
            self._display, self._asking = display.Display(self._name), display.Display(self._name)
        except (error.DisplayError, error.XauthError, OSError) as cause:
            raise KeyUnavailable(f"The display {self._name} does not answer.", ELSEWHERE) from cause
        names = (self._chord.symbol, _ALTERNATIVES.get(self._chord.symbol, ""))
        codes = [self._display.keysym_to_keycode(XK.string_to_keysym(name)) for name in names if name]
        self._code = next((code for code in codes if code), 0)
        if not self._code:
            self._close()
            raise KeyUnavailable(f"This keyboard has no {self._chord}.", "Choose another key (key.chord).")
        if self._chord.is_modifier:
            self._watch()
        else:
            self._grab()
        self._wakes, self._wake = os.pipe()
        self._reader.start()
        return f"{self._chord}, on X11."

    def is_down(self) -> bool | None:
        from Xlib.error import ConnectionClosedError

        try:
            return self._is_pressed(self._asking)
        except (ConnectionClosedError, OSError):
            return None  # it is being closed

    def close(self) -> None:
        was_closed, self._is_closed = self._is_closed, True
        if not was_closed and self._wake >= 0:
            os.close(self._wake)  # the other end becomes readable

    # ---- how it is heard -------------------------------------------------------------------------------------------

    def _grab(self) -> None:
        """Raises KeyUnavailable when another program has it."""
        from Xlib import X, error

        root, taken = self._display.screen().root, error.CatchError(error.BadAccess)
        for mask in self._masks():
            root.grab_key(self._code, mask, False, X.GrabModeAsync, X.GrabModeAsync, onerror=taken)
        self._display.sync()
        if taken.get_error():
            self._close()
            fix = "Choose another key (key.chord), or free it in your desktop's settings."
            raise KeyUnavailable(f"{self._chord} belongs to another program.", fix)

    def _watch(self) -> None:
        from Xlib.ext import xinput

        self._display.xinput_query_version()
        what = xinput.RawKeyPressMask | xinput.RawKeyReleaseMask
        self._display.screen().root.xinput_select_events([(xinput.AllMasterDevices, what)])
        self._display.sync()

    def _masks(self) -> set[int]:
        """The chord's modifiers, alone and with the locks: they must not matter."""
        from Xlib import X

        wanted = 0
        for name in self._chord.modifiers:
            wanted |= self._mask_of(_MODIFIER_SYMBOLS[name])
        numbers = self._mask_of("Num_Lock")
        return {wanted | locks for locks in (0, X.LockMask, numbers, numbers | X.LockMask)}

    def _mask_of(self, symbol: str) -> int:
        """The modifier bit that this key sets on this keyboard; 0: none."""
        from Xlib import XK

        code = self._display.keysym_to_keycode(XK.string_to_keysym(symbol))
        for bit, codes in enumerate(self._display.get_modifier_mapping()):
            if code and code in codes:
                return 1 << bit
        return 0

    # ---- its own thread --------------------------------------------------------------------------------------------

    def _read(self) -> None:
        from Xlib.error import ConnectionClosedError

        try:
            while not self._is_closed:
                while self._display.pending_events():
                    self._follow(self._display.next_event())
                select.select([self._display.fileno(), self._wakes], [], [])
        except (ConnectionClosedError, OSError, ValueError):
            self._tell("lost")
        else:
            self._close()
        os.close(self._wakes)

    def _close(self) -> None:
        for display in (self._display, self._asking):
            display.close()

    def _follow(self, event: Any) -> None:
        from Xlib import X
        from Xlib.ext import xinput

        if event.type == _GENERIC and _keycode(event.data) == self._code:
            self._hear(is_press=event.evtype == xinput.RawKeyPress)
        elif event.type in (X.KeyPress, X.KeyRelease) and event.detail == self._code:
            self._hear(is_press=event.type == X.KeyPress)

    def _hear(self, *, is_press: bool) -> None:
        """Auto-repeat tells of releases too; the key is then still down."""
        if is_press:
            self._tell("down")
        elif not self._is_pressed(self._display):
            self._tell("up")

    def _is_pressed(self, display: Any) -> bool:
        return bool(display.query_keymap()[self._code // 8] >> (self._code % 8) & 1)


def _keycode(data: object) -> int:
    """Of a raw event."""
    return int(_RAW.unpack_from(data)[2]) if isinstance(data, bytes) else 0
