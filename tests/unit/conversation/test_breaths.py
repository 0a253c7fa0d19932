"""A laugh and a sigh: where they are kept, that they are never read out, and how they sound."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from app.clause import Clause
from app.conversation.breaths import AFTER_S, PEAK_DB, SOUNDS_S, breath
from app.conversation.directions import sound_of
from app.conversation.signs import SignsOfLife
from app.conversation.speech import ClauseCutter
from app.conversation.switches import Switches
from app.events import ReplySentence, SignPlayed
from app.facts import ClauseStarted, ClauseWritten


def cut(text: str, *, has_sounds: bool = True) -> list[tuple[str, str]]:
    cutter = ClauseCutter("Max", has_sounds=has_sounds)
    return [(clause.display, clause.sound) for piece in text for clause in cutter.feed(piece)] + [
        (clause.display, clause.sound) for clause in cutter.finish()
    ]


def test_it_is_heard_between_two_sentences_once() -> None:
    text = "That is a very good one. *laughs softly* I will tell it to everybody. (sighs) And then I am done."
    assert cut(text) == [
        ("That is a very good one.", ""),
        ("I will tell it to everybody.", "laugh"),
        ("And then I am done.", ""),
    ]
    assert {sound for _, sound in cut(text, has_sounds=False)} == {""}
    assert [said for said, _ in cut(text, has_sounds=False)] == [said for said, _ in cut(text)]


@pytest.mark.parametrize(
    "text",
    [
        "*laughs* That is a very good one, and I mean it.",
        "That is *laughs* a very good one, and I mean it.",
        "That is a very good one, and I mean it. *laughs*",
        "That is a very good one. *smiles* And I mean it, really.",
    ],
)
def test_elsewhere_it_is_left_out(text: str) -> None:
    found = cut(text)
    assert {sound for _, sound in found} == {""}
    assert not any(word in said for said, _ in found for word in ("laughs", "smiles", "\ue000"))


def test_what_a_model_writes_is_never_a_mark() -> None:
    assert {sound for _, sound in cut("That is a very good one. \ue000 And I mean it, really.")} == {""}


def test_which_directions_can_be_heard() -> None:
    assert [sound_of(text) for text in ("chuckles", "sighs deeply", "laughter", "smiles")] == [
        "laugh", "sigh", "laugh", "",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", SOUNDS_S)
def test_it_is_soft_short_and_the_same_each_time(kind: str) -> None:
    made = breath(kind, 22_050)
    assert made.duration_s == pytest.approx(SOUNDS_S[kind] + AFTER_S, abs=0.001)
    assert made.samples.dtype == np.float32
    assert 20 * np.log10(np.abs(made.samples).max()) == pytest.approx(PEAK_DB, abs=0.1)
    assert np.array_equal(made.samples, breath(kind, 22_050).samples)


class _Machine:
    """Tells what a clause's first sample makes it tell."""

    is_at_rest = True

    def handle(self, message: Any, now_s: float) -> list[Any]:
        return [ReplySentence(message.t_s, 1, "Ha.")] if isinstance(message, ClauseStarted) else []


def test_it_is_told_when_it_is_heard() -> None:
    signs = SignsOfLife(_Machine(), Switches(), has_sound=False, has_filler=False)
    signs.handle(ClauseWritten(3, 1, Clause("Ha.", "Ha.", "laugh")), 0.0)
    assert signs.handle(ClauseStarted(3, 0, 4.0), 4.0) == [ReplySentence(4.0, 1, "Ha.")]
    assert signs.handle(ClauseStarted(3, 1, 5.0), 5.0) == [
        SignPlayed(5.0, SOUNDS_S["laugh"]), ReplySentence(5.0, 1, "Ha."),
    ]  # fmt: skip
