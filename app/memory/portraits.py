"""What the window shows of each self: since when, from which line, how much of its own; what it could give another.

Read by the window's tree of selves (commands/window_selves.py), on the store's thread. Nothing is written here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.memory.ids import made_at
from app.memory.lookup import episodes
from app.memory.protocol import Episode
from app.memory.scope import in_parts, parts_of
from app.memory.selves import Branch, Selves
from app.memory.store import SqliteTranscriptStore

MOST_SHOWN = 500
MOST_COUNTED = 10_000
"""Lines of one self; of more it is only said that there are more: counting a million takes 0.2 s."""
MOST_OFFERED = 300
"""Lines that are offered at a time. Who looks for more searches with `memory search --self`."""


@dataclass(frozen=True)
class Portrait:
    """One self as the window shows it."""

    branch: Branch
    depth: int
    """0: nothing lies before it."""
    since: datetime | None
    """It was made; the first one: it was told something. None: nothing was said to it yet."""
    shared: str
    """The line that it was forked from; '' for none, and for one that was deleted."""
    lines: int
    """Said to it or by it, without what it shares; at most MOST_COUNTED + 1."""


def portraits(store: SqliteTranscriptStore, companion: str) -> list[Portrait]:
    """Each behind its parent: the first MOST_SHOWN of them, and the current one. 50 us a self."""
    depths: dict[str | None, int] = {None: -1}
    tree = []
    for number, one in enumerate(Selves(store).of(companion)):
        depths[one.id] = depths.get(one.parent, -1) + 1
        if number < MOST_SHOWN or one.is_current:
            tree.append(one)
    texts = {one.id: one.text for one in episodes(store.db, [one.fork_turn for one in tree if one.fork_turn])}
    made = []
    for one in tree:
        depth, (lines, first_us) = depths[one.id], _own(store, one.id)
        since = made_at(one.id) or (None if first_us is None else datetime.fromtimestamp(first_us / 1e6).astimezone())
        made.append(Portrait(one, depth, since, texts.get(one.fork_turn or "", ""), lines))
    return made


def _own(store: SqliteTranscriptStore, self_id: str) -> tuple[int, int | None]:
    """(lines, the first one's time); a few steps in the index, however long a life is."""
    sql = """SELECT count(*), min(start_us) FROM (
        SELECT start_us FROM episode INDEXED BY episode_by_start WHERE self_id = ? ORDER BY start_us LIMIT ?)"""
    ((lines, first_us),) = list(store.db.execute(sql, (self_id, MOST_COUNTED + 1)))
    return lines, first_us


def to_give(store: SqliteTranscriptStore, giver: str, taker: str) -> list[Episode]:
    """Lines that `giver` knows and `taker` does not, newest first, at most MOST_OFFERED."""
    theirs, ours = (in_parts(parts_of(store.db, one)) for one in (giver, taker))
    sql = f"""SELECT id FROM episode e WHERE {theirs[0]} AND NOT {ours[0]} AND id NOT IN (
            SELECT from_episode FROM merged m JOIN episode c ON c.id = m.episode_id WHERE c.self_id = ?
        ) ORDER BY start_us DESC, id DESC LIMIT ?"""
    found = list(store.db.execute(sql, (*theirs[1], *ours[1], taker, MOST_OFFERED)))
    return episodes(store.db, [row[0] for row in found])[::-1]
