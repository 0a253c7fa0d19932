"""The session thread: takes one message at a time to the machine, hands its effects to the workers, tells subscribers.

It never blocks, infers or sleeps; an effect takes microseconds because it only posts. Subscribers are called on this
thread, in order, and must return at once.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Mapping
from typing import Any

from app.conversation.signs import Conversation
from app.events import Published, StageFailed, StageRecovered, StateChanged
from app.facts import Fact
from app.runtime.clock import SessionClock
from app.runtime.inbox import Inbox, Work
from app.runtime.timers import Timers
from app.wishes import Command

BOUND = 65_536
Desk = Callable[[Any], object]
"""Takes one kind of effect and returns at once."""
Subscriber = Callable[[Published], None]


class Session:
    """`post` and `subscribe` are all that the outside needs."""

    def __init__(self, machine: Conversation, clock: SessionClock, timers: Timers, work: Work) -> None:
        self._machine = machine
        self._clock = clock
        self._timers = timers
        self._inbox: Inbox[Fact | Command | None] = Inbox(work, BOUND)
        self._desks: Mapping[type, Desk] = {}
        self._subscribers: list[Subscriber] = []
        self._telling = threading.Lock()
        self._now: dict[str, Published] = {}
        """What is true until something else is said: the state, and each stage that is down."""
        self._thread = threading.Thread(target=self._run, name="session", daemon=True)

    def post(self, message: Fact | Command) -> None:
        """From any thread, also from an audio callback."""
        if not self._inbox.put(message):
            raise RuntimeError("the session's inbox is full: the session thread hangs")

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """`subscriber` gets the newest StateChanged and what is down, then every event. Returns what ends it.

        It is called under a lock, one event at a time, on this thread first and on the session's then.
        """
        with self._telling:
            for event in self._now.values():
                subscriber(event)
            self._subscribers.append(subscriber)

        def unsubscribe() -> None:
            with self._telling:
                if subscriber in self._subscribers:
                    self._subscribers.remove(subscriber)

        return unsubscribe

    def start(self, desks: Mapping[type, Desk]) -> None:
        """`desks`: who takes which effect. All of them must be there."""
        self._desks = desks
        self._thread.start()

    @property
    def is_at_rest(self) -> bool:
        """Nothing is owed to the user, as far as the machine knows now."""
        return self._machine.is_at_rest

    @property
    def is_quiet(self) -> bool:
        """At rest, and nothing waits to be handled here; workers may still be busy."""
        return self._inbox.is_empty and self.is_at_rest

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
                self._tell(made)  # type: ignore[arg-type]  # whatever is not an effect is published

    def _tell(self, event: Published) -> None:
        with self._telling:
            match event:
                case StateChanged():
                    self._now["state"] = event
                case StageFailed(_, stage):
                    self._now[stage] = event
                case StageRecovered(_, stage):
                    self._now.pop(stage, None)
            for subscriber in self._subscribers:
                subscriber(event)
