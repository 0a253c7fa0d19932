"""Facts that the language model points at when nobody talks: the keeper lays out questions, the responder answers them.

From the standard profile up: what smaller models point at was not measured. Only where somebody talks live: a sound
file must give the same events however fast the machine is. What came of a line of today is shown as a moment, as what
the rules find is; an import of years is not, it would bury the talk.
"""

from __future__ import annotations

from datetime import timedelta

from app.engines.protocols import Choosing
from app.facts import MemoryKept
from app.house import House
from app.memory.facts.fact_store import FactStore
from app.memory.facts.model_reading import Asked, ModelReading
from app.memory.ids import Ids
from app.memory.matters import load
from app.memory.store import SqliteTranscriptStore
from app.resources import asset
from app.runtime.asides import Asides
from app.runtime.worker import Worker
from app.weights.profiles import STANDARD

_NEW = timedelta(days=1)
"""Said no longer ago than this: still a part of the talk."""


class Reading:
    """For one run: which lines are asked about, and whether; what came of them is told."""

    def __init__(self, house: House, store: SqliteTranscriptStore) -> None:
        self._house = house
        self._store = store
        self._facts = FactStore(lambda: store.db, store.path, new_id=Ids().new)
        self._reading: ModelReading | None = None
        self.is_on = house.plan.settings.reads_by_model

    def questions(self) -> list[Asked]:
        """On the keeper's thread."""
        if self._reading is None:  # its weights are read when somebody needs them
            self._reading = ModelReading(self._store, self._facts, load(asset("matters.npz")))
        return self._reading.questions()

    def answered(self, asked: Asked, answer: str) -> None:
        """On the keeper's thread, after `questions`."""
        since = self._house.plan.wall.now() - _NEW
        for fact in self._reading.answered(asked, answer) if self._reading else ():
            if fact.self_id == self._house.selves.get("") and fact.valid_from > since:
                self._house.session.post(MemoryKept(fact.id, fact.statement))


def add_reading(house: House, choosing: Choosing, responder: Worker) -> None:
    """`choosing`: the language model's, to be used on the thread of `responder`."""
    if house.plan.profile.name != STANDARD or not isinstance(house.store, SqliteTranscriptStore):
        return
    reading = Reading(house, house.store)

    def lay() -> None:
        if reading.is_on and asides.is_empty:
            asides.lay(reading.questions())

    def keep(asked: Asked, answer: str) -> None:
        house.keeper.ask(lambda: reading.answered(asked, answer))

    def follow() -> None:
        house.session.subscribe(asides.drop)

    asides: Asides[Asked] = Asides(choosing, house.token, keep)
    asides.is_wanted = lambda: responder.has_mail or not reading.is_on
    house.keeper.then_tick(lay)
    responder.then_tick(asides.work)
    house.follow["memory.reads"] = lambda is_on: setattr(reading, "is_on", is_on)
    house.at_start(follow)
