"""Qt's own messages go to our log; the fatal one that means "no display" becomes one line and exit code 2.

Why: Qt aborts the process when it cannot reach the display, and only a message handler is asked before. Installed by
`app.ui.app.run` on the main thread; Qt may call the handler on any thread.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from logging import CRITICAL, ERROR, INFO, WARNING, getLogger

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from app.ui.display import dead_display

LEVELS = {
    QtMsgType.QtInfoMsg: INFO,
    QtMsgType.QtWarningMsg: WARNING,
    QtMsgType.QtCriticalMsg: ERROR,
    QtMsgType.QtFatalMsg: CRITICAL,
}

LOST = ("The X11 connection broke", "The Wayland connection broke")
"""What Qt says when the display goes away under it (a log-out that asks nobody); then it calls exit(1)."""

log = getLogger(__name__)


@contextmanager
def display_guard() -> Iterator[None]:
    """While inside (nothing has been started yet), a fatal message ends the process with the contract's exit code."""
    qInstallMessageHandler(_guard)
    try:
        yield
    finally:
        qInstallMessageHandler(_log)


@contextmanager
def lost_display_heard(close: Callable[[], None]) -> Iterator[None]:
    """While inside, `close` is called on the main thread before Qt ends the process because its display is gone."""

    def hear(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        _log(kind, context, message)
        if message.startswith(LOST):
            close()

    qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(_log)


def _guard(kind: QtMsgType, _context: QMessageLogContext, _message: str) -> None:
    if kind != QtMsgType.QtFatalMsg:
        return  # what Qt tells on the way to the fatal message
    error = dead_display(os.environ)
    sys.stderr.write(f"{error}\n")
    sys.stderr.flush()
    os._exit(error.exit_code)  # Qt calls abort() next


def _log(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    level = LEVELS.get(kind)
    if level is not None:
        log.log(level, "Qt %s: %s", context.category, message)
