"""The two sets of sentences with names in them: calls, and what only looks like one. Halved line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

NAMES = {"samantha": "Samantha", "max": "Max", "morgan": "Morgan", "robin": "Robin"}
_FOLDER = Path(__file__).parents[1] / "fixtures" / "addressed"


@dataclass(frozen=True)
class Said:
    """`companion`: who is called; '' for nobody."""

    text: str
    companion: str = ""


def _calls() -> list[Said]:
    lines = (_FOLDER / "addresses.txt").read_text("utf-8").splitlines()
    return [Said(text, companion) for companion, _, text in (line.partition("\t") for line in lines)]


ADDRESSES = _calls()
LOOK_ALIKES = [Said(line) for line in (_FOLDER / "look_alikes.txt").read_text("utf-8").splitlines()]


def halves(of: Sequence[Said]) -> tuple[Sequence[Said], Sequence[Said]]:
    """(the half the rules were written with, the other)."""
    return of[::2], of[1::2]
