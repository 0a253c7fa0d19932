"""Bar: interrupted whenever and however, it never lets stale audio out and never gets stuck.

By voice at 20 random moments; by voice twice within 300 ms; by key and typed words twice within 300 ms; typed at the
very commit; while the prompt is read. Real ears in real time; model and voice are scripted so that every sample can be
told: each topic has its own sentences, and a tone of its own. Each voiced 20 ms of OUT must be of the reply that was
announced last, about what that turn's transcript asks for, of a turn that was not overtaken. After each case it rests
in `listening`, and a plain question at the end of each conversation is still answered.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import numpy as np

from app import wiring
from app.audio.clip import HEARING_HZ, Clip
from app.commands.bench import hardware
from app.commands.bench_answer import Answer
from app.commands.bench_dialogue import PATIENCE_S, play
from app.commands.bench_questions import Question
from app.events import (
    FinalTranscript,
    PlayoutFinished,
    PlayoutStarted,
    Published,
    ReplySentence,
    StateChanged,
    TurnEnded,
)
from app.home import Home
from app.house import House
from app.plan import make_plan
from app.runtime.clock import FileClock
from app.wishes import Command, StopReply, Type
from tests.kit.pauses import VOICES, spoken
from tests.kit.topics import FRAME_S, TOPICS, TopicModel, TopicVoice, hums, topic_of

EDGE_S = 0.08
"""Around the border of two sentences either may sound."""
CLEAR_VOICES = [voice for voice in VOICES if voice.startswith("joe")]
PLAIN, *TOUCHY = TOPICS
CASES = 5
"""To a conversation; a plain question comes last."""


@dataclass
class Trouble:
    """Interrupts a house. `kind`: how."""

    kind: str
    rng: np.random.Generator
    house: House
    typed: int = 0
    is_over: bool = False
    """The plain question was asked."""

    def see(self, event: Published) -> None:
        """On the session's thread: only posts, or sets a timer that does."""
        if isinstance(event, FinalTranscript) and topic_of(event.text) == PLAIN:
            self.is_over = True
        if isinstance(event, PlayoutStarted) and self.kind == "twice by key":
            first_s = float(self.rng.uniform(0.0, 2.5))
            self.later(first_s, StopReply())
            self.later(first_s + 0.1, self.words())
            self.later(first_s + 0.25, StopReply() if self.rng.random() < 0.5 else self.words())
        if isinstance(event, FinalTranscript) and self.kind == "at the commit":
            self.later(float(self.rng.choice([0.0, 0.005, 0.05])), self.words())

    def reading(self, topic: str) -> None:
        """On the responder's thread, in the middle of a prompt."""
        if self.kind == "while reading" and topic != PLAIN:
            self.later(0.0, StopReply() if self.rng.random() < 0.5 else self.words())

    def later(self, after_s: float, command: Command) -> None:
        """Not for ever: what was typed is interrupted too, so there is a limit to the conversation."""
        if self.is_over:
            return
        if isinstance(command, Type):
            self.typed += 1
            if self.typed > 3 * CASES:
                return
        if after_s <= 0:
            self.house.session.post(command)
        else:
            threading.Timer(after_s, self.house.session.post, [command]).start()

    def words(self) -> Type:
        return Type(f"Tell me about the {self.rng.choice(TOUCHY)}, please.")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--profile", default="light")
    parser.add_argument("--short", action="store_true", help="one conversation by voice, one while reading")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    kinds = ["by voice"] * 4 + ["twice by voice", "twice by key", "at the commit", "while reading"]
    found: dict[str, list[str]] = {}
    cases = 0
    for n, kind in enumerate(["by voice", "while reading"] if args.short else kinds):
        for case, answer in enumerate(conversation(kind, args.seed + n, args.profile)):
            cases += case < CASES
            wrong = complaints(answer, is_plain=case == CASES)
            print(f"  {kind}: {answer.question.name}: {', '.join(wrong) or 'well'}", file=sys.stderr)
            for event in answer.events if wrong else ():
                print(f"    {event.t - answer.t_s:6.2f}  {event}", file=sys.stderr)
            found.setdefault(kind, []).extend(wrong)
    report = {
        "hardware": hardware(), "profile": args.profile, "cases": cases, "wrong": {k: v for k, v in found.items() if v},
    }  # fmt: skip
    where = f"{report['hardware']} · {args.profile}"
    wrong = sum(map(len, found.values()))
    print(json.dumps(report) if args.json else f"stale: {wrong} stale or stuck in {cases} cases (bar 0) · {where}")
    return 1 if wrong else 0


