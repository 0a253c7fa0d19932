"""What the window shows of each self, on a real store."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from app.memory.ids import Ids, first_self, made_at
from app.memory.portraits import MOST_SHOWN, portraits, to_give
from app.memory.selves import Selves
from tests.kit.episodes import NINE, episode, store_at

ME = "se_samantha"


def test_an_id_tells_when_it_was_made() -> None:
    assert made_at(Ids().new("se", NINE)) == NINE.replace(microsecond=0)
    assert made_at(first_self("samantha")) is None
    assert made_at("se_" + "u" * 26) is None


def test_each_self_with_its_line_and_what_is_its_own(tmp_path: Path) -> None:
    with store_at(tmp_path / "memory.db") as store:
        lines = [episode(f"Line {n}.", after_s=60 * n) for n in range(3)]
        for line in lines:
            store.keep(line)
        selves, now = Selves(store), NINE + timedelta(days=1)
        novel = selves.fork(ME, now, at=lines[1].id, label="my novel")
        store.keep(episode("The hero is Ilse.", after_s=90_000, self_id=novel))
        ending = selves.fork(novel, now + timedelta(days=1))
        first, second, third = portraits(store, "samantha")
        assert (first.since, first.lines, first.shared, first.depth) == (NINE, 3, "", 0)
        assert (second.branch.id, second.since, second.lines) == (novel, now, 1)
        assert (second.shared, second.depth) == ("Line 1.", 1)
        assert (third.branch.id, third.lines, third.shared, third.depth) == (ending, 0, "The hero is Ilse.", 2)
        assert [one.text for one in to_give(store, novel, ME)] == ["The hero is Ilse."]
        assert [one.text for one in to_give(store, ME, novel)] == ["Line 2."]
        selves.merge(ME, novel, [lines[2].id])
        assert to_give(store, ME, novel) == []
        assert [one.since for one in portraits(store, "nobody")] == []


def test_of_very_many_the_first_are_shown_and_the_current_one(tmp_path: Path) -> None:
    with store_at(tmp_path / "memory.db") as store:
        selves = Selves(store)
        made = [selves.fork(ME, NINE + timedelta(seconds=n)) for n in range(MOST_SHOWN + 1)]
        assert len(portraits(store, "samantha")) == MOST_SHOWN
        selves.use(made[-1])
        assert [one.branch.id for one in portraits(store, "samantha")][-1] == made[-1]
