"""`key`: what locks memory.db, another passphrase or recovery key for it, the keyring of another machine, or none.

Called by cli.py on the main thread. It needs the home for itself, because the file is written anew; what goes wrong
leaves the file and its key as they were.
"""

from __future__ import annotations

import argparse
import getpass
import os
import sys
import unicodedata
from pathlib import Path
from typing import TextIO

from app.commands.checks import Case, encryption
from app.errors import BadOption, Failed
from app.home import Home
from app.home_keys import keys_of
from app.memory.database import told
from app.memory.encryption import VARIABLE, encrypt, header_of, is_encrypted, key_for, salt_of, salt_of_file
from app.memory.keys import Keys, name_of, new_recovery_key
from app.settings_file import SettingsFile

NEW = "EARPIECE_NEW_PASSPHRASE"
_WAIT_S = 2.0  # another short command may hold the home


def add_arguments(to: argparse.ArgumentParser) -> None:
    words = "show what locks it; change the passphrase; draw a new recovery key; keep the key in this desktop's keyring"
    words += "; open it: no key from now on"
    to.add_argument("deed", nargs="?", choices=("show", "change", "renew", "keep", "open"), default="show", help=words)


def run(args: argparse.Namespace, home: Home, out: TextIO, err: TextIO) -> int:  # noqa: ARG001 - as every command
    """Raises HomeBusy, WrongKey, BadOption, Failed."""
    if args.deed == "show":
        out.write(f"{encryption(Case(home, args.profile, args.companion, os.environ)).what}\n")
        return 0
    home.prepare()
    with home.own(_WAIT_S):
        lock = _Lock(home.database_path, keys_of(home))
        if args.deed == "open":
            lock.open(SettingsFile(home.settings_path), out)
        else:
            lock.turn(args.deed, out)
    return 0


class _Lock:
    """Of a file that nobody else has open."""

    def __init__(self, path: Path, keys: Keys) -> None:
        self._path, self._keys = path, keys
        self._header = header_of(path)
        if not self._header:
            raise Failed("Nothing was said yet.", "Start Earpiece first; it says whether it locks what you say.")
        self._is_locked = is_encrypted(self._header)
        self._key = keys.opening(path, self._header)[0] if self._is_locked else ""

    def turn(self, deed: str, out: TextIO) -> None:
        if deed == "keep":
            self._keep(out)
        elif deed == "change":
            self._write_with(_asked())
            out.write("From now on memory.db opens with the new passphrase only.\n")
        else:
            secret = new_recovery_key()
            self._write_with(secret)
            out.write(f"From now on memory.db opens with this recovery key. Shown only now:\n\n    {secret}\n\n")

    def open(self, settings: SettingsFile, out: TextIO) -> None:
        """No key from now on, and no keyring either: the next start would lock it again."""
        if not self._is_locked:
            raise Failed("memory.db is not encrypted.", "Whoever can open your files can read it already.")
        settings.set("memory.keyring", False)
        with told(self._path):
            encrypt(self._path, "", before=self._key)
        if self._keys.keyring is not None:
            self._keys.keyring.drop(name_of(salt_of_file(self._header)))
        out.write("From now on whoever can open your files can read memory.db; memory.keyring is false.\n")
        if self._keys.given():
            out.write(f"With {VARIABLE} the next start encrypts it again.\n")

    def _write_with(self, secret: str) -> None:
        """A keyring that opened it by itself goes on to."""
        key, ring = key_for(secret), self._keys.keyring
        before = name_of(salt_of_file(self._header))
        is_kept = self._is_locked and ring is not None and bool(ring.find(before))
        if ring is not None and is_kept and not ring.keep(name_of(salt_of(key)), secret):
            raise Failed("The keyring did not keep the new key.", "Unlock it and try again; nothing was changed.")
        with told(self._path):
            encrypt(self._path, key, before=self._key)
        if ring is not None and is_kept:
            ring.drop(before)

    def _keep(self, out: TextIO) -> None:
        ring, secret = self._keys.keyring, self._keys.proven
        if not self._is_locked:
            raise Failed("memory.db is not encrypted: there is no key to keep.", "Choose one: earpiece key change")
        if ring is None or not ring.keep(name_of(salt_of_file(self._header)), secret):
            raise Failed("No keyring of this desktop keeps it.", "See what it says: earpiece doctor")
        out.write("The keyring of this desktop opens memory.db from now on.\n")


def _asked() -> str:
    """From the environment, else typed twice. Raises BadOption."""
    given = os.environ.get(NEW, "")
    if not given and sys.stdin.isatty():
        given = getpass.getpass("New passphrase: ")
        if given != getpass.getpass("Once more: "):
            raise BadOption("The two are not the same.", "Try again; nothing was changed.")
    if not given:
        raise BadOption("There is no new passphrase.", f"Type it in a terminal, or give it in {NEW}.")
    return unicodedata.normalize("NFC", given)
