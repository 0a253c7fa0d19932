"""A running house and typed turns in it, for tests and bars that need no sound. Real store, real models."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app import wiring
from app.events import Published, ReplyEnded
from app.home import Home
from app.house import House
from app.plan import make_plan
from app.runtime.clock import RealClock
from app.wishes import Type


@contextmanager
def house_at(folder: Path, companion: str | None = None, profile: str = "tiny") -> Iterator[House]:
    """Warm inside, closed behind."""
    args = argparse.Namespace(companion=companion, self_id=None, profile=profile)
    house = wiring.build(make_plan(args, Home(folder), seed=1), RealClock(), knows_user=False)
    house.start()
    try:
        house.wait_until_warm()
        yield house
    finally:
        house.close()


def typed(house: House, text: str) -> list[Published]:
    """One typed turn: what was told until it was over."""
    told: list[Published] = []
    unsubscribe = house.session.subscribe(told.append)
    house.session.post(Type(text, aloud=False))
    while not any(isinstance(event, ReplyEnded) for event in told):
        house.work.wait_idle(0.1)
    house.settle()
    unsubscribe()
    return told
