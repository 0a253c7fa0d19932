"""The one folder that holds a life with Earpiece: where it is, whether it can be used, and who owns it.

Used by the command line and by wiring on the main thread, before anything else; imports nothing heavy because `ctl`
must answer at once. What lies in it: contract.md, "On disk".
"""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from app import home_lock
from app.errors import BadHome, EarpieceError, HomeBusy
from app.private_file import FULL, disk_full

_PROBE = b"x" * 4096  # one block: less would fit into the inode of a full disk


class Home:
    """`folder`: absolute; it need not exist yet."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.expanduser().absolute()

    @classmethod
    def resolve(cls, option: str | None, environ: Mapping[str, str]) -> Home:
        """`--home` beats EARPIECE_HOME, which beats the platform's data folder."""
        chosen = option or environ.get("EARPIECE_HOME")
        if chosen:
            return cls(Path(chosen))
        import platformdirs  # 20 ms that a given home does not need

        return cls(Path(platformdirs.user_data_dir("earpiece", appauthor=False)))

    @property
    def settings_path(self) -> Path:
        return self.folder / "earpiece.toml"

    @property
    def database_path(self) -> Path:
        return self.folder / "memory.db"

    @property
    def companions_folder(self) -> Path:
        return self.folder / "companions"

    @property
    def cache_folder(self) -> Path:
        return self.folder / "cache"

    @property
    def voice_print_path(self) -> Path:
        return self.folder / "voice.json"

    @property
    def log_path(self) -> Path:
        return self.folder / "earpiece.log"

    @property
    def lock_path(self) -> Path:
        return self.folder / "earpiece.lock"

    def prepare(self) -> None:
        """The folder exists, is the user's alone and can be written. Raises BadHome, DiskFull."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._is_for_us_alone():
                self.folder.chmod(0o700)
            self._try_to_write()
        except OSError as error:
            raise self.trouble(error) from error

    @contextmanager
    def own(self, wait_s: float = 0.2) -> Iterator[None]:
        """Own the (prepared) home while inside: one at a time. Raises HomeBusy after `wait_s`, BadHome.

        It always waits a moment, because `is_owned` in another process holds the lock for an instant.
        """
        deadline_s = time.monotonic() + wait_s
        with self._open_lock() as file:
            while not home_lock.take(file):
                if time.monotonic() >= deadline_s:
                    raise self._busy()
                time.sleep(0.02)
            _sign(file, f"{os.getpid()}\n")
            try:
                yield
            finally:
                _sign(file, "")
                home_lock.release(file)

    def is_owned(self) -> bool:
        """Whether somebody, here or in another process, is inside `own()`."""
        try:
            with self.lock_path.open("r+") as file:
                if not home_lock.take(file, shared=True):
                    return True
                home_lock.release(file)
        except FileNotFoundError:
            return False
        except OSError as error:
            raise self.trouble(error) from error
        return False

    def trouble(self, error: OSError) -> EarpieceError:
        """What to tell the user about an OSError inside the home."""
        if error.errno in FULL:
            return disk_full(self.folder)
        reasons = {
            errno.EROFS: "is on a read-only disk",
            errno.EACCES: "may not be read and written by you",
            errno.EPERM: "may not be read and written by you",
            errno.EEXIST: "is not a folder",
            errno.ENOTDIR: "is not a folder",
        }
        reason = reasons.get(error.errno or 0, f"cannot be used ({error.strerror})")
        fix = "Make it writable, or choose another with --home DIR."
        return BadHome(f"The data folder {self.folder} {reason}.", fix)

    def _is_for_us_alone(self) -> bool:
        """New or already Earpiece's. A folder with other things in it keeps its mode: it may be all of $HOME."""
        status = self.folder.stat()
        if status.st_mode & stat.S_ISVTX or (hasattr(os, "getuid") and status.st_uid != os.getuid()):
            return False
        return self.database_path.exists() or self.settings_path.exists() or not any(self.folder.iterdir())

    def _try_to_write(self) -> None:
        """Only writing tells: to root, and on a full disk, permissions say nothing."""
        probe = self.folder / f".probe-{os.getpid()}"
        try:
            with open(probe, "wb", opener=_private) as file:
                file.write(_PROBE)
        finally:
            probe.unlink(missing_ok=True)

    def _open_lock(self) -> IO[str]:
        try:
            return open(self.lock_path, "a+", opener=_private)  # closed by the caller's `with`
        except OSError as error:
            raise self.trouble(error) from error

    def _busy(self) -> HomeBusy:
        pid = self.lock_path.read_text(errors="replace").strip()
        who = f"Another Earpiece (process {pid})" if pid.isdecimal() else "Another Earpiece"
        fix = "Quit it, or choose another folder with --home DIR."
        return HomeBusy(f"{who} uses the data folder {self.folder}.", fix)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _sign(file: IO[str], text: str) -> None:
    """The owner's process id, for the message of who comes second; a full disk must not prevent a wipe."""
    with suppress(OSError):
        os.ftruncate(file.fileno(), 0)
        os.write(file.fileno(), text.encode())  # past the buffer, which would fail once more on closing


def is_usual(home: Home) -> bool:
    """The platform's data folder, where it lies when nobody names another one."""
    return home.folder == Home.resolve(None, {}).folder
