"""Ctrl-C and SIGTERM quit in order, as the menu does.

Why: Python looks at signals only between its own instructions, and Qt's loop runs none while nothing happens; a byte in
a socket wakes it. Used by `app.ui.app.run` on the main thread.
"""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSocketNotifier

QUITTING = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def quit_on_signals(leave: Callable[[], None]) -> Iterator[None]:
    """While inside, the first signal calls `leave`; a second one ends the process, in case leaving hangs."""
    heard, wakes = socket.socketpair()
    wakes.setblocking(False)
    before = {number: signal.signal(number, _default_next_time) for number in QUITTING}
    before_fd = signal.set_wakeup_fd(wakes.fileno(), warn_on_full_buffer=False)
    notifier = QSocketNotifier(heard.fileno(), QSocketNotifier.Type.Read)

    def woken() -> None:
        heard.recv(64)
        leave()

    notifier.activated.connect(woken)
    try:
        yield
    finally:
        notifier.setEnabled(False)
        signal.set_wakeup_fd(before_fd)
        for number, handler in before.items():
            signal.signal(number, handler)
        heard.close()
        wakes.close()


def _default_next_time(number: int, _frame: object) -> None:
    signal.signal(number, signal.SIG_DFL)
