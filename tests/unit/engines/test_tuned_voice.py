"""One recording, several companions: pace, loudness and pitch."""

from __future__ import annotations

import numpy as np
import pytest

from app.cancel import Never, Revisions
from app.engines.protocols import Spoken
from app.engines.scripted_voice import ScriptedVoice
from app.engines.tuned_voice import REHEARSED, TunedVoice


def said(voice: TunedVoice | ScriptedVoice, first_s: float = 0.0) -> list[Spoken]:
    return list(voice.synthesize("Come in and sit down.", cancel=Never(), first_s=first_s))


def test_untuned_it_is_the_engine() -> None:
    engine = ScriptedVoice()
    (tuned,), (plain,) = said(TunedVoice(engine)), said(engine)
    assert np.array_equal(tuned.clip.samples, plain.clip.samples)
    assert tuned.words == plain.words


def test_a_higher_voice_is_the_same_sound_at_another_rate() -> None:
    engine = ScriptedVoice()
    voice = TunedVoice(engine, pitch=1.1)
    (high,), (plain,) = said(voice), said(engine)
    assert voice.rate_hz == high.clip.rate_hz == round(1.1 * engine.rate_hz)
    assert high.words[-1].end_s == pytest.approx(plain.words[-1].end_s / 1.1)
    assert engine.speed == pytest.approx(1 / 1.1), "it is made slower, and comes out as fast as ever"


def test_each_has_its_own_pace_and_loudness_on_one_engine() -> None:
    engine = ScriptedVoice()
    slow, quiet = TunedVoice(engine, pace=0.9), TunedVoice(engine, loudness_db=-6.0)
    slow.speak_at(1.2)
    (loud,) = said(slow)
    assert engine.speed == pytest.approx(1.08)
    (soft,) = said(quiet)
    assert engine.speed == pytest.approx(1.0)
    assert np.abs(soft.clip.samples).max() == pytest.approx(np.abs(loud.clip.samples).max() / 2, rel=0.01)


def test_the_beginning_first() -> None:
    first, rest = said(TunedVoice(ScriptedVoice(), pitch=1.2), first_s=0.4)
    assert first.clip.duration_s == pytest.approx(0.4, abs=0.05)
    assert first.rest_s == pytest.approx(rest.clip.duration_s, abs=0.3)


def test_what_was_rehearsed_is_there_at_once() -> None:
    engine = ScriptedVoice()
    voice = TunedVoice(engine, pitch=1.1)
    voice.rehearse("Come in and sit down.")
    assert len(engine.said) == 1
    (spoken,) = said(voice)
    assert len(engine.said) == 1
    assert len(spoken.words) == 5
    voice.speak_at(1.2)
    said(voice)
    assert len(engine.said) == 2, "at another speed it is made anew"
    stale = Revisions()
    stale.drop_below(2)
    voice.speak_at(1.0)
    assert list(voice.synthesize("Come in and sit down.", cancel=stale.ticket(1))) == []
    for number in range(20):
        voice.rehearse(f"Line {number}.")
    assert len(engine.said) == 2 + REHEARSED, "one was asked for when nobody waited any more"


def test_it_loads_and_closes_what_it_stands_for() -> None:
    voice = TunedVoice(ScriptedVoice())
    voice.load()
    voice.close()
