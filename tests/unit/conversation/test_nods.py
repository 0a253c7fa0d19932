"""A short word in the long pause of somebody who tells a story, and nothing of it in the conversation."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from app.audio.clip import Clip
from app.conversation.nods import AFTER_S, EVERY_S, FIRST_N, WORDS, Nods
from app.effects import FinishPlayout, KeepEpisode, Play, Respond, StopPlayout, Synthesize
from app.events import SignPlayed
from app.facts import ClauseStarted, MicOpened, SpeechReady, StageBroke, StageReady
from app.wishes import MuteVoice
from tests.kit.script import World

HZ = 1_000


class Listening(World):
    """A World that nods. It has had a turn, so that the words are made."""

    def __init__(self, *, is_on: bool = True, word_s: float = 0.3, **more: Any) -> None:
        super().__init__(**{"wait_s": 2.0, **more})
        self.word_s = word_s
        self.is_on = is_on
        self.whole = Nods(self.machine, self.machine._switches, lambda: self.is_on)  # type: ignore[assignment]
        self.post(MicOpened())
        for _ in WORDS:
            self.say("Hello.")
            self.end_reply()

    def end_reply(self) -> None:
        self.now_s += 5.0

    def speak(self, effect: Any) -> list[Any]:
        match effect:
            case Synthesize(revision, n) if n < 0:
                return [SpeechReady(revision, n, Clip(np.full(round(self.word_s * HZ), 0.5, np.float32), HZ), 0.01)]
            case Play(revision, n) if n < 0:
                return [ClauseStarted(revision, n, self.now_s)]
        return super().speak(effect)

    def tell(self, talked_s: float = 8.0, quiet_s: float = AFTER_S + 0.2) -> Listening:
        self.begin().pause("And then I", voiced_s=talked_s).quiet(quiet_s)
        return self

    @property
    def nods(self) -> list[int]:
        return [order.n for order in self.of(Play) if order.n <= FIRST_N]


def test_a_long_pause_of_a_long_story_gets_one() -> None:
    world = Listening().tell()
    assert world.nods == [FIRST_N]
    assert [round(sign.duration_s, 2) for sign in world.of(SignPlayed)] == [0.3]
    assert not [kept for kept in world.of(KeepEpisode) if kept.text in WORDS]


def test_it_goes_in_front_of_a_reply_that_is_prepared_and_falls_silent_with_it() -> None:
    world = Listening().tell()
    prepared = world.of(Respond)[-1].revision
    nod = next(order for order in world.of(Play) if order.n == FIRST_N)
    assert nod.revision == prepared
    assert FinishPlayout(prepared) not in world.made
    world.resume()
    assert StopPlayout(prepared) in world.made


def test_without_a_reply_it_is_a_sound_of_its_own() -> None:
    world = Listening()
    for _ in range(3):
        world.begin().pause("And", voiced_s=1.0).quiet(0.3).resume()
    world.begin().pause("And then I", voiced_s=8.0).quiet(AFTER_S + 0.2)
    nod = next(order for order in world.of(Play) if order.n == FIRST_N)
    assert FinishPlayout(nod.revision) in world.made


@pytest.mark.parametrize(("talked_s", "quiet_s"), [(3.0, 1.5), (8.0, 0.9)])
def test_neither_a_question_nor_a_short_pause(talked_s: float, quiet_s: float) -> None:
    assert not Listening().tell(talked_s, quiet_s).nods


def test_seldom_and_each_time_another() -> None:
    world = Listening(wait_s=9.0).tell()
    world.resume().pause("And then", voiced_s=4.0).quiet(1.5)
    assert len(world.nods) == 1
    world.resume().pause("And then", voiced_s=EVERY_S).quiet(1.5)
    assert world.nods == [FIRST_N, FIRST_N - 1]


def test_who_goes_on_after_the_end_is_listened_to_again() -> None:
    world = Listening(wait_s=0.3)
    world.holds.add("Synthesize")
    world.begin().pause("I went home.", voiced_s=8.0).quiet(0.3).resume()
    world.endpoint.wait = 2.0
    assert not world.whole.is_at_rest
    assert world.pause("And then", voiced_s=8.0).quiet(1.2).nods, "a story that goes on"


def test_not_before_it_knows_what_was_said() -> None:
    world = Listening()
    world.holds.add("Transcribe")
    assert not world.tell().nods, "perhaps that was the end, and the answer comes"


def test_off_is_off() -> None:
    world = Listening(is_on=False).tell()
    assert not world.nods
    assert not [order for order in world.of(Synthesize) if order.n < 0], "nor made ahead"


def test_not_while_the_voice_is_muted_nor_when_the_words_are_too_long() -> None:
    assert not Listening(word_s=0.9).tell().nods
    world = Listening()
    world.post(MuteVoice())
    assert not world.tell().nods


def test_another_speaker_needs_them_made_again() -> None:
    world = Listening()
    world.post(StageBroke("speaker", 0, "gone"), StageReady("speaker"))
    assert not world.tell().nods
