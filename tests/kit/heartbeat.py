"""A heart that beats in an event loop every 10 ms, and how late each beat came: what a person feels as a freeze.

As a program: `heartbeat FILE idle` beats alone until its standard input ends, which tells how late the machine itself
lets anybody be; `heartbeat FILE app ARGUMENT…` and `heartbeat FILE scripted ARGUMENT…` beat inside the app, or inside
the front end on a scripted conversation. FILE gets float64 pairs (time.monotonic() of a beat, how late it was in ms).
"""

from __future__ import annotations

import sys
import time
from array import array
from pathlib import Path
from typing import Any

import numpy as np

BEAT_MS = 10


class Heart:
    """Made in the thread of the event loop; the timer is kept."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.beats = array("d")
        self._last_s = time.monotonic()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)

    def _beat(self) -> None:
        now_s = time.monotonic()
        self.beats.extend((now_s, max(0.0, (now_s - self._last_s) * 1000 - BEAT_MS)))
        self._last_s = now_s


def late_ms(file: Path, since_s: float, until_s: float) -> Any:
    """How late the beats between two moments came: float64 (n,), ms."""
    beats = np.fromfile(file, np.float64).reshape(-1, 2)
    return beats[(beats[:, 0] >= since_s) & (beats[:, 0] <= until_s), 1]


def report(late: Any) -> dict[str, float]:
    return {
        "beats": len(late), "p99_9_ms": round(float(np.percentile(late, 99.9)), 1),
        "longest_ms": round(float(late.max()), 1),
    }  # fmt: skip


def _beat_alone() -> list[Heart]:
    from PySide6.QtCore import QCoreApplication, QSocketNotifier

    application = QCoreApplication(["heartbeat"])
    heart = Heart()
    end = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    end.activated.connect(application.quit)
    application.exec()
    return [heart]


def _beat_in_app(*, is_scripted: bool) -> list[Heart]:
    """The heart begins with the app's first icon."""
    hearts: list[Heart] = []
    if not is_scripted:
        from app.__main__ import main
        from app.openmp import wait_politely

        wait_politely()
    else:
        from tests.kit.scripted_ui import main  # type: ignore[assignment]
    from app.ui.app import App

    show = App.show

    def show_with_heart(self: App) -> None:
        show(self)
        hearts.append(Heart())

    App.show = show_with_heart  # type: ignore[method-assign]
    main()
    return hearts


if __name__ == "__main__":
    file, what, *sys.argv[1:] = sys.argv[1:]
    made = _beat_alone() if what == "idle" else _beat_in_app(is_scripted=what == "scripted")
    Path(file).write_bytes(b"".join(heart.beats.tobytes() for heart in made))
