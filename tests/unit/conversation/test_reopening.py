"""A pause is not the end: speculation, the commit, and a user who goes on. With a virtual clock."""

from __future__ import annotations

from app.effects import (
    CloseUtterance,
    DropBelow,
    JudgeTurn,
    KeepEpisode,
    Play,
    PrefillHistory,
    Respond,
    StopPlayout,
    Synthesize,
    Transcribe,
    TranscribePartly,
)
from app.events import (
    FinalTranscript,
    PartialTranscript,
    PlayoutStarted,
    ReplySentence,
    SpeculationDropped,
    StateChanged,
    TurnEnded,
    TurnReopened,
)
from app.facts import MicClosed, PartlyTranscribed, SpeechStopped, StageBroke, Transcribed
from app.wishes import EndConversation, MuteMic, MuteVoice, StopReply, Type
from tests.kit.script import World


def test_the_answer_is_made_during_the_pause_and_played_only_after_the_commit() -> None:
    world = World().wake().begin().pause("What time is it?")
    assert world.of(Respond)
    assert world.of(Synthesize)
    assert not world.of(Play, FinalTranscript, TurnEnded, KeepEpisode)
    assert world.machine.state == "hearing"
    world.quiet(0.3)
    assert len(world.of(Play)) == 1
    assert len(world.of(FinalTranscript, TurnEnded)) == 2


def test_a_user_who_goes_on_is_answered_once_to_everything() -> None:
    world = World(wait_s=1.0).wake().begin().pause("I went to the").quiet(0.8).resume()
    assert world.of(SpeculationDropped)[0].revision == world.revision
    assert DropBelow(world.revision + 1) in world.made
    assert StopPlayout(world.revision) in world.made
    world.pause("I went to the market.").quiet(1.0)
    assert [event.text for event in world.of(FinalTranscript)] == ["I went to the market."]
    assert [order.text for order in world.of(Respond)] == ["I went to the", "I went to the market."]
    assert len(world.of(Play, TurnEnded)) == 2
    assert not world.of(TurnReopened)
    assert world.endpoint.pauses_s == [0.8]


def test_a_committed_turn_reopens_while_nothing_of_the_answer_was_heard() -> None:
    world = World(holds=("Synthesize",)).wake().say("Book a table.")
    assert world.of(FinalTranscript)
    assert world.machine.state == "thinking"
    world.resume()
    assert [event.turn for event in world.of(TurnReopened)] == [1]
    world.holds.clear()
    world.pause("Book a table for two.").quiet(0.3)
    assert [event.text for event in world.of(FinalTranscript)] == ["Book a table.", "Book a table for two."]
    assert [event.turn for event in world.of(TurnEnded)] == [1]
    assert [kept.text for kept in world.of(KeepEpisode) if kept.speaker == "user"] == ["Book a table for two."]


def test_it_reopens_even_after_the_utterance_was_closed() -> None:
    world = World(holds=("Respond",)).wake().say("Book a table.").post(SpeechStopped(9.0))
    world.holds.clear()
    world.say("For two.")
    assert [event.text for event in world.of(FinalTranscript)] == ["Book a table.", "Book a table. For two."]
    assert [event.turn for event in world.of(TurnEnded)] == [1]


def test_what_is_said_after_the_first_sound_is_another_turn() -> None:
    world = World().wake().say("One.")
    assert CloseUtterance() in world.made
    world.say("Two.")
    assert [event.turn for event in world.of(TurnEnded)] == [1, 2]


def test_after_three_attempts_it_waits_for_the_commit() -> None:
    world = World(wait_s=1.0).wake().begin()
    for n in range(5):
        world.pause(f"Word {n}").quiet(0.5).resume()
    assert len(world.of(Respond)) == 3
    world.pause("All of it.").quiet(1.0)
    assert [order.text for order in world.of(Respond)][3:] == ["All of it."]


def test_the_detector_is_asked_once_when_the_words_are_known() -> None:
    world = World(holds=("Transcribe",), wait_s=5.0).wake().begin().pause("Well").quiet(0.5)
    assert not world.of(JudgeTurn)
    world.release("Transcribe").quiet(2.0, since_s=0.5)
    assert len(world.of(JudgeTurn)) == 1


def test_the_commit_waits_for_the_words_and_comes_with_them() -> None:
    world = World(holds=("Transcribe",)).wake().begin().pause("Hello.").quiet(2.0)
    assert not world.of(FinalTranscript)
    world.release("Transcribe")
    assert world.of(FinalTranscript)
    assert world.endpoint.asked[-1][1] == "Hello."
    assert world.of(TurnEnded)[0].reason == "silence"


def test_the_models_verdict_on_the_words_counts_too() -> None:
    world = World().wake().begin().pause("Hello.").quiet(0.2)
    assert world.endpoint.asked[-1] == (0.9, "Hello.", 0.8)


def test_an_utterance_that_closed_before_its_words_came_ends_with_them() -> None:
    world = World(holds=("Transcribe",), wait_s=99.0).wake().begin().pause("Hello.").post(SpeechStopped(7.0))
    assert not world.of(FinalTranscript)
    world.release("Transcribe")
    assert world.of(FinalTranscript)


def test_a_quick_commit_is_semantic_and_a_closed_utterance_times_out() -> None:
    assert World().wake().say("Hello.").of(TurnEnded)[0].reason == "semantic"
    world = World(wait_s=99.0).wake().begin().pause("And so").quiet(3.0).post(SpeechStopped(7.0))
    assert world.of(TurnEnded)[0].reason == "timeout"


