"""A damaged memory.db: what can be read of it lives on, the damaged file is kept, and nothing ever starts empty."""

import io
import sqlite3
from types import SimpleNamespace

import apsw
import pytest

from app.commands import transcript
from app.errors import DatabaseDamaged
from app.home import Home
from app.memory import encryption, recovery
from app.memory.database import transaction
from app.memory.encryption import VARIABLE
from app.memory.facts.fact_store import FactStore
from app.memory.ids import Ids
from app.memory.pages import rows_in
from app.memory.store import SqliteTranscriptStore
from tests.kit.episodes import episode, store_at

LINES = 400
PAGE = 4_096


@pytest.fixture
def path(tmp_path):
    return tmp_path / "memory.db"


def filled(path):
    """Short lines, and long ones that need pages of their own."""
    with store_at(path) as store:
        with transaction(store.db):
            for n in range(LINES):
                long = 40 if n % 50 == 7 else 1
                store.insert(episode(f"line {n} " + "of some length " * (n % 7) * long, after_s=n))
        told = episode("My sister is called Amy.", after_s=-9)
        store.keep(told)
        FactStore(lambda: store.db, path, new_id=Ids().new).derive(told)
        return list(store.all())


def reopened(path):
    store = SqliteTranscriptStore(path)
    store.open()
    try:
        assert store.db.pragma("integrity_check") == "ok"
        found = list(store.db.execute("SELECT 1 FROM episode_words WHERE episode_words MATCH 'turn: line'"))
        return list(store.all()), store.notice, len(found)
    finally:
        store.close()


def pages_of(path, table):
    db = sqlite3.connect(path)
    root = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()[0]
    db.close()
    return root


def spoil(path, *pages):
    with path.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * PAGE)
            file.write(b"\xa5" * PAGE)


def leaf_pages(path):
    """Pages of the transcript's rows."""
    content = path.read_bytes()
    pages = [content[n : n + PAGE] for n in range(0, len(content), PAGE)]
    return [n for n, page in enumerate(pages, 1) if page[0] == 0x0D and b"se_samantha" in page and b"line" in page]


def test_a_sound_file_is_left_alone(path):
    before = filled(path)
    after, notice, found = reopened(path)
    assert (after, notice, found) == (before, "", LINES)
    assert list(path.parent.iterdir()) == [path]


def test_broken_pages_cost_the_rows_on_them(path):
    before = filled(path)
    broken = leaf_pages(path)[3:5]
    spoil(path, *broken)
    damaged = path.read_bytes()
    after, notice, found = reopened(path)
    assert LINES - 60 < len(after) < LINES
    assert [said for said in before if said in after] == after
    assert found >= len(after) - 1
    assert f"{len(after)} lines" in notice
    kept = [file for file in path.parent.iterdir() if "damaged" in file.name]
    assert kept[0].read_bytes() == damaged
    assert kept[0].name in notice
    assert kept[0].stat().st_mode & 0o777 == 0o600
    assert sorted(path.parent.iterdir()) == sorted([path, *kept])
    assert reopened(path)[1] == ""


@pytest.mark.parametrize("broken", ["schema", "root", "index"])
def test_the_pages_that_hold_the_rest_together(path, broken):
    before = filled(path)
    page = {"schema": 1, "root": pages_of(path, "episode"), "index": pages_of(path, "episode_by_start")}[broken]
    spoil(path, page)
    after, notice, _ = reopened(path)
    assert after == before
    assert "damaged" in notice


def test_a_file_that_was_cut_keeps_its_beginning(path):
    filled(path)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 2 // 3])
    after, notice, _ = reopened(path)
    assert len(after) > 50
    assert "damaged" in notice


def test_what_stands_in_the_log_counts(path):
    """A crash and a broken file at once; the log is kept with the copy."""
    with store_at(path) as store:
        for n in range(30):
            store.keep(episode(f"line {n}", after_s=n))
        left = {file.name: file.read_bytes() for file in path.parent.iterdir() if not file.name.endswith("shm")}
    for name, content in left.items():
        (path.parent / name).write_bytes(content)
    path.write_bytes(b"\xa5" * len(left["memory.db"]))
    after, notice, _ = reopened(path)
    assert len(after) == 30
    assert any(file.name.endswith("-wal") and "damaged" in file.name for file in path.parent.iterdir())
    assert notice


def test_where_nothing_can_be_read_nothing_is_touched(path):
    filled(path)
    path.write_bytes(b"SQLite format 3\0" + b"\xa5" * 50_000)
    before = path.read_bytes()
    with pytest.raises(DatabaseDamaged, match=r"damaged.*put a copy back"):
        SqliteTranscriptStore(path).open()
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_an_encrypted_one_is_read_around_the_damage(path, monkeypatch):
    monkeypatch.setenv(VARIABLE, "open sesame")
    monkeypatch.setattr(encryption, "KDF_ITERATIONS", 1_000)
    before = filled(path)
    spoil(path, 30, 31)
    after, notice, _ = reopened(path)
    assert 0.5 * LINES < len(after) <= len(before)
    assert "damaged" in notice
    assert not [file for file in path.parent.iterdir() if b"line" in file.read_bytes()]


def test_a_kill_between_the_last_two_steps_is_made_good(path):
    filled(path)
    spoil(path, 1)
    recovery.opened(path, SimpleNamespace(rebuild=lambda db: None))[0].close()
    recovered = path.read_bytes()
    path.with_name("memory.db-recovered").write_bytes(recovered)
    path.with_name("memory.db-wal").write_bytes(b"of the damaged one")
    path.write_bytes(b"damaged")
    assert len(reopened(path)[0]) == LINES + 1


def test_facts_are_saved_with_their_words(path):
    filled(path)
    spoil(path, leaf_pages(path)[5])
    with store_at(path) as store:
        facts = FactStore(lambda: store.db, path, new_id=Ids().new).current("se_samantha")
        assert [fact.quote for fact in facts] == ["My sister is called Amy"]


def test_a_large_file_is_looked_through_behind_the_run_that_met_damage(path, monkeypatch):
    before = filled(path)
    spoil(path, leaf_pages(path)[5])
    monkeypatch.setattr(recovery, "CHECKED_BYTES", 1)
    store = SqliteTranscriptStore(path)
    store.open()
    with pytest.raises(DatabaseDamaged, match=r"damaged.*Start Earpiece again"):
        list(store.all())
    store.close()
    after, notice, _ = reopened(path)
    assert LINES // 2 < len(after) < len(before)
    assert "damaged" in notice
    assert not path.with_name("memory.db-suspect").exists()


def test_the_command_says_so(tmp_path):
    home = Home(tmp_path)
    filled(home.database_path)
    spoil(home.database_path, leaf_pages(home.database_path)[2])
    out, err = io.StringIO(), io.StringIO()
    transcript.run(SimpleNamespace(action="list", json=False), home, out, err)
    assert "episodes" in out.getvalue()
    assert err.getvalue().startswith("earpiece: memory.db was damaged.")


def test_pages_are_read_as_sqlite_wrote_them(tmp_path):
    db = apsw.Connection(str(tmp_path / "x.db"))
    db.pragma("page_size", 1_024)
    list(db.execute("CREATE TABLE t (a, b, c, d)"))
    values = [(n * (-1) ** n * 10**n, "ü" * 900 * (n % 3), b"\0\1", None) for n in range(12)]
    for row in values:
        list(db.execute("INSERT INTO t VALUES (?, ?, ?, ?)", row))
    db.close()
    read = [tuple(row) for row in rows_in(tmp_path / "x.db") if len(row) == 4]
    assert read == values
