"""`earpiece devices`: names that can be copied, also where there is nothing to name."""

from __future__ import annotations

import argparse
import io
import json
from pathlib import Path

import pytest

from app.audio.portaudio import Device
from app.commands import devices
from app.home import Home

SHELF = [
    Device(0, "Webcam", "ALSA", 2, 0, 48_000, True, False),
    Device(1, "Headset", "ALSA", 1, 2, 16_000, False, True),
]


def run(folder: Path, *words: str) -> tuple[int, str]:
    parser = argparse.ArgumentParser()
    devices.add_arguments(parser)
    out = io.StringIO()
    return devices.run(parser.parse_args(words), Home(folder), out, io.StringIO()), out.getvalue()


def test_both_kinds_are_listed_with_their_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "list_devices", lambda: SHELF)
    code, told = run(tmp_path)
    assert code == 0
    assert told.splitlines()[:6] == [
        "Microphones",
        "  * Webcam, ALSA  (48000 Hz)",
        "    Headset, ALSA  (16000 Hz)",
        "",
        "Speakers",
        "  * Headset, ALSA  (16000 Hz)",
    ]
    assert str(tmp_path / "earpiece.toml") in told


def test_as_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "list_devices", lambda: SHELF)
    report = json.loads(run(tmp_path, "--json")[1])
    assert [row["name"] for row in report["microphones"]] == ["Webcam", "Headset"]
    assert report["speakers"] == [
        {"name": "Headset", "host_api": "ALSA", "channels": 2, "default_rate_hz": 16_000, "default": True}
    ]


def test_none_is_an_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "list_devices", list)
    code, told = run(tmp_path)
    assert code == 0
    assert [line.partition(".")[0] for line in told.splitlines()] == ["No microphone", "No speaker"]
    assert json.loads(run(tmp_path, "--json")[1]) == {"microphones": [], "speakers": []}
