"""Conversations in LoCoMo's format, for `bench recall`: each becomes a life of its own in a store of its own.

LoCoMo (Maharana et al., ACL 2024) gives for every question the turns that hold its answer. Nothing of it is shipped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from app.errors import BadOption
from app.memory.episode_index import EpisodeIndex
from app.memory.protocol import Episode
from app.memory.store import SqliteTranscriptStore

CATEGORIES = {1: "multi-hop", 2: "temporal", 3: "open-domain", 4: "single-hop"}
"""The fifth asks for what was never said."""
_BETWEEN_TURNS_S = 20


@dataclass(frozen=True)
class Asked:
    """One question, and the ids of the turns that answer it."""

    text: str
    category: int
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Conversation:
    """One of the file's."""

    id: str
    user: str
    companion: str
    episodes: list[Episode]
    """Their `id` is LoCoMo's dia_id."""
    questions: list[Asked]

    @property
    def now(self) -> datetime:
        """When the questions are asked: a day after the last word."""
        return self.episodes[-1].end + timedelta(days=1)


def read_locomo(path: Path) -> list[Conversation]:
    """Raises BadOption."""
    try:
        items = json.loads(path.read_text(encoding="utf-8"))
        if not items or not isinstance(items, list):
            raise ValueError("no conversations")
        return [_conversation(number, item) for number, item in enumerate(items)]
    except OSError as error:
        raise BadOption(f"{path} cannot be read ({error.strerror}).", "Give a file in LoCoMo's format.") from error
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        fix = "See github.com/snap-research/locomo."
        raise BadOption(f"{path} is not in LoCoMo's format ({error}).", fix) from error


def stored(conversation: Conversation, path: Path) -> SqliteTranscriptStore:
    """Kept turn by turn, as a life is. The caller closes it."""
    store = SqliteTranscriptStore(path)
    store.index = EpisodeIndex(conversation.user)
    store.open()
    store.ensure_self(conversation.companion)
    for episode in conversation.episodes:
        store.keep(episode)
    return store


def _conversation(number: int, item: dict[str, Any]) -> Conversation:
    talk = item["conversation"]
    user, companion = talk["speaker_a"], talk["speaker_b"].lower()
    episodes = [
        _episode(turn, n, user, companion, said_at, session)
        for session, said_at in _sessions(talk)
        for n, turn in enumerate(talk[session])
    ]
    known = {episode.id for episode in episodes}
    questions = []
    for asked in item["qa"]:
        evidence = re.findall(r"D:?(\d+):(\d+)", " ".join(asked.get("evidence", ())))
        ids = tuple(f"D{day}:{turn}" for day, turn in evidence)
        if asked["category"] in CATEGORIES and ids:
            questions.append(Asked(asked["question"], asked["category"], ids))
    if not known or not questions:
        raise ValueError("no turns or no questions")
    return Conversation(item.get("sample_id", f"conv-{number}"), user, companion, episodes, questions)


def _sessions(talk: dict[str, Any]) -> Iterator[tuple[str, datetime]]:
    numbers = sorted(int(match[1]) for key in talk if (match := re.fullmatch(r"session_(\d+)", key)))
    for number in numbers:
        written = talk[f"session_{number}_date_time"]
        yield f"session_{number}", datetime.strptime(written, "%I:%M %p on %d %B, %Y").replace(tzinfo=UTC)


def _episode(turn: dict[str, Any], n: int, user: str, companion: str, said_at: datetime, session: str) -> Episode:
    start = said_at + timedelta(seconds=n * _BETWEEN_TURNS_S)
    photo = f" [shares {turn['blip_caption']}]" if turn.get("blip_caption") else ""
    return Episode(
        id=turn["dia_id"],
        companion=companion,
        self_id=f"se_{companion}",
        conversation=session,
        turn=n,
        speaker="user" if turn["speaker"] == user else "companion",
        text=turn["text"] + photo,
        unheard="",
        start=start,
        end=start + timedelta(seconds=5),
    )
