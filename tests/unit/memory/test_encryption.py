"""A passphrase keeps the words from everybody else, and a wrong one changes nothing."""

import sqlite3
import time
from pathlib import Path

import apsw
import pytest

from app.errors import DatabaseUnusable, WrongKey
from app.memory import encryption
from app.memory.database import connect
from app.memory.encryption import VARIABLE
from app.memory.store import SqliteTranscriptStore
from tests.kit.disks import fill, small_disk
from tests.kit.episodes import episode, store_at

PASSPHRASE = "größe zählt 7"
SECRET = "the pelican lives in the attic"
BY_0_1_0 = Path(__file__).parents[2] / "fixtures" / "encrypted-0.1.0.db"


@pytest.fixture(autouse=True)
def _few_rounds(monkeypatch, request):
    """0.2 s a key is what an attacker shall pay, not the tests. The file of the first version was made with all."""
    if "first_version" not in request.node.name:
        monkeypatch.setattr(encryption, "KDF_ITERATIONS", 1_000)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "memory.db"


@pytest.fixture
def with_passphrase(monkeypatch):
    monkeypatch.setenv(VARIABLE, PASSPHRASE)


def keep_secret(path):
    with store_at(path) as store:
        store.keep(episode(SECRET))


def texts(path):
    with store_at(path) as store:
        return [said.text for said in store.all()]


def bytes_of(folder):
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.mark.usefixtures("with_passphrase")
def test_nobody_reads_it_without_the_passphrase(path):
    with store_at(path) as store:
        store.keep(episode(SECRET))
        assert not [name for name, content in bytes_of(path.parent).items() if b"pelican" in content]
    assert texts(path) == [SECRET]
    assert encryption.is_encrypted(path.read_bytes())
    assert b"CREATE TABLE" not in path.read_bytes()
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(path).execute("SELECT 1 FROM episode")


@pytest.mark.parametrize("given", ["", "another one", PASSPHRASE.upper()])
def test_a_wrong_key_leaves_the_file_as_it_was(path, monkeypatch, given):
    """Also what only stands in the log."""
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    with store_at(path) as store:
        store.keep(episode(SECRET))
        before = {name: content for name, content in bytes_of(path.parent).items() if not name.endswith("-shm")}
    for name, content in before.items():
        (path.parent / name).write_bytes(content)
    monkeypatch.setenv(VARIABLE, given)
    with pytest.raises(WrongKey, match=r"passphrase|encrypted") as told:
        SqliteTranscriptStore(path).open()
    assert told.value.exit_code == 2
    assert bytes_of(path.parent) == before
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    assert texts(path) == [SECRET]


def test_a_plain_file_becomes_an_encrypted_one(path, monkeypatch):
    with store_at(path) as store:
        for n in range(50):
            store.keep(episode(f"{SECRET} {n}", after_s=n))
        before = list(store.all())
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    with store_at(path) as store:
        assert list(store.all()) == before
        assert store._db.pragma("journal_mode") == "wal"
    assert not [name for name, content in bytes_of(path.parent).items() if b"pelican" in content]
    assert list(path.parent.iterdir()) == [path]
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_plain_file_with_words_in_its_log_only(path, monkeypatch):
    """As a run that was killed leaves it."""
    with store_at(path) as store:
        store.keep(episode(SECRET))
        left = bytes_of(path.parent)
    for name, content in left.items():
        (path.parent / name).write_bytes(content)
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    assert texts(path) == [SECRET]
    assert not [name for name, content in bytes_of(path.parent).items() if b"pelican" in content]


def test_no_room_to_encrypt_leaves_the_plain_file(tmp_path, monkeypatch):
    with small_disk(tmp_path / "disk", "2m") as disk:
        path = disk / "memory.db"
        keep_secret(path)
        filler = fill(disk)
        monkeypatch.setenv(VARIABLE, PASSPHRASE)
        with pytest.raises(Exception, match="full"):
            SqliteTranscriptStore(path).open()
        monkeypatch.delenv(VARIABLE)
        filler.unlink()
        assert texts(path) == [SECRET]
        assert [file.name for file in disk.iterdir()] == ["memory.db"]


@pytest.mark.usefixtures("with_passphrase")
def test_a_newer_encrypted_database_is_left_alone(path):
    keep_secret(path)
    db = connect(path)
    db.pragma("user_version", 99)
    db.close()
    before = bytes_of(path.parent)
    with pytest.raises(DatabaseUnusable, match="newer"):
        SqliteTranscriptStore(path).open()
    assert bytes_of(path.parent) == before


def test_a_file_of_the_first_version_opens():
    """Whoever changes a parameter, or the library that has the defaults, must still open what is on people's disks."""
    header = BY_0_1_0.read_bytes()[:100]
    assert encryption.is_encrypted(header)
    db = apsw.Connection(str(BY_0_1_0), flags=apsw.SQLITE_OPEN_READONLY)
    encryption.unlock(db, encryption.key_for("open sesame", header))
    assert list(db.execute("SELECT text FROM said")) == [("hello",)]
    db.close()


def test_every_file_has_a_salt_of_its_own():
    assert encryption.key_for("open sesame") != encryption.key_for("open sesame")


def test_a_passphrase_is_the_same_on_every_keyboard():
    assert encryption.passphrase_in({VARIABLE: "u\u0308ber"}) == encryption.passphrase_in({VARIABLE: "\u00fcber"})
    assert encryption.passphrase_in({}) == ""


@pytest.mark.usefixtures("with_passphrase")
def test_an_encrypted_write_takes_no_longer_than_it_may(path):
    """In time of our own: what the disk and other programs take is in test_store.py."""
    took_ms = []
    with store_at(path) as store:
        for n in range(300):
            start_s = time.thread_time()
            store.keep(episode("Something of the usual length was said.", after_s=n))
            took_ms.append((time.thread_time() - start_s) * 1000)
    p99_ms = sorted(took_ms)[297]
    print(f"\nencrypted write, p99 {p99_ms:.2f} ms of the processor, median {sorted(took_ms)[150]:.2f} ms")
    assert p99_ms < 5.0
