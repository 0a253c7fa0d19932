"""`bench latency`: how long until it answers, on this machine, beside the usual pipeline in the same run.

Questions are played in real time through the whole loop with real models, five to a conversation. The gap is read from
the two sounds: from the user's last voiced frame to the first voiced frame of the model's own words. The user's home is
not touched. Runs on the main thread; scripts/bars.d/gap.py calls `measure` too.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import TextIO

import numpy as np

from app.commands.bench_answer import Answer
from app.commands.bench_dialogue import Dialogue, converse
from app.commands.bench_past import write_past
from app.commands.bench_questions import Question, error_percent
from app.commands.bench_usual import UsualPipeline, UsualTurn
from app.errors import Failed
from app.events import MemoryRecalled
from app.home import Home
from app.memory.ids import first_self
from app.plan import Plan, make_plan
from app.voice_choice import with_choice
from app.weights.catalog import Profile
from app.weights.catalog_file import load_catalog
from app.weights.weights import ProfileFolders, Weights, models_folder

CONVERSATION = 5
"""Questions to a conversation: enough for a history, few enough for a fresh start now and then."""
STAGES = ("soft_end", "commit", "stt", "first_token", "first_clause", "first_audio", "response_gap")
USUAL_STAGES = ("silence", "stt", "sentence", "voice")
_RATIOS = ("ratio", "busy_factor")


@dataclass(frozen=True, eq=False)
class Measured:
    """Everything one run found out. `busy`: the same questions while another program keeps a core busy, or ()."""

    dialogues: list[Dialogue]
    usual: list[UsualTurn]
    busy: list[Dialogue]

    @property
    def answers(self) -> list[Answer]:
        return [answer for dialogue in self.dialogues for answer in dialogue.answers]

    @property
    def busy_answers(self) -> list[Answer]:
        return [answer for dialogue in self.busy for answer in dialogue.answers]


def folders(profile: Profile) -> ProfileFolders:
    """Where the profile's weights lie. Raises WeightsMissing."""
    return Weights(load_catalog(), models_folder()).folders(profile)


def measure(
    profile: str,
    questions: Sequence[Question],
    err: TextIO,
    *,
    is_busy_too: bool = False,
    hear_s: float | None = None,
    past: int = 0,
    voice: str = "",
) -> Measured:
    """Minutes: every question and answer is played in real time, or `hear_s` of each answer. `past`: so many episodes
    are stored before. `voice`: who answers, '' for the usual one. Raises EarpieceError."""
    print(f"{len(questions)} questions in real time, each conversation then by the usual pipeline …", file=err)
    dialogues: list[Dialogue] = []
    usual: list[UsualTurn] = []
    with _life_before(profile, questions, past) as kept, _plan(profile, 0) as plan, UsualPipeline(plan) as pipeline:
        for dialogue in _dialogues(profile, questions, err, hear_s, kept, voice=voice):
            dialogues.append(dialogue)  # in turns: a machine that gets slower does so to both
            usual += pipeline.turns(dialogue.answers)
    busy: list[Dialogue] = []
    if is_busy_too:
        print("once more beside a busy program …", file=err)
        with busy_core():
            busy = list(_dialogues(profile, questions, err, hear_s, voice=voice))
    return Measured(dialogues, usual, busy)


def figures(found: Measured) -> dict[str, object]:
    """The keys of the contract, and what is needed to judge them. Raises Failed when nothing was answered."""
    answers = found.answers
    gaps = _gaps(answers)
    report: dict[str, object] = {
        "utterances": len(answers),
        "answered": len(gaps),
        "talked_over": sum(answer.is_talked_over for answer in answers),
        "median_ms": median(gaps),
        "p95_ms": float(np.percentile(gaps, 95)),
        "recalled_percent": 100 * sum(map(_has_recalled, answers)) / len(answers),
    }
    stages = {name: _marks(answers, f"{name}_ms") for name in STAGES}
    usual = median(turn.gap_ms for turn in found.usual)
    report |= {
        "commit_median_ms": median(stages["commit"]),
        "usual_median_ms": usual,
        "ratio": median(gaps) / usual,
        "thrown_away_percent": thrown_away_percent(found.dialogues),
        "stages": {name: _spread(values) for name, values in stages.items() if values},
        "usual_stages": {
            name: _spread([getattr(turn, f"{name}_ms") for turn in found.usual]) for name in USUAL_STAGES
        },
    }
    told = [(answer.question.text, answer.heard) for answer in answers if answer.question.text]
    if told:
        report["wer_percent"] = error_percent(told)
    if found.busy:
        busy = _gaps(found.busy_answers)
        report |= {"busy_median_ms": median(busy), "busy_factor": median(busy) / median(gaps)}
    return report | {"turns": [_row(answer) for answer in answers]}


