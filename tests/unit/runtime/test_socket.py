"""One process asks the owner of a home, over a real socket: same output, same codes."""

import hashlib
import io
import os
import threading
from pathlib import Path

import pytest

from app.errors import BadOption, Failed, HomeBusy, UnknownId
from app.home import Home
from app.runtime import socket as asking
from app.runtime.socket import LINE_BYTES, addresses, encode, request
from tests.kit.owner_socket import HANG_S, ask, echo, home, raw, served, silent_listener

__all__ = ["home"]


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
