"""Memory around the machine: what was said before is looked up while the user speaks, and travels with the question.

It stands around the machine (conversation/machine.py) as the signs of life do, and looks at what goes in and out:

    words that are read ahead, two content words among them -> RecallMemories; its memories are read before them
    Respond -> RecallMemories, and the Respond waits for MemoriesRecalled, WAIT_S at the most
    MemoriesQuoted -> MemoryRecalled, once the turn is committed
    MemoryKept, MemoriesForgotten, EpisodeKept -> MemoryStored, MemoryForgotten, LineKept

So the conversation itself knows nothing of recall. Where nothing was said before, everything passes as it is, unless
what the words are about is wanted for every turn. Called by the session thread only. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from app.conversation.reply import Out
from app.conversation.signs import Conversation
from app.effects import (
    ClearPrompt,
    DropBelow,
    Effect,
    KeepEpisode,
    PrefillHistory,
    RecallMemories,
    Respond,
    StartTimer,
    StopTimer,
)
from app.events import (
    FinalTranscript,
    LineKept,
    MemoryForgotten,
    MemoryRecalled,
    MemoryStored,
    Published,
    QuotedMemory,
    TurnEnded,
    TurnReopened,
    TurnTimings,
)
from app.facts import (
    EpisodeKept,
    EpisodesRestored,
    Fact,
    MemoriesForgotten,
    MemoriesQuoted,
    MemoriesRecalled,
    MemoryKept,
    PastChanged,
    StageBroke,
    TimerFired,
)
from app.wishes import Command, Say, Type

TIMER = "recall"
WAIT_S = 0.06
"""A reply waits no longer for the keeper: it takes 5 to 50 ms, and a busy disk is no reason for silence."""
PATIENT_WAIT_S = 0.5
"""When the words speak of memory itself, only the keeper knows the answer, and a guess would be a lie."""
TYPED_WAIT_S = 4.0
"""Who types hears no gap, and without the vote a crisis may be missed: `ask` begins anew each time, and its first look
took 0.7 s on two busy cores."""
CONTENT_WORDS = 2
"""Of what the user is saying, certain or not, before memory is asked about it: what is found too early costs time in
which nobody waits, what is found at the end costs the user's. While nothing is found, two more are worth a look."""
LONG_CHARS = 2_000
"""Of the history: longer, and the prompt may have dropped its beginning, which is worth recalling then."""

_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)*")
_EMPTY_WORDS = frozenset(
    _WORD.findall(
        """a about after again all also am an and any are as at be because been before but by can can't could did
        didn't do does doesn't doing don't down even for from get go going got had has have haven't he her here
        hers him his how i i'd i'll i'm i've if in into is isn't it it's its just know let let's like maybe me
        more mine my no not now of off oh on once only or other our out over please really right said say says
        she should so some something tell than that that's the their them then there there's these they thing
        things think this those to too two uh um up us very want was wasn't we we're well were what what's when
        where which while who whose why will with won't would yeah yes you you're your"""
    )
)
"""They say nothing about what a sentence is about."""
_ABOUT_MEMORY = re.compile(
    r"\b(?:remember|remind|forget|forgot|forgotten|memory|memories|know about|told you|tell you|said to you|did i say|"
    r"did i tell|did i ever|did we talk|we talked|we talk about|talked about|mentioned|call me|my name|who am i|"
    r"actually|correct(?:ion)?|that's wrong|that's not|not true|undo)\b",
    re.IGNORECASE,
)
"""Generous: what only sounds like it costs a question to the keeper."""


@dataclass
class _Ahead:
    """The turn that is being said, and what memory has for it so far."""

    turn: int
    asked_words: int = 0
    """Content words that memory was asked about."""
    found: MemoriesRecalled | None = None


