"""Whole conversations through the pure machine, with a virtual clock."""

from __future__ import annotations

import pytest

from app import facts
from app.clause import Clause
from app.effects import (
    DropBelow,
    Exchange,
    KeepEpisode,
    Respond,
    StopPlayout,
    Synthesize,
    Transcribe,
)
from app.events import (
    FinalTranscript,
    PlayoutFinished,
    PlayoutStarted,
    ReplyEnded,
    ReplySentence,
    StateChanged,
    TurnEnded,
    TurnTimings,
    VoiceStarted,
    VoiceStopped,
)
from app.facts import ClauseStarted, SpeechCut, Transcribed
from app.wishes import StopReply, Type
from tests.kit.script import World, clip


def states(world: World) -> list[str]:
    return [event.state for event in world.of(StateChanged)]


def test_one_turn_from_voice_to_the_kept_reply() -> None:
    world = World().wake()
    world.replies = [("Hello.", "How are you?")]
    world.say("Good morning.")
    public = [type(event).__name__ for event in world.made if type(event).__module__ == "app.events"]
    assert public == [
        "StateChanged", "VoiceStarted", "StateChanged", "VoiceStopped", "FinalTranscript", "StateChanged", "TurnEnded",
        "PlayoutStarted", "ReplySentence", "StateChanged", "ReplySentence", "PlayoutFinished", "TurnTimings",
        "ReplyEnded", "StateChanged",
    ]  # fmt: skip
    assert states(world) == ["listening", "hearing", "thinking", "speaking", "listening"]
    assert [(kept.speaker, kept.text, kept.unheard) for kept in world.of(KeepEpisode)] == [
        ("user", "Good morning.", ""),
        ("companion", "Hello. How are you?", ""),
    ]
    assert world.of(PlayoutFinished)[0].heard_text == "Hello. How are you?"
    assert world.history.as_tuple() == (Exchange("Good morning.", "Hello. How are you?"),)
    assert world.machine.is_at_rest


def test_timings_count_from_the_last_voiced_sample() -> None:
    world = World().wake().say("Hello there.")
    timings = world.of(TurnTimings)[0]
    assert timings.soft_end_ms == pytest.approx(100)
    assert timings.first_clause_ms == pytest.approx(100)
    assert timings.commit_ms == pytest.approx(300)
    assert timings.response_gap_ms == pytest.approx(320)  # voice 10 ms in: the next frame of the 20 ms grid
    assert timings.stt_ms == 10.0


def test_a_click_is_not_a_turn() -> None:
    world = World().wake().say("never asked", voiced_s=0.1)
    assert not world.of(Transcribe, FinalTranscript, TurnEnded)
    assert [type(event) for event in world.of(VoiceStarted, VoiceStopped)] == [VoiceStarted, VoiceStopped]
    assert world.machine.state == "listening"


def test_silence_that_sounded_like_speech_leaves_no_turn() -> None:
    world = World().wake().say("")
    assert not world.of(FinalTranscript, TurnEnded, Respond)
    assert world.machine.is_at_rest


def test_a_long_utterance_comes_in_pieces_and_is_one_turn() -> None:
    world = World(holds=("Transcribe",)).wake()
    world.begin().post(SpeechCut(clip(20))).pause()
    first, last = world.of(Transcribe)
    assert [(order.piece, order.is_certain) for order in (first, last)] == [(0, True), (1, False)]
    world.post(Transcribed(last.revision, 1, "and that was it.", 5.0)).quiet(1.0)
    assert not world.of(FinalTranscript)
    world.post(Transcribed(first.revision, 0, "It all began", 5.0))
    assert [event.text for event in world.of(FinalTranscript)] == ["It all began and that was it."]


def test_turns_are_answered_in_order_and_one_at_a_time() -> None:
    world = World(holds=("FinishPlayout",)).wake()
    world.say("One?").post(Type("Two?"), Type("Three?"))
    assert [order.turn for order in world.of(Respond)] == [1]
    world.release("FinishPlayout")
    assert [order.turn for order in world.of(Respond)] == [1, 2, 3]
    assert [event.turn for event in world.of(PlayoutFinished)] == [1, 2, 3]
    assert world.of(Respond)[2].history[-1] == Exchange("Two?", "Fine.")


