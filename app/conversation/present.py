"""Which companion has the floor: the one of this run, until another is called by name, and then that one.

It stands around the machine, outside of memory (recalling.py), and looks at what goes in and out:

    Respond, PrefillHistory, FinalTranscript -> whom do these words call? (addressed.py)
    what is ordered for a turn, and what is told of it, carries its companion
    a reply gets that companion's own part of the conversation; of what the others were told, the last two turns as a
    quotation, and only if the user lets it hear them

So the conversation itself knows of one companion. What a pause has begun for nobody is not held against anybody: the
floor changes hands when the turn has ended. Called by the session thread only. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from app.conversation.addressed import Addresses
from app.conversation.reply import Out
from app.conversation.signs import Conversation
from app.effects import (
    Effect,
    Exchange,
    KeepEpisode,
    Overheard,
    PrefillHistory,
    RecallMemories,
    Respond,
    Synthesize,
)
from app.events import FinalTranscript, Published, ReplySentence, SpeakerChanged, TurnEnded
from app.facts import Fact, MemoriesRecalled, Transcribed
from app.wishes import Command, Type

_Signed = RecallMemories | KeepEpisode | Synthesize | ReplySentence

OVERHEARD = 2
"""So many of the last turns are told to who is called in."""
_KEPT_TURNS = 32
"""Older ones are over, whatever becomes of the newest."""


@dataclass
class _Turn:
    """The words that were looked at, and who has the floor for them."""

    text: str
    companion: str


class Whose:
    """Who has the floor now, and who had it in each of the last turns. '' is the companion of this run."""

    def __init__(self) -> None:
        self.floor = ""
        self._turns: dict[int, _Turn] = {}

    def of(self, turn: int) -> str:
        """By a turn's number; 0: of an earlier run."""
        if not turn:
            return ""
        known = self._turns.get(turn)
        return self.floor if known is None else known.companion

    def note(self, turn: int, text: str, called: Callable[[], str | None]) -> str:
        """`text` is what the user says in `turn`; `called` finds out whom it calls. -> who has the floor for it."""
        known = self._turns.get(turn)
        if known is None or known.text != text:
            companion = called()
            self._turns[turn] = known = _Turn(text, self.floor if companion is None else companion)
        return known.companion

    def words_of(self, turn: int) -> str:
        """As they were looked at last; '' for none."""
        known = self._turns.get(turn)
        return "" if known is None else known.text

    def end(self, turn: int, *, keeps_floor: bool = False) -> None:
        """It can no longer be taken back. `keeps_floor`: who had it before has it again."""
        self.floor = self.floor if keeps_floor else self.of(turn)
        self._turns = {number: kept for number, kept in self._turns.items() if number > turn - _KEPT_TURNS}


