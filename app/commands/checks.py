"""What `doctor` looks at, one small function each: it answers in a phrase, or raises the error a start would raise.

Called by doctor.py on the main thread. The checks of sound are in checks_sound.py. Nothing here changes anything,
except that a data folder that exists is tried by writing into it.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from app.clock import VARIABLE, Clock
from app.desktop_life.secret_service import system_keyring
from app.engines.persona_files import load_persona
from app.engines.pymicro_wake import NEEDED, detector_for, word_of
from app.errors import BadHome, CannotStart, EarpieceError, WeightsMissing
from app.home import Home, is_usual
from app.home_keys import keys_of
from app.settings import Settings
from app.settings_file import SettingsFile
from app.voice_print import my_voice
from app.weights.catalog import Profile
from app.weights.catalog_file import load_catalog
from app.weights.profiles import chosen_profile, memory_bytes
from app.weights.progress import size_text
from app.weights.weights import Weights, models_folder

NEEDED_MEMORY_BYTES = {"tiny": 1.0e9, "light": 1.5e9, "standard": 2.6e9}
"""Resident, everything loaded (the bars of issue 2)."""

LOW_DISK_BYTES = 1e9
_FULL_DISK_BYTES = 20e6
_HEAD_BYTES = 100  # of a database: what tells what it is
_UNTRIED = "not yet tried on a real machine"


@dataclass(frozen=True)
class Answer:
    """`state` note: it works, but you should know."""

    what: str
    state: Literal["ok", "note"] = "ok"
    fix: str = ""


@dataclass(frozen=True)
class Case:
    """What is looked at. `profile`: --profile; `companion`: --companion."""

    home: Home
    profile: str | None
    companion: str | None
    environ: Mapping[str, str]

    @property
    def settings(self) -> Settings:
        """The defaults where the file is broken: the check named "settings" says so."""
        try:
            return SettingsFile(self.home.settings_path).load()
        except EarpieceError:
            return Settings()


def python(case: Case) -> Answer:  # noqa: ARG001 - as every check
    return Answer(f"{platform.python_version()}, {platform.machine()}")


def system(case: Case) -> Answer:
    """Where it has been tried, and where it has not."""
    if sys.platform != "linux":
        return Answer(f"{platform.system()}: {_UNTRIED}", "note", "Tell us how it goes.")
    if case.environ.get("WAYLAND_DISPLAY"):
        return Answer(f"Linux, Wayland: {_UNTRIED}", "note", "Tell us how it goes.")
    return Answer("Linux, X11" if case.environ.get("DISPLAY") else "Linux, no display")


def weights(case: Case) -> Answer:
    """Every file of the profile's weights has the right hash."""
    catalog, root = load_catalog(), models_folder()
    profile = _profile(case)
    Weights(catalog, root).folders(profile)
    return Answer(f"{profile.name}: {', '.join(profile.weights)} in {root}")


def memory(case: Case) -> Answer:
    """What the profile needs, against what is there and what is free now."""
    profile, there = _profile(case), memory_bytes()
    needed = NEEDED_MEMORY_BYTES.get(profile.name, 0.0)
    if there is None:
        return Answer("this system does not say")
    if there < needed:
        fix = "Use a smaller profile: earpiece models use light"
        raise CannotStart(f"{size_text(there)} of memory; {profile.name} needs {size_text(needed)}.", fix)
    free = _free_memory_bytes()
    if free is not None and free < needed:
        what = f"{size_text(free)} free now; {profile.name} takes {size_text(needed)}"
        return Answer(what, "note", "Close something large, or use a smaller profile.")
    return Answer(f"{size_text(there)}; {profile.name} takes {size_text(needed)}")


def home(case: Case) -> Answer:
    folder = case.home.folder
    if folder.exists():
        case.home.prepare()
        return Answer(f"{folder}{', in use by a running Earpiece' if case.home.is_owned() else ''}")
    above = _nearest(folder)
    if not above.is_dir() or not os.access(above, os.W_OK | os.X_OK):
        raise BadHome(f"{folder} cannot be made in {above}.", "Choose another folder with --home DIR.")
    return Answer(f"{folder} (made at the first start)")


def settings(case: Case) -> Answer:
    path = case.home.settings_path
    SettingsFile(path).load()
    return Answer(f"{path}" if path.exists() else "all defaults")


def companion(case: Case) -> Answer:
    name = case.companion or case.settings.companion
    return Answer(load_persona(name, case.home.companions_folder).name)


