"""What recall gives for one turn, and the Protocol by which the keeper asks for it.

Row 1 of the house: the shapes only. `Recall` lives on the thread that owns the store.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol


@dataclass(frozen=True)
class Memory:
    """One episode or fact, as it may be quoted in a prompt and shown under a reply."""

    id: str
    """Of the episode or the fact; `memory show` and the transcript know it."""
    kind: Literal["episode", "fact"]
    speaker: Literal["user", "companion"]
    text: str
    """An episode's words as heard; a fact's statement."""
    said_at: datetime
    """When it was said, with its zone."""
    score: float
    """Comparable within one recall only; larger is nearer."""
    nearness: float = 1.0
    """How near by itself, 0 .. 1.5: likeness of meaning plus half of the share of the question's words that are in it.
    1 for what was looked up."""
    matter: float = 0.0
    """Whether it tells of the very matter that the user asked for, 0 .. 1; 0 where nobody looked (matters.py)."""
    news: float = 0.0
    """How likely it says that something has changed, 0 .. 1; as above."""


@dataclass(frozen=True)
class Recalled:
    """Best first. Empty: nothing in memory is near enough to what was asked."""

    memories: tuple[Memory, ...] = ()
    asks_for_memory: bool = False
    """The user asked for something said before ("what did I tell you …"): with no memories, the reply must admit it."""
    answer: str = ""
    """A reply computed from the store alone; the language model is not asked. '' for most turns."""
    votes: Mapping[str, Mapping[str, float]] = field(default_factory=dict, compare=False)
    """What the words are about, by each head of the vote (conversation/vote.py): head -> kind -> how likely, 0 .. 1.
    Empty while there is no embedder."""

    @property
    def is_of_the_user(self) -> bool:
        """What holds for the user was asked for, in a way that is known (matters.py)."""
        return any(memory.matter for memory in self.memories)


class Recall(Protocol):
    """Reads what the store's thread may read; never writes, never runs a language model."""

    def recall(self, text: str, *, self_id: str, now: datetime, limit: int = 20) -> Recalled:
        """For what the user says. At most `limit` memories of `self_id` and of its ancestors up to the fork."""
