"""The session thread: takes one message at a time to the machine, hands its effects to the workers, tells subscribers.

It never blocks, infers or sleeps; an effect takes microseconds because it only posts. Subscribers are called on this
thread, in order, and must return at once.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Mapping
from typing import Any

from app.conversation.machine import Machine
from app.events import Published
from app.facts import Command, Fact
from app.runtime.clock import SessionClock
from app.runtime.inbox import Inbox, Work
from app.runtime.timers import Timers

BOUND = 65_536
Desk = Callable[[Any], object]
"""Takes one kind of effect and returns at once."""
Subscriber = Callable[[Published], None]


class Session:
    """`post` and `subscribe` are all that the outside needs."""

    def __init__(self, machine: Machine, clock: SessionClock, timers: Timers, work: Work) -> None:
        self._machine = machine
        self._clock = clock
        self._timers = timers
        self._inbox: Inbox[Fact | Command | None] = Inbox(work, BOUND)
        self._desks: Mapping[type, Desk] = {}
        self._subscribers: list[Subscriber] = []
        self._thread = threading.Thread(target=self._run, name="session", daemon=True)

    def post(self, message: Fact | Command) -> None:
        """From any thread, also from an audio callback."""
        if not self._inbox.put(message):
            raise RuntimeError("the session's inbox is full: the session thread hangs")

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """`subscriber` gets every published event from now on. Returns what ends it."""
        self._subscribers.append(subscriber)
        return lambda: self._subscribers.remove(subscriber)

    def start(self, desks: Mapping[type, Desk]) -> None:
        """`desks`: who takes which effect. All of them must be there."""
        self._desks = desks
        self._thread.start()

    @property
    def is_at_rest(self) -> bool:
        """Nothing is owed to the user, as far as the machine knows now."""
        return self._machine.is_at_rest

    def close(self) -> None:
        self._inbox.put(None)

    def join(self, timeout_s: float | None = None) -> bool:
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while True:
            wait_s = self._timers.wait_s()
            if wait_s == 0.0:
                self._timers.fire_due(self.post)
            try:
                message = self._inbox.take(wait_s)
            except queue.Empty:
                continue
            if message is not None:
                self._handle(message)
            self._inbox.done()
            if message is None:
                return

    def _handle(self, message: Fact | Command) -> None:
        for made in self._machine.handle(message, self._clock.now_s()):
            desk = self._desks.get(type(made))
            if desk is not None:
                desk(made)
            else:
                for subscriber in list(self._subscribers):
                    subscriber(made)  # type: ignore[arg-type]  # whatever is not an effect is published
