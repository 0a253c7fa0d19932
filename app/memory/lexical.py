"""Episodes by their words: BM25 over the turn and, at half the weight, over its neighbourhood (memory.md, decision 3).

Called by recall.py on the store's thread. Up to fifty thousand episodes any of the question's words may match. Beyond
that BM25 costs a second: it walks through every place of every word, and once more for each time the word stands in
the query. There the rarest words are asked for their episodes one by one, as one string each, which SQLite writes at
0.13 us an episode, and the words that are met are summed up here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from app.memory.scope import Scope

NEIGHBOURHOOD_WEIGHT = 0.5
SUMMED_FROM_ROWS = 50_000
_RAREST = 6
_MOST_PLACES = 10_000
"""Of a commoner word only the newest count, and, of two such words, those where they meet the rarest."""
_MEETINGS = 2

Hits = dict[int, float]
"""Number of the episode -> larger is nearer; comparable within one search."""
_Numbers = npt.NDArray[np.int64]
_Within = tuple[str, str, list[object]]
"""Tables, a condition and its values."""


class LexicalSearch:
    """Searches `episode_words` of one open database."""

    def __init__(self, db: Any, summed_from_rows: int = SUMMED_FROM_ROWS) -> None:
        self._db = db
        self._summed_from_rows = summed_from_rows

    def search(self, terms: Sequence[str], scope: Scope, limit: int) -> Hits:
        """The best `limit` of `scope`."""
        if not terms:
            return {}
        rows = int(next(self._db.execute("SELECT coalesce(max(number), 0) FROM episode"))[0])
        within = self._within(scope)
        if rows < self._summed_from_rows:
            return self._ranked(" OR ".join(map(_quoted, terms)), within, limit)
        return self._summed(terms, within, limit, rows)

    def _ranked(self, query: str, within: _Within, limit: int) -> Hits:
        score = f"bm25(episode_words, 1.0, {NEIGHBOURHOOD_WEIGHT})"
        tables, condition, values = within
        sql = f"""SELECT episode_words.rowid, -{score} FROM {tables} WHERE episode_words MATCH ? {condition}
                  ORDER BY {score} LIMIT ?"""
        return dict(self._db.execute(sql, (query, *values, limit)))

    def _summed(self, terms: Sequence[str], within: _Within, limit: int, rows: int) -> Hits:
        """The sum of the words' weights (their inverse document frequency), whole in the turn, half around it."""
        found = sorted(((self._places(_quoted(term), within), term) for term in terms), key=lambda one: len(one[0]))
        scores = np.zeros(rows + 1, np.float32)
        rarest, meetings = "", 0
        for places, term in [one for one in found if len(one[0])][:_RAREST]:
            weight = _weight(places, rows)
            scores[places] += weight * NEIGHBOURHOOD_WEIGHT
            scores[self._places(f"turn : {_quoted(term)}", within)] += weight * (1 - NEIGHBOURHOOD_WEIGHT)
            if len(places) == _MOST_PLACES and rarest and meetings < _MEETINGS:
                meetings += 1
                older = self._places(f"{_quoted(term)} AND {_quoted(rarest)}", within)
                scores[older[older < places[-1]]] += weight
            rarest = rarest or term
        hits = np.flatnonzero(scores)
        if len(hits) > limit:
            hits = hits[np.argpartition(scores[hits], -limit)[-limit:]]
        return {int(number): float(scores[number]) for number in hits}

    def _places(self, query: str, within: _Within) -> _Numbers:
        """Numbers of the newest episodes that match, newest first."""
        tables, condition, values = within
        sql = f"""SELECT group_concat(number) FROM (SELECT episode_words.rowid AS number FROM {tables}
                  WHERE episode_words MATCH ? {condition} ORDER BY episode_words.rowid DESC LIMIT ?)"""
        ((text,),) = self._db.execute(sql, (query, *values, _MOST_PLACES))
        return np.fromstring(text or "", np.int64, sep=",")

    def _within(self, scope: Scope) -> _Within:
        """A span of time is a span of numbers too, about: without it every place of a word would be looked up."""
        if scope.is_everything:
            return "episode_words", "", []
        condition, values = scope.sql
        joined = "episode_words CROSS JOIN episode e ON e.number = episode_words.rowid"
        if scope.span_us is None:
            return joined, f"AND {condition}", values
        sql = f"SELECT coalesce(min(e.number), 0), coalesce(max(e.number), -1) FROM episode e WHERE {condition}"
        ((first, last),) = self._db.execute(sql, values)
        return joined, f"AND episode_words.rowid BETWEEN ? AND ? AND {condition}", [first, last, *values]


def _weight(places: _Numbers, rows: int) -> float:
    """Inverse document frequency; of a word whose oldest places were not asked for, as if it were as common there."""
    count = float(len(places))
    if count == _MOST_PLACES:
        count *= rows / (rows - int(places[-1]) + 1)
    return math.log(1 + (rows - count + 0.5) / (count + 0.5))


def _quoted(term: str) -> str:
    return f'"{term}"'