class Present:
    """`names`: companion -> its name; '' is the one of this run, and `id_` what it is called in events. `may_hear`:
    whether a companion is told what was said to another; asked anew each time, so a setting counts at once."""

    def __init__(
        self,
        machine: Conversation,
        whose: Whose,
        names: Mapping[str, str],
        id_: str,
        may_hear: Callable[[str], bool] = lambda _companion: True,
    ) -> None:
        self._machine = machine
        self._whose = whose
        self._names = names
        self._id = id_
        self._may_hear = may_hear
        self._addresses = Addresses(names)
        self._known = len(names)
        self._asked_of: tuple[str, str] | None = None
        """(words, companion) of a typed turn that is for somebody, whatever its words are; one at a time."""
        self._heard = ""
        """The last transcript: a wake phrase is cut off before it is answered, and is a call."""
        self._answering = (0, "")
        """(revision, who) of the last reply that was asked for."""
        self._speaker = ""
        """Who was heard last."""
        self._said = (0, "")
        """(turn, words) that were last said to the user."""

    @property
    def is_at_rest(self) -> bool:
        return self._machine.is_at_rest

    def handle(self, message: Fact | Command, now_s: float) -> Out:
        """As the machine's."""
        if isinstance(message, Transcribed):
            self._heard = message.text.strip()
        if isinstance(message, Type) and message.companion is not None:
            self._asked_of = (message.text, message.companion)
        return [passed for made in self._machine.handle(message, now_s) for passed in self._told(self._pass(made))]

    def _pass(self, made: Effect | Published) -> Effect | Published:
        match made:
            case Respond() | PrefillHistory():
                return self._given(made)
            case RecallMemories() | KeepEpisode() | Synthesize() | ReplySentence():
                return self._signed(made)
            case FinalTranscript(_, turn, text):
                self._note(turn, text)
            case TurnEnded(_, turn):
                self._whose.end(turn, keeps_floor=self._was_asked_of(turn))
        return made

    def _told(self, made: Effect | Published) -> Out:
        """With the news that somebody else begins to speak in front of its first words."""
        if not isinstance(made, ReplySentence) or self._whose.of(made.turn) == self._speaker:
            return [made]
        self._speaker = self._whose.of(made.turn)
        return [SpeakerChanged(made.t, made.companion, self._names.get(self._speaker, "")), made]

    # ---- whose it is -----------------------------------------------------------------------------------------------

    def _signed(self, made: _Signed) -> _Signed:
        """With the companion that it belongs to."""
        match made:
            case RecallMemories(revision, turn, text):
                return replace(made, companion=self._note(turn, text) if revision else self._so_far(text))
            case KeepEpisode(turn=turn):
                return replace(made, companion=self._whose.of(turn))
            case Synthesize(revision):
                asked, who = self._answering
                return replace(made, companion=who if revision == asked else self._whose.floor)
            case ReplySentence(_, turn, text):
                self._say(turn, text)
                return replace(made, companion=self._whose.of(turn) or self._id)

    def _note(self, turn: int, text: str) -> str:
        return self._whose.note(turn, text, lambda: self._called(text))

    def _so_far(self, text: str) -> str:
        """Words that may go on are looked at, and not noted: their end may call somebody else."""
        called = self._called(text) if text else None
        return self._whose.floor if called is None else called

    def _was_asked_of(self, turn: int) -> bool:
        """A question to somebody, from elsewhere, does not change with whom one talks."""
        if self._asked_of is None or self._whose.words_of(turn) != self._asked_of[0]:
            return False
        self._asked_of = None
        return True

    def _called(self, text: str) -> str | None:
        if self._asked_of is not None and text == self._asked_of[0]:
            return self._asked_of[1]
        if len(self._names) != self._known:
            self._addresses, self._known = Addresses(self._names), len(self._names)
        words = self._heard if text and self._heard.endswith(text) else text
        return self._addresses.called(words, asked=self._said[1])

    def _say(self, turn: int, text: str) -> None:
        self._said = (turn, f"{self._said[1]} {text}" if self._said[0] == turn else text)

    # ---- what it is given ------------------------------------------------------------------------------------------

    def _given(self, order: Respond | PrefillHistory) -> Respond | PrefillHistory:
        """With what its companion may know."""
        if isinstance(order, Respond):
            who = self._note(order.turn, order.text)
            self._answering = (order.revision, who)
        else:
            who = self._so_far(order.words)
        turn = order.turn or (order.found.turn if order.found else 0)
        own, overheard = self._parted(order.history, who, turn)
        given = replace(order, companion=who, history=own, found=_own(order.found, who), overheard=overheard)
        if isinstance(given, PrefillHistory) and not given.words:
            return replace(given, then=self._for_others(order.history, who))
        return given

    def _for_others(self, history: tuple[Exchange, ...], who: str) -> tuple[PrefillHistory, ...]:
        """Whoever had the floor in this conversation may be called again: what it would have overheard."""
        parts: list[PrefillHistory] = []
        for other in dict.fromkeys(said.by for said in history):
            own, overheard = self._parted(history, other, history[-1].turn + 1)
            if other != who and overheard is not None:
                parts.append(PrefillHistory(own, companion=other, overheard=overheard))
        return tuple(parts)

    def _parted(
        self, history: tuple[Exchange, ...], who: str, turn: int
    ) -> tuple[tuple[Exchange, ...], Overheard | None]:
        """(its own part, what it overheard since then)."""
        own = tuple(said for said in history if said.by == who)
        since = next((n for n, said in enumerate(reversed(history)) if said.by == who), len(history))
        others = history[len(history) - since :][-OVERHEARD:]
        if not turn or not others or not self._may_hear(who):
            return own, None
        return own, Overheard(turn, tuple((self._names.get(said.by, ""), said) for said in others))


def _own(found: MemoriesRecalled | None, who: str) -> MemoriesRecalled | None:
    """What was found in another's memory, before anybody knew who was called, is nobody's business."""
    return found if found is not None and found.companion == who else None
