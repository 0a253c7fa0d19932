"""What is forgotten leaves no byte behind: in the rows, in the index, around it, in what was made of it."""

import random
import subprocess
import sys
import threading
from datetime import timedelta

import pytest

from app.memory.forget import Forgetting
from tests.kit.episodes import NINE, episode, store_at
from tests.kit.forgotten import SECRETS, keep_secrets, secret_words, traces


@pytest.fixture
def path(tmp_path):
    return tmp_path / "memory.db"


@pytest.fixture
def store(path):
    with store_at(path) as store:
        yield store


def test_secrets_leave_no_trace_while_it_runs(path, store):
    ids = keep_secrets(store, SECRETS)
    assert len(traces(path.parent, SECRETS)) == SECRETS
    receipt = Forgetting(store).forget(ids)
    assert traces(path.parent, SECRETS) == []
    assert len(receipt.said) == SECRETS
    assert len(receipt.replies) == SECRETS  # each was answered with its own words
    assert len(list(store.all())) == 2 * SECRETS  # the talk around them


def test_a_kept_copy_of_a_damaged_file_and_prompt_caches_go_too(path, store, tmp_path):
    caches = tmp_path / "cache"
    caches.mkdir()
    (caches / "x.prefix").write_bytes(b"tokens")
    (tmp_path / "memory.db-damaged-1").write_bytes(secret_words(0).encode())
    ids = keep_secrets(store, 1)
    Forgetting(store).forget(ids)
    assert traces(tmp_path, 1) == []
    assert list(caches.iterdir()) == []


def test_step_by_step_it_leaves_no_trace_either(path, store):
    ids = keep_secrets(store, SECRETS)
    forgetting = Forgetting(store)
    forgetting.forget(ids, at_once=False)
    steps = 1
    while not forgetting.merge():
        steps += 1
    assert traces(path.parent, SECRETS) == []
    assert steps < 100
    assert forgetting.merge()


def test_what_is_forgotten_between_two_steps_goes_too(path, store, monkeypatch):
    monkeypatch.setattr("app.memory.forget._MERGE_PAGES", 1)
    ids = keep_secrets(store, SECRETS)
    forgetting = Forgetting(store)
    forgetting.forget(ids[::2], at_once=False)
    assert not forgetting.merge()
    forgetting.forget(ids[1::2], at_once=False)
    while not forgetting.merge():
        pass
    assert traces(path.parent, SECRETS) == []


def test_what_a_crash_cut_short_is_finished_at_the_next_start(path):
    """Deleted in one process that was killed before the index was merged."""
    with store_at(path) as store:
        ids = keep_secrets(store, 5)
        Forgetting(store).forget(ids, at_once=False)
        left = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    for name, content in left.items():
        (path.parent / name).write_bytes(content)
    assert traces(path.parent, 5)
    with store_at(path):
        assert traces(path.parent, 5) == []


CHILD = """
import sys
from pathlib import Path
from app.memory.forget import Forgetting
from tests.kit.episodes import store_at
with store_at(Path(sys.argv[1])) as store:
    print("open", flush=True)
    for identity in sys.argv[2:]:
        Forgetting(store).forget([identity])
        print(identity, flush=True)
"""


def test_kill_9_brings_nothing_back(path):
    chance = random.Random(11)
    kills, n = 3, 24
    with store_at(path) as store:
        ids = keep_secrets(store, n)
    left = list(ids)
    for _ in range(kills):
        command = [sys.executable, "-c", CHILD, str(path), *left]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout.readline() == "open\n"
            threading.Timer(chance.uniform(0.005, 0.08), child.kill).start()
            told = [line.strip() for line in child.stdout if line.endswith("\n")]
        left = [identity for identity in left if identity not in told]
        gone = [ids.index(identity) for identity in told]
        assert [n for n in traces(path.parent, len(ids)) if n in gone] == []
        with store_at(path) as store:
            there = {said.id for said in store.all()}
        assert not there & set(told)
        after = set(traces(path.parent, len(ids)))
        assert after == {n for n, identity in enumerate(ids) if identity in there}


def test_a_reply_is_known_by_the_words_that_only_the_forgotten_line_has(store):
    said = {}
    for n, (speaker, text) in enumerate(
        [
            ("user", "I like pelicans and the sea."),
            ("companion", "The sea is lovely."),
            ("user", "My locker opens with 48213."),
            ("companion", "Good to know about the locker."),
            ("companion", "It is 48213, as you said."),
            ("companion", "Do you like pelicans?"),
        ]
    ):
        said[text] = episode(text, speaker=speaker, after_s=n, turn=n)
        store.keep(said[text])
    receipt = Forgetting(store).forget([said["My locker opens with 48213."].id])
    assert {one.text for one in store.all()} == {
        "I like pelicans and the sea.", "The sea is lovely.", "Do you like pelicans?",
    }  # fmt: skip
    assert len(receipt.replies) == 2


def test_what_was_not_heard_of_a_reply_counts(path, store):
    asked = episode("My word is pelican.")
    store.keep(asked)
    store.keep(episode("Oh,", speaker="companion", unheard="a pelican!", after_s=1))
    Forgetting(store).forget([asked.id])
    assert list(store.all()) == []
    assert b"pelican" not in b"".join(file.read_bytes() for file in path.parent.iterdir())


def test_another_companion_keeps_what_it_was_told(store):
    told = episode("My word is pelican.")
    other = episode("A pelican, you said.", speaker="companion", companion="max", self_id="se_max", after_s=2)
    store.keep(told)
    store.keep(other)
    Forgetting(store).forget([told.id])
    assert list(store.all()) == [other]


def test_the_last_minutes(store):
    for n in range(10):
        store.keep(episode(f"turn {n}", after_s=60 * n))
    now = NINE + timedelta(minutes=10)
    ids = Forgetting(store).since(now - timedelta(minutes=5))
    receipt = Forgetting(store).forget(ids)
    assert [said.text for said in store.all()] == [f"turn {n}" for n in range(5)]
    assert str(receipt).startswith("Forgotten: 5 lines")
    assert Forgetting(store).since(now - timedelta(minutes=60), "se_max") == []


def test_unknown_ids_are_told(store):
    receipt = Forgetting(store).forget(["ep_nothing"])
    assert receipt.unknown == ("ep_nothing",)
    assert str(receipt).startswith("Forgotten: nothing.")


def test_an_edit_forgets_the_old_words(path, store):
    store.keep(episode("Hello."))
    wrong = episode("My code is 48213.", after_s=1)
    store.keep(wrong)
    store.keep(episode("48213, fine.", speaker="companion", after_s=2))
    receipt = Forgetting(store).edit(wrong.id, "My code is a secret.", NINE)
    assert [said.text for said in store.all()] == ["Hello.", "My code is a secret."]
    assert len(receipt.replies) == 1
    assert b"48213" not in b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert Forgetting(store).edit("ep_none", "x", NINE) is None
