"""What the icon, the tooltip and the header say: one status, folded from the session's events.

Why: tray and window must never disagree, and the words of a state are written once. Used on the main thread by the
bridge (which folds) and by tray and window (which draw). Of Qt it uses only the words in the window's language.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import QCoreApplication

from app.events import Stage, StageFailed, StageRecovered, State, StateChanged

Shape = Literal["asleep", "listening", "hearing", "thinking", "speaking", "muted", "needs you"]
Phase = Literal["waking", "awake", "leaving"]

BUSY = ("thinking", "speaking")


@dataclass(frozen=True)
class Status:
    """The session's own state, and a `phase` around it: waking until it is first not asleep, leaving after Quit."""

    phase: Phase = "waking"
    state: State = "listening"
    mic_muted: bool = False
    voice_muted: bool = False
    failures: tuple[tuple[Stage, str], ...] = ()
    """(stage, one line for the user), oldest first; a stage that recovers leaves."""

    def after(self, event: object) -> Status:
        """The status once `event` (a Published) has happened."""
        if isinstance(event, StateChanged):
            phase: Phase = "awake" if self.phase == "waking" and event.state != "asleep" else self.phase
            return replace(
                self, phase=phase, state=event.state, mic_muted=event.mic_muted, voice_muted=event.voice_muted
            )
        if isinstance(event, StageFailed):
            return replace(self, failures=(*self._failures_without(event.stage), (event.stage, event.error)))
        if isinstance(event, StageRecovered):
            return replace(self, failures=self._failures_without(event.stage))
        return self

    def awake(self) -> Status:
        """The status of one that starts asleep and stays so until it is called: muted, or with a wake phrase or key."""
        return replace(self, phase="awake") if self.phase == "waking" else self

    def leaving(self) -> Status:
        """The status once the user has asked to quit."""
        return replace(self, phase="leaving")

    @property
    def shape(self) -> Shape:
        """What the icon shows. A stage that is down is told first, then a closed microphone, then the work."""
        if self.phase == "leaving":
            return "thinking"
        if self.failures:
            return "needs you"
        if self.mic_muted:
            return "muted"
        return "thinking" if self.phase == "waking" else self.state

    @property
    def words(self) -> str:
        """The same in words; the failures have lines of their own."""
        return " ".join(self.sentences)

    @property
    def sentences(self) -> tuple[str, ...]:
        """The words in one or two lines: what it does and hears, then how it answers."""
        if self.phase == "leaving":
            return (_tr("Closing."),)
        closed = _tr("The microphone is closed.")
        first = f"{self._first_words()} {closed}" if self.mic_muted else self._first_words()
        return (first, _tr("I answer in writing.")) if self.voice_muted else (first,)

    @property
    def problems(self) -> tuple[str, ...]:
        """What is down, and what helps: one line each."""
        return tuple(error for _, error in self.failures)

    @property
    def microphone_wish(self) -> str:
        """What the microphone's switch would do."""
        return _tr("Unmute microphone") if self.mic_muted else _tr("Mute microphone")

    @property
    def voice_wish(self) -> str:
        """What the voice's switch would do."""
        return _tr("Unmute voice") if self.voice_muted else _tr("Mute voice")

    @property
    def can_stop(self) -> bool:
        """Is there a reply that can be stopped?"""
        return self.phase == "awake" and self.state in BUSY

    @property
    def can_be_woken(self) -> bool:
        """Asleep, and it could hear if it were not."""
        return self.phase == "awake" and self.state == "asleep" and not self.mic_muted

    def _first_words(self) -> str:
        if self.failures:
            return _tr("I need you.")
        if self.phase == "waking":
            return _tr("Waking up.")
        if self.mic_muted and self.state not in BUSY:
            return _tr("Muted.")
        return _words(self.state)

    def _failures_without(self, stage: Stage) -> tuple[tuple[Stage, str], ...]:
        return tuple(failure for failure in self.failures if failure[0] != stage)


def _words(state: State) -> str:
    match state:
        case "asleep":
            return _tr("Asleep.")
        case "listening":
            return _tr("I'm listening.")
        case "hearing":
            return _tr("I hear you.")
        case "thinking":
            return _tr("Thinking.")
        case "speaking":
            return _tr("Speaking.")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Status", text)
