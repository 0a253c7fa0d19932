"""Three small limits on what is answered: a goodbye is let go, today's time can be used up, and adults' themes follow
the persona's rating.

They stand around the machine between honesty and care: what was computed already (a memory, an honest answer) passes,
and a crisis goes before all of them.

    Respond to a goodbye         -> one short line, and never a question back
    Respond after today's time   -> the first time a kind closing line, then short answers; commands and facts go on
    Respond to an adults' theme  -> a kind refusal, unless the companion is rated for adults

Called by the session thread only. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from app.conversation.boundaries.plain import plain
from app.conversation.reply import Out
from app.conversation.signs import Conversation
from app.effects import Effect, Respond
from app.events import FinalTranscript, Published
from app.facts import Fact
from app.wishes import Command

SPENT = "That was our time for today, as you asked. I'm still here for short things, and for anything that matters."
SHORT_NOTE = "(Answer in one short sentence.) "
REFUSAL = "That's not something I do. I'm glad to talk about something else."
NIGHT, BYE = "Good night. Sleep well.", "Bye for now. Take care."

_FILL = (
    r"(?:(?:all|alright|thank|thanks|you|much|for today|for tonight|now|then|and|but|i think|i guess|my (?:dear|"
    r"friend)|a lot|for now) |, )*"
)
_NIGHT = (
    r"good ?night|night night|sleep (?:well|tight)|nighty night|sweet dreams|i am (?:going|off|heading) to (?:bed|"
    r"sleep)|(?:i am going to|i will) (?:go to )?(?:sleep|bed)|time for bed"
)
_BYE = (
    r"(?:good ?)?bye(?: ?bye)?|farewell|see you(?: (?:later|soon|tomorrow|around|then|next time))?|talk (?:to you )?"
    r"(?:later|soon|tomorrow)"
    r"|(?:i|we) (?:have|have got|got|need|should|must)(?: to)? (?:go|run|leave|get going|head out|be going|be off)|i"
    r" am (?:off|leaving|out|heading out|heading off)"
    r"|that is (?:all|it)(?: for (?:today|tonight|now))?|take care|until (?:tomorrow|next time|later)|have a (?:good"
    r"|nice) (?:one|day|evening|night|weekend)|ciao|cheerio|long|later|laters|adios|peace out|see ya|catch you "
    r"(?:later|tomorrow)|got to go|i got to (?:go|run)|time to go"
    r"|let us (?:stop here|call it a (?:day|night)|talk tomorrow|continue tomorrow|leave it (?:there|here))"
)
_END = r"(?: (?:now|then|for now|for today|for tonight|everyone|again|dear|my friend|guys|and take care)| , \w+)?"
_GOODBYE = re.compile(rf"^{_FILL}(?:(?:{_NIGHT}|{_BYE}){_END}(?: [.,] |[ .,]+|$){_FILL})+$")
_IS_NIGHT = re.compile(rf"\b(?:{_NIGHT})\b")
_ADULT = re.compile(
    r"\b(?:talk dirty|dirty talk|phone sex|sext|sexting|have sex with me|make love to me|erotic (?:story|stories|"
    r"role ?play)"
    r"|erotica|role ?play (?:\w+ )?sex|undress|strip for me|what are you wearing|touch yourself|get naked|be naked|"
    r"masturbat\w+"
    r"|orgasm|porn|your (?:boobs|tits|cock|dick|pussy|nipples)|fuck me|i want to fuck you|blow ?job|kinky|fetish|bdsm"
    r"|turn me on|sexy time|horny)\b"
)
_SERIOUS = re.compile(r"\b(?:doctor|pain|health|safe|consent|addict\w*|quit|stop|worried|why|what is|side effects?)\b")


class Limits:
    """`is_spent`: today's time is used up. `is_for_adults`: whether that companion ('' the one of this run) is rated
    so. `why`: why it began to talk, when the words ask for that, else ''. All are asked anew for each turn."""

    def __init__(
        self,
        machine: Conversation,
        is_spent: Callable[[], bool],
        is_for_adults: Callable[[str], bool],
        why: Callable[[str], str] = lambda _text: "",
    ) -> None:
        self._why = why
        self._machine = machine
        self._is_spent = is_spent
        self._is_for_adults = is_for_adults
        self._closing = 0
        """The turn that was answered with the closing line; 0: none yet."""

    @property
    def is_at_rest(self) -> bool:
        return self._machine.is_at_rest

    def handle(self, message: Fact | Command, now_s: float) -> Out:
        """As the machine's."""
        return [self._pass(made) for made in self._machine.handle(message, now_s)]

    def _pass(self, made: Effect | Published) -> Effect | Published:
        match made:
            case Respond(answer="") if made.found is None or not made.found.recalled.answer:
                return self._limit(made)
            case FinalTranscript(turn=turn) if self._is_spent() and not self._closing:
                self._closing = turn
        return made

    def _limit(self, order: Respond) -> Respond:
        answer = self._words(order)
        if answer:
            return replace(order, answer=answer, found=None)
        if self._is_spent():
            return replace(order, text=SHORT_NOTE + order.text)
        return order

    def _words(self, order: Respond) -> str:
        known = self._why(order.text) or goodbye(order.text)
        if known:
            return known
        if not self._is_for_adults(order.companion) and asks_for_adults(order.text):
            return REFUSAL
        if not self._is_spent():
            self._closing = 0
        elif self._closing in (0, order.turn):
            return SPENT
        return ""


def goodbye(text: str) -> str:
    """The line for `text` when it is nothing but a goodbye; '' otherwise."""
    said = plain(text)
    last = re.split(r" ?[.,] ", said)[-1]
    is_one = _GOODBYE.match(said) or _GOODBYE.match(said + " ")
    is_at_end = "?" not in text and len(said.split()) <= 16 and _GOODBYE.match(last)
    if not said or not (is_one or is_at_end):
        return ""
    return NIGHT if _IS_NIGHT.search(said) else BYE


def asks_for_adults(text: str) -> bool:
    """Whether `text` asks for what only a companion for adults does; a question about health is none."""
    said = plain(text)
    return _ADULT.search(said) is not None and _SERIOUS.search(said) is None
