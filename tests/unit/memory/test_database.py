"""What cannot be opened is told and left as it is; a full disk loses nothing that was kept."""

import sqlite3

import apsw
import pytest

from app.errors import BadHome, DatabaseUnusable, DiskFull, HomeBusy
from app.memory.migrations import MIGRATIONS
from app.memory.store import SqliteTranscriptStore
from tests.kit.disks import fill, read_only, small_disk
from tests.kit.episodes import episode, store_at


@pytest.fixture
def path(tmp_path):
    return tmp_path / "memory.db"


def refused(path, error, match):
    with pytest.raises(error, match=match) as told:
        SqliteTranscriptStore(path).open()
    assert told.value.fix
    return told.value


def filled(path):
    with store_at(path) as store:
        for n in range(200):
            store.keep(episode(f"turn {n}", after_s=n))
    return path.read_bytes()


def keep_many(store, kept):
    for n in range(2_000):
        store.keep(episode("more and more " * 20, after_s=n))
        kept.append(n)


def read_all(store):
    store.open()
    return list(store.all())


def test_migrations_are_dated_in_order_and_run_once(path):
    dates = [migration.__name__[: len("m2026_11_22")] for migration in MIGRATIONS]
    assert dates == sorted(dates)
    filled(path)
    with store_at(path) as store:
        assert store._db.pragma("user_version") == len(MIGRATIONS)
        assert len(list(store.all())) == 200


def test_a_newer_database_is_left_alone(path):
    filled(path)
    with sqlite3.connect(path) as newer:
        newer.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    newer.close()
    before = path.read_bytes()
    told = refused(path, DatabaseUnusable, "newer Earpiece .*Update")
    assert told.exit_code == 2
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    "content", [b"not a database\n" * 1000, b"SQLite format 3\0" + b"\xff" * 9000, b"SQLite format 3\0", b"\0"]
)
def test_what_is_no_database_is_left_alone(path, content):
    path.write_bytes(content)
    refused(path, DatabaseUnusable, "damaged|newer")
    assert path.read_bytes() == content


@pytest.mark.parametrize("keep_bytes", [100, 4096, 10_000])
def test_a_file_cut_short_is_left_alone(path, keep_bytes):
    cut = filled(path)[:keep_bytes]
    path.write_bytes(cut)
    refused(path, DatabaseUnusable, "damaged.*put a copy back")
    assert path.read_bytes() == cut


def test_an_emptied_file_does_not_lose_its_log(path):
    with store_at(path) as store:
        store.keep(episode("only in the log"))
        log = path.with_name("memory.db-wal").read_bytes()
    path.write_bytes(b"")
    path.with_name("memory.db-wal").write_bytes(log)
    refused(path, DatabaseUnusable, "damaged")
    assert path.with_name("memory.db-wal").read_bytes() == log


def test_damage_inside_is_told_when_it_is_met(path):
    content = bytearray(filled(path))
    content[8192:] = b"\xff" * (len(content) - 8192)
    path.write_bytes(content)
    store = SqliteTranscriptStore(path)
    with pytest.raises(DatabaseUnusable, match="damaged"):
        read_all(store)
    store.close()


def test_a_full_disk_is_told_and_what_was_kept_stays(tmp_path):
    with small_disk(tmp_path / "disk", "2m") as disk:
        kept = []
        with store_at(disk / "memory.db") as store:
            store.keep(episode("first"))
            filler = fill(disk)
            with pytest.raises(DiskFull, match="Free some space"):
                keep_many(store, kept)
            filler.unlink()
            store.keep(episode("there is room again", after_s=9_999))
        with store_at(disk / "memory.db") as store:
            texts = [e.text for e in store.all()]
            assert len(texts) == len(kept) + 2
            assert texts[-1] == "there is room again"
            assert store._db.pragma("integrity_check") == "ok"


def test_a_disk_that_is_full_from_the_start_is_told(tmp_path):
    with small_disk(tmp_path / "disk") as disk:
        fill(disk)
        refused(disk / "memory.db", DiskFull, "full")


def test_a_database_at_its_limit_is_full(path):
    """The same without the right to mount a disk."""
    with store_at(path) as store:
        store._db.pragma("max_page_count", store._db.pragma("page_count") + 2)
        with pytest.raises(DiskFull):
            keep_many(store, [])


def test_a_read_only_folder_is_told(path):
    filled(path)
    with read_only(path.parent):
        refused(path, BadHome, "--home DIR")


def test_a_missing_folder_is_told(tmp_path):
    refused(tmp_path / "none" / "memory.db", BadHome, "cannot be written")


def test_a_database_somebody_else_holds_is_told(path, monkeypatch):
    """The other is of the same library: two SQLites in one process would not see each other's locks."""
    monkeypatch.setattr("app.memory.database._BUSY_MS", 10)
    with store_at(path) as store:
        other = apsw.Connection(str(path))
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(HomeBusy, match="in use"):
            store.keep(episode())
        other.execute("ROLLBACK")
        other.close()
        store.keep(episode())
