"""The progress line: moving on a terminal, plain and rare elsewhere."""

from __future__ import annotations

import io

import pytest

from app.weights.progress import Progress, size_text

MB = 10**6


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def run(stream: io.StringIO) -> str:
    clock = Clock()
    progress = Progress(stream, clock)
    progress.start("voice", 100 * MB, 20 * MB)
    for done in range(20, 101):
        clock.now_s += 0.2
        progress.at(done * MB)
    progress.finish()
    progress.say("voice: checked.")
    return stream.getvalue()


def test_plain_lines_are_few() -> None:
    lines = run(io.StringIO()).splitlines()
    assert lines[0] == "  voice: 100 MB, 20 MB of it is here already"
    assert lines[1] == "  voice: 40%  40 MB of 100 MB  5 MB/s"
    assert lines[-1] == "  voice: checked."
    assert 4 <= len(lines) <= 6


def test_a_terminal_shows_one_moving_line() -> None:
    shown = run(Terminal())
    assert shown.count("\n") == 1
    assert "█░" in shown
    assert shown.endswith("\r\x1b[K  voice: checked.\n")


@pytest.mark.parametrize(("n", "text"), [(1_117_320_768, "1.12 GB"), (98_362_432, "98 MB"), (4_794, "5 kB")])
def test_sizes(n: int, text: str) -> None:
    assert size_text(n) == text
