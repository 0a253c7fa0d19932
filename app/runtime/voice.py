"""The voice thread's job: one clause at a time becomes sound at the speaker's rate."""

from __future__ import annotations

from collections.abc import Callable

from app.audio.clip import Clip, join
from app.cancel import Revisions
from app.effects import Synthesize
from app.engines.protocols import Synthesizer
from app.facts import Fact, SpeechReady
from app.listening.voiced import onset_s
from app.runtime.token import ComputeToken, Urgency

HUSH_S = 0.05
"""What a clause without any sound becomes, so that its place in the reply is still counted in samples."""


class Voice:
    """`to_speaker` resamples a clip once, to the rate of the sink."""

    def __init__(
        self,
        engine: Synthesizer,
        post: Callable[[Fact], None],
        token: ComputeToken,
        revisions: Revisions,
        to_speaker: Callable[[Clip], Clip],
    ) -> None:
        self._engine = engine
        self._post = post
        self._token = token
        self._revisions = revisions
        self._to_speaker = to_speaker

    def job(self, order: Synthesize) -> None:
        cancel = self._revisions.ticket(order.revision)
        clips: list[Clip] = []
        if not cancel.is_stale:
            with self._token.held(Urgency.VOICE):
                clips = list(self._engine.synthesize(order.clause.spoken, cancel=cancel))
        if cancel.is_stale:
            return
        clip = self._to_speaker(join(clips) if clips else Clip.silence(HUSH_S, self._engine.rate_hz))
        self._post(SpeechReady(order.revision, order.n, clip, onset_s(clip)))
