"""Every bad input gets one line that says what to do, the contract's exit code, and loses nothing."""

from __future__ import annotations

import os
import shutil
import sqlite3
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from app.audio.clip import Clip
from app.weights.weights import models_folder
from tests.kit.disks import fill, read_only, small_disk
from tests.kit.speech import wav_bytes, weights
from tests.kit.talk import earpiece

pytestmark = pytest.mark.models


def refused(done: subprocess.CompletedProcess[str], code: int, *words: str) -> None:
    """One line on standard error, of ours, with these words."""
    assert done.returncode == code, done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("earpiece: ")
    for word in words:
        assert word in lines[0]
    assert lines[0].endswith(".") or "earpiece" in lines[0]


GOOD = wav_bytes(Clip(np.zeros(16_000, np.float32), 16_000))
FILES = {
    "nothing": b"",
    "only a header": GOOD[:44],
    "noise": os.urandom(5_000),
    "a text": b"RIFF this is a letter, not a sound file",
    "cut off": GOOD[: len(GOOD) // 2],
    "another format": GOOD[:20] + struct.pack("<H", 85) + GOOD[22:],
}


@pytest.mark.parametrize("name", FILES)
def test_a_broken_sound_file(name: str, tmp_path: Path) -> None:
    path = tmp_path / "in.wav"
    path.write_bytes(FILES[name])
    refused(earpiece("talk", "--wav", path, home=tmp_path / "home"), 2, "in.wav")
    assert not (tmp_path / "home").exists()


def test_a_missing_sound_file(tmp_path: Path) -> None:
    refused(earpiece("talk", "--wav", tmp_path / "none.wav", home=tmp_path / "home"), 2, "none.wav", "does not exist")


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["ask", "Hi", "--companion", "nobody"], ["nobody"]),
        (["ask", "Hi", "--profile", "huge"], ["huge", "tiny", "light", "standard"]),
        (["ask", "Hi", "--loud"], ["--loud"]),
        (["ask", "  "], ["no text"]),
        (["sing"], ["sing"]),
        (["talk", "--out", "x.wav"], ["--wav"]),
        (["talk", "--wav", "x.wav", "--pace", "slow"], ["--pace"]),
    ],
)
def test_an_option_nobody_knows(argv: list[str], words: list[str], tmp_path: Path) -> None:
    refused(earpiece(*argv, home=tmp_path / "home"), 2, *words)


def test_broken_settings_name_line_and_key(tmp_path: Path) -> None:
    (tmp_path / "earpiece.toml").write_text("[voice]\n\nspeed = 9\n")
    refused(earpiece("ask", "Hi", "--profile", "tiny", home=tmp_path), 2, "line 3", "voice.speed")
    assert (tmp_path / "earpiece.toml").read_text() == "[voice]\n\nspeed = 9\n"


def test_weights_missing_cut_off_or_wrong(tmp_path: Path) -> None:
    real = {name: weights(name) for name in ("whisper-base", "en_US-joe-medium", "smollm2-135m-instruct-q4_1")}
    models = tmp_path / "models"
    env = dict(os.environ) | {"EARPIECE_MODELS": str(models)}
    refused(earpiece("ask", "Hi", "--profile", "tiny", home=tmp_path / "h", env=env), 2, "missing", "models pull")
    for name, folder in real.items():
        shutil.copytree(folder, models / name)
    voice = models / "en_US-joe-medium" / "en_US-joe-medium.onnx"
    whole = voice.read_bytes()
    voice.write_bytes(whole[:-1000])
    refused(earpiece("ask", "Hi", "--profile", "tiny", home=tmp_path / "h", env=env), 2, "truncated", "models pull")
    voice.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    refused(earpiece("ask", "Hi", "--profile", "tiny", home=tmp_path / "h", env=env), 2, "sha256", "models pull")


def test_no_sound_device_and_no_display(tmp_path: Path) -> None:
    env = {
        name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY", "PULSE_SERVER")
    }
    env |= {"EARPIECE_MODELS": str(models_folder())}
    refused(earpiece("talk", "--profile", "tiny", home=tmp_path / "h", env=env), 2, "microphone")
    refused(earpiece("tray", "--profile", "tiny", home=tmp_path / "h", env=env), 2, "display")
    answered = earpiece("ask", "Hello.", "--profile", "tiny", home=tmp_path / "h", env=env)
    assert answered.returncode == 0, answered.stderr
    assert answered.stdout.strip()


def test_a_read_only_home(tmp_path: Path) -> None:
    with read_only(tmp_path):
        refused(earpiece("ask", "Hi", "--profile", "tiny", home=tmp_path), 2, "--home")


def test_a_full_home(tmp_path: Path) -> None:
    with small_disk(tmp_path):
        fill(tmp_path)
        done = earpiece("ask", "Hi", "--profile", "tiny", home=tmp_path)
        refused(done, done.returncode, "full")
        assert done.returncode in (1, 2)


def test_a_database_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "memory.db").write_bytes(b"this is not a database" * 300)
    refused(earpiece("ask", "Hi", "--profile", "tiny", home=tmp_path), 2, "memory.db")
    assert (tmp_path / "memory.db").read_bytes() == b"this is not a database" * 300


def test_a_database_from_a_newer_version(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "memory.db")
    database.execute("pragma user_version = 999")
    database.execute("create table later (x)")
    database.commit()
    database.close()
    refused(earpiece("ask", "Hi", "--profile", "tiny", home=tmp_path), 2, "newer")


def test_a_second_talk_on_one_home_and_asking_the_first(tmp_path: Path) -> None:
    sound = tmp_path / "hush.wav"
    sound.write_bytes(wav_bytes(Clip(np.zeros(16_000 * 60, np.float32), 16_000)))
    home = tmp_path / "home"
    command = [sys.executable, "-m", "app", "talk", "--wav", str(sound), "--home", str(home), "--profile", "tiny"]
    with subprocess.Popen(command) as first:
        try:
            while earpiece("ctl", "status", home=home).returncode:
                assert first.poll() is None
            refused(earpiece("talk", "--wav", sound, "--profile", "tiny", home=home), 2)
            asked = earpiece("ask", "What is your name?", home=home)
            assert asked.returncode == 0, asked.stderr
            shown = earpiece("transcript", "show", "today", home=home)
            assert "What is your name?" in shown.stdout, shown.stderr
            refused(earpiece("transcript", "show", "1999-01-01", home=home), 1)
            assert earpiece("ctl", "quit", home=home).returncode == 0
            assert first.wait(60) == 0
        finally:
            first.kill()
    refused(earpiece("ctl", "status", home=home), 1)
    alone = earpiece("transcript", "show", "today", home=home)
    assert alone.stdout == shown.stdout
