"""What was said is found by its words and by those around it, in its own conversation, until it is removed."""

import sqlite3
from datetime import timedelta

import pytest

from app.errors import BadHome
from app.memory.database import transaction
from app.memory.forget import Forgetting
from app.memory.migrations import MIGRATIONS
from app.memory.tidying import tidy
from tests.kit.episodes import NINE, episode, store_at

WORDS = ["alpha", "bravo", "charlie", "delta", "echo"]


@pytest.fixture
def store(tmp_path):
    with store_at(tmp_path / "memory.db") as store:
        yield store


def keep(store, *words, **changed):
    said = [episode(word, after_s=n, **changed) for n, word in enumerate(words)]
    for one in said:
        store.keep(one)
    return said


def hits(store, query):
    """The words of those episodes that match."""
    joined = "episode_words JOIN episode ON number = episode_words.rowid"
    sql = f"SELECT text FROM {joined} WHERE episode_words MATCH ? ORDER BY start_us"
    return [text for (text,) in store.db.execute(sql, (query,))]


def around(store, word):
    return hits(store, f"neighbourhood: {word}")


def test_a_turn_is_found_by_itself_and_by_the_turns_around_it(store):
    keep(store, *WORDS)
    assert hits(store, "turn: charlie") == ["charlie"]
    assert around(store, "charlie") == ["bravo", "delta", "echo"]
    assert hits(store, "alpha") == ["alpha", "bravo", "charlie"]


def test_an_old_turn_that_comes_late_finds_its_place(store):
    said = [episode(word, after_s=n) for n, word in enumerate(WORDS)]
    for place in (4, 0, 3, 1, 2):
        store.keep(said[place])
    assert [around(store, word) for word in WORDS] == [
        ["bravo", "charlie"], ["alpha", "charlie", "delta"], ["bravo", "delta", "echo"], ["charlie", "echo"], ["delta"],
    ]  # fmt: skip


def test_names_and_dates_are_words_too(store):
    keep(store, "hello")
    keep(store, "good morning", speaker="companion")
    assert hits(store, "turn: samantha") == ["good morning"]
    assert hits(store, "turn: march AND turn: sunday") == ["hello", "good morning"]


def test_neighbours_are_of_the_same_conversation_and_self(store):
    keep(store, "alpha", "bravo")
    keep(store, "charlie", conversation="co_2", start=NINE + timedelta(seconds=9))
    keep(store, "delta", self_id="se_max", companion="max")
    assert around(store, "bravo") == ["alpha"]
    assert around(store, "charlie") == around(store, "delta") == []


def test_a_deleted_turn_leaves_the_neighbourhoods_and_closes_the_gap(store):
    said = keep(store, *WORDS)
    Forgetting(store).forget([said[2].id])
    assert hits(store, "charlie") == []
    assert around(store, "bravo") == ["alpha", "delta", "echo"]
    assert around(store, "delta") == ["bravo", "echo"]
    assert store.index.removed == [3]


def test_several_may_be_removed_before_their_rows_are_deleted(store):
    keep(store, *WORDS)
    with transaction(store.db):
        for number in (2, 3):
            store.index.remove(store.db, number)
    assert hits(store, "bravo OR charlie") == []
    assert around(store, "alpha") == ["delta", "echo"]


def test_edited_words_take_the_place_of_the_old(store):
    keep(store, *WORDS)
    with transaction(store.db):
        store.db.execute("UPDATE episode SET text = 'foxtrot' WHERE number = 3")
        store.index.replace(store.db, 3)
    assert hits(store, "charlie") == []
    assert around(store, "foxtrot") == ["bravo", "delta", "echo"]


def test_what_was_kept_before_there_was_an_index_is_found(tmp_path, store):
    keep(store, *WORDS)
    keep(store, "foxtrot", "golf", conversation="co_2", start=NINE + timedelta(days=1))
    expected = {word: around(store, word) for word in [*WORDS, "foxtrot", "golf"]}
    store.index.rebuild(store.db)
    assert {word: around(store, word) for word in expected} == expected


def test_a_database_of_the_first_format_is_indexed_when_it_is_opened(tmp_path):
    path = tmp_path / "old.db"
    with sqlite3.connect(path) as old:
        MIGRATIONS[0](old)
        old.execute("PRAGMA user_version = 1")
        old.execute("INSERT INTO companion VALUES ('samantha')")
        old.execute("INSERT INTO self (id, companion_id) VALUES ('se_samantha', 'samantha')")
        old.execute(
            "INSERT INTO episode VALUES (1, 'ep_1', 'samantha', 'se_samantha', 'co_1', 1, 'user', 'alpha', '',"
            " '2026-03-01T09:00:00+01:00', '2026-03-01T09:00:01+01:00', 1772352000000000, NULL)"
        )
    old.close()
    with store_at(path) as store:
        assert hits(store, "alpha") == ["alpha"]


def undone(store):
    with transaction(store.db):
        store.index.remove(store.db, 1)
        raise BadHome("This disk is gone.")


def test_a_transaction_that_fails_leaves_the_index_as_it_was(store):
    keep(store, "alpha")
    with pytest.raises(BadHome):
        undone(store)
    assert hits(store, "alpha") == ["alpha"]


def parts(store):
    """Of which FTS5's index consists."""
    return len({row >> 37 for (row,) in store.db.execute("SELECT id FROM episode_words_data WHERE id > 10")})


def test_the_parts_that_turns_leave_are_joined_while_nobody_waits(store):
    keep(store, *[f"word{n}" for n in range(7)])
    assert parts(store) >= 7
    while tidy(store):
        pass
    assert parts(store) < 4
    assert hits(store, "turn: word3") == ["word3"]
