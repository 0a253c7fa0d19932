"""Speaks to the Earpiece that owns a home: where its socket is, what a line looks like, and the asking side.

Every command asks here first, on the main thread; `ctl` does nothing else, so this imports the standard library only.
The owner's side is socket_server.py. One JSON object a line, at most 64 kB:

    -> {"v": 1, "argv": ["transcript", "list", "--json"], "cwd": "/home/amy"}
    <- {"v": 1}                                  at once: somebody is there and will answer
    <- {"out": "…"} and {"err": "…"}, any number
    <- {"exit": 0}                               the last one
"""

from __future__ import annotations

import hashlib
import json
import os
import socket
import struct
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, TextIO

from app.errors import BadOption, CannotStart, Failed, HomeBusy
from app.home import Home

VERSION = 1
LINE_BYTES = 64 * 1024
_PATH_BYTES = 103  # of an AF_UNIX address: 107 on Linux, 103 on macOS

Line = dict[str, object]


def addresses(home: Home) -> list[Path]:
    """Where the owner's socket may be, the best place first.

    Two, because a key bound in the desktop and a shell over ssh see different environments.
    """
    name = hashlib.sha256(os.fsencode(os.path.realpath(home.folder))).hexdigest()[:16]
    places = [Path(tempfile.gettempdir()) / f"earpiece-{os.getuid()}" / name]
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR", ""))
    if runtime.is_absolute():
        places.insert(0, runtime / "earpiece" / name)
    return [place for place in places if len(os.fsencode(place)) <= _PATH_BYTES]


def is_private(folder: Path) -> bool:
    """A real folder that only we may enter: nobody else can put a socket there."""
    try:
        status = folder.lstat()
    except OSError:
        return False
    return folder.is_dir() and not folder.is_symlink() and status.st_uid == os.getuid() and not status.st_mode & 0o077


def peer_uid(connection: socket.socket) -> int:
    """Who is at the other end, as the system knows it."""
    if sys.platform == "darwin":
        credentials = connection.getsockopt(0, 1, 76)  # SOL_LOCAL, LOCAL_PEERCRED: struct xucred, version then uid
        return int(struct.unpack_from("=II", credentials)[1])
    credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    return int(struct.unpack("3i", credentials)[1])


def encode(line: Line) -> bytes:
    """ASCII, so that a lone surrogate (a file name that is not UTF-8) travels too."""
    return json.dumps(line).encode("ascii") + b"\n"


def read_line(file: BinaryIO) -> Line | None:
    """None: the other end is gone. Raises ValueError on anything but a line of ours."""
    text = file.readline(LINE_BYTES + 1)
    if not text.endswith(b"\n"):
        if len(text) > LINE_BYTES:
            raise ValueError("the line is too long")
        return None
    line = json.loads(text)
    if not isinstance(line, dict):
        raise ValueError("the line is not an object")
    return line


def request(
    home: Home,
    argv: list[str],
    out: TextIO,
    err: TextIO,
    *,
    first_answer_timeout_s: float = 1.0,
    silence_timeout_s: float | None = None,
) -> int | None:
    """Have the owner of `home` run `argv`; its output appears in `out` and `err` as it comes. -> its exit code.

    None: nobody owns the home, or the owner has no socket yet. `silence_timeout_s`: longest wait between two lines;
    None: as long as it takes. Raises HomeBusy when the owner does not answer, Failed when it ends half-way.
    """
    connection = _connect(home, first_answer_timeout_s)
    if connection is None:
        return None
    with connection, connection.makefile("rb") as file:
        _ask(connection, argv)
        lines = _lines(file)
        if next(lines, {}).get("v") != VERSION:
            raise _ended()
        connection.settimeout(silence_timeout_s)
        return _relay(lines, out, err)


def _connect(home: Home, timeout_s: float) -> socket.socket | None:
    if sys.platform == "win32":
        return None  # no server either, see socket_server.py
    for address in addresses(home):
        if not is_private(address.parent):
            continue
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(timeout_s)
        with suppress(FileNotFoundError, ConnectionRefusedError):
            connection.connect(str(address))
            if peer_uid(connection) == os.getuid():
                return connection
        connection.close()
    return None


def _ask(connection: socket.socket, argv: list[str]) -> None:
    line = encode({"v": VERSION, "argv": argv, "cwd": str(Path.cwd())})
    if len(line) > LINE_BYTES:
        raise BadOption("The command is too long to hand to the running Earpiece.", "Keep it under 64 kB.")
    with suppress(ConnectionError):  # what it said before it hung up is still to be read
        connection.sendall(line)


def _lines(file: BinaryIO) -> Iterator[Line]:
    try:
        while (line := read_line(file)) is not None:
            yield line
    except TimeoutError:
        raise HomeBusy("Earpiece runs on this home but does not answer.", "End it and try again.") from None
    except (ValueError, ConnectionError) as error:
        raise _ended() from error


def _relay(lines: Iterator[Line], out: TextIO, err: TextIO) -> int:
    for line in lines:
        if isinstance(code := line.get("exit"), int):
            return code
        for name, stream in (("out", out), ("err", err)):
            if name in line:
                stream.write(str(line[name]))
                stream.flush()
    raise _ended()


def _ended() -> Failed:
    return Failed("Earpiece ended, or is of another version, before it had answered.", "Start it anew and try again.")


def not_on_windows() -> CannotStart:
    """Said where a server would be started."""
    return CannotStart("Speaking to a running Earpiece does not work on Windows yet.")
