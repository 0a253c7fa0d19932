"""What the companion says without being asked: notices that it is software, the last minute, a greeting, a question
that wondering.py has; or nothing.

It follows the session's events and posts the wish `Say`, which any reply and any voice of the user's go before, so no
answer comes a moment later because of it. A notice waits for a lull after a reply. `follow` runs on the session thread
and returns at once; `look` on this part's own thread, once a minute, and once when somebody comes; what it needs of
memory it asks the keeper. What is counted is kept in a small private file over a restart.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from app.companion.asking import WHY
from app.companion.day import Day, is_quiet, words_of
from app.companion.proactive import Line, Moment, Said, asks_why, open_threads, plan
from app.events import FinalTranscript, PlayoutFinished, Published, ReplySentence, StateChanged
from app.wishes import Command, Say

log = logging.getLogger(__name__)

LOOK_S = 60.0
LULL_S = 4.0
"""So long after a reply nobody speaks before a notice is said: who goes on at once is not talked over."""
ARRIVED_S = 120.0
"""So long after somebody came, or after the start, it may greet."""


@dataclass(frozen=True)
class Wanted:
    """The settings as they are now."""

    talk: str = "off"
    allowance_min: int = 0
    quiet_from: str = ""
    quiet_until: str = ""
    starts: tuple[str, ...] = ()
    """What the companion's file lets it begin by itself."""


class Company:
    """`name`: the companion's. `said`: what the user said in the last days, newest first; may take a while.
    `keep`: writes what is counted. `may_speak`: nothing fills the screen; asked last, and may take a while."""

    def __init__(
        self,
        name: str,
        now: Callable[[], datetime],
        post: Callable[[Command], None],
        said: Callable[[], Sequence[Said]],
        keep: Callable[[str], None],
        kept: str = "",
        may_speak: Callable[[], bool] = lambda: True,
    ) -> None:
        self._name, self._now, self._post = name, now, post
        self._said, self._keep, self._may_speak = said, keep, may_speak
        self._lock = threading.Lock()
        self._day = _day_from(kept)
        self._wanted = Wanted()
        self._state = ""
        self._arrived_s = now().timestamp()
        self._saying: str = ""
        """Our own words that were posted and have not begun to sound."""
        self._is_said = False
        """A reply was heard to its end, and nobody has begun to speak since."""
        self.why = ""
        """Why it last began by itself; '' when it never did."""
        self.wonder: Callable[[], str] = lambda: ""
        """What is to be asked when nothing else is to be said; '' for nothing; may take a while (wondering.py)."""
        self._ended, self._nudge = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="company", daemon=True)

    def want(self, wanted: Wanted) -> None:
        """From any thread."""
        with self._lock:
            self._wanted = wanted

    @property
    def is_spent(self) -> bool:
        """From any thread: today's time is used up."""
        with self._lock:
            return self._day.is_spent(self._wanted.allowance_min, self._today)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        self._ended.set()
        self._nudge.set()
        if self._thread.ident is not None:
            self._thread.join(1.0)
        with self._lock:
            self._keep(json.dumps(asdict(self._day)))

    def follow(self, event: Published) -> None:
        """On the session thread."""
        with self._lock:
            match event:
                case StateChanged(state=state):
                    self._enter(state)
                case FinalTranscript():
                    self._talk()
                    self._is_said = False
                    if self._day.is_waiting:
                        self._day.is_waiting, self._day.ignored = False, 0
                case ReplySentence(text=text):
                    self._note(text)
                case PlayoutFinished(interrupted=interrupted):
                    self._talk()
                    self._is_said = not interrupted
                    self._nudge.set()

    def _enter(self, state: str) -> None:
        if self._state == "asleep" and state == "listening":
            self._arrived_s = self._now().timestamp()
        self._state = state
        if state in ("hearing", "thinking", "speaking"):
            self._is_said = False

    def remind(self) -> None:
        """Nobody has said anything since the reply: is a notice due, or a question? On this part's own thread."""
        with self._lock:
            due, is_said = self._day.due(self._wanted.allowance_min), self._is_said
        if not is_said or (due is None and self.is_spent):
            return
        words = self.wonder() if due is None else words_of(due, self._name)
        with self._lock:
            if not words or not self._is_said:  # somebody has begun to speak
                return
            self._is_said = False
            if due is None:
                self.why = WHY
            else:
                self._saying = words
        self._post(Say(words))

    def look(self) -> None:
        """Is this a moment to begin? On this part's own thread."""
        with self._lock:
            now = self._now()
            is_free = self._state == "listening" and now.timestamp() - self._arrived_s <= ARRIVED_S
            moment = Moment(
                self._wanted.talk,
                is_free,
                is_quiet(now.hour * 60 + now.minute, self._wanted.quiet_from, self._wanted.quiet_until),
                now.timestamp() - self._day.last_s,
                self._day.begun if self._day.day == self._today else 0,
                min(self._day.ignored + self._day.is_waiting, 8),
                self._wanted.starts,
            )
        if moment.talk == "off" or not moment.is_free or not self._may_speak():
            return
        line = plan(moment, open_threads(self._said()))
        if line is not None:
            self._begin(line)

    def _begin(self, line: Line) -> None:
        with self._lock:
            self._talk()
            self._day.begun += 1
            self._day.ignored += self._day.is_waiting
            self._day.is_waiting = True
            self.why, self._saying = line.why, line.words
        self._post(Say(line.words))

    @property
    def _today(self) -> str:
        return self._now().date().isoformat()

    def _talk(self) -> None:
        self._day.talk(self._now().timestamp(), self._today)


    def _note(self, text: str) -> None:
        """Our own words begin to sound: only then they count as said."""
        due = self._day.due(self._wanted.allowance_min)
        if due is not None and text and self._saying and words_of(due, self._name).startswith(text[:40]):
            self._day.told(due)
            self._saying = ""

    def _run(self) -> None:
        while not self._ended.is_set():
            if self._nudge.wait(LOOK_S):
                self._nudge.clear()
                if not self._ended.wait(LULL_S):
                    self.remind()
                continue
            self.look()
            with self._lock:
                self._keep(json.dumps(asdict(self._day)))


class Bounds:
    """What the limits of a conversation (conversation/boundaries/limits.py) ask; nobody, until there is company."""

    def __init__(self) -> None:
        self.company: Company | None = None
        self.is_grave: Callable[[], bool] = lambda: False
        """Somebody may be in danger: nothing is asked. From any thread."""

    def is_spent(self) -> bool:
        return self.company is not None and self.company.is_spent

    def why(self, text: str) -> str:
        """What is said when the user asks why it spoke; '' when they do not, or it did not."""
        return self.company.why if self.company is not None and asks_why(text) else ""


def _day_from(kept: str) -> Day:
    """What was kept; a new day when it cannot be read."""
    try:
        data: Any = json.loads(kept or "{}")
    except ValueError:
        log.info("what was counted of the day cannot be read")
        return Day()
    if not isinstance(data, Mapping):
        return Day()
    kept_day = Day()
    for field in fields(Day):
        value = data.get(field.name)
        if type(value) is type(field.default):
            setattr(kept_day, field.name, value)
    return kept_day
