"""What the window reads: pages of a day, hours, and a search that follows the typing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.memory import reading
from app.memory.protocol import Span
from app.memory.reading import SqliteTranscriptReader
from app.memory.store import SqliteTranscriptStore
from tests.kit.episodes import episode, store_at

SELF = "se_samantha"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteTranscriptStore]:
    with store_at(tmp_path / "memory.db") as store:
        said = ("Take a letter.", "Running is fine, 100 % fine.", "Ärger mit Jürgen", "you and the café")
        for number, text in enumerate(said):
            store.keep(episode(text, after_s=3_000 * number))
        store.keep(episode("A letter of the next day.", after_s=86_400))
        store.keep(episode("A letter to Max.", companion="max", self_id="se_max"))
        yield store


@pytest.fixture
def reader(store: SqliteTranscriptStore) -> SqliteTranscriptReader:
    return SqliteTranscriptReader(store)


def found(reader: SqliteTranscriptReader, words: str, limit: int = 10) -> list[str]:
    return [one.text for one in reader.search(words, SELF, limit=limit).episodes]


def test_days_and_pages_are_of_one_self(reader: SqliteTranscriptReader) -> None:
    assert reader.days(SELF) == [("2026-03-02", 1), ("2026-03-01", 4)]
    page = reader.page("2026-03-01", SELF, start=1, limit=2)
    assert [one.text for one in page] == ["Running is fine, 100 % fine.", "Ärger mit Jürgen"]


def test_an_hour_is_the_one_of_the_clock(reader: SqliteTranscriptReader) -> None:
    assert [one.text[:4] for one in reader.of(Span("2026-03-01", 9), SELF)] == ["Take", "Runn"]
    assert len(reader.of(Span("2026-03-01"), SELF)) == 4


@pytest.mark.parametrize("is_narrowed", [True, False])
@pytest.mark.parametrize(
    ("typed", "hits"),
    [
        ("letter", ["Take a letter.", "A letter of the next day."]),
        ("LETT take", ["Take a letter."]),
        ("runnin", ["Running is fine, 100 % fine."]),
        ("runn", ["Running is fine, 100 % fine."]),
        ("100 %", ["Running is fine, 100 % fine."]),
        ("ärger jürgen", ["Ärger mit Jürgen"]),
        ("you", ["you and the café"]),
        ("sunday", []),
        ("_", []),
        ("  ", []),
        ('"turn : (', []),
    ],
)
def test_every_beginning_of_a_word_finds_it(
    reader: SqliteTranscriptReader, monkeypatch: pytest.MonkeyPatch, typed: str, hits: list[str], is_narrowed: bool
) -> None:
    """Whether the index helps or not. Days and names, which the index writes before each line, find nothing."""
    if not is_narrowed:
        monkeypatch.setattr(reading, "FEW", 0)
    assert found(reader, typed) == hits


def test_the_newest_are_found_and_it_is_said_that_there_are_more(reader: SqliteTranscriptReader) -> None:
    some = reader.search("letter", SELF, limit=1)
    assert ([one.text for one in some.episodes], some.is_all) == (["A letter of the next day."], False)
