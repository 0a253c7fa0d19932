"""What becomes of a turn once it cannot be taken back: it is told, kept on disk, and part of the history.

Owned by answering.py, on the session thread.
"""

from __future__ import annotations

from app.conversation.history import History
from app.conversation.reply import Out, Reply
from app.conversation.turn import Turn
from app.effects import Exchange, KeepEpisode
from app.events import PlayoutFinished, ReplyEnded, TurnEnded
from app.facts import EpisodeKept, EpisodesRestored, MemoriesForgotten


class Keeping:
    """Knows what is not on disk yet."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._unkept: set[tuple[int, str]] = set()
        self.last_said = ""
        """The last reply, or apology, as far as it was spoken: what the microphone may have heard."""

    @property
    def is_all_kept(self) -> bool:
        """Everything that was said is on disk."""
        return not self._unkept

    @property
    def is_reply_kept(self) -> bool:
        """The last reply is on disk: the next may begin."""
        return all(speaker == "user" for _, speaker in self._unkept)

    @property
    def history(self) -> tuple[Exchange, ...]:
        return self._history.as_tuple()

    def settle(self, turn: Turn) -> Out:
        """The answer is being heard: the user's words are final now."""
        if turn.is_settled or turn.committed_t_s is None:
            return []
        turn.is_settled = True
        self._unkept.add((turn.number, "user"))
        return [
            TurnEnded(turn.committed_t_s, turn.number, turn.reason),
            KeepEpisode(turn.number, "user", turn.text, "", turn.started_t_s, turn.asked_t_s),
        ]

    def close(self, reply: Reply, shares: dict[int, float] | None, end_t_s: float) -> Out:
        """The reply is over; what was heard of it becomes history. `shares`: see Reply.heard; None: all of it."""
        out, number = self.settle(reply.turn), reply.turn.number
        heard, unheard = reply.heard(shares)
        self.last_said = " ".join(reply.spoken)
        if reply.is_playing:
            out.append(PlayoutFinished(end_t_s, number, heard, shares is not None))
        if not reply.is_canned:
            self._history.add(_exchange(reply.turn, heard))
            if heard:
                self._unkept.add((number, "companion"))
                out.append(KeepEpisode(number, "companion", heard, unheard, reply.begun_t_s, end_t_s))
        return [*out, reply.turn.timings(end_t_s), ReplyEnded(end_t_s, number, reply.display)]

    def note(self, turn: Turn) -> Out:
        """The user said this, and it wants no answer."""
        self._history.add(_exchange(turn, ""))
        return self.settle(turn)

    def kept(self, fact: EpisodeKept) -> None:
        self._unkept.discard((fact.turn, fact.speaker))
        self._history.kept(fact)

    def change(self, fact: EpisodesRestored | MemoriesForgotten) -> None:
        """The running conversation of before; or some of it was never said."""
        if isinstance(fact, EpisodesRestored):
            self._history.restore(fact.episodes)
        else:
            self._history.forget(fact.ids)

    def lose(self) -> None:
        """Nothing can be kept any more: stop waiting for it."""
        self._unkept.clear()


def _exchange(turn: Turn, heard: str) -> Exchange:
    return Exchange(turn.text, heard, turn.number, turn.started_t_s)
