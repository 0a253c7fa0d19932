"""The ring on a real screen with a window manager: on top, out of the way of the keys, and in reach of the mouse."""

from __future__ import annotations

from tests.kit.desktop import Desktop, wait_for
from tests.kit.ui_child import UiChild

RING, CAPTIONS = "Earpiece ring", "Earpiece captions"


def place(desktop: Desktop, title: str) -> tuple[int, int, int, int]:
    window = wait_for(lambda: desktop.windows("--name", title), title)[0]
    return desktop.place_of(window)


def test_click_hold_drag_menu_and_captions(desktop: Desktop) -> None:
    desktop.start_tray()
    with UiChild(desktop, settings={"ring_shown": True, "ring_place": "600,400"}) as ui:
        ui.begin()
        ui.state("listening")
        x, y, width, height = place(desktop, RING)
        assert (x, y) == (600, 400)
        middle = (str(x + width // 2), str(y + height // 2))
        assert desktop.xdotool("search", "--name", RING).strip() != _active(desktop)
        ui.state("speaking")
        ui.happens("ReplySentence", turn=1, text="The sea is calm tonight.")
        left, _, wide, _ = place(desktop, CAPTIONS)
        assert left + wide <= x or left >= x + width, "beside it"
        desktop.xdotool("mousemove", *middle, "click", "1")
        assert ui.hears() == {"command": "StopReply"}
        ui.state("listening")
        desktop.xdotool("mousemove", *middle, "mousedown", "1")
        assert ui.hears() == {"command": "PressKey"}
        desktop.xdotool("mouseup", "1")
        assert ui.hears() == {"command": "ReleaseKey"}
        desktop.xdotool("mousemove", *middle, "mousedown", "1", "mousemove_relative", "--", "-30", "-20")
        desktop.xdotool("mousemove_relative", "--", "-70", "-80", "mouseup", "1")
        assert ui.hears() == {"kept": "ring.place", "value": "500,300"}
        desktop.xdotool("click", "3")
        wait_for(lambda: desktop.visible("earpiece", widths=range(120, 500)), "the menu")
        desktop.still()
        desktop.xdotool("key", "--delay", "60", *["Down"] * 6, "Return")
        assert ui.hears() == {"kept": "ring.shown", "value": False}
        wait_for(lambda: not desktop.windows("--name", RING), "the ring to go")
        ui.do("quit")
        assert ui.hears() == {"closed": True}
        assert (ui.wait(), ui.errors) == (0, "")


def test_it_keeps_nobody_from_quitting(desktop: Desktop) -> None:
    with UiChild(desktop, settings={"ring_shown": True, "ring_place": "nowhere"}) as ui:
        ui.begin()
        x, y, width, height = place(desktop, RING)
        assert x + width <= 1280
        assert y + height <= 800
        ui.state("speaking")
        ui.happens("ReplySentence", turn=1, text="The sea is calm tonight.")
        place(desktop, CAPTIONS)
        ui.do("quit")
        assert ui.hears() == {"closed": True}
        assert (ui.wait(), ui.errors) == (0, "")


def _active(desktop: Desktop) -> str:
    """The window with the keys; '' when there is none."""
    return desktop._ask("xdotool", "getactivewindow").decode().strip()
