"""An owner's socket for tests: a home with short private folders, a server around a handler, and an asker."""

import io
import json
import socket
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from app.home import Home
from app.runtime.socket import addresses, request
from app.runtime.socket_server import Server

HANG_S = 20


@pytest.fixture
def home(tmp_path, monkeypatch):
    with tempfile.TemporaryDirectory(prefix="ep-") as short:  # an address holds about a hundred bytes
        for name in ("run", "tmp"):
            (Path(short) / name).mkdir(mode=0o700)
        monkeypatch.setenv("XDG_RUNTIME_DIR", f"{short}/run")
        monkeypatch.setattr("tempfile.tempdir", f"{short}/tmp")
        yield Home(tmp_path)


@contextmanager
def served(home, handle):
    server = Server(home, handle)
    server.start()
    try:
        yield server
    finally:
        server.close()


def ask(home, *argv, **options):
    out, err = io.StringIO(), io.StringIO()
    code = request(home, list(argv), out, err, **options)
    return code, out.getvalue(), err.getvalue()


def echo(argv, folder, out, err):
    print(*argv, file=out)
    print(folder, file=err)
    return len(argv)


@contextmanager
def silent_listener(home):
    address = addresses(home)[0]
    address.parent.mkdir(mode=0o700, exist_ok=True)
    with ExitStack() as stack:
        listener = stack.enter_context(socket.socket(socket.AF_UNIX))
        listener.bind(str(address))
        listener.listen()
        yield listener


def raw(home, line):
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(HANG_S)
        connection.connect(str(addresses(home)[0]))
        connection.sendall(line)
        connection.shutdown(socket.SHUT_WR)
        with connection.makefile("rb") as file:
            return [json.loads(text) for text in file]
