"""A voice over a reply: ducked, silenced, stopped or taken up again, and "go on". With a virtual clock."""

from __future__ import annotations

import pytest

from app.effects import DuckPlayout, KeepEpisode, PausePlayout, Respond, ResumePlayout, StopPlayout, Synthesize
from app.events import (
    FinalTranscript,
    PartialTranscript,
    PlayoutDucked,
    PlayoutFinished,
    PlayoutResumed,
    ReplySentence,
    TurnEnded,
)
from app.facts import MicClosed, PlayoutDrained, SpeechStopped
from app.wishes import MuteMic, StopReply, Type
from tests.kit.script import World


def speaking(*reply: str, hears_itself: bool = False) -> World:
    """It says the first clause of its reply."""
    world = World(holds=("FinishPlayout",), hears_itself=hears_itself).wake()
    world.replies = [reply or ("Once upon a time.", "There was a king.")]
    return world.post(Type("Tell me a story.")).start_clause()


def interrupted(world: World) -> list[bool]:
    return [event.interrupted for event in world.of(PlayoutFinished)]


def test_real_words_stop_it_and_are_answered() -> None:
    world = speaking().begin()
    assert world.of(DuckPlayout, PlayoutDucked)
    world.partial_words = ["No, the other"]
    world.grow(0.32)
    assert world.of(PausePlayout)
    assert interrupted(world) == [True]
    assert world.of(PlayoutFinished)[0].heard_text == "Once upon a time."
    world.pause("No, the other one.").quiet(0.3)
    assert world.of(Respond)[-1].text == "No, the other one."
    assert world.of(Respond)[-1].history[-1].companion == "Once upon a time."


def test_it_falls_silent_before_the_words_are_known() -> None:
    world = speaking().begin()
    assert not world.of(PausePlayout)
    world.grow(0.16).grow(0.32).grow(0.48)
    assert len(world.of(PausePlayout)) == 1


@pytest.mark.parametrize("words", ["Mhm.", "Yeah.", "Ha ha ha.", ""])
def test_a_backchannel_never_stops_it(words: str) -> None:
    world = speaking().begin().grow(0.4).pause(words, voiced_s=0.4)
    assert world.of(ResumePlayout, PlayoutResumed)
    assert not world.of(StopPlayout)
    world.quiet(3.0)
    assert len(world.of(ResumePlayout)) == 1
    world.release("FinishPlayout")
    assert interrupted(world) == [False]
    assert [event.turn for event in world.of(TurnEnded)] == [1]


def test_a_cough_too_short_for_words_only_ducks_it() -> None:
    world = speaking().begin().pause(voiced_s=0.1).quiet(0.3)
    assert world.of(ResumePlayout)
    assert not world.of(PausePlayout, StopPlayout)


def test_it_is_not_left_silent_when_the_sound_ends_without_a_pause() -> None:
    world = speaking().begin().post(SpeechStopped(9.0))
    assert world.of(ResumePlayout)


@pytest.mark.parametrize("word", ["Stop.", "Wait.", "Be quiet."])
def test_a_stop_word_stops_it_and_wants_no_answer(word: str) -> None:
    world = speaking().begin().pause(word, voiced_s=0.4).quiet(0.3)
    assert interrupted(world) == [True]
    assert len(world.of(Respond)) == 1
    assert [kept.text for kept in world.of(KeepEpisode) if kept.speaker == "user"] == ["Tell me a story.", word]
    assert world.machine.is_at_rest


def test_a_single_word_that_may_still_change_is_waited_for() -> None:
    world = speaking().begin()
    world.partial_words = ["Why"]
    world.grow(0.32)
    assert not world.of(StopPlayout)
    world.pause("Why?", voiced_s=0.4)
    assert world.of(StopPlayout)


def test_a_stop_word_of_a_look_is_enough() -> None:
    world = speaking().begin()
    world.partial_words = ["Stop"]
    world.grow(0.32)
    assert world.of(StopPlayout)


