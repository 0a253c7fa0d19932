"""The window's door to the companions' files, as a Protocol: who there is, made, changed, carried elsewhere.

Why: the page Companions is built and tested against a few lines; app/household/companions.py fits the real folder to
it. Every method is called on the main thread and returns at once; `answer` comes on any thread. Problems are one line
for the user, '' when all is well. Imports no Qt.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True)
class CompanionCard:
    """One companion, as its file has it."""

    id: str
    name: str
    purpose: str = ""
    greeting: str = ""
    character: str = ""
    humour: str = ""
    style: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    samples: tuple[tuple[str, str], ...] = ()
    """(the user, the companion)."""
    voice: str = ""
    is_adult: bool = False
    is_own: bool = False
    """The user's file; shipped ones cannot be deleted, and are copied when they are changed."""
    problem: str = ""
    """Its file is broken; nothing else is known then."""


@dataclass(frozen=True)
class CardPreview:
    """What a file would become. `problem`: it is none that is known."""

    name: str = ""
    greeting: str = ""
    samples: tuple[tuple[str, str], ...] = ()
    understood: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    is_adult: bool = False
    problem: str = ""


class CompanionShelf(Protocol):
    """The folder of companions."""

    def look(self, answer: Callable[[tuple[CompanionCard, ...]], None]) -> None: ...

    def make(self, purpose: str, name: str, answer: Callable[[str, str], None]) -> None:
        """-> (its id, problem). `name` '': one is chosen."""

    def change(self, companion: str, changes: Mapping[str, object], answer: Callable[[str], None]) -> None:
        """-> problem. Keys as in the file."""

    def delete(self, companion: str, answer: Callable[[str], None]) -> None:
        """-> problem."""

    def export(self, companion: str, path: Path, answer: Callable[[str], None]) -> None:
        """-> problem. x.json: a character card V2; any other name: TOML."""

    def preview(self, path: Path, answer: Callable[[CardPreview], None]) -> None:
        """What a character card, or a companion's file, would become. Nothing is kept."""

    def bring(self, path: Path, name: str, *, is_adult: bool, answer: Callable[[str], None]) -> None:
        """-> problem. `is_adult`: its rating for adults is kept."""
