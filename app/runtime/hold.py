"""What a key's ups and downs mean: who holds it, for how long, with auto-repeat and without a release that was lost.

Pure: times come in, on any clock that does not step. Called by push_to_talk.py on the key's thread. The tail (what is
said as one lets go) is the conversation's: it is the same for keys that are bound elsewhere, see wakefulness.py.
"""

from __future__ import annotations

import math
from typing import Literal

from app.wishes import PressKey, ReleaseKey

Style = Literal["hold", "toggle"]

MAX_HOLD_S = 120.0
"""Nobody talks so long in one breath: the key is stuck, or something lies on the keyboard."""
REPEAT_S = 1.2
"""A press so soon after the one before, without a release between, is auto-repeat. (The first repeat comes after 0.25
to 1 s on every desktop's slowest setting.)"""
LOOK_S = 1.0
"""How often a key that is down is looked at: is it still?"""

Wish = PressKey | ReleaseKey


class Hold:
    """`style` hold: it talks while the key is down. toggle: from one press to the next."""

    def __init__(self, style: Style = "hold", max_hold_s: float = MAX_HOLD_S) -> None:
        self._style = style
        self._max_hold_s = max_hold_s
        self._is_down = False
        """As far as the keyboard told."""
        self._pressed_s = -math.inf
        self._talks_since_s: float | None = None

    @property
    def talks(self) -> bool:
        """Somebody is being listened to because of the key."""
        return self._talks_since_s is not None

    @property
    def look_in_s(self) -> float | None:
        """Ask `look` again after so long; None: nothing is under way."""
        return LOOK_S if self.talks else None

    def press(self, now_s: float) -> list[Wish]:
        """The keyboard says: down."""
        is_repeat = self._is_down and now_s - self._pressed_s <= REPEAT_S
        self._is_down, self._pressed_s = True, now_s
        if is_repeat or (self._style == "hold" and self.talks):
            return []
        return self._stop() if self.talks else self._start(now_s)

    def release(self, now_s: float) -> list[Wish]:  # noqa: ARG002 - as `press`
        """The keyboard says: up. Without a press before it, nothing."""
        self._is_down = False
        return self._stop() if self._style == "hold" else []

    def look(self, now_s: float, *, is_down: bool | None) -> list[Wish]:
        """Now and then while `talks`. is_down: what the keyboard says when asked; None: it cannot tell."""
        if is_down is False:
            self._is_down = False
        is_lost = is_down is False and self._style == "hold"
        is_stuck = self._talks_since_s is not None and now_s - self._talks_since_s >= self._max_hold_s
        return self._stop() if is_lost or is_stuck else []

    def let_go(self) -> list[Wish]:
        """The keyboard is gone."""
        self._is_down = False
        return self._stop()

    def _start(self, now_s: float) -> list[Wish]:
        self._talks_since_s = now_s
        return [PressKey()]

    def _stop(self) -> list[Wish]:
        had_begun, self._talks_since_s = self.talks, None
        return [ReleaseKey()] if had_begun else []
