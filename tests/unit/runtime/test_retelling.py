"""How hot the model talks: what stands in the prompt to be said again is said again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.effects import Respond
from app.facts import MemoriesRecalled
from app.memory.recalled import Recalled
from app.runtime.responder import RETELLING, SAMPLING
from tests.kit.episodes import NINE
from tests.unit.companion.test_recall_block import memory
from tests.unit.runtime.test_jobs import Desk

AMY = memory("Amy is my sister.")


@pytest.mark.parametrize(
    ("recalled", "usual"),
    [
        (Recalled((AMY,)), SAMPLING),
        (Recalled((AMY,), asks_for_memory=True), RETELLING),
        (Recalled((replace(AMY, matter=0.9),)), RETELLING),
        (Recalled((), asks_for_memory=True), SAMPLING),
    ],
)
def test_only_who_asks_for_what_was_told_hears_it_told_again(recalled: Recalled, usual: object) -> None:
    desk = Desk("Amy is your sister.")
    desk.responder.job(Respond(1, 1, "Who is Amy?", (), MemoriesRecalled(1, 1, recalled, NINE, 100.0, 5.0)))
    assert replace(desk.model.samplings[0], seed=0) == usual
