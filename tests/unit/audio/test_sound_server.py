"""What changes at the sound server: told by a real one, and by a pactl that says what a real one cannot be made to."""

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.audio.sound_server import EVERYTHING, PulseNews, news_in
from tests.kit.virtual_audio import sound_card, virtual_audio

__all__ = ["sound_card"]

HANG_S = 20


class Heard:
    """Reads the news on a thread, as the watch does."""

    def __init__(self, news):
        self.news = news
        self.told = queue.Queue()
        self.thread = threading.Thread(target=self.read)
        self.thread.start()

    def read(self):
        for each in self.news.changes():
            self.told.put(each)

    def until(self, wanted):
        deadline_s = time.monotonic() + HANG_S
        while wanted not in self.told.get(timeout=HANG_S):
            assert time.monotonic() < deadline_s

    def close(self):
        began_s = time.monotonic()
        self.news.close()
        assert time.monotonic() - began_s < 0.5
        self.thread.join(HANG_S)
        assert not self.thread.is_alive()


@contextmanager
def listening(env):
    heard = Heard(PulseNews(env))
    try:
        yield heard
    finally:
        heard.close()


def pactl(card, *words):
    done = subprocess.run(["pactl", *words], env=card.env, capture_output=True, text=True, timeout=HANG_S, check=True)
    return done.stdout.strip()


@contextmanager
def in_step(card):
    """Everything that its own beginning brings has been told."""
    with listening(card.env) as heard:
        assert heard.told.get(timeout=HANG_S) == EVERYTHING
        while heard.told.empty():  # it answers when something happens; that may need a second try
            pactl(card, "info")
            time.sleep(0.05)
        assert heard.told.get(timeout=HANG_S) == EVERYTHING
        yield heard


def test_a_recording_that_begins_and_ends_is_told(sound_card):
    with in_step(sound_card) as heard:
        program = subprocess.Popen(["parec", "--raw"], env=sound_card.env, stdout=subprocess.DEVNULL)
        assert heard.told.get(timeout=HANG_S) == {"streams"}
        program.terminate()
        program.wait(HANG_S)
        assert heard.told.get(timeout=HANG_S) == {"streams"}


def test_a_device_that_comes_and_goes_and_another_default_are_told(sound_card):
    with in_step(sound_card) as heard:
        module = pactl(sound_card, "load-module", "module-null-sink", "sink_name=headset")
        assert heard.told.get(timeout=HANG_S) == {"devices"}
        pactl(sound_card, "set-default-sink", "headset")
        assert heard.told.get(timeout=HANG_S) == {"devices"}
        pactl(sound_card, "unload-module", module)
        assert heard.told.get(timeout=HANG_S) == {"devices"}


def test_it_ends_with_us_even_if_we_are_killed(tmp_path):
    (tmp_path / "pactl").write_text(f"#!/bin/sh\necho $$ > {tmp_path}/pid\necho ready\nexec sleep 60\n")
    (tmp_path / "pactl").chmod(0o700)
    script = "from app.audio.sound_server import PulseNews\nfor news in PulseNews().changes(): print(flush=True)"
    env = os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    us = subprocess.Popen([sys.executable, "-c", script], env=env, stdout=subprocess.PIPE)
    assert us.stdout is not None
    assert [us.stdout.readline(), us.stdout.readline()] == [b"\n", b"\n"]
    us.kill()
    us.communicate(timeout=HANG_S)
    child = Path("/proc", (tmp_path / "pid").read_text().strip(), "cmdline")
    deadline_s = time.monotonic() + HANG_S
    while child.exists() and child.read_bytes():  # what has ended and was not waited for has an empty command line
        assert time.monotonic() < deadline_s
        time.sleep(0.02)


def test_it_ends_with_the_server():
    with virtual_audio() as card, in_step(card) as heard:
        card.stop()
        heard.thread.join(HANG_S)
        assert not heard.thread.is_alive()


def test_without_a_server_it_says_look_once_and_ends():
    env = dict(os.environ) | {"PULSE_SERVER": "unix:/nowhere", "PULSE_RUNTIME_PATH": "/nowhere"}
    assert list(PulseNews(env).changes()) == [EVERYTHING]


def test_without_pactl_nobody_tells(tmp_path):
    news = PulseNews({"PATH": str(tmp_path)})
    assert not news.can_tell
    assert list(news.changes()) == []


def test_after_the_end_no_child_is_started(tmp_path):
    news = written(tmp_path, "echo $$ > started")
    news.close()
    news.close()
    assert list(news.changes()) == []
    assert not (tmp_path / "started").exists()


def test_a_child_that_will_not_end_is_killed(tmp_path, monkeypatch):
    monkeypatch.setattr("app.audio.sound_server.END_S", 0.1)
    news = written(tmp_path, f"trap '' TERM; echo $$ > {tmp_path}/pid; echo ready; while :; do sleep 0.1; done")
    told = news.changes()
    assert [next(told), next(told)] == [EVERYTHING, EVERYTHING]
    told.close()
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), signal.SIGCONT)


def test_a_pactl_that_cannot_run_tells_nothing(tmp_path):
    written(tmp_path, "")
    news = PulseNews({"PATH": str(tmp_path)})
    (tmp_path / "pactl").unlink()
    assert list(news.changes()) == []


def written(folder, script):
    program = folder / "pactl"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o700)
    return PulseNews({"PATH": f"{folder}:/bin:/usr/bin"})


@pytest.mark.parametrize(
    ("lines", "news"),
    [
        ([], set()),
        ([b"Event 'new' on source-output #1", b"Event 'change' on source #2"], {"streams"}),
        ([b"Event 'change' on source-output #1"], {"streams"}),
        ([b"Event 'change' on sink #1", b"Event 'change' on card #1", b"Event 'new' on client #7"], set()),
        ([b"Event 'new' on sink #1", b"Event 'remove' on source-output #3"], {"streams", "devices"}),
        ([b"Event 'remove' on source #4"], {"devices"}),
        ([b"Event 'change' on server #4294967295"], {"devices"}),
        ([b"Got SIGTERM, exiting.", b""], set()),
    ],
)
def test_what_the_lines_mean(lines, news):
    assert news_in(lines) == news
