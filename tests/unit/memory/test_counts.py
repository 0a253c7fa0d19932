"""What a companion tells of what is kept: turns, facts, the first day, other selves."""

from __future__ import annotations

from app.memory.counts import MOST_NAMED, Counting, Counts
from app.memory.forget import Forgetting
from tests.kit.episodes import episode, store_at


def test_counts_grow_and_shrink_with_what_is_kept(tmp_path):
    with store_at(tmp_path / "memory.db") as store:
        counting = Counting()
        assert counting.count(store.db, "samantha", "se_samantha") == Counts()
        assert Counts().since_day == ""
        said = [episode(f"Line {n}.", after_s=n) for n in range(3)]
        for one in (*said, episode("I see.", after_s=9, speaker="companion")):
            store.keep(one)
        counts = counting.count(store.db, "samantha", "se_samantha")
        assert (counts.turns, counts.since_day) == (3, "1 March 2026")
        assert counting.count(store.db, "samantha", "se_samantha") == counts
        assert counting.count(store.db, "max", "se_max").turns == 0
        Forgetting(store).forget([said[1].id])
        counting.forget()
        assert counting.count(store.db, "samantha", "se_samantha").turns == 2


def test_other_selves_are_named_by_their_labels(tmp_path):
    with store_at(tmp_path / "memory.db") as store:
        store.db.execute("INSERT INTO self (id, companion_id, label) VALUES ('se_novel', 'samantha', 'novel')")
        assert Counting().count(store.db, "samantha", "se_samantha").selves == ("novel",)
        assert Counting().count(store.db, "max", "se_max").selves == ()
        for n in range(MOST_NAMED):
            store.db.execute("INSERT INTO self (id, companion_id, label) VALUES (?, 'samantha', 'x')", (f"se_{n}",))
        assert Counting().count(store.db, "samantha", "se_samantha").selves == ("",) * (MOST_NAMED + 1)
