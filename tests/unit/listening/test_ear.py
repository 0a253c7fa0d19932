"""The ear over scripted sound: when it begins, what it hands out, what it forgets. No clock, no model."""

from __future__ import annotations

import numpy as np
import pytest

from app.audio.clip import FRAME_SAMPLES, HEARING_HZ, Samples
from app.engines.scripted_ears import ScriptedVad
from app.facts import SoftEnded, SpeechCut, SpeechGrew, SpeechResumed, SpeechStarted, SpeechStopped, StillQuiet
from app.listening.ear import Ear, Heard
from app.listening.level import LevelGate, level_db
from app.listening.voiced import last_voiced_s
from tests.kit.speech import hiss, silence
from tests.unit.listening.test_voiced import clip, tone

BLOCK_S = 0.032


class CountingVad(ScriptedVad):
    """Counts its calls, and hears what is softer than the gate lets through."""

    def __init__(self, threshold_db: float = -45.0) -> None:
        super().__init__(threshold_db)
        self.calls = 0

    def probability(self, frame: Samples) -> float:
        self.calls += 1
        return super().probability(frame)


class Believer(LevelGate):
    """Takes a tone of two minutes for a voice; the real gate takes it for the room."""

    def credible(self, probability: float, block_db: float) -> float:
        return probability


class Listening:
    """Feeds an ear block by block on its own timeline."""

    def __init__(self, ear: Ear, t_s: float = 0.0) -> None:
        self.ear = ear
        self.t_s = t_s
        self.facts: list[Heard] = []

    def hear(self, *parts: Samples) -> Listening:
        sound = np.concatenate(parts)
        for at in range(0, len(sound), FRAME_SAMPLES):
            block = sound[at : at + FRAME_SAMPLES]
            self.facts += self.ear.hear(block, self.t_s)
            self.t_s += len(block) / HEARING_HZ
        return self

    def end(self) -> Listening:
        self.facts += self.ear.flush(self.t_s)
        return self

    def only(self, kind: type[Heard]) -> list[Heard]:
        return [fact for fact in self.facts if isinstance(fact, kind)]


def blocks(count: int) -> float:
    return count * BLOCK_S


def test_one_utterance() -> None:
    sound = (silence(blocks(50)), tone(blocks(40)), silence(blocks(50)))
    listening = Listening(Ear(ScriptedVad()), t_s=5.0).hear(*sound)
    started, *grown, ended = (fact for fact in listening.facts if not isinstance(fact, StillQuiet))
    assert started == SpeechStarted(pytest.approx(5 + blocks(50)))
    assert {type(fact) for fact in grown} == {SpeechGrew}
    assert isinstance(ended, SoftEnded)
    assert ended.t_s == pytest.approx(5 + blocks(50 + 40 + 1))
    assert ended.voiced_s == pytest.approx(blocks(40))
    assert ended.last_voiced_t_s == pytest.approx(5 + blocks(90), abs=0.02)
    assert ended.clip.duration_s == pytest.approx(blocks(16 + 40 + 1))
    assert ended.clip.rate_hz == HEARING_HZ


def test_silence_is_told_block_by_block() -> None:
    listening = Listening(Ear(ScriptedVad())).hear(tone(1.024), silence(blocks(20)))
    quiet = listening.only(StillQuiet)
    assert [fact.quiet_s for fact in quiet] == pytest.approx([blocks(n) for n in range(2, 21)])
    assert quiet[-1].t_s == pytest.approx(1.024 + blocks(20))


def test_growth_is_told_with_the_sound_so_far() -> None:
    grown = Listening(Ear(ScriptedVad())).hear(silence(blocks(31)), tone(1.024)).only(SpeechGrew)
    assert len(grown) == 5
    assert [fact.clip.duration_s for fact in grown] == sorted(fact.clip.duration_s for fact in grown)
    assert grown[-1].voiced_s == pytest.approx(grown[-1].clip.duration_s - blocks(16))


def test_a_voice_that_goes_on_after_a_pause_is_the_same_utterance() -> None:
    listening = Listening(Ear(ScriptedVad())).hear(tone(1.024), silence(0.64), tone(1.024), silence(0.64))
    first, second = listening.only(SoftEnded)
    (resumed,) = listening.only(SpeechResumed)
    assert resumed.t_s == pytest.approx(1.664)
    assert second.voiced_s == pytest.approx(2.048, abs=0.1)
    assert second.clip.duration_s == pytest.approx(2 * 1.024 + 0.64 + blocks(1))
    assert first.clip.duration_s == pytest.approx(1.024 + blocks(1))


def test_a_long_pause_is_kept_only_in_part() -> None:
    ended = Listening(Ear(ScriptedVad())).hear(tone(1.024), silence(5.12), tone(1.024), silence(0.64)).only(SoftEnded)
    assert ended[-1].clip.duration_s == pytest.approx(2 * 1.024 + 1.0 + blocks(1), abs=0.1)


