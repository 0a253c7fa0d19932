"""What the keeper thread needs from the store, and the shape of what it keeps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol

SAME_CONVERSATION = timedelta(minutes=30)
"""Who says nothing for so long begins another one."""


@dataclass(frozen=True)
class Episode:
    """One utterance as it was heard. `start` and `end` carry their zone."""

    id: str
    companion: str
    self_id: str
    conversation: str
    """Turns less than SAME_CONVERSATION apart share one."""
    turn: int
    """Number of the turn within this run; pairs the question with its answer."""
    speaker: Literal["user", "companion"]
    text: str
    unheard: str
    """What was about to be said when the reply was cut; '' otherwise."""
    start: datetime
    end: datetime


class TranscriptStore(Protocol):
    """Opened, used and closed on one thread (the keeper's, or the command's when nobody owns the home)."""

    notice: str
    """What the user must be told of the opening (a damaged file was recovered); '' when all was well."""

    @property
    def drawn_key(self) -> str:
        """The recovery key that was made when it opened; shown once. '' mostly."""

    def open(self) -> None:
        """Open or create, migrate. Raises DatabaseUnusable, BadHome."""

    def close(self) -> None: ...

    def ensure_self(self, companion: str) -> str:
        """The id of `companion`'s first self, made now if it is new. `keep` wants it to exist."""

    def keep(self, episode: Episode) -> None:
        """One transaction; on disk when this returns. Raises DiskFull."""

    def recent(self, self_id: str, *, now: datetime, gap_s: float, limit: int) -> list[Episode]:
        """The running conversation of `self_id`, oldest first: [] when its last turn ended more than `gap_s` ago."""

    def has_others(self, self_id: str) -> bool:
        """Whether anything was said to another self."""

    def days(self, self_id: str | None = None) -> list[tuple[str, int]]:
        """(day as YYYY-MM-DD where it was said, number of episodes), newest first."""

    def of_day(self, day: str, self_id: str | None = None) -> list[Episode]: ...

    def all(self, self_id: str | None = None) -> Iterator[Episode]:
        """Sorted by start, then id."""


@dataclass(frozen=True)
class Span:
    """A stretch of the transcript, where it was said: a day (YYYY-MM-DD), or one hour (0 .. 23) of it."""

    day: str
    hour: int | None = None


@dataclass(frozen=True)
class Found:
    """What a search has found, oldest first. `is_all` False: there are older lines that are not among them."""

    episodes: tuple[Episode, ...] = ()
    is_all: bool = True


class TranscriptReader(Protocol):
    """What the window reads, a page at a time. On the store's thread."""

    def days(self, self_id: str) -> list[tuple[str, int]]:
        """(day, number of episodes), newest first."""

    def page(self, day: str, self_id: str, *, start: int, limit: int) -> list[Episode]:
        """`limit` episodes of a day from its `start`-th on, in their order."""

    def of(self, span: Span, self_id: str) -> list[Episode]:
        """All of it, in its order."""

    def search(self, words: str, self_id: str, *, limit: int) -> Found:
        """The newest episodes with all of these words, each the beginning of a word, in any case of letters."""


class Withdrawal(Protocol):
    """Takes episodes out so that they can be put back. On the store's thread."""

    def take(self, ids: Sequence[str]) -> tuple[list[Episode], tuple[str, ...]]:
        """Nothing finds them from now on, and no table holds them -> what can be put back; ids of all that is gone."""

    def give_back(self, taken: Sequence[Episode]) -> None:
        """As they were."""

    def finish_some(self) -> bool:
        """One step of some milliseconds. True: what was taken is gone from the disk."""


@dataclass(frozen=True)
class Earlier:
    """What was true before something else took its place."""

    text: str
    quote: str
    """The user's own words that it was read from."""
    said_at: datetime
    line: str
    """The id of the episode it was read from."""


@dataclass(frozen=True)
class Kept:
    """How much one self has kept, with its ancestors. `since`: where it was said; None: nothing yet."""

    turns: int = 0
    since: datetime | None = None
    size_bytes: int = 0
    """Of the whole file, with everybody's memory in it."""


@dataclass(frozen=True)
class Remembered:
    """A memory as the window shows it."""

    id: str
    text: str
    """A sentence said to the user."""
    about: str
    """Whom it is about; '' for the user."""
    quote: str
    """The user's own words that it was read from."""
    said_at: datetime
    is_pinned: bool = False
    is_uncertain: bool = False
    is_edited: bool = False
    before: tuple[Earlier, ...] = ()
    """What was true before it, oldest first."""
    line: str = ""
    """The id of the episode it was read from, said at `said_at`."""
    against: tuple[str, datetime] | None = None
    """Words of the user's that it contradicts, and when they were said; both are kept, and nobody knows which is right.
    """


class Memories(Protocol):
    """What the window shows and changes in memory. On the store's thread."""

    def all(self, self_id: str) -> list[Remembered]:
        """What holds now, newest first."""

    def place(self, memory_id: str) -> tuple[str, str] | None:
        """Of an episode or a fact -> (day as YYYY-MM-DD, id of the episode) where it was said."""

    def kept(self, self_id: str) -> Kept: ...

    def pin(self, memory_id: str, *, is_pinned: bool) -> None: ...

    def edit(self, memory_id: str, text: str, now: datetime) -> Remembered | None:
        """-> what takes its place; None: there is no such memory."""

    def forget(self, memory_id: str) -> tuple[str, ...]:
        """Gone from the disk when this returns -> ids of all that is gone."""
