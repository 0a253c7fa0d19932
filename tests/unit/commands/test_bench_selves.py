"""Twenty selves, each told one secret: the short form of `scripts/bars selves`, without a model."""

from __future__ import annotations

import io
import random
from pathlib import Path

from app.commands.bench_selves import ASKED, SELVES, _asked, _told, secret
from app.memory.store import SqliteTranscriptStore


def test_each_self_recalls_its_own_secret_and_no_other(tmp_path: Path) -> None:
    store, chance = SqliteTranscriptStore(tmp_path / "memory.db"), random.Random(2)
    store.open()
    told, figures = _told(store, 20, chance, io.StringIO())
    asked = chance.sample(sorted(told), 20)
    found = _asked(store, told, asked, io.StringIO())
    store.close()
    assert (found["asked"], found["right"], found["leaks"]) == (20, 20, 0)
    assert figures["selves"] == 20


def test_no_two_selves_have_the_same_secret() -> None:
    assert len({secret(number) for number in range(SELVES)}) == SELVES
    assert ASKED < SELVES
