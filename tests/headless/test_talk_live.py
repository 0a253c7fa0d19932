"""The loop through a real (virtual) sound card: spoken into the microphone, heard from the speaker."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from app.audio.clip import Clip
from app.audio.resample import resampled
from tests.kit.live import LiveTalk
from tests.kit.speech import say, silence, weights
from tests.kit.talk import first_voiced_s
from tests.kit.virtual_audio import VirtualAudio, sound_card
from tests.kit.wer import edits, wer, words

pytestmark = pytest.mark.models
__all__ = ["sound_card"]


def understood(clip: Clip) -> str:
    from faster_whisper import WhisperModel

    model = WhisperModel(str(weights("whisper-base")), device="cpu", compute_type="int8", cpu_threads=2)
    return " ".join(s.text for s in model.transcribe(resampled(clip, 16_000).samples, language="en")[0])


def between(clip: Clip, start_s: float, end_s: float) -> Clip:
    return Clip(clip.samples[round(start_s * clip.rate_hz) : round(end_s * clip.rate_hz)], clip.rate_hz)


def test_a_question_into_the_microphone_is_answered_from_the_speaker(sound_card: VirtualAudio, tmp_path: Path) -> None:
    question = say("What do you think about rainy days?")
    # The light profile: what the tiny one says is no English that Whisper would know.
    with LiveTalk(sound_card, tmp_path, profile="light") as live, sound_card.recording() as tapes:
        live.until(lambda: live.of("StateChanged"), "an open microphone")
        # Not warm yet: what is said meanwhile is kept, and answered when it is ready.
        sound_card.play(Clip(silence(0.3), 16_000))
        sound_card.play(question)
        live.until(lambda: live.of("TurnTimings"), "the end of the first turn")
        live.until(lambda: live.status()["state"] == "listening", "listening again")
        sound_card.play(question)
        live.until(lambda: len(live.of("PlayoutStarted")) == 2, "the second reply")
        assert live.control("stop").returncode == 0
        live.until(lambda: len(live.of("TurnTimings")) == 2, "the end of the second turn")
        status = live.status()
    assert live.process.returncode == 0, live.stderr
    assert (status["dropped_blocks"], status["underruns"]) == (0, 0)
    assert [wer([("What do you think about rainy days?", e["text"])]) for e in live.of("FinalTranscript")] == [0, 0]
    assert [event["interrupted"] for event in live.of("PlayoutFinished")] == [False, True]
    reply = live.of("PlayoutFinished")[0]
    said = words(reply["heard_text"])
    # Its own stretch of the tape: the one cut word of the second reply behind a silence makes Whisper say it all again.
    starts_s = first_voiced_s(tapes[0].speaker)
    ends_s = starts_s + reply["t"] - live.of("PlayoutStarted")[0]["t"] + 0.5
    missed = edits(said, words(understood(between(tapes[0].speaker, starts_s - 0.5, ends_s))))
    assert missed <= 0.2 * len(said) + 1  # that the sound is there; how well it is understood: scripts/bars talk


def test_muting_closes_the_capture_stream_for_the_sound_server(sound_card: VirtualAudio, tmp_path: Path) -> None:
    def captures() -> str:
        command = ["pactl", "list", "short", "source-outputs"]
        told = subprocess.run(command, env=sound_card.env, capture_output=True, text=True, timeout=20).stdout
        return "".join(line for line in told.splitlines() if "module-remap-source" not in line)  # that is the card

    with LiveTalk(sound_card, tmp_path) as live:
        live.until(lambda: live.of("StateChanged"), "an open microphone")
        live.until(captures, "a capture stream")
        assert live.control("mute").returncode == 0
        assert captures() == ""
        assert live.status()["mic_muted"]
        assert live.control("unmute").returncode == 0
        assert captures()
        assert live.control("quit").returncode == 0
        assert live.process.wait(60) == 0
