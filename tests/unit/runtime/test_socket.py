"""One process asks the owner of a home, over a real socket: same output, same codes, nobody else."""

import hashlib
import io
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from app.errors import BadHome, BadOption, Failed, HomeBusy, UnknownId
from app.home import Home
from app.runtime import socket as asking
from app.runtime.socket import LINE_BYTES, addresses, encode, request
from app.runtime.socket_server import ClientGone, Server

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


def test_output_and_code_come_back(home):
    with served(home, echo):
        assert ask(home, "transcript", "list") == (2, "transcript list\n", f"{Path.cwd()}\n")
        assert ask(home, "Grüße", "🙂", "\udcff", "two\nlines")[:2] == (4, "Grüße 🙂 \udcff two\nlines\n")


def test_nobody_there(home):
    assert ask(home, "ctl", "mute")[0] is None
    with served(home, echo):
        pass
    assert ask(home, "ctl", "mute")[0] is None
    assert not addresses(home)[0].exists()


def test_the_socket_is_where_the_contract_says_and_private(home):
    name = hashlib.sha256(os.fsencode(os.path.realpath(home.folder))).hexdigest()[:16]
    address = Path(os.environ["XDG_RUNTIME_DIR"]) / "earpiece" / name
    with served(home, echo):
        assert address.is_socket()
        assert address.stat().st_mode & 0o777 == 0o600
        assert address.parent.stat().st_mode & 0o777 == 0o700


def test_two_names_of_one_home_have_one_socket(home, tmp_path):
    (tmp_path / "link").symlink_to(home.folder)
    with served(home, echo):
        assert ask(Home(tmp_path / "link"), "status")[0] == 1
        assert ask(Home(tmp_path / "other"), "status")[0] is None


def test_an_asker_with_another_environment_finds_it(home, monkeypatch):
    """A key bound in the desktop has no XDG_RUNTIME_DIR where an ssh shell has one, or the other way round."""
    environment = os.environ["XDG_RUNTIME_DIR"]
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    with served(home, echo):
        monkeypatch.setenv("XDG_RUNTIME_DIR", environment)
        assert ask(home, "status")[0] == 1


def test_long_replies_travel_in_lines_of_64_kb(home, monkeypatch):
    lengths = []
    read_line = asking.read_line

    def measured(file):
        line = read_line(file)
        lengths.append(len(encode(line)) if line else 0)
        return line

    monkeypatch.setattr(asking, "read_line", measured)
    text = "🙂\x00é" * 100_000

    def handle(argv, folder, out, err):
        out.write(text)
        return 0

    with served(home, handle):
        assert ask(home, "transcript", "show") == (0, text, "")
    assert max(lengths) <= LINE_BYTES


def test_a_reply_streams_and_may_take_its_time(home):
    heard, go_on = threading.Event(), threading.Event()

    def handle(argv, folder, out, err):
        print("Let me think.", file=out)
        assert heard.wait(HANG_S)
        go_on.wait(1.2)  # longer than the time-out for the first answer
        print("Yes.", file=out)
        return 0

    class Ear(io.StringIO):
        def write(self, text):
            heard.set()
            return super().write(text)

    out = Ear()
    with served(home, handle):
        assert request(home, ["ask", "Are you there?"], out, io.StringIO()) == 0
    assert out.getvalue() == "Let me think.\nYes.\n"


def test_an_error_is_told_with_its_code(home):
    def handle(argv, folder, out, err):
        raise UnknownId("There is no such day.", "See the days.")

    with served(home, handle):
        assert ask(home, "transcript") == (1, "", "earpiece: There is no such day. See the days.\n")


def test_an_owner_that_hangs_is_told_after_a_second(home):
    with silent_listener(home), pytest.raises(HomeBusy, match="does not answer"):
        ask(home, "status", first_answer_timeout_s=0.1)


def test_an_owner_that_dies_half_way_is_told(home):
    with silent_listener(home) as listener:

        def die():
            connection, _ = listener.accept()
            connection.sendall(encode({"v": 1}) + encode({"out": "half"}))
            connection.close()

        thread = threading.Thread(target=die)
        thread.start()
        with pytest.raises(Failed, match="before it had answered"):
            ask(home, "status")
        thread.join(HANG_S)


@pytest.mark.parametrize("reply", [b'{"v": 2}\n', b"hello\n", b"[]\n", b"x" * LINE_BYTES + b"x\n"])
def test_an_owner_of_another_version_is_told(home, reply):
    with silent_listener(home) as listener:

        def answer():
            connection, _ = listener.accept()
            connection.recv(LINE_BYTES)
            connection.sendall(reply)
            connection.close()

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(Failed, match="of another version"):
            ask(home, "status")
        thread.join(HANG_S)


@pytest.mark.parametrize(
    "line", [b'{"v": 9, "argv": [], "cwd": "/"}\n', b'{"v": 1, "argv": "status", "cwd": "/"}\n', b'{"v": 1}\n']
)
def test_an_asker_of_another_version_is_told(home, line):
    with served(home, echo):
        answers = raw(home, line)
    assert answers[0] == {"v": 1}
    assert "of another version" in answers[1]["err"]
    assert answers[2] == {"exit": 1}


@pytest.mark.parametrize("line", [b"", b"{", b"hello\n", b"[1]\n", b"x" * LINE_BYTES + b"\n"])
def test_nonsense_is_hung_up_on(home, line):
    with served(home, echo):
        assert raw(home, line) == []
        assert ask(home, "status")[0] == 1


def test_a_command_that_is_too_long_is_told(home):
    with served(home, echo), pytest.raises(BadOption, match="64 kB"):
        ask(home, "ask", "x" * LINE_BYTES)


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
