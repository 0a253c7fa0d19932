"""The responder thread's job: sole owner of the language model. A question becomes clauses, one step at a time.

An answer that was computed (by memory, or about the companion itself) takes the same way, past the model. Between steps
(a decoded token, a prefill slice) the compute token may go to somebody more urgent. A stale turn ends. Background
prefill ends as soon as there is mail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from app.cancel import Cancel, Revisions
from app.clause import Clause
from app.companion.formality import said_as
from app.companion.prompt import Prompt
from app.conversation.claims import TRUE_LINES, ClaimGuard
from app.conversation.first_words import FirstWords
from app.conversation.guards import ReplyGuard, Verdict
from app.conversation.pacing import Pacing
from app.conversation.speech import ClauseCutter
from app.effects import ClearPrompt, PrefillHistory, Respond
from app.engines.protocols import LanguageModel, Message, Sampling
from app.facts import ClauseWritten, Fact, FirstToken, MemoriesQuoted, MemoriesRecalled, ReplyWritten
from app.memory.recalled import Recalled
from app.runtime.token import ComputeToken, Urgency

T = TypeVar("T")

SAMPLING = Sampling(max_tokens=160, temperature=0.7, top_p=0.9, repeat_penalty=1.1, seed=0)
"""The most a reply may cost; it ends earlier, see ENOUGH_WORDS."""
RETELLING = replace(SAMPLING, temperature=0.2, repeat_penalty=1.0)
"""For who asks for something said before, or for what holds in their life: its words stand in the prompt and are to be
said again, which heat and a penalty on repeating keep small models from. Of four made-up secrets the 0.5 B said 4 so,
and 1 as it talks otherwise."""
ENOUGH_WORDS = 45
"""After so many words (fifteen seconds) a spoken reply ends with the sentence: it is the user's turn."""
SENTENCE_ENDS = (".", "!", "?", "…", '."', '!"', '?"')
TRIES = 2
"""How often a reply may begin: a parrot or an empty reply gets one more chance, with another seed and more heat."""
TAKEN_BACK = Clause("…no.", "No.")
"""Behind a sentence that may not be ended as it was begun."""
VOICE_COMES_S = 0.02
"""From a clause to the voice that asks for the token: two threads on, 2 ms. The user waits for the first one: another
token of the model before it is 35 ms in light and 75 in standard."""
SPEECHLESS = Clause("I don't know what to say to that.", "I don't know what to say to that.")


