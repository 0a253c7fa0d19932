"""The two doors of the user interface, as Protocols: what it is given, and what it offers.

Why: tray and window are built and tested against a conversation of 30 lines; wiring fits the real one to it. Imports no
Qt, so wiring may look at it before there is a display.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.events import Published
from app.memory.protocol import Episode, Found, Kept, Remembered, Span
from app.ui.selves_doors import SelvesShelf

if TYPE_CHECKING:  # facts.py needs numpy, and numpy would hold up the tray icon
    from app.settings import Settings, Value
    from app.wishes import Command


class Shelf(Protocol):
    """What was said, page by page. Called on the main thread; returns at once, `answer` comes on any thread."""

    def days(self, answer: Callable[[Sequence[tuple[str, int]]], None]) -> None:
        """(day as YYYY-MM-DD, number of lines), newest first."""

    def page(self, day: str, start: int, limit: int, answer: Callable[[Sequence[Episode]], None]) -> None:
        """`limit` lines of a day from its `start`-th on."""

    def of(self, span: Span, answer: Callable[[Sequence[Episode]], None]) -> None:
        """All lines of a day or of an hour."""

    def search(self, words: str, answer: Callable[[Found], None]) -> None: ...

    def take(self, what: Span | Sequence[str], answer: Callable[[tuple[int, int]], None]) -> None:
        """Hide a stretch, or the lines with these ids -> (a number for `give_back` and `let_go`, how many lines)."""

    def give_back(self, number: int, answer: Callable[[bool], None]) -> None:
        """Undo -> False: it is too late."""

    def let_go(self, number: int) -> None:
        """It cannot be put back any more."""

    def export(self, path: Path, form: str, answer: Callable[[str], None]) -> None:
        """All of it as md, json or srt -> what went wrong, or ''."""


class MemoryShelf(Protocol):
    """What is remembered. Called on the main thread; returns at once, `answer` comes on any thread."""

    def all(self, answer: Callable[[Sequence[Remembered]], None]) -> None:
        """Newest first."""

    def place(self, memory_id: str, answer: Callable[[tuple[str, str] | None], None]) -> None:
        """Of an episode or a fact -> (day, id of the line) where it was said."""

    def kept(self, answer: Callable[[Kept], None]) -> None:
        """How much there is."""

    def pin(self, memory_id: str, *, is_pinned: bool, answer: Callable[[None], None]) -> None:
        """Keep it for good, or let it be replaced again."""

    def edit(self, memory_id: str, text: str, answer: Callable[[Remembered | None], None]) -> None:
        """-> what takes its place."""

    def forget(self, memory_id: str, answer: Callable[[None], None]) -> None:
        """Gone for real when it answers."""


class Conversation(Protocol):
    """All that the user interface sees of the rest of the app. Nothing but `close` may block."""

    shelf: Shelf
    """The transcript of all days."""
    memories: MemoryShelf
    """What is remembered."""
    selves: SelvesShelf
    """The branches of each companion's life."""
    settings: Settings
    """As they were at the start."""
    companion: str
    """The id of the one who answers."""
    notice: str
    """What the user must be told of the start (a damaged database was mended); '' when all was well."""
    recovery_key: str
    """That the start locked the memories with: shown now, or never. '' mostly."""

    def post(self, command: Command) -> None:
        """A wish of the user. Called on the main thread."""

    def subscribe(self, listen: Callable[[Published], None]) -> Callable[[], None]:
        """`listen` gets the newest StateChanged and what is down now, then every event, on any thread.

        Returns what ends it. Called on the main thread.
        """

    def fetch_today(self, answer: Callable[[Sequence[Episode]], None]) -> None:
        """`answer` gets today's episodes, oldest first, on any thread. Called on the main thread."""

    def now(self) -> datetime:
        """The transcript's clock, with its zone. Called on the main thread."""

    def keep(self, key: str, value: Value) -> None:
        """Write one setting into the file. Called on the main thread."""

    def choose_companion(self, companion: str) -> None:
        """From now on this one answers: everything is closed and started again. Called on the main thread."""

    def companions(self) -> Sequence[tuple[str, str]]:
        """(id, name) of those who could answer. Called on the main thread; reads some small files."""

    def forget_last(self, minutes: float) -> None:
        """What was said since then, and what was made of it, gone for good. Called on the main thread."""

    def level_db(self) -> float:
        """How loud the microphone is just now, in dB below full scale; closed: -120. Called on the main thread."""

    def played_db(self) -> float:
        """The same of what leaves the loudspeaker. Called on the main thread."""

    def key_words(self) -> str:
        """Which push-to-talk key works, and by which way; or why none does."""

    def close(self) -> None:
        """Stop in order; everything is closed when this returns. Called on the thread that started it."""


class Front(Protocol):
    """What the rest of the app may ask of the user interface, on any thread."""

    visible_at_s: float | None
    """`time.monotonic()` when the icon (without a tray: the window) came on the screen; None before."""

    def show(self) -> None:
        """Bring the transcript window to the front."""

    def quit(self) -> None:
        """As if the user had chosen Quit."""

    def veil(self, is_on: bool) -> None:
        """The screen is locked, or another session is in front: hide what was said. Off: it may be seen again."""


Start = Callable[[Front], Conversation]
"""Builds and starts everything that is not Qt. Called once, on a thread of its own, when the icon can be seen.

It may take its time. What it raises ends the app and is raised by `run`.
"""


def no_more() -> None:
    """The end of a subscription that never began."""
