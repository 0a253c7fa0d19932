"""A `House` is one running Earpiece without its front end: a session, its workers, and what they have in common.

Built by wiring, which knows the concrete parts; started and closed once, by the front end, on its thread.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import Any

from app import effects
from app.cancel import Revisions
from app.companion.about_user import AboutUser
from app.conversation.pacing import Pacing
from app.conversation.signs import Conversation
from app.events import Published, StateChanged
from app.memory.protocol import TranscriptStore
from app.plan import Plan
from app.runtime.clock import SessionClock
from app.runtime.company import Bounds
from app.runtime.inbox import Work
from app.runtime.session import Desk, Session
from app.runtime.timers import Timers
from app.runtime.token import ComputeToken
from app.runtime.wondering import Doubts
from app.runtime.worker import Worker
from app.wishes import EndConversation, UnmuteMic

log = logging.getLogger(__name__)
logging.getLogger("app").addHandler(logging.NullHandler())  # without a log file nothing of it goes to the screen

SETTLE_S = 2.0
"""How long the end of a conversation may take to be kept."""
PATIENCE_S, REST_S = 60.0, 0.5
"""With one step of what nobody waits for, and behind it at the most."""
DEADLINE_S = 1.2
"""How long all threads together get to end. Quitting may take two seconds."""


class House:
    """Session and workers of one run. `start` once, `close` once, on the front end's thread."""

    keeper: Worker
    """Sole owner of the store; wiring gives it."""
    bounds: Bounds
    """Who counts the talk and begins by itself, once somebody does (wiring/company.py); wiring gives it."""

    doubts: Doubts
    """What contradicts and nobody asked about; wiring gives it."""

    def __init__(self, plan: Plan, clock: SessionClock, machine: Conversation, store: TranscriptStore) -> None:
        self.plan, self.clock = plan, clock
        self.work = Work()
        self.revisions = Revisions()
        self.token = ComputeToken()
        self.timers = Timers(clock)
        self.session = Session(machine, clock, self.timers, self.work)
        self.store = store
        self.workers: list[Worker] = []
        self.desks: dict[type, Desk] = dict.fromkeys(effects.Effect.__args__, _nobody) | {
            effects.DropBelow: lambda order: self.revisions.drop_below(order.revision),
            effects.StartTimer: lambda order: self.timers.start(order.name, order.after_s),
            effects.StopTimer: lambda order: self.timers.stop(order.name),
        }
        self.pacing = Pacing(clock.now_s)
        """How fast this machine writes and speaks: responder and voice tell, the length of clauses follows."""
        self.selves: dict[str, str] = {}
        """Which self of each companion talks here; '' is the run's own. Known once the store is open."""
        self.about_user = AboutUser()
        """What stands in every prompt of each companion: the keeper writes it, the responder reads it."""
        self.use_self: Callable[[str], Future[None]] = lambda _self_id: _at_rest()
        """Another self of the run's own companion talks from now on; from any thread, while nothing is pending."""
        self.who_talks = threading.Lock()  # held by whoever changes which self that is
        self.look_back: Callable[[], Future[None]] = _at_rest
        """Something was imported or branched off: there may be a past now; from any thread."""
        self.marks: dict[str, float] = {}
        """`time.monotonic()` of what `bench idle` asks for: hearing, answering, and the front end's own."""
        self.device_counts: Callable[[], dict[str, int]] = dict
        """Lost blocks and underruns so far, of a run with devices."""
        self.rest: Callable[[], Future[None]] = _at_rest
        self.look_again: Callable[[], object] = _at_rest
        """Close every stream of the devices; devices came or went. From any thread."""
        self.level_db: Callable[[], float] = lambda: -120.0
        self.played_db: Callable[[], float] = lambda: -120.0
        """How loud the microphone's newest 32 ms were, and what is played now, dB below full scale; from any thread."""
        self.follow: dict[str, Callable[[Any], object]] = {}
        """Settings that the run follows at once: key -> what takes the new value, from any thread."""
        self._beginnings: list[Callable[[], None]] = []
        self._luxuries: list[tuple[Worker, Callable[[], bool | None]]] = []
        self._releases: list[tuple[Callable[[], None], Worker | None]] = []

    def add(self, worker: Worker, *orders: type) -> None:
        """`worker` runs in this house and takes these effects."""
        self.workers.append(worker)
        self.desks |= dict.fromkeys(orders, worker.post)

    def at_start(self, begin: Callable[[], None]) -> None:
        """`begin` runs when every worker has been started."""
        self._beginnings.append(begin)

    def at_warm(self, worker: Worker, act: Callable[[], bool | None]) -> None:
        """`act` runs on `worker` when everything is loaded: what nobody waits for. True: there is more to do; it is
        called again behind what came meanwhile, after a rest. Whoever quits waits for one call at most."""
        self._luxuries.append((worker, act))

    def at_close(self, release: Callable[[], None], user: Worker | None = None) -> None:
        """`release` runs when every worker has ended; not if its `user` is late: nobody frees what is being used."""
        self._releases.append((release, user))

    def start(self) -> None:
        """Every stage loads on its own thread. Raises what kept the store from opening; the rest is StageFailed."""
        self.session.subscribe(self._mark)
        self.session.start(self.desks)
        for worker in self.workers:
            worker.start()
        for begin in self._beginnings:
            begin()
        self.keeper.loaded.result()
        threading.Thread(target=self._note_when_warm, name="warm-up", daemon=True).start()

    def wait_until_warm(self) -> None:
        """Everything is loaded and the persona prefilled. Raises what kept a stage from it."""
        for worker in self.workers:
            worker.loaded.result()
        self.work.wait_idle()
        self.marks["answering"] = time.monotonic()

    def _note_when_warm(self) -> None:
        """On a thread of its own: a stage that failed has been told of already."""
        if not any(worker.loaded.exception() for worker in self.workers):
            self.wait_until_warm()
        for worker, act in self._luxuries:
            self._indulge(worker, act)

    def _indulge(self, worker: Worker, act: Callable[[], bool | None]) -> None:
        """Step by step, with a rest behind each as long as it took: much of it is Python, and who paints waits then."""
        has_more = True
        while has_more and self.workers:
            began_s = time.monotonic()
            step = worker.ask(act)
            wait([step], PATIENCE_S)
            has_more = step.done() and not step.exception() and bool(step.result())
            time.sleep(min(time.monotonic() - began_s, REST_S))

    def _mark(self, event: Published) -> None:
        if isinstance(event, StateChanged) and event.state != "asleep":
            self.marks.setdefault("hearing", time.monotonic())

    def tune(self, order: effects.TuneVoice) -> None:
        """How the voice speaks from now on."""
        self.follow["voice.speed"](order.speed)
        self.follow["voice.loudness_db"](order.loudness_db)

    def open_microphone(self) -> None:
        """Begin to listen, unless the user muted it."""
        if not self.plan.settings.microphone_muted:
            self.session.post(UnmuteMic())

    @property
    def is_at_rest(self) -> bool:
        """Nothing is pending and nothing is owed to the user."""
        return self.work.is_idle and self.session.is_at_rest

    def settle(self) -> bool:
        """Wait until everything that was posted is handled. -> `is_at_rest`."""
        self.work.wait_idle()
        return self.is_at_rest

    def close(self) -> None:
        """What was heard is kept first; then the threads end, then what they used is released. Safe to call twice."""
        if not self.workers:
            return
        workers, self.workers = self.workers, []
        self.session.post(EndConversation())
        deadline_s = time.monotonic() + SETTLE_S
        self.work.wait_idle(0.05)
        while not self._has_settled(workers) and time.monotonic() < deadline_s:
            self.work.wait_idle(0.05)
        self.keeper.ask(self.store.close)
        _end(workers, self.session)
        for release, user in self._releases:
            if user is None or user.join(0.0):
                release()

    def _has_settled(self, workers: list[Worker]) -> bool:
        """Everything is kept. An engine that still loads is not waited for: nothing of the conversation is in it."""
        is_loading = any(not worker.loaded.done() for worker in workers)
        return self.is_at_rest or (is_loading and self.session.is_quiet)


def _at_rest() -> Future[None]:
    """This run has no devices."""
    done: Future[None] = Future()
    done.set_result(None)
    return done


def _nobody(_order: object) -> None:
    """Takes the orders for a part that this run does not have."""


def _end(workers: list[Worker], session: Session) -> None:
    """One common deadline; a late thread is named. Nothing can stop an engine that loads, so nobody waits for it."""
    deadline_s = time.monotonic() + DEADLINE_S
    for worker in workers:
        worker.close()
    for worker in workers:
        if not worker.join(max(0.0, deadline_s - time.monotonic()) if worker.loaded.done() else 0.0):
            log.warning("late stage=%s", worker.stage)
    session.close()
    if not session.join(max(0.1, deadline_s - time.monotonic())):
        log.warning("late stage=session")
