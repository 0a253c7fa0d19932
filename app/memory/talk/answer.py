"""What talk about memory gives: words to say, and what is to be done once the turn is committed.

Made by memory_talk.py on the store's thread; read by whoever answers the turn. Frozen values.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Forget:
    """Forget these physically, with all that was made of them. Facts given alone lose their episodes too: those are
    in `episode_ids` already."""

    episode_ids: tuple[str, ...] = ()
    fact_ids: tuple[str, ...] = ()
    told: int = 0
    """How many things the user was asked about, where the order itself is among the episodes."""

    @property
    def count(self) -> int:
        """As it is told to the user: what was said counts, not what was read in it."""
        return self.told or len(self.episode_ids) or len(self.fact_ids)


@dataclass(frozen=True)
class AskToForget:
    """Nothing is done yet: the reply asks. `settle` keeps it for the next turn, where "yes" makes it a Forget."""

    forget: Forget


@dataclass(frozen=True)
class Fork:
    """Another self of who is talked to. `episode_ids`: all that it knows; None: what its parent knows by now."""

    label: str
    episode_ids: tuple[str, ...] | None = None


@dataclass(frozen=True)
class AskWhich:
    """The reply asks which of two contradicting facts is right. `fact_id`: the doubted one."""

    fact_id: str


@dataclass(frozen=True)
class Settle:
    """What the user said to it. `right`: the fact that holds, with `value`; or both that hold beside each other."""

    right: tuple[str, ...]
    value: str = ""


@dataclass(frozen=True)
class Keep:
    """Remember that: what was said in this episode, as a memory of its own."""

    episode_id: str


Act = Forget | AskToForget | Fork | AskWhich | Settle | Keep


@dataclass(frozen=True)
class Answer:
    """`text` is spoken as it is."""

    text: str
    act: Act | None = None
    memory_ids: tuple[str, ...] = ()
    """Episodes and facts that the answer was computed from, the nearest first."""
