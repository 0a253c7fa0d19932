"""The tray app's microphone before the rest of the app is there: open as soon as the icon can be seen.

Imports, engines and store take seconds; people speak at once. So a thread of its own imports what a microphone needs,
while the window's toolkit is imported beside it, and opens the device when it may; what is said is kept in memory until
the devices thread takes it over (audio/microphone.py). Used by the command `tray`. Nothing else may be imported here:
tests/house/test_early_start.py keeps that.
"""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from typing import TYPE_CHECKING

from app.errors import EarpieceError
from app.runtime.clock import RealClock

if TYPE_CHECKING:
    from app.audio.microphone import Microphone
    from app.settings import Settings

PATIENCE_S = 0.2
"""Usually a twentieth of a second is left when the icon is there. Some sound systems take long to look around."""


class EarlyEar:
    """Made on the main thread; `open` once the icon can be seen, `microphone` for the house, `close` at the end."""

    def __init__(self, settings: Settings) -> None:
        """The microphone is opened only where the conversation would open it at its start."""
        self.clock = RealClock()
        self.marks: dict[str, float] = {}
        """When it was open, for House.marks; empty while it is not."""
        self._name = settings.microphone or None
        self._opens = not settings.microphone_muted and (settings.mode != "key" or settings.keep_microphone_ready)
        self._may_go_on = threading.Event()
        pool = ThreadPoolExecutor(1, thread_name_prefix="early ear")
        self._made = pool.submit(self._hurry)
        pool.shutdown(wait=False)

    def open(self) -> None:
        """The icon can be seen; nobody is heard before that. Returns when it is open, or takes too long: whoever
        imports beside it keeps it from the interpreter."""
        self._may_go_on.set()
        wait([self._made], PATIENCE_S)

    @property
    def microphone(self) -> Microphone:
        """Open, unless it shall not be or cannot be. Waits until that is known."""
        return self._made.result()

    def close(self) -> None:
        """Also when nobody took the microphone over."""
        self._opens = False
        self._may_go_on.set()
        self.microphone.close()

    def _hurry(self) -> Microphone:
        """On its own thread."""
        from app.audio.microphone import Microphone

        microphone = Microphone(self._name, self.clock.now_s)
        with suppress(EarpieceError):  # no device, no PortAudio: the devices thread meets it again, and tells
            microphone.prepare()
            self._may_go_on.wait()
            if self._opens:
                microphone.open_early()
                self.marks["hearing"] = time.monotonic()
        return microphone