def wake_phrase(case: Case) -> Answer:
    """How it is found. The detector is loaded as at a start: a broken one is found here."""
    if case.settings.mode != "wake":
        return Answer(f"not used: the mode is {case.settings.mode}")
    name = case.companion or case.settings.companion
    phrase = case.settings.wake_phrase_for(load_persona(name, case.home.companions_folder).name)
    detector = detector_for(phrase)
    if detector is None:
        is_known = bool(word_of(phrase))
        fix = f"A detector of its own misses fewer calls. {NEEDED}" if is_known else ""
        return Answer(f'"{phrase}", found in the words that are heard', "note" if is_known else "ok", fix)
    try:
        detector.load()
    except WeightsMissing as error:
        return Answer(f'"{phrase}", found in the words that are heard. {error.what}', "note", error.fix)
    detector.close()
    return Answer(f'"{phrase}", heard by a detector of its own')


def only_my_voice(case: Case) -> Answer:
    return Answer("off: every voice is answered" if my_voice(case.home, case.settings) is None else "on, enrolled")


def transcript(case: Case) -> Answer:
    """memory.db opens: only where it exists, and nothing of it is rewritten."""
    path = case.home.database_path
    if not path.exists():
        return Answer("nothing was said yet")
    from app.memory.database import connect

    connect(path, keys_of(case.home, case.environ), encrypts=False).close()
    return Answer(f"{path}, {size_text(path.stat().st_size)}")


def encryption(case: Case) -> Answer:
    """Of what is on the disk, and what the next start makes of it. Raises WrongKey where there is no key for it."""
    from app.memory.encryption import VARIABLE, is_encrypted
    from app.memory.recovery import kept_copies

    path, has_passphrase = case.home.database_path, bool(case.environ.get(VARIABLE))
    header = _head(path)
    if is_encrypted(header):
        keys_of(case.home, case.environ).opening(path, header)
        plain = [copy.name for copy in kept_copies(path) if not is_encrypted(_head(copy))]
        if plain:
            return Answer(f"on; but not encrypted: {', '.join(plain)}", "note", "Delete it when you need it no longer.")
        opens = VARIABLE if has_passphrase else "the desktop's keyring"
        return Answer(f"on: memory.db opens with {opens} (ChaCha20-Poly1305)")
    if has_passphrase:
        return Answer("on from the next start: memory.db is rewritten, the plain one goes", "note")
    if is_usual(case.home) and case.settings.keyring and system_keyring(case.environ) is not None:
        return Answer("off until Earpiece starts in a terminal or the window: there the recovery key is shown", "note")
    return Answer(f"off: {VARIABLE} is not set. Any SQLite opens memory.db")


def disk(case: Case) -> Answer:
    """Room where the data lies, and where the weights lie."""
    free = {place: shutil.disk_usage(place).free for place in (_nearest(case.home.folder), _nearest(models_folder()))}
    place, least = min(free.items(), key=lambda item: item[1])
    what = f"{size_text(least)} free at {place}"
    if least < _FULL_DISK_BYTES:
        raise CannotStart(f"Only {what}.", "Free some space there.")
    if least < LOW_DISK_BYTES:
        return Answer(what, "note", "Free some space there.")
    return Answer(what)


def clock(case: Case) -> Answer:
    moment = Clock.from_environment(case.environ)
    if moment.is_set:
        fix = f"For tests only: unset {VARIABLE}."
        return Answer(f"set to {moment.now():%Y-%m-%d %H:%M} by {VARIABLE}", "note", fix)
    return Answer("the system's")


def display(case: Case) -> Answer:
    """Display and tray, asked in a process of its own: Qt ends the process where there is none."""
    from app.ui.display import require_display

    fix = "Only the tray app needs one; `earpiece talk` and `earpiece ask` work without."
    try:
        require_display(case.environ, sys.platform)
    except EarpieceError as error:
        return Answer(error.what, "note", fix)
    command = [sys.executable, "-m", "app.ui.tray_probe"]
    done = subprocess.run(command, env=dict(case.environ), capture_output=True, text=True, timeout=60)
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or ["Qt cannot start."])[-1]
        return Answer(last, "note", fix)
    if done.stdout.strip() != "tray":
        return Answer("a display without a tray: the window is shown instead", "note", "Add a tray to your panel.")
    return Answer("a display with a tray")


def _profile(case: Case) -> Profile:
    return chosen_profile(case.profile)


def _nearest(folder: Path) -> Path:
    """The folder itself, or the nearest one above it that exists."""
    return next((place for place in (folder, *folder.parents) if place.exists()), Path("/"))


def _head(path: Path) -> bytes:
    """The first bytes of a file; b"" where there is none."""
    if not path.exists():
        return b""
    with path.open("rb") as file:
        return file.read(_HEAD_BYTES)


def _free_memory_bytes() -> int | None:
    """What programs can still have; None where the system does not say."""
    try:
        lines = Path("/proc/meminfo").read_text().splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")), None)
