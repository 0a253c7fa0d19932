"""Is the companion meant, and how surely? The grammar's word and the vote's become one.

The grammar (question.py) is right when it says so, and knows only the ways of asking that somebody thought of. The vote
(conversation/vote.py) has seen examples and knows others too, less surely. Between certain and not is a third way: the
model answers, and what is true of the companion is said behind it. Called by layer.py on the session thread. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from app.conversation.honesty.about import Topic

How = Literal["said", "voted", "perhaps", "not"]
"""The grammar says so; the vote is sure; the vote is not; neither."""
SURE = 0.8
"""So likely about the companion that it is answered from facts. Of 450 look-alikes by authors whose phrases were left
out of the training 2.9 % are taken so, of 450 questions 74 %."""
MAYBE = 0.3
"""Likely enough to say what is true behind the model's reply: 19 % more of the questions, 10 % of the look-alikes."""
NEAR = 0.2
"""A second topic at least so likely as this share of the first is answered too: nine of ten are among the two then."""
OVERRULED = 0.02
"""Less likely than this, and the grammar was misled by one word."""


@dataclass(frozen=True)
class Meant:
    """`topics`: the likeliest first."""

    how: How = "not"
    topics: tuple[Topic, ...] = ()


def meant(topics: Sequence[Topic], vote: Mapping[str, float]) -> Meant:
    """`topics`: the grammar's; `vote`: kind -> how likely, "none" among them; empty where there is no vote."""
    likely = 1.0 - vote.get("none", 1.0)
    if topics and (not vote or likely >= OVERRULED):
        return Meant("said", tuple(topics))
    if likely < MAYBE:
        return Meant()
    ranked = sorted((kind for kind in vote if kind != "none"), key=lambda kind: -vote[kind])
    near = [cast(Topic, kind) for kind in ranked if vote[kind] >= NEAR * vote[ranked[0]]]
    return Meant("voted" if likely >= SURE else "perhaps", tuple(near[:2]))
