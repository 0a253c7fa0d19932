"""What was written for an earlier reply and may be said once more: all of it, or what was not heard.

Owned by answering.py, on the session thread.
"""

from __future__ import annotations

from typing import Literal

from app.clause import Clause
from app.conversation.reply import Reply

Answer = Literal["new", "rest", "again", "on", "none"]
"""What a committed turn gets: the model's words, what the last reply had left to say, all of the last reply once more,
its rest if there is any, or silence."""


class Said:
    """Of the last reply."""

    def __init__(self) -> None:
        self._rest: tuple[Clause, ...] = ()
        """What it still had to say when it was stopped."""
        self._last: tuple[Clause, ...] = ()

    def wanted(self, answer: Answer) -> tuple[Clause, ...]:
        """What that answer consists of, () if it is not to be had."""
        return self._last if answer == "again" else self._rest if answer in ("rest", "on") else ()

    def note(self, reply: Reply, shares: dict[int, float] | None) -> None:
        """It is over. `shares`: see Reply.heard; None: all of it was heard. Our own words are never said again."""
        self._rest = () if shares is None or reply.is_canned else reply.rest(shares)
        self._last = self._last if reply.is_canned else reply.rest({})

    def forget(self) -> None:
        """It may be what the user wants forgotten."""
        self._rest = self._last = ()
