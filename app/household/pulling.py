"""One download for the window: its share and figures as they grow, and a way to stop it.

Made by models.py; runs on a thread of its own.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Sequence

from app.errors import Failed
from app.household.problem import problem_of
from app.ui.household import Arrival
from app.weights.catalog_file import load_catalog
from app.weights.progress import Progress, size_text
from app.weights.pull import Pull
from app.weights.sources import CatalogSources
from app.weights.weights import Weights, models_folder


class Pulling(Progress):
    """One download as a Progress that tells a window. What it raises in `at` ends the pull where it is."""

    def __init__(self, names: Sequence[str], tell: Callable[[Arrival], None]) -> None:
        super().__init__(io.StringIO())
        self._names = tuple(names)
        self._tell_window = tell
        self._is_stopped = threading.Event()
        self._weights = Weights(load_catalog(), models_folder())
        self._sizes = [self._weights.weight(name).size_bytes for name in self._names]
        self._before_bytes = 0
        self._now = 0
        self._told = -1

    def run(self) -> None:
        """On the download's thread."""
        problem = problem_of(self._pull)
        title = self._names[min(self._now, len(self._names) - 1)]
        self._tell_window(Arrival(title, 0.0 if problem else 1.0, "", is_over=True, problem=problem))

    def stop(self) -> None:
        self._is_stopped.set()

    def at(self, done_bytes: int) -> None:
        if self._is_stopped.is_set():
            raise Failed("The download was stopped.", "What has arrived is kept for the next time.")
        share = min(1.0, done_bytes / self._total_bytes)
        whole = (self._before_bytes + share * self._sizes[self._now]) / sum(self._sizes)
        if round(whole * 500) > self._told:  # what was downloaded is joined then, which begins at 0 again
            self._told = round(whole * 500)
            figures = f"{size_text(whole * sum(self._sizes))} / {size_text(sum(self._sizes))}"
            self._tell_window(Arrival(self._names[self._now], whole, figures))

    def say(self, line: str) -> None:
        """A terminal would show it."""

    def _pull(self) -> None:
        pull = Pull(self._weights, self, CatalogSources(self))
        for self._now, name in enumerate(self._names):  # noqa: B020 - the place in the list is what `at` needs
            pull.pull([name])
            self._before_bytes += self._sizes[self._now]
