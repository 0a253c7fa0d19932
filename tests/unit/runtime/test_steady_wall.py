"""The clock of a running conversation may be set forward, but not back."""

from datetime import UTC, datetime, timedelta

import pytest

from app.runtime.steady_wall import SteadyWall

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


class Machine:
    """Its wall clock and its session clock."""

    is_virtual = False

    def __init__(self):
        self.wall, self.seconds = NOON, 0.0
        self.steady = SteadyWall(self, self)

    def now(self):
        return self.wall

    def now_s(self):
        return self.seconds

    def passes(self, seconds, jump_s=0.0):
        self.wall += timedelta(seconds=seconds + jump_s)
        self.seconds += seconds
        return (self.steady.now() - NOON).total_seconds()


@pytest.fixture
def machine():
    return Machine()


def test_it_shows_the_system_s_time(machine):
    assert [machine.passes(10), machine.passes(20)] == [10, 30]


def test_set_forward_it_follows(machine):
    assert machine.passes(10, jump_s=7_200) == 7_210


def test_set_back_it_goes_on_as_before(machine):
    assert machine.passes(10) == 10
    assert machine.passes(10, jump_s=-10_800) == 20
    assert [machine.passes(10), machine.passes(600)] == [30, 630]


def test_after_a_pause_the_clock_is_believed_again(machine):
    machine.passes(10, jump_s=-10_800)
    assert machine.passes(1_801) == 1_811 - 10_800
    assert machine.passes(5) == 1_816 - 10_800


def test_a_clock_that_is_corrected_a_little_is_followed(machine):
    assert machine.passes(10, jump_s=-0.04) == pytest.approx(9.96)


def test_another_time_zone_is_no_jump(machine):
    there = NOON.astimezone(datetime.fromisoformat("2026-03-01T12:00:00+05:00").tzinfo)
    machine.wall = there
    machine.seconds += 0.0
    assert machine.steady.now() == NOON
    assert machine.steady.now().utcoffset() == timedelta(hours=5)


def test_a_file_s_clock_may_run_ahead(machine):
    machine.is_virtual = True
    machine.seconds += 60
    assert machine.steady.now() == NOON
