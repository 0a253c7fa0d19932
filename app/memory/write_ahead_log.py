"""SQLite's write-ahead log of one connection, moved into the file while nobody waits.

SQLite itself would do it at the end of whichever transaction fills it: of every hundredth turn, which then took 35 ms
instead of 1. On the store's thread.
"""

from __future__ import annotations

from typing import Any

_FULL_PAGES = 500
"""Half of what SQLite lets pile up: a move takes 10 to 40 ms."""
_TOO_FULL_PAGES = 16_000
"""64 MB: somebody writes who never rests. Then the writer waits."""


class WriteAheadLog:
    """Counts the pages; `tidy` moves them."""

    def __init__(self, db: Any) -> None:
        self._db = db
        self._pages = 0
        db.set_wal_hook(self._grown)

    def tidy(self) -> bool:
        """Move what is there, if it is worth it. -> whether it was."""
        if self._pages < _FULL_PAGES:
            return False
        self._move()
        return True

    def _grown(self, db: Any, name: str, pages: int) -> int:  # noqa: ARG002
        """Called by SQLite at the end of every transaction."""
        self._pages = pages
        if pages >= _TOO_FULL_PAGES:
            self._move()
        return 0

    def _move(self) -> None:
        self._db.wal_checkpoint()
        self._pages = 0
