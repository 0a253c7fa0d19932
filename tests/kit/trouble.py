"""Somebody who interrupts a conversation by key, by typed words or at a certain moment. For scripts/bars.d/stale.py.

Real ears are interrupted by what is in their sound; this is for all the rest. It sees the events on the session's
thread, and posts from timers of its own.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

import numpy as np

from app.events import (
    FinalTranscript,
    PlayoutStarted,
    Published,
    ReplyEnded,
    TurnReopened,
    VoiceStarted,
    VoiceStopped,
)
from app.house import House
from app.listening.endpoint import Endpoint
from app.runtime.clock import FileClock
from app.wishes import Command, StopReply, Type
from tests.kit.topics import TOPICS, topic_of

PLAIN, *TOUCHY = TOPICS
"""The topic of the question that nobody interrupts, and of the others."""
CASES = 5
"""To a conversation; the plain question comes last."""
MOST_PROMPTS = 2
"""What is typed has a prompt too: the spoken one's and its own are interrupted, no chain of them."""
COMMIT_S = 0.8
"""The silence that ends a turn where a voice is to come at that very moment: nobody could aim at one that learns."""


class Punctual(Endpoint):
    """Waits COMMIT_S, whatever was said."""

    def wait_s(self, probability: float | None, text: str, ends: float | None = None) -> float:
        return COMMIT_S


@dataclass
class Trouble:
    """Interrupts a house. `kind`: how."""

    kind: str
    rng: np.random.Generator
    house: House
    clock: FileClock
    typed: list[str] = field(default_factory=list)
    is_over: bool = False
    """The plain question was asked."""
    owed: list[int] = field(default_factory=list)
    """Committed turns whose reply is not over, oldest first."""
    stopped: dict[int, float] = field(default_factory=dict)
    """Turn -> when its reply was to stop."""
    is_paused: bool = False
    """Something was said and not committed yet."""
    hushed_t_s: float | None = None
    """When its answer was to stop."""
    prompts_left: int = MOST_PROMPTS
    """To interrupt in this case."""

    def see(self, event: Published) -> None:
        """On the session's thread: only posts, or sets a timer that does."""
        self.follow(event)
        if isinstance(event, FinalTranscript) and topic_of(event.text) == PLAIN:
            self.is_over = True
        if isinstance(event, PlayoutStarted) and self.kind == "twice by key":
            first_s = float(self.rng.uniform(0.0, 2.5))
            self.later(first_s, StopReply())
            self.later(first_s + 0.1, self.words())
            self.later(first_s + 0.25, StopReply() if self.rng.random() < 0.5 else self.words())
        if isinstance(event, FinalTranscript) and self.kind == "at the commit" and event.text not in self.typed:
            after_s = float(self.rng.choice([0.0, 0.005, 0.05]))
            orders = self.rng.choice(["stop", "words", "both"])
            if orders != "words":
                self.later(after_s, StopReply())
            if orders != "stop":
                self.later(after_s + (0.01 if after_s else 0.0), self.words())

    def follow(self, event: Published) -> None:
        """Who waits for an answer."""
        match event:
            case VoiceStarted() | VoiceStopped():
                self.is_paused, self.hushed_t_s = isinstance(event, VoiceStopped), None
                self.prompts_left = MOST_PROMPTS
            case FinalTranscript(turn=turn) if self.hushed_t_s is not None:
                self.stopped[turn], self.hushed_t_s, self.is_paused = self.hushed_t_s, None, False
            case FinalTranscript(turn=turn) if turn not in self.owed:
                self.owed.append(turn)
                self.is_paused = False
            case TurnReopened(turn=turn) | ReplyEnded(turn=turn) if turn in self.owed:
                self.owed.remove(turn)

    def reading(self, topic: str) -> None:
        """On the responder's thread, in the middle of a prompt."""
        if self.kind == "while reading" and topic != PLAIN and self.prompts_left:
            self.prompts_left -= 1
            self.later(0.0, StopReply() if self.rng.random() < 0.5 else self.words())

    def later(self, after_s: float, command: Command) -> None:
        """Not for ever: what was typed is interrupted too, so there is a limit to the conversation."""
        if self.is_over:
            return
        if isinstance(command, Type):
            self.typed.append(command.text)
            if len(self.typed) > 3 * CASES:
                return
        if after_s <= 0:
            self.post(command)
        else:
            threading.Timer(after_s, self.post, [command]).start()

    def post(self, command: Command) -> None:
        if isinstance(command, StopReply) and self.owed:
            self.stopped.setdefault(self.owed[0], self.clock.now_s())
        elif isinstance(command, StopReply) and self.is_paused:
            self.hushed_t_s = self.clock.now_s()
        self.house.session.post(command)

    def words(self) -> Type:
        return Type(f"Tell me about the {self.rng.choice(TOUCHY)}, please.")
