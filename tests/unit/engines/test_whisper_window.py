"""How much sound Whisper looks at."""

from __future__ import annotations

import numpy as np
import pytest

from app.audio.clip import HEARING_HZ, Clip, Samples
from app.cancel import Never, Revisions
from app.engines.hallucination import Guard, Take
from app.engines.protocols import Transcript
from app.engines.whisper_window import (
    Look,
    best_transcript,
    dithered,
    is_noisy,
    looks_for,
    quick_transcript,
    said_length_s,
    speech_length_s,
    speech_of,
)
from app.listening.level import level_db
from tests.kit.noises import at_level, fan
from tests.kit.speech import hiss, silence


def sound(*parts: Samples) -> Clip:
    return Clip(np.concatenate(parts), HEARING_HZ)


@pytest.mark.parametrize(("speech_s", "first_s", "closer_s"), [
    (0.3, 8, 15), (4.5, 8, 15), (4.6, 10, 15), (8.0, 10, 15), (8.1, 15, 15), (12.0, 15, 15), (12.1, 17, 30),
    (25.9, 30, 30), (29.0, 30, 30),
])  # fmt: skip
def test_the_window_follows_the_speech(speech_s: float, first_s: int, closer_s: int) -> None:
    looks = looks_for(speech_s)
    assert (looks.first.window_s, looks.closer.window_s, looks.widest.window_s) == (first_s, closer_s, 30)
    assert looks.first.beam < looks.closer.beam


@pytest.mark.parametrize("nothing", [silence(2.0), silence(0.0), hiss(0.05, -20), hiss(2.0, -65)])
def test_what_cannot_hold_a_word_never_reaches_the_model(nothing: Samples) -> None:
    assert speech_of(sound(nothing)) is None


def test_silence_far_around_the_voice_is_left_out() -> None:
    kept = speech_of(sound(silence(20.0), hiss(2.0, -20), silence(5.0)))
    assert kept is not None
    assert len(kept) / HEARING_HZ == pytest.approx(0.5 + 2.0 + 0.7, abs=0.03)
    assert speech_length_s(kept) == pytest.approx(2.0, abs=0.03)


def test_the_ears_preroll_and_hangover_do_not_widen_the_window() -> None:
    kept = speech_of(sound(silence(0.5), hiss(7.9, -20), silence(0.64)))
    assert kept is not None
    assert looks_for(speech_length_s(kept)).first.window_s == 10


def test_never_more_than_30_s() -> None:
    kept = speech_of(sound(hiss(40.0, -20)))
    assert kept is not None
    assert len(kept) == 30 * HEARING_HZ


def words_over(room: Samples, before_s: float = 0.5, after_s: float = 0.7) -> Samples:
    """Two seconds at -20 dBFS in the middle of it."""
    speech = np.concatenate([silence(before_s), hiss(2.0, -20), silence(after_s)])
    return np.asarray(speech + room[: len(speech)])


ROOMS = {"quiet": hiss(3.2, -70), "hiss": hiss(3.2, -30), "fan": at_level(fan(3.2), -30)}


@pytest.mark.parametrize("room", ROOMS)
def test_words_are_as_long_over_a_noise_as_in_a_quiet_room(room: str) -> None:
    heard = words_over(ROOMS[room])
    assert is_noisy(heard) == (room != "quiet")
    assert said_length_s(heard) == pytest.approx(2.0, abs=0.15)


@pytest.mark.parametrize("room", [hiss(9.0, -32), at_level(fan(9.0), -32)])
def test_the_room_far_around_the_words_is_left_out(room: Samples) -> None:
    kept = speech_of(sound(words_over(room, before_s=3.0, after_s=4.0)))
    assert kept is not None
    assert len(kept) / HEARING_HZ == pytest.approx(0.5 + 2.0 + 1.0, abs=0.15)


def test_a_soft_word_over_a_noise_is_kept() -> None:
    words = np.concatenate([hiss(1.5, -34), silence(1.0), hiss(0.4, -24), hiss(1.6, -20), silence(2.0)])
    kept = speech_of(sound(words + hiss(6.5, -44)))
    assert kept is not None
    assert len(kept) / HEARING_HZ == pytest.approx(1.5 + 1.0 + 2.0 + 1.0, abs=0.15)


@pytest.mark.parametrize("even", [hiss(2.0, -20), hiss(0.08, -20)])
def test_what_never_stands_out_is_as_long_as_it_is(even: Samples) -> None:
    assert said_length_s(even) == len(even) / HEARING_HZ


def test_a_closer_look_is_dithered_the_same_way_every_time() -> None:
    look = Look(15, 5, is_dithered=True)
    out = dithered(hiss(1.0, -20), look)
    assert len(out) == 15 * HEARING_HZ
    assert out.dtype == np.float32
    assert level_db(out[-HEARING_HZ:]) == pytest.approx(-60, abs=0.2)
    assert (out == dithered(hiss(1.0, -20), look)).all()


class Model:
    """Answers one look after the other, and keeps what it was asked."""

    def __init__(self, *takes: Take | None) -> None:
        self.takes = list(takes)
        self.asked: list[tuple[int, int, str]] = []

    def look(self, look: Look, hint: str) -> Take | None:
        self.asked.append((look.window_s, look.beam, hint))
        return self.takes.pop(0)

    def transcript(self, cancel: Never | None = None, is_noisy: bool = False) -> Transcript:
        return best_transcript(self.look, looks_for(3.0, is_noisy), Guard(), "Hannah", cancel or Never())

    def quick(self) -> Transcript:
        return quick_transcript(self.look, looks_for(3.0), Guard(), "Hannah")


