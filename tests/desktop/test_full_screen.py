"""Who fills the screen, asked of a real X server with a real window manager."""

from __future__ import annotations

import time
from collections.abc import Callable

from Xlib import X
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
    server = Display(name)
    screen = server.screen()
    window = screen.root.create_window(0, 0, 200, 100, 0, screen.root_depth, X.InputOutput, X.CopyFromParent)
    window.set_wm_name("film")
    window.set_wm_class("film", "Film")
    states = server.intern_atom("_NET_WM_STATE")
    full = server.intern_atom("_NET_WM_STATE_FULLSCREEN")
    window.map()
    server.sync()
    assert comes_true(lambda: screen.root.get_full_property(server.intern_atom("_NET_ACTIVE_WINDOW"), 0) is not None)
    assert not is_full_screen(name)
    window.change_property(states, server.intern_atom("ATOM"), 32, [full])
    window.unmap()
    server.sync()
    window.change_property(states, server.intern_atom("ATOM"), 32, [full])
    window.map()
    server.sync()
    assert comes_true(lambda: is_full_screen(name))
    window.destroy()
    server.sync()
    assert comes_true(lambda: not is_full_screen(name))
    server.close()


def test_without_a_screen_nothing_fills_it() -> None:
    assert not is_full_screen("")
