"""What was said so far, as heard: the only past that the model may know of.

Written and read by the machine, on the session thread. Pure. What was not heard is not in here; it is kept beside, in
the episode.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.effects import Exchange


class History:
    """The finished exchanges of the running conversation, oldest first. It only grows."""

    def __init__(self) -> None:
        self._exchanges: list[Exchange] = []

    def add(self, exchange: Exchange) -> None:
        """One finished turn. A question that got no answer melts into the next one: chat templates want the two sides
        to take turns, and people who ask again mean both questions."""
        last = self._exchanges[-1] if self._exchanges else None
        if last is None or last.companion:
            self._exchanges.append(exchange)
        else:
            self._exchanges[-1] = Exchange(_join(last.user, exchange.user), exchange.companion)

    def restore(self, episodes: Iterable[tuple[str, str]]) -> None:
        """Start from stored utterances, (speaker, text), oldest first; speaker is "user" or "companion"."""
        self._exchanges.clear()
        for speaker, text in episodes:
            last = self._exchanges[-1] if self._exchanges else None
            if speaker == "user":
                self.add(Exchange(text, ""))
            elif last is None:
                self.add(Exchange("", text))
            else:
                self._exchanges[-1] = Exchange(last.user, _join(last.companion, text))

    def as_tuple(self) -> tuple[Exchange, ...]:
        """A snapshot, oldest first."""
        return tuple(self._exchanges)


def _join(first: str, second: str) -> str:
    return f"{first} {second}".strip()
