"""Signs of life: a soft sound and a short word before the reply, and nothing of them in it. With a virtual clock."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from app.audio.clip import Clip
from app.conversation.fillers import FILLERS, LONG_S, Fillers
from app.conversation.short_words import MOST_S
from app.conversation.signs import TIMER, SignsOfLife
from app.conversation.soft_sound import SOUND_S
from app.conversation.switches import Switches
from app.effects import SIGN_N, DropBelow, KeepEpisode, Play, PlaySign, Respond, StartTimer, StopPlayout, Synthesize
from app.events import FillerPlayed, FinalTranscript, PlayoutFinished, ReplySentence, SignPlayed, TurnTimings
from app.facts import ClauseStarted, SpeechReady, StageBroke, StageReady, TimerFired
from app.wishes import MuteVoice, StopReply, Type
from tests.kit.script import World

HZ = 1_000


def sound(duration_s: float) -> Clip:
    return Clip(np.full(round(duration_s * HZ), 0.5, np.float32), HZ)


class Lively(World):
    """A World with signs of life. `filler_s`: how long the voice takes to say one."""

    def __init__(
        self, *, has_sound: bool = False, has_filler: bool = False, filler_s: float = 0.4, **more: Any
    ) -> None:
        super().__init__(**more)
        self.filler_s = filler_s
        switches = Switches()
        self.signs = SignsOfLife(self.machine, switches, has_sound=has_sound, has_filler=has_filler)
        self.whole = self.signs  # type: ignore[assignment]  # the world only asks it to handle
        self.wake()

    def speak(self, effect: Any) -> list[Any]:
        match effect:
            case Synthesize(revision, n) if n < 0:
                return [SpeechReady(revision, n, sound(self.filler_s), 0.01)]
            case PlaySign(revision):
                return [ClauseStarted(revision, SIGN_N, self.now_s)]
            case Play(revision, n) if n < 0:
                return [ClauseStarted(revision, n, self.now_s)]
        return super().speak(effect)

    def ask_slowly(self, words: str = "What time is it?", thinking_s: float = 2.0) -> Lively:
        """A turn whose answer is not there when the user has finished, nor when the timer has run out."""
        self.holds.add("Respond")
        self.say(words)
        for timer in [made for made in self.of(StartTimer) if made.name == TIMER][-1:]:
            self.now_s += timer.after_s
            self.post(TimerFired(TIMER))
        self.now_s += thinking_s
        self.release("Respond")
        return self

    @property
    def fillers(self) -> list[Play]:
        return [made for made in self.of(Play) if made.n < 0]


def slow(**more: Any) -> Lively:
    """The last answers came late."""
    world = Lively(has_filler=True, **more)
    for _ in range(3):
        world.ask_slowly()
    assert not world.fillers
    return world


def test_it_is_at_rest_when_the_conversation_is() -> None:
    world = Lively(has_sound=True)
    assert world.signs.is_at_rest
    assert not world.begin().signs.is_at_rest


# ---- the soft sound --------------------------------------------------------------------------------------------------


def test_a_sound_when_the_user_has_finished() -> None:
    world = Lively(has_sound=True).ask_slowly()
    assert [order.revision for order in world.of(PlaySign)] == [world.revision]
    assert [(event.t, event.duration_s) for event in world.of(SignPlayed)] == [(pytest.approx(1.3), SOUND_S)]
    kinds = [type(made) for made in world.of(FinalTranscript, SignPlayed, ReplySentence)]
    assert kinds == [FinalTranscript, SignPlayed, ReplySentence]


def test_it_is_in_nothing_that_was_said_or_measured() -> None:
    plain, signed = Lively().ask_slowly(), Lively(has_sound=True).ask_slowly()
    for kind in (KeepEpisode, PlayoutFinished, TurnTimings, ReplySentence):
        assert signed.of(kind) == plain.of(kind)
    assert signed.history.as_tuple() == plain.history.as_tuple()
    assert not plain.of(PlaySign, SignPlayed)
    assert signed.machine.is_at_rest


def test_an_answer_that_is_there_is_sign_enough() -> None:
    world = Lively(has_sound=True).say("What time is it?")
    assert world.of(ReplySentence)
    assert not world.of(PlaySign)


def test_neither_typed_turns_nor_a_muted_voice_get_one() -> None:
    typed = Lively(has_sound=True, holds=("Respond",)).post(Type("What time is it?"))
    assert typed.of(Respond)
    assert not typed.of(PlaySign)
    muted = Lively(has_sound=True)
    muted.signs._switches.handle(MuteVoice(), 0.0)
    assert not muted.ask_slowly().of(PlaySign)


def test_what_wants_no_answer_gets_no_sound() -> None:
    world = Lively(has_sound=True).say("Go to sleep.")
    assert world.of(FinalTranscript)
    assert not world.of(PlaySign)


def test_one_who_goes_on_stops_it_and_gets_another() -> None:
    world = Lively(has_sound=True, holds=("Respond",)).say("What time")
    first = world.of(PlaySign)[0].revision
    world.begin()
    assert [order.revision for order in world.of(StopPlayout)] == [first]
    world.pause("is it?").quiet(0.3)
    assert [order.revision for order in world.of(PlaySign)] == [first, world.revision]


# ---- the filler ------------------------------------------------------------------------------------------------------


def test_a_word_when_the_last_answers_came_late_and_this_one_does() -> None:
    world = slow().ask_slowly()
    assert [play.revision for play in world.fillers] == [world.revision]
    assert world.of(StartTimer)[-1].after_s == pytest.approx(LONG_S - 0.3)
    assert [(event.turn, event.duration_s) for event in world.of(FillerPlayed)] == [(4, pytest.approx(0.4))]
    assert [type(made) for made in world.of(FillerPlayed, ReplySentence)][-2:] == [FillerPlayed, ReplySentence]


def test_nothing_of_it_is_kept_or_measured() -> None:
    world, plain = slow().ask_slowly(), Lively()
    for _ in range(4):
        plain.ask_slowly()
    for kind in (KeepEpisode, PlayoutFinished):
        assert [getattr(made, "text", "") for made in world.of(kind)] == [
            getattr(made, "text", "") for made in plain.of(kind)
        ]
    assert world.history.as_tuple() == plain.history.as_tuple()
    assert world.machine.is_at_rest


def test_never_over_the_first_clause() -> None:
    world = slow()
    world.holds.add("FinishPlayout")
    world.say("And now?").post(TimerFired(TIMER))
    assert not world.fillers
    written = slow(holds=("FinishPlayout",))
    written.holds.add("Respond")
    written.say("And now?").release("Respond").post(TimerFired(TIMER))
    assert not written.fillers


def test_never_in_two_turns_in_a_row_and_not_always_the_same() -> None:
    world = slow()
    for _ in range(4):
        world.ask_slowly()
        world.post(Type("By the way."))
    assert [event.turn for event in world.of(FillerPlayed)] == [4, 8]
    assert len({play.n for play in world.fillers}) == 2


def test_quick_answers_want_none() -> None:
    world = slow()
    for _ in range(3):
        world.say("What time is it?")
    assert not world.ask_slowly().fillers


def test_who_goes_on_hears_no_more_of_it() -> None:
    world = slow()
    world.holds.add("Respond")
    world.say("What time").post(TimerFired(TIMER)).begin()
    assert world.of(StopPlayout)[-1].revision == world.fillers[-1].revision
    world.pause("is it?").quiet(0.3).post(TimerFired(TIMER))
    assert len(world.fillers) == 1


def test_one_that_is_too_long_is_none() -> None:
    world = slow(filler_s=MOST_S + 0.1)
    for _ in range(4):
        world.ask_slowly()
    assert not world.fillers
    assert len([order for order in world.of(Synthesize) if order.n < 0]) == len(FILLERS)


def test_they_are_made_when_a_reply_is_over_also_when_it_was_stopped() -> None:
    world = Lively(has_filler=True, holds=("FinishPlayout",))
    world.post(Type("Tell me a story.")).start_clause().post(StopReply())
    order = world.of(Synthesize)[-1]
    assert order.n == Fillers.FIRST_N
    assert order.revision == world.of(DropBelow)[-1].revision


def test_another_speaker_may_have_another_rate() -> None:
    world = slow().post(StageBroke("speaker", 0, "It went away."), StageReady("speaker")).ask_slowly()
    assert not world.fillers
    assert world.ask_slowly().fillers


def test_without_the_setting_nothing_is_made() -> None:
    world = Lively(has_sound=True)
    for _ in range(5):
        world.ask_slowly()
    assert not world.fillers
    assert not [order for order in world.of(Synthesize) if order.n < 0]
    assert not [made for made in world.of(StartTimer) if made.name == TIMER]
    world.post(SpeechReady(1, Fillers.FIRST_N, sound(0.4), 0.0), TimerFired(TIMER))
    assert not world.fillers


def test_the_breath_behind_it_is_cut_off() -> None:
    fillers = Fillers()
    assert fillers.take() is None
    samples = np.concatenate([sound(0.4).samples, np.zeros(300, np.float32)])
    fillers.keep(SpeechReady(1, Fillers.FIRST_N, Clip(samples, HZ), 0.0))
    chosen = fillers.take()
    assert chosen is not None
    assert chosen[0] == Fillers.FIRST_N
    assert chosen[1].duration_s == pytest.approx(0.4)
    assert chosen[1].samples[-1] == 0.0
    silent = Fillers()
    silent.keep(SpeechReady(1, Fillers.FIRST_N, Clip.silence(0.3, HZ), 0.0))
    assert silent.take() is None


def test_an_apology_is_an_answer_too() -> None:
    world = slow(holds=("FinishPlayout",))
    world.holds.add("Respond")
    world.say("And now?").post(StageBroke("responder", world.revision, "No model.")).post(TimerFired(TIMER))
    assert world.of(Play)[-1].n == 0
    assert not world.fillers
