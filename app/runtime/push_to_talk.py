"""Push-to-talk: one key, wherever the keyboard is just now, becomes PressKey and ReleaseKey for the session.

Its own thread, named `key`: opening may wait for the desktop (on Wayland for the user, who is asked). While nobody
holds the key it blocks; while it is down it looks once a second whether it still is. Built by the tray's command.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable, Sequence

from app.errors import EarpieceError
from app.keys.protocol import Change, Key
from app.runtime.hold import Hold
from app.wishes import Command

log = logging.getLogger(__name__)

CLOSE_S = 1.0


class PushToTalk:
    """`start` once, `close` once. `words` says which way is active, and why none is."""

    def __init__(
        self, key: Key, hold: Hold, post: Callable[[Command], None], now_s: Callable[[], float] = time.monotonic
    ) -> None:
        self._key = key
        self._hold = hold
        self._post = post
        self._now_s = now_s
        self._changes: queue.SimpleQueue[Change | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="key", daemon=True)
        self.words = "The key is not ready yet."

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """A key that is down is let go. Returns soon, also when the desktop does not answer."""
        self._changes.put(None)
        self._key.close()
        if self._thread.ident is not None:
            self._thread.join(CLOSE_S)

    def _run(self) -> None:
        try:
            self.words = self._key.open(self._changes.put)
        except EarpieceError as error:
            self.words = str(error)
            log.info("key=none")
            return
        while self._follow():
            pass

    def _follow(self) -> bool:
        """The next change, or a look. False: it is over."""
        try:
            change = self._changes.get(timeout=self._hold.look_in_s)
        except queue.Empty:
            self._say(self._hold.look(self._now_s(), is_down=self._key.is_down()))
            return True
        match change:
            case "down":
                self._say(self._hold.press(self._now_s()))
            case "up":
                self._say(self._hold.release(self._now_s()))
            case _:
                self._say(self._hold.let_go())
        if change == "lost":
            self.words = "The desktop took the key away. Restart Earpiece to ask for it again."
        return change in ("down", "up")

    def _say(self, commands: Sequence[Command]) -> None:
        for command in commands:
            self._post(command)
