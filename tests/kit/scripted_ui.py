"""The desktop front end on a scripted conversation: a child process for tests/desktop and scripts/pictures.

Its one argument is JSON: {"past": [[speaker, text, unheard, minutes ago], …], "fails": one line,
"settings": {field: value}, "first_run": true}; all of them may be missing.
Standard input, one JSON object a line: {"event": NAME, fields…}, published on a thread of its own like a session's,
{"level_db": N}, or {"do": "show" | "quit"}. Standard output, one a line: commands that were posted, and what happened.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any

from app import events
from app.clock import Clock
from app.errors import CannotStart, EarpieceError
from app.events import Published
from app.memory.protocol import Episode, Span
from app.settings import Settings, Value
from app.ui.app import run
from app.ui.doors import Front, no_more
from app.wishes import Command
from tests.kit.kept_household import KeptHousehold
from tests.kit.kept_shelf import KeptMemories, KeptShelf

STARTED_S = time.monotonic()


def tell(**what: object) -> None:
    """One line to the test."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


class ToldShelf(KeptShelf):
    """Tells what is deleted and what comes back."""

    def take(self, what: Span | Sequence[str], answer: Callable[[tuple[int, int]], None]) -> None:
        tell(taken=what.day if isinstance(what, Span) else list(what))
        super().take(what, answer)

    def give_back(self, number: int, answer: Callable[[bool], None]) -> None:
        tell(given_back=number)
        super().give_back(number, answer)


class ScriptedConversation:
    """Publishes what comes in on standard input."""

    def __init__(self, front: Front, past: list[Any], settings: Settings) -> None:
        self._front = front
        self._clock = Clock.from_environment(os.environ)
        self._settings = settings
        self._level_db = -120.0
        self.notice = self.recovery_key = ""
        self._listen: Callable[[Published], None] = no_more  # type: ignore[assignment]
        self._past = [self._episode(number, *row) for number, row in enumerate(past)]
        self.shelf = ToldShelf(self._past)
        self.memories = KeptMemories()
        self._reader = threading.Thread(target=self._read, name="session", daemon=True)

    def post(self, command: Command) -> None:
        tell(command=type(command).__name__, **asdict(command))

    def subscribe(self, listen: Callable[[Published], None]) -> Callable[[], None]:
        self._listen = listen
        self._reader.start()
        return no_more

    def fetch_today(self, answer: Callable[[Sequence[Episode]], None]) -> None:
        threading.Thread(target=answer, args=(self._past,), name="keeper").start()

    def now(self) -> datetime:
        return self._clock.now()

    @property
    def settings(self) -> Settings:
        return self._settings

    def keep(self, key: str, value: Value) -> None:
        tell(kept=key, value=value)

    @property
    def companion(self) -> str:
        return "samantha"

    def choose_companion(self, companion: str) -> None:
        tell(companion=companion)

    def companions(self) -> Sequence[tuple[str, str]]:
        return [("max", "Max"), ("samantha", "Samantha")]

    def forget_last(self, minutes: float) -> None:
        tell(forgotten_min=minutes)

    def played_db(self) -> float:
        return -120.0

    def level_db(self) -> float:
        return self._level_db

    def key_words(self) -> str:
        return "Ctrl+Alt+Space, on X11."

    def close(self) -> None:
        tell(closed=True)

    def _episode(self, number: int, speaker: Any, text: str, unheard: str, minutes_ago: float) -> Episode:
        at = self.now() - timedelta(minutes=minutes_ago)
        return Episode(str(number), "samantha", "samantha", "c", number, speaker, text, unheard, at, at)

    def _read(self) -> None:
        for line in sys.stdin:
            self._obey(json.loads(line))

    def _obey(self, order: dict[str, Any]) -> None:
        match order:
            case {"event": name, **fields}:
                self._listen(getattr(events, name)(t=0.0, **fields))
            case {"level_db": level_db}:
                self._level_db = level_db
            case {"do": "show"}:
                self._front.show()
            case {"do": "quit"}:
                self._front.quit()


def main() -> int:
    """Exit code as in the contract; errors are one line on standard error."""
    script = json.loads(sys.argv[1]) if len(sys.argv) > 1 else {}

    def start(front: Front) -> ScriptedConversation:
        assert front.visible_at_s is not None
        tell(visible_ms=round((front.visible_at_s - STARTED_S) * 1000))
        if "fails" in script:
            raise CannotStart(script["fails"])
        return ScriptedConversation(front, script.get("past", []), Settings(**script.get("settings", {})))

    household = replace(KeptHousehold().doors, wants_first_run=bool(script.get("first_run")))
    try:
        return run(start, companion="Samantha", household=household)
    except EarpieceError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code


if __name__ == "__main__":
    sys.exit(main())
