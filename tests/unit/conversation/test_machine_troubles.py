"""Mutes, broken stages, the end, and every message in every state."""

from __future__ import annotations

import dataclasses
import itertools

import pytest

from app import facts, wishes
from app.clause import Clause
from app.effects import (
    CloseMic,
    DuckPlayout,
    Exchange,
    KeepEpisode,
    OpenMic,
    Play,
    PrefillHistory,
    Respond,
    ResumePlayout,
    StartTimer,
    StopTimer,
    Synthesize,
    Transcribe,
)
from app.events import (
    FinalTranscript,
    PlayoutFinished,
    PlayoutStarted,
    ReplySentence,
    StageFailed,
    StageRecovered,
    StateChanged,
    VoiceStopped,
)
from app.facts import (
    ClauseStarted,
    EpisodesRestored,
    MicClosed,
    MicOpened,
    SaidBefore,
    SpeechCut,
    SpeechStarted,
    StageBroke,
    StageReady,
    TimerFired,
)
from app.memory.recalled import Recalled
from app.wishes import EndConversation, MuteMic, MuteVoice, Type, UnmuteMic, UnmuteVoice
from tests.kit.episodes import NINE
from tests.kit.script import World, clip


def test_muting_the_microphone_is_true_when_the_stream_is_closed() -> None:
    world = World(holds=("Transcribe",)).wake()
    world.post(SpeechStarted(0.0), SpeechCut(clip(20)), MuteMic())
    assert world.of(CloseMic)
    assert not world.of(StateChanged)[-1].mic_muted
    world.post(MicClosed())
    assert world.of(StateChanged)[-1].mic_muted
    assert world.of(VoiceStopped)
    world.release("Transcribe")
    assert not world.of(FinalTranscript)
    world.post(UnmuteMic())
    assert world.of(OpenMic)
    assert world.of(StateChanged)[-1].mic_muted
    world.post(MicOpened())
    assert not world.of(StateChanged)[-1].mic_muted


def test_a_muted_voice_answers_in_captions() -> None:
    world = World().wake().post(MuteVoice())
    world.say("Hello.")
    assert not world.of(Synthesize)
    assert [event.text for event in world.of(ReplySentence)] == ["Fine."]
    world.post(UnmuteVoice()).say("Hello.")
    assert world.of(Synthesize)


def test_muting_the_voice_before_the_first_sound_shows_the_reply() -> None:
    world = World(holds=("Synthesize",)).wake().say("Hello.")
    world.post(MuteVoice())
    assert [event.text for event in world.of(ReplySentence)] == ["Fine."]
    assert world.machine.is_at_rest
    world.release("Synthesize")
    assert not world.of(PlayoutStarted)


def test_muting_the_voice_in_the_middle_stops_it() -> None:
    world = World(holds=("FinishPlayout",)).wake().say("Hello.")
    world.start_clause().post(MuteVoice())
    assert world.of(PlayoutFinished)[0].interrupted


def test_a_broken_voice_turns_the_reply_into_captions() -> None:
    world = World(holds=("Synthesize",)).wake()
    world.replies = [("One.", "Two.")]
    world.say("Hello.")
    world.post(StageBroke("voice", world.revision, "The voice failed."))
    assert [event.text for event in world.of(ReplySentence)] == ["One.", "Two."]
    assert world.machine.is_at_rest
    world.say("And now?")
    assert len(world.of(Synthesize)) == 2
    world.post(StageReady("voice"))
    assert world.of(StageRecovered)[0].stage == "voice"


def test_a_voice_that_breaks_in_the_middle_finishes_what_it_began() -> None:
    world = World(holds=("Synthesize",)).wake()
    world.replies = [("One.", "Two.")]
    world.say("Hello.")
    world.post(facts.SpeechReady(world.revision, 0, clip(), 0.0), ClauseStarted(world.revision, 0, world.now_s))
    world.post(StageBroke("voice", world.revision, "The voice failed."))
    assert world.of(PlayoutFinished)[0].heard_text == "One. Two."
    assert world.history.as_tuple() == (Exchange("Hello.", "One. Two."),)


@pytest.mark.parametrize(("stage", "words"), [("recognizer", "didn't catch"), ("responder", "lost my thread")])
def test_it_says_sorry_and_does_not_remember_it(stage: str, words: str) -> None:
    world = World(holds=("Transcribe" if stage == "recognizer" else "Respond",)).wake().say("Hello.")
    asked = world.of(Transcribe if stage == "recognizer" else Respond)[-1]
    world.post(StageBroke(stage, asked.revision, "It failed."))  # type: ignore[arg-type]
    assert words in world.of(ReplySentence)[0].text
    assert world.of(StageFailed)[0].error == "It failed."
    assert all(kept.speaker == "user" for kept in world.of(KeepEpisode))
    assert world.history.as_tuple() == ()
    assert world.machine.is_at_rest


def test_a_failure_while_it_speaks_is_said_but_not_talked_over() -> None:
    world = World(holds=("FinishPlayout", "Transcribe")).wake().post(Type("Hello.")).start_clause()
    world.begin().pause("More.")
    assert world.of(DuckPlayout)
    world.post(StageBroke("recognizer", world.of(Transcribe)[-1].revision, "It failed."))
    world.post(StageBroke("responder", 99, "It failed."))
    assert world.of(ResumePlayout)
    assert len(world.of(StageFailed)) == 2
    assert len(world.of(ReplySentence)) == 1


