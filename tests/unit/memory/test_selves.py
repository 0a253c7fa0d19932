"""The branches of a companion's life: what each knows, what is merged, and what is left of one that was let go."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.errors import BadOption, UnknownId
from app.memory.forget import Forgetting
from app.memory.letting_go import branch_of, let_go, lines_of
from app.memory.scope import scope_of
from app.memory.selves import Selves
from app.memory.store import SqliteTranscriptStore
from app.memory.talk.answer import AskToForget, Forget
from app.memory.turn_memory import FactStore, Ids, MemoryTalk, Past
from app.memory.withdrawal import SqliteWithdrawal
from tests.kit.episodes import NINE, episode, store_at
from tests.kit.forgotten import keep_secrets, secret_words, traces

ME = "se_samantha"
NOW = NINE + timedelta(days=9)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteTranscriptStore]:
    with store_at(tmp_path / "memory.db") as opened:
        yield opened


def known(store: SqliteTranscriptStore, self_id: str) -> list[str]:
    return [one.text for one in store.all(self_id)]


def test_a_fork_shares_what_was_before_and_nothing_later_whatever_its_date(store: SqliteTranscriptStore) -> None:
    said = [episode(f"Line {n}.", after_s=60 * n) for n in range(3)]
    for one in said:
        store.keep(one)
    selves = Selves(store)
    now, then = selves.fork(ME, NOW, label="now"), selves.fork(ME, NOW, at=said[1].id)
    store.keep(episode("Told to the first.", after_s=3600))
    store.keep(episode("Imported later, of long ago.", after_s=-3600))
    store.keep(episode("Told to the fork.", after_s=7200, self_id=now))
    deeper = selves.fork(now, NOW + timedelta(days=1))
    assert known(store, now) == ["Line 0.", "Line 1.", "Line 2.", "Told to the fork."]
    assert known(store, then) == ["Line 0.", "Line 1."]
    assert known(store, deeper) == known(store, now)
    assert "Told to the fork." not in known(store, ME)
    assert [(one.parent, one.fork_turn, one.label) for one in selves.of("samantha")][:2] == [
        (None, None, ""), (ME, said[2].id, "now"),
    ]  # fmt: skip
    assert selves.counts("samantha") == 4
    assert selves.counts("nobody") == 1
    assert [one.id for one in selves.descendants(now)] == [deeper]


def test_deleting_the_line_of_a_fork_changes_nothing_and_undo_gives_it_back(store: SqliteTranscriptStore) -> None:
    said = [episode(f"Word {n} of the story.", after_s=60 * n) for n in range(3)]
    for one in said:
        store.keep(one)
    fork = Selves(store).fork(ME, NOW, at=said[1].id)
    withdrawal = SqliteWithdrawal(store)
    taken, _ = withdrawal.take([said[1].id])
    assert known(store, fork) == [said[0].text]
    withdrawal.give_back(taken)
    assert known(store, fork) == [said[0].text, said[1].text]


def test_which_self_is_meant(store: SqliteTranscriptStore) -> None:
    selves = Selves(store)
    fork = selves.fork(ME, NOW)
    assert selves.named(None, "samantha") == ME
    assert selves.use(fork).is_current
    assert selves.named(None, "samantha") == selves.named_of(fork, None) == fork
    assert selves.named("se_new", "new") == "se_new"
    for self_id, companion in ((fork, "max"), ("se_nobody", "samantha")):
        with pytest.raises(BadOption):
            selves.named(self_id, companion)
    selves.name(fork, " my   novel ")
    assert selves.get(fork).label == "my novel"  # type: ignore[union-attr]
    for wrong in (lambda: selves.fork("se_nobody", NOW), lambda: selves.fork(ME, NOW, at="ep_0")):
        with pytest.raises(UnknownId):
            wrong()


def test_what_is_merged_is_known_there_and_nowhere_else(store: SqliteTranscriptStore) -> None:
    selves = Selves(store)
    giver, taker = selves.fork(ME, NOW), selves.fork(ME, NOW)
    told = episode("My sister is Amy.", self_id=giver)
    store.keep(told)
    before = selves.fork(taker, NOW)
    done = selves.merge(giver, taker, [told.id, "ep_none"])
    assert (len(done.added), done.known, done.unknown) == (1, 0, ("ep_none",))
    assert selves.merge(giver, taker, [told.id]).known == 1
    assert known(store, taker) == [told.text]
    assert known(store, before) == known(store, ME) == []
    facts = FactStore(lambda: store.db, store.path, new_id=Ids().new)
    assert [fact.value for fact in facts.current(taker)] == ["Amy"]
    assert facts.current(before) == []
    assert list(store.db.execute("SELECT from_self, from_episode FROM merged")) == [(giver, told.id)]


def test_by_voice_what_is_shared_goes_only_after_it_was_said(store: SqliteTranscriptStore) -> None:
    shared = episode("My cat is called Tom.")
    store.keep(shared)
    fork = Selves(store).fork(ME, NINE + timedelta(seconds=60))
    talk = MemoryTalk(FactStore(lambda: store.db, store.path, new_id=Ids().new), Past(lambda: store.db))
    answer = talk.answer("Forget that.", fork, NINE + timedelta(seconds=90))
    assert answer is not None
    assert isinstance(answer.act, AskToForget)
    assert "my other selves" in answer.text
    own = talk.answer("Forget that.", ME, NINE + timedelta(seconds=90))
    assert own is not None
    assert own.act == Forget((shared.id,))


def test_after_letting_go_nothing_of_the_branch_is_left_and_its_ancestors_are_the_same(tmp_path: Path) -> None:
    with store_at(tmp_path / "memory.db") as store:
        selves = Selves(store)
        store.keep(episode("My sister is Amy."))
        fork = selves.fork(ME, NOW)
        keep_secrets(store, 0)
        for n in range(30):
            store.keep(episode(f"My secret word is {secret_words(n)}.", after_s=9999 + n, self_id=fork))
        deeper = selves.fork(fork, NOW)
        selves.use(fork)
        cache = tmp_path / "cache" / "x.prefix"
        cache.parent.mkdir()
        cache.write_bytes(b"tokens")
        rows = list(store.db.execute("SELECT * FROM episode WHERE self_id = ?", (ME,)))
        assert len(traces(tmp_path, 30)) == 30
        with pytest.raises(BadOption, match=deeper):
            branch_of(store, fork)
        with pytest.raises(BadOption, match="began with"):
            branch_of(store, ME)
        branch = branch_of(store, fork, with_branches=True)
        lines = [json.loads(line) for line in lines_of(store, branch)]
        assert sum(line["kind"] == "episode" for line in lines) == 30
        gone = let_go(store, branch, Forgetting(store, cache.parent))
        assert len(gone) == len(lines)
        assert not cache.exists()
        assert list(store.db.execute("SELECT * FROM episode WHERE self_id = ?", (ME,))) == rows
        assert selves.of("samantha")[0].id == selves.current("samantha") == ME
        assert traces(tmp_path, 30) == []
    assert traces(tmp_path, 30) == []


def test_forks_cost_the_same_whatever_the_past(store: SqliteTranscriptStore) -> None:
    before = store.db.total_changes()
    fork = Selves(store).fork(ME, NOW)
    assert store.db.total_changes() - before == 1
    assert scope_of(store.db, fork).parts[1].self_id == ME
