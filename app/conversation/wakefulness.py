"""Whether it is awake: what is said to it is answered, and the microphone is wanted, or not.

The machine asks on the session thread; pure, times are the session's seconds and come in. Three modes:

    open   awake, until "go to sleep" or until another program records (a call); "wake up" or the wake phrase wakes it
    wake   asleep, until the wake phrase; a turn, its reply and a follow-up window belong to it
    key    asleep, and the microphone closed, until the key goes down, or for one turn after the command WakeUp

Whatever the mode, the key and the command WakeUp win. A mute is none of this: switches.py.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from app.conversation.wake import WakePhrases, is_go_to_sleep, is_wake_up

Mode = Literal["open", "wake", "key"]

FOLLOW_UP_S = 12.0
"""After a reply one may go on without the wake phrase (field-notes.md: 10 to 20 s)."""
LEAD_S = 8.0
"""After the wake phrase alone: time to find the words."""
ONE_TURN_S = 30.0
"""In the mode `key` after WakeUp: time for one turn, then the microphone closes, whatever was said."""
TURN_S = 90.0
"""A turn and its reply are over by then, whatever happened; `reply_ended` says it sooner."""
KEY_TAIL_S = 0.3
"""People let go of the key with the last syllable (field-notes.md: 250 to 500 ms)."""
KEY_LEAD_S = 0.5
"""They begin to speak as they press it; it is the pre-roll."""
_KEPT_PRESSES = 4
"""The words of a press arrive when the next may be on."""


@dataclass(frozen=True)
class Heard:
    """What to do with an utterance. `text`: what to answer, without the wake phrase; '' unless `act` is `answer`."""

    act: Literal["answer", "drop", "sleep", "wake"]
    """`sleep`: say or show a short good night. `wake`: show that it listens, and wait for the words."""
    text: str = ""


class Wakefulness:
    """`wake_phrase`: '' for none but the companion's `name` with "wake up"; `keep_ready`: in `key`, leave the
    microphone open (only what is said while the key is down is answered)."""

    def __init__(self, mode: Mode, *, name: str, wake_phrase: str = "", keep_ready: bool = False) -> None:
        self.mode = mode
        self._name = name
        self._phrases = WakePhrases((wake_phrase, f"wake up {name}", f"{name} wake up"))
        self._keep_ready = keep_ready
        self._is_sent_to_sleep = False
        self._is_captured = False
        self._awake_until_s = -math.inf
        self._word_t_s = -math.inf
        self._presses: list[tuple[float, float]] = []

    # ---- what happened ---------------------------------------------------------------------------------------------

    def hears(self, text: str, now_s: float, *, began_s: float | None = None) -> Heard:
        """An utterance is over. As `weigh`; and from now on it holds: awake for the reply, or asleep."""
        heard = self.weigh(text, now_s, began_s=began_s)
        was_called = not self._is_for_us(now_s if began_s is None else began_s)
        if heard.act == "sleep":
            self.fall_asleep()
        elif heard.act == "wake" or (heard.act == "answer" and was_called):
            self.wake_up(now_s)
        if heard.act == "answer":
            self._awake_until_s = -math.inf if self.mode == "key" else now_s + TURN_S
        return heard

    def key_down(self, now_s: float) -> None:
        """The key wakes it in every mode."""
        self._is_sent_to_sleep = False
        if not self.is_key_down:
            self._presses = [*self._presses[1 - _KEPT_PRESSES :], (now_s, math.inf)]

    def key_up(self, now_s: float) -> None:
        """Without a key that is down: nothing."""
        if self.is_key_down:
            self._presses[-1] = (self._presses[-1][0], now_s)

    def capture_changed(self, *, is_captured: bool) -> None:
        """Another program began to record, or the last one ended."""
        self._is_captured = is_captured and self.mode == "open"

    def reply_ended(self, now_s: float) -> None:
        """The turn is over, with or without a word."""
        if now_s < self._awake_until_s:
            self._awake_until_s = now_s + FOLLOW_UP_S

    def fall_asleep(self) -> None:
        """By command."""
        self._is_sent_to_sleep = self.mode == "open"
        self._awake_until_s = -math.inf

    def wake_up(self, now_s: float, *, word_t_s: float = -math.inf) -> None:
        """By command, by the wake phrase, or by a wake word detector. Also while another program records: who asks for
        it wants it.

        word_t_s: where the detector's word ends; what was being said then is a call, whatever its words are taken for.
        """
        self._is_sent_to_sleep = self._is_captured = False
        until_s = self._awake_until_s if word_t_s > -math.inf else -math.inf  # the word may come late, into its reply
        self._awake_until_s = max(until_s, now_s + (ONE_TURN_S if self.mode == "key" else LEAD_S))
        self._word_t_s = max(self._word_t_s, word_t_s)

    # ---- what holds ------------------------------------------------------------------------------------------------

    @property
    def is_key_down(self) -> bool:
        return bool(self._presses) and self._presses[-1][1] == math.inf

    def weigh(self, text: str, now_s: float, *, began_s: float | None = None) -> Heard:
        """What `hears` would say; nothing changes. For words that may not be the last: partial ones, speculation.

        began_s: when the utterance began (None: now).
        """
        began_s = now_s if began_s is None else began_s
        if self._is_for_us(began_s):
            return self._obeyed(text, has_word=began_s < self._word_t_s)
        rest = None if self.mode == "key" else self._call(text)
        return Heard("drop") if rest is None else _called(rest)

    def is_awake(self, now_s: float) -> bool:
        """What is said now is answered."""
        return self._is_pressed(now_s) or self._listens(now_s)

    def wants_mic(self, now_s: float) -> bool:
        """The capture stream should be open. Asleep it listens for its wake phrase; during a call, to nothing."""
        if self._is_pressed(now_s):
            return True
        return self._keep_ready or self._listens(now_s) if self.mode == "key" else not self._is_captured

    def changes_in_s(self, now_s: float) -> float | None:
        """Ask again after so long: `is_awake` or `wants_mic` may change by itself then. None: not by itself."""
        ends = [] if self.mode == "open" else [self._awake_until_s]
        ends += [up_s + KEY_TAIL_S for _, up_s in self._presses[-1:]]
        ahead = [end - now_s for end in ends if now_s < end < math.inf]
        return min(ahead, default=None)

    # ---- inside ----------------------------------------------------------------------------------------------------

    def _obeyed(self, text: str, *, has_word: bool) -> Heard:
        """Awake. has_word: the detector has heard the wake word in it."""
        rest = self._phrases.rest_after(text) if self.mode == "wake" else None
        if rest is None and has_word:
            rest = self._phrases.rest_after_word(text)
        if is_go_to_sleep(text if rest is None else rest or text, name=self._name):
            return Heard("sleep")
        return Heard("answer", text) if rest is None else _called(rest)

    def _call(self, text: str) -> str | None:
        """Asleep: what follows the call that wakes it, '' if nothing; None: it was not called."""
        if self._is_sent_to_sleep and is_wake_up(text, name=self._name):
            return ""
        return self._phrases.rest_after(text)

    def _listens(self, now_s: float) -> bool:
        """Awake, whatever the key does."""
        if self.mode == "open":
            return not (self._is_sent_to_sleep or self._is_captured)
        return now_s < self._awake_until_s

    def _is_for_us(self, began_s: float) -> bool:
        """Whether who began to speak then spoke to it."""
        pressed = any(down_s - KEY_LEAD_S <= began_s < up_s + KEY_TAIL_S for down_s, up_s in self._presses)
        return pressed or self._listens(began_s)

    def _is_pressed(self, now_s: float) -> bool:
        return bool(self._presses) and now_s < self._presses[-1][1] + KEY_TAIL_S


def _called(rest: str) -> Heard:
    """By the wake phrase, with the question or without."""
    return Heard("answer", rest) if rest else Heard("wake")