def test_a_full_disk_does_not_end_the_conversation() -> None:
    world = World(holds=("KeepEpisode",)).wake().say("Hello.")
    world.post(StageBroke("keeper", 1, "The disk is full."))
    world.say("Still there?")
    world.post(StageBroke("keeper", 2, "The disk is full."))
    assert len(world.of(PlayoutFinished)) == 2


def test_a_microphone_that_vanishes_is_looked_for_again_and_again() -> None:
    world = World().wake().post(SpeechStarted(0.0))
    waits = []
    for _ in range(5):
        world.post(StageBroke("microphone", 0, "It went away."))
        waits.append(world.of(StartTimer)[-1].after_s)
        world.post(TimerFired("microphone"))
    assert waits == [1.0, 2.0, 5.0, 10.0, 10.0]
    assert len(world.of(OpenMic)) == 5
    assert world.machine.state == "listening"
    world.post(MicOpened())
    assert world.of(StageRecovered)
    assert len(world.of(StageFailed)) == 1, "it is told once"
    assert world.of(StopTimer)[-1].name == "microphone"


def test_a_muted_microphone_is_not_looked_for() -> None:
    world = World(mic_muted=True)
    world.post(StageBroke("microphone", 0, "None here."), TimerFired("microphone"))
    assert not world.of(OpenMic, StartTimer)


def test_the_running_conversation_is_restored_and_prefilled() -> None:
    world = World().post(EpisodesRestored((SaidBefore("user", "I am Ann."), SaidBefore("companion", "Hello Ann."))))
    assert world.of(PrefillHistory)[-1].history == (Exchange("I am Ann.", "Hello Ann."),)


def test_the_end_keeps_what_was_heard_and_takes_nothing_new() -> None:
    world = World(holds=("FinishPlayout",)).wake().say("One?").post(Type("Two?"))
    world.start_clause().post(EndConversation())
    assert [kept.text for kept in world.of(KeepEpisode) if kept.speaker == "companion"] == ["Fine."]
    world.say("Three?").post(Type("Four?"))
    assert [order.turn for order in world.of(Respond)] == [1]
    assert world.machine.is_at_rest


def _examples() -> dict[str, object]:
    """One of every fact and command."""
    values = {"t_s": 0.0, "clip": clip(0.1), "voiced_s": 0.1, "last_voiced_t_s": 0.0, "turn": 1, "piece": 0, "n": 0,
              "text": "x", "took_ms": 1.0, "clause": Clause("x", "x"), "clauses": 1, "onset_s": 0.0, "heard": {},
              "speaker": "user", "episodes": (), "name": "ears", "stage": "voice", "error": "x", "aloud": True,
              "revision": 2, "quiet_s": 0.5, "probability": 0.9, "words": (), "rest_s": 0.0,
              "keeps_words": False, "program": "call", "is_on": True, "id": "ep_1", "ids": ("ep_1",), "has_past": True,
              "recalled": Recalled(), "memories": (), "at": NINE, "at_t_s": 0.0,
              "speed": 1.0, "loudness_db": 0.0, "companion": "", "before": clip(9.0)}  # fmt: skip
    kinds = [*facts.Fact.__args__, *wishes.Command.__args__]
    return {kind.__name__: kind(**{f.name: values[f.name] for f in dataclasses.fields(kind)}) for kind in kinds}


STATES = {
    "asleep": lambda: World(),
    "listening": lambda: World().wake(),
    "hearing": lambda: World().wake().post(SpeechStarted(0.0)),
    "thinking": lambda: World(holds=("Respond",)).wake().say("Hello."),
    "speaking": lambda: World(holds=("FinishPlayout",)).wake().say("Hello.").start_clause(),
}


@pytest.mark.parametrize(("state", "name"), list(itertools.product(STATES, _examples())))
def test_every_message_is_survived_in_every_state(state: str, name: str) -> None:
    world = STATES[state]()
    assert world.machine.state == state
    if name == "ClauseStarted" and state in ("thinking", "speaking"):
        return  # a clause cannot start that was never written, nor twice
    world.post(_examples()[name])
    assert world.machine.state in STATES


def test_sound_that_comes_after_the_voice_was_muted_is_not_played() -> None:
    world = World(holds=("Synthesize", "FinishPlayout", "StopPlayout")).wake().say("Hello.")
    world.post(MuteVoice())
    world.post(Type("And now?"))
    before = len(world.of(Play))
    world.post(facts.SpeechReady(world.revision, 0, clip(), 0.0))
    assert len(world.of(Play)) == before


def test_a_late_clause_of_a_reply_that_lost_its_voice_is_not_played() -> None:
    world = World(holds=("Synthesize", "FinishPlayout")).wake()
    world.replies = [("One.", "Two.")]
    world.say("Hello.")
    world.post(
        facts.SpeechReady(world.revision, 0, clip(), 0.0),
        ClauseStarted(world.revision, 0, world.now_s),
        StageBroke("voice", world.revision, "It failed."),
    )
    before = len(world.of(Play))
    world.post(facts.SpeechReady(world.revision, 1, clip(), 0.0))
    assert len(world.of(Play)) == before
