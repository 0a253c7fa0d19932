"""An owner's socket for tests: a home with short private folders, a server around a handler, and an asker."""

import io
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.home import Home
from app.runtime.socket import request
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
