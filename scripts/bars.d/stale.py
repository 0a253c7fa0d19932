"""Bar: interrupted whenever and however, it never lets stale audio out and never gets stuck.

By voice at 20 random moments; by voice twice within 300 ms; by key and typed words twice within 300 ms; by key, by
typed words and by voice at the very commit; while the prompt is read. Real ears in real time; model and voice are
scripted so that every sample can be told: each topic has its own sentences, and a tone of its own. Each voiced 20 ms of
OUT must be of the reply that was announced last, about what that turn's transcript asks for, of a turn that was neither
overtaken nor stopped. What is typed does not interrupt: it is answered next, and nothing of it may be lost. After each
case it rests in `listening`, and a plain question at the end of each conversation is still answered, to its end. A
case that met no answer under way has measured nothing: at most one of five may.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
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
    ReplySentence,
    SpeculationDropped,
    StateChanged,
    TurnEnded,
    TurnReopened,
)
from app.home import Home
from app.listening.endpoint import Endpoint
from app.listening.voiced import first_voiced_s, last_voiced_s
from app.plan import make_plan
from app.runtime.clock import FileClock
from tests.kit.pauses import VOICES, spoken
from tests.kit.topics import FRAME_S, SENTENCES, TopicModel, TopicVoice, hums, topic_of
from tests.kit.trouble import CASES, COMMIT_S, PLAIN, TOUCHY, Punctual, Trouble

EDGE_S = 0.08
"""Around the border of two sentences either may sound."""
CLEAR_VOICES = [voice for voice in VOICES if voice.startswith("joe")]
BY_VOICE_AT_COMMIT = "by voice at the commit"
SILENT_S = 0.1
"""After an order to stop (issue 3, barge-in)."""
MEET_SHARE = 0.8
"""So many cases of a kind must really interrupt something. A pause of 0.1 s is none."""


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--profile", default="light")
    parser.add_argument("--short", action="store_true", help="one conversation by voice, one while reading")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    kinds = ["by voice"] * 4 + ["twice by voice", "twice by key", "at the commit", BY_VOICE_AT_COMMIT, "while reading"]
    found: dict[str, list[str]] = {}
    met: dict[str, list[bool]] = {}
    for n, kind in enumerate(["by voice", "while reading"] if args.short else kinds):
        answers, stopped = conversation(kind, args.seed + n, args.profile)
        for case, answer in enumerate(answers):
            wrong = complaints(answer, stopped, is_plain=case == CASES)
            print(f"  {kind}: {answer.question.name}: {', '.join(wrong) or 'well'}", file=sys.stderr)
            for event in answer.events if wrong else ():
                print(f"    {event.t - answer.t_s:6.2f}  {event}", file=sys.stderr)
            found.setdefault(kind, []).extend(wrong)
        met.setdefault(kind, []).extend(has_met(answer, stopped) for answer in answers[:CASES])
    return told(found, met, args)


def told(found: dict[str, list[str]], met: dict[str, list[bool]], args: argparse.Namespace) -> int:
    """The report. -> exit code."""
    cases, wrong = sum(map(len, met.values())), sum(map(len, found.values()))
    report = {
        "hardware": hardware(), "profile": args.profile, "cases": cases,
        "met": {kind: sum(each) for kind, each in met.items()}, "wrong": {k: v for k, v in found.items() if v},
    }  # fmt: skip
    where = f"{report['hardware']} · {args.profile}"
    print(
        json.dumps(report) if args.json else
        f"stale: {wrong} stale or stuck in {cases} cases (bar 0), {sum(map(sum, met.values()))} of them met an answer "
        f"under way (bar {MEET_SHARE:.0%} of each kind) · {where}"
    )  # fmt: skip
    return 1 if wrong or any(sum(kind) < MEET_SHARE * len(kind) for kind in met.values()) else 0


def conversation(kind: str, seed: int, profile: str) -> tuple[list[Answer], dict[int, float]]:
    """One house, CASES cases of trouble and a plain question; turn -> when its reply was to stop."""
    rng = np.random.default_rng(seed)
    model = TopicModel()
    args = argparse.Namespace(profile=profile, companion=None, self_id=None)
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.object(wiring.mind, "LlamaCppLanguageModel", lambda *_, **__: model),
        patch.object(wiring.voices, "PiperSynthesizer", lambda *_, **__: TopicVoice()),
        patch.object(wiring.conversation, "Endpoint", Punctual if kind == BY_VOICE_AT_COMMIT else Endpoint),
    ):
        clock = FileClock(is_realtime=True)
        house = wiring.build(make_plan(args, Home(Path(folder)), seed=seed), clock)
        trouble = Trouble(kind, rng, house, clock)
        house.session.subscribe(trouble.see)
        model.when_reading = trouble.reading
        asked = [case(kind, rng, seed + n) for n in range(CASES)]
        plain = Question("a plain question", said(PLAIN, seed))
        return play(house, clock, [*asked, plain]).answers, trouble.stopped


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
    if kind == BY_VOICE_AT_COMMIT:
        off_s = float(rng.uniform(-0.25, 0.1))  # it takes the ear 0.1 s to know a voice
        one, other = said(first, seed), said(second, seed)
        hush_s = one.duration_s - (last_voiced_s(one) or 0.0) + (first_voiced_s(other) or 0.0)
        both = joined(one, max(0.0, COMMIT_S + off_s - hush_s), other)
        return Question(f"{second} {off_s:+.2f} s from the commit of {first}", both)
    return Question(first, said(first, seed))


def said(topic: str, seed: int) -> Clip:
    return spoken(f"Tell me about the {topic}.", CLEAR_VOICES[seed % len(CLEAR_VOICES)])


def joined(first: Clip, gap_s: float, second: Clip) -> Clip:
    hush = np.zeros(round(gap_s * HEARING_HZ), np.float32)
    return Clip(np.concatenate([first.samples, hush, second.samples]), HEARING_HZ)


# ---- what is wrong ---------------------------------------------------------------------------------------------------


def has_met(answer: Answer, stopped: dict[int, float]) -> bool:
    """Was there something to interrupt?"""
    turns = {event.turn for event in answer.of(FinalTranscript)}
    return bool(
        len(turns) > 1
        or turns & set(stopped)
        or answer.of(TurnReopened)
        or answer.of(SpeculationDropped)
        or any(event.interrupted for event in answer.of(PlayoutFinished))
    )


def complaints(answer: Answer, stopped: dict[int, float], *, is_plain: bool) -> list[str]:
    """Everything that must not be, in words."""
    out = [*overtaken(answer, stopped), *strange_sound(answer, stopped)]
    asked = {event.turn: topic_of(event.text) for event in answer.of(FinalTranscript)}
    for sentence in answer.of(ReplySentence):
        if topic_of(sentence.text) != asked.get(sentence.turn):
            out.append(f"turn {sentence.turn} asks for {asked.get(sentence.turn)} and gets: {sentence.text}")
    if answer.out.duration_s >= answer.question.clip.duration_s + PATIENCE_S:
        out.append("stuck: it did not come to rest")
    states = answer.of(StateChanged)
    if not states or states[-1].state != "listening":
        out.append(f"stuck: {states[-1].state if states else 'it did not move'}")
    lost = set(asked) - set(stopped) - {event.turn for event in answer.of(ReplySentence)}
    out += [f"turn {turn} about {asked[turn]} was never answered" for turn in sorted(lost)]
    if is_plain and not is_plainly_answered(answer):
        out.append(f"the plain question was answered by {answer.sentences}")
    return out


def is_plainly_answered(answer: Answer) -> bool:
    """From its beginning and to its end; who asks shortly is answered shortly, but not by a guard that ends it."""
    last = answer.of(FinalTranscript)[-1:]
    said = [event.text for event in answer.of(ReplySentence) if last and event.turn == last[0].turn]
    whole = [sentence.format(PLAIN) for sentence in SENTENCES]
    ends = [event.interrupted for event in answer.of(PlayoutFinished)]
    return len(said) > len(whole) // 2 and said == whole[: len(said)] and not any(ends[-1:])


def overtaken(answer: Answer, stopped: dict[int, float]) -> Iterator[str]:
    """Sentences that begin to sound when a turn that was committed later is decided already (turns are numbered as they
    begin, and something can be typed before a spoken one is committed), or their own reply is over or was to stop."""
    order: dict[int, int] = {}
    newest, over = -1, set[int]()
    for at, event in enumerate(answer.events):
        match event:
            case FinalTranscript(turn=turn):
                order[turn] = at
            case TurnEnded(turn=turn):
                newest = max(newest, order.get(turn, -1))
            case PlayoutFinished(turn=turn):
                over.add(turn)
            case ReplySentence(turn=turn, text=text) if order.get(turn, -1) < newest or turn in over:
                yield f"stale, turn {turn}: {text}"
            case ReplySentence(t=t_s, turn=turn, text=text) if t_s > stopped.get(turn, t_s) + SILENT_S:
                yield f"turn {turn} was to stop {t_s - stopped[turn]:.2f} s before: {text}"


def strange_sound(answer: Answer, stopped: dict[int, float]) -> Iterator[str]:
    """Voiced frames of OUT that do not hum the sentence announced last, or that nothing announced."""
    sentences = [(event.t - answer.t_s, topic_of(event.text), event.turn) for event in answer.of(ReplySentence)]
    ends_s = {
        event.turn: min(event.t, stopped.get(event.turn, event.t) + SILENT_S) - answer.t_s
        for event in answer.of(PlayoutFinished)
    }
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
