"""The sets of boundaries: what is said in a crisis, and what only sounds like it.

Written before the code that they judge. Each section is split by a seed, half for development and half for the test:
rules are written against the first half only, and the second is what is reported. Folders of other authors are for one
of the two as a whole. Read by tests and by the bars.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from app.conversation.boundaries.crisis import Kind, crisis

FIXTURES = Path(__file__).parents[1] / "fixtures" / "boundaries"
SEED = 20261122
Half = Literal["development", "test"]
Name = Literal["crisis", "look_alikes"]
_OF_AUTHORS: dict[Half, Path] = {"development": FIXTURES / "authors", "test": FIXTURES / "held_out"}
_KINDS: dict[str, Kind] = {"means": "harm", "self-harm": "harm", "abuse": "abuse", "somebody else": "else"}
"""The sections of the first set whose kind is known."""


@dataclass(frozen=True)
class Phrase:
    """One line of a set; `kind` "none": it only sounds like one."""

    kind: str
    text: str


def phrases(name: Name, half: Half) -> list[str]:
    """That half of the set, section by section; for development also what was written later."""
    return [line for lines in _sections(name, half).values() for line in lines]


def of_first(half: Half) -> list[Phrase]:
    """The same with their kinds: where the section does not tell it, what the rules say."""
    told = [
        Phrase(_KINDS.get(topic) or crisis(line) or "despair", line)
        for topic, lines in _sections("crisis", half).items()
        for line in lines
    ]
    return told + [Phrase("none", line) for line in phrases("look_alikes", half)]


def authors(half: Half) -> list[str]:
    """Who else wrote phrases, each of them without having seen ours."""
    folder = _OF_AUTHORS[half]
    return sorted(one.name for one in folder.iterdir() if one.is_dir()) if folder.is_dir() else []


def of_author(name: str, half: Half) -> list[Phrase]:
    """All that one author wrote. In the test's the kinds are not told: there all that is said in a crisis is ''."""
    folder = _OF_AUTHORS[half] / name
    told = [Phrase(kind, line) for kind, lines in _read(folder / "crisis.txt").items() for line in lines]
    return told + [Phrase("none", line) for lines in _read(folder / "look_alikes.txt").values() for line in lines]


def _sections(name: Name, half: Half) -> dict[str, list[str]]:
    chosen: dict[str, list[str]] = {}
    for topic, lines in _read(FIXTURES / f"{name}.txt").items():
        mixed = random.Random(f"{SEED} {name} {topic}").sample(lines, len(lines))
        middle = len(mixed) // 2
        chosen[topic] = mixed[:middle] if half == "development" else mixed[middle:]
    more = FIXTURES / f"more_{name}.txt"
    return chosen | (_read(more) if half == "development" and more.is_file() else {})


def _read(file: Path) -> dict[str, list[str]]:
    """{section: its lines}."""
    sections: dict[str, list[str]] = {}
    topic = ""
    for line in file.read_text("utf-8").splitlines():
        if line.startswith("["):
            topic = line.strip("[]")
        elif line and not line.startswith("#"):
            sections.setdefault(topic, []).append(line)
    return sections
