"""What the heads of the vote are trained on: one list of labelled phrases a head, each with who wrote it.

Development sets only: what scores the bars is never among them. Read by scripts/train-votes and by tests. A new head is
a function here and a line in HEADS.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.kit import boundaries, honesty

FIXTURES = Path(__file__).parents[1] / "fixtures"


@dataclass(frozen=True)
class Labelled:
    """`kind` "none": it only sounds like one. `author`: thresholds are found by leaving one out at a time."""

    author: str
    kind: str
    text: str


def of_honesty() -> list[Labelled]:
    """What it is asked about: a topic of honesty/about.py."""
    first = [Labelled("first", one.topic, one.text) for one in honesty.phrases("questions", "development")]
    first += [Labelled("first", "none", one.text) for one in honesty.phrases("look_alikes", "development")]
    others = [
        Labelled(name, one.topic, one.text)
        for name in honesty.authors("development")
        for one in honesty.of_author(name, "development")
    ]
    return [*first, *others, *(Labelled("chatter", "none", text) for text in everyday())]


def chatter() -> Iterator[str]:
    """What people say of their day and ask of anybody: about nothing in particular."""
    days = tomllib.loads((FIXTURES / "days" / "topics.toml").read_text("utf-8"))
    for topic in days.values():
        for key in ("tell", "change", "ask", "chat"):
            for text in topic.get(key, ())[:-1]:  # the last is held out
                yield text.replace("{v}", topic["values"][0])
    talk = tomllib.loads((FIXTURES / "days" / "chatter.toml").read_text("utf-8"))["lines"]
    yield from (text.replace("{thing}", "a lamp").replace("{place}", "Porto") for text in talk)
    yield from (FIXTURES / "companions" / "prompts.txt").read_text("utf-8").splitlines()


def of_crisis() -> list[Labelled]:
    """Who is in danger, and how: a kind of boundaries/crisis.py."""
    first = [Labelled("first", one.kind, one.text) for one in boundaries.of_first("development")]
    others = [
        Labelled(name, one.kind, one.text)
        for name in boundaries.authors("development")
        for one in boundaries.of_author(name, "development")
    ]
    return [*first, *others, *(Labelled("chatter", "none", text) for text in everyday())]


def everyday() -> list[str]:
    """What most turns are, and no set of look-alikes shows."""
    with_feeling = (FIXTURES / "boundaries" / "everyday.txt").read_text("utf-8").splitlines()[1:]
    of_others = [file.read_text("utf-8").splitlines() for file in sorted((FIXTURES / "everyday").glob("*.txt"))]
    return [*chatter(), *days_of_others(), *with_feeling, *(text for lines in of_others for text in lines)]


def days_of_others() -> Iterator[str]:
    """Everyday life in other authors' words, up to three lines of each way of speaking about a matter. Without them one
    sentence in sixteen that had nothing to do with danger was taken for it. "terse" is left out: to measure with."""
    for author in ("second", "rambling", "wide"):
        days = tomllib.loads((FIXTURES / "days" / f"{author}.toml").read_text("utf-8"))
        for topic in days.values():
            for key in ("tell", "change", "ask", "chat"):
                for text in topic.get(key, ())[:3]:
                    yield text.replace("{v}", topic["values"][0])


HEADS: dict[str, Callable[[], list[Labelled]]] = {"crisis": of_crisis, "honesty": of_honesty}
