"""The timeline of one turn as an SVG: what happened between the last word of the question and the first of the answer.

Drawn by `bench latency --picture` from the turn whose gap is the median, above the usual pipeline's median turn of the
same run. Plain text; light or dark follows whoever looks at it. Colours are those of app/ui/style.py, which needs Qt.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from statistics import median

import numpy as np

from app.audio.clip import Clip
from app.commands.bench_answer import Answer
from app.commands.bench_latency import USUAL_STAGES, Measured
from app.commands.bench_usual import UsualTurn

WIDTH, HEIGHT = 880, 372
LEFT, RIGHT = 128, 850
"""Where the timeline begins and ends."""
BEFORE_MS, AFTER_MS = 900.0, 700.0
"""What is shown before the user's last voiced sample, and after the later answer's first."""
BARS_PER_S = 26.0
ROW = 26
COLOURS = {  # name: (light, dark)
    "ground": ("#FBF7F3", "#1E1A19"), "line": ("#E9DED5", "#3A322F"), "text": ("#2B2523", "#F3ECE7"),
    "soft": ("#6C5E57", "#B4A69D"), "accent": ("#B2432C", "#F08A72"), "wash": ("#F8E4DB", "#45302A"),
    "edge": ("#958174", "#8A7A72"),
}  # fmt: skip
USUAL_NAMES = {"silence": "silence", "stt": "transcription", "sentence": "first sentence", "voice": "voice"}


@dataclass(frozen=True)
class Axis:
    """Milliseconds after the user's last voiced sample -> pixels."""

    end_ms: float

    def x(self, at_ms: float) -> float:
        share = (at_ms + BEFORE_MS) / (self.end_ms + BEFORE_MS)
        return round(LEFT + share * (RIGHT - LEFT), 1)


def draw(found: Measured) -> str:
    """The whole picture. Raises ValueError when nothing was answered."""
    answer = median_answer(found.answers)
    usual = median_usual(found.usual)
    usual_ms = usual.gap_ms
    axis = Axis(max(usual_ms, answer.gap_ms or 0.0) + AFTER_MS)
    parts = [
        *_ruler(axis, 344),
        *_label("You", 52), *_voice(axis, 46, answer.question.clip, answer.asked_s, "you"),
        *_label("Earpiece", 102), *_ours(axis, answer),
        *_label("The usual", 268), *_label("pipeline", 284), *_usual(axis, usual, answer),
    ]  # fmt: skip
    return "\n".join([_head(), *parts, "</svg>", ""])


def median_answer(answers: list[Answer]) -> Answer:
    """The one whose gap is nearest to the median of all."""
    gaps = {answer: gap for answer in answers if (gap := answer.gap_ms) is not None and answer.timings}
    if not gaps:
        raise ValueError("nothing was answered")
    middle = median(gaps.values())
    return min(gaps, key=lambda answer: abs(gaps[answer] - middle))


def median_usual(turns: list[UsualTurn]) -> UsualTurn:
    """Of the usual pipeline's turns the one nearest to their median."""
    middle = median(turn.gap_ms for turn in turns)
    return min(turns, key=lambda turn: abs(turn.gap_ms - middle))


def _ours(axis: Axis, answer: Answer) -> Iterator[str]:
    marks = answer.timings
    assert marks is not None
    gap_ms = answer.gap_ms or 0.0
    soft_ms, first_ms = marks.soft_end_ms or 0.0, marks.first_clause_ms or gap_ms
    heard_ms = soft_ms + (marks.stt_ms or 0.0)
    rows = [
        ("silence, until it is sure", 0.0, marks.commit_ms or gap_ms, "quiet"),
        ("transcription", soft_ms, heard_ms, "work"),
        ("first clause", heard_ms, first_ms, "work"),
        ("voice", first_ms, max(first_ms, min(gap_ms, marks.first_audio_ms or gap_ms)), "work"),
    ]
    for n, (name, begin_ms, end_ms, kind) in enumerate(rows):
        y = 88 + n * ROW
        yield _bar(axis, y, begin_ms, end_ms, kind)
        yield f'<text class="small" x="{axis.x(max(begin_ms, end_ms)) + 7}" y="{y + 14}">{name}</text>'
    yield from _voice(axis, 214, answer.words_out, answer.asked_s, "it", from_ms=gap_ms)
    yield from _gap(axis, 214, gap_ms, "accent")


