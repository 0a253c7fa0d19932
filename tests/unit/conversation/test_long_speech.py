"""A long speech comes in pieces: what is known stays known, nothing is read twice, and it is one turn."""

from __future__ import annotations

from app.effects import PrefillHistory, Transcribe
from app.events import FinalTranscript, PartialTranscript
from app.facts import PartlyTranscribed, SoftEnded, SpeechCut, SpeechGrew, SpeechResumed, Transcribed
from tests.kit.script import World, clip


def paused(world: World, *words: str) -> SoftEnded:
    """A soft end after nine seconds -> it."""
    world.heard_words += words
    world.now_s += 9.0
    end = SoftEnded(world.now_s, clip(9.0), 9.0, world.now_s)
    world.post(end)
    return end


def grown(world: World, text: str) -> World:
    """The piece goes on, and was looked at."""
    world.now_s += 0.8
    world.partial_words.append(text)
    return world.post(SpeechGrew(world.now_s, clip(1.0), 10.0))


def test_what_was_read_in_the_pause_is_not_read_again() -> None:
    world = World(wait_s=1.0).wake().begin()
    end = paused(world, "I went to the market.")
    world.quiet(0.5).post(SpeechResumed(world.now_s, end.clip))
    world.pause("And then home.").quiet(1.0)
    assert [order.clip.duration_s for order in world.of(Transcribe)] == [9.0, 1.0]
    assert [order.after for order in world.of(Transcribe)] == ["", "I went to the market."]
    assert [event.text for event in world.of(FinalTranscript)] == ["I went to the market. And then home."]


def test_what_was_not_read_yet_is_read_while_the_user_goes_on() -> None:
    world = World(wait_s=1.0, holds=("Transcribe",)).wake().begin()
    end = paused(world, "I went to the market.")
    world.quiet(0.5).post(SpeechResumed(world.now_s, end.clip))
    assert [(order.piece, order.is_certain) for order in world.of(Transcribe)] == [(0, False), (0, True)]
    world.heard_words = ["I went to the market.", "I went to the market.", "And then home."]
    world.release("Transcribe").pause().quiet(1.0)
    assert [event.text for event in world.of(FinalTranscript)] == ["I went to the market. And then home."]


def test_only_the_end_of_what_came_before_is_told() -> None:
    world = World(wait_s=1.0).wake().begin()
    end = paused(world, " ".join(["elephants"] * 30))
    world.quiet(0.5).post(SpeechResumed(world.now_s, end.clip)).pause("They sleep.")
    assert world.of(Transcribe)[-1].after == " ".join(["elephants"] * 20)


def test_who_reads_along_sees_all_of_it() -> None:
    world = World(wait_s=1.0).wake().begin()
    end = paused(world, "I went to the market.")
    world.quiet(0.5).post(SpeechResumed(world.now_s, end.clip))
    grown(world, "And then")
    grown(world, "And then home by")
    assert [event.text for event in world.of(PartialTranscript)] == ["I went to the market. And then home by"]
    assert world.of(PrefillHistory)[-1].words == "I went to the market. And then home"


def test_a_look_at_a_piece_that_is_complete_tells_nothing_of_the_next() -> None:
    world = World(holds=("TranscribePartly",)).wake().begin()
    world.post(SpeechGrew(world.now_s, clip(1.0), 10.0))
    look = world.held[-1]
    world.post(SpeechCut(clip(20.0)), PartlyTranscribed(look.revision, "I went to the", 10.0))
    assert not world.of(PartialTranscript)
    assert not [order for order in world.of(PrefillHistory) if order.words]


def test_a_piece_whose_words_are_still_looked_for_is_waited_for() -> None:
    world = World(holds=("Transcribe",)).wake().begin().post(SpeechCut(clip(20.0)))
    grown(world, "and then")
    grown(world, "and then home by")
    assert not world.of(PartialTranscript), "its words stand in front of these"
    world.post(Transcribed(world.held[0].revision, 0, "I went to the market", 10.0))
    grown(world, "and then home by tram alone")
    assert [event.text for event in world.of(PartialTranscript)] == ["I went to the market and then home by tram alone"]


def test_words_of_a_turn_that_was_answered_belong_to_no_other() -> None:
    world = World(holds=("FinishPlayout",)).wake().begin()
    end = paused(world, "I went to the market.")
    world.quiet(0.3).start_clause().post(SpeechResumed(world.now_s, end.clip))
    assert [order.piece for order in world.of(Transcribe)] == [0]
