"""It answers its own echo: after some rounds it falls silent and says why. Whoever says something else ends it."""

from __future__ import annotations

import pytest

from app.conversation.echo_guard import LOOK_ALIKES
from app.conversation.loop_breaker import LOOPING
from app.effects import DuckPlayout, KeepEpisode, Play, Respond
from app.events import FinalTranscript, ReplySentence, StageFailed, StageRecovered, VoiceStarted
from app.facts import SpeechResumed
from app.wishes import Type
from tests.kit.script import World

REPLY = "I think that is a lovely idea."


def answered(world: World) -> list[str]:
    return [event.text for event in world.of(FinalTranscript)]


def looping(*, hears_itself: bool = True) -> World:
    """It has been asked something, and then hears each of its answers."""
    world = World(hears_itself=hears_itself).wake()
    world.replies = [(REPLY,)] * 9
    world.say("Shall we paint the door?")
    for _ in range(LOOK_ALIKES):
        world.say("I think that is a lovely idea.")
    return world


def test_the_last_echo_is_neither_answered_nor_kept() -> None:
    world = looping()
    assert len(answered(world)) == LOOK_ALIKES
    assert len([kept for kept in world.of(KeepEpisode) if kept.speaker == "user"]) == LOOK_ALIKES
    assert len(world.history.as_tuple()) == len(world.of(ReplySentence)) == LOOK_ALIKES
    assert world.machine.is_at_rest


def test_the_user_is_told_once_what_to_do() -> None:
    world = looping().say("I think that is a lovely idea.").say("I think that is the lovely idea.")
    assert [(event.stage, event.error) for event in world.of(StageFailed)] == [("listener", LOOPING)]
    assert not world.of(StageRecovered)
    assert len(answered(world)) == LOOK_ALIKES


def test_something_else_ends_it() -> None:
    world = looping().say("What time is it?")
    assert answered(world)[-1] == "What time is it?"
    assert [event.stage for event in world.of(StageRecovered)] == ["listener"]
    world.say("I think that is a lovely idea.")
    assert len(answered(world)) == LOOK_ALIKES + 2


@pytest.mark.parametrize("word", ["Stop.", "Hello?", "No."])
def test_so_does_a_single_word(word: str) -> None:
    assert answered(looping().say(word))[-1] == word


def test_typed_words_do_not_count() -> None:
    world = World(hears_itself=True).wake()
    world.replies = [(REPLY,)] * 9
    for _ in range(LOOK_ALIKES + 2):
        world.post(Type(REPLY))
    assert len(answered(world)) == LOOK_ALIKES + 2
    still = looping().post(Type("What time is it?"))
    assert answered(still)[-1] == "What time is it?"
    assert not still.of(StageRecovered)


def test_on_headphones_who_repeats_it_is_a_person() -> None:
    world = looping(hears_itself=False)
    assert len(answered(world)) == LOOK_ALIKES + 1
    assert not world.of(StageFailed)


def test_in_a_loop_it_does_not_listen_while_it_speaks() -> None:
    world = looping()
    world.holds.add("FinishPlayout")
    world.post(Type("Tell me a story.")).start_clause()
    before = len(world.of(VoiceStarted, DuckPlayout))
    world.begin().grow(0.5).pause(voiced_s=0.5).post(SpeechResumed(world.now_s)).quiet(0.6)
    assert len(world.of(VoiceStarted, DuckPlayout)) == before
    world.release("FinishPlayout").say("What time is it?")
    assert answered(world)[-1] == "What time is it?"


def test_a_turn_that_goes_on_is_noted_once() -> None:
    world = World(hears_itself=True, holds=("Play",)).wake()
    world.replies = [(REPLY,)] * 9
    world.say("Shall we paint the door?").release("Play")
    world.holds.add("Play")
    world.begin().pause("I think that is").quiet(0.3)
    for words in ("I think that is a", "I think that is a lovely", "I think that is a lovely idea."):
        world.resume().pause(words).quiet(0.3)
    assert world.of(Play)
    assert not world.of(StageFailed)
    assert world.of(Respond)[-1].text == "I think that is a lovely idea."
