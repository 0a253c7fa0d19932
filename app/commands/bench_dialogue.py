"""One conversation in real time through the whole loop: what goes in, and what comes out of the speaker.

Called by bench_latency.py on the main thread, which runs the tape as `talk --wav` does. The next question is asked when
the last answer has been heard, so the tape is written while it runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import cast

import numpy as np

from app import wiring
from app.audio.clip import HEARING_HZ, Clip, Samples
from app.audio.file_deck import OUT_HZ, STEP_S, STEP_SAMPLES, FileDeck, realtime_pace
from app.audio.wav import WavReader, WavWriter, read_wav
from app.commands.bench_answer import Answer
from app.commands.bench_questions import Question
from app.effects import Exchange
from app.errors import Failed
from app.events import PlayoutFinished, PlayoutStarted, Published, SpeculationDropped, StageFailed
from app.house import House
from app.plan import Plan
from app.runtime.clock import FileClock
from app.wishes import StopReply

LEAD_S = 0.8
"""Silence before each question."""
REST_S = 1.0
"""So long must nothing be owed before the next question is asked."""
PATIENCE_S = 60.0
"""The longest answer that is waited for: 45 words of speech, by a model that is slow, on a machine that is busy."""
GRID_SAMPLES = 5 * STEP_SAMPLES
"""0.08 s, a whole number of the contract's 20 ms frames: questions and answers lie on the file's own grid."""


@dataclass(frozen=True, eq=False)
class Dialogue:
    """One conversation. `thrown_s` of `spent_s` of compute went into speculation that was dropped."""

    answers: list[Answer]
    thrown_s: float
    spent_s: float


class Tape:
    """What is played in: each question when nothing is owed, silence in between. 16 kHz; a reader for the FileDeck."""

    rate_hz = HEARING_HZ

    def __init__(
        self,
        questions: Sequence[Question],
        owes_nothing: Callable[[], bool],
        is_idle: Callable[[], bool],
        events: Sequence[Published],
    ) -> None:
        """owes_nothing: as far as the session knows. is_idle: nobody works at this moment; seldom true for a second,
        because the ear hears a block every 32 ms, but never while the ear is behind."""
        self._questions = questions
        self._owes_nothing = owes_nothing
        self._is_idle = is_idle
        self._events = events
        self._steps = 0
        self.begins: list[tuple[int, int]] = []
        """Of each question and of the end: (first step, events before it)."""

    def blocks(self, n: int) -> Iterator[Samples]:  # noqa: ARG002 - one step at a time, because the next may differ
        """float32 (256,), mono, [-1, 1]. The deck asks for a block when it has played the last."""
        lead_steps = round(LEAD_S / STEP_S)
        for question in self._questions:
            for _ in range(lead_steps + -(self._steps + lead_steps) % (GRID_SAMPLES // STEP_SAMPLES)):
                yield self._step(_HUSH)
            self._note()
            for piece in _steps_of(question.clip.samples):
                yield self._step(piece)
            yield from self._until_rest()
        self._note()

    def close(self) -> None:
        """Nothing to close."""

    def _note(self) -> None:
        self.begins.append((self._steps, len(self._events)))

    def _step(self, piece: Samples) -> Samples:
        self._steps += 1
        return piece

    def _until_rest(self) -> Iterator[Samples]:
        rest_s = 0.0
        for _ in range(round(PATIENCE_S / STEP_S)):
            yield self._step(_HUSH)
            rest_s = rest_s + STEP_S if self._owes_nothing() else 0.0
            if rest_s >= REST_S and self._is_idle():
                return


_HUSH = np.zeros(STEP_SAMPLES, np.float32)


def converse(plan: Plan, questions: Sequence[Question], hear_s: float | None = None) -> Dialogue:
    """Ask `questions` one after the other. Raises Failed when a stage breaks: a figure without it means nothing."""
    clock = FileClock(is_realtime=True)
    return play(wiring.build(plan, clock, knows_user=False), clock, questions, hear_s)


def play(
    house: House, clock: FileClock, questions: Sequence[Question], hear_s: float | None = None
) -> Dialogue:
    """The same in a `house` that was not started yet. It is closed afterwards. hear_s: each answer is stopped after so
    much of it; None: it is heard to its end."""
    out_path = house.plan.home.folder / "out.wav"
    events: list[Published] = []
    stopped: set[int] = set()
    with ExitStack() as stack:
        stack.callback(house.close)

        def advance(t_s: float) -> None:
            clock.advance(t_s)
            house.timers.fire_due(house.session.post)
            _complain(events)
            turn = None if hear_s is None else _heard_for(events, t_s - hear_s)
            if turn is not None and turn not in stopped:
                stopped.add(turn)
                house.session.post(StopReply())

        tape = Tape(questions, lambda: house.session.is_at_rest, lambda: house.work.is_idle, events)
        deck = FileDeck(cast(WavReader, tape), WavWriter(out_path, OUT_HZ), advance)
        wiring.add_deck(house, deck)
        house.start()
        house.open_microphone()
        house.wait_until_warm()
        house.session.subscribe(events.append)
        deck.run(pace=realtime_pace(), is_at_rest=lambda: house.is_at_rest, tail_s=1.0)
    answers = _answers(questions, tape, events, read_wav(out_path))
    dropped = {event.revision for event in events if isinstance(event, SpeculationDropped)}
    return Dialogue(answers, sum(map(house.token.spent_s, dropped)), house.token.total_s)


def _heard_for(events: Sequence[Published], since_t_s: float) -> int | None:
    """The turn whose answer has been sounding since before `since_t_s`."""
    newest = next((event for event in reversed(events) if isinstance(event, PlayoutStarted | PlayoutFinished)), None)
    return newest.turn if isinstance(newest, PlayoutStarted) and newest.t <= since_t_s else None


def _complain(events: Sequence[Published]) -> None:
    for event in events:
        if isinstance(event, StageFailed):
            raise Failed(f"The {event.stage} failed during the measurement: {event.error}", "See: earpiece doctor.")


def _answers(questions: Sequence[Question], tape: Tape, events: Sequence[Published], out: Clip) -> list[Answer]:
    before: list[Exchange] = []
    answers = []
    for n, question in enumerate(questions):
        (step, first), (next_step, end) = tape.begins[n : n + 2]
        mine = out.samples[round(step * STEP_S * OUT_HZ) : round(next_step * STEP_S * OUT_HZ)]
        answer = Answer(question, step * STEP_S, tuple(events[first:end]), Clip(mine, OUT_HZ), tuple(before))
        before.append(Exchange(answer.heard, answer.reply_heard))
        answers.append(answer)
    return answers


def _steps_of(samples: Samples) -> Iterator[Samples]:
    padded = np.concatenate([samples, np.zeros(-len(samples) % STEP_SAMPLES, np.float32)])
    for at in range(0, len(padded), STEP_SAMPLES):
        yield padded[at : at + STEP_SAMPLES]