def test_go_on_finishes_what_was_about_to_be_said() -> None:
    world = speaking().begin().pause("Stop.", voiced_s=0.4).quiet(0.3)
    world.release("FinishPlayout")
    world.say("Go on.")
    assert len(world.of(Respond)) == 2  # behind the gate, and dropped
    assert [event.text for event in world.of(ReplySentence)] == ["Once upon a time.", "There was a king."]
    assert world.of(KeepEpisode)[-1].text == "There was a king."
    world.say("Go on.")
    assert [event.text for event in world.of(ReplySentence)][2:] == ["Fine."]


def test_go_on_begins_with_the_word_that_was_cut() -> None:
    world = speaking("Once upon a time there was a king.", "He had a dog.")
    world.stopped_at = {0: 0.5}
    world.begin().pause("Wait.", voiced_s=0.4).quiet(0.3)
    heard = world.of(PlayoutFinished)[0].heard_text
    world.holds.clear()
    world.say("Go on.")
    rest = [event.text for event in world.of(ReplySentence)[1:]]
    assert " ".join([heard, *rest]) == "Once upon a time there was a king. He had a dog."
    assert len(rest) == 2
    assert [order.clause.display for order in world.of(Synthesize)][-2:] == rest


def test_its_own_words_are_no_interruption_where_it_hears_itself() -> None:
    world = speaking(hears_itself=True).begin().grow(0.5).pause("Once upon a time.")
    assert world.of(ResumePlayout)
    assert not world.of(StopPlayout)
    on_headphones = speaking().begin().grow(0.5).pause("Once upon a time.")
    assert on_headphones.of(StopPlayout)


def test_a_reply_that_ends_under_a_voice_leaves_the_floor_to_it() -> None:
    world = speaking().begin()
    world.post(PlayoutDrained(world.revision, world.now_s)).grow(0.5)
    assert not world.of(PausePlayout)
    world.holds.clear()
    world.pause("Mhm, yes.").quiet(0.3)
    assert [event.text for event in world.of(FinalTranscript)] == ["Tell me a story.", "Mhm, yes."]


def test_partial_words_are_shown_only_when_the_floor_is_the_users() -> None:
    world = speaking().begin()
    world.partial_words = ["Yes", "Yes and"]
    world.grow(0.32)
    assert not world.of(PartialTranscript)


def test_the_key_stops_it_in_the_middle_of_a_doubt() -> None:
    world = speaking().begin().grow(0.4).post(StopReply())
    assert interrupted(world) == [True]
    world.pause("Mhm.", voiced_s=0.4).quiet(0.3)
    assert [event.text for event in world.of(FinalTranscript)] == ["Tell me a story.", "Mhm."]


def test_a_microphone_that_closes_in_the_middle_of_a_doubt_gives_the_voice_back() -> None:
    world = speaking().begin().grow(0.4).post(MuteMic(), MicClosed())
    assert world.of(ResumePlayout)


def test_twice_within_a_moment() -> None:
    world = speaking().begin().grow(0.4).pause("Mhm.", voiced_s=0.4)
    world.begin().grow(0.4).pause("No, stop it.", voiced_s=0.5).quiet(0.3)
    assert len(world.of(DuckPlayout)) == 2
    assert interrupted(world) == [True]
    assert world.machine.is_at_rest


def test_the_next_reply_is_lowered_too_after_one_that_ended_under_a_voice() -> None:
    world = speaking().begin()
    world.post(PlayoutDrained(world.revision, world.now_s)).pause("Yes, tell me more.").quiet(0.3).start_clause()
    world.begin()
    assert len(world.of(DuckPlayout)) == 2


def test_the_key_that_stops_a_reply_does_not_hush_the_question_that_interrupted_it() -> None:
    world = speaking()
    world.holds.add("Transcribe")
    world.begin().grow(0.4).pause("What about the queen?").post(StopReply())
    assert interrupted(world) == [True]
    world.release("Transcribe").quiet(0.3)
    assert world.of(Respond)[-1].text == "What about the queen?"
