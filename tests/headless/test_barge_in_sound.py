"""Interrupted on a real (virtual) sound card: what we say was heard is what the loudspeaker said."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kit.barge import interrupted, off_by, plan, spoken_reply, transcribed
from tests.kit.virtual_audio import VirtualAudio


@pytest.mark.models
def test_the_heard_words_are_those_of_a_recording(sound_card: VirtualAudio, tmp_path: Path) -> None:
    """Ducked, paused, taken up again and stopped at random moments."""
    runs = interrupted(sound_card, tmp_path, spoken_reply(), plan(5, seed=3, longest_s=3.0))
    texts = transcribed([run.recorded for run in runs])
    told = [(run.steps, run.heard, text) for run, text in zip(runs, texts, strict=True)]
    assert [one for one in told if off_by(*one[1:]) > 1] == []
    assert max(run.stop_s for run in runs) < 0.15
