"""What every wake word detector keeps: the fake that ships with the app and the real adapter alike."""

from __future__ import annotations

import importlib.util
import sys
import time
from collections.abc import Iterator

import numpy as np
import pytest

from app.audio.clip import FRAME_SAMPLES, HEARING_HZ, Samples
from app.audio.resample import StreamResampler
from app.engines.protocols import WakeWordDetector
from app.engines.pymicro_wake import MicroWakeWordDetector, detector_for, is_installed, word_of
from app.engines.scripted_wake import ScriptedWakeWord
from app.engines.silero_vad import SileroVad
from app.errors import EngineFailed, WeightsMissing
from app.facts import SoftEnded, SpeechStarted, WakeWordHeard
from app.listening.ear import Ear
from app.runtime.listener import Block, Listener
from tests.kit.speech import JOE, hiss, say, shared, silence


def real(phrase: str = "okay nabu") -> MicroWakeWordDetector:
    if importlib.util.find_spec("pymicro_wakeword") is None:
        pytest.skip("pymicro-wakeword is missing: pip install pymicro-wakeword==2.5.0")
    detector = MicroWakeWordDetector(phrase)
    detector.load()
    return detector


@pytest.fixture(params=[ScriptedWakeWord, real], ids=["scripted", "pymicro"])
def detector(request: pytest.FixtureRequest) -> Iterator[WakeWordDetector]:
    made: WakeWordDetector = request.param()
    made.load()
    yield made
    made.close()


def spoken(text: str, voice: str = JOE) -> Samples:
    """`text` at -22 dBFS, in a room that is not quite silent."""
    speech = say(text, voice).samples
    loud = speech[np.abs(speech) > 0.01]
    speech = speech * (0.08 / np.sqrt(np.mean(loud**2)))
    sound = np.concatenate([silence(1.0), speech.astype(np.float32), silence(1.5)])
    return sound + hiss(len(sound) / HEARING_HZ, -65)[: len(sound)]


def hits(detector: WakeWordDetector, sound: Samples) -> int:
    frames = sound[: len(sound) // FRAME_SAMPLES * FRAME_SAMPLES].reshape(-1, FRAME_SAMPLES)
    return sum(detector.heard(frame) for frame in frames)


def test_said_once_is_heard_once(detector: WakeWordDetector) -> None:
    assert hits(detector, spoken("Okay, Nabu.")) == 1
    assert hits(detector, spoken("Okay, Nabu.")) == 1


def test_silence_is_no_word(detector: WakeWordDetector) -> None:
    assert hits(detector, silence(3.0)) == hits(detector, hiss(3.0, -60)) == 0


def test_reset_begins_a_new_stream(detector: WakeWordDetector) -> None:
    sound = spoken("Okay, Nabu.")
    assert hits(detector, sound[: len(sound) // 2]) <= 1
    detector.reset()
    assert hits(detector, sound) == 1


def test_close_is_safe_twice_and_load_again_works(detector: WakeWordDetector) -> None:
    detector.close()
    detector.close()
    detector.load()
    assert hits(detector, spoken("Okay, Nabu.")) == 1


@pytest.mark.parametrize("voice", ["en-us", "en-gb", "en-gb-scotland", "en-us+m1", "en-us+m3", "en-us+f3"])
def test_anybody_may_say_it(voice: str) -> None:
    assert hits(real(), spoken("Okay, Nabu.", voice)) == 1


def test_people_who_say_something_else_are_not_it() -> None:
    detector = real()
    assert sum(hits(detector, shared(f"harvard_{n}.wav").samples) for n in range(1, 7)) == 0
    assert hits(detector, shared("jfk.wav").samples) == 0


def test_each_word_has_its_network() -> None:
    mycroft = real("hey mycroft")
    assert (mycroft.phrase, hits(mycroft, spoken("Hey Mycroft."))) == ("hey mycroft", 1)
    assert hits(mycroft, spoken("Okay, Nabu.")) == 0


def test_it_takes_less_than_a_hundredth_of_a_core() -> None:
    detector, sound = real(), hiss(10.0, -30)
    hits(detector, sound[:HEARING_HZ])
    shares = []
    for _ in range(3):  # the least of three: another program's load is not ours
        start_s = time.thread_time()
        hits(detector, sound)
        shares.append((time.thread_time() - start_s) / 10.0)
    assert min(shares) < 0.01


def test_a_word_that_nobody_trained() -> None:
    with pytest.raises(EngineFailed, match="okay nabu or hey mycroft"):
        MicroWakeWordDetector("hey you").load()


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pymicro_wakeword", None)
    with pytest.raises(WeightsMissing, match="pip install pymicro-wakeword"):
        MicroWakeWordDetector("okay nabu").load()


def test_not_loaded() -> None:
    with pytest.raises(EngineFailed, match="not loaded"):
        MicroWakeWordDetector("okay nabu").heard(silence(0.032))


def test_it_wakes_before_the_question_behind_it_is_over() -> None:
    """In one breath: the word is told of while the user goes on, at its end."""
    facts: list[object] = []
    vad = SileroVad()
    vad.load()
    listener = Listener(Ear(vad), facts.append, lambda hz: StreamResampler(hz, HEARING_HZ).feed, None, real())
    sound = spoken("Okay, Nabu, what time is it?")
    for at in range(0, len(sound), FRAME_SAMPLES):
        listener.job(Block(sound[at : at + FRAME_SAMPLES], at / HEARING_HZ, HEARING_HZ))
    (began,) = (fact for fact in facts if isinstance(fact, SpeechStarted))
    (word,) = (fact for fact in facts if isinstance(fact, WakeWordHeard))
    *_, ended = (fact for fact in facts if isinstance(fact, SoftEnded))
    assert began.t_s + 0.4 < word.t_s < ended.t_s - 0.3


@pytest.mark.parametrize(
    ("phrase", "word"), [("OK, Nabu!", "okay nabu"), ("hey mycroft", "hey mycroft"), ("Hey Samantha", ""), ("", "")]
)
def test_the_users_own_spelling_of_a_word(phrase: str, word: str) -> None:
    assert word_of(phrase) == word
    found = detector_for(phrase)
    assert ("" if found is None else found.phrase) == (word if is_installed() else "")


def test_without_the_package_the_words_are_all_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    assert detector_for("okay nabu") is None
