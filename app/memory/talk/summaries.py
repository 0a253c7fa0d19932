"""What the user talked about in a stretch of the transcript, by the vectors of its lines (summary.py).

Used by times.py on the store's thread; reads only. Lines that have no vector yet (they are made when nobody wants
anything) count by their length.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from app.memory.matters import MADE_FOR, Matters, load
from app.memory.protocol import Episode
from app.memory.summary import Summary, summary
from app.memory.talk.past import Past
from app.resources import asset


class Summaries:
    """`past` reads the open store."""

    def __init__(self, past: Past) -> None:
        self._past = past

    def of(self, episodes: Sequence[Episode]) -> Summary:
        """Of what the user said there: about 20 ms for 5,000 lines."""
        vectors = self._past.vectors([one.id for one in episodes if one.speaker == "user"], MADE_FOR)
        return summary(episodes, vectors, self._matters if vectors else None)

    @cached_property
    def _matters(self) -> Matters:
        return load(asset("matters.npz"))
