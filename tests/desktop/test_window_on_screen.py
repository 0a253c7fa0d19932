"""The window on a real screen: where there is no tray, with keys and with words."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage

from tests.kit.desktop import Desktop, wait_for
from tests.kit.pixels import grey
from tests.kit.ui_child import ROOT, UiChild

PAST = [["user", "Good morning.", "", 200], ["companion", "Good morning. Did you sleep?", "", 200]]


def test_without_a_tray_the_window_shows_itself_and_closing_it_ends(desktop: Desktop) -> None:
    with UiChild(desktop) as ui:
        ui.begin()
        desktop.close_window(ui.window())
        assert ui.hears() == {"closed": True}
        assert (ui.wait(), ui.errors) == (0, "")


def test_a_tray_that_comes_later_is_found_and_one_that_goes_is_missed(desktop: Desktop) -> None:
    with UiChild(desktop) as ui:
        ui.begin()
        ui.window()
        desktop.start_tray()
        wait_for(lambda: desktop.visible("earpiece", widths=range(2, 100)), "the icon")
        desktop.close_window(ui.window())
        ui.no_window()
        desktop.stop_tray()
        ui.window()
        ui.do("quit")
        assert ui.hears() == {"closed": True}
        assert (ui.wait(), ui.errors) == (0, "")


def test_typing_muting_and_stopping_by_key(desktop: Desktop) -> None:
    with UiChild(desktop, past=PAST) as ui:
        ui.begin()
        desktop.xdotool("windowactivate", "--sync", ui.window())
        ui.state("speaking")
        ui.happens("FinalTranscript", turn=1, text="Yes.")
        desktop.xdotool("type", "Hello you")
        desktop.xdotool("key", "Return")
        assert ui.hears() == {"command": "Type", "text": "Hello you", "aloud": True, "companion": None}
        desktop.xdotool("key", "ctrl+m")
        assert ui.hears() == {"command": "MuteMic"}
        desktop.xdotool("key", "Escape")
        assert ui.hears() == {"command": "StopReply"}
        desktop.xdotool("key", "ctrl+q")
        assert ui.hears() == {"closed": True}
        assert (ui.wait(), ui.errors) == (0, "")


@pytest.mark.parametrize("dark", [False, True])
def test_it_follows_the_desktops_colours(desktop: Desktop, tmp_path: Path, dark: bool) -> None:
    desktop.choose_scheme(dark=dark)
    with UiChild(desktop, past=PAST) as ui:
        ui.begin()
        ui.window()

        def ground() -> float:
            x, y, width, height = wait_for(lambda: desktop.visible("earpiece", widths=range(500, 2000)), "the window")
            inside = f"{width - 80}x{height - 80}+{x + 40}+{y + 60}"
            return float(np.median(grey(QImage(str(desktop.picture(tmp_path / "window.png", inside))))))

        wait_for(lambda: ground() < 60 if dark else ground() > 200, "its colours")
        ui.do("quit")
        assert ui.hears() == {"closed": True}
        assert (ui.wait(), ui.errors) == (0, "")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_quits_in_order(desktop: Desktop, number: signal.Signals) -> None:
    desktop.start_tray()
    with UiChild(desktop) as ui:
        ui.begin()
        os.kill(ui.pid, number)
        assert ui.hears() == {"closed": True}
        assert (ui.wait(), ui.errors) == (0, "")


def test_what_cannot_start_is_one_line_and_exit_code_2(desktop: Desktop) -> None:
    desktop.start_tray()
    with UiChild(desktop, fails="The weights are missing.") as ui:
        ui.begin()
        assert (ui.wait(), ui.errors) == (2, "The weights are missing.\n")


@pytest.mark.parametrize("screen", [{}, {"DISPLAY": ":9971"}, {"WAYLAND_DISPLAY": "nobody"}])
def test_no_display_is_one_line_and_exit_code_2(tmp_path: Path, screen: dict[str, str]) -> None:
    home = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}
    done = subprocess.run(
        (sys.executable, "-m", "tests.kit.scripted_ui"),
        cwd=ROOT, env=home | screen, capture_output=True, text=True, timeout=60, check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "earpiece talk" in done.stderr