def test_the_next_turn_waits_until_the_reply_before_is_on_disk() -> None:
    world = World(holds=("FinishPlayout",)).wake().say("One?").post(Type("Two?"))
    world.holds.add("KeepEpisode")
    world.release("FinishPlayout")
    assert [order.turn for order in world.of(Respond)] == [1]
    world.release("KeepEpisode")
    assert [order.turn for order in world.of(Respond)] == [1, 2]


def test_too_many_waiting_turns_are_answered_together() -> None:
    world = World(holds=("FinishPlayout",)).wake()
    for n in range(7):
        world.post(Type(f"Line {n}."))
    world.release("FinishPlayout")
    assert [order.text for order in world.of(Respond)] == [
        "Line 0.", "Line 1.", "Line 2.", "Line 3.", "Line 4. Line 5. Line 6.",
    ]  # fmt: skip
    assert len(world.of(TurnEnded)) == 7


def test_a_typed_turn_needs_no_ears_and_a_silent_one_no_voice() -> None:
    world = World().post(Type("  What is   up? ", aloud=False))
    assert [event.text for event in world.of(FinalTranscript)] == ["What is up?"]
    assert [event.reason for event in world.of(TurnEnded)] == ["key"]
    assert [event.text for event in world.of(ReplySentence)] == ["Fine."]
    assert not world.of(Synthesize, PlayoutStarted, PlayoutFinished)
    assert world.history.as_tuple() == (Exchange("What is up?", "Fine."),)
    assert world.machine.state == "asleep"
    assert not World().post(Type("   ")).of(FinalTranscript)


def test_an_empty_reply_ends_the_turn() -> None:
    world = World().wake()
    world.replies = [()]
    world.say("Say nothing.")
    assert [event.text for event in world.of(ReplyEnded)] == [""]
    assert [kept.speaker for kept in world.of(KeepEpisode)] == ["user"]
    assert world.machine.is_at_rest


def test_stop_keeps_what_was_heard_and_nothing_else() -> None:
    world = World(holds=("FinishPlayout",)).wake()
    world.replies = [("First part.", "Second part.")]
    world.say("Tell me.")
    world.start_clause().post(StopReply())
    finished = world.of(PlayoutFinished)[0]
    assert (finished.heard_text, finished.interrupted) == ("First part.", True)
    kept = world.of(KeepEpisode)[-1]
    assert (kept.text, kept.unheard) == ("First part.", "Second part.")
    assert world.history.as_tuple() == (Exchange("Tell me.", "First part."),)
    assert DropBelow(world.revision + 1) in world.made


def test_stop_before_the_first_sound_drops_the_reply() -> None:
    world = World(holds=("Respond",)).wake().say("Never mind.")
    world.post(StopReply())
    assert StopPlayout(world.revision) in world.made
    assert not world.of(PlayoutFinished)
    assert world.machine.is_at_rest
    assert world.post(StopReply()).machine.is_at_rest


def test_facts_about_a_revision_that_is_over_are_dropped() -> None:
    world = World().wake().say("Hello.")
    before = len(world.made)
    for revision in (1, world.revision):
        world.post(
            Transcribed(revision, 0, "again", 1.0), facts.FirstToken(revision), facts.TurnJudged(revision, 0.9),
            facts.ClauseWritten(revision, 0, Clause("a", "a")), facts.ReplyWritten(revision, 1),
            facts.SpeechReady(revision, 0, clip(), 0.0), ClauseStarted(revision, 0, 0.0),
            facts.PlayoutDrained(revision, 0.0), facts.PlayoutStopped(revision, 0.0, {}), facts.SpeechCut(clip()),
            facts.SoftEnded(1.0, clip(), 1.0, 1.0), facts.SpeechStopped(1.0),
        )  # fmt: skip
    assert len(world.made) == before
