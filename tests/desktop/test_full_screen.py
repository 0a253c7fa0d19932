"""Who fills the screen, asked of a real X server with a real window manager."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from typing import Any

from Xlib import X, protocol
from Xlib.display import Display

from app.desktop_life.full_screen import is_full_screen
from tests.kit.desktop import Desktop

PATIENCE_S = 10.0


def comes_true(holds: Callable[[], bool]) -> bool:
    deadline_s = time.monotonic() + PATIENCE_S
    while not holds() and time.monotonic() < deadline_s:
        time.sleep(0.05)
    return holds()


def test_a_window_that_fills_the_screen_is_seen_while_it_does(desktop: Desktop) -> None:
    name = desktop.env["DISPLAY"]
    assert not is_full_screen(name)
    with closing(Display(name)) as server:
        root = server.screen().root
        film = root.create_window(0, 0, 200, 100, 0, server.screen().root_depth, X.InputOutput, X.CopyFromParent)
        film.set_wm_name("film")
        film.set_wm_class("film", "Film")
        film.map()
        server.sync()
        active = server.intern_atom("_NET_ACTIVE_WINDOW")

        def in_front() -> bool:
            found = root.get_full_property(active, X.AnyPropertyType)
            return found is not None and list(found.value) == [film.id]

        assert comes_true(in_front)
        assert not is_full_screen(name)
        fill_the_screen(server, film)
        assert comes_true(lambda: is_full_screen(name))
        film.destroy()
        server.sync()
        assert comes_true(lambda: not is_full_screen(name))


def fill_the_screen(server: Display, window: Any) -> None:
    """Ask the window manager, as a film player does (EWMH): what is written on the window itself races with it."""
    add, states = 1, server.intern_atom("_NET_WM_STATE")
    wanted = (32, [add, server.intern_atom("_NET_WM_STATE_FULLSCREEN"), 0, 1, 0])
    asks = protocol.event.ClientMessage(window=window, client_type=states, data=wanted)
    root = server.screen().root
    root.send_event(asks, event_mask=X.SubstructureRedirectMask | X.SubstructureNotifyMask)
    server.sync()


def test_without_a_screen_nothing_fills_it() -> None:
    assert not is_full_screen("")
