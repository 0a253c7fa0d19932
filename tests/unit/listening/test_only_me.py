"""Somebody else's voice makes no turn; the user's own does, and what is too short to tell."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from app.audio.clip import HEARING_HZ, Clip
from app.effects import DuckPlayout, PausePlayout, ResumePlayout, StopPlayout
from app.engines.scripted_speaker import ScriptedSpeaker
from app.events import FinalTranscript
from app.facts import SoftEnded, SpeechCut, SpeechGrew, SpeechResumed, SpeechStarted, StillQuiet
from app.listening.only_me import OnlyMe, enrolled, voice_of
from tests.kit.script import World

ME_HZ, OTHER_HZ = 200.0, 900.0
START = SpeechStarted(0.0)


def voice(hz: float, duration_s: float = 2.0, quiet_s: float = 0.0) -> Clip:
    tone = np.sin(np.arange(round(duration_s * HEARING_HZ)) * 2 * np.pi * hz / HEARING_HZ) / 4
    hush = np.zeros(round(quiet_s * HEARING_HZ))
    return Clip(np.concatenate([hush, tone, hush]).astype(np.float32), HEARING_HZ)


def grew(hz: float, voiced_s: float) -> SpeechGrew:
    return SpeechGrew(voiced_s, voice(hz, voiced_s), voiced_s)


def ended(hz: float, voiced_s: float = 2.0) -> SoftEnded:
    return SoftEnded(voiced_s, voice(hz, voiced_s, quiet_s=0.5), voiced_s, voiced_s)


class Counted(ScriptedSpeaker):
    def __init__(self) -> None:
        self.asked = 0

    def embed(self, samples: Any) -> Any:
        self.asked += 1
        return super().embed(samples)


def only_me(verifier: ScriptedSpeaker | None = None) -> OnlyMe:
    mine = enrolled(ScriptedSpeaker(), [voice(ME_HZ, quiet_s=0.5).samples] * 3)
    assert mine is not None
    return OnlyMe(verifier or ScriptedSpeaker(), mine)


def test_what_i_say_passes_and_is_looked_at_once() -> None:
    counted = Counted()
    heard = [START, grew(ME_HZ, 0.5), grew(ME_HZ, 1.1), grew(ME_HZ, 2.5), ended(ME_HZ, 3.0), StillQuiet(3.2, 0.2)]
    assert only_me(counted).passed(heard) == heard
    assert counted.asked == 1


def test_what_others_say_makes_no_turn() -> None:
    ear = only_me()
    end, cut = ended(OTHER_HZ), SpeechCut(voice(OTHER_HZ, 9.0))
    start, over, quiet = ear.passed([START, grew(OTHER_HZ, 1.1), grew(OTHER_HZ, 1.4), cut])
    assert (start, over.voiced_s, quiet) == (START, 0.0, StillQuiet(1.1, 0.64))
    assert ear.passed([end, SpeechResumed(2.5), grew(OTHER_HZ, 2.7), end]) == [], "it is over, and stays it"


def test_a_short_sentence_of_others_makes_no_turn_either() -> None:
    over, _ = only_me().passed([START, grew(OTHER_HZ, 0.9), ended(OTHER_HZ)])[2:]
    assert over.voiced_s == 0.0


def test_over_a_reply_they_lower_it_and_it_goes_on() -> None:
    world = World(holds=("FinishPlayout",)).wake().say("Hello.").start_clause()
    ear = only_me()
    for fact in (START, grew(OTHER_HZ, 0.5), grew(OTHER_HZ, 1.1), grew(OTHER_HZ, 1.9), ended(OTHER_HZ)):
        world.post(*ear.passed([fact]))
    assert [type(effect) for effect in world.of(DuckPlayout, PausePlayout, ResumePlayout, StopPlayout)] == [
        DuckPlayout, PausePlayout, ResumePlayout,
    ]  # fmt: skip
    assert len(world.of(FinalTranscript)) == 1


def test_who_begins_under_another_voice_is_heard_when_the_end_is_theirs() -> None:
    ear = only_me()
    assert ear.passed([START, grew(OTHER_HZ, 1.1), grew(OTHER_HZ, 1.9)])[0] == START
    mine = [grew(ME_HZ, 2.2), grew(OTHER_HZ, 4.0), SpeechCut(voice(OTHER_HZ, 9.0)), ended(OTHER_HZ)]
    assert ear.passed(mine) == [SpeechResumed(2.2), *mine], "and from then on all of the utterance is"
    assert grew(OTHER_HZ, 1.1) not in ear.passed([START, grew(OTHER_HZ, 1.1)]), "but not the next one"


@pytest.mark.parametrize("voiced_s", [0.3, 0.8])
def test_too_little_to_tell_is_let_through(voiced_s: float) -> None:
    heard = [START, grew(OTHER_HZ, voiced_s), ended(OTHER_HZ, voiced_s)]
    assert only_me().passed(heard) == heard


def test_sentences_of_two_people_are_nobodys_voice() -> None:
    sentences = [voice(hz).samples for hz in (ME_HZ, ME_HZ, OTHER_HZ)]
    assert enrolled(ScriptedSpeaker(), sentences) is None


def test_the_voice_of_a_clip_is_what_is_not_silence() -> None:
    found = voice_of(voice(ME_HZ, 1.0, quiet_s=0.5).samples)
    assert len(found) == pytest.approx(1.16 * HEARING_HZ, abs=0.05 * HEARING_HZ)
    assert len(voice_of(np.zeros(HEARING_HZ, np.float32))) == 0
    assert len(voice_of(np.zeros(10, np.float32))) == 0
