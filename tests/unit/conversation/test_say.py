"""Our own words without a question, and a user who is heard and not answered: what the first run needs."""

from __future__ import annotations

import pytest

from app.effects import Exchange, KeepEpisode, Respond, Synthesize, WakeSpeaker
from app.events import FinalTranscript, PlayoutFinished, ReplyEnded, ReplySentence, SpeculationDropped, TurnEnded
from app.facts import ClauseStarted
from app.wishes import EndConversation, MuteVoice, OnlyListen, Say, StopReply, Type
from tests.kit.script import World


def test_our_own_words_are_spoken_and_neither_kept_nor_remembered() -> None:
    world = World().wake().post(Say("Hello.  I'm new\nhere, at 3 pm."))
    assert len(world.of(WakeSpeaker)) == 1
    assert world.of(Synthesize)[0].clause.spoken == "Hello. I'm new here, at three p m."
    assert [said.text for said in world.of(ReplySentence)] == ["Hello. I'm new here, at 3 pm."]
    assert not world.of(PlayoutFinished)[0].interrupted
    assert not world.of(FinalTranscript, TurnEnded, KeepEpisode, Respond)
    assert world.history.as_tuple() == ()
    assert world.machine.is_at_rest
    assert world.machine.state == "listening"


def test_with_the_voice_muted_they_are_a_caption() -> None:
    world = World().wake().post(MuteVoice(), Say("Hello."))
    assert not world.of(Synthesize)
    assert [said.text for said in world.of(ReplySentence)] == ["Hello."]
    assert world.machine.is_at_rest


@pytest.mark.parametrize("text", ["", "  \n"])
def test_nothing_is_not_said(text: str) -> None:
    assert not World().wake().post(Say(text)).of(ReplySentence, ReplyEnded)


def test_they_do_not_break_into_a_reply_and_nothing_is_said_after_the_end() -> None:
    world = World(holds=("FinishPlayout",)).wake().post(Type("How are you?"), Say("By the way."))
    world.release("FinishPlayout").post(EndConversation(), Say("Good night."))
    assert [ended.text for ended in world.of(ReplyEnded)] == ["Fine."]


def test_they_can_be_stopped_like_any_reply() -> None:
    world = World(holds=("FinishPlayout",)).wake().post(Say("Hello. I'm new here."))
    world.post(ClauseStarted(world.of(Synthesize)[0].revision, 0, world.now_s), StopReply())
    assert world.of(PlayoutFinished)[0].interrupted
    assert world.machine.is_at_rest


def test_a_guess_at_an_answer_gives_way() -> None:
    world = World().wake().begin().pause("I think", voiced_s=1.0).post(Say("Hello."))
    assert world.of(SpeculationDropped)
    assert [said.text for said in world.of(ReplySentence)] == ["Hello."]


def test_who_is_only_listened_to_is_heard_and_kept_and_not_answered() -> None:
    world = World().wake().post(OnlyListen(True)).say("Theo.")
    assert [said.text for said in world.of(FinalTranscript)] == ["Theo."]
    assert [kept.text for kept in world.of(KeepEpisode)] == ["Theo."]
    assert not world.of(Respond, ReplySentence)
    assert world.history.as_tuple() == (Exchange("Theo.", ""),)
    world.post(Say("Hello, Theo.")).say("Hello.").post(OnlyListen(False)).say("How are you?")
    assert [asked.text for asked in world.of(Respond)] == ["How are you?"]
    assert world.machine.is_at_rest


def test_what_is_typed_then_is_kept_and_not_answered_either() -> None:
    world = World().wake().post(OnlyListen(True), Type("My name is Theo."))
    assert [kept.text for kept in world.of(KeepEpisode)] == ["My name is Theo."]
    assert not world.of(Respond)
    assert world.machine.is_at_rest


def test_a_guess_that_was_begun_before_is_dropped() -> None:
    world = World().wake().begin().pause("Theo.", voiced_s=1.0).post(OnlyListen(True)).quiet(0.3)
    assert world.of(SpeculationDropped)
    assert not world.of(ReplySentence)
    assert [said.text for said in world.of(FinalTranscript)] == ["Theo."]
