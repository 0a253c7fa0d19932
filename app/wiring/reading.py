"""Facts that the language model points at when nobody talks: the keeper lays out questions, the responder answers them.

From the standard profile up: what smaller models point at was not measured. Only where somebody talks live: a sound
file must give the same events however fast the machine is.
"""

from __future__ import annotations

from app.engines.protocols import Choosing
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


def add_reading(house: House, choosing: Choosing, responder: Worker) -> None:
    """`choosing`: the language model's, to be used on the thread of `responder`."""
    store = house.store
    if house.plan.profile.name != STANDARD or not isinstance(store, SqliteTranscriptStore):
        return
    facts = FactStore(lambda: store.db, store.path, new_id=Ids().new)
    reading: list[ModelReading] = []

    def lay() -> None:
        if not asides.is_empty:
            return
        if not reading:  # its weights are read when somebody needs them
            reading.append(ModelReading(store, facts, load(asset("matters.npz"))))
        asides.lay(reading[0].questions())

    def keep(asked: Asked, answer: str) -> None:
        house.keeper.ask(lambda: reading[0].answered(asked, answer))

    def follow() -> None:
        house.session.subscribe(asides.drop)

    asides: Asides[Asked] = Asides(choosing, house.token, keep)
    asides.is_wanted = lambda: responder.has_mail
    house.keeper.then_tick(lay)
    responder.then_tick(asides.work)
    house.at_start(follow)
