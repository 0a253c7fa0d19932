"""What app/memory/matters.py is trained on: what people ask about themselves, and what they told of it before.

The authors of tests/fixtures/days, each with a life in words of their own; of ours without the last phrases, which are
held out. Read by scripts/train-matters. One matter may have several names; `chat` and the chatter tell nothing.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from tests.kit.days import AUTHORS, FIXTURES, OURS

NOTHING = ""
_SAME = {
    "alarm": "wake-up time", "band": "favourite band", "book": "book being read", "coffee": "coffee or tea",
    "tea": "coffee or tea", "colour": "favourite colour", "dentist": "appointment", "dish": "favourite food",
    "friend": "best friend", "grew_up": "hometown", "holiday": "holiday plan", "language": "language being learnt",
    "phone": "phone number", "training": "sport", "shoe": "shoe size", "subject": "subject studied",
    "plate": "number plate", "wifi": "wifi password", "key": "spare key", "meeting": "team meeting",
    "topping": "pizza topping", "pin_up": "wall",
}  # fmt: skip
_VALUES = 2
"""Of each told phrase as many lines, each with another value."""
_CHATTER = 500


@dataclass(frozen=True)
class Said:
    """`kind`: ask, tell, change or chat. `matter`: what it is about; NOTHING for what tells nothing."""

    author: str
    kind: str
    matter: str
    text: str


def everything(authors: Sequence[str] = tuple(AUTHORS), seed: int = 0) -> list[Said]:
    """All that `authors` say, and some chatter."""
    chance = random.Random(seed)
    return [*chain.from_iterable(_of_author(chance, author) for author in authors), *_chatter(chance)]


def _of_author(chance: random.Random, author: str) -> Iterator[Said]:
    for name, topic in tomllib.loads((FIXTURES / f"{author}.toml").read_text("utf-8")).items():
        for kind in ("ask", "tell", "change", "chat"):
            phrases = topic.get(kind, [])
            is_told = kind in ("tell", "change")
            for phrase in phrases[:-1] if author == OURS and kind != "chat" else phrases:
                values = chance.sample(topic["values"], min(_VALUES, len(topic["values"]))) if is_told else [""]
                for value in values:
                    matter = NOTHING if kind == "chat" else _SAME.get(name, name)
                    yield Said(author, kind, matter, phrase.format(v=value) if is_told else phrase)


def _chatter(chance: random.Random) -> Iterator[Said]:
    chatter: dict[str, list[str]] = tomllib.loads((FIXTURES / "chatter.toml").read_text("utf-8"))
    for _ in range(_CHATTER):
        line = chance.choice(chatter["lines"])
        for hole, names in (("{thing}", "things"), ("{place}", "places")):
            while hole in line:
                line = line.replace(hole, chance.choice(chatter[names]), 1)
        yield Said("chatter", "chat", NOTHING, line)
