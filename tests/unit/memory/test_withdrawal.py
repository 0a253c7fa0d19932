"""What is taken out is nowhere, can be put back, and leaves no byte in the end."""

from __future__ import annotations

from pathlib import Path

from app.memory.memories import SqliteMemories
from app.memory.protocol import Earlier
from app.memory.reading import SqliteTranscriptReader
from app.memory.withdrawal import SqliteWithdrawal
from tests.kit.episodes import episode, store_at

SELF = "se_samantha"
SECRET = "My sister Wilhelmina lives in Quedlinburg."


def test_taken_is_gone_and_can_come_back(tmp_path: Path) -> None:
    with store_at(tmp_path / "memory.db") as store:
        reader, withdrawal = SqliteTranscriptReader(store), SqliteWithdrawal(store)
        kept = episode(SECRET)
        store.keep(kept)
        taken, gone = withdrawal.take([kept.id])
        assert (taken, gone) == ([kept], (kept.id,))
        assert reader.search("Quedlinburg", SELF, limit=5).episodes == ()
        withdrawal.give_back(taken)
        assert reader.search("Quedlinburg", SELF, limit=5).episodes == (kept,)
        assert SqliteMemories(store).all(SELF), "its facts are read in it again"


def test_in_the_end_no_byte_is_left(tmp_path: Path) -> None:
    with store_at(tmp_path / "memory.db") as store:
        withdrawal = SqliteWithdrawal(store)
        kept = episode(SECRET)
        store.keep(kept)
        withdrawal.take([kept.id])
        while not withdrawal.finish_some():
            pass
        for file in tmp_path.iterdir():
            assert b"uedlinburg" not in file.read_bytes(), file.name


def test_a_memory_is_shown_pinned_edited_and_forgotten_with_its_words(tmp_path: Path) -> None:
    from app.memory.facts.fact_store import FactStore
    from app.memory.ids import Ids

    with store_at(tmp_path / "memory.db") as store:
        kept = episode("My name is Theodora.")
        store.keep(kept)
        FactStore(lambda: store.db, store.path, new_id=Ids().new).derive(kept)
        memories = SqliteMemories(store)
        (name,) = memories.all(SELF)
        assert (name.quote in kept.text, name.about, name.is_pinned) == (True, "", False)
        memories.pin(name.id, is_pinned=True)
        assert memories.all(SELF)[0].is_pinned
        edited = memories.edit(name.id, "Your name is Dora.", kept.end)
        assert edited is not None
        earlier = Earlier(name.text, name.quote, kept.start, kept.id)
        assert (edited.is_edited, edited.before) == (True, (earlier,))
        assert memories.edit("nobody", "x", kept.end) is None
        assert kept.id in memories.forget(edited.id)
        assert memories.all(SELF) == []
        assert memories.forget("nobody") == ()
