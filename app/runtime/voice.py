"""The voice thread's job: one clause at a time becomes sound at the speaker's rate, with the time of each word."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

from app.audio.clip import Clip, join
from app.cancel import Revisions
from app.conversation.pacing import Pacing
from app.conversation.spoken.pairs import display_times
from app.effects import Synthesize
from app.engines.protocols import Spoken, Synthesizer
from app.facts import Fact, SpeechReady, WordTime
from app.listening.voiced import onset_s
from app.runtime.token import ComputeToken, Urgency

HUSH_S = 0.05
"""What a clause without any sound becomes, so that its place in the reply is still counted in samples."""


class Voice:
    """`to_speaker` resamples a clip once, to the rate of the sink. `pacing` learns how fast it speaks."""

    def __init__(
        self,
        engine: Synthesizer,
        post: Callable[[Fact], None],
        token: ComputeToken,
        revisions: Revisions,
        to_speaker: Callable[[Clip], Clip],
        pacing: Pacing | None = None,
    ) -> None:
        self._engine = engine
        self._post = post
        self._token = token
        self._revisions = revisions
        self._to_speaker = to_speaker
        self._pacing = pacing or Pacing()

    def job(self, order: Synthesize) -> None:
        cancel = self._revisions.ticket(order.revision)
        sentences: list[Spoken] = []
        took_s = 0.0
        if not cancel.is_stale:
            with self._token.held(Urgency.VOICE, order.revision):
                began_s = self._pacing.now_s()
                sentences = list(self._engine.synthesize(order.clause.spoken, cancel=cancel))
                took_s = self._pacing.now_s() - began_s
        if cancel.is_stale:
            return
        self._pacing.note_voice(sum(sentence.clip.duration_s for sentence in sentences), took_s)
        clips = [sentence.clip for sentence in sentences] or [Clip.silence(HUSH_S, self._engine.rate_hz)]
        clip = self._to_speaker(join(clips))
        words = display_times(order.clause.display, _in_a_row(sentences))
        self._post(SpeechReady(order.revision, order.n, clip, onset_s(clip), words))


def _in_a_row(sentences: list[Spoken]) -> list[WordTime]:
    """The times of all words, from the first sentence's first sample."""
    starts_s = accumulate((sentence.clip.duration_s for sentence in sentences), initial=0.0)
    return [
        WordTime(start_s + word.start_s, start_s + word.end_s)
        for start_s, sentence in zip(starts_s, sentences, strict=False)
        for word in sentence.words
    ]
