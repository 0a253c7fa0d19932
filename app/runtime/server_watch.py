"""The watch over the sound server: hands on what it tells, and finds it again after it went away.

Its own thread, named `sound server`, which sleeps until there is news; what is asked in return may take seconds when
the server is ill, and nobody waits for that.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Literal, Protocol

ServerNews = Literal["streams", "devices"]
"""A program began or ended to record; a device came or went, or another one is the default."""

AGAIN_S = (1.0, 2.0, 5.0, 15.0, 60.0)
"""Back-off between attempts to reach a server that went away."""


class SoundServer(Protocol):
    """Who tells what changes."""

    @property
    def can_tell(self) -> bool:
        """False: never, on this machine."""

    def changes(self) -> Iterator[frozenset[ServerNews]]:
        """Blocks until there is news; ends when the server is gone, and after `close`."""

    def close(self) -> None:
        """For good. From any thread; returns at once."""


class ServerWatch:
    """`tell(news)`: on the watch's thread, everything once at first, and after the server was gone."""

    def __init__(
        self, server: SoundServer, tell: Callable[[frozenset[ServerNews]], None], again_s: tuple[float, ...] = AGAIN_S
    ) -> None:
        self._server = server
        self._tell = tell
        self._again_s = again_s
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sound server", daemon=True)

    def start(self) -> None:
        """Where nobody can tell, nothing is watched."""
        if self._server.can_tell:
            self._thread.start()

    def close(self) -> None:
        """Returns at once; a question under way is left to itself. Safe to call twice."""
        self._ended.set()
        self._server.close()

    def join(self, timeout_s: float) -> bool:
        """False: it is late."""
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        attempts = 0
        while not self._ended.is_set():
            told = 0
            for news in self._server.changes():
                told += 1
                if not self._ended.is_set():
                    self._tell(news)
            attempts = 0 if told > 1 else attempts + 1  # the first is told before anybody answers
            self._ended.wait(self._again_s[min(max(attempts, 1), len(self._again_s)) - 1])
