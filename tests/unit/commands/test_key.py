"""`key`: another passphrase, a new recovery key, the keyring of another machine."""

import io

import pytest

from app import cli
from app.commands.own_store import own_store
from app.errors import BadOption, EarpieceError, Failed, WrongKey
from app.home import Home
from app.memory import encryption
from app.memory.encryption import VARIABLE
from app.memory.keys import Keys
from app.memory.store import SqliteTranscriptStore
from app.settings_file import SettingsFile
from tests.kit.episodes import episode
from tests.kit.kept_keyring import KeptKeyring

NEW = "EARPIECE_NEW_PASSPHRASE"


@pytest.fixture(autouse=True)
def _few_rounds(monkeypatch):
    monkeypatch.setattr(encryption, "KDF_ITERATIONS", 1_000)


@pytest.fixture
def ring(monkeypatch):
    """This desktop's."""
    ring = KeptKeyring()
    for place in ("app.home_keys", "app.commands.checks"):
        monkeypatch.setattr(f"{place}.system_keyring", lambda _environ: ring)
    return ring


def told(tmp_path, *keys):
    """Something was said; the file has these keys."""
    store = SqliteTranscriptStore(tmp_path / "memory.db", *keys)
    store.open()
    store.ensure_self("samantha")
    store.keep(episode("Good morning."))
    store.close()


def key(tmp_path, *words):
    out = io.StringIO()
    assert cli.run(["--home", str(tmp_path), "key", *words], out, io.StringIO()) == 0
    return out.getvalue()


def opens_with(tmp_path, passphrase):
    store = SqliteTranscriptStore(tmp_path / "memory.db", Keys({VARIABLE: passphrase}))
    try:
        store.open()
    except WrongKey:
        return False
    assert [said.text for said in store.all()] == ["Good morning."]
    store.close()
    return True


def test_another_passphrase(tmp_path, ring, monkeypatch):
    monkeypatch.setenv(VARIABLE, "old")
    told(tmp_path)
    monkeypatch.setenv(NEW, "new")
    assert "new passphrase only" in key(tmp_path, "change")
    assert [opens_with(tmp_path, given) for given in ("old", "new")] == [False, True]
    assert ring.secrets == {}


def test_a_plain_life_gets_its_first_passphrase(tmp_path, ring, monkeypatch):
    told(tmp_path)
    assert "off" in key(tmp_path)
    monkeypatch.setenv(NEW, "new")
    key(tmp_path, "change")
    assert opens_with(tmp_path, "new")


def test_a_new_recovery_key_ends_the_old_one(tmp_path, ring):
    keys = Keys({}, ring, locks=True)
    told(tmp_path, keys)
    assert "keyring" in key(tmp_path)
    shown = key(tmp_path, "renew").split()[-1]
    assert [opens_with(tmp_path, given) for given in (keys.drawn, shown)] == [False, True]
    assert list(ring.secrets.values()) == [shown]
    assert "keyring" in key(tmp_path)


def test_another_machines_keyring_learns_the_key(tmp_path, ring, monkeypatch):
    monkeypatch.setenv(VARIABLE, "mine")
    told(tmp_path)
    key(tmp_path, "keep")
    monkeypatch.delenv(VARIABLE)
    assert "keyring" in key(tmp_path, "show")


@pytest.mark.parametrize(
    ("words", "given", "error"),
    [("change", "", BadOption), ("keep", "", Failed), ("renew", "gone", Failed)],
)
def test_what_cannot_be_done_changes_nothing(tmp_path, ring, words, given, error):
    if given != "gone":
        told(tmp_path)
    with pytest.raises(error) as met:
        key(tmp_path, words)
    assert isinstance(met.value, EarpieceError)
    assert met.value.fix
    assert given == "gone" or encryption.is_plain((tmp_path / "memory.db").read_bytes())


def test_open_takes_the_lock_off_for_good(tmp_path, ring, monkeypatch):
    told(tmp_path, Keys({}, ring, locks=True))
    assert ring.secrets
    said = key(tmp_path, "open")
    assert "memory.keyring is false" in said
    assert VARIABLE not in said
    assert not ring.secrets
    assert not SettingsFile(tmp_path / "earpiece.toml").load().keyring
    monkeypatch.delenv(VARIABLE, raising=False)
    assert b"Good morning." in (tmp_path / "memory.db").read_bytes()
    assert opens_with(tmp_path, "")
    with pytest.raises(Failed, match="not encrypted"):
        key(tmp_path, "open")


def test_open_with_a_passphrase_says_that_it_locks_again(tmp_path, ring, monkeypatch):
    monkeypatch.setenv(VARIABLE, "old")
    told(tmp_path)
    assert VARIABLE in key(tmp_path, "open")
    assert opens_with(tmp_path, "")


@pytest.mark.parametrize(("wants", "is_locked"), [(True, True), (False, False)])
def test_the_setting_keeps_the_keyring_from_locking(tmp_path, ring, monkeypatch, wants, is_locked):
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr("app.home_keys.is_usual", lambda _home: True)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    SettingsFile(tmp_path / "earpiece.toml").set("memory.keyring", wants)
    with own_store(Home(tmp_path), io.StringIO()):
        pass
    assert encryption.is_encrypted(encryption.header_of(tmp_path / "memory.db")) == is_locked == bool(ring.secrets)
