"""Wishes: what the user asks of a running conversation, by window, tray, key, command line or a program of theirs.

Imperative, like effects; posted to the session from any thread (`Command` is any of them), and answered by the machine.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Type:
    """A typed turn. `aloud`: speak the reply too. `companion`: who is to answer, '' for the one of this run; whoever
    has the floor keeps it. None: who has the floor answers, or is called in the words."""

    text: str
    aloud: bool = True
    companion: str | None = None


@dataclass(frozen=True)
class MuteMic:
    """Close the microphone, really."""


@dataclass(frozen=True)
class UnmuteMic:
    """Open it again."""


@dataclass(frozen=True)
class MuteVoice:
    """Answer in captions only."""


@dataclass(frozen=True)
class UnmuteVoice:
    """Answer aloud again."""


@dataclass(frozen=True)
class StopReply:
    """Fall silent and drop the reply."""


@dataclass(frozen=True)
class PressKey:
    """Push-to-talk: the key went down."""


@dataclass(frozen=True)
class ReleaseKey:
    """Push-to-talk: the key came up."""


@dataclass(frozen=True)
class ToggleKey:
    """Push-to-talk by single presses: down the first time, up the next."""


@dataclass(frozen=True)
class Sleep:
    """Do not answer until you are woken."""


@dataclass(frozen=True)
class WakeUp:
    """Listen again."""


@dataclass(frozen=True)
class StepAway:
    """The user cannot be there: the screen is locked, the machine goes to sleep, another session is in front. Nobody is
    listened to, half-heard words are erased, a reply under way ends as heard."""


@dataclass(frozen=True)
class ComeBack:
    """The user can be there again: as before, mutes kept."""


@dataclass(frozen=True)
class Say:
    """Say `text`: our own words, neither kept nor remembered. Dropped while a reply is under way."""

    text: str


@dataclass(frozen=True)
class OnlyListen:
    """From now on (`is_on`) what the user says is heard and kept, and not answered: somebody else asks."""

    is_on: bool


@dataclass(frozen=True)
class EndConversation:
    """Finish: silence the speaker, keep what was heard, take nothing new."""


Command = (
    Type | MuteMic | UnmuteMic | MuteVoice | UnmuteVoice | StopReply | PressKey | ReleaseKey | ToggleKey | Sleep
    | WakeUp | StepAway | ComeBack | Say | OnlyListen | EndConversation
)