def thrown_away_percent(dialogues: Sequence[Dialogue]) -> float:
    """Compute that went into speculation nobody heard, of all compute."""
    return 100 * sum(one.thrown_s for one in dialogues) / max(1e-9, sum(one.spent_s for one in dialogues))


def _has_recalled(answer: Answer) -> bool:
    return any(isinstance(event, MemoryRecalled) for event in answer.events)


def _row(answer: Answer) -> dict[str, object]:
    return {
        "question": answer.question.name,
        "heard": answer.heard,
        "reply": " ".join(answer.sentences),
        "gap_ms": answer.gap_ms,
        "recalled": _has_recalled(answer),
        "talked_over": answer.is_talked_over,
    }


def lines(report: dict[str, object]) -> list[str]:
    """The report for people."""
    out: list[str] = []
    for name, value in report.items():
        if isinstance(value, dict):
            out.append(f"{name.replace('_', ' ')}:")
            out += [f"  {stage:14} {_both(spread)}" for stage, spread in value.items()]
        elif not isinstance(value, list):
            out.append(f"{name:20} {value:>8.{2 if name in _RATIOS else 0}f}")
    return out


def _both(spread: dict[str, float]) -> str:
    return f"median {spread['median_ms']:6.0f} ms   p95 {spread['p95_ms']:6.0f} ms"


@contextmanager
def busy_core() -> Iterator[None]:
    """While inside, another process keeps one core busy."""
    process = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        yield
    finally:
        process.kill()
        process.wait()


def _dialogues(
    profile: str,
    questions: Sequence[Question],
    err: TextIO,
    hear_s: float | None,
    kept: Path | None = None,
    *,
    voice: str = "",
) -> Iterator[Dialogue]:
    for n in range(0, len(questions), CONVERSATION):
        with _plan(profile, n, voice) as plan:
            if kept is not None:
                shutil.copy(kept, plan.home.database_path)
            dialogue = converse(plan, questions[n : n + CONVERSATION], hear_s)
        for answer in dialogue.answers:
            gap = "no answer" if answer.gap_ms is None else f"{answer.gap_ms:5.0f} ms"
            print(f"  {gap:10} {answer.question.name}", file=err)
        yield dialogue


@contextmanager
def _life_before(profile: str, questions: Sequence[Question], episodes: int) -> Iterator[Path | None]:
    """A memory.db with `episodes` and something for each question; None without any."""
    if not episodes:
        yield None
        return
    with _plan(profile, 0) as plan:
        path = plan.home.folder / "past.db"
        write_past(path, questions, episodes, (plan.companion, first_self(plan.companion)), plan.folders.embedder)
        yield path


@contextmanager
def _plan(profile: str, seed: int, voice: str = "") -> Iterator[Plan]:
    """A home of its own, with the settings of a new user and the first companion."""
    args = argparse.Namespace(profile=profile, companion=None, self_id=None)
    with tempfile.TemporaryDirectory(prefix="earpiece-bench-") as folder:
        plan = make_plan(args, Home(Path(folder)), seed=seed)
        names = with_choice("", plan.companion, voice) if voice else ""
        yield replace(plan, settings=replace(plan.settings, voice_names=names))


def _gaps(answers: Sequence[Answer]) -> list[float]:
    gaps = [answer.gap_ms for answer in answers if answer.gap_ms is not None]
    if not gaps:
        raise Failed("Nothing was answered.", "See: earpiece doctor.")
    return gaps


def _marks(answers: Sequence[Answer], name: str) -> list[float]:
    marks = [getattr(answer.timings, name) for answer in answers if answer.timings is not None]
    return [mark for mark in marks if mark is not None]


def _spread(values: Sequence[float]) -> dict[str, float]:
    return {"median_ms": round(median(values), 1), "p95_ms": round(float(np.percentile(values, 95)), 1)}
