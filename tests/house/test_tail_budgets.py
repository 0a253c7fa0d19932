"""The tail stays short (house rules): nothing in app/ is longer than its budget, unless app/DECISIONS.md says why.

An exception is one line there, in this form, and it ends when it is no longer needed:

    - budget: `app/x.py::Class.method` function-lines 55: why it cannot be shorter.

The place is a file, or file::Class, file::function, file::Class.method; the number is its own, higher budget.
"""

from __future__ import annotations

import statistics
from functools import cache
from pathlib import Path

import pytest

from tests.house.budgets import BUDGETS, EXCEPTION, Measure, measures

ROOT = Path(__file__).parents[2]


@cache
def measured() -> tuple[Measure, ...]:
    files = sorted((ROOT / "app").rglob("*.py"))
    return tuple(measure for path in files for measure in measures(path, ROOT))


@cache
def exceptions() -> dict[tuple[str, str], int]:
    text = (ROOT / "app" / "DECISIONS.md").read_text(encoding="utf-8")
    return {(match["place"], match["measure"]): int(match["limit"]) for match in EXCEPTION.finditer(text)}


@pytest.mark.parametrize("name", BUDGETS)
def test_within_budget(name: str) -> None:
    over = [
        f"{measure.place}: {measure.value}"
        for measure in measured()
        if measure.name == name
        and measure.value > exceptions().get((measure.place, name), BUDGETS[name])
    ]
    assert not over, f"{name} over {BUDGETS[name]}: " + ", ".join(over)


def test_no_exception_outlives_its_reason() -> None:
    values = {(measure.place, measure.name): measure.value for measure in measured()}
    stale = [key for key in exceptions() if values.get(key, 0) <= BUDGETS.get(key[1], 0)]
    assert not stale, "app/DECISIONS.md excuses what is within budget, or gone"


def test_the_exceptions_are_few() -> None:
    assert len(exceptions()) <= 5


@pytest.mark.parametrize(("name", "goal"), [("file-lines", 100), ("function-lines", 10)])
def test_the_median_is_small(name: str, goal: int) -> None:
    median = statistics.median(measure.value for measure in measured() if measure.name == name)
    assert median <= goal


def test_the_tests_files_are_not_longer_either() -> None:
    limit = BUDGETS["file-lines"]
    over = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "tests").rglob("*.py")
        if len(path.read_text(encoding="utf-8").splitlines()) > limit
    ]
    assert not over