def test_silence_of_seven_seconds_closes_the_utterance() -> None:
    listening = Listening(Ear(ScriptedVad())).hear(tone(1.024), silence(8.0), tone(1.024))
    (stopped,) = listening.only(SpeechStopped)
    assert stopped.t_s == pytest.approx(8.0, abs=0.1)
    assert len(listening.only(SpeechStarted)) == 2


def test_a_closed_utterance_and_the_next_share_no_word() -> None:
    listening = Listening(Ear(ScriptedVad())).hear(silence(1), tone(1.0, -20), silence(0.2))
    listening.facts += listening.ear.close()
    assert listening.only(SpeechStopped)
    assert listening.ear.close() == []
    first, second = listening.hear(tone(1.0, -30), silence(1)).only(SoftEnded)
    assert level_db(first.clip.samples) > -24
    assert np.abs(second.clip.samples).max() < 0.06


def test_closing_under_a_voice_keeps_that_voice_alone() -> None:
    listening = Listening(Ear(ScriptedVad())).hear(silence(1), tone(1.0, -20), silence(0.8), tone(0.5, -30))
    assert listening.ear.close() == []
    ended = listening.hear(tone(0.5, -30), silence(1)).only(SoftEnded)[-1]
    assert ended.clip.duration_s == pytest.approx(1.0 + 0.512 + blocks(1), abs=0.1)
    assert np.abs(ended.clip.samples).max() < 0.06


def test_a_ceiling_holds_the_voice_down() -> None:
    ear, facts = Ear(ScriptedVad()), []
    for n in range(40):
        facts += ear.hear(tone(blocks(1)), n * BLOCK_S, ceiling=0.3)
    assert facts == []


def test_an_utterance_that_does_not_stand_out_has_no_voice() -> None:
    class Crowd(LevelGate):
        def stands_out(self, voiced_levels_db: list[float]) -> bool:
            return not voiced_levels_db

    (ended,) = Listening(Ear(ScriptedVad(), gate=Crowd())).hear(tone(1.0), silence(0.5)).only(SoftEnded)
    assert ended.voiced_s == 0.0


def test_the_last_voiced_frame_is_the_outsiders() -> None:
    sound = (silence(0.81), tone(1.03), tone(0.07, -44), tone(0.3, -57), silence(1.0))
    (ended,) = Listening(Ear(ScriptedVad())).hear(*sound).only(SoftEnded)
    assert ended.last_voiced_t_s == pytest.approx(last_voiced_s(clip(*sound)))


@pytest.mark.parametrize("sound", [silence(4.0), tone(blocks(2)), hiss(4.0, -50), tone(0.0)])
def test_nobody_spoke(sound: Samples) -> None:
    assert Listening(Ear(ScriptedVad())).hear(silence(blocks(31)), sound, silence(1.0)).end().facts == []


def test_speech_from_the_very_first_sample_to_the_very_last() -> None:
    started, *_, ended, stopped = Listening(Ear(ScriptedVad())).hear(tone(1.005)).end().facts
    assert started == SpeechStarted(0.0)
    assert isinstance(ended, SoftEnded)
    assert ended.t_s == pytest.approx(1.005)
    assert ended.last_voiced_t_s == pytest.approx(1.0)
    assert stopped == SpeechStopped(pytest.approx(1.005))


def test_the_end_of_the_input_in_a_pause_only_closes() -> None:
    listening = Listening(Ear(ScriptedVad())).hear(tone(1.0), silence(0.5)).end()
    assert len(listening.only(SoftEnded)) == len(listening.only(SpeechStopped)) == 1


def test_a_voice_the_meter_cannot_place_ends_where_the_detector_heard_it() -> None:
    """Twenty milliseconds of input: not even one frame of the grid."""
    ear = Ear(ScriptedVad())
    listening = Listening(ear).hear(tone(0.192))
    ear._meter.forget()
    (ended,) = listening.end().only(SoftEnded)
    assert ended.last_voiced_t_s == pytest.approx(0.192)


def test_a_soft_beginning_that_the_gate_held_back_is_replayed() -> None:
    """The gate opens for the second syllable; the first, below its margin, is heard all the same."""
    listening = Listening(Ear(ScriptedVad(threshold_db=-66.0)))
    listening.hear(silence(8.0), tone(blocks(8), -62), tone(blocks(20), -40), silence(1.0))
    (started,), (ended,) = listening.only(SpeechStarted), listening.only(SoftEnded)
    assert started.t_s == pytest.approx(8.0)
    assert ended.voiced_s == pytest.approx(blocks(28))
    assert ended.clip.duration_s == pytest.approx(blocks(16 + 28 + 1))


