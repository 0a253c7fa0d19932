"""Starts the tray app once more, when another companion or other settings want it. Used by tray.py, on the main thread.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence


class Again:
    """Starts the app once more, in the place of this process, when everything is closed."""

    def __init__(self) -> None:
        self._quit: Callable[[], None] = lambda: None
        self._argv: list[str] | None = None

    def by(self, quit_: Callable[[], None]) -> Again:
        self._quit = quit_
        return self

    def start_with(self, companion: str) -> None:
        """Quit, and come back with this companion's current self, whoever the command line named."""
        self._argv = [*_without(_without(sys.orig_argv, "--companion"), "--self"), "--companion", companion]
        self._quit()

    def with_the_same(self) -> None:
        """The app has quit already; it comes back as it was called."""
        self._argv = list(sys.orig_argv)

    def go(self) -> None:
        """Does not return if somebody wanted it."""
        if self._argv is not None:
            os.execv(sys.executable, self._argv)


def _without(argv: Sequence[str], option: str) -> list[str]:
    """`argv` without an option and its value, however they are written."""
    kept = [part for part in argv if not part.startswith(f"{option}=")]
    while option in kept:
        at = kept.index(option)
        del kept[at : at + 2]
    return kept
