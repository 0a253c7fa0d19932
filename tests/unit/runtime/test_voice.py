"""The voice's job: a clause becomes sound, and every word of it has its time."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from app.audio.resample import resampled
from app.cancel import Revisions
from app.conversation.pacing import Pacing
from app.effects import Synthesize
from app.engines.scripted_voice import ScriptedVoice
from app.facts import Clause, SpeechReady
from app.runtime.token import ComputeToken
from app.runtime.voice import Voice


def speak(spoken: str, revisions: Revisions | None = None, display: str = "") -> list[Any]:
    posted: list[Any] = []
    stale = revisions or Revisions()
    voice = Voice(ScriptedVoice(), posted.append, ComputeToken(), stale, lambda clip: resampled(clip, 24_000))
    voice.job(Synthesize(1, 0, Clause(display or spoken, spoken)))
    return posted


def test_a_clause_becomes_sound_at_the_speakers_rate() -> None:
    (ready,) = speak("Hello there.")
    assert isinstance(ready, SpeechReady)
    assert ready.clip.rate_hz == 24_000
    assert 0 <= ready.onset_s < ready.clip.duration_s


def test_each_word_that_is_read_has_its_time() -> None:
    (ready,) = speak("At three p m. Or then at four.", display="At 3 pm. Or then at 4.")
    assert len(ready.words) == 7
    starts_s = [word.start_s for word in ready.words]
    assert starts_s == sorted(starts_s)
    assert ready.words[2].end_s < ready.words[3].start_s, "a breath between the sentences"
    assert 0 < ready.words[-1].end_s < ready.clip.duration_s


def test_the_pacing_learns_how_fast_it_speaks() -> None:
    pacing = Pacing(itertools.count().__next__)
    voice = Voice(ScriptedVoice(), lambda _: None, ComputeToken(), Revisions(), lambda clip: clip, pacing)
    voice.job(Synthesize(1, 0, Clause("Hello there.", "Hello there.")))
    assert pacing.pace.voice_share > Pacing().pace.voice_share


def test_a_clause_without_sound_keeps_its_place() -> None:
    (ready,) = speak("...")
    assert ready.clip.duration_s == pytest.approx(0.05, abs=0.01)


def test_a_stale_clause_is_not_spoken() -> None:
    revisions = Revisions()
    revisions.drop_below(2)
    assert speak("Hello there.", revisions) == []
