"""Which keys a home's memory.db has: EARPIECE_PASSPHRASE, and for the usual folder the desktop's keyring.

Asked by wiring and by the commands that open the store by themselves, on the main thread; nothing is looked up before
the store opens. The keyring locks a file only where a person sees the recovery key: a terminal, or the window.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from app.desktop_life.secret_service import system_keyring
from app.home import Home, is_usual
from app.memory.keys import Keys


def keys_of(home: Home, environ: Mapping[str, str] = os.environ, *, keyring_locks: bool = False) -> Keys:
    """A folder that was named with --home is never locked by itself (contract), but opened if the keyring knows it.
    `keyring_locks`: the setting memory.keyring, from whoever may lock a file that is open to everybody."""
    return Keys(environ, system_keyring(environ), locks=keyring_locks and is_usual(home) and sys.stderr.isatty())


def drawn_words(recovery_key: str) -> str:
    """What the user must read now or never; '' when none was drawn."""
    if not recovery_key:
        return ""
    return (
        "Your memories are encrypted from now on; your desktop's keyring opens them. This recovery key opens them on "
        f"another machine, or when the keyring is lost. It is shown only now, so write it down:\n\n    {recovery_key}\n"
    )