def test_words_are_shown_and_read_ahead_while_they_are_said() -> None:
    world = World().wake().begin()
    world.partial_words = ["I was at", "I was at the sea", "I was at the sea today"]
    for n in range(1, 20):
        world.grow(0.16 * n)
    assert [event.text for event in world.of(PartialTranscript)] == ["I was at the sea", "I was at the sea today"]
    ahead = [order.words for order in world.of(PrefillHistory) if order.words]
    assert ahead == ["I was", "I was at the", "I was at the sea"]


def test_a_slow_machine_does_without_partial_looks() -> None:
    world = World(holds=("TranscribePartly",)).wake().begin().grow(1.0)
    look = world.of(TranscribePartly)[0]
    world.post(PartlyTranscribed(look.revision, "I was", 900.0))
    for n in range(20):
        world.grow(1.2 + 0.16 * n)
    assert len(world.of(TranscribePartly)) == 1


def test_a_late_partial_of_an_utterance_that_has_paused_is_not_shown() -> None:
    world = World().wake().begin().pause("I see.")
    world.post(PartlyTranscribed(1, "I see", 10.0), PartlyTranscribed(1, "I see the", 10.0))
    assert not world.of(PartialTranscript)


def test_typing_comes_first_and_the_pause_is_answered_after_it() -> None:
    world = World(wait_s=1.0).wake().begin().pause("Tell me").quiet(0.5).post(Type("Hello."))
    world.quiet(1.0, since_s=0.5)
    assert [order.text for order in world.of(Respond)] == ["Tell me", "Hello.", "Tell me"]
    revisions = [order.revision for order in world.of(Respond)]
    assert revisions == sorted(set(revisions))
    assert len(world.of(PlayoutStarted)) == 2


def test_a_microphone_that_closes_in_a_pause_takes_the_answer_back() -> None:
    world = World(wait_s=1.0).wake().begin().pause("Tell me").post(MuteMic(), MicClosed())
    world.quiet(1.5)
    assert not world.of(FinalTranscript, Play)
    assert world.machine.is_at_rest


def test_a_transcript_of_a_pause_that_is_over_is_ignored() -> None:
    world = World(holds=("Transcribe",)).wake().begin().pause().quiet(0.3).resume()
    stale = world.of(Transcribe)[0]
    world.post(Transcribed(stale.revision, 0, "Half of", 10.0))
    assert not world.of(Respond)
    assert world.machine.state == "hearing"


def test_states_of_a_pause() -> None:
    world = World(wait_s=1.0).wake().begin().pause("Well,").quiet(0.5).resume().pause("Well, hello.").quiet(1.0)
    assert [event.state for event in world.of(StateChanged)] == [
        "listening", "hearing", "thinking", "speaking", "listening",
    ]  # fmt: skip


def test_the_end_in_a_pause_takes_the_answer_back() -> None:
    world = World(wait_s=1.0).wake().begin().pause("Tell me").post(EndConversation())
    world.resume().quiet(1.5)
    assert not world.of(FinalTranscript, Play)
    assert world.machine.is_at_rest


def test_words_of_an_utterance_that_was_let_go_can_fail_without_a_word() -> None:
    world = World(holds=("Transcribe",)).wake().begin().pause("Hello.").post(MuteMic(), MicClosed())
    world.post(StageBroke("recognizer", world.of(Transcribe)[0].revision, "It failed."))
    assert not world.of(ReplySentence)


def test_muting_the_voice_in_a_pause_shows_the_answer_after_the_commit() -> None:
    world = World(wait_s=1.0).wake().begin().pause("Hello.").post(MuteVoice())
    assert not world.of(ReplySentence)
    world.quiet(1.0)
    assert [event.text for event in world.of(ReplySentence)] == ["Fine."]
    assert not world.of(Play)


def test_stop_in_the_pause_before_the_commit_wants_no_answer_to_what_was_said() -> None:
    world = World(wait_s=1.0).wake().begin().pause("Tell me a story.").quiet(0.5).post(StopReply())
    assert len(world.of(SpeculationDropped)) == 1
    world.quiet(1.0, since_s=0.5)
    assert [event.text for event in world.of(FinalTranscript)] == ["Tell me a story."]
    assert [kept.text for kept in world.of(KeepEpisode)] == ["Tell me a story."]
    assert len(world.of(TurnEnded)) == 1
    assert not world.of(Play, ReplySentence)
    assert world.machine.is_at_rest


def test_stop_before_the_words_are_known_makes_no_answer_either() -> None:
    world = World(holds=("Transcribe",), wait_s=0.3).wake().begin().pause("Speak louder.").post(StopReply())
    world.release("Transcribe").quiet(0.3)
    assert world.of(FinalTranscript)
    assert not world.of(Respond, Play, ReplySentence)


def test_who_goes_on_after_a_stop_is_answered_to_everything() -> None:
    world = World(wait_s=1.0).wake().begin().pause("Tell me a story").post(StopReply()).resume()
    world.pause("Tell me a story about the sea.").quiet(1.0)
    assert [event.text for event in world.of(FinalTranscript)] == ["Tell me a story about the sea."]
    assert world.of(ReplySentence)


def test_stop_in_the_middle_of_a_word_or_in_silence_changes_nothing() -> None:
    world = World().wake().post(StopReply()).begin().post(StopReply()).pause("Hello there.").quiet(0.3)
    assert len(world.of(ReplySentence)) == 1
