"""The lock on an open file that makes one process the owner of a home. Freed by the system when its process dies.

Called by home.py only. POSIX: flock, which also keeps two owners inside one process apart. Windows: one locked byte far
behind the process id, so that the id stays readable.
"""

from __future__ import annotations

import sys
from typing import IO

if sys.platform == "win32":
    import msvcrt

    _FAR_BYTES = 1 << 20

    def take(file: IO[str], *, shared: bool = False) -> bool:  # noqa: ARG001 - Windows knows no shared byte lock
        """Try once. True: it is ours until `release` or until the process dies."""
        file.seek(_FAR_BYTES)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def release(file: IO[str]) -> None:
        file.seek(_FAR_BYTES)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def take(file: IO[str], *, shared: bool = False) -> bool:
        """Try once. True: it is ours until `release` or until the process dies."""
        try:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def release(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
