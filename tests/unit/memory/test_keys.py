"""A keyring's recovery key opens the file like a passphrase; without either nothing is touched."""

import pytest

from app.errors import WrongKey
from app.memory import encryption
from app.memory.encryption import VARIABLE
from app.memory.keys import Keys, new_recovery_key, written
from app.memory.store import SqliteTranscriptStore
from tests.kit.episodes import episode
from tests.kit.kept_keyring import KeptKeyring

SECRET = "the pelican lives in the attic"


@pytest.fixture(autouse=True)
def _few_rounds(monkeypatch):
    monkeypatch.setattr(encryption, "KDF_ITERATIONS", 1_000)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "memory.db"


def said(path, keys, *more):
    """-> what was said before and now."""
    store = SqliteTranscriptStore(path, keys)
    store.open()
    try:
        store.ensure_self("samantha")
        for text in more:
            store.keep(episode(text))
        return [each.text for each in store.all()]
    finally:
        store.close()


def locked(path, ring):
    """-> the recovery key that was shown."""
    keys = Keys({}, ring, locks=True)
    said(path, keys, SECRET)
    return keys.drawn


def test_the_keyring_opens_what_it_locked(path, tmp_path):
    ring = KeptKeyring()
    assert locked(path, ring)
    assert encryption.is_encrypted(path.read_bytes())
    keys = Keys({}, ring, locks=True)
    assert said(path, keys) == [SECRET]
    assert keys.drawn == ""  # shown once
    moved = path.rename(tmp_path / "elsewhere.db")
    assert said(moved, Keys({}, ring)) == [SECRET]


def test_a_plain_life_is_locked_and_nothing_plain_stays(path):
    said(path, Keys({}), SECRET)
    assert locked(path, KeptKeyring())
    assert not [file for file in path.parent.iterdir() if b"pelican" in file.read_bytes()]


@pytest.mark.parametrize("typed", ["{}", " {} ", "{} as it is read"])
def test_the_recovery_key_opens_it_on_another_machine(path, typed):
    key = locked(path, KeptKeyring())
    if "read" in typed:
        typed = key.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert said(path, Keys({VARIABLE: typed.format(key)})) == [SECRET]


@pytest.mark.parametrize("given", ["", "another one", new_recovery_key()])
def test_a_lost_key_is_one_clear_line(path, given):
    locked(path, KeptKeyring())
    before = path.read_bytes()
    with pytest.raises(WrongKey, match=r"encrypted|another") as told:
        said(path, Keys({VARIABLE: given}, KeptKeyring(), locks=True))
    assert told.value.exit_code == 2
    assert "\n" not in str(told.value)
    assert path.read_bytes() == before


@pytest.mark.parametrize("keys", [Keys({}, KeptKeyring()), Keys({}, KeptKeyring(keeps=False), locks=True)])
def test_it_stays_plain_where_nobody_sees_the_key_or_nobody_keeps_it(path, keys):
    said(path, keys, SECRET)
    assert encryption.is_plain(path.read_bytes())
    assert keys.drawn == ""


def test_a_passphrase_comes_before_the_keyring(path):
    ring = KeptKeyring()
    said(path, Keys({VARIABLE: "mine"}, ring, locks=True), SECRET)
    assert ring.secrets == {}
    assert said(path, Keys({VARIABLE: "mine"})) == [SECRET]


def test_a_damaged_locked_file_is_mended_and_stays_locked(path):
    ring = KeptKeyring()
    said(path, Keys({}, ring, locks=True), *(f"{SECRET} {n}" for n in range(400)))
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"\0" * 20_000)
    found = said(path, Keys({}, ring))
    assert 0 < len(found) < 400
    assert encryption.is_encrypted(path.read_bytes())
    (kept,) = [copy for copy in path.parent.iterdir() if "damaged" in copy.name]
    kept.unlink()


def test_a_passphrase_that_looks_like_a_recovery_key_stays_as_it_is(path):
    """25 letters that recovery keys may have, too."""
    words = "correcthorsebatterystaple"
    assert written(words)
    said(path, Keys({VARIABLE: words}), SECRET)
    assert said(path, Keys({VARIABLE: words})) == [SECRET]
    with pytest.raises(WrongKey):
        said(path, Keys({VARIABLE: written(words)}))
    assert written("too short") == written("u" * 25) == ""