SURE = Take("Sunday is the best part of the week.", -0.1, 0.01)
UNSURE = Take("Sandy is the best part.", -0.6, 0.1)
LOOP = Take("so we go " * 4, -0.1, 0.1)
ENDLESS = Take("so we go " * 40, -0.1, 0.1, is_endless=True)


def test_one_look_is_enough_when_the_model_is_sure() -> None:
    model = Model(SURE)
    assert model.transcript() == Transcript(SURE.text, 8)
    assert model.asked == [(8, 1, "Hannah")]


def test_three_hypotheses_where_one_is_nearly_sure() -> None:
    nearly = Take("Some day is the best part of the week.", -0.2, 0.01)
    model = Model(nearly, SURE)
    assert model.transcript() == Transcript(SURE.text, 8)
    assert model.asked == [(8, 1, "Hannah"), (8, 3, "Hannah")]
    assert Model(nearly, None).transcript() == Transcript(nearly.text, 8), "stale in between"


def test_a_closer_look_without_the_hint_when_it_is_not() -> None:
    model = Model(UNSURE, SURE)
    assert model.transcript() == Transcript(SURE.text, 15)
    assert model.asked[1:] == [(15, 5, "")]


UNSURER = Take("Some they is the best pod.", -0.9, 0.1)


def test_over_a_noise_the_surer_look_counts() -> None:
    assert Model(UNSURE, UNSURER).transcript(is_noisy=True) == Transcript(UNSURE.text, 15)
    assert Model(UNSURER, UNSURE).transcript(is_noisy=True) == Transcript(UNSURE.text, 15)
    assert Model(UNSURE, UNSURER).transcript() == Transcript(UNSURER.text, 15)


def test_what_the_closer_look_shows_to_be_noise_is_noise() -> None:
    assert Model(UNSURE, Take("you", -1.6, 0.6)).transcript(is_noisy=True) == Transcript("", 15, "no-speech")
    assert Model(UNSURE, LOOP, SURE).transcript(is_noisy=True) == Transcript(SURE.text, 30)


def test_a_first_look_that_only_repeats_the_hint_does_not_count() -> None:
    assert Model(Take("Hannah?", -0.5, 0.1), UNSURER).transcript(is_noisy=True) == Transcript(UNSURER.text, 15)


@pytest.mark.parametrize("takes", [(LOOP, SURE), (UNSURE, LOOP, SURE)])
def test_a_loop_falls_back_to_the_full_window(takes: tuple[Take, ...]) -> None:
    model = Model(*takes)
    assert model.transcript() == Transcript(SURE.text, 30)
    assert model.asked[-1] == (30, 5, "")


def test_a_loop_in_every_window_is_dropped() -> None:
    assert Model(LOOP, Take("and then " * 9, -0.2, 0.1)).transcript() == Transcript("", 30, "loop")
    assert Model(LOOP, ENDLESS).transcript() == Transcript("", 30, "loop")


def test_a_repetition_that_two_windows_agree_on_was_said() -> None:
    said = Take("So we go, so we go, so we go.", -0.2, 0.1)
    assert Model(LOOP, said).transcript() == Transcript(said.text, 30)


def test_what_may_be_no_speech_is_followed_three_ways() -> None:
    cough = Model(Take("Ah, ah, ah, ah.", -0.9, 0.57), Take("Ah, ah.", -1.3, 0.57))
    assert cough.transcript() == Transcript("", 8, "no-speech")
    assert cough.asked == [(8, 1, "Hannah"), (8, 3, "Hannah")]


def test_noise_costs_one_look() -> None:
    assert Model(Take("I'm going to add the butter.", -1.7, 0.8)).transcript() == Transcript("", 8, "no-speech")


def test_noise_that_shows_only_in_the_closer_look() -> None:
    assert Model(UNSURE, Take("you", -1.6, 0.6)).transcript() == Transcript("", 15, "no-speech")
    assert Model(UNSURE, Take("Thanks for watching!", -0.5, 0.4)).transcript() == Transcript("", 15, "noise")
    assert Model(Take("[Music]", -0.1, 0.2)).transcript() == Transcript("", 8, "noise")


def test_nobody_waits_for_a_closer_look_at_a_stale_revision() -> None:
    revisions = Revisions()
    revisions.drop_below(2)
    model = Model(UNSURE)
    found = best_transcript(model.look, looks_for(3.0), Guard(), "", revisions.ticket(1))
    assert found == Transcript(UNSURE.text, 8)
    assert len(model.asked) == 1


def test_what_goes_stale_inside_a_look_is_what_was_known_before() -> None:
    assert Model(None).transcript() == Transcript("", 8, "stale")
    assert Model(UNSURE, None).transcript().text == UNSURE.text
    assert Model(ENDLESS, None).transcript().dropped == "loop"


def test_a_partial_is_one_greedy_look_however_unsure() -> None:
    model = Model(UNSURE)
    assert model.quick() == Transcript(UNSURE.text, 8)
    assert model.asked == [(8, 1, "Hannah")]
    assert Model(None).quick() == Transcript("", 8, "stale")
    assert Model(ENDLESS).quick().dropped == "loop"
    assert Model(Take("Thanks for watching!", -0.5, 0.4)).quick().dropped == "noise"
