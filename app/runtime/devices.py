"""The devices thread: opens and closes microphone and speaker, hands clauses to the speaker, and watches both.

Opening can take tens of milliseconds and starting PortAudio again seconds, so nobody waits for this thread. What must
be immediate is the exception: `hush` and `lead` run on the session thread.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Protocol

from app.audio.clip import Samples
from app.audio.sink import Lead, Sink
from app.audio.source import Source
from app.cancel import Revisions
from app.conversation.soft_sound import soft_sound
from app.effects import (
    SIGN_N,
    CloseMic,
    DuckPlayout,
    FinishPlayout,
    OpenMic,
    PausePlayout,
    Play,
    PlaySign,
    ResumePlayout,
    StopPlayout,
    WakeSpeaker,
)
from app.errors import EarpieceError
from app.facts import Fact, MicOpened, PlayoutStopped, StageBroke, StageReady, TimerFired
from app.runtime.clock import SessionClock
from app.runtime.listener import Block, Mail, StreamEnded

SILENT_S = 2.0
"""A device that gave no callback for so long is gone (it says nothing when its server dies). One second is enough on
an idle machine; on a loaded one callbacks come late."""

LEADS: dict[type[DuckPlayout | PausePlayout | ResumePlayout], Lead] = {
    DuckPlayout: "duck",
    PausePlayout: "pause",
    ResumePlayout: "resume",
}


class LiveSource(Source, Protocol):
    """A source with a pulse. `name`: of the device to open, None for the default."""

    name: str | None

    @property
    def last_block_t_s(self) -> float: ...


class LiveSink(Sink, Protocol):
    """A sink that opens when a reply is near and closes when it has been quiet. `name`: as a source's."""

    name: str | None

    @property
    def is_open(self) -> bool: ...

    @property
    def last_block_t_s(self) -> float: ...

    def warm(self) -> None: ...

    def close_if_quiet(self) -> bool: ...


