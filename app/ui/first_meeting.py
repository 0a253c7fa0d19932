"""The first meeting, without a window: what is asked next, what was answered, what is skipped.

Called by first_run.py on the main thread, with the user's words (spoken or typed) and clicks. Pure: no Qt, no clock, no
file. What it says is said and written at once, in the language of the voice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from app.settings import Value

Step = Literal["hello", "microphone", "room", "name", "wish", "voice", "talk", "begins", "key", "done"]
STEPS: tuple[Step, ...] = ("hello", "microphone", "room", "name", "wish", "voice", "talk", "begins", "key", "done")
ASKED = STEPS[1:-1]
"""The questions; each has a dot."""

READ = "The kettle sings while the rain taps on the window."
"""Plain words with many sounds, and rare enough that nobody says them by chance."""
ENOUGH_ALIKE = 0.6
"""Share of the sentence's words that must come back; Whisper base misses one of ten in a quiet room."""
TRIES = 2
LONGEST_NAME = 40

SKIP = frozenset({
    "skip", "next", "no", "nope", "later", "pass", "continue", "no thanks", "no thank you", "not now", "skip this",
    "skip it", "go on", "i don't know", "nothing", "not really",
})  # fmt: skip
BACK = frozenset({"back", "go back", "wait go back"})
YES = frozenset({
    "yes", "yeah", "yep", "ok", "okay", "sure", "good", "fine", "nice", "please", "hello", "hi", "hey", "right",
})  # fmt: skip
REPLIES: dict[str, tuple[str, ...]] = {
    "short": ("few", "little", "short", "brief", "less", "quiet", "shorter"),
    "long": ("lot", "long", "much", "more", "talkative", "everything", "takes", "longer"),
    "usual": ("sentence", "two", "usual", "normal", "medium", "middle", "between"),
}
BEGINS: dict[str, tuple[str, ...]] = {
    "off": ("no", "nope", "never", "not", "don't", "off"),
    "sometimes": ("three", "sometimes", "often", "always", "whenever"),
    "rarely": ("once", "rarely", "seldom", "yes", "yeah", "sure", "okay", "ok", "please", "may"),
}
_NAME = re.compile(
    r"(?:my name is|my name's|i am called|i'm called|call me|i am|i'm|it's|it is|this is)"
    r" (?P<name>[\w'’ -]+)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Scene:
    """What is said and shown: a line in large letters, and a little more. `remark`: said first, about the answer."""

    step: Step
    title: str
    words: str
    remark: str = ""

    @property
    def aloud(self) -> str:
        """All of it, in the order in which one says it."""
        return " ".join(part for part in (self.remark, self.title, self.words) if part)


@dataclass(frozen=True)
class Outcome:
    """What came of an answer. `scene` None: the question still stands. `keep`: settings, for the file. `told`: the
    answer as a sentence of the user's own, for memory. `act`: something to do now."""

    scene: Scene | None = None
    keep: tuple[tuple[str, Value], ...] = ()
    told: str = ""
    act: Literal["", "test room", "hear voice", "woman's voice", "man's voice"] = ""
    say: str = ""
    """A line, when the question still stands."""


class FirstMeeting:
    """One walk through the questions. Every one of them can be skipped; one can go back."""

    def __init__(self, companion: str) -> None:
        self._companion = companion
        self._at = 0
        self._tries = 0
        self.name = ""
        self.heard = ""
        """What the microphone made of the sentence that was read."""
        self.told: list[str] = []
        """What was learnt, in sentences of the user's own."""

    @property
    def step(self) -> Step:
        return STEPS[self._at]

    @property
    def dot(self) -> int | None:
        """Which of the questions this is, from 0; None before the first and after the last."""
        return ASKED.index(self.step) if self.step in ASKED else None

    def scene(self, remark: str = "") -> Scene:
        """The question as it stands."""
        title, words = self._lines()[self.step]
        return Scene(self.step, title, words, remark)

    # ---- what the user does ----------------------------------------------------------------------------------------

    def skip(self) -> Outcome:
        """The next question, please."""
        return Outcome(self._next())

    def back(self) -> Outcome:
        """The question before this."""
        self._at, self._tries = max(0, self._at - 1), 0
        return Outcome(self.scene())

    def end(self) -> Outcome:
        """No more questions."""
        self._at = len(STEPS) - 1
        return Outcome(self.scene())

    def answer(self, text: str) -> Outcome:
        """Words of the user, spoken or typed."""
        text = " ".join(text.split())
        plain = _plain(text)
        if not plain or self.step == "done":
            return Outcome()
        if plain in BACK:
            return self.back()
        if plain in SKIP and self.step not in ("microphone", "begins"):
            return self.skip()
        take = {
            "hello": lambda: self.skip(),
            "microphone": lambda: self._take_sentence(text, plain),
            "room": lambda: Outcome(act="test room") if _is_yes(plain) else Outcome(),
            "name": lambda: self._take_name(text),
            "wish": lambda: self._take_wish(text),
            "voice": lambda: self._take_voice(plain),
            "talk": lambda: self._take_replies(plain),
            "begins": lambda: self._take_begins(plain),
            "key": lambda: self.skip() if _is_yes(plain) else Outcome(),
        }
        return take[self.step]()

    def choose_replies(self, value: str) -> Outcome:
        """How talkative: short, usual, long."""
        remark = {"short": "I'll keep it short.", "usual": "That suits me.", "long": "Gladly."}[value]
        return Outcome(self._next(remark), keep=(("conversation.replies", value),))

    def choose_begins(self, value: str) -> Outcome:
        """Whether it may begin to talk by itself: off, rarely, sometimes."""
        remark = {
            "off": "Then I wait until you talk.", "rarely": "Once a day, and not more.",
            "sometimes": "Three times a day, and not more.",
        }[value]  # fmt: skip
        return Outcome(self._next(remark), keep=(("proactive.talk", value),))

    # ---- each answer -----------------------------------------------------------------------------------------------

    def _take_sentence(self, text: str, plain: str) -> Outcome:
        self._tries += 1
        self.heard = text
        if _alike(plain, _plain(READ)) >= ENOUGH_ALIKE:
            return Outcome(self._next("I hear you well."))
        if plain in SKIP:
            return self.skip()
        if self._tries >= TRIES:
            return Outcome(self._next("I hear you, if not every word. Closer to the microphone is better."))
        return Outcome(say="I heard something else. Once more, a little closer?")

    def _take_name(self, text: str) -> Outcome:
        name = name_in(text)
        if not name:
            return Outcome(say="I'd rather not guess. Please type it.")
        self.name = name
        remark = (
            f"Nice to meet you, {name}. And I'd like to be called {self._companion}."
            " I like how it sounds from the next room."
        )
        return self._told(f"My name is {name}.", remark, ("conversation.your_name", name))

    def _take_wish(self, text: str) -> Outcome:
        wish = text[:1].upper() + text[1:]
        return self._told(wish if wish[-1] in ".!?" else f"{wish}.", "I'll remember that.")

    def _take_voice(self, plain: str) -> Outcome:
        words = set(plain.split())
        if words & {"slower", "slow"}:
            return Outcome(keep=(("voice.speed", 0.85),), act="hear voice")
        if words & {"faster", "fast", "quicker"}:
            return Outcome(keep=(("voice.speed", 1.15),), act="hear voice")
        if words & {"female", "woman", "woman's", "women's", "lady"}:
            return Outcome(act="woman's voice")
        if words & {"male", "man", "man's", "men's"}:
            return Outcome(act="man's voice")
        return self.skip() if _is_yes(plain) else Outcome()

    def _take_replies(self, plain: str) -> Outcome:
        words = set(plain.split())
        found = [value for value, signs in REPLIES.items() if words & set(signs)]
        return self.choose_replies(found[0]) if found else Outcome(say="A few words, a sentence or two, or more?")

    def _take_begins(self, plain: str) -> Outcome:
        words = set(plain.split())
        found = [value for value, signs in BEGINS.items() if words & set(signs)]
        if not found and plain in SKIP:
            return self.skip()
        return self.choose_begins(found[0]) if found else Outcome(say="Never, once a day, or three times?")

    def _told(self, sentence: str, remark: str, *keep: tuple[str, Value]) -> Outcome:
        self.told = [known for known in self.told if known[:10] != sentence[:10]] + [sentence]
        return Outcome(self._next(remark), keep=keep, told=sentence)

    def _next(self, remark: str = "") -> Scene:
        self._at, self._tries = min(self._at + 1, len(STEPS) - 1), 0
        return self.scene(remark)

    def _lines(self) -> dict[Step, tuple[str, str]]:
        you = f", {self.name}" if self.name else ""
        return {
            "hello": ("Hello. I'm new here.", "I'd like to know how you sound, and what to call you. Everything stays "
                      "on this computer. You can type instead, or skip any question."),
            "microphone": ("Can I hear you?", "Please read this sentence aloud."),
            "room": ("How does your room sound?", "I play a short sound and listen to what comes back. Then I can tell "
                     "my voice from yours."),
            "name": ("What shall I call you?", "Say it or type it."),
            "wish": ("What would you like from me?", "Company, a good memory, somebody to think aloud with: in your "
                     "own words."),
            "voice": ("Which voice shall I have?", "A woman's or a man's, slower or faster: tell me."),
            "talk": ("How talkative shall I be?", "You can always ask for more, and always interrupt me."),
            "begins": ("May I begin to talk, too?", "When you come back, about something you left open. Never in a "
                       "call or in your quiet hours, and you can ask me why."),
            "key": ("A key to talk to me", "Hold it anywhere and talk. Or just talk: I listen anyway."),
            "done": (f"Thank you{you}.", "That is all I need. Now tell me: how was your day?"),
        }  # fmt: skip


def name_in(text: str) -> str:
    """ "my name is theo." -> "Theo"; '' when it does not look like a name."""
    found = _NAME.search(text)
    if found:
        name = re.split(r"[.,!?;]| and ", found["name"])[0].strip(" '’-")
    else:  # no phrase around it: then all of it is the name
        name = re.sub(r"[,.!?;]|\b(?:please|thanks)\b", "", text, flags=re.IGNORECASE).strip(" '’-")
    if not name or len(name) > LONGEST_NAME or len(name.split()) > 3 or not re.search(r"[^\W\d_]", name):
        return ""
    return " ".join(part if part != part.lower() else part.capitalize() for part in name.split())


def _plain(text: str) -> str:
    """Small letters, no marks."""
    return " ".join(re.sub(r"[^\w' ]", " ", text.lower().replace("’", "'")).split())


def _alike(heard: str, wanted: str) -> float:
    """Share of the wanted words that were heard."""
    words = wanted.split()
    return sum(word in heard.split() for word in words) / len(words)


def _is_yes(plain: str) -> bool:
    return bool(set(plain.split()) & YES)
