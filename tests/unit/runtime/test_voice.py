"""The voice's job: a clause becomes sound, and every word of it has its time."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest

from app.audio.resample import resampled
from app.cancel import Revisions
from app.clause import Clause
from app.conversation.breaths import AFTER_S, SOUNDS_S
from app.conversation.pacing import Pace, Pacing
from app.effects import Synthesize
from app.engines.scripted_voice import ScriptedVoice
from app.facts import SpeechReady
from app.runtime.token import ComputeToken
from app.runtime.voice import Voice


def speak(
    spoken: str, revisions: Revisions | None = None, display: str = "", n: int = 1, pace: Pace | None = None
) -> list[Any]:
    """What is posted of clause `n`."""
    posted: list[Any] = []
    stale = revisions or Revisions()
    pacing = Pacing()
    pacing.pace = pace or pacing.pace
    to_speaker = lambda clip: resampled(clip, 24_000)  # noqa: E731
    voice = Voice(lambda _: ScriptedVoice(), posted.append, ComputeToken(), stale, to_speaker, pacing)
    voice.job(Synthesize(1, n, Clause(display or spoken, spoken)))
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


LONG = "I think that it is a good idea"


def test_the_first_clause_comes_in_pieces_that_joined_are_the_whole() -> None:
    (whole,) = speak(LONG)
    first, rest = speak(LONG, n=0)
    assert first.clip.duration_s == pytest.approx(0.375, abs=0.03)
    joined = np.concatenate([first.clip.samples, rest.clip.samples])
    level = joined[4000] / whole.clip.samples[4000]  # settled by the first piece alone
    words = round(whole.words[-1].end_s * 24_000)  # the breath behind them may differ by a frame
    np.testing.assert_allclose(joined[:words], level * whole.clip.samples[:words], atol=1e-4)
    assert first.words == rest.words == whole.words
    assert (first.rest_s, rest.rest_s) == (pytest.approx(rest.clip.duration_s, abs=0.05), 0.0)
    assert first.onset_s == pytest.approx(whole.onset_s, abs=0.01)


@pytest.mark.parametrize(("said", "pace"), [(LONG, Pace(60.0, 0.3)), ("Yes. I think that it is.", None), ("No", None)])
def test_it_comes_whole_where_pieces_could_come_late_or_gain_nothing(said: str, pace: Pace | None) -> None:
    """A slow machine; two sentences; one word."""
    assert len(speak(said, n=0, pace=pace)) == 1


def test_nobody_waits_for_the_rest_of_a_stale_clause() -> None:
    revisions = Revisions()
    posted: list[Any] = []

    def post(fact: Any) -> None:
        posted.append(fact)
        revisions.drop_below(2)

    voice = Voice(lambda _: ScriptedVoice(), post, ComputeToken(), revisions, lambda clip: clip)
    voice.job(Synthesize(1, 0, Clause(LONG, LONG)))
    assert len(posted) == 1


def test_the_pacing_learns_how_fast_it_speaks() -> None:
    pacing = Pacing(itertools.count().__next__)
    voice = Voice(lambda _: ScriptedVoice(), lambda _: None, ComputeToken(), Revisions(), lambda clip: clip, pacing)
    voice.job(Synthesize(1, 0, Clause("Hello there.", "Hello there.")))
    assert pacing.pace.voice_share > Pacing().pace.voice_share


def test_a_clause_without_sound_keeps_its_place() -> None:
    (ready,) = speak("...")
    assert ready.clip.duration_s == pytest.approx(0.05, abs=0.01)


def test_a_stale_clause_is_not_spoken() -> None:
    revisions = Revisions()
    revisions.drop_below(2)
    assert speak("Hello there.", revisions) == []


def test_a_laugh_sounds_before_its_clause_and_the_words_come_later() -> None:
    posted: list[Any] = []
    to_speaker = lambda clip: resampled(clip, 24_000)  # noqa: E731
    voice = Voice(lambda _: ScriptedVoice(), posted.append, ComputeToken(), Revisions(), to_speaker)
    for sound in ("", "laugh"):
        voice.job(Synthesize(1, 1, Clause("Hello there.", "Hello there.", sound)))
    plain, laughing = posted
    later_s = SOUNDS_S["laugh"] + AFTER_S
    assert laughing.clip.duration_s == pytest.approx(plain.clip.duration_s + later_s, abs=0.01)
    assert laughing.words[0].start_s == pytest.approx(plain.words[0].start_s + later_s, abs=0.01)
