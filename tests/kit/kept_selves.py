"""A tree of selves as a few lines that answer at once: for tests/unit/ui and the screenshots."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from app.memory.protocol import Episode
from app.ui.selves_doors import SelfCard

FIRST = SelfCard("se_samantha", "samantha", 0, "", datetime(2025, 11, 22, 9, tzinfo=UTC), "", 1_204, True, True, True)
NOVEL = SelfCard("se_novel", "samantha", 1, "my novel", datetime(2026, 2, 14, 20, tzinfo=UTC),
                 "What if the lighthouse keeper never leaves?", 86)  # fmt: skip
ENDING = SelfCard("se_ending", "samantha", 2, "another ending", datetime(2026, 3, 1, 21, tzinfo=UTC),
                  "Then nobody answers the letters, and that is the end of it, I think, or the second to last page.", 1)
PLAIN = SelfCard("se_plain", "samantha", 1, "", datetime(2026, 3, 2, 8, tzinfo=UTC), "", 0)
TREE = (FIRST, NOVEL, ENDING, PLAIN)
AT = datetime(2026, 3, 1, 21, 4, tzinfo=UTC)
LINES = tuple(
    Episode(f"ep_{n}", "samantha", "se_novel", "co", n, "user" if n % 2 else "companion", text, "", AT, AT)
    for n, text in enumerate(("Who finds the letters?", "A boy, in the spring.", "Then he is the one who tells it."))
)


class KeptSelves:
    """`done` remembers what was asked for."""

    def __init__(self) -> None:
        self.done: list[tuple[object, ...]] = []
        self.cards: tuple[SelfCard, ...] = TREE
        self.lines: Sequence[Episode] = LINES
        self.problem = ""

    def tree(self, companion: str, answer: Callable[[tuple[SelfCard, ...]], None]) -> None:
        first = SelfCard(f"se_{companion}", companion, is_current=True, is_first=True)
        answer(self.cards if companion == "samantha" else (first,))

    def use(self, one: SelfCard, answer: Callable[[str], None]) -> None:
        self._did(answer, "use", one.id)

    def fork(self, parent: str, label: str, at: str | None, answer: Callable[[str], None]) -> None:
        self._did(answer, "fork", parent, label, at)

    def rename(self, self_id: str, label: str, answer: Callable[[str], None]) -> None:
        self._did(answer, "rename", self_id, label)

    def to_give(self, giver: str, taker: str, answer: Callable[[Sequence[Episode]], None]) -> None:
        answer(self.lines if taker == "se_samantha" else ())

    def give(self, giver: str, taker: str, ids: Sequence[str], answer: Callable[[str], None]) -> None:
        self._did(answer, "give", giver, taker, tuple(ids))

    def let_go(self, one: SelfCard, path: Path, answer: Callable[[str], None]) -> None:
        self._did(answer, "let go", one.id, path)

    def _did(self, answer: Callable[[str], None], *deed: object) -> None:
        self.done.append(deed)
        answer(self.problem)
