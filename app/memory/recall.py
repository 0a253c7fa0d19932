"""Recall: the episodes that a question is about, best first, with nothing of another self among them.

Lives on the thread that owns the store (the keeper's). `recall` reads only; `catch_up` is called while nobody waits,
and does what a turn's own transaction does not: vectors of what was said, and the index of vectors in memory.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import numpy as np

from app.engines.protocols import Embedder
from app.memory.holding import asks_of_the_user
from app.memory.lexical import Hits, LexicalSearch
from app.memory.matters import MADE_FOR, Asked, Matters, answering, load
from app.memory.question import Question, Speaker, read_question, share_met
from app.memory.ranking import OF_THE_USER, WITH_MEANING, WORDS_ONLY, Candidate, Weights, ranked, without_doubles
from app.memory.recalled import Memory, Recalled
from app.memory.scope import Scope, scope_of
from app.memory.store import SqliteTranscriptStore
from app.memory.time_expressions import span_in
from app.memory.vector_keeping import VectorKeeping
from app.memory.vectors import Vector, directions
from app.resources import asset

_FOUND_BY_WORDS, _FOUND_BY_MEANING, _FOUND_BY_MATTER = 200, 100, 200
_LEAST_IN_SPAN = 3
_LOOKED_AT = 10
_LEAST_MET = 0.2
"""Of the question's words in one turn: 99 of 100 questions of LoCoMo have more in a turn of their own conversation."""
_LEAST_NEAR = 0.5
"""Cosine and half of that share. Of the same questions asked of another conversation 4 of 100 have less of both: this
stops what memory knows nothing of at all, for a memory too many costs less than one that is missing."""
_MATTER_NEARS = 0.6
"""So much nearer is what certainly tells of the matter that is asked for."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class MemoryRecall:
    """A Recall over an open store. Without an embedder it goes by words alone."""

    def __init__(self, store: SqliteTranscriptStore, embedder: Embedder | None, weights: Weights | None = None) -> None:
        """`embedder`: loaded by `load`."""
        self._store = store
        self._embedder = embedder
        self._weights = weights
        self._vectors: VectorKeeping | None = None
        self._words: LexicalSearch | None = None
        self._matters: Matters | None = None

    def load(self) -> None:
        """After the store was opened. Raises WeightsMissing, EngineFailed; recall then goes on without meaning."""
        self._words, self._vectors = LexicalSearch(self._store.db), None
        if self._embedder is not None:
            self._embedder.load()
            self._vectors = VectorKeeping(self._store, self._embedder)
            self._matters = load(asset("matters.npz")) if self._embedder.name == MADE_FOR else None

    def close(self) -> None:
        """Safe to call twice."""
        self._words = self._vectors = None
        if self._embedder is not None:
            self._embedder.close()

    def catch_up(self, slice_s: float = 0.02) -> bool:
        """About `slice_s` of what is still to be done. -> whether there is more."""
        if self._vectors is None:
            self._store.index.removed.clear()
            self._store.index.added.clear()
            return False
        return self._vectors.catch_up(time.perf_counter() + slice_s)

    def recall(self, text: str, *, self_id: str, now: datetime, limit: int = 20) -> Recalled:
        """For what the user says. At most `limit` memories of `self_id` and of its ancestors up to the fork."""
        names = self._names(self_id)
        question = read_question(text, names)
        span = span_in(text, now)
        span_us = (_microseconds(span[0]), _microseconds(span[1])) if span else None
        scope = scope_of(self._store.db, self_id)
        found = self._found(question, scope.within(span_us)) if span_us and question.asks_when_said else []
        is_of_span = len(found) >= _LEAST_IN_SPAN
        if not is_of_span:
            found = self._found(question, scope) if question.terms else []
        weights = self._weights or self._usual_weights(text)
        best = without_doubles(ranked(found, question, weights, span_us), limit)
        topic = tuple(term for term in question.terms if term not in names)
        if not (is_of_span or _is_near(best, topic)):
            best = []
        return Recalled(tuple(_memory(one, score, topic) for one, score in best), question.asks_for_memory)

    def _usual_weights(self, text: str) -> Weights:
        if self._vectors is None:
            return WORDS_ONLY
        return OF_THE_USER if self._matters and asks_of_the_user(text) else WITH_MEANING

    def _found(self, question: Question, scope: Scope) -> list[Candidate]:
        hits = self._lexical().search(question.terms, scope, _FOUND_BY_WORDS)
        vector = self._vectors.embedded(question.text) if self._vectors else None
        matters = self._asked(question.text, vector)
        if matters is not None:
            near = self._nearest(matters.toward, scope, _FOUND_BY_MATTER)
        else:
            near = self._nearest(vector, scope, _FOUND_BY_MEANING)
        if scope.span_us and not question.terms:
            near = [*near, *self._newest(scope)]
        return list(self._candidates({*hits, *near}, hits, (vector, matters), scope))

    def _asked(self, text: str, vector: Vector | None) -> Asked | None:
        """What the user asks about themselves, in a way that is known."""
        is_known = self._matters is not None and vector is not None and asks_of_the_user(text)
        return self._matters.asked(vector) if is_known and self._matters and vector is not None else None

    def _nearest(self, vector: Vector | None, scope: Scope, limit: int) -> list[int]:
        return self._vectors.nearest(vector, scope, limit) if self._vectors and vector is not None else []

    def _candidates(
        self, numbers: set[int], hits: Hits, asked: tuple[Vector | None, Asked | None], scope: Scope
    ) -> Iterable[Candidate]:
        """Read from the store, where what was forgotten is no more; the scope is looked at once more."""
        condition, values = scope.sql
        sql = f"""SELECT e.number, e.id, e.conversation_id, e.speaker, e.text, e.start_at, e.start_us, v.vector
                  FROM json_each(?) j CROSS JOIN episode e ON e.number = j.value
                  LEFT JOIN episode_vector v ON v.number = e.number WHERE {condition}"""
        rows = list(self._store.db.execute(sql, (json.dumps(sorted(numbers)), *values)))
        known = [row for row in rows if row[7] is not None]
        signs = iter(self._signs([row[7] for row in known], [row[3] == "user" for row in known], *asked))
        for number, id_, conversation, speaker, text, start_at, start_us, vector in rows:
            cosine, matter, news = next(signs) if vector is not None else (None, 0.0, 0.0)
            words = hits.get(number, 0.0)
            yield Candidate(number, id_, conversation, speaker, text, start_at, start_us, words, cosine, matter, news)

    def _signs(
        self, vectors: list[bytes], of_user: list[bool], question: Vector | None, asked: Asked | None
    ) -> list[tuple[float, float, float]]:
        """Of each vector: its cosine; of the user's also whether it tells of what is asked for and is news."""
        if question is None or not vectors:
            return [(0.0, 0.0, 0.0)] * len(vectors)
        lines = directions(vectors)
        matter, news = np.zeros((2, len(lines)), np.float32)
        if asked is not None and self._matters is not None and any(of_user):
            told = self._matters.told(lines[of_user])
            matter[of_user], news[of_user] = answering(asked, told), told.news
        return list(zip((lines @ question).tolist(), matter.tolist(), news.tolist(), strict=True))

    def _newest(self, scope: Scope) -> list[int]:
        condition, values = scope.sql
        sql = f"SELECT e.number FROM episode e WHERE {condition} ORDER BY e.start_us DESC LIMIT ?"
        return [number for (number,) in self._store.db.execute(sql, (*values, _FOUND_BY_WORDS))]

    def _lexical(self) -> LexicalSearch:
        assert self._words is not None, "load() comes first"
        return self._words

    def _names(self, self_id: str) -> dict[str, Speaker]:
        """How the two are called in the index."""
        names: dict[str, Speaker] = {self._store.index.user.lower(): "user"}
        for (companion,) in self._store.db.execute("SELECT companion_id FROM self WHERE id = ?", (self_id,)):
            names[companion.replace("_", " ")] = "companion"
        return names


def _is_near(best: list[tuple[Candidate, float]], topic: tuple[str, ...]) -> bool:
    """Is any of them about what was asked? `topic`: its words without the names of the two, who are in every turn."""
    for one, _ in best[:_LOOKED_AT]:
        if share_met(topic, one.text) >= _LEAST_MET or _nearness(one, topic) >= _LEAST_NEAR:
            return True
    return False


def _nearness(one: Candidate, topic: tuple[str, ...]) -> float:
    return (one.cosine or 0.0) + share_met(topic, one.text) / 2 + _MATTER_NEARS * one.matter


def _memory(one: Candidate, score: float, topic: tuple[str, ...]) -> Memory:
    said_at, nearness = datetime.fromisoformat(one.start_at), round(_nearness(one, topic), 4)
    told = (round(one.matter, 4), round(one.news, 4))
    return Memory(one.id, "episode", one.speaker, one.text, said_at, round(score, 4), nearness, *told)


def _microseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1)
