"""`bench latency --past N`: a life before the questions, so that there is something to recall for them.

N drawn episodes, and for each question something that was said about it weeks ago. Called by bench_latency.py on the
main thread; made once, then copied into the home of every conversation.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.commands.bench_questions import Question
from app.commands.bench_rows import Drawn, fill
from app.engines.minilm_embedder import MiniLmEmbedder
from app.memory.protocol import Episode
from app.memory.recall import MemoryRecall
from app.memory.store import SqliteTranscriptStore

SAID = {
    "What should I cook for dinner tonight?": "I cooked lentil soup for dinner on Sunday.",
    "Tell me something nice about the sea.": "We spent our holiday by the sea in Portugal.",
    "I slept badly and I have a long day ahead.": "I slept badly all week because of the heat.",
    "Do you think cats understand what we say?": "My cat Minka understands the word fish.",
    "How does a heat pump work?": "We want a heat pump for the house in spring.",
    "My sister is coming to visit me on Saturday.": "My sister Amy comes to visit once a month.",
    "What is a good name for a small dog?": "Our small dog is called Pepper, a good name.",
    "I finally finished painting the kitchen.": "I am painting the kitchen in light green.",
    "Why do leaves change their color in autumn?": "The leaves of our maple change color in October.",
    "Can you give me some advice about my job interview?": "My job interview at the museum is on the third.",
    "I am thinking about learning to play the piano.": "Grandmother left me her piano when I was ten.",
    "What do you like about winter?": "I like winter best when there is snow.",
    "It rained all day and I stayed at home.": "When it rained last week I stayed at home and baked.",
    "How do I keep tomatoes fresh?": "I keep my tomatoes in a bowl by the window.",
    "I would like to read more books this year.": "I read nine books last year, most of them on trains.",
    "What makes a good friend?": "Tom is a good friend, he always calls back.",
    "My old bicycle broke down again this morning.": "My old bicycle has a broken gear since May.",
    "Where should I go for a walk on Sunday?": "I go for a walk around the lake on Sunday.",
    "I feel a bit lonely tonight.": "I feel lonely when my flatmate is away.",
    "Tell me one fact about the moon.": "We watched the moon through a telescope in March.",
}
"""The questions of bench_questions.py. A recording has its own words instead."""
_WEEKS = 4


def write_past(path: Path, questions: Sequence[Question], episodes: int, owner: tuple[str, str], model: Path) -> None:
    """A new memory.db at `path`. owner: (companion, self); model: the embedding model's folder."""
    embedder = MiniLmEmbedder(model)
    store = SqliteTranscriptStore(path)
    store.open()
    store.ensure_self(owner[0])
    embedder.load()
    fill(store, episodes, Drawn(), embedder, owner)
    now = datetime.now(UTC)
    for n, question in enumerate(questions):
        said = SAID.get(question.text) or f"I thought about this yesterday: {question.text}"
        start = now - timedelta(weeks=_WEEKS, hours=n)
        store.keep(
            Episode(
                id=f"ep_past_{n:04}", companion=owner[0], self_id=owner[1], conversation="co_past", turn=n + 1,
                speaker="user", text=said, unheard="", start=start, end=start + timedelta(seconds=4),
            )
        )  # fmt: skip
    memory = MemoryRecall(store, embedder)
    memory.load()
    while memory.catch_up(0.5):
        pass
    memory.close()
    embedder.close()
    store.close()
