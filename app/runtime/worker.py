"""A worker: one thread, one inbox, one kind of job. It lives as long as the app and blocks on its inbox.

The only `except Exception` of the code base is here: after the start, whatever goes wrong in a stage becomes a
StageBroke fact with one line for the user, and the machine answers it.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from app.errors import EarpieceError
from app.events import Stage
from app.facts import Fact, StageBroke, StageReady
from app.runtime.inbox import Inbox, Work

T = TypeVar("T")

log = logging.getLogger(__name__)

BOUND = 4_096
"""Items an inbox holds. A reply has some tens of clauses; a full inbox means a stage hangs."""


class Worker:
    """Runs `job(item)` for every item, after `load()`. `tick` runs every `tick_s` while there is nothing to do."""

    def __init__(self, stage: Stage, job: Callable[[Any], None], post: Callable[[Fact], None], work: Work) -> None:
        self.stage = stage
        self.loaded: Future[None] = Future()
        """Done when `load` is; holds what it raised."""
        self._job = job
        self._tell = post
        self._work = work
        self._inbox: Inbox[Any] = Inbox(work, BOUND)
        self._load: Callable[[], None] = lambda: None
        self._tick: Callable[[], None] = lambda: None
        self._tick_s: float | None = None
        self._thread = threading.Thread(target=self._run, name=stage, daemon=True)

    def with_load(self, load: Callable[[], None]) -> Worker:
        """`load` runs first on the worker's thread; StageReady follows."""
        self._load = load
        return self

    def with_tick(self, tick: Callable[[], None], tick_s: float) -> Worker:
        """`tick` runs when nothing came for `tick_s` (a named watchdog, at least a second)."""
        self._tick, self._tick_s = tick, tick_s
        return self

    def then_tick(self, tick: Callable[[], None]) -> None:
        """`tick` runs behind the one that there is, unless something came meanwhile. Before `start`."""
        first = self._tick

        def both() -> None:
            first()
            if not self.has_mail:
                tick()

        self._tick = both

    def start(self) -> None:
        self._work.begin()
        self._thread.start()

    def post(self, item: object) -> None:
        """From any thread. A full inbox is a stage that hangs: said, not waited for."""
        if not self._inbox.put(item):
            self._tell(StageBroke(self.stage, getattr(item, "revision", 0), f"The {self.stage} does not keep up."))

    @property
    def has_mail(self) -> bool:
        """Something waits: background work should end."""
        return not self._inbox.is_empty

    def close(self) -> None:
        """Ask it to end after what it has; `join` waits."""
        self._inbox.put(_Stop())

    def join(self, timeout_s: float) -> bool:
        """False: it is late."""
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def ask(self, question: Callable[[], T]) -> Future[T]:
        """Run `question` on the worker's thread, in order; the answer, or what it raised, is in the Future."""
        answer: Future[T] = Future()
        self.post(_Ask(question, answer))
        return answer

    def _run(self) -> None:
        self._first_load()  # before any item, whenever it was posted
        self._work.end()
        while True:
            try:
                item = self._inbox.take(self._tick_s)
            except queue.Empty:
                self._tell_of(_attempt(self._tick), 0)
                continue
            if not isinstance(item, _Stop):
                self._handle(item)
            self._inbox.done()
            if isinstance(item, _Stop):
                return

    def _first_load(self) -> None:
        error = _attempt(self._load)
        if error is None:
            self._tell(StageReady(self.stage))
            self.loaded.set_result(None)
        else:
            self._tell_of(error, 0)
            self.loaded.set_exception(error)

    def _handle(self, item: Any) -> None:
        if isinstance(item, _Ask):
            item.run()
        else:
            self._tell_of(_attempt(lambda: self._job(item)), getattr(item, "revision", 0))

    def _tell_of(self, error: Exception | None, revision: int) -> None:
        if error is None:
            return
        if isinstance(error, EarpieceError):
            self._tell(StageBroke(self.stage, revision, str(error)))
            return
        # The type and place only: a message could quote what was said.
        log.error("stage=%s revision=%d error=%s at=%s", self.stage, revision, type(error).__name__, _place(error))
        self._tell(StageBroke(self.stage, revision, f"The {self.stage} failed ({type(error).__name__})."))


class _Stop:
    """The last item of every inbox."""


@dataclass(frozen=True, eq=False)
class _Ask(Generic[T]):
    question: Callable[[], T]
    answer: Future[T]

    def run(self) -> None:
        found: list[T] = []
        error = _attempt(lambda: found.append(self.question()))
        if error is None:
            self.answer.set_result(found[0])
        else:
            self.answer.set_exception(error)


def _attempt(act: Callable[[], None]) -> Exception | None:
    try:
        act()
    except Exception as error:  # noqa: BLE001 - the one place, see the module's docstring
        return error
    return None


def _place(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return "?" if trace is None else f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
