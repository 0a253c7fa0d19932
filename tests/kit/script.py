"""Conversations as scripts: facts go in, the machine's effects are answered by a little world, and time is ours.

The world does what the workers would do, at once: it transcribes to the words the script says, writes and speaks the
reply the script gives, and plays it for as long as its clips last.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from app.audio.clip import Clip
from app.conversation.history import History
from app.conversation.machine import Machine
from app.conversation.switches import Switches
from app.effects import FinishPlayout, KeepEpisode, Play, Respond, StopPlayout, Synthesize, Transcribe
from app.facts import (
    Clause,
    ClauseStarted,
    ClauseWritten,
    EpisodeKept,
    FirstToken,
    MicOpened,
    PlayoutDrained,
    PlayoutStopped,
    ReplyWritten,
    SpeechReady,
    SpeechStarted,
    SpeechStopped,
    Transcribed,
)

HZ = 16_000


def clip(duration_s: float = 1.0) -> Clip:
    return Clip(np.zeros(round(duration_s * HZ), np.float32), HZ)


class World:
    """Answers effects. `holds`: names of effects that stay unanswered until `release`."""

    def __init__(self, *, hears_while_speaking: bool = True, holds: tuple[str, ...] = (), **switches: bool) -> None:
        self.history = History()
        self.machine = Machine(self.history, Switches(**switches), hears_while_speaking=hears_while_speaking)
        self.now_s = 0.0
        self.holds = set(holds)
        self.held: list[Any] = []
        self.made: list[Any] = []
        self.heard_words: list[str] = []
        self.replies: list[tuple[str, ...]] = []
        self.queue: dict[int, list[tuple[int, Clip]]] = {}

    def post(self, *facts: Any) -> World:
        """Facts go in; effects are answered until nothing is left to answer."""
        pending = list(facts)
        while pending:
            for made in self.machine.handle(pending.pop(0), self.now_s):
                self.made.append(made)
                if type(made).__name__ in self.holds:
                    self.held.append(made)
                else:
                    pending += self.answer(made)
        return self

    def release(self, kind: str) -> World:
        """Answer the effects of `kind` that were held."""
        self.holds.discard(kind)
        mine = [effect for effect in self.held if type(effect).__name__ == kind]
        self.held = [effect for effect in self.held if type(effect).__name__ != kind]
        for effect in mine:
            self.post(*self.answer(effect))
        return self

    def wake(self) -> World:
        return self.post(MicOpened())

    def say(self, *words: str, voiced_s: float = 1.0) -> World:
        """The user says something and stops."""
        self.heard_words += words
        self.post(SpeechStarted(self.now_s))
        self.now_s += voiced_s
        last = self.now_s
        self.now_s += 0.64
        return self.post(SpeechStopped(self.now_s, clip(voiced_s), voiced_s, last))

    def answer(self, effect: Any) -> list[Any]:
        match effect:
            case Transcribe(turn, piece):
                return [Transcribed(turn, piece, self.heard_words.pop(0) if self.heard_words else "", 10.0)]
            case Respond(turn):
                reply = self.replies.pop(0) if self.replies else ("Fine.",)
                clauses = [ClauseWritten(turn, n, Clause(text, text)) for n, text in enumerate(reply)]
                return [FirstToken(turn), *clauses, ReplyWritten(turn, len(reply))]
            case Synthesize(turn, n):
                return [SpeechReady(turn, n, clip(), 0.01)]
            case Play(turn, n, sound):
                self.queue.setdefault(turn, []).append((n, sound))
            case FinishPlayout(turn):
                return self.play(turn)
            case StopPlayout(turn):
                self.queue.pop(turn, None)
                return [PlayoutStopped(turn, self.now_s, {0: 1.0, 1: 0.0})]
            case KeepEpisode(turn, speaker):
                return [EpisodeKept(turn, speaker)]
        return []

    def play(self, turn: int) -> list[Any]:
        facts: list[Any] = []
        for n, sound in self.queue.pop(turn, []):
            facts.append(ClauseStarted(turn, n, self.now_s))
            self.now_s += sound.duration_s
        return [*facts, PlayoutDrained(turn, self.now_s)]

    def of(self, *kinds: type) -> list[Any]:
        """What was made, of these kinds, in order."""
        return [made for made in self.made if isinstance(made, kinds)]
