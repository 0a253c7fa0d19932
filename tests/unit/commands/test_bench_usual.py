"""The usual pipeline waits for a whole sentence."""

from __future__ import annotations

from app.commands.bench_usual import UsualTurn, first_sentence


def test_the_first_whole_sentence() -> None:
    pieces = iter(["", " Well", ",", " Dr.", " Smith", " is", " here", ".", " And"])
    assert first_sentence(pieces) == "Well, Dr. Smith is here."
    assert next(pieces) == " And"


def test_a_reply_without_a_full_stop_is_one_sentence() -> None:
    assert first_sentence(["Good", " night"]) == "Good night"


def test_the_stages_are_added() -> None:
    assert UsualTurn(1000, 500, 200).gap_ms == 2340
