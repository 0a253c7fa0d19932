"""What a stretch of the transcript was about: its most telling lines, and the topics that came up most.

Nothing here is written by a model, and nothing is kept: a summary is a choice of the user's own lines, made from the
vectors that the store has anyway, when somebody asks. So it has its sources, is never older than they are, is no source
of anything, and knows no line that was forgotten. Pure; asked by talk/summaries.py, on the store's thread.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from app.memory.matters import Matters
from app.memory.protocol import Episode
from app.memory.vectors import Vector, directions

LENGTH_COUNTS = 0.03
"""Of a line with LONG_CHARS; what tells of a matter counts 1. It decides where no line tells of anything."""
LONG_CHARS = 120
ALIKE = 0.85
"""Cosine: what was said twice is told once."""
SURE = 0.5
"""A line is of a topic when it tells of it as likely as not."""
MOST_LINES = 12
"""More than anybody listens to."""
_PHRASES = {
    "baby due": "the baby", "book being read": "the book you are reading", "browser password hint": "your passwords",
    "children count": "your children", "coffee or tea": "coffee and tea", "disliked food": "food you don't like",
    "dream": "your dreams", "ex": "your ex", "fear": "what you are afraid of", "first love": "your first love",
    "floor": "your flat", "flight": "your flight", "game": "games", "gym day": "the gym", "gym": "the gym",
    "holiday plan": "your holiday plans", "home": "where you live", "job": "your work", "previous job": "your old job",
    "language being learnt": "the language you are learning", "lucky number": "lucky numbers",
    "market day": "the market", "married since": "your marriage", "met": "how you met", "military": "the army",
    "name": "your name", "pregnancy name": "names for the baby", "present": "presents", "school of the child":
    "your child's school", "size of clothes": "clothes", "smoking": "smoking", "subject studied": "your studies",
    "team meeting": "your team meetings", "train": "trains", "volunteering": "your volunteering", "wall": "your walls",
    "wake-up time": "when you get up", "bedtime": "when you go to bed", "superstition": "superstitions",
}  # fmt: skip
"""How a matter is said, where "your dog" is no pattern for it."""


@dataclass(frozen=True)
class Topic:
    """`name` as it is said to the user: "your dog". `ids`: the lines that tell of it."""

    name: str
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Summary:
    """`lines`: the user's, the most telling first, nothing twice. `topics`: those with most lines first."""

    lines: tuple[Episode, ...] = ()
    topics: tuple[Topic, ...] = ()


def summary(said: Sequence[Episode], vectors: Mapping[str, bytes], matters: Matters | None) -> Summary:
    """Of what the user said. `vectors`: of the lines that have one, int8 (dimensions,), by id. Without `matters` the
    longest lines count as the most telling."""
    mine = [one for one in said if one.speaker == "user"]
    known = [one for one in mine if one.id in vectors]
    telling = {one.id: LENGTH_COUNTS * min(len(one.text), LONG_CHARS) / LONG_CHARS for one in mine}
    lines = directions([vectors[one.id] for one in known]) if known else ()
    rows = {one.id: line for one, line in zip(known, lines, strict=True)}
    topics: dict[str, list[str]] = {}
    if matters is not None and known:
        for one, shares in zip(known, matters.told(np.asarray(lines)).shares, strict=True):
            if one.text.rstrip().endswith("?"):  # asks, and tells nothing
                continue
            telling[one.id] += float(shares.sum())
            if shares.max() >= SURE:
                topics.setdefault(matters.names[int(shares.argmax())], []).append(one.id)
    ranked = sorted(mine, key=lambda one: -telling[one.id])
    return Summary(tuple(_without_doubles(ranked, rows)), _named(topics))


def _named(topics: Mapping[str, list[str]]) -> tuple[Topic, ...]:
    most = sorted(topics.items(), key=lambda item: -len(item[1]))
    return tuple(Topic(_PHRASES.get(name, f"your {name}"), tuple(ids)) for name, ids in most)


def _without_doubles(ranked: Sequence[Episode], rows: Mapping[str, Vector]) -> list[Episode]:
    """The first of those that say the same."""
    chosen: list[Episode] = []
    seen: list[Vector] = []
    for one in ranked:
        row = rows.get(one.id)
        if row is not None:
            if seen and float(np.max(np.stack(seen) @ row)) > ALIKE:
                continue
            seen.append(row)
        chosen.append(one)
        if len(chosen) >= MOST_LINES:
            break
    return chosen
