"""Recall over a real store: what was asked about comes first, of this self only, and nothing when nothing is near."""

from datetime import timedelta

import numpy as np
import pytest

from app.engines.scripted_embedder import ScriptedEmbedder
from app.memory.database import transaction
from app.memory.lexical import LexicalSearch
from app.memory.recall import MemoryRecall
from app.memory.recalled import Recall
from app.memory.scope import scope_of
from app.memory.selves import Selves
from tests.kit.episodes import NINE, episode, store_at

NOW = NINE + timedelta(days=30)
ME = "se_samantha"
DAY_S = 86_400
PROBES = 10_000


@pytest.fixture
def store(tmp_path):
    with store_at(tmp_path / "memory.db") as store:
        yield store


@pytest.fixture(params=["words", "meaning"])
def memory(request, store):
    memory = MemoryRecall(store, ScriptedEmbedder() if request.param == "meaning" else None)
    memory.load()
    yield memory
    memory.close()
    memory.close()


def keep(store, *texts, apart_s=2 * DAY_S, **changed):
    said = [episode(text, after_s=n * apart_s, conversation=f"co_{n}", **changed) for n, text in enumerate(texts)]
    for one in said:
        store.keep(one)
    return said


def caught_up(memory):
    while memory.catch_up():
        pass


def forget(store, number):
    with transaction(store.db):
        store.index.remove(store.db, number)
        list(store.db.execute("DELETE FROM episode WHERE number = ?", (number,)))


def recalled(memory, text, self_id=ME, **more):
    return [one.text for one in memory.recall(text, self_id=self_id, now=NOW, **more).memories]


def test_it_is_what_the_keeper_asks_for(memory):
    keeper_wants: Recall = memory  # mypy checks the rest
    assert keeper_wants.recall("hello", self_id=ME, now=NOW).memories == ()


def test_what_is_asked_about_comes_first(store, memory):
    said = keep(store, "The garden needs water.", "My sister Amy is a baker in Ghent.", "I had soup for lunch.")
    caught_up(memory)
    found = memory.recall("What is my sister's name?", self_id=ME, now=NOW)
    assert found.asks_for_memory
    first = found.memories[0]
    assert (first.id, first.kind, first.speaker, first.text) == (said[1].id, "episode", "user", said[1].text)
    assert first.said_at == said[1].start


def test_nothing_near_is_nothing(store, memory):
    keep(store, "The garden needs water.", "I had soup for lunch.")
    caught_up(memory)
    found = memory.recall("What did I tell you about the zeppelin over Chile?", self_id=ME, now=NOW)
    assert (found.memories, found.asks_for_memory) == ((), True)
    assert recalled(memory, "How are you?") == []


def test_the_limit_is_kept(store, memory):
    keep(store, *(f"The cat sat on chair number {n} and slept for {n * 7} minutes {'x' * n}." for n in range(9)))
    assert len(recalled(memory, "Where did the cat sleep?", limit=4)) == 4


def test_a_time_that_was_asked_for_is_a_filter_until_too_little_is_left(store, memory):
    kinds = ["green", "black", "white", "mint"]
    keep(store, *(f"Tea number {n} was {kind}." for n, kind in enumerate(kinds)), apart_s=60)
    keep(store, "Tea in the harbour.", start=NINE + timedelta(days=10), end=NINE + timedelta(days=10))
    caught_up(memory)
    assert "Tea in the harbour." not in recalled(memory, "What did I say about tea on the first? On 1 March?")
    assert "Tea number 1 was black." in recalled(memory, "What did I say about tea on 11 March?")
    assert len(recalled(memory, "What did we talk about on 1 March?")) == 4


def test_near_duplicates_collapse_and_the_newer_stays(store, memory):
    said = keep(store, "I live in Ghent.", "I live in Ghent", "I live in Ghent!")
    caught_up(memory)
    assert [one.id for one in memory.recall("Where do I live?", self_id=ME, now=NOW).memories] == [said[2].id]


def test_forgotten_words_are_not_recalled_and_a_number_may_be_used_again(store, memory):
    keep(store, "My sister is Amy.", "My brother is a zookeeper.")
    caught_up(memory)
    forget(store, 2)
    assert "My brother is a zookeeper." not in recalled(memory, "What is my brother?")
    again = episode("My brother became a pilot.", after_s=9 * DAY_S, conversation="co_9")
    store.keep(again)
    caught_up(memory)
    assert recalled(memory, "What is my brother?")[0] == again.text


def test_an_edited_line_and_one_that_comes_back_have_vectors_again(store):
    said = keep(store, "My sister is Amy.", "The garden needs water.")
    memory = MemoryRecall(store, ScriptedEmbedder())
    memory.load()
    caught_up(memory)
    with transaction(store.db):
        store.db.execute("UPDATE episode SET text = 'My sister is Berta.' WHERE number = 1")
        store.index.replace(store.db, 1)
    forget(store, 2)
    caught_up(memory)
    store.keep(said[1])
    caught_up(memory)
    assert memory._vectors is not None
    asked = memory._vectors.embedded("You: My sister is Berta.")
    assert set(memory._vectors.nearest(asked, scope_of(store.db, ME), 9)) == {1, 2}
    rows = store.db.execute("SELECT count(*) FROM episode_vector")
    assert list(rows) == [(2,)]


