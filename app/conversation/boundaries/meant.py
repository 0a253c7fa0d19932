"""Is somebody in danger? The rules' word and the vote's become one.

The rules (crisis.py) know turns of phrase that somebody thought of; the vote (conversation/vote.py) has seen examples
and knows others too, less surely. A vote that is all but sure of no danger overrules a rule that one word misled; a
vote without a rule is met with a softer first sentence (answers.py), because it is wrong more often. Called by care.py
on the session thread. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from app.conversation.boundaries.crisis import Kind, crisis

SURE = 0.46
"""So likely a crisis that it is met as one."""
DOUBT = 0.34
"""From here on it may be one: asked gently behind the reply, and the words after that are met at this figure. Of twelve
authors' crises (three left out of the training at a time) 81.4 % are sure and 7.0 % a doubt; of their look-alikes and
everyday lines full of feeling 6.8 and 4.7 %."""
OVERRULED = 0.2
"""Less likely than this, and the rules were misled: 2 % fewer look-alikes are taken, 0.3 % of the phrases lost."""


@dataclass(frozen=True)
class Danger:
    """`is_voted`: no rule says so."""

    kind: Kind
    is_voted: bool = False


def danger(text: str, vote: Mapping[str, float], *, was_asked: bool = False) -> Danger | None:
    """`vote`: kind -> how likely, "none" among them; empty where there is no vote: then the rules decide alone.
    `was_asked`: there was a doubt about the words before these."""
    kind, likely = crisis(text), 1.0 - vote.get("none", 1.0)
    if kind is not None and (not vote or likely >= OVERRULED):
        return Danger(kind)
    if likely < (DOUBT if was_asked else SURE):
        return None
    return Danger(cast(Kind, max((one for one in vote if one != "none"), key=lambda one: vote[one])), is_voted=True)


def is_doubtful(vote: Mapping[str, float]) -> bool:
    """Of words in which there is no danger yet."""
    return 1.0 - vote.get("none", 1.0) >= DOUBT