def conversation(kind: str, seed: int, profile: str) -> list[Answer]:
    """One house, CASES cases of trouble and a plain question."""
    rng = np.random.default_rng(seed)
    model = TopicModel()
    args = argparse.Namespace(profile=profile, companion=None, self_id=None)
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.object(wiring.mind, "LlamaCppLanguageModel", lambda *_, **__: model),
        patch.object(wiring.voices, "PiperSynthesizer", lambda *_, **__: TopicVoice()),
    ):
        clock = FileClock(is_realtime=True)
        house = wiring.build(make_plan(args, Home(Path(folder)), seed=seed), clock)
        trouble = Trouble(kind, rng, house)
        house.session.subscribe(trouble.see)
        model.when_reading = trouble.reading
        asked = [case(kind, rng, seed + n) for n in range(CASES)]
        return play(house, clock, [*asked, Question("a plain question", said(PLAIN, seed))]).answers


def case(kind: str, rng: np.random.Generator, seed: int) -> Question:
    """What is said: one topic, or one over the other."""
    first, second, third = rng.choice(TOUCHY, 3, replace=False)
    if kind == "by voice":
        after_s = float(rng.uniform(0.1, 6.0))
        both = joined(said(first, seed), after_s, said(second, seed))
        return Question(f"{second} {after_s:.2f} s after {first}", both)
    if kind == "twice by voice":
        after_s = float(rng.uniform(1.0, 5.0))
        burst = said(second, seed).samples[: round(0.2 * HEARING_HZ)]
        again = joined(Clip(burst, HEARING_HZ), 0.08, said(third, seed + 1))
        return Question(f"{second}, {third} {after_s:.2f} s after {first}", joined(said(first, seed), after_s, again))
    return Question(first, said(first, seed))


def said(topic: str, seed: int) -> Clip:
    return spoken(f"Tell me about the {topic}.", CLEAR_VOICES[seed % len(CLEAR_VOICES)])


def joined(first: Clip, gap_s: float, second: Clip) -> Clip:
    hush = np.zeros(round(gap_s * HEARING_HZ), np.float32)
    return Clip(np.concatenate([first.samples, hush, second.samples]), HEARING_HZ)


# ---- what is wrong ---------------------------------------------------------------------------------------------------


def complaints(answer: Answer, *, is_plain: bool) -> list[str]:
    """Everything that must not be, in words."""
    out = [*overtaken(answer), *strange_sound(answer)]
    asked = {event.turn: topic_of(event.text) for event in answer.of(FinalTranscript)}
    for sentence in answer.of(ReplySentence):
        if topic_of(sentence.text) != asked.get(sentence.turn):
            out.append(f"turn {sentence.turn} asks for {asked.get(sentence.turn)} and gets: {sentence.text}")
    if answer.out.duration_s >= answer.question.clip.duration_s + PATIENCE_S:
        out.append("stuck: it did not come to rest")
    states = answer.of(StateChanged)
    if not states or states[-1].state != "listening":
        out.append(f"stuck: {states[-1].state if states else 'it did not move'}")
    if is_plain and not any(topic_of(text) == PLAIN for text in answer.sentences):
        out.append("the plain question was not answered")
    return out


def overtaken(answer: Answer) -> Iterator[str]:
    """Sentences that begin to sound when a newer turn is decided already, or their own reply is over."""
    newest, over = 0, set[int]()
    for event in answer.events:
        match event:
            case TurnEnded(turn=turn):
                newest = max(newest, turn)
            case PlayoutFinished(turn=turn):
                over.add(turn)
            case ReplySentence(turn=turn, text=text) if turn < newest or turn in over:
                yield f"stale, turn {turn} after {newest}: {text}"


def strange_sound(answer: Answer) -> Iterator[str]:
    """Voiced frames of OUT that do not hum the sentence announced last, or that nothing announced."""
    sentences = [(event.t - answer.t_s, topic_of(event.text), event.turn) for event in answer.of(ReplySentence)]
    ends_s = {event.turn: event.t - answer.t_s for event in answer.of(PlayoutFinished)}
    strange: dict[str, int] = {}
    for at_s, tone in hums(answer.out):
        fitting = {
            topic
            for begin_s, topic, turn in near(sentences, at_s)
            if at_s <= ends_s.get(turn, answer.out.duration_s) + EDGE_S
        }
        if tone not in fitting:
            strange[tone] = strange.get(tone, 0) + 1
    for tone, frames in strange.items():
        yield f"{frames * FRAME_S:.2f} s of sound about {tone} that belongs to no reply of that moment"


def near(sentences: Sequence[tuple[float, str, int]], at_s: float) -> list[tuple[float, str, int]]:
    """The sentence that sounds at `at_s`, and its neighbour at a border."""
    begun = [one for one in sentences if one[0] <= at_s + EDGE_S]
    return [one for n, one in enumerate(begun) if n + 1 == len(begun) or begun[n + 1][0] >= at_s - EDGE_S]


if __name__ == "__main__":
    sys.exit(main())
