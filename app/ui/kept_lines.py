"""Which row of the conversation shows which line of the transcript: what is forgotten leaves the screen too.

Why: a line that was deleted, or the last five minutes, must not stay to be read on the page Talk. Part of the model
behind that page, on the main thread.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from PySide6.QtGui import QStandardItem, QStandardItemModel

from app.memory.protocol import Episode

Key = tuple[int, str]
"""(turn, speaker)"""


class KeptLines:
    """Of `model`'s rows those that are lines. An item is forgotten here before its row goes."""

    def __init__(self, model: QStandardItemModel) -> None:
        self._model = model
        self.clear()

    def clear(self) -> None:
        """The rows are others now."""
        self._said: dict[Key, QStandardItem] = {}
        """Not on the disk yet, or never to be."""
        self._kept: dict[str, QStandardItem] = {}
        self._turns: dict[str, int] = {}
        """Of the user's lines of this run."""
        self._gone: set[str] = set()

    def say(self, turn: int, speaker: str, item: QStandardItem) -> None:
        """Somebody says something; where it will be kept is not known yet."""
        self._said[turn, speaker] = item

    def keep(self, id_: str, item: QStandardItem) -> None:
        """`item` shows what is on the disk as `id_`."""
        self._kept[id_] = item
        self._gone.discard(id_)

    def was_kept(self, turn: int, speaker: str, id_: str) -> None:
        """What was said is on the disk."""
        item = self._said.pop((turn, speaker), None)
        if item is not None:
            self.keep(id_, item)
            if speaker == "user":
                self._turns[id_] = turn

    def knows(self, id_: str) -> bool:
        """It is shown."""
        return id_ in self._kept

    def was_forgotten(self, id_: str) -> bool:
        """It was shown."""
        return id_ in self._gone

    def forget(self, id_: str, live: Container[QStandardItem]) -> list[QStandardItem]:
        """-> the items whose rows must go: the line, and what nobody kept of the answer to it. `live`: still being
        said, which stays."""
        item, turn = self._kept.pop(id_, None), self._turns.pop(id_, None)
        if item is None:
            return []
        self._gone.add(id_)
        answer = self._said.get((turn, "companion")) if turn is not None else None
        if answer is None or turn is None or answer in live:
            return [item]
        del self._said[turn, "companion"]
        return [item, answer]

    def place(self, episodes: Sequence[Episode], number: int) -> int:
        """The row where `episodes[number]` belongs: behind the last line before it that is shown."""
        before = (self._kept[one.id] for one in reversed(episodes[:number]) if one.id in self._kept)
        item = next(before, None)
        return 0 if item is None else item.row() + 1
