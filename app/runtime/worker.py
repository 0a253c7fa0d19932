"""A worker: one thread, one inbox, one kind of job. It lives as long as the app and blocks on its inbox.

The only `except Exception` of the code base is here: after the start, whatever goes wrong in a stage becomes a
StageBroke fact with one line for the user, and the machine answers it.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from typing import Any

from app.errors import EarpieceError
from app.events import Stage
from app.facts import Fact, StageBroke, StageReady
from app.runtime.inbox import Inbox, Work

log = logging.getLogger(__name__)

BOUND = 4_096
"""Items an inbox holds. A reply has some tens of clauses; a full inbox means a stage hangs."""


class Stop:
    """The last item of every inbox."""


class Worker:
    """Runs `job(item)` for every item, after `load()`. `tick` runs every `tick_s` while there is nothing to do."""

    def __init__(self, stage: Stage, job: Callable[[Any], None], post: Callable[[Fact], None], work: Work) -> None:
        self.stage = stage
        self._job = job
        self._tell = post
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

    def start(self) -> None:
        self._inbox.put(self._load)
        self._thread.start()

    def post(self, item: object) -> None:
        """From any thread. A full inbox is a stage that hangs: said, not waited for."""
        if not self._inbox.put(item):
            self._tell(StageBroke(self.stage, getattr(item, "turn", 0), f"The {self.stage} does not keep up."))

    @property
    def has_mail(self) -> bool:
        """Something waits: background work should end."""
        return not self._inbox.is_empty

    def close(self) -> None:
        """Ask it to end after what it has; `join` waits."""
        self._inbox.put(Stop())

    def join(self, timeout_s: float) -> bool:
        """False: it is late."""
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while True:
            try:
                item = self._inbox.take(self._tick_s)
            except queue.Empty:
                self._guard(self._tick, 0)
                continue
            if isinstance(item, Stop):
                self._inbox.done()
                return
            if item is self._load:
                if self._guard(self._load, 0):
                    self._tell(StageReady(self.stage))
            else:
                self._guard(lambda item=item: self._job(item), getattr(item, "turn", 0))
            self._inbox.done()

    def _guard(self, act: Callable[[], None], turn: int) -> bool:
        try:
            act()
        except EarpieceError as error:
            self._tell(StageBroke(self.stage, turn, str(error)))
        except Exception as error:  # noqa: BLE001 - the one place, see the module's docstring
            # The type and place only: a message could quote what was said.
            where = error.__traceback__
            while where and where.tb_next:
                where = where.tb_next
            line = f"{where.tb_frame.f_code.co_filename}:{where.tb_lineno}" if where else "?"
            log.error("stage=%s turn=%d error=%s at=%s", self.stage, turn, type(error).__name__, line)
            self._tell(StageBroke(self.stage, turn, f"The {self.stage} failed ({type(error).__name__})."))
        else:
            return True
        return False
