"""What was said so far, as heard: the only past that the model may know of.

Written and read by the machine, on the session thread. Pure. What was not heard is not in here; it is kept beside, in
the episode. What the user wants forgotten goes from here too, by the id under which it was kept.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from app.effects import Exchange
from app.facts import EpisodeKept, SaidBefore

Speaker = Literal["user", "companion"]


@dataclass(eq=False)
class _Line:
    """One utterance. `id`: of its episode, '' until that is on disk."""

    speaker: Speaker
    text: str
    turn: int
    t_s: float
    id: str = ""
    by: str = ""


class History:
    """The finished exchanges of the running conversation, oldest first. It grows, unless something is forgotten."""

    def __init__(self, whose: Callable[[int], str] = lambda _turn: "") -> None:
        """`whose`: the companion that has the floor in a turn, by its number; '' for the one of this run."""
        self._whose = whose
        self._lines: list[_Line] = []
        self._exchanges: list[Exchange] = []
        self._ids: dict[tuple[int, str], str] = {}
        """Of what was kept before its exchange was over."""

    def add(self, exchange: Exchange) -> None:
        """One finished turn. A question that got no answer melts into the next one: chat templates want the two sides
        to take turns, and people who ask again mean both questions."""
        self._append("user", exchange.user, exchange.turn, exchange.since_t_s)
        self._append("companion", exchange.companion, exchange.turn, exchange.since_t_s)

    def restore(self, episodes: Iterable[SaidBefore]) -> None:
        """Start from stored utterances, oldest first."""
        self._lines = [_Line(said.speaker, said.text, 0, said.t_s, said.id) for said in episodes]
        self._melt_all()

    def kept(self, fact: EpisodeKept) -> None:
        """An utterance has its id now."""
        for line in reversed(self._lines[-4:]):
            if (line.turn, line.speaker) == (fact.turn, fact.speaker):
                line.id = fact.id
                return
        self._ids[fact.turn, fact.speaker] = fact.id

    def forget(self, ids: Collection[str]) -> None:
        """These episodes are gone. One that was answered together with the next has no line of its own: then all of the
        conversation goes, rather than a word of it stays."""
        is_lost = any(lost in ids for lost in self._ids.values())
        self._lines = [] if is_lost else [line for line in self._lines if line.id not in ids]
        self._melt_all()

    def as_tuple(self) -> tuple[Exchange, ...]:
        """A snapshot, oldest first."""
        return tuple(self._exchanges)

    def _append(self, speaker: Speaker, text: str, turn: int, t_s: float) -> None:
        if text:
            line = _Line(speaker, text, turn, t_s, self._ids.pop((turn, speaker), ""), self._whose(turn))
            self._lines.append(line)
            self._melt(line)

    def _melt_all(self) -> None:
        self._exchanges = []
        for line in self._lines:
            self._melt(line)

    def _melt(self, line: _Line) -> None:
        last = self._exchanges[-1] if self._exchanges else None
        if last is None or last.by != line.by or (line.speaker == "user" and last.companion):
            user, companion = (line.text, "") if line.speaker == "user" else ("", line.text)
            self._exchanges.append(Exchange(user, companion, line.turn, line.t_s, line.by))
        elif line.speaker == "user":
            self._exchanges[-1] = replace(last, user=_join(last.user, line.text), turn=line.turn)
        else:
            self._exchanges[-1] = replace(last, companion=_join(last.companion, line.text))


def _join(first: str, second: str) -> str:
    return f"{first} {second}".strip()
