"""The transcript as text for people and programs: Markdown, JSON, subtitles, and the lines of `transcript show`.

Pure. Called by the `transcript` command and later by the window; the words stay as they were heard.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import groupby

from app.memory.protocol import Episode

_LEAST_SHOWN_S = 1.0  # a subtitle that is shown for no time is not shown


def as_lines(episodes: Iterable[Episode]) -> str:
    """One episode a line: time, who, what."""
    return "".join(f"{_clock(e.start)}  {name_of(e)}: {_one_line(e.text)}{_unheard(e)}\n" for e in episodes)


def as_record(episode: Episode) -> dict[str, object]:
    """One episode for JSON, with the names of the public contract; times are ISO 8601 with their zone."""
    return {
        "id": episode.id,
        "companion": episode.companion,
        "self": episode.self_id,
        "conversation": episode.conversation,
        "turn": episode.turn,
        "speaker": episode.speaker,
        "text": episode.text,
        "unheard": episode.unheard,
        "start": episode.start.isoformat(),
        "end": episode.end.isoformat(),
    }


def as_json(episodes: Iterable[Episode]) -> str:
    """An array with one episode a line."""
    records = [json.dumps(as_record(episode), ensure_ascii=False) for episode in episodes]
    return "[\n" + ",\n".join(records) + "\n]\n" if records else "[]\n"


def as_markdown(episodes: Iterable[Episode]) -> str:
    """A heading a day, a paragraph an episode."""
    return "\n".join(_markdown(episodes)) + "\n"


def as_srt(episodes: Iterable[Episode]) -> str:
    """Subtitles; their time counts from the first word of the transcript."""
    cues: list[str] = []
    first: datetime | None = None
    for number, episode in enumerate(episodes, start=1):
        first = first or episode.start
        start_s = (episode.start - first).total_seconds()
        end_s = max((episode.end - first).total_seconds(), start_s + _LEAST_SHOWN_S)
        times = f"{_srt_time(start_s)} --> {_srt_time(end_s)}"
        cues.append(f"{number}\n{times}\n{name_of(episode)}: {_one_line(episode.text)}\n")
    return "\n".join(cues)


FORMATS: dict[str, Callable[[Iterable[Episode]], str]] = {"md": as_markdown, "json": as_json, "srt": as_srt}
"""What `transcript export --format` may be."""


def name_of(episode: Episode) -> str:
    """Who speaks, as people read it."""
    return "You" if episode.speaker == "user" else episode.companion.replace("_", " ").title()


def _markdown(episodes: Iterable[Episode]) -> Iterator[str]:
    yield "# Transcript"
    for day, of_day in groupby(episodes, key=lambda episode: f"{episode.start:%Y-%m-%d}"):
        yield f"\n## {day}"
        for episode in of_day:
            said = re.sub(r"([\\`*_\[\]<>#])", r"\\\1", _one_line(episode.text))
            yield f"\n{_clock(episode.start)} **{name_of(episode)}:** {said}{_unheard(episode)}"


def _unheard(episode: Episode) -> str:
    return f" [not heard: {_one_line(episode.unheard)}]" if episode.unheard else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M:%S}"


def _srt_time(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    whole = timedelta(seconds=milliseconds // 1000)
    hours, rest = divmod(int(whole.total_seconds()), 3600)
    return f"{hours:02}:{rest // 60:02}:{rest % 60:02},{milliseconds % 1000:03}"
