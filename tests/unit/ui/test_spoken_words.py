"""The word being said is marked when it is said; a pause holds it; the end takes it away."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.events import (
    PlayoutDucked,
    PlayoutFinished,
    PlayoutResumed,
    Published,
    ReplyEnded,
    ReplySentence,
    WordsTimed,
)
from app.ui.spoken_words import SpokenWords
from app.ui.transcript import LINKS, SAYING, Transcript
from tests.kit.kept_conversation import NOON

pytestmark = pytest.mark.qt_log_level_fail("WARNING")


class Mouth:
    """A reply that is being said, and a clock that the test turns."""

    def __init__(self) -> None:
        self.now_s = 100.0
        self.transcript = Transcript("Samantha")
        self.spoken = SpokenWords(self.transcript, lambda: self.now_s)

    def happens(self, *events: Published) -> None:
        for event in events:
            self.transcript.follow(event, NOON)
            self.spoken.follow(event)

    def at(self, second: float) -> str | None:
        """The marked word `second` after the beginning."""
        self.now_s = 100.0 + second
        self.spoken._mark()
        return self.marked

    @property
    def marked(self) -> str | None:
        item = self.transcript.item(self.transcript.rowCount() - 1)
        place = item.data(SAYING)
        return None if place is None else item.text()[place[0] : place[1]]


@pytest.fixture
def mouth(qapp: QApplication) -> Mouth:
    mouth = Mouth()
    mouth.happens(ReplySentence(0, 1, "Well."), ReplySentence(0, 1, "You told me “so”, Amy."))
    mouth.happens(WordsTimed(0, 1, (0.1, 0.3, 0.5, 0.7, 0.9)))
    return mouth


def test_each_word_in_its_time_without_the_comma(mouth: Mouth) -> None:
    assert mouth.marked == "", "nothing of this sentence is said yet"
    assert [mouth.at(second) for second in (0.2, 0.4, 0.8, 5.0)] == ["You", "told", "so", "Amy"]


def test_it_wakes_by_itself(qtbot: QtBot, mouth: Mouth) -> None:
    mouth.now_s += 0.35
    qtbot.waitUntil(lambda: mouth.marked == "told")


def test_a_pause_holds_the_mark(mouth: Mouth) -> None:
    mouth.at(0.4)
    mouth.happens(PlayoutDucked(0, 1))
    mouth.now_s = 102.4
    mouth.happens(PlayoutResumed(0, 1))
    assert mouth.marked == "told"
    assert mouth.at(2.55) == "me"


def test_the_end_takes_it_away_and_a_cut_reply_can_go_on(mouth: Mouth) -> None:
    mouth.at(0.4)
    cut = PlayoutFinished(0, 1, "Well. You told", True)
    mouth.happens(cut, ReplyEnded(0, 1, "Well. You told me “so”, Amy."))
    assert mouth.marked is None
    item = mouth.transcript.item(mouth.transcript.rowCount() - 1)
    assert tuple(item.data(LINKS)) == ("go on",)
    mouth.happens(ReplySentence(0, 2, "Next."))
    assert tuple(item.data(LINKS)) == (), "only the last reply can go on"


def test_times_that_do_not_fit_the_words_are_left(mouth: Mouth) -> None:
    mouth.happens(ReplySentence(0, 1, "One two."), WordsTimed(0, 1, (0.0,)))
    assert mouth.at(3.0) == ""
