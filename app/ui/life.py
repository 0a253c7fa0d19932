"""From start to end of everything that is not Qt, on one thread beside the main thread.

Why: the icon must be there before engines and stores are, and Quit must close them while the icon still tells it.
Made by `app.ui.app.run`.
"""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor, wait

from app.ui.bridge import Bridge
from app.ui.doors import Start

PATIENCE_S = 4.0
"""Closing takes two seconds at most on a machine that is not busy."""


class Life:
    """`begin` once, `leave` any number of times; the bridge's `ended` follows in every case."""

    def __init__(self, start: Start, bridge: Bridge) -> None:
        self._start = start
        self._bridge = bridge
        self._leave = threading.Event()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="life")
        self._done: Future[None] | None = None

    def begin(self) -> None:
        """Start the rest of the app; returns at once."""
        self._done = self._pool.submit(self._live)
        self._done.add_done_callback(lambda _: self._bridge.ended.emit())

    def leave(self) -> None:
        """Close it; returns at once."""
        self._leave.set()
        if self._done is None:
            self._bridge.ended.emit()

    def close_now(self) -> None:
        """Close it and wait for that, for at most PATIENCE_S: the process is about to end. On the main thread."""
        self._leave.set()
        if self._done is not None:
            wait([self._done], PATIENCE_S)

    def result(self) -> None:
        """After `ended`: raises what the thread raised."""
        self._pool.shutdown()
        if self._done is not None:
            self._done.result()

    def _live(self) -> None:
        conversation = self._start(self._bridge)
        try:
            self._bridge.began.emit(conversation)
            self._leave.wait()
        finally:
            conversation.close()