class Responder:
    """`job` runs on the responder's worker; `is_wanted` tells background work to end."""

    def __init__(
        self,
        engine: LanguageModel,
        prompt: Prompt,
        post: Callable[[Fact], None],
        token: ComputeToken,
        revisions: Revisions,
        seed: int,
        pacing: Pacing | None = None,
    ) -> None:
        """`seed`: of the whole conversation; every turn draws its own from it. `pacing`: shared with the voice."""
        self._engine = engine
        self._prompts: dict[str, Prompt] = {"": prompt}
        self._post = post
        self._token = token
        self._revisions = revisions
        self._seed = seed
        self._pacing = pacing or Pacing()
        self._working_s = 0.0  # with the token in hand
        self._instead = SPEECHLESS
        """What is said when nothing of what the model wrote may be."""
        self.another: Callable[[str], Prompt] = lambda _companion: prompt
        """The prompt of a companion that was called by name; asked once for each."""
        self.others: tuple[str, ...] = ()
        """Companions that may be called: read ahead when nobody wants anything."""
        self._last_read: PrefillHistory | None = None
        self.is_wanted: Callable[[], bool] = lambda: False
        self.enough_words = ENOUGH_WORDS
        self.has_sounds = False
        """A laugh or a sigh of the model's is heard."""

    def job(self, order: Respond | PrefillHistory | ClearPrompt) -> None:
        match order:
            case PrefillHistory():
                self._last_read = order
                self._read(order)
            case Respond(answer=str(answer)) if answer:
                self._recite(order, answer)
            case Respond(found=MemoriesRecalled(recalled=Recalled(answer=str(answer)))) if answer:
                self._recite(order, answer)
            case Respond():
                self._respond(order)
            case ClearPrompt():
                self._last_read = None
                for prompt in self._prompts.values():
                    prompt.forget()
                self._engine.forget()

    def make_ready(self) -> None:
        """Nothing came for a while: read the others' personas, so that a call costs a copy and not two seconds."""
        if not self.others:
            return
        for companion in self.others:
            if not self._prefill(PrefillHistory((), companion=companion)):
                return
        self.others = ()
        if self._last_read is not None:
            self._prefill(self._last_read)

    def _prompt(self, companion: str) -> Prompt:
        if companion not in self._prompts:
            self._prompts[companion] = self.another(companion)
        return self._prompts[companion]

    def _read(self, order: PrefillHistory) -> None:
        """And what others need, and back again: a copy, if nobody came in between."""
        if self._prefill(order) and order.then and all(self._prefill(other) for other in order.then):
            self._prefill(order)

    def _prefill(self, order: PrefillHistory) -> bool:
        """-> whether it was read to its end."""
        cancel = self._revisions.ticket(self._revisions.floor)
        prompt = self._prompt(order.companion)
        if order.words or order.overheard:
            messages = prompt.messages(
                order.history, order.words, order.found, is_sent=False, overheard=order.overheard
            )
            steps = self._engine.prefill(messages, cancel=cancel, is_growing=True)
        else:
            steps = self._engine.prefill(prompt.history(order.history), cancel=cancel)
        for _ in self._stepped(steps, Urgency.BACKGROUND, 0):
            if self.is_wanted():
                return False
        return not self.is_wanted()

    def _respond(self, order: Respond) -> None:
        cancel = self._revisions.ticket(order.revision)
        prompt = self._prompt(order.companion)
        messages = prompt.messages(
            order.history, order.text, order.found, is_patient=order.is_patient, overheard=order.overheard
        )
        if prompt.quoted.memories:
            self._post(MemoriesQuoted(order.revision, prompt.quoted.memories))
        self._instead, clauses = SPEECHLESS, 0
        for attempt in range(TRIES):
            guard = ReplyGuard(
                order.text,
                previous=order.history[-1].companion if order.history else "",
                may_resample=attempt + 1 < TRIES,
            )
            clauses = self._write(order, messages, self._sampling(order, attempt), guard, cancel)
            if clauses or cancel.is_stale:
                break
        if cancel.is_stale:
            return
        if not clauses and not order.coda:
            self._post(ClauseWritten(order.revision, 0, self._instead))
            clauses = 1
        self._post(ReplyWritten(order.revision, self._say(order, order.coda, clauses)))

    def _recite(self, order: Respond, answer: str) -> None:
        """Words that are known to be true, without the model."""
        if order.found is not None and order.found.recalled.memories:
            self._post(MemoriesQuoted(order.revision, order.found.recalled.memories))
        self._post(FirstToken(order.revision))
        self._post(ReplyWritten(order.revision, self._say(order, answer, 0)))

    def _say(self, order: Respond, words: str, n: int) -> int:
        """Computed words, behind `n` clauses. -> clauses so far."""
        cutter = ClauseCutter(self._prompt(order.companion).speaker, self._pacing.pace)
        for clause in [*cutter.feed(words), *cutter.finish()]:
            self._post(ClauseWritten(order.revision, n, clause))
            n += 1
        return n

    def _sampling(self, order: Respond, attempt: int) -> Sampling:
        seed = (self._seed * 1_000_003 + order.turn * 31 + attempt) % 2**31
        usual = RETELLING if order.found is not None and _is_retelling(order.found.recalled) else SAMPLING
        return replace(usual, seed=seed, temperature=usual.temperature + 0.3 * attempt)

    def _write(
        self, order: Respond, messages: list[Message], sampling: Sampling, guard: ReplyGuard, cancel: Cancel
    ) -> int:
        """Post the clauses of one attempt as they are complete. -> how many; 0 when none is worth saying."""
        claims = ClaimGuard()
        n = words = 0
        enough_words = min(self.enough_words, order.most_words or self.enough_words)
        for clause in self._clauses(order, messages, sampling, cancel):
            is_ended = clause.display.endswith(SENTENCE_ENDS)
            if n and not is_ended and words >= enough_words:
                break
            if guard.feed(clause.display) is not Verdict.SPEAK:
                break
            if (claim := claims.feed(clause.display)) is not None:
                return self._stop(order, n, TRUE_LINES[claim], is_amid=claims.is_amid)
            self._post(ClauseWritten(order.revision, n, _mannered(clause, order.formality)))
            if not n:
                self._token.let_by(Urgency.VOICE, VOICE_COMES_S)
            n += 1
            words += len(clause.display.split())
            if is_ended and words >= enough_words:
                break
        return n

    def _stop(self, order: Respond, n: int, line: str, *, is_amid: bool) -> int:
        """The next clause claims what is not true: end here; a sentence that was begun is taken back with `line`, as
        somebody does who hears themselves. -> clauses so far."""
        self._instead = Clause(line, line)
        if not n or not is_amid:
            return n
        self._post(ClauseWritten(order.revision, n, TAKEN_BACK))
        return self._say(order, line, n + 1)

    def _clauses(self, order: Respond, messages: list[Message], sampling: Sampling, cancel: Cancel) -> Iterator[Clause]:
        speaker, pace = self._prompt(order.companion).speaker, self._pacing.pace
        first_words = FirstWords((order.text, order.history[-1].companion if order.history else ""))
        cutter = ClauseCutter(speaker, pace, by_token=True, has_sounds=self.has_sounds, first_words=first_words)
        chars = 0
        began_s = self._working_s
        steps = self._engine.stream(messages, sampling, cancel=cancel)
        try:
            for piece in self._stepped(steps, Urgency.REPLY, order.revision):
                if piece and not chars:
                    self._post(FirstToken(order.revision))
                    began_s = self._working_s
                chars += len(piece)
                yield from cutter.feed(piece)
        finally:  # also when the reply has had enough words
            self._pacing.note_writing(chars, self._working_s - began_s)
        if not cancel.is_stale:
            yield from cutter.finish()

    def _stepped(self, steps: Iterator[T], urgency: Urgency, revision: int) -> Iterator[T]:
        """`steps`, each of them made while holding the compute token."""
        while True:
            with self._token.held(urgency, revision):
                began_s = self._pacing.now_s()
                try:
                    step = next(steps)
                except StopIteration:
                    return
                self._working_s += self._pacing.now_s() - began_s
            yield step


def _is_retelling(recalled: Recalled) -> bool:
    return recalled.is_of_the_user or bool(recalled.asks_for_memory and recalled.memories)


def _mannered(clause: Clause, formality: int) -> Clause:
    """After the guards have read it: they know the model's own words."""
    if not formality:
        return clause
    return replace(clause, display=said_as(clause.display, formality), spoken=said_as(clause.spoken, formality))
