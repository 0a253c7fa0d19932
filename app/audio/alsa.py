"""ALSA, asked before PortAudio is: PortAudio ends the process, or prints, where ALSA is not in order.

Called by portaudio.py once, before PortAudio starts, on the thread that starts it. Does nothing where there is no ALSA.
"""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

from app.errors import NoDevice


def prepare() -> None:
    """Silence it and look at its settings. Raises NoDevice when they are broken or empty."""
    if not sys.platform.startswith("linux"):
        return
    with suppress(OSError, AttributeError):  # no ALSA: PortAudio will find nothing, and say so
        alsa = ctypes.CDLL("libasound.so.2")
        _silence(alsa)
        _check(alsa)


def _silence(alsa: ctypes.CDLL) -> None:
    """It prints to standard error at any time, also in callback threads ("underrun occurred"): it shall not.

    The handler must be C, because a Python one would wait for the interpreter in the middle of an underrun; labs()
    takes a word, does nothing, and ignores the other arguments.
    """
    nothing = ctypes.cast(ctypes.CDLL(None).labs, ctypes.c_void_p)
    alsa.snd_lib_error_set_handler(nothing)


def _check(alsa: ctypes.CDLL) -> None:
    """A typing error in .asoundrc makes PortAudio fail; settings without a single device make it abort (19.6)."""
    if alsa.snd_config_update() < 0:
        raise NoDevice("The settings of ALSA, the sound system, are broken.", "Correct ~/.asoundrc, /etc/asound.conf.")
    settings, devices = ctypes.c_void_p.in_dll(alsa, "snd_config"), ctypes.c_void_p()
    if alsa.snd_config_search(settings, b"pcm", ctypes.byref(devices)) < 0:
        raise NoDevice("ALSA, the sound system, has no settings.", "Install it: sudo apt install libasound2-data")
