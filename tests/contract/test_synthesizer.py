"""What every voice must do, over the scripted one, and over Piper and Kokoro with their real weights."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from app.audio.clip import HEARING_HZ, Clip, join
from app.cancel import Never, Revisions
from app.conversation.speech import ClauseCutter
from app.engines.kokoro_tts import KokoroModel, KokoroSynthesizer
from app.engines.piper_tts import PiperSynthesizer
from app.engines.protocols import Synthesizer
from app.engines.scripted_voice import ScriptedVoice
from tests.kit.speech import weights
from tests.kit.wer import edits, words

THREE = "I went home. You stayed there! Did they like it?"


@pytest.fixture(scope="module")
def piper() -> Iterator[PiperSynthesizer]:
    voice = PiperSynthesizer(weights("en_US-joe-medium"))
    voice.load()
    yield voice
    voice.close()


@pytest.fixture(scope="module")
def kokoro() -> Iterator[KokoroSynthesizer]:
    model = KokoroModel(weights("kokoro-v1.0-int8"))
    voice = KokoroSynthesizer(model, weights("kokoro-english-voices") / "bf_emma.bin")
    voice.load()
    yield voice
    voice.close()


_PIECES = ["scripted", pytest.param("piper", marks=pytest.mark.models)]
_ALL = [*_PIECES, pytest.param("kokoro", marks=pytest.mark.models)]


@pytest.fixture(params=_ALL)
def voice(request: pytest.FixtureRequest) -> Synthesizer:
    return chosen(request)


@pytest.fixture(params=_PIECES)
def quick(request: pytest.FixtureRequest) -> Synthesizer:
    """A voice that can give the beginning first."""
    return chosen(request)


def chosen(request: pytest.FixtureRequest) -> Synthesizer:
    found: Synthesizer = ScriptedVoice() if request.param == "scripted" else request.getfixturevalue(request.param)
    return found


class StaleAfter:
    """Goes stale when it was asked `times` times."""

    def __init__(self, times: int) -> None:
        self._left = times

    @property
    def is_stale(self) -> bool:
        self._left -= 1
        return self._left < 0

    def when_stale(self, act: Any) -> AbstractContextManager[None]:
        return nullcontext()


def say(voice: Synthesizer, text: str) -> list[Clip]:
    return [sentence.clip for sentence in voice.synthesize(text, cancel=Never())]


def loudness_db(clip: Clip) -> float:
    """RMS of the sounding samples, dBFS."""
    loud = clip.samples[np.abs(clip.samples) > 0.01]
    return float(10 * np.log10(np.square(loud).mean()))


def test_clips_are_mono_floats_at_the_voices_rate(voice: Synthesizer) -> None:
    for clip in say(voice, THREE):
        assert clip.rate_hz == voice.rate_hz > 8000
        assert clip.samples.dtype == np.float32
        assert clip.samples.ndim == 1
        assert 0.1 < np.abs(clip.samples).max() <= 1


def test_each_sentence_is_a_clip_of_its_own(voice: Synthesizer) -> None:
    assert len(say(voice, THREE)) == 3


@pytest.mark.parametrize("nothing", ["", " ", "...", "—", "!", '"', "_"])
def test_what_nobody_can_say_yields_nothing(voice: Synthesizer, nothing: str) -> None:
    assert say(voice, nothing) == []


def test_it_ends_between_sentences_when_nobody_waits(voice: Synthesizer) -> None:
    assert len(list(voice.synthesize(THREE, cancel=StaleAfter(1)))) == 1


def test_a_stale_clause_is_not_begun(voice: Synthesizer) -> None:
    revisions = Revisions()
    revisions.drop_below(2)
    assert list(voice.synthesize(THREE, cancel=revisions.ticket(1))) == []


def test_sound_begins_at_once_and_ends_in_a_breath(voice: Synthesizer) -> None:
    for text, least_s, most_s in (
        ("Fifty people came,", 0.1, 0.2),
        ("They sang.", 0.2, 0.35),
        ("And then we", 0.05, 0.15),
    ):
        (clip,) = say(voice, text)
        sounding = np.flatnonzero(np.abs(clip.samples) > 0.003)
        assert sounding[0] <= 0.02 * clip.rate_hz
        assert least_s <= (len(clip.samples) - sounding[-1]) / clip.rate_hz <= most_s
        assert abs(clip.samples[0]) < 0.001
        assert abs(clip.samples[-1]) < 0.001


@pytest.mark.parametrize("text", ["I went home.", THREE, "It is the end of the day in the city, at five to three p m."])
def test_every_word_has_its_time(voice: Synthesizer, text: str) -> None:
    """Also where espeak-ng melts words together: "of the", "in the"."""
    sentences = list(voice.synthesize(text, cancel=Never()))
    assert [len(sentence.words) for sentence in sentences] == [len(one.split()) for one in re.findall(r"[^.!?]+", text)]
    for sentence in sentences:
        edges_s = [edge_s for word in sentence.words for edge_s in (word.start_s, word.end_s)]
        assert edges_s == sorted(edges_s)
        assert 0.0 <= edges_s[0] < 0.1
        assert edges_s[-1] <= sentence.clip.duration_s
        sounding = np.flatnonzero(np.abs(sentence.clip.samples) > 0.01) / sentence.clip.rate_hz
        assert edges_s[-1] == pytest.approx(sounding[-1], abs=0.2)
        assert all(word.end_s - word.start_s > 0.02 for word in sentence.words)


def test_longer_texts_take_longer(voice: Synthesizer) -> None:
    durations = [join(say(voice, "one two " * n + "three.")).duration_s for n in (1, 2, 5)]
    assert all(shorter < longer for shorter, longer in pairwise(durations))


def test_clauses_are_equally_loud(voice: Synthesizer) -> None:
    texts = ("Stop.", "Sure, I can do that,", "What a day!", "It was a long and winding road.", "Hmm.")
    levels = [loudness_db(join(say(voice, text))) for text in texts]
    assert max(levels) - min(levels) < 4


FIRST = "I think that it is a good idea,"


def test_who_waits_gets_the_beginning_first(quick: Synthesizer) -> None:
    first, *later = quick.synthesize(FIRST, cancel=Never(), first_s=0.4)
    rest = join([piece.clip for piece in later])
    assert 0.2 < first.clip.duration_s < 0.45 < rest.duration_s
    assert first.rest_s == pytest.approx(rest.duration_s, abs=0.3)
    assert later[-1].rest_s == 0.0
    assert len(first.words) == len(FIRST.split())
    assert first.words[-1].end_s == pytest.approx(first.clip.duration_s + rest.duration_s, abs=0.4)
    assert all(piece.words == () for piece in later)


def test_the_pieces_follow_each_other_without_a_step(quick: Synthesizer) -> None:
    clips = [piece.clip for piece in quick.synthesize(FIRST, cancel=Never(), first_s=0.4)]
    samples = join(clips).samples
    steps = np.abs(np.diff(samples))
    joint = len(clips[0].samples)
    assert steps[joint - 3 : joint + 3].max() <= steps.max() / 2
    (whole,) = say(quick, FIRST)
    assert loudness_db(join(clips)) == pytest.approx(loudness_db(whole), abs=3)


def test_several_sentences_are_whole_each(voice: Synthesizer) -> None:
    assert [spoken.rest_s for spoken in voice.synthesize(THREE, cancel=Never(), first_s=0.2)] == [0.0, 0.0, 0.0]


def test_it_ends_between_pieces_when_nobody_waits(quick: Synthesizer) -> None:
    revisions = Revisions()
    pieces = quick.synthesize(FIRST, cancel=revisions.ticket(1), first_s=0.3)
    next(pieces)
    revisions.drop_below(2)
    assert list(pieces) == []


@pytest.mark.models
@pytest.mark.parametrize("name", ["piper", "kokoro"])
def test_it_is_understood(request: pytest.FixtureRequest, name: str) -> None:
    """Spoken, and transcribed again by Whisper: >= 90 % of the words."""
    import soxr
    from faster_whisper import WhisperModel

    cutter = ClauseCutter()
    reply = "Good evening. The concert is on May 5 at 8 pm, and a ticket is $12. Shall I remind you an hour before it?"
    clauses = cutter.feed(reply) + cutter.finish()
    voice = request.getfixturevalue(name)
    clip = join([sound for clause in clauses for sound in say(voice, clause.spoken)])
    samples = soxr.resample(clip.samples, clip.rate_hz, HEARING_HZ)
    whisper = WhisperModel(str(weights("whisper-base")), compute_type="int8", cpu_threads=1, local_files_only=True)
    segments, _ = whisper.transcribe(samples, language="en", beam_size=1)
    heard = words("".join(segment.text for segment in segments))
    said = words(" ".join(clause.spoken for clause in clauses))
    assert edits(said, heard) <= 0.1 * len(said), " ".join(heard)


@pytest.mark.models
def test_what_stands_between_neighbours_is_said_without_them(quick: Synthesizer) -> None:
    alone = sum(piece.clip.duration_s for piece in quick.synthesize("the ocean is", cancel=Never()))
    first = list(quick.synthesize("the ocean is", cancel=Never(), between=("", "wide")))
    rest = list(quick.synthesize("wide and deep.", cancel=Never(), between=("the ocean is", "")))
    whole = list(quick.synthesize("the ocean is wide and deep.", cancel=Never()))
    length_s = sum(piece.clip.duration_s for piece in (*first, *rest))
    assert [len(pieces[0].words) for pieces in (first, rest, whole)] == [3, 3, 6]
    assert sum(piece.clip.duration_s for piece in first) <= alone
    assert length_s == pytest.approx(sum(piece.clip.duration_s for piece in whole), rel=0.25)
