"""Which fact took whose place: worked out from all facts of one slot, in the order they were said.

Called by fact_store.py after every change of a slot, so the order in which episodes are read, edited, imported or
forgotten makes no difference. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from app.memory.facts.vocabulary import PARTNERS, is_fixed


@dataclass(frozen=True)
class Link:
    """What succession must know of one fact."""

    id: str
    predicate: str
    value: str
    """'': from here on there is none ("I quit my job")."""
    source: str
    since: str
    is_change: bool
    is_pinned: bool

    @property
    def content(self) -> tuple[str, str]:
        """Two facts with the same content say the same."""
        name = "partner" if self.predicate in PARTNERS else self.predicate
        return name, " ".join(self.value.casefold().split())


@dataclass(frozen=True)
class Place:
    """Where one fact stands in its slot."""

    id: str
    valid_to: str | None
    supersedes: str | None
    is_uncertain: bool
    is_pinned: bool


def places(links: Sequence[Link]) -> list[Place]:
    """`links`: all facts of one slot, oldest first. What is said again takes nobody's place and makes it certain."""
    sources: dict[tuple[str, str], set[str]] = {}
    pinned: set[tuple[str, str]] = set()
    for link in links:
        sources.setdefault(link.content, set()).add(link.source)
        if link.is_pinned:
            pinned.add(link.content)
    runs = [list(run) for _, run in groupby(links, key=lambda link: link.content)]
    found: list[Place] = []
    for n, run in enumerate(runs):
        before = runs[n - 1] if n else []
        valid_to = runs[n + 1][0].since if n + 1 < len(runs) else None
        is_doubted = _contradicts(run, before) and len(sources[run[0].content]) < 2
        supersedes = before[-1].id if before else None
        is_pinned = run[0].content in pinned
        found += [Place(link.id, valid_to, supersedes, is_doubted, is_pinned) for link in run]
    return found


def _contradicts(run: Sequence[Link], before: Sequence[Link]) -> bool:
    """Homes and jobs change, and saying so is enough; a birthday does not, nor what the user has pinned."""
    if not before or not before[0].value or any(link.is_change for link in run):
        return False
    return is_fixed(run[0].predicate) or any(link.is_pinned for link in before)
