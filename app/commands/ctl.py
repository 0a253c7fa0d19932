"""`earpiece ctl`: one word to the running Earpiece, for keys bound in the desktop.

Runs on the main thread and loads next to nothing: a key should act at once. What a verb does is the owner's matter; it
answers when the effect is true.
"""

from __future__ import annotations

import argparse
from typing import TextIO

from app.errors import NobodyRunning
from app.home import Home
from app.runtime.socket import request

VERBS = {
    "status": "what it does now",
    "ptt-down": "the push-to-talk key went down",
    "ptt-up": "it came up",
    "ptt-toggle": "down the first time, up the next, for desktops that tell only of presses",
    "mute": "close the microphone",
    "unmute": "open it again",
    "mute-voice": "answer in captions only",
    "unmute-voice": "answer aloud again",
    "stop": "fall silent and drop the reply",
    "show": "bring up the window",
    "quit": "end it",
}
_SILENCE_S = 10.0  # re-opening a sound device can take seconds; longer means that it hangs


def add_arguments(parser: argparse.ArgumentParser) -> None:
    meanings = "; ".join(f"{verb}: {meaning}" for verb, meaning in VERBS.items())
    parser.add_argument("verb", choices=tuple(VERBS), metavar="VERB", help=meanings)
    parser.add_argument("--json", action="store_true", help="with status")


def run(args: argparse.Namespace, home: Home, out: TextIO, err: TextIO) -> int:
    """-> the owner's exit code. Raises NobodyRunning, HomeBusy."""
    argv = ["ctl", args.verb, *(["--json"] if args.json else [])]
    code = request(home, argv, out, err, silence_timeout_s=_SILENCE_S)
    if code is None:
        raise NobodyRunning(f"No Earpiece runs on {home.folder}.", "Start it with `earpiece`.")
    return code
