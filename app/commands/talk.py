"""`talk`: the loop in the terminal, on the real microphone and loudspeaker, or on a sound file.

Owns the home while it runs, and answers `ctl`, `ask` and the others over the socket.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TextIO

from app.errors import BadOption
from app.home import Home

TAIL_S = 20.0


def add_arguments(to: argparse.ArgumentParser) -> None:
    to.add_argument("--events", metavar="E.jsonl", type=Path, help="write every event, one JSON object a line")
    file = to.add_argument_group("on a sound file")
    file.add_argument("--wav", metavar="IN", type=Path, help="hear this WAV instead of the microphone")
    file.add_argument("--out", metavar="OUT", type=Path, help="write what is said, on the same timeline (24 kHz)")
    file.add_argument("--pace", choices=("realtime", "fast"), default="realtime", help="realtime is for measuring")
    file.add_argument("--tail-s", type=_seconds, default=TAIL_S, metavar="N", help="most silence after IN (20)")
    file.add_argument("--seed", type=int, metavar="S", help="same input and seed, same reply")
    live = to.add_argument_group("on real devices")
    live.add_argument("--mic", metavar="NAME", help="see: earpiece devices")
    live.add_argument("--speaker", metavar="NAME", help="see: earpiece devices")


def run(args: argparse.Namespace, home: Home, out: TextIO, err: TextIO) -> int:
    """Raises CannotStart before anything is heard, Failed when it breaks later."""
    if args.wav is not None:
        _demand_three_files(args)
        from app.commands.talk_file import talk_on_file

        return talk_on_file(args, home)
    if args.out is not None:
        raise BadOption("--out needs --wav.", "Give the sound file to hear: talk --wav IN --out OUT.")
    from app.commands.talk_live import talk_live

    return talk_live(args, home, out, err)


def _demand_three_files(args: argparse.Namespace) -> None:
    """What is written must not be what is read."""
    given = [path.resolve() for path in (args.wav, args.out, args.events) if path is not None]
    if len(set(given)) < len(given):
        raise BadOption("IN, OUT and the event file must be different files.", "Give each its own path.")


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 <= seconds <= 86_400:
        raise argparse.ArgumentTypeError(f"{text} is not a number of seconds")
    return seconds
