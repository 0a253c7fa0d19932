"""The machine's life: it sleeps, its screen is locked, another session is in front. Nobody is listened to meanwhile.

Told by desktop_life/ on its own thread, one piece of news at a time. Several things may hold at once (a laptop locks
its screen and then sleeps); the user is back when none of them does.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Literal, get_args

from app.wishes import ComeBack, Command, StepAway

log = logging.getLogger(__name__)

Absence = Literal["suspended", "locked", "screen saver", "elsewhere"]
"""`elsewhere`: another session is in front."""
ABSENCES: tuple[Absence, ...] = get_args(Absence)


def _nobody(_is_on: bool) -> None:
    """There is no window."""


class MachineLife:
    """`rest`: every stream is closed when it returns. `veil(is_on)`: the window hides what was said."""

    def __init__(
        self, post: Callable[[Command], None], rest: Callable[[], None], veil: Callable[[bool], None] = _nobody
    ) -> None:
        self._post = post
        self._rest = rest
        self._veil = veil
        self._absences: set[Absence] = set()

    def follow(self, absence: Absence, *, is_on: bool) -> None:
        """It begins, or it is over; told twice it is nothing new. Before the machine sleeps this returns only when the
        streams are closed."""
        if is_on == (absence in self._absences):
            return
        log.info("absence=%s on=%d", absence.replace(" ", "-"), is_on)
        was_away, was_veiled = bool(self._absences), self._is_veiled
        (self._absences.add if is_on else self._absences.discard)(absence)
        if self._is_veiled != was_veiled:
            self._veil(self._is_veiled)
        if bool(self._absences) != was_away:
            self._post(StepAway() if is_on else ComeBack())
        if is_on and absence == "suspended":
            self._rest()

    @property
    def _is_veiled(self) -> bool:
        """A machine that only sleeps has nothing to hide: whether it asks for a password is told apart from that."""
        return bool(self._absences - {"suspended"})
