"""The Microphone on hardware this machine does not have, and before anybody listens."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from app.audio.clip import Samples
from app.audio.microphone import Microphone
from app.errors import NoDevice
from tests.kit.fake_card import Card, Clock
from tests.kit.fake_card import card as card


def heard(microphone: Microphone) -> list[tuple[Samples, float]]:
    blocks: list[tuple[Samples, float]] = []
    microphone.open(lambda samples, t_s: blocks.append((samples, t_s)))
    return blocks


def test_16_khz_mono_is_preferred(card: Card) -> None:
    clock = Clock()
    microphone = Microphone(None, clock)
    blocks = heard(microphone)
    options = card.streams[0].options
    assert (options["samplerate"], options["channels"], options["blocksize"]) == (16_000, 1, 512)
    card.streams[0].tick(delay_s=0.05, level=0.5)
    samples, t_s = blocks[0]
    assert (samples.shape, samples.dtype) == ((512,), np.float32)
    assert t_s == pytest.approx(9.95)
    assert microphone.is_open
    assert microphone.last_block_t_s == 10.0


@pytest.mark.parametrize(
    ("takes", "shape"),
    [
        (lambda rate_hz, channels: channels == 2, (16_000, 2)),
        (lambda rate_hz, channels: rate_hz == 44_100, (44_100, 1)),
        (lambda rate_hz, channels: (rate_hz, channels) == (44_100, 2), (44_100, 2)),
    ],
)
def test_picky_hardware_gets_what_it_takes_and_gives_mono(
    takes: Callable[[int, int], bool], shape: tuple[int, int], card: Card
) -> None:
    card.takes = takes
    microphone = Microphone(None, Clock())
    blocks = heard(microphone)
    card.streams[0].tick(level=0.4)
    assert microphone.rate_hz == shape[0]
    assert (card.streams[0].options["samplerate"], card.streams[0].options["channels"]) == shape
    assert blocks[0][0].shape == (round(0.032 * shape[0]),)
    assert blocks[0][0][0] == pytest.approx(0.4 if shape[1] == 1 else 0.3)


def test_a_block_is_a_copy(card: Card) -> None:
    microphone = Microphone(None, Clock())
    blocks = heard(microphone)
    block = card.streams[0].tick(level=0.5)
    block[:] = 0.0
    assert blocks[0][0][0] == 0.5


@pytest.mark.parametrize("nonsense_s", [0.0, -3.0, 1e9])
def test_a_device_that_lies_about_time_counts_as_just_heard(nonsense_s: float, card: Card) -> None:
    blocks = heard(Microphone(None, Clock()))
    card.streams[0].tick(delay_s=nonsense_s)
    assert blocks[0][1] == pytest.approx(10.0 - 0.032)


def test_overflows_are_counted_over_all_openings(card: Card) -> None:
    microphone = Microphone(None, Clock())
    for _ in range(2):
        heard(microphone)
        card.streams[-1].tick(trouble=True)
        card.streams[-1].tick()
        microphone.close()
        microphone.close()
    assert microphone.dropped_blocks == 2
    assert not microphone.is_open
    assert all(stream.is_closed for stream in card.streams)


def test_a_microphone_that_cannot_be_opened_says_why(card: Card) -> None:
    card.takes = lambda rate_hz, channels: False
    microphone = Microphone(None, Clock())
    with pytest.raises(NoDevice, match=r"microphone 'Picky' cannot be opened: Invalid sample rate"):
        heard(microphone)
    assert not microphone.is_open


def test_what_is_said_before_anybody_listens_is_heard_first(card: Card) -> None:
    microphone = Microphone(None, Clock())
    microphone.open_early()
    for level in [0.0] * 2_000 + [0.1, 0.2]:
        card.streams[0].tick(level=level)
    blocks = heard(microphone)
    card.streams[0].tick(level=0.3)
    assert [samples[0] for samples, _ in blocks[-3:]] == pytest.approx([0.1, 0.2, 0.3])
    assert (len(blocks), len(card.streams)) == (1_875 + 1, 1), "the newest minute, and the same stream goes on"


def test_who_closes_it_before_has_erased_what_was_said(card: Card) -> None:
    microphone = Microphone(None, Clock())
    microphone.open_early()
    card.streams[0].tick(level=0.5)
    microphone.close()
    assert (heard(microphone), card.streams[0].is_closed) == ([], True)
