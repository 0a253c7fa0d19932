"""`devices`: the microphones and speakers of this machine, by the names that `--mic` and `--speaker` take.

Called by cli.py on the main thread. It opens none of them, except for `--test-room`, which plays a sound and listens;
whether they work is for `doctor` to say.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from typing import TextIO

from app.audio.portaudio import WORDS, Device, Direction, list_devices
from app.commands.room_test import RoomReport, judged, recorded
from app.home import Home
from app.settings_file import SettingsFile


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--test-room", action="store_true", help="play a short sound and say what of it comes back")
    parser.add_argument("--mic", metavar="NAME", help="the microphone of the test")
    parser.add_argument("--speaker", metavar="NAME", help="the speaker of the test")
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(args: argparse.Namespace, home: Home, out: TextIO, err: TextIO) -> int:
    """-> 0, also where there are none; 1 when the room test heard nothing at all. Raises NoDevice without the sound
    library, or when a device of the test does not work."""
    if args.test_room:
        return _test_room(args, home, out, err)
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


def _test_room(args: argparse.Namespace, home: Home, out: TextIO, err: TextIO) -> int:
    settings = SettingsFile(home.settings_path).load()
    print("Listen: a short sound. Please be quiet for five seconds.", file=err, flush=True)
    report = judged(*recorded(args.mic or settings.microphone or None, args.speaker or settings.speaker or None))
    if args.json:
        print(json.dumps(asdict(report), ensure_ascii=False), file=out)
    else:
        print("\n".join(_lines(report)), file=out)
    return 1 if report.is_deaf else 0


def _lines(report: RoomReport) -> list[str]:
    lines = [report.mode, f"  background noise       {report.noise_dbfs:.0f} dBFS"]
    if report.delay_ms is not None and report.attenuation_db is not None:
        change = f"{abs(report.attenuation_db):.0f} dB {'softer' if report.attenuation_db >= 0 else 'louder'}"
        lines.append(f"  my voice comes back    {report.delay_ms:.0f} ms later, {change}")
    if report.cancelled_db is not None:
        lines.append(f"  of that I take away    {report.cancelled_db:.0f} dB")
    return lines


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
