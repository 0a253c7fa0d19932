"""Made-up episodes and a real store for them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from app.memory.ids import Ids
from app.memory.protocol import Episode
from app.memory.store import SqliteTranscriptStore

NINE = datetime.fromisoformat("2026-03-01T09:00:00+01:00")
IDS = Ids()


def episode(text: str = "Good morning.", *, after_s: float = 0.0, **changed: Any) -> Episode:
    """What samantha's user said at nine on the first of March, or `after_s` later."""
    start = NINE + timedelta(seconds=after_s)
    usual = Episode(
        id=IDS.new("ep", start),
        companion="samantha",
        self_id="se_samantha",
        conversation="co_1",
        turn=1,
        speaker="user",
        text=text,
        unheard="",
        start=start,
        end=start + timedelta(seconds=1.5),
    )
    return replace(usual, **changed)


@contextmanager
def store_at(path: Path) -> Iterator[SqliteTranscriptStore]:
    """Open, with samantha's and max's selves in it."""
    store = SqliteTranscriptStore(path)
    store.open()
    try:
        for companion in ("samantha", "max"):
            store.ensure_self(companion)
        yield store
    finally:
        store.close()
