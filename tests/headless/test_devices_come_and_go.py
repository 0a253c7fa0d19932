"""A sound card that is pulled out and plugged in again: followed, said once, and a mute is kept."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.kit.live import LiveTalk
from tests.kit.virtual_audio import INSTALL, VirtualAudio, missing_programs, virtual_audio

pytestmark = [
    pytest.mark.models,
    pytest.mark.skipif(bool(missing_programs()), reason=f"no virtual sound card: {INSTALL}"),
]


def pactl(card: VirtualAudio, *words: str) -> str:
    return subprocess.run(["pactl", *words], env=card.env, capture_output=True, text=True, timeout=20).stdout


def captures(card: VirtualAudio) -> list[list[str]]:
    """Who records, without the card's own remapping: [index, source, …]."""
    rows = [line.split("\t") for line in pactl(card, "list", "short", "source-outputs").splitlines()]
    return [row for row in rows if "module-remap-source" not in row[3]]


def test_devices_come_and_go(tmp_path: Path) -> None:
    with virtual_audio() as card, LiveTalk(card, tmp_path) as live:
        live.until(lambda: captures(card), "a capture stream")

        # Another microphone becomes the default: the stream follows, and nothing is said about it.
        pactl(card, "load-module", "module-null-sink", "norewinds=1", "sink_name=headset")
        pactl(card, "set-default-source", "headset.monitor")
        names = [line.split("\t")[:2] for line in pactl(card, "list", "short", "sources").splitlines()]
        headset = next(index for index, name in names if name == "headset.monitor")
        live.until(lambda: [row[1] for row in captures(card)] == [headset], "the stream on the other microphone")
        assert not live.of("StageFailed")

        # Everything is pulled out for longer than one attempt takes: said once, and looked for.
        card.stop()
        live.until(lambda: live.of("StageFailed"), "the loss")
        card.start()
        live.until(lambda: captures(card), "a capture stream again")
        assert [e["stage"] for e in live.of("StageFailed")].count("microphone") == 1

        # Muted, it stays closed whatever comes and goes.
        assert live.control("mute").returncode == 0
        card.stop()
        card.start()
        pactl(card, "load-module", "module-null-sink", "norewinds=1", "sink_name=another")
        assert live.status()["mic_muted"]
        assert captures(card) == []
        assert live.control("unmute").returncode == 0
        live.until(lambda: captures(card), "a capture stream after the mute")
