"""Which secret opens memory.db, and which one locks a file that is still open to everybody.

A passphrase in the environment comes first. Else, for the life in the usual folder, the desktop's keyring holds a
recovery key that was drawn here: it is a passphrase like any other, so that the folder opens with it on another
machine. What the keyring keeps is found by the file's salt, wherever the folder was moved to. Used by database.py and
recovery.py, on the store's thread; the adapter to a keyring is the desktop's (desktop_life/secret_service.py).
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from app.errors import WrongKey
from app.memory import encryption

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: what people confuse is one letter
_MEANT = str.maketrans("OIL", "011")
_GROUPS, _GROUP = 5, 5  # 125 bits of chance


class Keyring(Protocol):
    """Keeps secrets by the name of a file; each call may wait while the desktop asks its user to unlock it."""

    def find(self, file: str) -> str:
        """'' when there is none, or it is not given."""

    def keep(self, file: str, secret: str) -> bool:
        """True: it is kept, and was read back."""

    def drop(self, file: str) -> None:
        """Nothing happens where there is none."""


@dataclass
class Keys:
    """Of one file. `locks`: a plain file is locked with the keyring; only where its recovery key can be shown."""

    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    keyring: Keyring | None = None
    locks: bool = False
    drawn: str = ""
    """The recovery key that was just drawn: to be shown once."""
    _known: str = ""

    def opening(self, path: Path, header: bytes) -> tuple[str, int]:
        """-> for `encryption.unlock`, and the file's user version. `header`: of an encrypted file. Raises WrongKey."""
        given = self.given()
        if not given and not (given := self._kept(header)):
            raise encryption.missing_key(path)
        read_again = written(given)
        try:
            return self._tried(path, header, given)
        except WrongKey:
            if read_again in ("", given):
                raise
        return self._tried(path, header, read_again)

    def unproven(self, header: bytes) -> str:
        """The same for a damaged file, whose key cannot be tried."""
        return encryption.key_for(self._known or self.given() or self._kept(header), header)

    def locking(self) -> str:
        """For a plain file, or a new one; '' leaves it plain."""
        if given := self.given():
            return encryption.key_for(given)
        if self.keyring is None:
            return ""
        if self._known:  # a mended file takes the place of the one it opened
            key = encryption.key_for(self._known)
            self.keyring.keep(name_of(encryption.salt_of(key)), self._known)
            return key
        return self._drawn_key(self.keyring) if self.locks else ""

    @property
    def proven(self) -> str:
        """The secret that opened the file, or locked it; '' before."""
        return self._known

    def given(self) -> str:
        """By who started the program."""
        return encryption.passphrase_in(self.environ)

    def _drawn_key(self, keyring: Keyring) -> str:
        """A keyring that does not keep it leaves the file as it is: nobody could open it at the next start."""
        secret = new_recovery_key()
        key = encryption.key_for(secret)
        if not keyring.keep(name_of(encryption.salt_of(key)), secret):
            return ""
        self.drawn = self._known = secret
        return key

    def _tried(self, path: Path, header: bytes, secret: str) -> tuple[str, int]:
        key = encryption.key_for(secret, header)
        version = encryption.check_key(path, key)
        self._known = secret
        return key, version

    def _kept(self, header: bytes) -> str:
        return self.keyring.find(name_of(encryption.salt_of_file(header))) if self.keyring is not None else ""


def name_of(salt: bytes) -> str:
    """What a file is called in the keyring."""
    return salt.hex()


def new_recovery_key() -> str:
    """ "7K3QD-…", five groups of five."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP)) for _ in range(_GROUPS))


def written(passphrase: str) -> str:
    """A recovery key as somebody typed it from paper, in the form it was drawn in; '' if it is none."""
    letters = "".join(passphrase.split()).replace("-", "").upper().translate(_MEANT)
    if len(letters) != _GROUPS * _GROUP or set(letters) - set(_ALPHABET):
        return ""
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))
