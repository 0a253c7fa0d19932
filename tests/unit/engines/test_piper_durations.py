"""One more output for a model, without the package that could write one."""

from __future__ import annotations

import pytest

from app.engines.piper_durations import durations_output


def field(number: int, content: bytes | int) -> bytes:
    """One field of a message: bytes of any length, or a number."""
    if isinstance(content, int):
        return varint(number << 3) + varint(content)
    return varint(number << 3 | 2) + varint(len(content)) + content


def varint(value: int) -> bytes:
    return bytes([value & 0x7F | 0x80]) + varint(value >> 7) if value > 0x7F else bytes([value])


def node(operator: bytes, output: bytes) -> bytes:
    return field(1, field(1, b"in") + field(2, output) + field(3, b"name") + field(4, operator))


WEIGHTS = field(5, b"w" * 300)
FIXED = b"\x31" + b"8" * 8 + b"\x3d" + b"4" * 4
"""Fields of eight and of four bytes."""


def model(*parts: bytes) -> bytes:
    return field(1, 7) + field(7, b"".join(parts)) + FIXED


def test_the_rounded_durations_become_an_output() -> None:
    for name in (b"durations", b"n" * 300):
        before = model(WEIGHTS, node(b"Mul", b"m"), node(b"Ceil", name), field(12, field(1, b"output")))
        assert durations_output(before) == field(7, field(12, field(1, name)))


@pytest.mark.parametrize(
    "strange",
    [
        model(),
        model(node(b"Mul", b"m")),
        model(node(b"Ceil", b"a"), node(b"Ceil", b"b")),
        b"",
    ],
    ids=["empty", "none", "two", "nothing"],
)
def test_a_model_that_is_built_otherwise_has_none(strange: bytes) -> None:
    assert durations_output(strange) == b""


@pytest.mark.parametrize("broken", [b"x", b"\x08", b"\x0b\x00"])
def test_what_is_no_model_is_an_error(broken: bytes) -> None:
    with pytest.raises((ValueError, IndexError)):
        durations_output(broken)
