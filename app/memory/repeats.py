"""Which replies of the companion repeat what the user wants forgotten.

Only words can tell: a reply repeats an utterance when it has a word of it that nobody said before and that the user
says nowhere else. Where little was said yet that takes a reply too many, never one too few; where much was said,
everyday words lead nowhere. On the store's thread, called by forget.py inside its transaction.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.memory.database import Connection

_COMMON = 64
"""A word that more utterances have leads back to none of them."""
_EVERYDAY = frozenset(
    """about after again all also and any are because been before being but can could did does doing done don for from
    get got had has have her here him his how into its just know let like may might more most much not now off one only
    our out over own really say said she should some such than that the their them then there these they thing think
    this those too use very want was way well were what when where which who why will with would yes you your""".split()  # noqa: SIM905 - a page of quotation marks says less
)
_WORD = re.compile(r"\w+")
_FORGOTTEN = """SELECT number, companion_id, start_us, text FROM episode
    WHERE id IN (SELECT value FROM json_each(?)) AND speaker = 'user'"""
_WITH_WORD = f"""SELECT e.number, e.id, e.companion_id, e.start_us, e.speaker = 'user'
    FROM episode_words JOIN episode e ON e.number = episode_words.rowid
    WHERE episode_words MATCH ? LIMIT {_COMMON + 1}"""
_UNHEARD = """SELECT id, companion_id, start_us, unheard FROM episode
    WHERE unheard <> '' AND speaker = 'companion' AND start_us >= ?"""


@dataclass(frozen=True)
class _Said:
    number: int
    companion: str
    start_us: int
    text: str


def repeating(db: Connection, ids: Sequence[str], *, unless: str = "") -> list[str]:
    """Ids of the replies, sorted. `unless`: what is said in their place; its words do not count."""
    forgotten = [_Said(*row) for row in db.execute(_FORGOTTEN, (json.dumps(list(ids)),))]
    if not forgotten:
        return []
    numbers = {said.number for said in forgotten}
    first_us = min(said.start_us for said in forgotten)
    unheard = [(*row[:3], _words(row[3])) for row in db.execute(_UNHEARD, (first_us,))]
    found: set[str] = set()
    for said in forgotten:
        for word in _words(said.text) - _words(unless):
            heard = _led_to(db, word, said, numbers)
            if heard is not None:
                found |= heard
                found |= {
                    reply
                    for reply, companion, start_us, words in unheard
                    if companion == said.companion and start_us >= said.start_us and word in words
                }
    return sorted(found - set(ids))


def _led_to(db: Connection, word: str, said: _Said, numbers: set[int]) -> set[str] | None:
    """Replies with `word`; None when it does not lead back to `said`."""
    rows = list(db.execute(_WITH_WORD, (f'turn : "{word}"',)))
    if len(rows) > _COMMON:
        return None
    replies: set[str] = set()
    for number, identity, companion, start_us, is_user in rows:
        if number in numbers or companion != said.companion:
            continue
        if is_user or start_us < said.start_us:
            return None
        replies.add(identity)
    return replies


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.casefold()) if len(word) >= 3 or word.isdecimal()} - _EVERYDAY
