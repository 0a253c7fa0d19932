"""Rows and places of a hundred thousand lines, both ways."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.ui.outline import HEADING, Outline

DAYS = st.lists(st.integers(0, 40), max_size=30)


@given(DAYS)
def test_every_row_is_where_its_place_says(counts: list[int]) -> None:
    outline = Outline([(f"2026-01-{number + 1:02}", count) for number, count in enumerate(counts)])
    assert outline.rows == sum(count + 1 for count in counts if count)
    for row in range(outline.rows):
        assert outline.row_of(*outline.place(row)) == row


def test_days_without_lines_and_lines_beyond_the_last() -> None:
    outline = Outline([("a", 2), ("b", 0), ("c", 1)])
    assert [outline.place(row) for row in range(outline.rows)] == [
        ("a", HEADING), ("a", 0), ("a", 1), ("c", HEADING), ("c", 0),
    ]  # fmt: skip
    assert (outline.row_of("b"), outline.row_of("c", 9), outline.count("a"), outline.count("b")) == (None, 4, 2, 0)