class Recalling:
    """One turn at a time: the newest counts."""

    def __init__(self, machine: Conversation, *, asks_always: bool = False) -> None:
        """`asks_always`: what the words are about is wanted for every turn (the vote), also without a past."""
        self._machine = machine
        self._asks_always = asks_always
        self._has_past = False
        self._was_computed = False
        """The last answer came from the store: the next words may belong to it ("yes, forget it")."""
        self._is_typed = False
        """The message that is handled now is a typed turn."""
        self._ahead = _Ahead(0)
        self._reading: PrefillHistory | None = None
        """What the model was last told to read ahead, unless something else was ordered since."""
        self._held: Respond | None = None
        """A reply that waits for its memories."""
        self._asked: Respond | None = None
        """The reply under way."""
        self._quoted: MemoryRecalled | None = None
        """What it rests on, until its turn is committed."""
        self._rests_on: MemoryRecalled | None = None
        """The same, until the turn is kept."""
        self._committed: set[int] = set()
        """Turns that are, and wait for the first sound of their answer."""
        self._took: tuple[int, float] | None = None
        """(turn, ms) of the last look into memory."""

    @property
    def is_at_rest(self) -> bool:
        return self._machine.is_at_rest

    def handle(self, message: Fact | Command, now_s: float) -> Out:
        """As the machine's; what concerns only memory does not reach it."""
        match message:
            case MemoriesRecalled():
                return self._recalled(message)
            case TimerFired("recall"):
                return self._release()
            case MemoriesQuoted():
                self._quote(message, now_s)
                return self._told([])
            case MemoryKept(id, text):
                return [MemoryStored(now_s, id, text)]
            case PastChanged(has_past):
                self._has_past = has_past
                return []
        self._listen(message)
        self._is_typed = isinstance(message, Type)
        out = [passed for made in self._machine.handle(message, now_s) for passed in self._pass(made)]
        if isinstance(message, MemoriesForgotten):
            out = [ClearPrompt(), *out, *(MemoryForgotten(now_s, id) for id in message.ids)]
        elif isinstance(message, EpisodeKept):
            out.append(LineKept(now_s, message.turn, message.speaker, message.id))
        return self._told(out)

    # ---- what goes by ----------------------------------------------------------------------------------------------

    def _listen(self, message: Fact | Command) -> None:
        """What the machine is about to be told."""
        match message:
            case EpisodesRestored(_, has_past):
                self._has_past = has_past
            case Say():
                self._was_computed = True  # perhaps a question that memory asks
            case StageBroke("keeper"):
                self._has_past = self._asks_always = False
            case MemoriesForgotten():
                self._ahead.found = self._reading = self._quoted = self._rests_on = None

    def _pass(self, made: Effect | Published) -> Out:
        """What the machine orders and tells."""
        match made:
            case Respond():
                return self._ask(made)
            case PrefillHistory():
                return self._read(made)
            case DropBelow(revision) if self._asked is not None and self._asked.revision < revision:
                self._held = self._asked = self._quoted = self._rests_on = None
            case KeepEpisode(turn, "user") if self._rests_on is not None and self._rests_on.turn == turn:
                return [replace(made, recalled=tuple(one.id for one in self._rests_on.memories))]
            case TurnTimings(turn=turn) if self._took is not None and self._took[0] == turn:
                return [replace(made, recall_ms=round(self._took[1], 1))]
        self._note(made)
        return [made]

    def _note(self, made: Effect | Published) -> None:
        """Which turn is being said, and which are committed."""
        match made:
            case FinalTranscript(_, turn):
                self._committed.add(turn)
            case TurnReopened(_, turn):
                self._committed.discard(turn)
            case TurnEnded(_, turn):
                self._ahead = _Ahead(0)
                self._committed = {number for number in self._committed if number >= turn}

    def _read(self, order: PrefillHistory) -> Out:
        if self._held is not None:  # something was forgotten meanwhile
            self._held = replace(self._held, history=order.history)
        if not order.words:
            self._reading = None
            return [order]
        if order.turn != self._ahead.turn:
            self._ahead = _Ahead(order.turn)
        self._reading = replace(order, found=self._ahead.found)
        return self._look_ahead(order) or [self._reading]

    # ---- looking ---------------------------------------------------------------------------------------------------

    def _look_ahead(self, order: PrefillHistory) -> Out:
        """Enough is known of what is being said: its memories are chosen now. They stand before the words, so the words
        wait for them."""
        ahead, words = self._ahead, len(_content_words(order.words))
        has_found = ahead.found is not None and bool(ahead.found.recalled.memories)
        if not self._has_past or has_found or words < ahead.asked_words + CONTENT_WORDS:
            return []
        ahead.asked_words = words
        return [RecallMemories(0, order.turn, order.words)]

    def _ask(self, order: Respond) -> Out:
        """The words are known: look again, and let the reply wait for it; what was read ahead is worth going on with.
        """
        self._asked, self._reading = order, None
        is_about_memory = self._was_computed or _ABOUT_MEMORY.search(order.text) is not None
        self._was_computed = False
        if order.answer or not (self._asks_always or self._has_past or is_about_memory or _is_long(order)):
            return [order]
        if self._ahead.turn != order.turn:
            self._ahead = _Ahead(order.turn)
        self._held = replace(order, is_patient=self._is_typed)
        out: Out = [RecallMemories(order.revision, order.turn, order.text)]
        wait_s = PATIENT_WAIT_S if is_about_memory else WAIT_S
        out.append(StartTimer(TIMER, TYPED_WAIT_S if self._is_typed else wait_s))
        if self._ahead.found is not None:
            out.append(PrefillHistory(order.history, order.text, self._ahead.found))
        return out

    def _recalled(self, fact: MemoriesRecalled) -> Out:
        if fact.turn != self._ahead.turn:
            return []
        self._ahead.found = fact
        self._has_past |= bool(fact.recalled.memories)  # an import brought one
        self._took = (fact.turn, fact.took_ms) if self._has_past else None  # only a vote is no recall
        if self._held is not None and self._held.revision == fact.revision:
            return [StopTimer(TIMER), *self._release()]
        if self._reading is None:
            return []
        self._reading = replace(self._reading, found=fact)
        return [self._reading]

    def _release(self) -> Out:
        """The reply waits no longer."""
        order, self._held = self._held, None
        if order is None:
            return []
        found = self._ahead.found
        self._was_computed = found is not None and bool(found.recalled.answer)
        return [replace(order, found=found)]

    # ---- telling ---------------------------------------------------------------------------------------------------

    def _quote(self, fact: MemoriesQuoted, now_s: float) -> None:
        if self._asked is not None and self._asked.revision == fact.revision:
            memories = tuple(QuotedMemory(one.id, one.text, round(one.score, 4)) for one in fact.memories)
            self._quoted = self._rests_on = MemoryRecalled(now_s, self._asked.turn, memories)

    def _told(self, out: Out) -> Out:
        """With what the reply rests on, right behind the transcript that commits its turn, or as soon as it is known.
        """
        if self._quoted is None or self._quoted.turn not in self._committed:
            return out
        event, self._quoted = self._quoted, None
        behind = next((n for n, made in enumerate(out, 1) if isinstance(made, FinalTranscript)), 0)
        return [*out[:behind], event, *out[behind:]]


def _content_words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold().replace("’", "'")) if word not in _EMPTY_WORDS]


def _is_long(order: Respond) -> bool:
    return sum(len(said.user) + len(said.companion) for said in order.history) > LONG_CHARS
