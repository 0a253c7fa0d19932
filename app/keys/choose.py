"""Which way leads to the key on this desktop, and in words why none does.

Called by the tray's command before anything of the desktop is asked; imports no library of a desktop itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.chord import Chord
from app.errors import KeyUnavailable
from app.keys.protocol import ELSEWHERE, Change, Key


def key_for(chord: Chord | None, environ: Mapping[str, str], platform: str) -> Key:
    """`chord` None: the user wants none. `platform`: sys.platform."""
    if chord is None:
        return NoWay("No key is set.")
    if platform in ("win32", "darwin"):
        from app.keys.pynput_key import PynputKey

        return PynputKey(chord, platform)
    if environ.get("WAYLAND_DISPLAY") or environ.get("XDG_SESSION_TYPE") == "wayland":
        from app.keys.portal_key import PortalKey

        return PortalKey(chord, environ)
    if environ.get("DISPLAY"):
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
