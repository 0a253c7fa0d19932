"""A conversation that only remembers what was posted: the test plays the session. For tests/unit/ui."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from app.events import Published
from app.memory.protocol import Episode
from app.settings import Settings, Value
from app.wishes import Command
from tests.kit.kept_selves import KeptSelves
from tests.kit.kept_shelf import KeptMemories, KeptShelf

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
"""A Monday; the conversation's clock stands still there."""


class KeptConversation:
    """Remembers what was posted; the test plays the session."""

    def __init__(self, past: Sequence[Episode] = ()) -> None:
        self.posted: list[Command] = []
        self.listeners: list[Callable[[Published], None]] = []
        self.past = past
        self.shelf = KeptShelf(past)
        self.memories = KeptMemories()
        self.selves = KeptSelves()
        self.notice = self.recovery_key = ""
        self.is_closed = False
        self.chosen = Settings()
        self.kept: dict[str, Value] = {}
        self.level = self.played = -120.0
        self.forgotten_min: list[float] = []

    def post(self, command: Command) -> None:
        self.posted.append(command)

    def subscribe(self, listen: Callable[[Published], None]) -> Callable[[], None]:
        self.listeners.append(listen)
        return lambda: self.listeners.remove(listen)

    def fetch_today(self, answer: Callable[[Sequence[Episode]], None]) -> None:
        answer(self.past)

    def now(self) -> datetime:
        return NOON

    @property
    def settings(self) -> Settings:
        return self.chosen

    def keep(self, key: str, value: Value) -> None:
        self.kept[key] = value

    @property
    def companion(self) -> str:
        return "samantha"

    def choose_companion(self, companion: str) -> None:
        self.kept["conversation.companion"] = companion

    def companions(self) -> Sequence[tuple[str, str]]:
        return [("max", "Max"), ("samantha", "Samantha")]

    def forget_last(self, minutes: float) -> None:
        self.forgotten_min.append(minutes)

    def level_db(self) -> float:
        return self.level

    def played_db(self) -> float:
        return self.played

    def key_words(self) -> str:
        return "Ctrl+Alt+Space, on X11."

    def close(self) -> None:
        self.is_closed = True

    def publish(self, event: Published) -> None:
        """On whatever thread the test is."""
        for listen in list(self.listeners):
            listen(event)
