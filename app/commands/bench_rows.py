"""`bench recall --rows N`: a store of N drawn episodes, then real writes and recalls, timed.

Words are drawn by the law of Zipf and Mandelbrot, commonest first as in English talk, the rest made up; vectors are
drawn at random. The bulk is loaded at once; what is timed goes the way of a turn, in an encrypted file: what a turn
leaves for later is done behind it, as the keeper does while nobody waits, and timed by itself.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TextIO

import numpy as np

from app.engines.protocols import Embedder
from app.memory.database import transaction
from app.memory.encryption import VARIABLE
from app.memory.keys import Keys
from app.memory.protocol import Episode
from app.memory.question import STOP_WORDS
from app.memory.recall import MemoryRecall
from app.memory.store import SqliteTranscriptStore
from app.memory.tidying import tidy

TIMED = 2_000
_VOCABULARY = 30_000
_WORDS_A_TURN = 22
_TURNS_A_CONVERSATION = 20
_BETWEEN_TURNS_S = 60
_SELF, _COMPANION = "se_bench", "bench"
_BIRTH = datetime(2024, 1, 1, tzinfo=UTC)
_AT_ONCE = 20_000
_DIMENSIONS = 384


def measure_rows(rows: int, embedder: Embedder | None, err: TextIO) -> dict[str, float]:
    """{figure: value}; nothing is left behind."""
    with tempfile.TemporaryDirectory(prefix="earpiece-bench-") as folder:
        path = Path(folder) / "memory.db"
        store = SqliteTranscriptStore(path, Keys({VARIABLE: "drawn words"}))
        store.open()
        store.ensure_self(_COMPANION)
        print(f"filling a store with {rows:,} episodes …", file=err)
        drawn = Drawn()
        fill(store, rows, drawn, embedder)
        found = _timed(store, embedder, rows, drawn, err)
        store.close()
        return {"rows": rows} | found | {"bytes": path.stat().st_size}


class Drawn:
    """Words and turns by chance, the same in every run."""

    def __init__(self) -> None:
        self._chance = np.random.default_rng(1)
        syllables = np.array([first + last for first in "bdfgklmnprstv" for last in "aeiou"])
        invented = ["".join(word) for word in self._chance.choice(syllables, (_VOCABULARY, 4))]
        words = [*sorted(STOP_WORDS), *invented]
        self._words = np.array(words)
        shares = 1 / (np.arange(len(words)) + 2.7)
        self._shares = shares / shares.sum()

    def turns(self, count: int) -> Iterator[str]:
        lengths = np.clip(self._chance.poisson(_WORDS_A_TURN, count), 2, None)
        words = self._words[self._chance.choice(len(self._words), lengths.sum(), p=self._shares)]
        for end, length in zip(np.cumsum(lengths), lengths, strict=True):
            yield " ".join(words[end - length : end])

    def question(self) -> str:
        """Nine words; half of them are common."""
        return " ".join(self._words[self._chance.choice(len(self._words), 9, p=self._shares)]) + "?"

    def vectors(self, count: int) -> list[bytes]:
        drawn = self._chance.integers(-127, 128, (count, _DIMENSIONS), dtype=np.int8)
        return [row.tobytes() for row in drawn]


def fill(
    store: SqliteTranscriptStore, rows: int, drawn: Drawn, embedder: Embedder | None,
    owner: tuple[str, str] = (_COMPANION, _SELF),
) -> None:  # fmt: skip
    """The bulk, at once. owner: (companion, self)."""
    db: Any = store.db
    insert = f"INSERT INTO episode VALUES ({', '.join('?' * 13)})"
    with transaction(db):
        for first in range(1, rows + 1, _AT_ONCE):
            numbers = range(first, min(first + _AT_ONCE, rows + 1))
            texts = drawn.turns(len(numbers))
            db.executemany(insert, (_row(n, text, owner) for n, text in zip(numbers, texts, strict=True)))
        store.index.rebuild(db)
        if embedder is not None:
            db.execute("INSERT INTO embedder VALUES (?)", (embedder.name,))
            for first in range(1, rows + 1, _AT_ONCE):
                numbers = range(first, min(first + _AT_ONCE, rows + 1))
                vectors = drawn.vectors(len(numbers))
                db.executemany("INSERT INTO episode_vector VALUES (?, ?)", zip(numbers, vectors, strict=True))


def _row(number: int, text: str, owner: tuple[str, str] = (_COMPANION, _SELF)) -> tuple[object, ...]:
    start = _BIRTH + timedelta(seconds=number * _BETWEEN_TURNS_S)
    speaker = "user" if number % 2 else "companion"
    conversation = f"co_{number // _TURNS_A_CONVERSATION}"
    start_us = round(start.timestamp() * 1_000_000)
    at = start.isoformat()
    return (
        number, f"ep_{number:09}", *owner, conversation, number, speaker, text, "", at, at, start_us, None,
    )  # fmt: skip


def _timed(
    store: SqliteTranscriptStore, embedder: Embedder | None, rows: int, drawn: Drawn, err: TextIO
) -> dict[str, float]:
    memory = MemoryRecall(store, embedder)
    memory.load()
    print("reading the vectors …", file=err)
    start_s = time.perf_counter()
    slices_ms = [_took_ms(memory.catch_up)]
    while memory.catch_up(0.2):
        pass
    while tidy(store):
        pass
    loaded_s = time.perf_counter() - start_s
    print(f"{TIMED:,} writes and recalls …", file=err)
    writes_ms, recalls_ms = [], []
    for n, text in enumerate(drawn.turns(TIMED), start=rows + 1):
        episode = _episode(n, text)
        writes_ms.append(_took_ms(partial(store.keep, episode)))
        question, now = drawn.question(), episode.end
        recalls_ms.append(_took_ms(partial(memory.recall, question, self_id=_SELF, now=now)))
        slices_ms += [_took_ms(memory.catch_up), *_until_tidy(store)]
    memory.close()
    return {
        "recall_p50_ms": _at(recalls_ms, 0.5),
        "recall_p99_ms": _at(recalls_ms, 0.99),
        "write_p50_ms": _at(writes_ms, 0.5),
        "write_p99_ms": _at(writes_ms, 0.99),
        "idle_slice_p99_ms": _at(slices_ms, 0.99),
        "index_s": round(loaded_s, 2),
    }


def _until_tidy(store: SqliteTranscriptStore) -> Iterator[float]:
    """The milliseconds of each step."""
    has_more = True
    while has_more:
        start_s = time.perf_counter()
        has_more = tidy(store)
        yield (time.perf_counter() - start_s) * 1000


def _episode(number: int, text: str) -> Episode:
    _, id_, companion, self_id, conversation, _, speaker, *_ = _row(number, text)
    start = _BIRTH + timedelta(seconds=number * _BETWEEN_TURNS_S)
    return Episode(
        id=str(id_), companion=str(companion), self_id=str(self_id), conversation=str(conversation), turn=number,
        speaker="user" if speaker == "user" else "companion", text=text, unheard="",
        start=start, end=start + timedelta(seconds=5),
    )  # fmt: skip


def _took_ms(act: Callable[[], object]) -> float:
    start_s = time.perf_counter()
    act()
    return (time.perf_counter() - start_s) * 1000


def _at(times_ms: Sequence[float], share: float) -> float:
    return round(sorted(times_ms)[int(len(times_ms) * share)], 2)