def test_vectors_are_kept_made_anew_for_another_model_and_made_once(store, monkeypatch):
    keep(store, "My sister is Amy.", "The garden needs water.")
    first = MemoryRecall(store, ScriptedEmbedder())
    first.load()
    caught_up(first)
    stored = dict(store.db.execute("SELECT number, vector FROM episode_vector"))
    assert len(stored) == 2
    again = MemoryRecall(store, NoEmbedder())
    again.load()
    caught_up(again)
    other = ScriptedEmbedder()
    monkeypatch.setattr(other, "name", "another", raising=False)
    MemoryRecall(store, other).load()
    assert list(store.db.execute("SELECT * FROM episode_vector")) == []
    assert list(store.db.execute("SELECT name FROM embedder")) == [("another",)]


class NoEmbedder(ScriptedEmbedder):
    def embed(self, texts):
        raise AssertionError("it was stored already")


def fork(store, new, parent, at):
    if parent is None:
        list(store.db.execute("INSERT INTO self (id, companion_id) VALUES (?, 'samantha')", (new,)))
        return
    made = Selves(store).fork(parent, NOW, at=at)
    list(store.db.execute("UPDATE self SET id = ? WHERE id = ?", (new, made)))


def test_a_fork_knows_its_past_and_neither_knows_the_others_future(store, memory):
    before = keep(store, "The secret animal is a heron.", "The secret colour is teal.")
    fork(store, "se_fork", ME, before[0].id)
    store.keep(episode("The secret town is Oslo.", after_s=20 * DAY_S, self_id="se_fork", conversation="co_f"))
    store.keep(episode("The secret town is Rome.", after_s=21 * DAY_S, conversation="co_s"))
    caught_up(memory)
    assert set(recalled(memory, "What is the secret?", "se_fork")) == {before[0].text, "The secret town is Oslo."}
    assert "The secret town is Oslo." not in recalled(memory, "What is the secret?")


def test_no_self_ever_recalls_anothers_words(store):
    """10,000 probes, by words and by meaning, small and large plans, with and without a time."""
    selves = [ME, "se_max", *(f"se_{n}" for n in range(6))]
    for n in range(6):
        fork(store, f"se_{n}", None, None)
    drinks = ["tea", "coffee", "water", "milk"]
    for n in range(96):
        text = f"{drinks[n % 4]} with word{n % 12} and word{n % 7}"
        owner = selves[n % len(selves)]
        companion = "max" if owner == "se_max" else "samantha"
        store.keep(episode(text, after_s=n * 600, self_id=owner, companion=companion, conversation=owner))
    memory = MemoryRecall(store, ScriptedEmbedder())
    memory.load()
    caught_up(memory)
    owners = {number: owner for number, owner in store.db.execute("SELECT number, self_id FROM episode")}
    chance = np.random.default_rng(1)
    searches = [LexicalSearch(store.db), LexicalSearch(store.db, summed_from_rows=0)]
    scopes = {one: scope_of(store.db, one) for one in selves}
    leaks = found = 0
    for probe in range(PROBES):
        one = selves[probe % len(selves)]
        words = [f"word{n}" for n in chance.integers(0, 12, 2)]
        hits = list(searches[probe % 2].search(words, scopes[one], 20))
        if probe % 4 == 0:
            asked = chance.standard_normal(384).astype(np.float32)
            hits += memory._vectors.nearest(asked, scopes[one], 20)
        found += len(hits)
        leaks += sum(owners[number] != one for number in hits)
    assert leaks == 0
    assert found > PROBES
    for one in selves:
        ids = [memory_.id for memory_ in memory.recall("tea with word3?", self_id=one, now=NOW).memories]
        assert ids
        marks = ",".join("?" * len(ids))
        assert {o for (o,) in store.db.execute(f"SELECT self_id FROM episode WHERE id IN ({marks})", ids)} == {one}


def test_the_plan_for_many_rows_finds_what_the_small_one_finds(store):
    foods = ("fish", "bread")
    keep(store, *(f"The {animal} ate {food} at noon." for animal in ("cat", "dog", "owl") for food in foods))
    scope = scope_of(store.db, ME)
    for terms in (["cat", "fish"], ["owl", "bread", "noon"], ["dog"], ["zebra"]):
        small = LexicalSearch(store.db).search(terms, scope, 10)
        large = LexicalSearch(store.db, summed_from_rows=0).search(terms, scope, 10)
        assert small.keys() == large.keys()
        if small:
            assert max(small, key=small.get) == max(large, key=large.get)


def test_a_common_word_counts_where_it_meets_a_rare_one(store, monkeypatch):
    monkeypatch.setattr("app.memory.lexical._MOST_PLACES", 3)
    keep(store, "The heron ate fish.", *(f"Fish number {n}." for n in range(20)))
    found = LexicalSearch(store.db, summed_from_rows=0).search(["heron", "fish"], scope_of(store.db, ME), 30)
    assert max(found, key=found.get) == 1
    assert len(found) == 4
