"""Which fact took whose place: worked out from all facts of one slot, in the order they were said.

Called by fact_store.py after every change of a slot, so the order in which episodes are read, edited, imported or
forgotten makes no difference. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from app.memory.facts.contradiction import can_contradict
from app.memory.facts.fact import Fact
from app.memory.facts.vocabulary import PARTNERS


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
    is_beside: bool = False
    """The user said that it holds beside what contradicts it."""

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
    """`links`: all facts of one slot, oldest first. What is said again takes nobody's place and makes it certain. What
    holds beside another takes nobody's place either, until a change is told."""
    sources: dict[tuple[str, str], set[str]] = {}
    for link in links:
        sources.setdefault(link.content, set()).add(link.source)
    pinned = {link.content for link in links if link.is_pinned}
    runs = [list(run) for _, run in groupby(links, key=lambda link: (link.content, link.is_beside))]
    beside: set[tuple[str, str]] = set()
    found: list[Place] = []
    for n, run in enumerate(runs):
        before = runs[n - 1] if n else []
        if not run[0].is_beside and any(link.is_change for link in run):
            beside.clear()
        is_doubted = not beside and _contradicts(run, before) and len(sources[run[0].content]) < 2
        if run[0].is_beside:
            beside.add(run[0].content)
        supersedes = before[-1].id if before else None
        is_pinned = run[0].content in pinned
        found += [Place(link.id, _ended(runs, n), supersedes, is_doubted, is_pinned) for link in run]
    return found


def _ended(runs: Sequence[Sequence[Link]], n: int) -> str | None:
    """When something else took the place of run `n`."""
    later = runs[n + 1 :]
    if runs[n][0].is_beside:
        later = [run for run in later if not run[0].is_beside and any(link.is_change for link in run)]
    return later[0][0].since if later else None


def _contradicts(run: Sequence[Link], before: Sequence[Link]) -> bool:
    """Homes and jobs change, and saying so is enough; a birthday does not, nor what the user has pinned. What the user
    pins is certain."""
    if not before or not before[0].value or any(link.is_change or link.is_pinned or link.is_beside for link in run):
        return False
    if any(link.is_pinned for link in before):
        return True
    return bool(run[0].value) and can_contradict(run[0].predicate, before[0].value, run[0].value)


def standing(newest: Iterable[Fact]) -> list[Fact]:
    """Of the newest of each slot and what the user said holds beside it, in the order they were said: what holds. A
    change that was told later ends what was beside it."""
    facts = list(newest)
    slots = [(one.subject.casefold(), one.slot) for one in facts]
    changed = {slots[n]: n for n, one in enumerate(facts) if one.is_change and not one.is_beside}
    return [one for n, one in enumerate(facts) if not one.is_beside or n > changed.get(slots[n], -1)]
