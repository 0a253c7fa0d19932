"""The sets of boundaries: what is said in a crisis, and what only sounds like it.

Written before the code that they judge. Each section is split by a seed, half for development and half for the test:
rules are written against the first half only, and the second is what is reported. Read by tests and by the bars.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Literal

FIXTURES = Path(__file__).parents[1] / "fixtures" / "boundaries"
SEED = 20261122
Half = Literal["development", "test"]
Name = Literal["crisis", "look_alikes"]


def phrases(name: Name, half: Half) -> list[str]:
    """That half of the set, section by section; for development also what was written later."""
    chosen: list[str] = []
    for topic, lines in _read(name).items():
        mixed = random.Random(f"{SEED} {name} {topic}").sample(lines, len(lines))
        middle = len(mixed) // 2
        chosen += mixed[:middle] if half == "development" else mixed[middle:]
    has_more = half == "development" and (FIXTURES / f"more_{name}.txt").is_file()
    return chosen + ([line for lines in _read(f"more_{name}").values() for line in lines] if has_more else [])


def _read(name: str) -> dict[str, list[str]]:
    """{section: its lines}."""
    sections: dict[str, list[str]] = {}
    topic = ""
    for line in (FIXTURES / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            topic = line.strip("[]")
        elif line and not line.startswith("#"):
            sections.setdefault(topic, []).append(line)
    return sections
