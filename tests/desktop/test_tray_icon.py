"""The icon on a real panel: it comes first, tells every state by its shape, and its menu works."""

from __future__ import annotations

import time
from itertools import combinations, cycle
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage

from tests.kit.desktop import Desktop, wait_for
from tests.kit.pixels import Grey, grey
from tests.kit.ui_child import UiChild

STATES = ("listening", "asleep", "hearing", "thinking", "speaking")
ICON, MENU = range(2, 100), range(100, 500)
"""Widths in pixels that tell icon, menu and window apart."""
NOTHING: Grey = np.zeros((1, 1), np.int16)


class Icon:
    """Our icon on the panel, as eyes and mouse find it."""

    def __init__(self, desktop: Desktop, folder: Path) -> None:
        self._desktop = desktop
        self._picture = folder / "icon.png"
        self._places = cycle((5, 17))
        """Two clicks on one spot could be taken for a double click."""

    @property
    def place(self) -> tuple[int, int, int, int]:
        """(x, y, width, height)"""
        return wait_for(lambda: self._desktop.visible("earpiece", widths=ICON), "the icon on the panel")

    def drawn_after(self, before: Grey) -> Grey:
        """Its pixels once they have changed and hold still."""
        seen = [NOTHING]

        def look() -> bool:
            seen.append(self._pixels())
            return np.array_equal(seen[-1], seen[-2]) and not np.array_equal(seen[-1], before)

        wait_for(look, "the icon to change")
        return seen[-1]

    def click(self, button: int) -> None:
        x, y, _, height = self.place
        where = (str(x + next(self._places)), str(y + height // 2))
        self._desktop.xdotool("mousemove", *where, "click", str(button))

    def choose(self, *keys: str) -> None:
        """Open the menu, walk with these keys and press Enter."""
        self.click(3)
        wait_for(lambda: self._desktop.visible("earpiece", widths=MENU), "the menu")
        self._desktop.xdotool("key", *keys, "Return")
        wait_for(lambda: not self._desktop.visible("earpiece", widths=MENU), "the menu to close")

    def _pixels(self) -> Grey:
        x, y, width, height = self.place
        return grey(QImage(str(self._desktop.picture(self._picture, f"{width}x{height}+{x}+{y}"))))


def test_the_icon_comes_before_the_engines(desktop: Desktop, tmp_path: Path) -> None:
    desktop.start_tray()
    began = time.monotonic()
    with UiChild(desktop) as ui:
        visible_ms = ui.begin()
        assert visible_ms <= (time.monotonic() - began) * 1000
        assert Icon(desktop, tmp_path).place
        ui.do("quit")
        assert ui.hears() == {"closed": True}
        assert (ui.wait(), ui.errors) == (0, "")
    assert desktop.visible("earpiece") is None


@pytest.mark.parametrize("program", ["tint2", "trayer"])
def test_every_state_has_its_shape_on_the_panel(desktop: Desktop, tmp_path: Path, program: str) -> None:
    """In black and white, as somebody without colours, or far away, would tell them apart."""
    desktop.start_tray(program)
    icon = Icon(desktop, tmp_path)
    seen: dict[str, Grey] = {}
    with UiChild(desktop) as ui:
        ui.begin()
        before = icon.drawn_after(NOTHING)
        for name in (*STATES, "muted", "needs you"):
            if name == "needs you":
                ui.happens("StageFailed", stage="voice", error="No voice.")
            else:
                ui.state("listening" if name == "muted" else name, mic_muted=name == "muted")
            before = seen[name] = icon.drawn_after(before)
        ui.do("quit")
        assert (ui.wait(), ui.errors) == (0, "")
    for one, other in combinations(seen, 2):
        differing = np.mean((seen[one] > 128) ^ (seen[other] > 128))
        assert differing > 0.05, (one, other, differing)


def test_the_menu_posts_what_it_says(desktop: Desktop, tmp_path: Path) -> None:
    desktop.start_tray()
    icon = Icon(desktop, tmp_path)
    with UiChild(desktop) as ui:
        ui.begin()
        before = icon.drawn_after(NOTHING)
        ui.state("speaking")
        icon.drawn_after(before)
        for downs, command in ((1, "StopReply"), (2, "MuteMic"), (3, "MuteVoice")):
            icon.choose(*["Down"] * downs)
            assert ui.hears() == {"command": command}
        icon.choose(*["Down"] * 4, "Right")
        assert ui.hears()["kept"] == "quiet.paused_until"
        assert [ui.hears()["command"] for _ in range(2)] == ["StopReply", "Sleep"]
        icon.choose(*["Down"] * 5, "Right")
        assert ui.hears() == {"companion": "max"}
        icon.choose(*["Down"] * 6)
        ui.window()
        icon.choose("Up")
        assert ui.hears() == {"closed": True}
        assert (ui.wait(), ui.errors) == (0, "")


def test_a_click_shows_the_window_and_closing_it_only_hides(desktop: Desktop, tmp_path: Path) -> None:
    desktop.start_tray()
    icon = Icon(desktop, tmp_path)
    with UiChild(desktop) as ui:
        ui.begin()
        for _ in range(2):
            icon.click(1)
            desktop.close_window(ui.window())
            ui.no_window()
        icon.click(2)
        assert ui.hears() == {"command": "MuteMic"}
        ui.do("quit")
        assert ui.hears() == {"closed": True}
        assert (ui.wait(), ui.errors) == (0, "")
