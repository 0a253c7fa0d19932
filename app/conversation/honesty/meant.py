"""Is the companion meant, and how surely? The grammar's word and the vote's become one.

The grammar (question.py) is right when it says so, and knows only the ways of asking that somebody thought of. The vote
(conversation/vote.py) has seen examples and knows others too, less surely. Between certain and not is a third way: the
model answers, and what is true of the companion is said behind it. Called by layer.py on the session thread. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from app.conversation.honesty.about import Topic

SURE = 0.8
"""So likely about the companion that it is answered from facts."""
MAYBE = 0.3
"""Likely enough to say what is true behind the model's reply."""
NEAR = 0.2
"""A second topic at least so likely as this share of the first is answered too."""


@dataclass(frozen=True)
class Meant:
    """`topics`: the likeliest first; () for nothing. `is_sure` False: it may be about something else."""

    topics: tuple[Topic, ...] = ()
    is_sure: bool = False


def by_vote(vote: Mapping[str, float]) -> Meant:
    """`vote`: kind -> how likely, "none" among them; empty where there is no vote."""
    likely = 1.0 - vote.get("none", 1.0)
    if likely < MAYBE:
        return Meant()
    ranked = sorted((kind for kind in vote if kind != "none"), key=lambda kind: -vote[kind])
    near = [cast(Topic, kind) for kind in ranked if vote[kind] >= NEAR * vote[ranked[0]]]
    return Meant(tuple(near[:2]), likely >= SURE)
