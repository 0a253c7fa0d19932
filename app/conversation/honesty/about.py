"""What is true of this machine, as far as people ask the companion about itself.

Collected at the rim (wiring/honest.py) ahead of any question and read by layer.py on the session thread. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Topic = Literal["human", "feelings", "body", "others", "selves", "kept", "heard", "listening", "secret", "maker"]
"""What a question about the companion itself may be about."""
Manner = Literal["plain", "warm", "brisk", "playful", "dry"]
"""How a persona speaks of itself; never what it says."""
MANNERS: tuple[Manner, ...] = ("plain", "warm", "brisk", "playful", "dry")
Microphone = Literal["open", "closed", "muted"]


@dataclass(frozen=True)
class AboutThisMachine:
    """For one companion, as of now."""

    name: str
    manner: Manner = "plain"
    others: tuple[str, ...] = ()
    """The names of the other companions on this machine."""
    shares: bool = False
    """They are told what was just said when they are called into a talk."""
    selves: tuple[str, ...] = ()
    """What the other selves of this companion are called; '' for one without a label."""
    turns: int = 0
    """What the user said to this self and its ancestors, and is kept."""
    facts: int = 0
    """What was noted of it."""
    since: str = ""
    """The day of the first of them: "3 March 2026"."""
    is_encrypted: bool = False
    model: str = ""
    """The language model, as people say it."""
    voice: str = ""
    mode: str = "open"
    """When it listens: open, wake, key."""
    wake_phrase: str = ""
    microphone: Microphone = "closed"
