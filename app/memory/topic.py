"""The lines of a past that are about one topic: what a copy gets that "only knows my novel".

A line is about it when it has the topic's rarest word; with it go its question or answer, and what lies between two
such lines of one conversation. (Vectors do not help: within a talk about a novel, most lines are no nearer to it than a
talk about dinner; measured with all-MiniLM-L6-v2.) Too little is better than too much: what is missing can be given
afterwards (selves.py, merge). On the store's thread; reads only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from app.memory.question import STOP_WORDS, share_met
from app.memory.scope import in_parts, parts_of

MOST_HITS = 2_000
BETWEEN_LINES = 6
"""Three turns: further apart one talked about something else meanwhile."""


class _Line(NamedTuple):
    id: str
    number: int
    turn: int


def terms_of(topic: str) -> tuple[str, ...]:
    """ "my novel" -> ("novel",)"""
    words = dict.fromkeys(re.findall(r"\w+", topic.casefold()))
    return tuple(word for word in words if word not in STOP_WORDS and len(word) > 1)


def lines_said(count: int) -> str:
    """ "one line", "14 lines"."""
    return "one line" if count == 1 else f"{count} lines"


def lines_about(db: Any, self_id: str, topic: str) -> tuple[str, ...]:
    """Ids of what `self_id` knows of `topic`, each conversation's in their order."""
    condition, values = in_parts(parts_of(db, self_id))
    hits = _hits(db, terms_of(topic), condition, values)
    sql = f"""SELECT e.id, e.number, e.turn, e.conversation_id FROM episode e
        WHERE {condition} AND e.conversation_id IN (
            SELECT conversation_id FROM episode WHERE number IN (SELECT value FROM json_each(?)))
        ORDER BY e.start_us, e.id"""
    talks: dict[str, list[_Line]] = {}
    for id_, number, turn, conversation in db.execute(sql, (*values, json.dumps(sorted(hits)))):
        talks.setdefault(conversation, []).append(_Line(id_, number, turn))
    return tuple(id_ for talk in talks.values() for id_ in _about(talk, hits))


def _hits(db: Any, terms: Sequence[str], condition: str, values: list[object]) -> set[int]:
    """Numbers of the newest lines with the one of `terms` that the fewest lines have."""
    sql = f"""SELECT e.number, e.text FROM episode_words JOIN episode e ON e.number = episode_words.rowid
        WHERE episode_words MATCH ? AND {condition} ORDER BY e.start_us DESC LIMIT {MOST_HITS}"""
    found = []
    for term in terms:
        rows = db.execute(sql, (f'turn : "{term}"', *values))
        found.append({number for number, text in rows if share_met((term,), text)})  # not in who said it, and when
    return min(filter(None, found), key=len, default=set())


def _about(talk: Sequence[_Line], hits: set[int]) -> list[str]:
    """Of one conversation."""
    places = [at for at, line in enumerate(talk) if line.number in hits]
    wanted = set(places)
    for at in places:
        wanted |= {near for near in (at - 1, at + 1) if 0 <= near < len(talk) and talk[near].turn == talk[at].turn}
    for first, second in pairwise(places):
        if second - first <= BETWEEN_LINES + 1:
            wanted.update(range(first, second))
    return [talk[at].id for at in sorted(wanted)]
