"""The clock starts where EARPIECE_NOW says and goes on from there."""

from datetime import datetime, timedelta

import pytest

from app.clock import Clock
from app.errors import BadOption


def test_it_starts_where_it_is_set_and_runs_on():
    clock = Clock.from_environment({"EARPIECE_NOW": "2026-03-01T09:00:00+01:00"})
    start = datetime.fromisoformat("2026-03-01T09:00:00+01:00")
    first, second = clock.now(), clock.now()
    assert clock.is_set
    assert start <= first <= second < start + timedelta(minutes=1)
    assert first.utcoffset() == timedelta(hours=1)


def test_without_it_the_clock_is_the_systems():
    clock = Clock.from_environment({})
    assert not clock.is_set
    assert abs(clock.now() - datetime.now().astimezone()) < timedelta(minutes=1)
    assert clock.now().tzinfo is not None


@pytest.mark.parametrize("text", ["tomorrow", "2026-13-01T00:00:00Z", "2026-03-01T09:00:00", "2026-03-01"])
def test_anything_but_a_moment_with_its_zone_is_refused(text):
    with pytest.raises(BadOption, match=r"EARPIECE_NOW: .*\+01:00") as told:
        Clock.from_environment({"EARPIECE_NOW": text})
    assert text in told.value.what
