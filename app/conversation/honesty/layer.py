"""Honesty around the machine: what is asked of the companion itself is answered from facts, past the language model.

It stands around memory and whoever has the floor (recalling.py, present.py), so it knows which companion is asked, and
its answer counts before memory's:

    Respond whose words ask about the companion -> the same with `answer`; nothing is quoted for it
    Respond whose words may ask about it -> the same with a `coda`: the model replies, and what is true stands behind
    MicOpened, MicClosed, mutes -> whether the microphone is open, for the answer
    Say -> our own words and a card's greeting pass the same guard as a reply (claims.py)

Called by the session thread only. Pure: what is true was collected before it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from app.conversation.claims import without_claims
from app.conversation.honesty.about import AboutThisMachine, Microphone
from app.conversation.honesty.answers import answer, answer_near, aside
from app.conversation.honesty.meant import meant
from app.conversation.honesty.question import topics_of
from app.conversation.reply import Out
from app.conversation.signs import Conversation
from app.conversation.switches import Switches
from app.effects import Effect, Respond
from app.events import Published
from app.facts import Fact, MemoriesRecalled, MicClosed, MicOpened, StageBroke
from app.memory.recalled import Recalled
from app.wishes import Command, Say

SHORT_WORDS = 20
"""Of the model's own, when what is true is said behind them."""
About = Callable[[str], AboutThisMachine]
"""What is true now for a companion, '' for the one of this run; at once, from any thread."""


class Honesty:
    """`names`: companion -> what it is called; '' is the one of this run."""

    def __init__(
        self, conversation: Conversation, switches: Switches, names: Mapping[str, str], about: About
    ) -> None:
        self._conversation = conversation
        self._switches = switches
        self._names = names
        self._about = about
        self._is_open = False

    @property
    def is_at_rest(self) -> bool:
        return self._conversation.is_at_rest

    def handle(self, message: Fact | Command, now_s: float) -> Out:
        """As the machine's."""
        match message:
            case MicOpened():
                self._is_open = True
            case MicClosed() | StageBroke("microphone"):
                self._is_open = False
            case Say(text):
                message = Say(without_claims(text))
        return [self._pass(made) for made in self._conversation.handle(message, now_s)]

    def _pass(self, made: Effect | Published) -> Effect | Published:
        if not isinstance(made, Respond) or made.answer:
            return made
        own = self._names.get(made.companion, "")
        topics = topics_of(made.text, name=own, others=[name for name in self._names.values() if name != own])
        asked = meant(topics, _vote(made))
        if asked.how == "not":
            return made
        about = replace(self._about(made.companion), microphone=self._microphone)
        if asked.how == "perhaps":
            return replace(made, coda=aside(asked.topics, about), most_words=SHORT_WORDS)
        told = answer if asked.how == "said" else answer_near
        return replace(made, answer=told(asked.topics, about), found=_votes_only(made))

    @property
    def _microphone(self) -> Microphone:
        if self._switches.mic_muted:
            return "muted"
        return "open" if self._is_open else "closed"


def _vote(made: Respond) -> Mapping[str, float]:
    """What asks for something that was said, and is found, asks for that."""
    if made.found is None:
        return {}
    recalled = made.found.recalled
    is_of_memory = recalled.answer or (recalled.asks_for_memory and recalled.memories)
    return {} if is_of_memory else recalled.votes.get("honesty", {})


def _votes_only(made: Respond) -> MemoriesRecalled | None:
    """Nothing is quoted for it; other layers may still ask the vote."""
    if made.found is None or not made.found.recalled.votes:
        return None
    return replace(made.found, recalled=Recalled(votes=made.found.recalled.votes))
