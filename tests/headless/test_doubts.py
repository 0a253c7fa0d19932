"""What contradicts, in a whole house: asked for in a lull, settled by the next typed turn. Real store, real model."""

from __future__ import annotations

import argparse
from pathlib import Path

from app import wiring
from app.events import MemoryStored, ReplyEnded, ReplySentence, StateChanged
from app.home import Home
from app.plan import make_plan
from app.runtime.clock import RealClock
from app.wiring.company import keep_company
from tests.kit.typed_turns import typed


def test_it_asks_once_and_the_answer_counts(tmp_path: Path) -> None:
    args = argparse.Namespace(companion=None, self_id=None, profile="tiny")
    house = wiring.build(make_plan(args, Home(tmp_path), seed=1), RealClock(), knows_user=False)
    keep_company(house, lambda: True)
    house.start()
    try:
        house.wait_until_warm()
        for text in ("I live in Ghent.", "My flat in Antwerp is rather cold.", "I made pancakes this morning."):
            typed(house, text)
        wondering = house.bounds.company.wonder.__self__
        wondering.follow(StateChanged(0.0, "listening", False, False))  # a house without ears never listens
        words = house.bounds.company.wonder()
        assert words.endswith("where you live. You said Ghent, and later Antwerp. Which is it?")
        wondering.follow(ReplySentence(0.0, 9, words))
        told = typed(house, "Both.")
        assert [one.text for one in told if isinstance(one, ReplyEnded)] == ["All right, I keep both."]
        assert [one.text for one in told if isinstance(one, MemoryStored)] == [
            "You live in Ghent.", "You live in Antwerp.",
        ]  # fmt: skip
        assert house.bounds.company.wonder() == ""
    finally:
        house.close()
