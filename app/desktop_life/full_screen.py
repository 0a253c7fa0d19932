"""Does the program in front fill the screen (a film, a game, a talk)? Then nobody wants to be spoken to.

Asked of the X server (EWMH: _NET_ACTIVE_WINDOW, _NET_WM_STATE), once for each moment in which the companion might begin
to talk, on that thread; nothing stays open. Where there is no X server, or none that tells, the answer is no.
"""

from __future__ import annotations

import logging
from typing import Any

log = logging.getLogger(__name__)


def is_full_screen(display: str) -> bool:
    """`display`: as in DISPLAY; '' for none."""
    if not display:
        return False
    from Xlib import error
    from Xlib.display import Display

    try:
        server = Display(display)
    except (error.DisplayError, error.XauthError, error.ConnectionClosedError, OSError) as cause:
        log.info("the display does not tell who fills it: %s", type(cause).__name__)
        return False
    try:
        return _fills(server)
    except (error.XError, error.ConnectionClosedError, OSError):
        return False  # the window closed while we looked, or the server did
    finally:
        server.close()


def _fills(server: Any) -> bool:
    active = _numbers(server, server.screen().root, "_NET_ACTIVE_WINDOW")
    if not active or not active[0]:
        return False
    states = _numbers(server, server.create_resource_object("window", active[0]), "_NET_WM_STATE")
    return server.intern_atom("_NET_WM_STATE_FULLSCREEN") in states


def _numbers(server: Any, window: Any, name: str) -> list[int]:
    """A window's property; [] when it has none."""
    from Xlib.X import AnyPropertyType

    found = window.get_full_property(server.intern_atom(name), AnyPropertyType)
    return [int(value) for value in found.value] if found is not None else []
