"""A first clause that comes in pieces: begun with the first, one clause for everything else."""

from __future__ import annotations

import pytest

from app.clause import WordTime
from app.effects import FinishPlayout, KeepEpisode, Play
from app.events import PlayoutFinished, ReplySentence, TurnTimings, WordsTimed
from app.facts import ClauseStarted, PlayoutDrained, PlayoutStopped, SpeechReady, StageBroke
from app.wishes import StopReply
from tests.kit.script import World, clip

WORDS = (WordTime(0.0, 0.2), WordTime(0.2, 0.5), WordTime(0.5, 0.9))
REPLY = "One two three."


def asked() -> World:
    world = World(holds=("Synthesize", "FinishPlayout", "StopPlayout"))
    world.replies = [(REPLY,)]
    return world.wake().say("Count to three.")


def piece(world: World, duration_s: float, rest_s: float = 0.0) -> World:
    return world.post(SpeechReady(world.revision, 0, clip(duration_s), 0.01, WORDS, rest_s))


def heard(world: World, share: float) -> str:
    """What is kept when so much of the clause was heard, as the sink counts it."""
    world.post(ClauseStarted(world.revision, 0, world.now_s), StopReply())
    world.post(PlayoutStopped(world.revision, world.now_s, {0: share}))
    return next((kept.text for kept in world.of(KeepEpisode) if kept.speaker == "companion"), "")


def test_it_is_played_from_the_first_piece_on_and_finished_with_the_last() -> None:
    world = piece(asked(), 0.3, 0.6)
    assert [(order.clip.duration_s, order.words, order.rest_s) for order in world.of(Play)] == [(0.3, WORDS, 0.6)]
    world.post(ClauseStarted(world.revision, 0, world.now_s))
    assert not world.of(FinishPlayout)
    world.now_s += 0.1
    piece(world, 0.7)
    assert [order.rest_s for order in world.of(Play)] == [0.6, 0.0]
    assert len(world.of(FinishPlayout)) == 1
    world.post(PlayoutDrained(world.revision, world.now_s + 1.0))
    assert [event.text for event in world.of(ReplySentence)] == [REPLY]
    assert [event.starts_s for event in world.of(WordsTimed)] == [(0.0, 0.2, 0.5)]
    assert [(event.heard_text, event.interrupted) for event in world.of(PlayoutFinished)] == [(REPLY, False)]


def test_the_first_piece_is_the_first_sound() -> None:
    world = asked()
    begun_s = world.now_s
    piece(world, 0.3, 0.6).post(ClauseStarted(world.revision, 0, world.now_s))
    world.now_s += 0.2
    piece(world, 0.7).post(PlayoutDrained(world.revision, world.now_s + 1.0))
    (timings,) = world.of(TurnTimings)
    assert timings.first_audio_ms == 300, "not the last piece, 200 ms later"
    assert timings.response_gap_ms == pytest.approx(timings.first_audio_ms + 20), "its voice begins 10 ms in"
    assert world.of(PlayoutFinished)[0].t == pytest.approx(begun_s + 1.2)


@pytest.mark.parametrize(
    ("pieces", "share", "kept"),
    [
        ([(0.3, 0.7)], 0.3, "One"),  # all there was, a third of what was to come
        ([(0.3, 0.7)], 0.05, ""),
        ([(0.3, 0.6), (0.7, 0.0)], 0.3, "One"),
        ([(0.3, 0.6), (0.7, 0.0)], 0.4, "One two"),
        ([(0.3, 0.9), (0.3, 0.3), (0.4, 0.0)], 1.0, REPLY),
    ],
)
def test_what_was_heard_is_told_by_the_whole_clause(pieces: list[tuple[float, float]], share: float, kept: str) -> None:
    world = asked()
    for duration_s, rest_s in pieces:
        piece(world, duration_s, rest_s)
    assert heard(world, share) == kept


def test_a_voice_that_fails_between_two_pieces_does_not_hold_the_reply_up() -> None:
    world = piece(asked(), 0.3, 0.6)
    world.post(ClauseStarted(world.revision, 0, world.now_s))
    world.post(StageBroke("voice", world.revision, "It could not speak."))
    assert len(world.of(FinishPlayout)) == 1
    piece(world, 0.7)
    assert len(world.of(Play)) == 1
    world.post(PlayoutDrained(world.revision, world.now_s + 1.0))
    assert len(world.of(PlayoutFinished)) == 1
