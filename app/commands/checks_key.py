"""What `doctor` says of the push-to-talk key: which one, by which way. It is not taken for that: the app may hold it.

Called by doctor.py on the main thread.
"""

from __future__ import annotations

import sys

from app.chord import chord_from
from app.commands.checks import Answer, Case
from app.errors import BadSettings
from app.keys.choose import way_of
from app.keys.protocol import ELSEWHERE

_UNTRIED = "not yet tried on a real machine"


def key(case: Case) -> Answer:
    """A key that does not work keeps nobody from talking: a note."""
    written = case.settings.key.strip()
    if not written:
        return Answer("none is set (key.chord); `earpiece ctl ptt-toggle` works")
    try:
        chord = chord_from(written)
    except BadSettings as error:
        return Answer(error.what, "note", error.fix)
    match way_of(case.environ, sys.platform):
        case "x11":
            return Answer(f"{chord}, on X11")
        case "portal":
            return Answer(f"{chord}, if the desktop's portal gives it (Wayland): {_UNTRIED}", "note", ELSEWHERE)
        case "pynput":
            return Answer(f"{chord}: {_UNTRIED}", "note", ELSEWHERE)
    return Answer("there is no desktop that could tell of a key", "note", ELSEWHERE)
