"""Which way leads to the key on this desktop, and in words why none does.

Called by the tray's command and by `doctor` before anything of the desktop is asked; imports no library of a desktop.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from app.chord import Chord
from app.errors import KeyUnavailable
from app.keys.protocol import ELSEWHERE, Change, Key

Way = Literal["x11", "portal", "pynput", "none"]


def way_of(environ: Mapping[str, str], platform: str) -> Way:
    """`platform`: sys.platform. On Wayland X11's keys are heard from X11's own programs only: never that way."""
    if platform in ("win32", "darwin"):
        return "pynput"
    if environ.get("WAYLAND_DISPLAY") or environ.get("XDG_SESSION_TYPE") == "wayland":
        return "portal"
    return "x11" if environ.get("DISPLAY") else "none"


def key_for(chord: Chord | None, environ: Mapping[str, str], platform: str) -> Key:
    """`chord` None: the user wants none."""
    if chord is None:
        return NoWay("No key is set.")
    match way_of(environ, platform):
        case "pynput":
            from app.keys.pynput_key import PynputKey

            return PynputKey(chord, platform)
        case "portal":
            from app.keys.portal_key import PortalKey

            return PortalKey(chord, environ)
        case "x11":
            from app.keys.x11_key import X11Key

            return X11Key(chord, environ["DISPLAY"])
    return NoWay("There is no desktop that could tell of a key.")


class NoWay:
    """The key that nobody hears."""

    def __init__(self, why: str) -> None:
        self._why = why

    def open(self, tell: Callable[[Change], None]) -> str:  # noqa: ARG002 - as the others
        raise KeyUnavailable(self._why, ELSEWHERE)

    def is_down(self) -> bool | None:
        return None

    def close(self) -> None:
        """Nothing is open."""
