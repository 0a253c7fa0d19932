"""Start at login, the way desktops on Linux do it: a small file in the autostart folder (XDG).

Called by folder.py on the main thread; the file itself is the setting, so that the desktop's own list stays true.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from app.errors import BadHome
from app.resources import asset

ENTRY = """[Desktop Entry]
Type=Application
Name=Earpiece
Comment=A companion that lives in your ear
Exec={command}
Icon={icon}
Terminal=false
X-GNOME-Autostart-enabled=true
"""
ICON = asset("icons", "earpiece.svg")


class Autostart:
    """`environ`: for the folder; `platform`: sys.platform."""

    def __init__(self, environ: Mapping[str, str], platform: str, command: str) -> None:
        folder = environ.get("XDG_CONFIG_HOME") or str(Path(environ.get("HOME", "~")).expanduser() / ".config")
        self.path = Path(folder) / "autostart" / "earpiece.desktop"
        self._platform = platform
        self._command = command

    @property
    def is_possible(self) -> bool:
        return self._platform.startswith("linux")

    @property
    def is_on(self) -> bool:
        """As the desktop reads it: hidden, or disabled by GNOME's own switch, is off."""
        try:
            text = self.path.read_text(encoding="utf-8", errors="replace").lower().replace(" ", "")
        except OSError:
            return False
        return "hidden=true" not in text and "x-gnome-autostart-enabled=false" not in text

    def set(self, *, is_on: bool) -> None:
        """Raises BadHome."""
        try:
            if is_on:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self.path.write_text(ENTRY.format(command=self._command, icon=ICON), encoding="utf-8")
            else:
                self.path.unlink(missing_ok=True)
        except OSError as error:
            what = f"{self.path} cannot be written ({error.strerror})."
            raise BadHome(what, "Make it yours, then try again.") from error


def command_line(home: Path | None) -> str:
    """What the desktop is to run, quoted as the specification wants it. `home`: unless it is the usual one."""
    script = Path(__file__).resolve().parents[2] / "scripts" / "earpiece"
    installed = shutil.which("earpiece")
    words = [str(script)] if script.is_file() else [installed] if installed else [sys.executable, "-m", "app"]
    words += ["--home", str(home)] if home is not None else []
    return " ".join(_quoted(word) for word in words)


def _quoted(word: str) -> str:
    """Desktop Entry Specification, "Exec": reserved characters in double quotes, and % doubled."""
    word = word.replace("%", "%%")
    if not any(char in word for char in " \t\n\"'\\><~|&;$*?#()`"):
        return word
    escaped = "".join(f"\\\\{char}" if char in '"`$\\' else char for char in word)
    return f'"{escaped}"'


def of_this_user(home: Path | None) -> Autostart:
    return Autostart(os.environ, sys.platform, command_line(home))
