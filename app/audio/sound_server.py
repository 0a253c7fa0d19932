"""What changes at the sound server: streams that begin and end, devices that come and go, another default.

`pactl subscribe` sleeps until the server has something to say, so watching costs nothing while nothing happens (asking
every three seconds cost 0.2 % of a core). It speaks to PulseAudio and to PipeWire. Read by runtime/server_watch.py on
its own thread. `setpriv`, a part of every Linux system, has the kernel end the child if we are killed; a broken pipe
does not end it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator, Mapping
from typing import Literal

SETTLE_S = 0.2
"""What happens together comes in several lines: they are told as one, so that nobody is asked more often than so."""
END_S = 1.0
"""A child that is told to end gets so long."""

ServerNews = Literal["streams", "devices"]
EVERYTHING: frozenset[ServerNews] = frozenset({"streams", "devices"})
_LINE = re.compile(rb"Event '(\w+)' on ([\w-]+) #")


class PulseNews:
    """`env`: of the asking process; the tests have a sound server of their own."""

    def __init__(self, env: Mapping[str, str] | None = None) -> None:
        self._env = {**(os.environ if env is None else env), "LC_ALL": "C"}  # pactl translates its lines
        self._pactl = shutil.which("pactl", path=self._env.get("PATH"))
        setpriv = shutil.which("setpriv", path=self._env.get("PATH"))
        self._ends_with_us = [setpriv, "--pdeathsig", "TERM"] if setpriv else []
        self._child: subprocess.Popen[bytes] | None = None
        self._is_closed = threading.Event()
        self._starting = threading.Lock()

    @property
    def can_tell(self) -> bool:
        """There is a pactl."""
        return self._pactl is not None

    def changes(self) -> Iterator[frozenset[ServerNews]]:
        """Everything once, then what changed, as it changes. Blocks in between; ends when the server goes away or does
        not answer, and after `close`."""
        child = self._started()
        if child is None:
            return
        try:
            yield EVERYTHING
            yield from self._read(child)
        finally:
            _end(child)

    def close(self) -> None:
        """From any thread, for good; returns at once. Safe to call twice."""
        with self._starting:
            self._is_closed.set()
            if self._child is not None:
                self._child.terminate()

    def _started(self) -> subprocess.Popen[bytes] | None:
        with self._starting:
            if self._pactl is None or self._is_closed.is_set():
                return None
            command = [*self._ends_with_us, self._pactl, "subscribe"]
            quiet = subprocess.DEVNULL
            try:
                self._child = subprocess.Popen(
                    command, env=self._env, stdin=quiet, stdout=subprocess.PIPE, stderr=quiet, bufsize=0
                )
            except OSError:
                self._child = None
            return self._child

    def _read(self, child: subprocess.Popen[bytes]) -> Iterator[frozenset[ServerNews]]:
        """The first line proves that it listens: what happened before that was perhaps missed."""
        assert child.stdout is not None
        half = b""
        has_begun = False
        while piece := child.stdout.read(65_536):
            *lines, half = (half + piece).split(b"\n")
            news = news_in(lines) if has_begun else EVERYTHING
            has_begun = True
            if news and not self._is_closed.wait(SETTLE_S):
                yield news


def news_in(lines: list[bytes]) -> frozenset[ServerNews]:
    """What a few lines of `pactl subscribe` are about. A device that only changes (its volume, its state) is none."""
    said = [found.groups() for line in lines if (found := _LINE.match(line))]
    news: set[ServerNews] = set()
    for verb, what in said:
        if what == b"source-output":
            news.add("streams")
        elif what == b"server" or (what in (b"source", b"sink") and verb != b"change"):
            news.add("devices")
    return frozenset(news)


def _end(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(END_S)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
    if child.stdout is not None:
        child.stdout.close()
