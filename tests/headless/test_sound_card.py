"""Speaker and Microphone on a real (virtual) sound card: nothing lost, nothing clicked, every time true."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.audio.clip import Clip, Samples
from tests.kit.sound_child import CLAUSES, PITCH_HZ, tone
from tests.kit.virtual_audio import INSTALL, RATE_HZ, Tape, VirtualAudio, missing_programs, virtual_audio

ROOT = Path(__file__).parents[2]


def child(card: VirtualAudio, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.kit.sound_child", *words]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, env=card.env, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def result(process: subprocess.Popen[str], guard_s: float = 60) -> dict[str, Any]:
    """What the child printed last. It must not have printed anything on standard error."""
    out, errors = process.communicate(timeout=guard_s)
    assert process.returncode == 0, errors
    assert errors == ""
    answer: dict[str, Any] = json.loads(out.splitlines()[-1])
    return answer


def unstarved(card: VirtualAudio, part: str) -> tuple[dict[str, Any], Tape]:
    """The child's answer and its tape. Three attempts: another program may hold both cores for longer than any buffer
    lasts, and a fault of ours would come back."""
    for _ in range(3):
        with card.recording() as tapes:
            told = result(child(card, part))
        if told["underruns"] == 0:
            break
    return told, tapes[0]


def level_db(samples: Samples, window: int = RATE_HZ // 200) -> Samples:
    """Root mean square of 5 ms around each sample, in decibels of full scale."""
    power = np.convolve(samples.astype(np.float64) ** 2, np.ones(window) / window, mode="same")
    return (10 * np.log10(power + 1e-12)).astype(np.float32)


def misfit(samples: Samples) -> float:
    """How far this is from one pure tone of PITCH_HZ, as a share of its level: a gap or a click is percents."""
    n = np.arange(len(samples)) / RATE_HZ
    basis = np.column_stack([np.sin(2 * np.pi * PITCH_HZ * n), np.cos(2 * np.pi * PITCH_HZ * n)])
    fit, *_ = np.linalg.lstsq(basis, samples.astype(np.float64), rcond=None)
    return float(np.abs(samples - basis @ fit).max() / np.hypot(*fit))


def test_three_clauses_leave_without_gap_or_click_and_start_when_it_says(sound_card: VirtualAudio) -> None:
    told, tape = unstarved(sound_card, "speak")
    assert told["underruns"] == 0
    levels = level_db(tape.speaker.samples)
    quiet_db, loud_db = (20 * np.log10(level / np.sqrt(2)) for level in (0.2, 0.4))
    sounding = np.flatnonzero(levels > quiet_db - 6)
    middle = np.flatnonzero(levels > (quiet_db + loud_db) / 2)
    starts_s = [sounding[0] / RATE_HZ, middle[0] / RATE_HZ, middle[-1] / RATE_HZ]
    lengths_s = [duration_s for duration_s, _ in CLAUSES]
    assert np.diff(starts_s) == pytest.approx(lengths_s[:2], abs=0.004)
    assert np.diff([*told["started"], told["drained"]]) == pytest.approx(lengths_s, abs=0.001)
    assert told["started"][0] - tape.started_s == pytest.approx(starts_s[0], abs=0.040)
    for start_s, length_s in zip(starts_s, lengths_s, strict=True):
        inside = tape.speaker.samples[round((start_s + 0.01) * RATE_HZ) : round((start_s + length_s - 0.01) * RATE_HZ)]
        assert misfit(inside) < 0.01
    assert sounding[-1] / RATE_HZ - starts_s[0] == pytest.approx(sum(lengths_s), abs=0.008)


def test_stop_is_silence_at_once_and_says_what_was_heard(sound_card: VirtualAudio) -> None:
    told, tape = unstarved(sound_card, "hush")
    sounding = np.flatnonzero(level_db(tape.speaker.samples) > -60)
    heard_s = sum(share * CLAUSES[int(n)][0] for n, share in told["heard"].items())
    assert told["heard"]["0"] == 1.0
    assert 0.0 < told["heard"]["1"] < 1.0
    assert told["heard"]["2"] == 0.0
    assert told["reports"] == 2, "two clauses started, no turn drained"
    assert (sounding[-1] - sounding[0]) / RATE_HZ == pytest.approx(heard_s, abs=0.020)
    assert tape.started_s + sounding[-1] / RATE_HZ - told["stopped"] < 0.150
    end = tape.speaker.samples[sounding[-1] - RATE_HZ // 50 : sounding[-1] + RATE_HZ // 50]
    steepest = 0.4 * 2 * np.pi * PITCH_HZ / RATE_HZ
    assert np.abs(np.diff(end)).max() < 1.2 * steepest


def test_the_microphone_hears_all_of_it_in_its_place(sound_card: VirtualAudio) -> None:
    listening = child(sound_card, "listen", "3")
    assert listening.stdout is not None
    assert listening.stdout.readline() == "listening\n"
    with sound_card.recording() as tapes:
        sound_card.play(tone(RATE_HZ, 0.0, 1.0, 0.4))
    told = result(listening)
    assert told["dropped"] == 0
    assert told["rate_hz"] == 16_000
    assert np.diff(told["times"])[16:] == pytest.approx(0.032, abs=1e-9)
    samples = np.array(told["sound"], np.float32)
    at = np.flatnonzero(np.abs(samples) > 0.02)
    assert (at[-1] - at[0]) / 16_000 == pytest.approx(1.0, abs=0.005)
    heard_s = told["times"][-1] - (len(samples) - 512 - at[0]) / 16_000
    tape = tapes[0]
    spoken_s = tape.started_s + np.flatnonzero(np.abs(tape.mic.samples) > 0.02)[0] / RATE_HZ
    assert heard_s == pytest.approx(spoken_s, abs=0.040)


def test_the_callback_returns_within_a_block_while_the_consumer_sleeps(sound_card: VirtualAudio) -> None:
    told = result(child(sound_card, "sleepy", "3"))
    assert len(told["took_ms"]) > 60
    assert told["refused"] > 0, "the mailbox was full"
    assert max(told["took_ms"]) < 32
    assert told["dropped"] == 0


def test_an_open_microphone_costs_next_to_nothing(sound_card: VirtualAudio) -> None:
    told = result(child(sound_card, "idle", "3"))
    print(f"microphone open, 32 ms blocks: {told['cpu_percent']:.1f} % of one core")
    assert told["cpu_percent"] < 3.0


@pytest.mark.skipif(bool(missing_programs()), reason=f"no virtual sound card: {INSTALL}")
def test_a_lost_sound_card_is_noticed_and_found_again() -> None:
    with virtual_audio() as card:
        process = child(card, "lose")
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stdout.readline() == "running\n"
        card.stop()
        process.stdin.write("pulled out\n")
        process.stdin.flush()
        assert process.stdout.readline() == "lost\n"
        card.start()
        out, _ = process.communicate("plugged in\n", timeout=60)
    told = json.loads(out.splitlines()[-1])
    assert told["before"] > 5
    assert min(told["silent"]) > 1.0
    assert told["has_drained"]
    assert told["after"] > 30


def test_both_sides_of_a_tape_begin_at_the_same_moment(sound_card: VirtualAudio) -> None:
    """The kit itself: a loop from the speaker into the microphone would be seen in its place."""
    click = Clip(np.concatenate([np.full(480, 0.5, np.float32), np.zeros(RATE_HZ // 2, np.float32)]), RATE_HZ)
    with sound_card.recording() as tapes:
        sound_card.play(click)
    tape = tapes[0]
    assert abs(len(tape.mic.samples) - len(tape.speaker.samples)) < RATE_HZ // 5
    assert np.count_nonzero(np.abs(tape.mic.samples) > 0.1) == pytest.approx(480, abs=10)
    assert not tape.speaker.samples.any()


def app(card: VirtualAudio, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "app", "--home", str(home), *words]
    return subprocess.run(command, cwd=ROOT, env=card.env, capture_output=True, text=True, timeout=60)


def test_devices_lists_the_card(sound_card: VirtualAudio, tmp_path: Path) -> None:
    done = app(sound_card, tmp_path, "devices", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    report = json.loads(done.stdout)
    for kind in ("microphones", "speakers"):
        assert {"default", "va_mic", "va_speaker"} <= {row["name"] for row in report[kind]}
        assert [row["name"] for row in report[kind] if row["default"]] == ["default"]


def test_doctor_opens_the_card(sound_card: VirtualAudio, tmp_path: Path) -> None:
    """Nobody speaks into the air: exact silence, which doctor notes, because a real microphone always hisses."""
    done = app(sound_card, tmp_path, "doctor", "--json")
    assert done.stderr == ""
    found = {finding["name"]: finding for finding in json.loads(done.stdout)["checks"]}
    assert found["speaker"]["state"] == "ok"
    assert found["microphone"]["what"] == "default, ALSA: nothing but silence"
    (tmp_path / "earpiece.toml").write_text('[audio]\nmicrophone = "gramophone"\n')
    done = app(sound_card, tmp_path, "doctor", "--json")
    found = {finding["name"]: finding for finding in json.loads(done.stdout)["checks"]}
    assert done.returncode == 1
    assert found["microphone"]["what"] == "No microphone is called 'gramophone'."
    assert "va_mic" in found["microphone"]["fix"]


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ("</usr/share/alsa/alsa.conf>", "There is no microphone."),
        ("", "ALSA, the sound system, has no settings."),
        ("pcm.!default { type pulse", "The settings of ALSA, the sound system, are broken."),
    ],
)
def test_without_a_card_doctor_says_so_and_exits_with_1(settings: str, says: str, tmp_path: Path) -> None:
    conf = tmp_path / "asound.conf"
    conf.write_text(f"{settings}\n")
    env = os.environ | {"ALSA_CONFIG_PATH": str(conf)}
    command = [sys.executable, "-m", "app", "--home", str(tmp_path / "home"), "doctor"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert done.stderr == ""
    assert says in done.stdout
    assert "microphone, speaker" in done.stdout.splitlines()[-1]
