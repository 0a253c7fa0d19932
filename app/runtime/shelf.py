"""What the window reads of the transcript and takes out of it: every question goes through the keeper's thread.

Called on the main thread; returns at once. Answers come on the keeper's thread. What the user takes out is kept here,
in RAM only, for as long as it can be put back.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from app.memory.protocol import Episode, Found, Span, TranscriptReader, Withdrawal

T = TypeVar("T")

MOST_FOUND = 300
"""Lines that a search shows. Who needs more types another letter."""
EXPORT_PAGE = 500


class Keeper(Protocol):
    """The keeper's worker: runs a question on its thread."""

    def ask(self, question: Callable[[], T], /) -> Future[T]: ...


class Shelf:
    """The transcript of one self. A question that fails is not answered: the keeper's own stage tells what is wrong."""

    def __init__(
        self,
        keeper: Keeper,
        reader: TranscriptReader,
        withdrawal: Withdrawal,
        whose: Callable[[], str],
        tell_forgotten: Callable[[tuple[str, ...]], None],
        write: Callable[[Path, str, Sequence[Episode]], str],
    ) -> None:
        """`whose`: the self that talks. `tell_forgotten`: these episodes are gone. Both are called on the keeper's
        thread. `write`: to a file, in a form -> what went wrong, or ''."""
        self._keeper = keeper
        self._reader = reader
        self._withdrawal = withdrawal
        self._whose = whose
        self._tell_forgotten = tell_forgotten
        self._write = write
        self._taken: dict[int, list[Episode]] = {}
        self._takes = 0

    def days(self, answer: Callable[[Sequence[tuple[str, int]]], None]) -> None:
        """(day, number of lines), newest first."""
        self._ask(lambda: self._reader.days(self._whose()), answer)

    def page(self, day: str, start: int, limit: int, answer: Callable[[Sequence[Episode]], None]) -> None:
        self._ask(lambda: self._page(day, start, limit), answer)

    def of(self, span: Span, answer: Callable[[Sequence[Episode]], None]) -> None:
        self._ask(lambda: self._reader.of(span, self._whose()), answer)

    def search(self, words: str, answer: Callable[[Found], None]) -> None:
        self._ask(lambda: self._reader.search(words, self._whose(), limit=MOST_FOUND), answer)

    def take(self, what: Span | Sequence[str], answer: Callable[[tuple[int, int]], None]) -> None:
        """Hide a stretch, or the lines with these ids -> (a number for `give_back` and `let_go`, how many lines)."""
        self._takes += 1
        number = self._takes
        self._ask(lambda: (number, self._take(number, what)), answer)

    def give_back(self, number: int, answer: Callable[[bool], None]) -> None:
        """-> False: it is too late."""
        self._ask(lambda: self._give_back(number), answer)

    def let_go(self, number: int) -> None:
        """It cannot be put back any more, and is gone from the disk."""
        self._ask(lambda: self._let_go(number), lambda _: None)

    def export(self, path: Path, form: str, answer: Callable[[str], None]) -> None:
        """All of it -> what went wrong, or ''. On a thread of its own; the keeper is asked for a page at a time."""
        threading.Thread(target=lambda: answer(self._export(path, form)), name="export", daemon=True).start()

    def _export(self, path: Path, form: str) -> str:
        episodes: list[Episode] = []
        for day, count in reversed(self._keeper.ask(lambda: self._reader.days(self._whose())).result()):
            for start in range(0, count, EXPORT_PAGE):
                episodes += self._keeper.ask(partial(self._page, day, start, EXPORT_PAGE)).result()
        return self._write(path, form, episodes)

    def _page(self, day: str, start: int, limit: int) -> list[Episode]:
        return self._reader.page(day, self._whose(), start=start, limit=limit)

    def _ask(self, question: Callable[[], T], answer: Callable[[T], None]) -> None:
        def tell(done: Future[T]) -> None:
            if not done.exception():
                answer(done.result())

        self._keeper.ask(question).add_done_callback(tell)

    def _take(self, number: int, what: Span | Sequence[str]) -> int:
        if isinstance(what, Span):
            what = [episode.id for episode in self._reader.of(what, self._whose())]
        self._taken[number], gone = self._withdrawal.take(what)
        self._tell_forgotten(gone)
        return len(self._taken[number])

    def _give_back(self, number: int) -> bool:
        taken = self._taken.pop(number, None)
        if taken is not None:
            self._withdrawal.give_back(taken)
        return taken is not None

    def _let_go(self, number: int) -> None:
        if self._taken.pop(number, None):
            self._finish()

    def _finish(self) -> None:
        """Step by step: a turn never waits for it."""
        if not self._withdrawal.finish_some():
            self._keeper.ask(self._finish)
