"""What a companion knows of its user in every conversation: the name, and what the user has pinned.

Filled on the keeper's thread whenever it changes, read on the responder's by the prompt, which takes it up only where a
conversation begins or is cut: what the model has read stays as it is. Each call is one step, so no lock. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.companion.recall_block import CountTokens, harmless

MOST_TOKENS = 60


class AboutUser:
    """Of the companions of one home: what is told to one self is no other's."""

    def __init__(self) -> None:
        self._statements: dict[str, tuple[str, ...]] = {}

    def learn(self, companion: str, statements: Sequence[str]) -> None:
        """What holds now, what matters most first: "Your name is Anna."."""
        self._statements[companion] = tuple(statements)

    def knows(self, companion: str) -> bool:
        """False after `forget`: learn again."""
        return companion in self._statements

    def forget(self) -> None:
        """Something was forgotten, and it may have been this."""
        self._statements = {}

    def line(self, companion: str, count: CountTokens) -> str:
        """As the user would say it, in the form of a block of memories; '' when nothing is known."""
        line = ""
        for statement in map(harmless, self._statements.get(companion, ())):
            longer = f'{line[:-1]} "{statement}"]' if line else f'[you know: "{statement}"]'
            line = longer if count(longer) <= MOST_TOKENS else line
        return line
