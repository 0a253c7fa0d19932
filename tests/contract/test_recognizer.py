"""What every recogniser keeps: the fake that ships with the app and the real adapter alike."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from app.audio.clip import HEARING_HZ, Clip
from app.cancel import Never, Revisions
from app.engines.faster_whisper_stt import FasterWhisperRecognizer
from app.engines.protocols import SpeechRecognizer
from app.engines.scripted_ears import ScriptedRecognizer
from tests.kit.sentences import HARVARD
from tests.kit.speech import hiss, shared, silence, weights
from tests.kit.wer import wer

QUESTION = "harvard_5.wav"


@pytest.fixture(scope="module", params=["scripted", pytest.param("whisper", marks=pytest.mark.models)])
def recognizer(request: pytest.FixtureRequest) -> Iterator[SpeechRecognizer]:
    engine: SpeechRecognizer
    if request.param == "scripted":
        engine = ScriptedRecognizer([HARVARD[QUESTION]] * 10)
    else:
        engine = FasterWhisperRecognizer(weights("whisper-base"), threads=2)
    engine.load()
    yield engine
    engine.close()


def test_it_writes_what_was_said(recognizer: SpeechRecognizer) -> None:
    transcript = recognizer.transcribe(shared(QUESTION), hint="", cancel=Never())
    assert wer([(HARVARD[QUESTION], transcript.text)]) == 0
    assert (transcript.window_s, transcript.dropped) == (8, "")


def test_a_hint_does_no_harm(recognizer: SpeechRecognizer) -> None:
    transcript = recognizer.transcribe(shared(QUESTION), hint="Hannah, Oliver, Samantha", cancel=Never())
    assert wer([(HARVARD[QUESTION], transcript.text)]) == 0


@pytest.mark.parametrize("duration_s", [0.0, 0.05, 3.0])
def test_silence_is_nothing(recognizer: SpeechRecognizer, duration_s: float) -> None:
    transcript = recognizer.transcribe(Clip(silence(duration_s), HEARING_HZ), hint="", cancel=Never())
    assert transcript.text == ""
    assert transcript.dropped


def test_a_twentieth_of_a_second_is_nothing(recognizer: SpeechRecognizer) -> None:
    assert recognizer.transcribe(Clip(hiss(0.05, -20), HEARING_HZ), hint="", cancel=Never()).text == ""


def test_a_long_clip_uses_a_wider_window(recognizer: SpeechRecognizer) -> None:
    speech = shared(QUESTION).samples
    twice = Clip(np.concatenate([speech, silence(6.0), speech]), HEARING_HZ)
    assert recognizer.transcribe(twice, hint="", cancel=Never()).window_s > 12


def test_nobody_wants_it_any_more(recognizer: SpeechRecognizer) -> None:
    revisions = Revisions()
    revisions.drop_below(2)
    transcript = recognizer.transcribe(shared(QUESTION), hint="", cancel=revisions.ticket(1))
    assert (transcript.text, transcript.dropped) == ("", "stale")


def test_a_partial_look_at_half_a_sentence_gives_its_words_so_far(recognizer: SpeechRecognizer) -> None:
    half = Clip(shared(QUESTION).samples[: round(1.6 * HEARING_HZ)], HEARING_HZ)
    transcript = recognizer.transcribe(half, hint="", cancel=Never(), is_partial=True)
    assert transcript.text.startswith("Sunday is the best")
