"""The window's door to the selves of a companion, as a Protocol: the tree, and what can be done with each of them.

Why: the page Companions is built and tested against a few lines; commands/window_selves.py fits the real store to it.
Every method is called on the main thread and returns at once; `answer` comes on any thread. Problems are one line for
the user, '' when all is well. Imports no Qt.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from app.memory.protocol import Episode

MOST_LINES = 10_000
MOST_SELVES = 500


@dataclass(frozen=True)
class SelfCard:
    """One self."""

    id: str
    companion: str
    depth: int = 0
    """0: nothing lies before it."""
    label: str = ""
    """As the user calls it; '' for none."""
    since: datetime | None = None
    """It is there; None: nothing was ever said to it."""
    shared: str = ""
    """The line that it was forked from; '' for none, and for one that was deleted."""
    lines: int = 0
    """Said to it or by it, without what it shares; more than MOST_LINES: so many that nobody counted them."""
    is_current: bool = False
    """It answers when its companion is talked to."""
    talks: bool = False
    """Just now."""
    is_first: bool = False
    """The one its companion began with: it cannot be let go."""


class SelvesShelf(Protocol):
    """The trees of selves."""

    def tree(self, companion: str, answer: Callable[[tuple[SelfCard, ...]], None]) -> None:
        """Each behind its parent; of more than MOST_SELVES the first ones, and the current one."""

    def use(self, one: SelfCard, answer: Callable[[str], None]) -> None:
        """It answers from now on; where its companion talks, it goes on with the conversation. -> problem."""

    def fork(self, parent: str, label: str, at: str | None, answer: Callable[[str], None]) -> None:
        """A new self. `parent` '': of the one who talks. `at`: the id of the last line that it shares; None: all.
        -> problem."""

    def rename(self, self_id: str, label: str, answer: Callable[[str], None]) -> None:
        """-> problem."""

    def to_give(self, giver: str, taker: str, answer: Callable[[Sequence[Episode]], None]) -> None:
        """Lines that `giver` knows and `taker` does not, newest first; the newest few hundred."""

    def give(self, giver: str, taker: str, ids: Sequence[str], answer: Callable[[str], None]) -> None:
        """-> problem."""

    def let_go(self, one: SelfCard, path: Path, answer: Callable[[str], None]) -> None:
        """It and every self that branched off it; what they were told is written to `path` first. -> problem."""
