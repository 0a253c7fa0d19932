"""The voice thread's job: one clause at a time becomes sound at the speaker's rate, with the time of each word.

The user waits for the first clause of a reply, and hears it when a phrase does not go on: their beginnings leave while
the voice makes the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

from app.audio.clip import Clip, join
from app.cancel import Revisions
from app.clause import WordTime
from app.conversation.breaths import breath
from app.conversation.pacing import Pacing
from app.conversation.spoken.pairs import display_times
from app.effects import Synthesize
from app.engines.protocols import Spoken, Synthesizer
from app.facts import Fact, SpeechReady
from app.listening.voiced import onset_s
from app.runtime.token import ComputeToken, Urgency

EDGE_S = 0.02
"""A resampler's filter looks less far ahead."""
HUSH_HZ = 24_000
HUSH_S = 0.05
"""What a clause without any sound becomes, so that its place in the reply is still counted in samples."""


class Voice:
    """`voices`: companion -> who speaks for it, '' is the one of this run; it may load there. `to_speaker` resamples a
    clip once, to the rate of the sink. `pacing` learns how fast it speaks."""

    def __init__(
        self,
        voices: Callable[[str], Synthesizer],
        post: Callable[[Fact], None],
        token: ComputeToken,
        revisions: Revisions,
        to_speaker: Callable[[Clip], Clip],
        pacing: Pacing | None = None,
    ) -> None:
        self._voices = voices
        self._post = post
        self._token = token
        self._revisions = revisions
        self._to_speaker = to_speaker
        self._pacing = pacing or Pacing()

    def job(self, order: Synthesize) -> None:
        cancel, clause = self._revisions.ticket(order.revision), order.clause
        made: list[Spoken] = []
        sent, took_s = 0, 0.0
        if not cancel.is_stale:
            with self._token.held(Urgency.VOICE, order.revision):
                engine = self._voices(order.companion)
                began_s = self._pacing.now_s()
                is_awaited = not order.n or bool(clause.between[0])
                first_s = self._pacing.pace.first_piece_s if is_awaited else 0.0
                said = engine.synthesize(clause.spoken, cancel=cancel, first_s=first_s, between=clause.between)
                for spoken in said:
                    if clause.sound and not made:
                        made.append(Spoken(breath(clause.sound, spoken.clip.rate_hz)))
                    made.append(spoken)
                    if spoken.rest_s and not cancel.is_stale:
                        sent = self._send(order, made, sent)
                took_s = self._pacing.now_s() - began_s
        if cancel.is_stale:
            return
        words = made[1:] if clause.sound else made
        self._pacing.note_voice(sum(spoken.clip.duration_s for spoken in words), took_s)
        self._send(order, made or [Spoken(Clip.silence(HUSH_S, HUSH_HZ))], sent)

    def _send(self, order: Synthesize, made: list[Spoken], sent: int) -> int:
        """What was made by now and not sent yet; how many samples that is in all.

        All of it is resampled again, and its last EDGE_S wait: so the pieces joined are the whole resampled at once.
        """
        clip = self._to_speaker(join([spoken.clip for spoken in made]))
        rest_s = made[-1].rest_s
        end = len(clip.samples) - (round(EDGE_S * clip.rate_hz) if rest_s else 0)
        piece = Clip(clip.samples[sent:end], clip.rate_hz)
        words = display_times(order.clause.display, _in_a_row(made))
        self._post(SpeechReady(order.revision, order.n, piece, onset_s(piece), words, rest_s))
        return end


def _in_a_row(sentences: list[Spoken]) -> list[WordTime]:
    """The times of all words, from the first sentence's first sample."""
    starts_s = accumulate((sentence.clip.duration_s for sentence in sentences), initial=0.0)
    return [
        WordTime(start_s + word.start_s, start_s + word.end_s)
        for start_s, sentence in zip(starts_s, sentences, strict=False)
        for word in sentence.words
    ]
