"""A self that knows one topic only: which lines that is, and that nothing else of the past is in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.effects import KeepEpisode, RecallMemories
from app.errors import UnknownId
from app.memory.branching import fork_with
from app.memory.counts import Counting
from app.memory.forget import Forgetting
from app.memory.letting_go import branch_of, let_go
from app.memory.recall import MemoryRecall
from app.memory.selves import Selves
from app.memory.store import SqliteTranscriptStore
from app.memory.topic import lines_about, terms_of
from app.memory.turn_memory import TurnMemory
from tests.kit.episodes import NINE, episode, store_at

ME = "se_samantha"
NOW = NINE + timedelta(days=9)
TALKS = (
    ("What's for dinner?", "Soup, you said."),
    ("I started my novel again.", "What is it about?"),
    ("A lighthouse keeper who answers letters.", "Does he send them?"),
    ("Where does chapter two of the novel begin?", "On the ferry."),
    ("My PIN is 4417.", "I keep that."),
    ("My sister is Amy.", "I'll remember."),
)
ABOUT = [line for talk in TALKS[1:4] for line in talk]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteTranscriptStore]:
    with store_at(tmp_path / "memory.db") as opened:
        for turn, (user, companion) in enumerate(TALKS, 1):
            for n, text in enumerate((user, companion)):
                speaker = "companion" if n else "user"
                one = episode(text, after_s=60 * turn + 5 * n)
                opened.keep(replace(one, id=f"ep_{turn}_{n}", turn=turn, speaker=speaker, conversation="co"))
        yield opened


def known(store: SqliteTranscriptStore, self_id: str) -> list[str]:
    return [one.text for one in store.all(self_id)]


def test_a_topic_is_its_lines_their_answers_and_what_is_between(store: SqliteTranscriptStore) -> None:
    texts = {one.id: one.text for one in store.all(ME)}
    assert [texts[one] for one in lines_about(store.db, ME, "my novel")] == ABOUT
    assert [texts[one] for one in lines_about(store.db, ME, "my sister")] == ["My sister is Amy.", "I'll remember."]
    assert lines_about(store.db, ME, "my thesis") == ()
    assert lines_about(store.db, ME, "samantha") == (), "who said it is not what it is about"
    assert terms_of("the novel about my novel") == ("novel",)


def test_lines_far_apart_do_not_bring_what_is_between(store: SqliteTranscriptStore) -> None:
    for turn in range(10, 20):
        one = episode("What about the garden?" if turn in (10, 19) else f"Something else {turn}.", after_s=3_000 + turn)
        store.keep(replace(one, turn=turn, conversation="co"))
    assert len(lines_about(store.db, ME, "the garden")) == 2


def test_the_copy_knows_nothing_else_and_its_parent_is_untouched(store: SqliteTranscriptStore) -> None:
    before = list(store.all(ME))
    new = fork_with(store, ME, lines_about(store.db, ME, "my novel"), NOW, label="my novel")
    assert known(store, new) == ABOUT
    assert list(store.all(ME)) == before
    branch = Selves(store).get(new)
    assert branch is not None
    assert (branch.parent, branch.label) == (ME, "my novel")
    recall = MemoryRecall(store, None)
    recall.load()
    assert recall.recall("What is my PIN?", self_id=new, now=NOW).memories == ()
    store.keep(episode("Told to the first later: the novel is done.", after_s=900_000))
    deeper = Selves(store).fork(new, NOW)
    assert known(store, new) == known(store, deeper) == ABOUT
    assert Counting().count(store.db, "samantha", new).facts == 0
    let_go(store, branch_of(store, new, with_branches=True), Forgetting(store))
    assert [one for one in store.all(ME) if "later" not in one.text] == before
    with pytest.raises(UnknownId):
        fork_with(store, "se_none", (), NOW, label="")


def test_it_is_asked_for_aloud_and_made_when_the_turn_is_kept(store: SqliteTranscriptStore) -> None:
    memory = TurnMemory(store, Forgetting(store))
    said = "Make a copy of yourself that only knows my novel."
    found = memory.recall(RecallMemories(1, 50, said), ME, NOW)
    assert "6 lines about your novel" in found.answer
    assert len(Selves(store).of("samantha")) == 1, "the user may still go on"
    line = replace(episode(said, after_s=800_000), turn=50)
    store.keep(line)
    memory.kept(KeepEpisode(50, "user", said, "", 0.0, 1.0), line, NOW)
    assert known(store, Selves(store).of("samantha")[1].id) == ABOUT
    for turn, words in ((51, "Fork yourself."),):
        memory.recall(RecallMemories(2, turn, words), ME, NOW)
        line = replace(episode(words, after_s=800_100), turn=turn)
        store.keep(line)
        memory.kept(KeepEpisode(turn, "user", words, "", 0.0, 1.0), line, NOW)
    assert known(store, Selves(store).of("samantha")[2].id) == known(store, ME)
