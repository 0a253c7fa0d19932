"""The personas' states on disk: found again, refused when anything differs, never too many."""

import logging
import os
import stat

import pytest

from app.engines.prefix_cache import PrefixCache

TOKENS = [1, 2, 3]


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "cache"


def files(folder):
    return sorted(path.name for path in folder.iterdir())


def test_what_was_written_is_read(folder):
    cache = PrefixCache(folder, "settings")
    assert cache.read("model", TOKENS) is None
    cache.write("model", TOKENS, b"state\nwith lines")
    assert cache.read("model", TOKENS) == b"state\nwith lines"
    assert PrefixCache(folder, "settings").read("model", TOKENS) == b"state\nwith lines"


def test_tokens_and_models_are_kept_apart(folder):
    cache = PrefixCache(folder, "settings")
    cache.write("model", TOKENS, b"state")
    assert cache.read("model", [1, 2]) is None
    assert cache.read("other", TOKENS) is None
    assert len(files(folder)) == 1


def test_other_settings_delete_the_file(folder):
    PrefixCache(folder, "llama 1").write("model", TOKENS, b"state")
    assert PrefixCache(folder, "llama 2").read("model", TOKENS) is None
    assert files(folder) == []


@pytest.mark.parametrize("damage", [lambda raw: raw[:-1], lambda raw: raw[:-1] + b"x", lambda raw: b""])
def test_a_damaged_file_is_deleted(folder, damage):
    cache = PrefixCache(folder, "settings")
    cache.write("model", TOKENS, b"state")
    path = next(folder.iterdir())
    path.write_bytes(damage(path.read_bytes()))
    assert cache.read("model", TOKENS) is None
    assert files(folder) == []


def test_only_the_user_can_read_it(folder):
    PrefixCache(folder, "settings").write("model", TOKENS, b"state")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(next(folder.iterdir()).stat().st_mode) == 0o600


def test_the_least_recently_used_goes_first(folder):
    cache = PrefixCache(folder, "settings", limit_bytes=3_000)
    for n in range(2):
        cache.write("model", [n], bytes(1_000))
    for n, path in enumerate(sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)):
        os.utime(path, ns=(n + 1, n + 1))  # long ago, in the order of writing
    assert cache.read("model", [0]) is not None  # used now
    cache.write("model", [2], bytes(1_000))
    assert [cache.read("model", [n]) is not None for n in range(3)] == [True, False, True]


def test_one_state_that_is_too_large_stays_until_the_next(folder):
    cache = PrefixCache(folder, "settings", limit_bytes=10)
    cache.write("model", TOKENS, b"state")
    assert cache.read("model", TOKENS) == b"state"


def test_drop(folder):
    cache = PrefixCache(folder, "settings")
    cache.write("model", TOKENS, b"state")
    cache.drop("model", TOKENS)
    cache.drop("model", TOKENS)
    assert files(folder) == []


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path, caplog):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    cache = PrefixCache(blocked, "settings")
    with caplog.at_level(logging.WARNING):
        cache.write("model", TOKENS, b"state")
    assert "prefix cache not written" in caplog.text
    assert cache.read("model", TOKENS) is None


def test_a_failed_write_leaves_nothing_behind(folder, monkeypatch):
    monkeypatch.setattr("pathlib.Path.replace", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
    PrefixCache(folder, "settings").write("model", TOKENS, b"state")
    assert files(folder) == []
