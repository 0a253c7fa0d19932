"""The owner's side of the socket: takes command lines from this user's other processes and streams back what they say.

Made and closed by wiring. One thread accepts, one thread per connection runs `handle`; a bounded number at a time, the
next one is told to try again. The lines are described in socket.py.
"""

from __future__ import annotations

import io
import os
import selectors
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from app.errors import BadHome, EarpieceError, Failed, HomeBusy
from app.home import Home
from app.runtime.socket import LINE_BYTES, VERSION, Line, addresses, encode, is_private, not_on_windows, peer_uid
from app.runtime.socket import read_line as read_one

Handle = Callable[[list[str], Path, TextIO, TextIO], int]
"""(argv, the asker's folder, out, err) -> exit code. Runs on the connection's thread, beside others."""

_AT_ONCE = 8
_PATIENCE_S = 1.0  # for an asker to send its line, and to take what we send
_PIECE_CHARACTERS = LINE_BYTES // 13  # the worst character is 12 bytes in JSON: two \uXXXX


class ClientGone(Exception):
    """Raised by a write to a reply nobody reads any more (Ctrl-C there). `handle` lets it pass."""


class Server:
    """Listens for one home, which the caller owns. `start` and `close` on one thread."""

    def __init__(self, home: Home, handle: Handle) -> None:
        self._home = home
        self._handle = handle
        self._places = threading.BoundedSemaphore(_AT_ONCE)
        self._threads: set[threading.Thread] = set()

    def start(self) -> None:
        """Somebody can ask from now on. Raises HomeBusy when another answers there, BadHome, CannotStart."""
        if sys.platform == "win32":
            raise not_on_windows()
        self._address = _safe_address(self._home)
        self._listener = _listen(self._address)
        self._inode = self._address.stat().st_ino
        self._wake, self._woken = socket.socketpair()
        self._acceptor = threading.Thread(target=self._accept, name="socket", daemon=True)
        self._acceptor.start()

    def close(self, timeout_s: float = 1.0) -> None:
        """No new requests; those under way get `timeout_s` to end, then their askers are left."""
        deadline_s = time.monotonic() + timeout_s
        self._wake.close()
        self._acceptor.join()
        self._listener.close()
        self._woken.close()
        if self._address.exists() and self._address.stat().st_ino == self._inode:
            self._address.unlink()
        for thread in list(self._threads):
            thread.join(max(0.0, deadline_s - time.monotonic()))

    def _accept(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._listener, selectors.EVENT_READ)
            selector.register(self._woken, selectors.EVENT_READ)
            while self._woken not in [key.fileobj for key, _ in selector.select()]:
                connection, _ = self._listener.accept()
                thread = threading.Thread(target=self._serve, args=(connection,), name="socket-asker", daemon=True)
                self._threads.add(thread)
                thread.start()

    def _serve(self, connection: socket.socket) -> None:
        try:
            with connection:
                connection.settimeout(_PATIENCE_S)
                if peer_uid(connection) == os.getuid():
                    self._answer(_Reply(connection), connection)
        except ClientGone:
            pass
        finally:
            self._threads.discard(threading.current_thread())

    def _answer(self, reply: _Reply, connection: socket.socket) -> None:
        out, err = _Stream(reply, "out"), _Stream(reply, "err")
        try:
            line = _read_request(connection)
            reply.send({"v": VERSION})
            argv, folder = _understood(line)
            code = self._run(argv, folder, out, err)
        except EarpieceError as error:
            err.write(f"earpiece: {error}\n")
            code = error.exit_code
        out.flush()
        err.flush()
        reply.send({"exit": code})

    def _run(self, argv: list[str], folder: Path, out: TextIO, err: TextIO) -> int:
        if not self._places.acquire(blocking=False):
            raise Failed("The running Earpiece has too many requests at once.", "Try again in a moment.")
        try:
            return self._handle(argv, folder, out, err)
        finally:
            self._places.release()


class _Reply:
    """The lines back to one asker; any thread may send."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._lock = threading.Lock()

    def send(self, line: Line) -> None:
        """Raises ClientGone, also when the asker takes nothing for a second: a stopped terminal must not hold us."""
        with self._lock:
            try:
                self._connection.sendall(encode(line))
            except OSError as error:
                raise ClientGone from error


class _Stream(io.StringIO):
    """A text stream whose lines go to the asker as they are complete, or flushed."""

    def __init__(self, reply: _Reply, name: str) -> None:
        super().__init__()
        self._reply = reply
        self._name = name
        self._waiting = ""

    def write(self, text: str, /) -> int:
        self._waiting += text
        if "\n" in text or len(self._waiting) > _PIECE_CHARACTERS:
            self.flush()
        return len(text)

    def flush(self) -> None:
        waiting, self._waiting = self._waiting, ""
        for start in range(0, len(waiting), _PIECE_CHARACTERS):
            self._reply.send({self._name: waiting[start : start + _PIECE_CHARACTERS]})


def _read_request(connection: socket.socket) -> Line:
    try:
        with connection.makefile("rb") as file:
            line = read_one(file)
    except (ValueError, OSError) as error:
        raise ClientGone from error
    if line is None:
        raise ClientGone
    return line


def _understood(line: Line) -> tuple[list[str], Path]:
    argv, folder = line.get("argv"), line.get("cwd")
    if line.get("v") != VERSION or not isinstance(argv, list) or not isinstance(folder, str):
        raise Failed("The running Earpiece is of another version.", "Start it anew and try again.")
    return [str(word) for word in argv], Path(folder)


def _safe_address(home: Home) -> Path:
    for address in addresses(home):
        folder = address.parent
        if folder.parent.is_dir() and _is_ours_or_shared(folder.parent):
            with suppress(OSError):
                folder.mkdir(mode=0o700, exist_ok=True)
            if is_private(folder):
                return address
    raise BadHome("There is no safe folder for the socket.", "Set XDG_RUNTIME_DIR to a folder of yours, mode 0700.")


def _is_ours_or_shared(folder: Path) -> bool:
    """Ours, or like /tmp: what we make there, others cannot replace."""
    status = folder.stat()
    return status.st_uid == os.getuid() or bool(status.st_mode & 0o1000)


def _listen(address: Path) -> socket.socket:
    listener = socket.socket(socket.AF_UNIX)
    try:
        if _is_answered(address):
            raise HomeBusy("Another Earpiece answers for this home.", "Quit it, or choose another with --home DIR.")
        address.unlink(missing_ok=True)  # left by a process that was killed; we own the home
        listener.bind(str(address))
        address.chmod(0o600)
        listener.listen(_AT_ONCE)
    except OSError as error:
        listener.close()
        raise BadHome(f"The socket {address} cannot be made ({error.strerror}).", "Check that folder.") from error
    except HomeBusy:
        listener.close()
        raise
    return listener


def _is_answered(address: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(_PATIENCE_S)
        try:
            probe.connect(str(address))
        except TimeoutError:
            return True
        except OSError:
            return False
        return True