class Devices:
    """`job` and `watch` run on the devices worker. `restart` starts PortAudio again, with every stream closed."""

    def __init__(
        self,
        source: LiveSource | None,
        sink: LiveSink | None,
        listener: Mail,
        post: Callable[[Fact], None],
        revisions: Revisions,
        clock: SessionClock,
        restart: Callable[[], None],
    ) -> None:
        self._source = source
        self._sink = sink
        self._listener = listener
        self._post = post
        self._revisions = revisions
        self._clock = clock
        self._restart = restart
        self._playing_revision = 0
        self._is_mic_down = self._is_speaker_down = False
        self._has_lost_a_device = False
        self._playing = threading.Lock()

    def load(self) -> None:
        """Find the speaker; a run without one answers in captions until there is one."""
        try:
            if self._sink is not None:
                self._sink.open(self._post)
        except EarpieceError as error:
            self._has_lost_a_device = self._is_speaker_down = True
            self._post(StageBroke("speaker", 0, str(error)))

    def job(self, order: OpenMic | CloseMic | WakeSpeaker | Play | PlaySign | FinishPlayout) -> None:
        match order:
            case OpenMic():
                self._open_mic()
            case CloseMic(keeps_words):
                self._close_mic(keeps_words=keeps_words)
            case WakeSpeaker():
                self._with_speaker(lambda sink: sink.warm())
            case Play():
                self._with_speaker(lambda sink: self._play(sink, order))
            case PlaySign(revision):
                self._with_speaker(lambda sink: self._play(sink, Play(revision, SIGN_N, soft_sound(sink.rate_hz))))
            case FinishPlayout():
                self._with_speaker(lambda sink: sink.finish(order.revision))

    def hush(self, order: StopPlayout) -> None:
        """On the session thread: silence now, then say what was heard."""
        if self._sink is None:
            return
        with self._playing:
            heard = self._sink.stop()
        self._post(PlayoutStopped(order.revision, self._clock.now_s(), heard))

    def lead(self, order: DuckPlayout | PausePlayout | ResumePlayout) -> None:
        """On the session thread: the voice lower, silent or on again, now."""
        if self._sink is not None:
            self._sink.lead(LEADS[type(order)])

    def watch(self) -> None:
        """The watchdog, once a second while there is nothing to do."""
        now_s = self._clock.now_s()
        source, sink = self._source, self._sink
        if source is not None and source.is_open and now_s - source.last_block_t_s > SILENT_S:
            self._lose_mic()
        if sink is None or self._is_speaker_down:
            return
        if sink.is_open and now_s - sink.last_block_t_s > SILENT_S:
            self._lose_speaker("The speaker went away. Plug it in again; until then you can read me.")
        else:
            sink.close_if_quiet()

    def rest(self) -> None:
        """Close both at once, and begin anew next time: a machine that slept may have other devices."""
        self.close()
        self._has_lost_a_device = True

    def use_microphone(self, name: str | None) -> None:
        """The user has chosen another one (None: the default): an open stream moves to it."""
        if self._source is not None:
            self._source.name = name
            if self._source.is_open:
                self._close_mic()
                self._open_mic()

    def use_speaker(self, name: str | None) -> None:
        """The same for the loudspeaker; what it was saying is lost."""
        if self._sink is not None:
            self._sink.name = name
            self.load()

    def look_again(self) -> None:
        """Devices came or went: what is missing may be there now."""
        if self._is_mic_down:
            self._post(TimerFired("microphone"))  # as if its time had come: whoever muted it meanwhile keeps it closed
        if self._is_speaker_down:
            self._with_speaker(lambda sink: sink.warm())

    def counts(self) -> dict[str, int]:
        """What the devices lost since the first open. From any thread."""
        return {
            "dropped_blocks": self._source.dropped_blocks if self._source else 0,
            "underruns": self._sink.underruns if self._sink else 0,
        }

    def close(self) -> None:
        """Release both devices."""
        for device in (self._source, self._sink):
            if device is not None:
                device.close()

    # ---- microphone ------------------------------------------------------------------------------------------------

    def _open_mic(self) -> None:
        source = self._source
        if source is None:
            return

        def hear(samples: Samples, t_s: float) -> None:
            self._listener.post(Block(samples, t_s, source.rate_hz))

        try:
            if self._has_lost_a_device:
                self._start_again()
            source.open(hear)
        except EarpieceError as error:
            self._has_lost_a_device = self._is_mic_down = True
            self._post(StageBroke("microphone", 0, str(error)))
            return
        self._is_mic_down = False
        self._post(MicOpened())

    def _close_mic(self, *, keeps_words: bool = False) -> None:
        if self._source is not None:
            self._source.close()
        self._listener.post(StreamEnded(keeps_words))

    def _lose_mic(self) -> None:
        self._has_lost_a_device = self._is_mic_down = True
        self._close_mic()
        self._post(StageBroke("microphone", 0, "The microphone went away. Plug it in again; I keep looking."))

    # ---- speaker ---------------------------------------------------------------------------------------------------

    def _play(self, sink: LiveSink, order: Play) -> None:
        sink.warm()
        with self._playing:
            if not self._revisions.ticket(order.revision).is_stale:
                self._playing_revision = order.revision
                sink.play(order.revision, order.n, order.clip, order.words, order.rest_s)

    def _with_speaker(self, act: Callable[[LiveSink], None]) -> None:
        if self._sink is None:
            return
        try:
            if self._is_speaker_down:
                self._start_again()
            act(self._sink)
        except EarpieceError as error:
            self._lose_speaker(str(error))
            return
        if self._is_speaker_down:
            self._is_speaker_down = False
            self._post(StageReady("speaker"))

    def _lose_speaker(self, what: str) -> None:
        assert self._sink is not None
        heard = self._sink.stop()
        self._sink.close()
        self._has_lost_a_device = self._is_speaker_down = True
        self._post(PlayoutStopped(self._playing_revision, self._clock.now_s(), heard))
        self._post(StageBroke("speaker", self._playing_revision, what))

    def _start_again(self) -> None:
        """PortAudio's device list is as old as its start: start it again, so that what was plugged in is seen.

        Raises NoDevice.
        """
        if self._source is not None and self._source.is_open:
            return  # the microphone works; it is not worth a gap in what is heard
        if self._sink is not None:
            self._sink.close()
        self._restart()
        if self._sink is not None:
            self._sink.open(self._post)
        self._has_lost_a_device = False
