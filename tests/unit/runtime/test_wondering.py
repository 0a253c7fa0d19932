"""What contradicts is asked about in a lull, once; the company says it, the clock is the test's."""

from __future__ import annotations

from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.events import FinalTranscript, PlayoutFinished, ReplySentence, StateChanged
from app.runtime.company import Bounds, Company, Wanted
from app.runtime.wondering import Doubts, Wondering
from app.wishes import Say

QUESTION = ("fa_1", "By the way, one thing I'm not sure of: where you live. You said Ghent and later Antwerp.")
CALM = ("Good morning to you.", "I made pancakes today.", "They were quite good.")


class Life:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
        self.posted: list[Any] = []
        self.asked: list[str] = []
        self.is_grave = False
        self.left = [QUESTION]
        self.company = Company(
            "Samantha", lambda: self.now, self.posted.append, list, lambda _day: None, '{"is_first_told": true}'
        )
        self.wondering = Wondering(
            lambda: self.now, Doubts(self.next, self.note), lambda: self.is_grave
        )
        self.company.wonder = self.wondering.words
        self.company.want(Wanted())
        self.tell(StateChanged(0.0, "listening", False, False))
        self.company._day.day = self.now.date().isoformat()

    def next(self) -> Future[tuple[str, str] | None]:
        found: Future[tuple[str, str] | None] = Future()
        found.set_result(self.left[0] if self.left else None)
        return found

    def note(self, fact_id: str) -> Future[None]:
        self.asked.append(fact_id)
        return Future()

    def tell(self, event: Any) -> None:
        self.company.follow(event)
        self.wondering.follow(event)

    def turn(self, *texts: str, mic_muted: bool = False, interrupted: bool = False) -> None:
        for text in texts:
            self.now += timedelta(seconds=20)
            self.tell(FinalTranscript(0.0, 1, text))
            self.tell(StateChanged(0.0, "speaking", mic_muted, False))
            self.tell(PlayoutFinished(0.0, 1, "Hi.", interrupted))
            self.tell(StateChanged(0.0, "listening", mic_muted, False))
            self.company.remind()

    def sound(self) -> None:
        """What was posted is said."""
        self.tell(StateChanged(0.0, "speaking", False, False))
        self.tell(ReplySentence(0.0, 2, self.posted[-1].text))
        self.tell(PlayoutFinished(0.0, 2, "", False))
        self.tell(StateChanged(0.0, "listening", False, False))
        self.left.clear()
        self.company.remind()

    @property
    def said(self) -> list[str]:
        return [wish.text for wish in self.posted if isinstance(wish, Say)]


def test_it_is_asked_in_a_calm_talk_and_once() -> None:
    life = Life()
    life.turn(*CALM)
    assert life.said == [QUESTION[1]]
    assert life.asked == []
    life.sound()
    assert life.asked == ["fa_1"]
    life.turn(*CALM)
    assert len(life.said) == 1


def test_another_waits_for_another_day() -> None:
    life = Life()
    life.turn(*CALM)
    life.sound()
    life.left.append(("fa_2", "And your birthday?"))
    life.turn(*CALM)
    assert len(life.said) == 1
    life.now += timedelta(days=1)
    life.tell(FinalTranscript(0.0, 1, CALM[0]))
    life.company._day.is_first_told = True
    life.turn(*CALM[1:])
    assert life.said[1:] == ["And your birthday?"]


def test_what_did_not_sound_was_not_asked() -> None:
    life = Life()
    life.turn(*CALM)
    life.turn("And now I shall do the dishes.")
    assert life.asked == []
    assert len(life.said) == 2


def test_a_notice_goes_first() -> None:
    life = Life()
    life.company._day.is_first_told = False
    life.turn(*CALM)
    assert QUESTION[1] not in life.said


@pytest.mark.parametrize("texts", [CALM[:2], (*CALM, "Yes."), (*CALM[:2], "I'm so sad today.")])
def test_not_in_such_a_moment(texts: tuple[str, ...]) -> None:
    life = Life()
    life.turn(*texts[:-1])
    life.posted.clear()
    life.turn(texts[-1])
    assert life.said == []


def test_a_new_talk_begins_anew() -> None:
    life = Life()
    life.turn(*CALM[:2])
    life.now += timedelta(hours=2)
    life.turn(CALM[2])
    assert life.said == []


def test_not_while_muted_unwanted_grave_quiet_or_interrupted() -> None:
    for change in ("muted", "unwanted", "grave", "quiet", "interrupted"):
        life = Life()
        life.is_grave = change == "grave"
        life.wondering.is_wanted = change != "unwanted"
        life.wondering.quiet = ("11:00", "13:00") if change == "quiet" else ("", "")
        life.turn(*CALM, mic_muted=change == "muted", interrupted=change == "interrupted")
        assert life.said == [], change


def test_who_begins_to_speak_meanwhile_is_not_talked_over() -> None:
    life = Life()

    def slow() -> str:
        life.tell(StateChanged(0.0, "hearing", False, False))
        return QUESTION[1]

    life.company.wonder = slow
    life.turn(*CALM)
    assert life.said == []


def test_it_says_why_it_asked() -> None:
    life, bounds = Life(), Bounds()
    bounds.company = life.company
    life.turn(*CALM)
    assert "cannot both be" in bounds.why("Why do you ask?")
    assert bounds.is_grave() is False
