"""Is there a screen to draw on? Asked before Qt starts, because Qt's own answer to "no" is to abort the process.

Called once by `app.ui.app.run` on the main thread. Imports no Qt.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.errors import NoDevice

FIX = "Start it on a desktop, or use `earpiece talk` in this terminal."


def require_display(environ: Mapping[str, str], platform: str) -> None:
    """Raises NoDevice where neither X11 nor Wayland is announced. `platform`: sys.platform."""
    if platform in ("win32", "darwin", "cygwin") or environ.get("QT_QPA_PLATFORM"):
        return
    if not environ.get("DISPLAY") and not environ.get("WAYLAND_DISPLAY"):
        raise NoDevice("There is no display here.", FIX)


def dead_display(environ: Mapping[str, str]) -> NoDevice:
    """What to say when a display is announced and Qt cannot use it."""
    name = environ.get("WAYLAND_DISPLAY") or environ.get("DISPLAY") or environ.get("QT_QPA_PLATFORM", "")
    return NoDevice(f"The display '{name}' does not answer, or a library of the desktop is missing.", FIX)
