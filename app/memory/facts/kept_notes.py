"""Remember that: the words of an earlier turn become a memory of their own.

Called by turn_memory.py on the store's thread, when the order is kept.
"""

from __future__ import annotations

from app.memory.database import told, transaction
from app.memory.facts.fact import Fact
from app.memory.facts.fact_store import FactStore
from app.memory.facts.sentences import Sentence, straight
from app.memory.lookup import episodes
from app.memory.store import SqliteTranscriptStore


def keep_as_note(store: SqliteTranscriptStore, facts: FactStore, episode_id: str) -> list[Fact]:
    """-> The note, if there is none yet and no fact says it. It stays, as what the language model found does: reading
    the line anew takes it away no more than it brings it."""
    from app.memory.facts.notes import whole_note  # fact_store.py says why here

    line = next(iter(episodes(store.db, [episode_id])), None)
    if line is None or any(fact.value for fact in facts.of_episodes([episode_id])):
        return []
    claims = list(whole_note(Sentence(straight(line.text), 0), 0, len(line.text)))
    with told(store.path), transaction(store.db):
        new = facts.derive(line, claims)
        if new:
            list(store.db.execute("INSERT OR REPLACE INTO model_read VALUES (?, ?)", (line.id, new[0].id)))
    return new
