"""A crisis is met with care, whatever the persona is: computed words past the model, then quiet turns without jokes.

It stands around the machine, outside of memory and honesty, because it goes before both:

    Respond whose words tell of danger         -> Respond with an answer (answers.py); what memory found is left out
    that turn is committed (FinalTranscript)   -> role-play pauses for PAUSED_TURNS; the moment is told, by kind
    the next turn says that it was taken wrong -> the pause ends, if only the vote had thought so
    Respond whose words may tell of it         -> the same with a question behind the reply, at most once in ASKED_TURNS
    Respond, PrefillHistory meanwhile          -> the user's words with a short note to the model in front
    Respond, PrefillHistory ever after         -> a helpline that was told before is not in the model's history

Which words do is decided by rules and vote together (meant.py). The vote comes with the Respond, before or after the
turn is committed; until it is there, and where none comes, the rules alone count.

Nothing a persona says can switch it off, because it never sees a persona. Called by the session thread only. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from app.conversation.boundaries.answers import (
    AGAIN,
    LOW,
    MISTAKEN,
    NOT_SAFE,
    PERHAPS_MORE,
    SAFE,
    TAKEN_BACK,
    Helpline,
    answer,
    help_words,
    remembered,
)
from app.conversation.boundaries.asked_back import said_to_it
from app.conversation.boundaries.crisis import Kind
from app.conversation.boundaries.meant import Danger, danger, is_doubtful
from app.conversation.boundaries.plain import plain
from app.conversation.reply import Out
from app.conversation.signs import Conversation
from app.effects import Effect, Exchange, PrefillHistory, Respond
from app.events import FinalTranscript, Published
from app.facts import Fact
from app.wishes import Command

PAUSED_TURNS = 8
"""So long after such a moment nobody plays a part."""
ASKED_TURNS = 12
"""A doubt is asked about once in so many turns."""
NOTE = "(Be gentle and serious now: no jokes, no role-play, short and warm.) "

_LOW = re.compile(
    r"\bi (?:am|feel) (?:\w+ ){0,2}(?:alone|lonely|scared|sad|empty|awful|numb|hopeless|worthless|ashamed|lost)\b"
)


class Care:
    """`lines`: the helplines of the user's country. `tell`: a moment came; its kind, never its words."""

    def __init__(
        self, machine: Conversation, lines: Sequence[Helpline], tell: Callable[[Kind], None] = lambda _kind: None
    ) -> None:
        self._machine = machine
        self._lines = lines
        self._tell = tell
        self._last: tuple[int, Danger] | None = None
        """The turn of the last such moment."""
        self._before: tuple[int, Danger] | None = None
        """The one before it."""
        self._decided: tuple[int, Danger | None] = (0, None)
        """The newest turn that a reply was ordered for, and what its words were taken for."""
        self._committed_turn = 0
        self._told_turn = 0
        self._asked_turn = -ASKED_TURNS
        """The last turn whose words left a doubt that was asked about."""

    @property
    def is_at_rest(self) -> bool:
        return self._machine.is_at_rest

    @property
    def is_pausing(self) -> bool:
        """Somebody may be in danger: nothing else begins by itself."""
        return self._last is not None

    def handle(self, message: Fact | Command, now_s: float) -> Out:
        """As the machine's."""
        return [self._pass(made) for made in self._machine.handle(message, now_s)]

    def _pass(self, made: Effect | Published) -> Effect | Published:
        match made:
            case Respond():
                return self._respond(replace(made, history=self._known(made.history)))
            case PrefillHistory(words=words):
                note = NOTE if words and self._is_paused(made.turn) else ""
                return replace(made, words=note + words, history=self._known(made.history))
            case FinalTranscript(turn=turn, text=text):
                self._note(turn, text)
        return made

    def _known(self, history: Sequence[Exchange]) -> tuple[Exchange, ...]:
        return tuple(replace(one, companion=remembered(one.companion, self._lines)) for one in history)

    def _respond(self, order: Respond) -> Respond:
        vote = order.found.recalled.votes.get("crisis", {}) if order.found is not None else {}
        found = danger(order.text, vote, was_asked=order.turn == self._asked_turn + 1)
        self._decided = (order.turn, found)
        if self._committed_turn == order.turn:
            self._keep(order.turn, order.text, found)
        words = self._words(order.turn, order.text, found)
        if words:
            return replace(order, answer=words, found=None)
        if order.answer:
            return order
        if self._is_paused(order.turn):
            return replace(order, text=NOTE + order.text)
        return self._asking(order) if is_doubtful(vote) and not order.coda else order

    def _asking(self, order: Respond) -> Respond:
        if self._asked_turn < order.turn < self._asked_turn + ASKED_TURNS:
            return order
        self._asked_turn = order.turn
        return replace(order, coda=PERHAPS_MORE)

    def _words(self, turn: int, text: str, found: Danger | None) -> str:
        """What is computed for `text`; '' for nothing."""
        if found is not None:
            if self._is_paused(turn) and (found.kind != "taken" or found.is_voted):
                return AGAIN.format(help=help_words(found.kind, self._lines))
            return answer(found.kind, self._lines, is_sure=not found.is_voted)
        if self._last is not None and turn == self._last[0] + 1:  # what was asked is being answered
            help_, is_voted = help_words(self._last[1].kind, self._lines), self._last[1].is_voted
            match said_to_it(text):
                case "unsafe":
                    return NOT_SAFE.format(help=help_)
                case "safe":
                    return SAFE
                case "mistaken":
                    return MISTAKEN if is_voted else TAKEN_BACK.format(help=help_)
                case "else":
                    pass
        return LOW if self._is_paused(turn) and _LOW.search(plain(text)) else ""

    def _is_paused(self, turn: int) -> bool:
        moments = (self._last, self._before)  # the last may be this very turn
        return any(one is not None and one[0] < turn <= one[0] + PAUSED_TURNS for one in moments)

    def _note(self, turn: int, text: str) -> None:
        """What was said is certain."""
        self._committed_turn = turn
        decided_turn, found = self._decided
        self._keep(turn, text, found if decided_turn == turn else danger(text, {}))

    def _keep(self, turn: int, text: str, found: Danger | None) -> None:
        """That turn is committed, and is taken for this, whatever it was taken for before the vote came."""
        if self._last is not None and self._last[0] == turn:
            self._last = self._before
        if found is None and self._was_wrong(turn, text):
            self._last = self._before
            return
        self._before = self._last
        if found is not None:
            self._last = (turn, found)
            if turn != self._told_turn:
                self._told_turn = turn
                self._tell(found.kind)
        elif self._last is not None and turn > self._last[0] + PAUSED_TURNS:
            self._last = None

    def _was_wrong(self, turn: int, text: str) -> bool:
        """A vote alone had taken the turn before for one, and the user says that it was none."""
        last = self._last
        return last is not None and turn == last[0] + 1 and last[1].is_voted and said_to_it(text) == "mistaken"
