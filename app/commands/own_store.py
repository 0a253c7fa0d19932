"""The store for a short command, when nobody else owns the home: opened, what recovery has to say said, closed.

Used by `memory` and `transcript`, on the main thread.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from app.home import Home
from app.home_keys import drawn_words, keys_of
from app.memory.store import SqliteTranscriptStore
from app.settings_file import SettingsFile

_WAIT_S = 2.0  # another short command may hold the home


@contextmanager
def own_store(home: Home, err: TextIO) -> Iterator[SqliteTranscriptStore]:
    """Raises HomeBusy, BadHome, BadSettings, DatabaseUnusable."""
    home.prepare()
    with home.own(_WAIT_S):
        keyring_locks = SettingsFile(home.settings_path).load().keyring
        store = SqliteTranscriptStore(home.database_path, keys_of(home, keyring_locks=keyring_locks))
        store.open()
        try:
            if store.notice:
                err.write(f"earpiece: {store.notice}\n")
            err.write(drawn_words(store.drawn_key))
            yield store
        finally:
            store.close()
