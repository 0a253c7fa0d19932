"""What the recognizer makes of its orders: finals first, partials as a courtesy."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from app.audio.clip import HEARING_HZ, Clip
from app.cancel import Cancel, Revisions
from app.effects import Transcribe, TranscribePartly
from app.engines.protocols import Transcript
from app.engines.scripted_ears import ScriptedRecognizer
from app.facts import PartlyTranscribed, Transcribed
from app.runtime.clock import FileClock
from app.runtime.recognizer import Recognizer
from app.runtime.token import ComputeToken, Urgency
from tests.kit.speech import hiss

HANG_S = 10.0
CLIP = Clip(hiss(1.0, -20), HEARING_HZ)


class Ears(ScriptedRecognizer):
    """A scripted engine in which something happens between its look and its answer, too late to be dropped."""

    def __init__(self, texts: list[str], meanwhile: Callable[[], None] = lambda: None) -> None:
        super().__init__(texts)
        self.asked: list[bool] = []
        self._meanwhile = meanwhile

    def transcribe(
        self, clip: Clip, *, hint: str, cancel: Cancel, is_partial: bool = False
    ) -> Transcript:
        self.asked.append(is_partial)
        found = super().transcribe(clip, hint=hint, cancel=cancel, is_partial=is_partial)
        self._meanwhile()
        return found


class Desk:
    """A recognizer with scripted ears."""

    def __init__(self, *texts: str) -> None:
        self.posted: list[Any] = []
        self.revisions = Revisions()
        self.token = ComputeToken()
        self.ears = Ears(list(texts))
        self.recognizer = Recognizer(
            self.ears, self.posted.append, self.token, self.revisions, FileClock(is_realtime=False), "Ada"
        )

    def drop_while_it_looks(self) -> None:
        self.ears._meanwhile = lambda: self.revisions.drop_below(2)


def test_a_final_goes_on_its_revisions_account() -> None:
    desk = Desk("Hello Ada.")
    desk.recognizer.job(Transcribe(1, 0, CLIP))
    assert desk.posted == [Transcribed(1, 0, "Hello Ada.", 0.0)]
    assert desk.ears.asked == [False]
    assert desk.ears.heard[0][1] == "Ada"
    assert desk.token.spent_s(1) > 0


def test_what_was_said_before_is_a_better_hint_than_names() -> None:
    desk = Desk("She left.", "Hello.")
    desk.recognizer.job(Transcribe(1, 1, CLIP, after="I told Ada."))
    desk.recognizer.job(TranscribePartly(1, CLIP, after="I told Ada."))
    assert [hint for _, hint in desk.ears.heard] == ["I told Ada."] * 2


def test_a_partial_is_a_cheap_look_and_uses_up_no_words() -> None:
    desk = Desk("Hello Ada.")
    desk.recognizer.job(TranscribePartly(1, CLIP))
    desk.recognizer.job(Transcribe(2, 0, CLIP))
    assert desk.posted == [PartlyTranscribed(1, "Hello Ada.", 0.0), Transcribed(2, 0, "Hello Ada.", 0.0)]
    assert desk.ears.asked == [True, False]


def test_a_partial_without_words_says_that_it_is_over() -> None:
    desk = Desk()
    desk.recognizer.job(TranscribePartly(1, CLIP))
    assert desk.posted == [PartlyTranscribed(1, "", 0.0)]


def test_stale_orders_come_to_nothing() -> None:
    desk = Desk("Hello Ada.")
    desk.revisions.drop_below(2)
    desk.recognizer.job(Transcribe(1, 0, CLIP))
    desk.recognizer.job(TranscribePartly(1, CLIP))
    assert desk.posted == []


def test_a_partial_yields_to_whatever_waits() -> None:
    desk = Desk("Hello Ada.")
    desk.recognizer.is_wanted = lambda: True
    desk.recognizer.job(TranscribePartly(1, CLIP))
    assert desk.posted == []
    desk.recognizer.job(Transcribe(1, 0, CLIP))
    assert desk.posted == [Transcribed(1, 0, "Hello Ada.", 0.0)]


def test_words_found_before_the_user_went_on_are_worth_a_partial() -> None:
    desk = Desk("Hello Ada.")
    desk.drop_while_it_looks()
    desk.recognizer.job(Transcribe(1, 0, CLIP))
    desk.recognizer.job(TranscribePartly(1, CLIP))
    assert desk.posted == [PartlyTranscribed(1, "Hello Ada.", 0.0)]


def test_no_words_found_too_late_are_worth_nothing() -> None:
    desk = Desk()
    desk.drop_while_it_looks()
    desk.recognizer.job(Transcribe(1, 0, CLIP))
    assert desk.posted == []


def test_a_finished_piece_is_wanted_whatever_comes_next() -> None:
    desk = Desk("Once upon a time")
    desk.revisions.drop_below(2)
    desk.recognizer.job(Transcribe(1, 0, CLIP, is_certain=True))
    assert desk.posted == [Transcribed(1, 0, "Once upon a time", 0.0)]


def test_a_partial_that_waits_for_the_token_gives_up_when_a_final_comes() -> None:
    """The reply keeps the token busy; the thread that waits for it must not keep a final from its turn."""
    desk = Desk("Hello Ada.")
    is_wanted = threading.Event()
    desk.recognizer.is_wanted = is_wanted.is_set
    with ThreadPoolExecutor(1) as pool:
        with desk.token.held(Urgency.REPLY):
            job = pool.submit(desk.recognizer.job, TranscribePartly(1, CLIP))
            while not desk.token._waiting:
                threading.Event().wait(0.001)
            is_wanted.set()
        job.result(HANG_S)
    assert desk.posted == []
    with ThreadPoolExecutor(1) as pool:
        with desk.token.held(Urgency.REPLY):
            job = pool.submit(desk.recognizer.job, Transcribe(1, 0, CLIP))
            while not desk.token._waiting:
                threading.Event().wait(0.001)
            desk.revisions.drop_below(2)
        job.result(HANG_S)
    assert desk.posted == []


def test_a_partials_cancel_also_tells_native_code() -> None:
    told: list[int] = []
    desk = Desk("Hello Ada.")

    class Native(Ears):
        def transcribe(self, clip: Clip, *, cancel: Cancel, **rest: Any) -> Transcript:
            with cancel.when_stale(lambda: told.append(1)):
                desk.revisions.drop_below(2)
            return super().transcribe(clip, cancel=cancel, **rest)

    Recognizer(
        Native([]), desk.posted.append, desk.token, desk.revisions, FileClock(is_realtime=False), ""
    ).job(TranscribePartly(1, Clip(np.zeros(0, np.float32), HEARING_HZ)))
    assert told == [1]
