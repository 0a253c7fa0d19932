"""When it begins to talk by itself, and with what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.companion.proactive import ABSENT_S, Moment, Said, asks_why, open_threads, plan

STARTS = ("greeting", "open_threads")
NOW = Moment("sometimes", is_free=True, is_quiet=False, absent_s=ABSENT_S, begun=0, ignored=0, starts=STARTS)
THREADS = [Said("I'll call Amy tomorrow.", 1)]


def test_it_brings_up_what_was_left_open_in_the_users_own_words() -> None:
    line = plan(NOW, THREADS)
    assert line is not None
    assert line.words == "Hello again. Yesterday you said: \"I'll call Amy tomorrow.\" How did that go?"
    assert "call Amy" in line.why
    assert "switch it off" in line.why


@pytest.mark.parametrize(
    "change",
    [
        {"talk": "off"}, {"is_free": False}, {"is_quiet": True}, {"absent_s": 60.0}, {"begun": 3}, {"ignored": 2},
        {"starts": ()}, {"talk": "rarely", "begun": 1}, {"talk": "rarely", "ignored": 1},
    ],
)  # fmt: skip
def test_it_is_silent_when_it_should_be(change: dict[str, object]) -> None:
    assert plan(replace(NOW, **change), THREADS) is None  # type: ignore[arg-type]


def test_it_begins_only_what_its_file_lets_it_begin() -> None:
    for starts, words in (
        (("greeting",), "Hello again. Yesterday you said: \"I'll call Amy tomorrow.\""),
        (("open_threads",), "Yesterday you said: \"I'll call Amy tomorrow.\" How did that go?"),
    ):
        line = plan(replace(NOW, starts=starts), THREADS)
        assert line is not None
        assert line.words == words


def test_it_is_silent_without_something_true() -> None:
    assert plan(NOW, []) is None


def test_days_are_named() -> None:
    for ago, when in ((0, "Earlier today"), (1, "Yesterday"), (2, "The other day")):
        line = plan(NOW, [Said("I'll call Amy.", ago)])
        assert line is not None
        assert when in line.words


def test_open_threads_are_short_promises() -> None:
    said = [
        Said("Nice weather. I'll call Amy tomorrow.", 1), Said("I have to go.", 1), Said("What will I do?", 1),
        Said("Remind me to water the plants.", 2), Said("I'll tell you " + "and so on " * 9, 1),
    ]  # fmt: skip
    assert [one.text for one in open_threads(said)] == ["I'll call Amy tomorrow.", "Remind me to water the plants."]


@pytest.mark.parametrize("text", ["Why did you speak?", "Wait, why did you say that?", "What made you say that?"])
def test_why_is_asked(text: str) -> None:
    assert asks_why(text)
    assert not asks_why("Why did you say that Rome fell?")
