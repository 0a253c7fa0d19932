"""Spans of time as people name them, seen from a Wednesday afternoon."""

from datetime import datetime

import pytest

from app.memory.time_expressions import span_in

NOW = datetime.fromisoformat("2026-11-25T15:00:00+01:00")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("what did I say last Tuesday?", "2026-11-24T00", "2026-11-25T00"),
        ("on Wednesday morning", "2026-11-18T04", "2026-11-18T12"),
        ("on Thursday", "2026-11-19T00", "2026-11-20T00"),
        ("today", "2026-11-25T00", "2026-11-26T00"),
        ("the day before yesterday", "2026-11-23T00", "2026-11-24T00"),
        ("yesterday evening", "2026-11-24T17", "2026-11-25T00"),
        ("last night", "2026-11-24T18", "2026-11-25T04"),
        ("in March", "2026-03-01T00", "2026-04-01T00"),
        ("in December", "2025-12-01T00", "2026-01-01T00"),
        ("in June 2023", "2023-06-01T00", "2023-07-01T00"),
        ("on the 3rd of May", "2026-05-03T00", "2026-05-04T00"),
        ("May 7, 2023", "2023-05-07T00", "2023-05-08T00"),
        ("on 2023-05-08", "2023-05-08T00", "2023-05-09T00"),
        ("in 2023", "2023-01-01T00", "2024-01-01T00"),
        ("three days ago", "2026-11-22T00", "2026-11-23T00"),
        ("two weeks ago", "2026-11-08T00", "2026-11-15T00"),
        ("in the last few days? no, the last 3 days", "2026-11-22T00", "2026-11-26T00"),
        ("last week", "2026-11-16T00", "2026-11-23T00"),
        ("last weekend", "2026-11-21T00", "2026-11-23T00"),
        ("this month", "2026-11-01T00", "2026-11-26T00"),
        ("last month", "2026-10-01T00", "2026-11-01T00"),
        ("last year", "2025-01-01T00", "2026-01-01T00"),
        ("last summer", "2026-06-01T00", "2026-09-01T00"),
        ("in the winter", "2025-12-01T00", "2026-03-03T00"),
    ],
)
def test_a_time_is_a_span(text, start, end):
    span = span_in(text, NOW)
    assert span is not None
    assert [moment.isoformat()[:13] for moment in span] == [start, end]
    assert span[0].tzinfo == NOW.tzinfo


@pytest.mark.parametrize("text", ["I may march on", "30 February", "on 2023-13-40", "a second thought", ""])
def test_no_time_is_none(text):
    assert span_in(text, NOW) is None
