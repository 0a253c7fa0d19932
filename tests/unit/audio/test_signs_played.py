"""Signs of life through the real queue of the speaker: before the first clause, without a gap, and silent when told."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from app.audio.clip import Clip
from app.audio.playout import FADE_S
from app.conversation.signs import TIMER, SignsOfLife
from app.conversation.soft_sound import SOUND_S, soft_sound
from app.conversation.switches import Switches
from app.effects import SIGN_N, FinishPlayout, Play, PlaySign, StopPlayout, Synthesize
from app.events import FillerPlayed, PlayoutFinished, ReplySentence, SignPlayed
from app.facts import PlayoutStopped, SpeechReady, TimerFired
from tests.kit.script import World
from tests.kit.tape import BLOCK, RATE_HZ, Tape, clause

FILLER, WORDS = 0.25, 0.5


class Heard(World):
    """A World whose speaker is a tape. A filler has the level FILLER for 0.3 s, a clause WORDS for one second."""

    def __init__(self) -> None:
        super().__init__()
        self.tape = Tape()
        signs = SignsOfLife(self.machine, Switches(), has_sound=True, has_filler=True)
        self.whole = signs  # type: ignore[assignment]  # the world only asks it to handle
        self.wake()

    def speak(self, effect: Any) -> list[Any]:
        match effect:
            case Synthesize(revision, n):
                sound = clause(300, FILLER) if n < 0 else clause(1000, WORDS)
                return [SpeechReady(revision, n, Clip(sound, RATE_HZ), 0.0)]
            case Play(revision, n, sound):
                self.tape.playout.play(revision, n, sound.samples)
            case PlaySign(revision):
                self.tape.playout.play(revision, SIGN_N, soft_sound(RATE_HZ).samples)
            case FinishPlayout(revision):
                self.tape.playout.finish(revision)
            case StopPlayout(revision):
                return [PlayoutStopped(revision, self.now_s, self.tape.playout.stop())]
            case _:
                return super().speak(effect)
        return []

    def run(self, duration_s: float) -> Any:
        """The tape runs, and tells what it played. -> what came out"""
        begin = round(self.now_s * RATE_HZ)
        self.tape.samples = np.zeros(begin, np.float32)
        for _ in range(round(duration_s * RATE_HZ / BLOCK)):
            self.tape.run(1)
            reports, self.tape.reports = self.tape.reports, []
            self.now_s += BLOCK / RATE_HZ
            self.post(*reports)
        return self.tape.samples[begin:]

    def ask(self) -> Heard:
        """And wait until the timer has run out."""
        self.holds.add("Respond")
        self.say("What time is it?").post(TimerFired(TIMER))
        return self


def after_slow_turns() -> Heard:
    world = Heard()
    for _ in range(3):
        world.ask().run(1.5)
        world.release("Respond").run(1.5)
    return world


def test_the_first_clause_follows_right_after_the_filler() -> None:
    world = after_slow_turns().ask()
    begun = world.run(0.2)
    world.release("Respond")
    sound = np.concatenate([begun, world.run(1.5)])
    sounding = np.flatnonzero(sound)
    assert np.flatnonzero(sound == WORDS)[0] == round((SOUND_S + 0.3) * RATE_HZ)
    assert sounding[-1] + 1 == round((SOUND_S + 0.3 + 1.0) * RATE_HZ)
    sign, filler = world.of(SignPlayed)[-1], world.of(FillerPlayed)[-1]
    assert filler.t - sign.t == pytest.approx(SOUND_S)
    assert world.of(ReplySentence)[-1].t - filler.t == pytest.approx(filler.duration_s)
    assert world.of(PlayoutFinished)[-1].heard_text == "Fine."
    assert world.whole.is_at_rest


def test_a_voice_stops_both() -> None:
    world = after_slow_turns().ask()
    world.run(0.3)
    world.begin()
    rest = world.run(0.5)
    assert not rest[round(FADE_S * RATE_HZ) :].any()
    assert not world.of(PlayoutFinished)[3:]


def test_stopped_in_the_reply_the_signs_before_it_do_not_count_as_heard() -> None:
    world = after_slow_turns().ask()
    world.replies = [("One two three four.",)]
    world.release("Respond").run(SOUND_S + 0.3 + 0.5)
    world.begin().grow(0.4).pause("Stop it now.", voiced_s=0.5).quiet(0.3)
    assert world.of(PlayoutFinished)[-1].heard_text == "One two"
    assert world.history.as_tuple()[3].companion == "One two"
