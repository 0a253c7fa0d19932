"""Blocks of any rate become facts about the user's voice; the wake word is told of, another's voice is not."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from app.audio.clip import Samples
from app.audio.resample import StreamResampler
from app.effects import CloseUtterance
from app.engines.scripted_ears import ScriptedVad
from app.engines.scripted_speaker import ScriptedSpeaker
from app.engines.scripted_wake import ScriptedWakeWord
from app.errors import WeightsMissing
from app.facts import (
    MicClosed,
    SoftEnded,
    SpeechGrew,
    SpeechStarted,
    SpeechStopped,
    StageBroke,
    StillQuiet,
    WakeWordHeard,
)
from app.listening.ear import Ear
from app.listening.only_me import OnlyMe, enrolled
from app.runtime.listener import Block, Listener, StreamEnded


def tone(duration_s: float, rate_hz: int = 16_000) -> Samples:
    return (np.sin(np.arange(round(duration_s * rate_hz)) * 0.22) / 2).astype(np.float32)


def listen(*items: Any) -> list[Any]:
    posted: list[Any] = []
    listener = Listener(Ear(ScriptedVad()), posted.append, lambda hz: StreamResampler(hz, 16_000).feed)
    for item in items:
        listener.job(item)
    return posted


def test_the_wake_word_detector_hears_what_the_ear_hears() -> None:
    class Broken(ScriptedWakeWord):
        def load(self) -> None:
            raise WeightsMissing("It cannot be read.", "Install it.")

    posted: list[Any] = []
    listener = Listener(
        Ear(ScriptedVad()), posted.append, lambda hz: StreamResampler(hz, 16_000).feed, None, ScriptedWakeWord()
    )
    listener.load_wake_word()
    for item in (*blocks(speech(48_000), 48_000), StreamEnded(), *blocks(speech(16_000), 16_000)):
        listener.job(item)
    words = [fact.t_s for fact in posted if isinstance(fact, WakeWordHeard)]
    assert words == [pytest.approx(1.3, abs=0.05)] * 2
    posted.clear()
    for word in (Broken(), None):
        listener = Listener(Ear(ScriptedVad()), posted.append, lambda hz: StreamResampler(hz, 16_000).feed, None, word)
        listener.load_wake_word()
        for item in blocks(speech(16_000), 16_000):
            listener.job(item)
    assert [fact for fact in posted if isinstance(fact, StageBroke | WakeWordHeard)] == [
        StageBroke("listener", 0, "It cannot be read. Install it.")
    ]


def test_another_voice_makes_no_turn() -> None:
    mine = enrolled(ScriptedSpeaker(), [speech(16_000)] * 3)
    assert mine is not None
    only_me = OnlyMe(ScriptedSpeaker(), mine)
    posted: list[Any] = []
    listener = Listener(
        Ear(ScriptedVad()), posted.append, lambda hz: StreamResampler(hz, 16_000).feed, only_me=only_me
    )
    hiss = np.tile([0.5, -0.5], 16_000).astype(np.float32)
    for sound in (speech(16_000), hiss):
        for block in blocks(sound, 16_000):
            listener.job(block)
        listener.job(StreamEnded(keeps_words=True))
    assert [fact.voiced_s > 0.9 for fact in posted if isinstance(fact, SoftEnded)] == [True, False]


def blocks(samples: Samples, rate_hz: int) -> list[Block]:
    size = round(0.032 * rate_hz)
    return [Block(samples[at : at + size], at / rate_hz, rate_hz) for at in range(0, len(samples), size)]


def speech(rate_hz: int) -> Samples:
    hush = np.zeros(rate_hz, np.float32)
    return np.concatenate([hush, tone(1.0, rate_hz), hush])


@pytest.mark.parametrize("rate_hz", [16_000, 44_100, 48_000])
def test_blocks_of_any_rate_become_facts_in_session_time(rate_hz: int) -> None:
    facts = listen(*blocks(speech(rate_hz), rate_hz))
    (started,) = (fact for fact in facts if isinstance(fact, SpeechStarted))
    (ended,) = (fact for fact in facts if isinstance(fact, SoftEnded))
    assert started.t_s == pytest.approx(1.0, abs=0.05)
    assert ended.last_voiced_t_s == pytest.approx(2.0, abs=0.05)
    assert ended.clip.rate_hz == 16_000


def test_a_closed_utterance_makes_the_next_voice_a_new_one() -> None:
    heard = blocks(speech(16_000), 16_000)
    facts = listen(*heard[:70], CloseUtterance(), *heard[40:60])
    kinds = [type(fact) for fact in facts if not isinstance(fact, SpeechGrew | StillQuiet)]
    assert kinds == [SpeechStarted, SoftEnded, SpeechStopped, SpeechStarted]


def test_a_closed_stream_leaves_nothing_half_heard() -> None:
    heard = blocks(speech(16_000), 16_000)
    facts = listen(*heard[:45], StreamEnded(), *heard[70:])
    assert [type(fact) for fact in facts if not isinstance(fact, SpeechGrew)] == [SpeechStarted, MicClosed]
