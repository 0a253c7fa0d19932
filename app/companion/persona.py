"""A persona: who the companion is, as content and not as code.

Its shape is checked here; its file (assets/personas/*.toml, or the user's own) is read at the rim by
engines/persona_files.py. Pure; built once at start on the main thread, then only read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from app.errors import BadSettings

T = TypeVar("T")

PERSONA_TOKENS = 220
"""What the whole persona may cost: at 55 tokens/s this is read once in four seconds, then it stays cached."""


MARKUP_TOKENS = 5
"""What a chat template adds to each message ("<|im_start|>user\\n" … "<|im_end|>\\n"), rounded up."""
TOKENIZER_SLACK = 1.1
"""Another model counts the same text a little differently: the 135 M one finds 5 % more tokens than Qwen."""

STARTS = ("greeting", "open_threads")
"""What a companion may begin by itself: a greeting after an absence, what was left open."""
RATINGS = ("everyone", "adult")
MANNERS = ("plain", "warm", "brisk", "playful", "dry")
"""How it says what is true of itself; what it says then is computed, and no file changes it."""
PACES = (0.6, 1.6)
"""How fast it speaks beside the voice's own pace."""
LOUDNESS_DB = (-20.0, 6.0)
DEFAULT_VOICE = "en_US-joe-medium"


@dataclass(frozen=True)
class Sample:
    """One exchange that shows how the persona talks. Small models copy manners better than they follow rules."""

    user: str
    companion: str


@dataclass(frozen=True)
class Persona:
    """Who it is. Texts are in `language`."""

    name: str
    voice: str
    """Name of the voice in the catalog."""
    language: str
    character: str
    """Who it is, in a few sentences that start with "You are …"."""
    style: tuple[str, ...]
    """How it talks; one rule each."""
    limits: tuple[str, ...]
    """What it never says or claims; one rule each."""
    samples: tuple[Sample, ...] = ()
    humour: str = ""
    """One more rule: what it finds funny."""
    purpose: str = ""
    """What it is for, in one sentence for people; the model is told by `character` and shown by `samples`."""
    greeting: str = ""
    """What it says first, as it stands."""
    starts: tuple[str, ...] = ()
    """What it may begin by itself, of STARTS. Nothing unless its file says so."""
    rating: str = "everyone"
    """Of RATINGS."""
    manner: str = "plain"
    """Of MANNERS."""
    pace: float = 1.0
    loudness_db: float = 0.0

    def knowing(self, name: str) -> Persona:
        """The same, for a user called `name`; '' changes nothing."""
        return replace(self, character=f"{self.character} The user's name is {name}.") if name else self

    def system_text(self) -> str:
        """The beginning of every prompt: the same bytes as long as the file is the same. No date, no time. The samples
        follow it as exchanges of their own (prompt.py)."""
        humour = (self.humour,) if self.humour else ()
        rules = [f"- {rule}" for rule in (*self.style, *humour, *self.limits)]
        return "\n".join([self.character, *rules])

    def tokens(self, count: Callable[[str], int]) -> int:
        """What all of it costs in every prompt. `count`: the model's own count of tokens."""
        said = [text for sample in self.samples for text in (sample.user, sample.companion)]
        return count(self.system_text()) + sum(count(text) + MARKUP_TOKENS for text in said)

    def check_length(self, count: Callable[[str], int]) -> None:
        """`count`: the model's own count of tokens. Raises BadSettings: a long persona makes every first reply slow."""
        tokens = self.tokens(count)
        if tokens > PERSONA_TOKENS * TOKENIZER_SLACK:
            raise BadSettings(
                f"The companion {self.name} is described in {tokens} tokens; {PERSONA_TOKENS} is the most.",
                "Shorten its character, style, limits or samples.",
            )


def persona_from(values: Mapping[str, object], *, source: str) -> Persona:
    """`values`: the file as read; `source`: its name, for the error. Raises BadSettings, naming file and key."""
    table = _Table(values, source)
    persona = Persona(
        name=table.text("name"),
        voice=table.text_or("voice", DEFAULT_VOICE),
        language=table.text_or("language", "en"),
        character=table.text("character"),
        style=table.texts("style"),
        limits=table.texts("limits"),
        samples=table.samples("samples"),
        humour=table.text_or("humour", ""),
        purpose=table.text_or("purpose", ""),
        greeting=table.text_or("greeting", ""),
        starts=table.words("starts", STARTS),
        rating=table.word("rating", RATINGS),
        manner=table.word("manner", MANNERS),
        pace=table.number("pace", 1.0, PACES),
        loudness_db=table.number("loudness_db", 0.0, LOUDNESS_DB),
    )
    table.refuse_others()
    return persona


class _Table:
    """Takes values out of a mapping, one by one, and remembers which were asked for."""

    def __init__(self, values: Mapping[str, object], source: str, *, where: str = "") -> None:
        self._values, self._source, self._where = values, source, where
        self._known: set[str] = set()

    def text(self, key: str) -> str:
        value = self._take(key)
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(key, "must be a text that is not empty")
        return " ".join(value.split())

    def text_or(self, key: str, otherwise: str) -> str:
        """A key that may be absent."""
        return self.text(key) if key in self._values else self._absent(key, otherwise)

    def word(self, key: str, allowed: tuple[str, ...]) -> str:
        """One of `allowed`; absent: the first."""
        word = self.text_or(key, allowed[0])
        if word not in allowed:
            raise self._wrong(key, f"must be one of: {', '.join(allowed)}")
        return word

    def words(self, key: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
        """Some of `allowed`; absent: none."""
        words = self.texts(key) if key in self._values else self._absent(key, ())
        if not set(words) <= set(allowed):
            raise self._wrong(key, f"may hold only: {', '.join(allowed)}")
        return words

    def number(self, key: str, otherwise: float, limits: tuple[float, float]) -> float:
        value = self._take(key) if key in self._values else self._absent(key, otherwise)
        lowest, highest = limits
        if isinstance(value, bool) or not isinstance(value, int | float) or not lowest <= value <= highest:
            raise self._wrong(key, f"must be a number from {lowest:g} to {highest:g}")
        return float(value)

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._take(key)
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise self._wrong(key, "must be a list of texts")
        return tuple(" ".join(item.split()) for item in value)

    def samples(self, key: str) -> tuple[Sample, ...]:
        value = self._take(key) or []
        if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
            raise self._wrong(key, "must be tables with `user` and `companion`")
        return tuple(self._sample(key, n, item) for n, item in enumerate(value, start=1))

    def _sample(self, key: str, n: int, item: Mapping[str, object]) -> Sample:
        table = _Table(item, self._source, where=f"{key} {n}: ")
        sample = Sample(user=table.text("user"), companion=table.text("companion"))
        table.refuse_others()
        return sample

    def refuse_others(self) -> None:
        """A key nobody asked for is a slip of the pen."""
        for key in self._values:
            if key not in self._known:
                raise self._wrong(key, "is not a key of a companion file")

    def _absent(self, key: str, otherwise: T) -> T:
        self._known.add(key)
        return otherwise

    def _take(self, key: str) -> object:
        self._known.add(key)
        return self._values.get(key)

    def _wrong(self, key: str, why: str) -> BadSettings:
        return BadSettings(f"{self._source}: {self._where}`{key}` {why}.", "Correct the file.")
