"""What was written is moved from the log into the file while nobody waits, not by whichever turn fills it."""

import apsw
import pytest

from app.memory.write_ahead_log import WriteAheadLog

PAGE = 4_096


@pytest.fixture
def file(tmp_path):
    return tmp_path / "some.db"


@pytest.fixture
def db(file):
    db = apsw.Connection(str(file))
    db.pragma("journal_mode", "wal")
    db.execute("CREATE TABLE said (text)")
    yield db
    db.close()


def write(db, pages):
    db.execute("INSERT INTO said VALUES (randomblob(?))", (pages * PAGE,))


def test_a_turn_leaves_the_file_alone_and_tidying_moves_what_it_wrote(db, file):
    log = WriteAheadLog(db)
    write(db, 1_100)
    assert file.stat().st_size < 10 * PAGE
    assert log.tidy()
    assert file.stat().st_size > 1_100 * PAGE
    assert not log.tidy()


def test_a_few_pages_are_not_worth_it(db, file):
    log = WriteAheadLog(db)
    write(db, 20)
    assert not log.tidy()
    assert file.stat().st_size < 10 * PAGE


def test_whoever_never_rests_moves_it_before_it_is_huge(db, file):
    WriteAheadLog(db)
    for _ in range(5):
        write(db, 4_000)
    assert file.stat().st_size > 12_000 * PAGE
