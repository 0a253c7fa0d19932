"""A conversation of 400 days: forty facts are told among chatter, fifteen change, and forty questions wait at its end.

Facts, values, phrasings and days are drawn by a seed from tests/fixtures/days, so another seed is another life. The
last phrase of each list of topics.toml is held out: nothing was tuned on it. Each other file of topics is a life in
another author's words. Read by scripts/bars.d/days.py and by a test.
"""

from __future__ import annotations

import json
import random
import re
import tomllib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from app.memory.facts.fact_store import FactStore
from app.memory.ids import Ids
from app.memory.protocol import Episode
from app.memory.store import SqliteTranscriptStore

FIXTURES = Path(__file__).parents[1] / "fixtures" / "days"
BEGIN = datetime.fromisoformat("2026-03-01T08:00:00+01:00")
DAYS, FACTS, CHANGES = 400, 40, 15
LAST_QUIET_DAYS = 5
"""Nothing is told so late: the questions are asked after it."""
_EMPTY = {"the", "a", "an", "in", "on", "at", "of", "with", "and", "under", "behind", "number", "to"}

OURS = "topics"
AUTHORS = sorted(path.stem for path in FIXTURES.glob("*.toml") if path.stem != "chatter")

Phrasing = Literal["known", "held-out", "any"]
"""Of ours the last phrase is held out; of another author's any is said."""


@dataclass(frozen=True)
class Told:
    """One fact of this life. `before`: what was true until it changed; '' when it never did."""

    topic: str
    value: str
    before: str
    question: str

    def is_in(self, text: str) -> bool:
        """Every word of the value, in any order: "on May 3" says 3 May."""
        return says(text, self.value)


@dataclass
class Life:
    """`lines`: (when, user's words, companion's words), in their order."""

    told: list[Told] = field(default_factory=list)
    lines: list[tuple[datetime, str, str]] = field(default_factory=list)

    @property
    def end(self) -> datetime:
        """When the first question is asked."""
        return BEGIN + timedelta(days=DAYS + 1, hours=3)


def says(text: str, value: str) -> bool:
    words = set(re.findall(r"[a-z0-9]+", text.casefold().replace(",", "")))
    wanted = [word for word in re.findall(r"[a-z0-9]+", value.casefold().replace(",", "")) if word not in _EMPTY]
    return all(word in words or word.rstrip("s") in words for word in wanted)


def life(
    seed: int, phrasing: Phrasing = "known", facts: int = FACTS, changes: int = CHANGES, author: str = OURS
) -> Life:
    """What is said and asked under `seed`, in the words of `author`: the name of a file of topics, or its path."""
    chance = random.Random(seed)
    topics: dict[str, dict[str, list[str]]] = _topics(author)
    chatter: dict[str, list[str]] = tomllib.loads((FIXTURES / "chatter.toml").read_text("utf-8"))
    chosen = chance.sample(sorted(topics), min(facts, len(topics)))
    changing = set(chance.sample([name for name in chosen if topics[name].get("change")], changes))
    made = Life()
    said: list[tuple[float, str, str]] = []
    for name in chosen:
        told, lines = _told(chance, name, topics[name], name in changing, phrasing)
        made.told.append(told)
        said += [(day, text, _reply(chance, chatter, value)) for day, text, value in lines]
        said += [(chance.uniform(0, DAYS), text, _reply(chance, chatter)) for text in topics[name]["chat"] * 2]
    for day in range(DAYS):
        for _ in range(chance.randint(1, 4)):
            text = _filled(chance, chatter, chance.choice(chatter["lines"]))
            said.append((day + chance.random(), text, _reply(chance, chatter)))
    made.lines = [(_at(day), text, reply) for day, text, reply in sorted(said)]
    chance.shuffle(made.told)
    return made


def _topics(author: str) -> dict[str, dict[str, list[str]]]:
    path = Path(author) if author.endswith((".toml", ".json")) else FIXTURES / f"{author}.toml"
    text = path.read_text("utf-8")
    return dict(json.loads(text) if path.suffix == ".json" else tomllib.loads(text))


def _told(
    chance: random.Random, name: str, topic: dict[str, list[str]], is_changing: bool, phrasing: Phrasing
) -> tuple[Told, list[tuple[float, str, str]]]:
    """The fact and the lines that tell it: (day, words, value)."""
    first, second = chance.sample(topic["values"], 2)
    day = chance.uniform(0, DAYS * 0.6)
    question = _phrase(chance, topic["ask"], phrasing)
    lines = [(day, _phrase(chance, topic["tell"], phrasing).format(v=first), first)]
    if not is_changing:
        return Told(name, first, "", question), lines
    changed = chance.uniform(day + 10, DAYS - LAST_QUIET_DAYS)
    lines.append((changed, _phrase(chance, topic["change"], phrasing).format(v=second), second))
    return Told(name, second, first, question), lines


def _phrase(chance: random.Random, phrases: list[str], phrasing: Phrasing) -> str:
    if phrasing == "held-out":
        return phrases[-1]
    return chance.choice(phrases if phrasing == "any" else phrases[:-1])


def _reply(chance: random.Random, chatter: dict[str, list[str]], value: str = "") -> str:
    """A third of what is told is said back."""
    if value and chance.random() < 1 / 3:
        return chance.choice(chatter["echoes"]).format(v=value)
    return chance.choice(chatter["replies"])


def _filled(chance: random.Random, chatter: dict[str, list[str]], line: str) -> str:
    for hole, names in (("{thing}", "things"), ("{place}", "places")):
        while hole in line:
            line = line.replace(hole, chance.choice(chatter[names]), 1)
    return line


def _at(day: float) -> datetime:
    """Awake from eight to ten."""
    whole = int(day)
    return BEGIN + timedelta(days=whole, hours=14 * (day - whole))


def live(store: SqliteTranscriptStore, made: Life, self_id: str = "se_samantha") -> None:
    """Everything is said, kept and read, line by line. The store is open and knows samantha."""
    ids = Ids()
    facts = FactStore(lambda: store.db, store.path, new_id=ids.new)
    for number, (start, user, companion) in enumerate(made.lines, start=1):
        for speaker, text, after_s in (("user", user, 0.0), ("companion", companion, 4.0)):
            begin = start + timedelta(seconds=after_s)
            values: dict[str, Any] = {"conversation": f"co_{start.date()}_{start.hour}", "turn": number}
            values |= {"speaker": speaker, "text": text, "start": begin, "end": begin + timedelta(seconds=3)}
            said = Episode(id=ids.new("ep", begin), companion="samantha", self_id=self_id, unheard="", **values)
            store.keep(said)
            if speaker == "user":
                facts.derive(said)
