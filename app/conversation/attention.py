"""Who is listened to, as the machine follows it: keys, commands, time and other programs' calls, message by message.

Between machine.py and wakefulness.py, on the session thread. Pure. After `follow` the two answers are up to date.
"""

from __future__ import annotations

from app.conversation.reply import Out
from app.conversation.wakefulness import Wakefulness
from app.effects import StartTimer
from app.facts import CaptureChanged, TimerFired, WakeWordHeard
from app.wishes import ComeBack, PressKey, ReleaseKey, Sleep, StepAway, ToggleKey, WakeUp

TIMER = "attention"


class Attention:
    """`wants_mic`: the capture stream should be open. `is_awake`: what is said now is answered."""

    def __init__(self, wakefulness: Wakefulness) -> None:
        self.words = wakefulness
        """Asked about what was said."""
        self.wants_mic = wakefulness.wants_mic(0.0)
        self.is_awake = wakefulness.is_awake(0.0)
        self.is_away = False
        """The user cannot be there: whatever the key does, nobody is listened to."""
        self._due_s: float | None = None

    def follow(self, message: object, now_s: float) -> Out:
        """To be called with every message, also with those that do not concern it: time passes. Sets its timer."""
        match message:
            case PressKey() | ReleaseKey() | ToggleKey():
                self._follow_key(message, now_s)
            case Sleep():
                self.words.fall_asleep()
            case StepAway() | ComeBack():
                self.is_away = isinstance(message, StepAway)
            case WakeUp():
                self.is_away = False  # who asks for it is there
                self.words.wake_up(now_s)
            case WakeWordHeard(t_s):
                self.words.wake_up(now_s, word_t_s=t_s)
            case CaptureChanged(program):
                self.words.capture_changed(is_captured=bool(program))
            case TimerFired("attention"):
                self._due_s = None
        return self.refresh(now_s)

    def _follow_key(self, message: PressKey | ReleaseKey | ToggleKey, now_s: float) -> None:
        match message:
            case PressKey():
                self.words.key_down(now_s)
            case ReleaseKey():
                self.words.key_up(now_s)
            case ToggleKey():
                (self.words.key_up if self.words.is_key_down else self.words.key_down)(now_s)

    def refresh(self, now_s: float) -> Out:
        """After `words` was changed by somebody else: the answers, and the timer for when they may change again."""
        self.wants_mic = self.words.wants_mic(now_s) and not self.is_away
        self.is_awake = self.words.is_awake(now_s) and not self.is_away
        after_s = self.words.changes_in_s(now_s)
        due_s = None if after_s is None else now_s + after_s
        if due_s is None or (self._due_s is not None and abs(due_s - self._due_s) < 1e-3):
            return []
        self._due_s = due_s
        return [StartTimer(TIMER, due_s - now_s)]
