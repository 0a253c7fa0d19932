"""What the window reads of memory and changes in it: every question goes through the keeper's thread.

Called on the main thread; returns at once. Answers come on the keeper's thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import datetime
from typing import TypeVar

from app.memory.protocol import Kept, Memories, Remembered
from app.runtime.shelf import Keeper

T = TypeVar("T")


class MemoryShelf:
    """The memories of one self. A question that fails is not answered: the keeper's own stage tells what is wrong."""

    def __init__(
        self,
        keeper: Keeper,
        memories: Memories,
        whose: Callable[[], str],
        now: Callable[[], datetime],
        tell_forgotten: Callable[[tuple[str, ...]], None],
    ) -> None:
        """`tell_forgotten`: these episodes and facts are gone; called on the keeper's thread."""
        self._keeper = keeper
        self._memories = memories
        self._whose = whose
        self._now = now
        self._tell_forgotten = tell_forgotten

    def all(self, answer: Callable[[Sequence[Remembered]], None]) -> None:
        """Newest first."""
        self._ask(lambda: self._memories.all(self._whose()), answer)

    def place(self, memory_id: str, answer: Callable[[tuple[str, str] | None], None]) -> None:
        """(day, id of the line) where an episode or a fact was said."""
        self._ask(lambda: self._memories.place(memory_id), answer)

    def kept(self, answer: Callable[[Kept], None]) -> None:
        self._ask(lambda: self._memories.kept(self._whose()), answer)

    def pin(self, memory_id: str, *, is_pinned: bool, answer: Callable[[None], None]) -> None:
        """Keep it for good, or let it be replaced again."""
        self._ask(lambda: self._memories.pin(memory_id, is_pinned=is_pinned), answer)

    def edit(self, memory_id: str, text: str, answer: Callable[[Remembered | None], None]) -> None:
        """-> what takes its place; None: there is no such memory."""
        self._ask(lambda: self._memories.edit(memory_id, text, self._now()), answer)

    def forget(self, memory_id: str, answer: Callable[[None], None]) -> None:
        """Gone from the disk when it answers, with the words it was read from."""
        self._ask(lambda: self._tell_forgotten(self._memories.forget(memory_id)), answer)

    def _ask(self, question: Callable[[], T], answer: Callable[[T], None]) -> None:
        def tell(done: Future[T]) -> None:
            if not done.exception():
                answer(done.result())

        self._keeper.ask(question).add_done_callback(tell)
