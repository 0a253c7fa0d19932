"""Notices, the last minute and a greeting, as the session would tell of the talk; the clock is the test's."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from app.companion.proactive import Said
from app.events import FinalTranscript, PlayoutFinished, ReplySentence, StateChanged
from app.runtime.company import Bounds, Company, Wanted
from app.wishes import Say


class Life:
    def __init__(self, kept: str = "", **wanted: Any) -> None:
        self.now = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
        self.posted: list[Any] = []
        self.kept = kept
        self.may_speak = True
        self.company = Company(
            "Samantha", lambda: self.now, self.posted.append, lambda: [Said("I'll call Amy tomorrow.", 1)], self.keep,
            kept, lambda: self.may_speak,
        )  # fmt: skip
        self.company.want(Wanted(starts=("greeting", "open_threads"), **wanted))
        self.company.follow(StateChanged(0.0, "listening", False, False))

    def keep(self, text: str) -> None:
        self.kept = text

    def wait(self, **time: float) -> None:
        self.now += timedelta(**time)

    def turn(self, *, interrupted: bool = False) -> None:
        self.company.follow(FinalTranscript(0.0, 1, "Hello."))
        self.wait(seconds=10)
        self.company.follow(PlayoutFinished(0.0, 1, "Hi.", interrupted))
        self.company.follow(StateChanged(0.0, "listening", False, False))
        self.company.remind()

    def sound(self) -> None:
        """What was posted begins to sound."""
        self.company.follow(ReplySentence(0.0, 2, self.posted[-1].text))

    @property
    def said(self) -> list[str]:
        return [wish.text for wish in self.posted if isinstance(wish, Say)]


def test_the_first_talk_gets_its_notice_after_the_reply_and_until_it_sounded() -> None:
    life = Life()
    life.turn(interrupted=True)
    assert life.said == []
    life.turn()
    life.turn()
    assert len(life.said) == 2
    life.sound()
    life.turn()
    assert len(life.said) == 2
    assert "not a human being" in life.said[0]


def test_a_notice_waits_for_who_goes_on_talking() -> None:
    life = Life()
    life.company.follow(FinalTranscript(0.0, 1, "Hello."))
    life.company.follow(PlayoutFinished(0.0, 1, "Hi.", False))
    life.company.follow(StateChanged(0.0, "hearing", False, False))
    life.company.follow(FinalTranscript(0.0, 2, "And now?"))
    life.company.remind()
    assert life.said == []


def test_it_is_kept_over_a_restart() -> None:
    life = Life()
    life.turn()
    life.sound()
    life.company.close()
    again = Life(life.kept)
    again.turn()
    assert again.said == []
    for broken in ("{", "[]", json.dumps({"day": 3})):
        Life(broken).turn()


def test_the_allowance_ends_with_a_kind_minute() -> None:
    life = Life(allowance_min=2)
    life.turn()
    life.sound()
    for _ in range(7):
        life.turn()
    assert life.said[-1] == "We have a minute left today, as you asked."
    life.sound()
    bounds = Bounds()
    assert not bounds.is_spent()
    bounds.company = life.company
    assert not bounds.is_spent()
    for _ in range(6):
        life.turn()
    assert bounds.is_spent()
    life.wait(days=1)
    assert not bounds.is_spent()


def test_it_greets_who_comes_back_and_says_why() -> None:
    life = Life(talk="rarely")
    bounds = Bounds()
    bounds.company = life.company
    assert bounds.why("Why did you speak?") == ""
    life.company.look()
    assert life.said == ["Hello again. Yesterday you said: \"I'll call Amy tomorrow.\" How did that go?"]
    assert "call Amy" in bounds.why("Why did you speak?")
    assert bounds.why("What is new?") == ""
    life.company.look()
    assert len(life.said) == 1


def test_it_is_silent_in_quiet_hours_and_when_nobody_came() -> None:
    quiet = Life(talk="sometimes", quiet_from="11:00", quiet_until="13:00")
    quiet.company.look()
    late = Life(talk="sometimes")
    late.wait(minutes=10)
    late.company.look()
    off = Life()
    off.company.look()
    assert quiet.said == late.said == off.said == []


def test_it_waits_while_something_fills_the_screen() -> None:
    life = Life(talk="sometimes")
    life.may_speak = False
    life.company.look()
    assert life.said == []
    life.may_speak = True
    life.company.look()
    assert len(life.said) == 1


def test_who_wakes_it_has_come_back() -> None:
    life = Life(talk="sometimes")
    life.wait(hours=8)
    life.company.follow(StateChanged(0.0, "asleep", False, False))
    life.company.look()
    assert life.said == []
    life.company.follow(StateChanged(0.0, "listening", False, False))
    life.company.look()
    assert len(life.said) == 1


def test_who_does_not_answer_is_greeted_less_and_who_does_is_greeted_again() -> None:
    life = Life(talk="rarely")
    life.company.look()

    def come_back() -> None:
        life.wait(days=1)
        life.company.follow(StateChanged(0.0, "asleep", False, False))
        life.company.follow(StateChanged(0.0, "listening", False, False))
        life.company.look()

    come_back()
    assert len(life.said) == 1
    life.company.follow(FinalTranscript(0.0, 1, "Well."))
    come_back()
    assert len(life.said) == 2


def test_its_thread_ends_with_it() -> None:
    life = Life()
    life.company.start()
    life.turn()
    life.company.close()
    assert json.loads(life.kept)["talked_s"] == 10.0
