"""Earpiece in the desktop's list of programs: a small file in the user's own applications folder (XDG).

Why: desktops know a program by it. Portals give a key on Wayland only to a program whose file they find, and the
window gets its icon. Written by the command `tray` on the thread that starts everything, only for the usual home;
`wipe` removes it again.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from app.household.autostart import command_line
from app.keys.protocol import APP_ID
from app.resources import asset

ENTRY = """[Desktop Entry]
Type=Application
Name=Earpiece
Comment=A companion that lives in your ear
Comment[de]=Ein Begleiter in deinem Ohr
Exec={command}
Icon={icon}
Terminal=false
Categories=Utility;Accessibility;
Keywords=voice;assistant;talk;
StartupNotify=false
"""


class Launcher:
    """`environ`: for the folder; `platform`: sys.platform."""

    def __init__(self, environ: Mapping[str, str], platform: str, command: str) -> None:
        data = environ.get("XDG_DATA_HOME") or str(Path(environ.get("HOME", "~")).expanduser() / ".local" / "share")
        self.path = Path(data) / "applications" / f"{APP_ID}.desktop"
        self._platform = platform
        self._command = command

    def install(self) -> bool:
        """It stands there, as it must be for this checkout -> False where it cannot: all but the portal works then."""
        if not self._platform.startswith("linux"):
            return False
        entry = ENTRY.format(command=self._command, icon=asset("icons", "earpiece.svg"))
        with suppress(OSError):
            if self.path.is_file() and self.path.read_text(encoding="utf-8", errors="replace") == entry:
                return True
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_text(entry, encoding="utf-8")
            return True
        return False


def usual_launcher(environ: Mapping[str, str], platform: str) -> Launcher:
    """Of the program as it runs, on the usual home."""
    return Launcher(environ, platform, command_line(None))
