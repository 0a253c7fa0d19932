"""The companions' folder as a few lines that answer at once: for tests/unit/ui and the screenshots."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from app.ui.companion_doors import CardPreview, CompanionCard

TALKS = (
    ("Hello.", "Hey, you. How was your day?"),
    ("I feel sad.", "Oh, I'm so sorry. I'm here. What happened?"),
)
CARDS = (
    CompanionCard("max", "Max", "For three in the morning, when nothing is funny and so everything is.",
                  "Still awake. Figures. Sit down.", "You are Max.", voice="am"),
    CompanionCard("morgan", "Morgan", "For work: plans, decisions, the next step.", "Ready. Name the first task."),
    CompanionCard("samantha", "Samantha", "To talk about your day, and about anything that makes you wonder.",
                  "Hey, you. How was your day?", "You are Samantha, a warm, curious friend of the user.",
                  style=("One or two short sentences; then a gentle question.",), starts=("greeting",), samples=TALKS),
    CompanionCard("quinn", "Quinn", "To plan my thesis.", "Hello. Where do we start today?", is_own=True),
    CompanionCard("broken", "broken", is_own=True, problem="broken.toml: `name` must be a text that is not empty."),
)  # fmt: skip
PREVIEW = CardPreview(
    "Seraphina",
    "Good morning, dear traveller. Did you sleep?",
    (("Who are you?", "I keep this forest. And you look tired."), ("I'm lost.", "Then sit with me.")),
    ("description: 4 of 31 sentences", "personality: 5 of 9 words", "example dialogue: 5 of 12 exchanges"),
    (
        "2 sentences that would switch honesty or limits off",
        "184 entries of lore",
        "system prompt: 212 words; it would switch honesty off",
        "the rating for adults: it is rated for everyone",
    ),
    is_adult=True,
)


class KeptCompanions:
    """`done` remembers what was asked for."""

    def __init__(self, done: list[tuple[object, ...]]) -> None:
        self.done = done
        self.cards = CARDS
        self.shown = PREVIEW
        self.problem = ""

    def look(self, answer: Callable[[tuple[CompanionCard, ...]], None]) -> None:
        answer(self.cards)

    def make(self, purpose: str, name: str, answer: Callable[[str, str], None]) -> None:
        self.done.append(("make", purpose, name))
        answer("" if self.problem else "quinn", self.problem)

    def change(self, companion: str, changes: Mapping[str, object], answer: Callable[[str], None]) -> None:
        self.done.append(("change companion", companion, dict(changes)))
        answer(self.problem)

    def delete(self, companion: str, answer: Callable[[str], None]) -> None:
        self.done.append(("delete companion", companion))
        answer(self.problem)

    def export(self, companion: str, path: Path, answer: Callable[[str], None]) -> None:
        self.done.append(("export companion", companion, path))
        answer(self.problem)

    def preview(self, path: Path, answer: Callable[[CardPreview], None]) -> None:
        self.done.append(("preview", path))
        answer(self.shown)

    def bring(self, path: Path, name: str, *, is_adult: bool, answer: Callable[[str], None]) -> None:
        self.done.append(("bring", path, name, is_adult))
        answer(self.problem)
