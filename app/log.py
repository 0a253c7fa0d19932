"""earpiece.log: ids, durations and counts, never what was said. Small, rotating, the user's alone.

Opened by wiring and by long commands on the main thread; written from any thread through `logging.getLogger(__name__)`
of any module below `app`. Other libraries' loggers do not end up here: they might quote what they were given.
"""

from __future__ import annotations

import io
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path

_KEEP_BYTES = 256 * 1024


@contextmanager
def log_to(path: Path) -> Iterator[None]:
    """While inside, INFO and above of every module of `app` goes to `path` and to one older file beside it."""
    handler = _PrivateRotating(path, maxBytes=_KEEP_BYTES, backupCount=1, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"))
    logger = logging.getLogger("app")
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.setLevel(before)
        logger.removeHandler(handler)
        handler.close()


class _PrivateRotating(RotatingFileHandler):
    def _open(self) -> io.TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        unbuffered = io.FileIO(descriptor, "ab")  # a buffer that cannot be written fails once more on closing
        return io.TextIOWrapper(unbuffered, encoding="utf-8", write_through=True)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """A log that cannot be written (full disk) must not stop a conversation, nor quote the record on stderr."""
