"""The two mutes and which stages work. Owned by the machine; a mute is true only when its effect is."""

from __future__ import annotations

from app.conversation.reply import Out
from app.effects import CloseMic, OpenMic, StartTimer, StopTimer
from app.events import Stage, StageRecovered
from app.facts import MicClosed, MicOpened, StageBroke, StageReady, TimerFired
from app.wishes import MuteMic, MuteVoice, UnmuteMic, UnmuteVoice

DEVICES: tuple[Stage, ...] = ("microphone", "speaker")
"""Looked for again and again while they are missing, which is told once."""
REOPEN_S = (1.0, 2.0, 5.0, 10.0)
"""Back-off between attempts to open a microphone that went away."""


class Switches:
    """`mic_muted` follows the stream, not the wish: it turns True when the stream is closed."""

    def __init__(self, *, mic_muted: bool = False, voice_muted: bool = False) -> None:
        self.mic_muted = mic_muted
        self.voice_muted = voice_muted
        self.is_awake = False
        """The microphone has been open: there is somebody to listen to."""
        self._wants_mic = not mic_muted
        self._is_mic_needed = True
        self._broken: set[Stage] = set()
        self._attempts = 0
        self.has_news = True
        """The last StageBroke told of something that was not known."""

    @property
    def can_speak(self) -> bool:
        return not self.voice_muted and not self._broken & {"voice", "speaker"}

    def need_mic(self, *, is_needed: bool, keeps_words: bool = True) -> Out:
        """Somebody is to be listened to, or nobody. Unless it is muted the stream follows. keeps_words: what was said
        until now is still wanted."""
        if is_needed == self._is_mic_needed:
            return []
        self._is_mic_needed = is_needed
        if not self._wants_mic:
            return []
        return [OpenMic()] if is_needed else [StopTimer("microphone"), CloseMic(keeps_words)]

    def has_lost_mic(self, message: object) -> bool:
        """The stream is gone (muted or broken): what was half heard goes too."""
        is_closed = isinstance(message, MicClosed) and not message.keeps_words
        return is_closed or (isinstance(message, StageBroke) and message.stage == "microphone")

    def handle(self, message: object, now_s: float) -> Out:
        """Follow one message; whatever does not concern the switches changes nothing."""
        if isinstance(message, StageBroke):
            self.has_news = message.stage not in self._broken or message.stage not in DEVICES
        return self._microphone(message, now_s) + self._stages(message, now_s)

    def _microphone(self, message: object, now_s: float) -> Out:
        match message:
            case MuteMic():
                self._wants_mic = False
                return [StopTimer("microphone"), CloseMic()]
            case UnmuteMic():
                self._wants_mic = True
                self.mic_muted = self.mic_muted and self._is_mic_needed
                return [OpenMic()] if self._is_mic_needed else []
            case MicClosed():
                self.mic_muted = not self._wants_mic
            case MicOpened():
                late: Out = [StopTimer("microphone")] if self._attempts else []
                self.mic_muted, self.is_awake, self._attempts = False, True, 0
                return late + self._mend("microphone", now_s)
            case TimerFired("microphone") if self._wants_mic and self._is_mic_needed:
                return [OpenMic()]
            case StageBroke("microphone") if self._wants_mic and self._is_mic_needed:
                self._attempts += 1
                return [StartTimer("microphone", REOPEN_S[min(self._attempts, len(REOPEN_S)) - 1])]
        return []

    def _stages(self, message: object, now_s: float) -> Out:
        match message:
            case MuteVoice():
                self.voice_muted = True
            case UnmuteVoice():
                self.voice_muted = False
            case StageReady(stage):
                return self._mend(stage, now_s)
            case StageBroke(stage):
                self._broken.add(stage)
        return []

    def _mend(self, stage: Stage, now_s: float) -> Out:
        if stage not in self._broken:
            return []
        self._broken.discard(stage)
        return [StageRecovered(now_s, stage)]
