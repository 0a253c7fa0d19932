"""The room test's verdict, on rooms made of numbers."""

from __future__ import annotations

import io
import json
from argparse import ArgumentParser
from pathlib import Path

import numpy as np
import pytest

from app.audio.clip import HEARING_HZ, Clip
from app.audio.resample import resampled
from app.commands import devices, room_test
from app.commands.room_test import DEAF, FAINT, HEADPHONES, LOUDSPEAKERS, RoomReport, Tape, judged, sound
from app.home import Home
from tests.kit.room import Room, hall, living_room
from tests.kit.speech import hiss, silence

QUIET_S = 0.6
OUT_HZ = 48_000


def report(room: Room) -> RoomReport:
    """What is told of the sound in that room."""
    return judged(*tapes(room))


def tapes(room: Room) -> tuple[Tape, Tape, float]:
    said = Clip(np.concatenate([silence(QUIET_S * 3), sound(OUT_HZ).samples, silence(3.0)]), OUT_HZ)
    played, heard = Tape(), Tape()
    played.add(said.samples, OUT_HZ, 100.0)
    heard.add(room.heard(resampled(said, HEARING_HZ).samples), HEARING_HZ, 100.0)
    return heard, played, 100.0 + QUIET_S


def test_the_sound_is_short_and_soft() -> None:
    clip = sound(44_100)
    assert clip.duration_s < 3
    assert np.abs(clip.samples).max() < 0.9


@pytest.mark.parametrize(("way", "delay_ms"), [(living_room, 60), (hall, 197)], ids=["living room", "hall"])
def test_a_room_is_told_with_delay_and_levels(way, delay_ms: int) -> None:  # type: ignore[no-untyped-def]
    told = report(Room(way(), level_db=-5, noise_db=-60))
    assert told.mode == LOUDSPEAKERS
    assert told.delay_ms == pytest.approx(delay_ms, abs=3)
    assert told.attenuation_db == pytest.approx(5, abs=2)
    assert told.cancelled_db is not None
    assert told.cancelled_db > 15
    assert told.noise_dbfs == pytest.approx(-60, abs=1)


def test_headphones_faint_echo_and_a_dead_microphone_are_told_apart() -> None:
    assert report(Room(living_room(), level_db=-200)).mode == HEADPHONES
    faint = report(Room(living_room(), level_db=-45, noise_db=-80))
    assert (faint.mode, faint.cancelled_db) == (FAINT, None)
    dead = report(Room(living_room() * 0, noise_db=-np.inf))
    assert dead.mode == DEAF
    assert dead.is_deaf


def test_a_tape_has_silence_where_nothing_was_recorded() -> None:
    tape = Tape()
    assert not tape.between(0.0, 1.0).any()
    tape.add(hiss(1.0, -20), HEARING_HZ, 5.0)
    found = tape.between(4.5, 7.0)
    assert len(found) == 2.5 * HEARING_HZ
    assert not found[: HEARING_HZ // 2].any()
    assert found[HEARING_HZ // 2 : 3 * HEARING_HZ // 2].all()
    assert len(tape.between(5.2, 5.4)) == 0.2 * HEARING_HZ


def run(folder: Path, *words: str) -> tuple[int, str]:
    parser = ArgumentParser()
    devices.add_arguments(parser)
    out = io.StringIO()
    return devices.run(parser.parse_args(["--test-room", *words]), Home(folder), out, io.StringIO()), out.getvalue()


def test_what_devices_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str | None, str | None]] = []

    def recorded(mic: str | None, speaker: str | None) -> tuple[Tape, Tape, float]:
        asked.append((mic, speaker))
        return tapes(Room(living_room(), level_db=3))

    monkeypatch.setattr(devices, "recorded", recorded)
    code, told = run(tmp_path, "--mic", "Webcam")
    assert code == 0
    assert asked == [("Webcam", None)]
    assert told.splitlines()[0] == LOUDSPEAKERS
    assert "60 ms later, 3 dB louder" in told
    code, told = run(tmp_path, "--json")
    assert set(json.loads(told)) == {"noise_dbfs", "delay_ms", "attenuation_db", "cancelled_db", "mode"}
    monkeypatch.setattr(devices, "recorded", lambda mic, speaker: tapes(Room(living_room() * 0, noise_db=-np.inf)))
    assert run(tmp_path) == (1, f"{DEAF}\n  background noise       -120 dBFS\n")
    assert room_test.SWELLS * room_test.SWELL_S < 3
