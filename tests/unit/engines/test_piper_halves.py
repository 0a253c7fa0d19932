"""A model cut in two, without the package that could do it."""

from __future__ import annotations

import pytest

from app.engines.onnx_fields import contents, fields
from app.engines.piper_halves import halves
from tests.unit.engines.test_piper_durations import FIXED, field, model


def node(name: bytes, takes: list[bytes], gives: bytes) -> bytes:
    return field(1, b"".join(field(1, one) for one in takes) + field(2, gives) + field(3, name))


def weight(name: bytes) -> bytes:
    return field(5, field(1, 300) + field(8, name) + field(9, b"w" * 300))


PARTS = [
    node(b"/enc/Mul", [b"input", b"a", b"shared"], b"z"),
    node(b"/dec/Conv", [b"z", b"b", b"shared"], b"c"),
    node(b"/Unsqueeze", [b"c"], b"output"),
    field(2, b"graph"),
    weight(b"a"),
    weight(b"b"),
    weight(b"shared"),
    field(11, field(1, b"input")),
    field(12, field(1, b"output")),
    field(13, field(1, b"c")),
]


def names(half: bytes, number: int, inner: int) -> set[bytes]:
    """Field `inner` of each of the graph's fields `number`."""
    half = half.removesuffix(b"behind")
    (graph,) = [part for part in fields(half, 0, len(half)) if part.number == 7]
    found = [part for part in fields(half, graph.at, graph.end) if part.number == number]
    return {name for part in found for name in contents(half, part.at, part.end, inner)}


def test_each_half_has_its_own_nodes_and_weights() -> None:
    cut = halves(model(*PARTS), b"behind")
    assert cut is not None
    assert [names(half, 1, 3) for half in cut] == [{b"/enc/Mul"}, {b"/dec/Conv", b"/Unsqueeze"}]
    assert [names(half, 5, 8) for half in cut] == [{b"a", b"shared"}, {b"b", b"shared"}]
    assert [names(half, 11, 1) for half in cut] == [{b"input"}, {b"z"}]
    assert [names(half, 12, 1) for half in cut] == [{b"z"}, {b"output"}]
    assert all(half.startswith(field(1, 7) + FIXED) for half in cut)
    assert cut[0].endswith(b"behind")


@pytest.mark.parametrize(
    "strange",
    [
        model(),
        model(PARTS[0], *PARTS[3:]),
        model(node(b"/enc/Mul", [b"input"], b"z"), node(b"/dec/Conv", [b"z", b"speaker"], b"output")),
        model(node(b"/enc/dec/Mul", [b"input"], b"output")),
        model(*PARTS) + field(7, b""),
        b"",
    ],
    ids=["empty", "no decoder", "speakers", "other name", "two graphs", "nothing"],
)
def test_what_is_built_otherwise_stays_whole(strange: bytes) -> None:
    assert halves(strange) is None


@pytest.mark.parametrize("broken", [b"x", b"\x08", b"\x0b\x00"])
def test_what_is_no_model_is_an_error(broken: bytes) -> None:
    with pytest.raises((ValueError, IndexError)):
        halves(broken)
