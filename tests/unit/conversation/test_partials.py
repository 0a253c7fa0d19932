"""When the words of somebody who still speaks are looked at."""

from __future__ import annotations

from app.conversation.partials import EVERY_S, MOST_TOOK_MS, Partials


def test_a_look_is_due_when_there_is_voice_enough_and_the_last_one_is_over() -> None:
    partials = Partials()
    assert not partials.is_due(0.2, 1.0, is_urgent=False)
    assert partials.is_due(0.7, 1.5, is_urgent=False)
    assert not partials.is_due(0.9, 1.7, is_urgent=False)
    partials.hear("What do", 200.0, 1.8)
    assert not partials.is_due(1.1, 1.9, is_urgent=False)
    assert partials.is_due(1.9, 1.8 + EVERY_S, is_urgent=False)


def test_a_machine_that_takes_long_does_without() -> None:
    partials = Partials()
    partials.hear("What", MOST_TOOK_MS + 1, 1.0)
    assert not partials.is_due(3.0, 4.0, is_urgent=False)


def test_where_nobody_reads_along_only_words_over_a_reply_are_looked_at() -> None:
    partials = Partials(reads_along=False)
    assert not partials.is_due(3.0, 4.0, is_urgent=False)
    assert partials.is_due(0.4, 4.0, is_urgent=True)