def _usual(axis: Axis, turn: UsualTurn, answer: Answer) -> Iterator[str]:
    begin_ms, usual_ms = 0.0, turn.gap_ms
    for name in USUAL_STAGES:
        end_ms = begin_ms + float(getattr(turn, f"{name}_ms"))
        yield _bar(axis, 262, begin_ms, end_ms, "quiet" if name == "silence" else "plain")
        if axis.x(end_ms) - axis.x(begin_ms) > 40:
            yield f'<text class="tiny" x="{axis.x((begin_ms + end_ms) / 2)}" y="276">{USUAL_NAMES[name]}</text>'
        begin_ms = end_ms
    shift_s = answer.asked_s + ((answer.gap_ms or 0.0) - usual_ms) / 1000
    yield from _voice(axis, 312, answer.words_out, shift_s, "plainly", from_ms=usual_ms)
    yield from _gap(axis, 312, usual_ms, "soft")


def _voice(axis: Axis, y: float, clip: Clip, zero_s: float, kind: str, from_ms: float | None = None) -> Iterator[str]:
    """Level bars around `y`. zero_s: where 0 ms of the axis lies in the clip."""
    begin_ms = -BEFORE_MS if from_ms is None else from_ms
    end_ms = 0.0 if from_ms is None else axis.end_ms
    step_ms = 1000 / BARS_PER_S
    for at_ms in np.arange(begin_ms, end_ms - step_ms / 2, step_ms):
        first, last = (max(0, round((zero_s + ms / 1000) * clip.rate_hz)) for ms in (at_ms, at_ms + step_ms))
        piece = clip.samples[first:last]
        level = float(np.sqrt(np.mean(piece**2))) if len(piece) else 0.0
        half = 1.5 + 15 * min(1.0, level / 0.16) ** 0.6
        x = axis.x(float(at_ms) + step_ms / 2)
        yield f'<line class="{kind}" x1="{x}" x2="{x}" y1="{y - half:.1f}" y2="{y + half:.1f}"/>'


def _gap(axis: Axis, y: float, gap_ms: float, colour: str) -> Iterator[str]:
    """The figure, with a line from the last word to the first."""
    x = axis.x(gap_ms)
    yield f'<path class="gap" d="M{axis.x(0)} {y}H{x - 8}"/>'
    yield f'<text class="figure {colour}" x="{(axis.x(0) + x) / 2:.1f}" y="{y - 7}">{gap_ms / 1000:.2f} s</text>'


def _bar(axis: Axis, y: float, begin_ms: float, end_ms: float, kind: str) -> str:
    x, width = axis.x(begin_ms), max(2.0, axis.x(end_ms) - axis.x(begin_ms))
    return f'<rect class="{kind}" x="{x}" y="{y}" width="{width:.1f}" height="20" rx="5"/>'


def _label(text: str, y: float) -> Iterator[str]:
    yield f'<text class="name" x="28" y="{y}">{escape(text)}</text>'


def _ruler(axis: Axis, y: float) -> Iterator[str]:
    """A hairline every half second, and the moment of the last word."""
    for tenth in range(0, int(axis.end_ms // 500) + 1):
        x = axis.x(tenth * 500)
        yield f'<path class="{"zero" if not tenth else "hair"}" d="M{x} 24V{y - 14}"/>'
        yield f'<text class="tick" x="{x}" y="{y + 4}">{tenth / 2:g} s</text>'


def _head() -> str:
    """Both schemes in full: not every viewer knows variables in CSS."""
    light, dark = (_rules({name: pair[n] for name, pair in COLOURS.items()}) for n in (0, 1))
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">
<title>From your last word to its first: the median turn, beside the usual pipeline in the same run</title>
<style>
svg {{ font-family: Inter, system-ui, sans-serif; }}
path {{ fill: none; }} line {{ stroke-width: 3; stroke-linecap: round; }} .zero {{ stroke-dasharray: 2 4; }}
.name {{ font-size: 14px; font-weight: 600; }} .small {{ font-size: 12px; }}
.tiny, .tick {{ font-size: 11px; text-anchor: middle; }}
.figure {{ font-size: 15px; font-weight: 600; text-anchor: middle; }}
{light}
@media (prefers-color-scheme: dark) {{
{dark}
}}
</style>
<rect class="ground" width="{WIDTH}" height="{HEIGHT}" rx="14"/>"""


def _rules(colour: dict[str, str]) -> str:
    return f""".ground {{ fill: {colour["ground"]}; }} .name {{ fill: {colour["text"]}; }}
.small, .tiny, .tick, .soft {{ fill: {colour["soft"]}; }} .accent {{ fill: {colour["accent"]}; }}
.quiet {{ fill: {colour["line"]}; }} .work {{ fill: {colour["wash"]}; stroke: {colour["accent"]}; }}
.plain {{ fill: {colour["ground"]}; stroke: {colour["edge"]}; }}
.you {{ stroke: {colour["text"]}; }} .it {{ stroke: {colour["accent"]}; }}
.plainly, .gap {{ stroke: {colour["edge"]}; }}
.hair {{ stroke: {colour["line"]}; }} .zero {{ stroke: {colour["soft"]}; }}"""
