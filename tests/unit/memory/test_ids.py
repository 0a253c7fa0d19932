"""Ids sort as time does, and no two are alike."""

import re
from datetime import datetime, timedelta

from app.memory.ids import Ids

NOON = datetime.fromisoformat("2026-03-01T12:00:00+01:00")


def test_an_id_names_its_kind():
    assert re.fullmatch(r"ep_[0-9a-hjkmnp-tv-z]{26}", Ids().new("ep", NOON))


def test_ids_sort_by_time_also_within_a_millisecond():
    ids = Ids()
    made = [ids.new("ep", NOON + timedelta(milliseconds=n // 10)) for n in range(1_000)]
    assert made == sorted(set(made))


def test_two_makers_do_not_meet():
    assert Ids().new("ep", NOON) != Ids().new("ep", NOON)


def test_a_clock_that_goes_back_makes_older_ids():
    ids = Ids()
    later = ids.new("ep", NOON)
    assert ids.new("ep", NOON - timedelta(hours=1)) < later
