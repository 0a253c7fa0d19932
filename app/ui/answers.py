"""Brings what other threads answer to the main thread: 20 lines that every question of the settings page goes through.

An answer to a widget that is gone by then is dropped. Main thread.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.ui.bridge import QUEUED


class Answers(QObject):
    """`to(slot)` gives a callback for any thread; `slot` is called with its argument on the main thread."""

    _came = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._came.connect(self._deliver, QUEUED)

    def to(self, slot: Callable[[Any], object]) -> Callable[[Any], None]:
        def tell(answer: object) -> None:
            with suppress(RuntimeError):  # the widget is gone: nobody wants to know any more
                self._came.emit(slot, answer)

        return tell

    @Slot(object, object)
    def _deliver(self, slot: Callable[[Any], object], answer: object) -> None:
        slot(answer)
