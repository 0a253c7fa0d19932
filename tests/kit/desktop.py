"""A private desktop for tests: screen, session bus, window manager and tray, in folders and under numbers of its own.

Why: the tray and the window are proved on a real (virtual) screen. Used by tests/desktop and scripts/pictures, on the
test's thread. Everything that is started here is stopped here, each by its own process handle.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TypeVar

GUARD_S = 30.0
"""A hang guard, never a measure."""

NEEDED = ("Xvfb", "dbus-daemon", "dbus-send", "openbox", "tint2", "trayer", "xdotool", "xprop", "xwininfo", "import")

TINT2RC = """panel_items = {items}
panel_size = 100% {height}
panel_position = top center horizontal
time1_format = %H:%M
time1_font = DejaVu Sans 9
clock_font_color = {ink} 100
clock_padding = 12 0
systray_padding = 8 4 8
systray_icon_size = 22
rounded = 0
border_width = 0
background_color = {ground} 100
border_color = {ground} 100
panel_background_id = 1
"""

KDE = """[Colors:Window]
BackgroundNormal={ground}
ForegroundNormal={ink}
[Colors:View]
BackgroundNormal={ground}
ForegroundNormal={ink}
[Colors:Button]
BackgroundNormal={ground}
ForegroundNormal={ink}
"""
"""Where Qt reads the colour scheme of a KDE desktop; it needs no further program."""

Found = TypeVar("Found")


def missing_programs() -> list[str]:
    """What a virtual desktop needs and this machine does not have."""
    return [name for name in NEEDED if shutil.which(name) is None]


def wait_for(look: Callable[[], Found], what: str) -> Found:
    """Ask `look` until it answers something true."""
    deadline = time.monotonic() + GUARD_S
    while time.monotonic() < deadline:
        if found := look():
            return found
        time.sleep(0.02)
    raise AssertionError(f"waited in vain for {what}")


class Desktop:
    """`with Desktop() as desktop:`; programs run on it get `desktop.env`."""

    def __init__(self, width: int = 1280, height: int = 800) -> None:
        self._size = f"{width}x{height}x24"
        self._stack = ExitStack()
        self._tray: subprocess.Popen[bytes] | None = None
        self.folder = Path()
        self.env: dict[str, str] = {}

    def __enter__(self) -> Desktop:
        with ExitStack() as stack:
            self.folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="earpiece-desktop-")))
            self._stack = stack
            self.env = self._private_env()
            self._start_screen()
            self._start_bus()
            self._start("openbox")
            wait_for(lambda: b"window id" in self._ask("xprop", "-root", "_NET_SUPPORTING_WM_CHECK"), "openbox")
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _private_env(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "VIRTUAL_ENV") if name in os.environ}
        folders = {name: str(self.folder / name.lower()) for name in ("HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME")}
        for folder in folders.values():
            Path(folder).mkdir(mode=0o700)
        return kept | folders | {"EARPIECE_FIRST_RUN": "0", "LANG": "C.UTF-8"}

    def _start(self, *command: str, **keywords: object) -> subprocess.Popen[bytes]:
        log = self._stack.enter_context((self.folder / f"{Path(command[0]).name}.log").open("ab"))
        process = subprocess.Popen(command, env=self.env, stdout=log, stderr=log, **keywords)  # type: ignore[call-overload]
        self._stack.callback(self._stop, process)
        return process

    @staticmethod
    def _stop(process: subprocess.Popen[bytes]) -> None:
        if process.poll() is None:
            process.terminate()
        try:
            process.wait(GUARD_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _start_screen(self) -> None:
        """Xvfb chooses a free number and tells it through a pipe."""
        tells, told = os.pipe()
        self._start(
            "Xvfb", "-displayfd", str(told), "-screen", "0", self._size, "-nolisten", "tcp", "-noreset",
            pass_fds=(told,),
        )
        os.close(told)
        with os.fdopen(tells) as pipe:
            self.env["DISPLAY"] = ":" + pipe.readline().strip()

    def _start_bus(self) -> None:
        address = f"unix:path={self.folder / 'bus'}"
        self._start("dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address={address}")
        wait_for((self.folder / "bus").exists, "the session bus")
        self.env["DBUS_SESSION_BUS_ADDRESS"] = address

    def _ask(self, *command: str) -> bytes:
        return subprocess.run(command, env=self.env, capture_output=True, timeout=GUARD_S, check=False).stdout

    def choose_scheme(self, *, dark: bool) -> None:
        """The desktop's colours, for programs that start from now on."""
        ground, ink = ("30,28,27", "240,240,240") if dark else ("240,240,240", "30,28,27")
        (Path(self.env["XDG_CONFIG_HOME"]) / "kdeglobals").write_text(KDE.format(ground=ground, ink=ink))
        self.env |= {"XDG_CURRENT_DESKTOP": "KDE", "KDE_SESSION_VERSION": "6", "KDE_FULL_SESSION": "true"}

    def start_tray(
        self, program: str = "tint2", *, ground: str = "#222222", ink: str = "#EEEEEE", height: int = 32,
        items: str = "TSC",
    ) -> None:
        """`program`: tint2 or trayer. Returns when it takes icons. Height (pixels) and items: tint2's."""
        if program == "tint2":
            config = self.folder / "tint2rc"
            config.write_text(TINT2RC.format(ground=ground, ink=ink, height=height, items=items))
            self._tray = self._start("tint2", "-c", str(config))
        else:
            self._tray = self._start(
                "trayer", "--edge", "top", "--align", "right", "--widthtype", "request", "--height", "28",
                "--SetDockType", "true", "--transparent", "true", "--alpha", "0", "--tint", ground.replace("#", "0x"),
            )
        wait_for(lambda: self.has_tray, program)

    def stop_tray(self) -> None:
        assert self._tray is not None
        self._stop(self._tray)

    @property
    def has_tray(self) -> bool:
        """Does anybody own the tray of this screen? (What Qt asks too; no program prints it.)"""
        x11 = ctypes.CDLL("libX11.so.6")
        x11.XOpenDisplay.restype = ctypes.c_void_p
        screen = ctypes.c_void_p(x11.XOpenDisplay(self.env["DISPLAY"].encode()))
        atom = x11.XInternAtom(screen, b"_NET_SYSTEM_TRAY_S0", 0)
        x11.XGetSelectionOwner.argtypes = (ctypes.c_void_p, ctypes.c_ulong)
        owner: int = x11.XGetSelectionOwner(screen, atom)
        x11.XCloseDisplay(screen)
        return owner != 0

    def windows(self, *search: str) -> list[str]:
        """Ids of the visible windows that `xdotool search` finds."""
        return self._ask("xdotool", "search", "--onlyvisible", *search).decode().split()

    def visible(self, name: str, *, widths: range = range(2, 10_000)) -> tuple[int, int, int, int] | None:
        """(x, y, width, height) on the screen of the first visible window of class `name` and one of `widths`."""
        for line in self._ask("xwininfo", "-root", "-tree").decode(errors="replace").splitlines():
            found = re.match(rf'\s+(0x\w+) .*\("{name}" .*\)  (\d+)x(\d+)\S+  \+(-?\d+)\+(-?\d+)', line)
            if found is None or int(found[2]) not in widths:
                continue
            if b"IsViewable" in self._ask("xwininfo", "-id", found[1]):
                return int(found[4]), int(found[5]), int(found[2]), int(found[3])
        return None

    def place_of(self, window: str) -> tuple[int, int, int, int]:
        """(x, y, width, height) on the screen, without its frame."""
        told = self._ask("xwininfo", "-id", window).decode()
        x, y, width, height = (
            int(re.search(rf"{what}: +(-?\d+)", told)[1])  # type: ignore[index]  # xwininfo always says it
            for what in ("Absolute upper-left X", "Absolute upper-left Y", "Width", "Height")
        )
        return x, y, width, height

    def still(self) -> None:
        """Wait until nothing on the screen moves any more."""
        seen = [b"", b""]

        def look() -> bool:
            seen.append(self._ask("import", "-window", "root", "ppm:-"))
            return seen[-1] == seen[-2] == seen[-3]

        wait_for(look, "the screen to hold still")

    def close_window(self, window: str) -> None:
        """As its title bar's button does: it is asked, not killed; once more if openbox was late."""

        def gone() -> bool:
            if window in self.windows("--name", "."):
                self._ask("xdotool", "windowactivate", "--sync", window, "key", "--clearmodifiers", "alt+F4")
                time.sleep(1.0)
            return window not in self.windows("--name", ".")

        wait_for(gone, "the window to close")

    def xdotool(self, *command: str) -> str:
        """Keys and mouse, as a person would use them."""
        done = subprocess.run(
            ("xdotool", *command), env=self.env, capture_output=True, timeout=GUARD_S, check=True, text=True
        )
        return done.stdout

    def picture(self, path: Path, crop: str = "") -> Path:
        """What is on the screen now, as a PNG. `crop`: WIDTHxHEIGHT+X+Y."""
        part = ["-crop", crop, "+repage"] if crop else []
        subprocess.run(["import", "-window", "root", *part, str(path)], env=self.env, timeout=GUARD_S, check=True)
        return path
