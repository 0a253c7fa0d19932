"""The owner of a home answers nobody else, is held by nobody, and leaves nothing behind."""

import os
import socket
import subprocess
import sys
import threading

import pytest

from app.errors import BadHome, Failed, HomeBusy
from app.runtime.socket import addresses, encode
from app.runtime.socket_server import ClientGone, Server
from tests.kit.owner_socket import HANG_S, ask, echo, home, served

__all__ = ["home"]


def test_a_left_over_socket_is_replaced(home):
    folder = addresses(home)[0].parent
    folder.mkdir(mode=0o700)
    left_over = socket.socket(socket.AF_UNIX)
    left_over.bind(str(addresses(home)[0]))
    left_over.close()
    assert ask(home, "status")[0] is None
    with served(home, echo):
        assert ask(home, "status")[0] == 1


def test_a_socket_that_answers_is_not_replaced(home):
    with served(home, echo), pytest.raises(HomeBusy, match="answers"), served(home, echo):
        pass


def test_too_many_at_once_are_asked_to_try_again(home):
    inside, go = threading.Semaphore(0), threading.Event()

    def handle(argv, folder, out, err):
        inside.release()
        assert go.wait(HANG_S)
        return 0

    with served(home, handle):
        codes = []
        threads = [threading.Thread(target=lambda: codes.append(ask(home, "ask")[0])) for _ in range(8)]
        for thread in threads:
            thread.start()
        assert all(inside.acquire(timeout=HANG_S) for _ in threads)
        code, _, err = ask(home, "ask")
        go.set()
        for thread in threads:
            thread.join(HANG_S)
        assert (code, "Try again" in err) == (1, True)
        assert codes == [0] * 8
        assert ask(home, "ask")[0] == 0


def test_ctrl_c_at_the_asker_ends_the_work(home):
    noticed, asked = threading.Event(), threading.Event()

    def handle(argv, folder, out, err):
        asked.set()
        try:
            while True:
                print("word", file=out)
        except ClientGone:
            noticed.set()
            raise

    with served(home, handle):
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(str(addresses(home)[0]))
        connection.sendall(encode({"v": 1, "argv": ["ask"], "cwd": "/"}))
        assert asked.wait(HANG_S)
        connection.close()
        assert noticed.wait(HANG_S)


def test_a_stopped_terminal_does_not_hold_the_owner(home, monkeypatch):
    monkeypatch.setattr("app.runtime.socket_server._PATIENCE_S", 0.1)
    noticed = threading.Event()

    def handle(argv, folder, out, err):
        try:
            while True:
                print("word " * 1_000, file=out)
        finally:
            noticed.set()

    with served(home, handle), socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(addresses(home)[0]))
        connection.sendall(encode({"v": 1, "argv": ["ask"], "cwd": "/"}))
        assert noticed.wait(HANG_S)  # while we read nothing


def test_closing_leaves_who_does_not_end(home):
    started, go = threading.Event(), threading.Event()

    def handle(argv, folder, out, err):
        started.set()
        assert go.wait(HANG_S)
        return 0

    server = Server(home, handle)
    server.start()
    results = []
    asker = threading.Thread(target=lambda: results.append(ask(home, "ask")[0]))
    asker.start()
    assert started.wait(HANG_S)
    server.close(timeout_s=0.05)
    assert not addresses(home)[0].exists()
    go.set()
    asker.join(HANG_S)
    assert results == [0]


def test_somebody_elses_process_is_not_answered(home, monkeypatch):
    with served(home, echo):
        monkeypatch.setattr("app.runtime.socket_server.peer_uid", lambda connection: os.getuid() + 1)
        with pytest.raises(Failed):
            ask(home, "status")


@pytest.mark.skipif(os.getuid() != 0, reason="needs root to be another user: run the tests as root")
def test_another_user_cannot_ask(home):
    """The folder is closed to them; were it open, the system would still tell us who they are."""
    address = addresses(home)[0]
    program = "import os,socket,sys; os.setuid(65534); s=socket.socket(socket.AF_UNIX); s.connect(sys.argv[1])"
    with served(home, echo):
        asked = [sys.executable, "-c", program, str(address)]
        done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert "PermissionError" in done.stderr


def test_a_folder_that_others_may_enter_is_not_used(home):
    for address in addresses(home):
        address.parent.mkdir(mode=0o777, parents=True)
        address.parent.chmod(0o777)
    with pytest.raises(BadHome, match="no safe folder"), served(home, echo):
        pass
    assert ask(home, "status")[0] is None


def test_asking_loads_next_to_nothing():
    program = (
        "import sys, app.commands.ctl, app.runtime.socket\n"
        "print([name for name in ('numpy', 'PySide6', 'apsw', 'tomlkit', 'platformdirs') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