def test_the_detector_sleeps_in_a_quiet_room() -> None:
    vad = CountingVad()
    listening = Listening(Ear(vad)).hear(hiss(8.0, -62))
    vad.calls = 0
    listening.hear(hiss(30.0, -62, seed=2))
    assert vad.calls == 0
    assert listening.hear(tone(1.0)).only(SpeechStarted)


def test_the_detector_never_sleeps_within_an_utterance() -> None:
    vad = CountingVad(threshold_db=-70.0)
    listening = Listening(Ear(vad)).hear(silence(8.0), tone(0.5), tone(5.0, -65))
    assert len(listening.only(SpeechStarted)) == 1
    assert listening.only(SpeechStopped) == []


def test_a_long_speech_comes_in_pieces() -> None:
    """Two minutes with a pause of 0.3 s every 6 s: every piece ends within a pause, and nothing is lost."""
    sentence = (tone(blocks(180)), silence(blocks(10)))
    listening = Listening(Ear(ScriptedVad(), gate=Believer())).hear(
        silence(blocks(32)), *sentence * 20, silence(blocks(32))
    )
    cuts, stopped = listening.only(SpeechCut), listening.only(SoftEnded)[-1]
    assert len(listening.only(SpeechStarted)) == 1
    assert len(cuts) >= 4
    pieces = [fact.clip for fact in (*cuts, stopped)]
    assert all(piece.duration_s <= 25 for piece in pieces)
    assert all(level_db(piece.samples[-512:]) < -100 for piece in pieces)
    assert sum(piece.duration_s for piece in pieces) == pytest.approx(blocks(16 + 20 * 190 - 10 + 1))
    assert stopped.voiced_s == pytest.approx(blocks(20 * 180))


@pytest.mark.parametrize("spoken", [750, 757, 764])
def test_a_piece_that_is_complete_within_a_pause_is_cut_when_the_voice_goes_on(spoken: int) -> None:
    """In a pause nobody takes it: 50 words were lost where the 25 s were full just then."""
    listening = Listening(Ear(ScriptedVad(), gate=Believer())).hear(
        silence(blocks(32)), tone(blocks(spoken)), silence(blocks(10)), tone(blocks(100)), silence(blocks(32))
    )
    order = [type(fact) for fact in listening.facts if not isinstance(fact, SpeechGrew | StillQuiet)]
    assert order == [SpeechStarted, SoftEnded, SpeechResumed, SpeechCut, SoftEnded]
    pieces = [*listening.only(SpeechCut), listening.only(SoftEnded)[-1]]
    assert sum(fact.clip.duration_s for fact in pieces) == pytest.approx(blocks(16 + spoken + 10 + 100 + 1))


def test_a_pause_ends_a_piece_that_is_long_enough() -> None:
    listening = Listening(Ear(ScriptedVad(), gate=Believer())).hear(
        silence(blocks(32)), tone(blocks(260)), silence(blocks(30)), tone(blocks(40)), silence(blocks(10))
    )
    first, second = listening.only(SoftEnded)
    (resumed,) = listening.only(SpeechResumed)
    assert resumed.before is first.clip
    assert second.clip.duration_s == pytest.approx(blocks(16 + 40 + 1)), "with its own pre-roll"
    assert second.voiced_s == pytest.approx(blocks(300)), "of one utterance"


@pytest.mark.parametrize(("spoken", "quiet"), [(200, 30), (260, 11)])
def test_a_short_piece_or_a_short_pause_is_none(spoken: int, quiet: int) -> None:
    listening = Listening(Ear(ScriptedVad(), gate=Believer())).hear(
        silence(blocks(32)), tone(blocks(spoken)), silence(blocks(quiet)), tone(blocks(40)), silence(blocks(10))
    )
    assert [fact.before for fact in listening.only(SpeechResumed)] == [None]
    assert listening.only(SoftEnded)[-1].clip.duration_s == pytest.approx(blocks(16 + spoken + quiet + 40 + 1))


def test_forget_erases_what_was_half_heard() -> None:
    listening = Listening(Ear(ScriptedVad())).hear(silence(1.0), tone(1.0))
    listening.ear.forget()
    listening.hear(silence(2.0)).end()
    assert not listening.only(SoftEnded)
    again = Listening(listening.ear, t_s=100.0).hear(tone(1.0), silence(1.0))
    assert again.only(SpeechStarted) == [SpeechStarted(pytest.approx(100.0))]
    (ended,) = again.only(SoftEnded)
    assert ended.clip.duration_s == pytest.approx(1.1, abs=0.07)  # no pre-roll from before


def test_flush_without_an_utterance_and_twice() -> None:
    assert Listening(Ear(ScriptedVad())).end().end().facts == []
