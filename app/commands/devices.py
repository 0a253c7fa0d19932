"""`devices`: the microphones and speakers of this machine, by the names that `--mic` and `--speaker` take.

Called by cli.py on the main thread. It opens none of them; whether they work is for `doctor` to say.
"""

from __future__ import annotations

import argparse
import json
from typing import TextIO

from app.audio.portaudio import WORDS, Device, Direction, list_devices
from app.home import Home


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(args: argparse.Namespace, home: Home, out: TextIO, err: TextIO) -> int:  # noqa: ARG001 - as every command
    """-> 0, also where there are none. Raises NoDevice without the sound library."""
    devices = list_devices()
    if args.json:
        print(json.dumps({f"{WORDS[way]}s": _rows(devices, way) for way in _WAYS}, ensure_ascii=False), file=out)
        return 0
    for way in _WAYS:
        _print(devices, way, out)
    if devices:
        print("* is the default. Choose with --mic NAME and --speaker NAME, or for good with", file=out)
        print(f"audio.microphone and audio.speaker in {home.settings_path}", file=out)
    return 0


_WAYS: tuple[Direction, ...] = ("input", "output")


def _print(devices: list[Device], way: Direction, out: TextIO) -> None:
    usable = [device for device in devices if device.has(way)]
    nothing = f"No {WORDS[way]}. Connect one; typing works without: earpiece ask."
    print(f"{WORDS[way].capitalize()}s" if usable else nothing, file=out)
    for device in usable:
        print(f"  {'*' if device.is_default(way) else ' '} {device.label}  ({device.default_rate_hz} Hz)", file=out)
    if usable:
        print(file=out)


def _rows(devices: list[Device], way: Direction) -> list[dict[str, object]]:
    return [
        {
            "name": device.name,
            "host_api": device.host_api,
            "channels": device.inputs if way == "input" else device.outputs,
            "default_rate_hz": device.default_rate_hz,
            "default": device.is_default(way),
        }
        for device in devices
        if device.has(way)
    ]
