"""What the language model does for memory when nobody talks: one short question after the other, dropped at any sign.

Questions are laid here by the keeper when it has nothing else to do, and worked through on the responder's thread; the
session's thread drops them at every event (a voice, a typed turn, something forgotten), by number: a question that is
under way stops in the model, and the keeper lays it here again. Nothing waits for anything.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

from app.cancel import Revisions
from app.engines.protocols import Choosing, Message
from app.errors import EngineFailed
from app.runtime.token import ComputeToken, Urgency

log = logging.getLogger(__name__)


class Question(Protocol):
    """The likeliest of `choices` is wanted."""

    @property
    def messages(self) -> Sequence[Message]: ...

    @property
    def choices(self) -> Sequence[str]: ...


Q = TypeVar("Q", bound=Question)


class Asides(Generic[Q]):
    """One for each language model."""

    def __init__(self, engine: Choosing, token: ComputeToken, tell: Callable[[Q, str], object]) -> None:
        """`tell`: takes a question and its answer; called on the responder's thread, must return at once."""
        self._engine = engine
        self._token = token
        self._tell = tell
        self._revisions = Revisions()
        self._laid: tuple[int, list[Q]] = (0, [])
        self.is_wanted: Callable[[], bool] = lambda: False
        """The responder has mail."""

    @property
    def is_empty(self) -> bool:
        return not self._laid[1]

    def lay(self, questions: Sequence[Q]) -> None:
        """On the keeper's thread, when `is_empty`."""
        self._laid = (self._revisions.floor, list(questions))

    def drop(self, _event: object = None) -> None:
        """On the session's thread: somebody wants something, or something may have changed."""
        self._revisions.drop_below(self._revisions.floor + 1)
        self._laid = (self._revisions.floor, [])

    def work(self) -> None:
        """On the responder's thread, when nothing came for a while: until they are answered, or dropped."""
        number, questions = self._laid
        cancel = self._revisions.ticket(number)
        while questions and not (cancel.is_stale or self.is_wanted()):
            try:
                answer = self._answer(questions[0], number)
            except EngineFailed:  # no memory for it: nobody waits, and nothing else is broken
                log.warning("the language model answers no questions aside")
                self.is_wanted = lambda: True
                return
            if answer is None:
                return
            self._tell(questions.pop(0), answer)

    def _answer(self, question: Q, number: int) -> str | None:
        """None: it was stopped."""
        cancel = self._revisions.ticket(number)
        steps = self._engine.choose(question.messages, question.choices, cancel=cancel)
        pieces: list[str] = []
        while not (cancel.is_stale or self.is_wanted()):
            with self._token.held(Urgency.BACKGROUND, unless=lambda: cancel.is_stale) as is_mine:
                piece = next(steps, None) if is_mine else ""
            if piece is None:
                return None if cancel.is_stale else "".join(pieces)
            pieces.append(piece)
        steps.close()
        return None
