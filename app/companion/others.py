"""Who may be called by name beside the companion of a run: known at the start, and met on the way.

Made by plan.py, read on the threads of session, keeper, responder and voice; `meet` on any thread. What was met stays:
a companion whose file is deleted meanwhile is gone with the next start. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from app.companion.persona import Persona


class Others(Mapping[str, Persona]):
    """By id. Whoever reads holds on to what there was: each meeting makes a new table."""

    def __init__(self, known: Mapping[str, Persona] | None = None) -> None:
        self._known = dict(known or {})

    def meet(self, found: Mapping[str, Persona]) -> None:
        """Of `found`, those nobody knew."""
        self._known = {**found, **self._known}

    def __getitem__(self, companion: str) -> Persona:
        return self._known[companion]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


class Names(Mapping[str, str]):
    """What everybody is called just now, as `now` tells."""

    def __init__(self, now: Callable[[], Mapping[str, str]]) -> None:
        self._now = now

    def __getitem__(self, companion: str) -> str:
        return self._now()[companion]

    def __iter__(self) -> Iterator[str]:
        return iter(self._now())

    def __len__(self) -> int:
        return len(self._now())
