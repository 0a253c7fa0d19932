"""The tray of KDE, of GNOME's extension and of every Wayland desktop: icon and menu over D-Bus, without a pixel."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.kit.desktop import GUARD_S, Desktop, wait_for
from tests.kit.ui_child import ROOT, UiChild

ICON, MENU = ("/StatusNotifierItem", "org.kde.StatusNotifierItem"), ("/MenuBar", "com.canonical.dbusmenu")
PROPERTIES = "org.freedesktop.DBus.Properties"


@contextmanager
def tray_on_dbus(desktop: Desktop) -> Iterator[subprocess.Popen[str]]:
    """Its standard output: the address of every icon that registers."""
    watcher = subprocess.Popen(
        (sys.executable, "-m", "tests.kit.sni_watcher"), cwd=ROOT, env=desktop.env, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )
    try:
        assert heard(watcher) == "ready"
        yield watcher
    finally:
        watcher.communicate(timeout=GUARD_S)


def heard(watcher: subprocess.Popen[str]) -> str:
    assert watcher.stdout is not None
    return watcher.stdout.readline().strip()


class DbusIcon:
    """Our icon, as a panel sees it."""

    def __init__(self, desktop: Desktop, address: str) -> None:
        self._desktop = desktop
        self._address = address

    def call(self, path: str, method: str, *arguments: str) -> str:
        return subprocess.run(
            ("dbus-send", "--session", "--print-reply", f"--dest={self._address}", path, method, *arguments),
            env=self._desktop.env, capture_output=True, text=True, timeout=GUARD_S, check=True,
        ).stdout

    @property
    def tooltip(self) -> str:
        return self.call(ICON[0], f"{PROPERTIES}.Get", f"string:{ICON[1]}", "string:ToolTip")

    def entries(self) -> dict[str, str]:
        """{text: id} of the visible entries."""
        layout = self.call(MENU[0], f"{MENU[1]}.GetLayout", "int32:0", "int32:-1", "array:string:")
        entry = re.compile(r'int32 (\d+).*"label"\s+variant\s+string "(.*?)".*"visible"\s+variant\s+boolean true', re.S)
        found = [entry.search(part) for part in layout.split("struct {")[2:]]
        return {match[2]: match[1] for match in found if match}

    def press(self, text: str) -> None:
        event = (f"int32:{self.entries()[text]}", "string:clicked", "variant:string:", "uint32:0")
        self.call(MENU[0], f"{MENU[1]}.Event", *event)


def test_icon_menu_and_clicks_over_dbus(desktop: Desktop) -> None:
    with tray_on_dbus(desktop) as watcher, UiChild(desktop) as ui:
        ui.begin()
        icon = DbusIcon(desktop, heard(watcher))
        assert "Waking up." in icon.tooltip
        ui.state("speaking", mic_muted=True)
        wait_for(lambda: "Speaking. The microphone is closed." in icon.tooltip, "the tooltip")
        assert list(icon.entries()) == [
            "Speaking. The microphone is closed.", "Stop", "Unmute microphone", "Mute voice", "Quiet until …",
            "For 15 minutes", "For an hour", "Until tomorrow", "Companion", "Max", "Samantha", "Open window",
            "Ring on the screen", "Forget the last five minutes", "Forget them for good", "Settings", "Quit",
        ]
        icon.press("Unmute microphone")
        assert ui.hears() == {"command": "UnmuteMic"}
        icon.press("Stop")
        assert ui.hears() == {"command": "StopReply"}
        icon.call(ICON[0], f"{ICON[1]}.Activate", "int32:0", "int32:0")
        ui.window()
        icon.press("Quit")
        assert ui.hears() == {"closed": True}
        assert (ui.wait(), ui.errors) == (0, "")


def test_a_panel_that_restarts_gets_the_icon_again(desktop: Desktop) -> None:
    with tray_on_dbus(desktop) as watcher, UiChild(desktop) as ui:
        ui.begin()
        assert heard(watcher)
        watcher.communicate(timeout=GUARD_S)
        with tray_on_dbus(desktop) as again:
            assert heard(again)
            ui.do("quit")
            assert ui.hears() == {"closed": True}
            assert (ui.wait(), ui.errors) == (0, "")
