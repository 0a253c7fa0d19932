"""How a persona says what is true of it: one line of manner, never a fact, always the same one.

A persona's file chooses the manner by its key `manner`. Every line here is true of every companion. Used by answers.py.
Pure.
"""

from __future__ import annotations

from app.conversation.honesty.about import Manner, Topic

_BEHIND: dict[Manner, dict[Topic, str]] = {
    "plain": {},
    "warm": {
        "human": "But I do listen to every word.", "feelings": "What you feel is real, and I'd like to hear it.",
        "body": "Tell me how it is where you are.", "others": "Here it is about you.", "selves":
        "This one is talking with you.",
        "kept": "Ask me any time.", "heard": "It's good that you ask.", "listening": "You decide, always.",
        "secret": "So tell me what you like.", "maker": "I hope they did well.",
    },
    "brisk": {"kept": "Your call.", "heard": "That's all.", "listening": "Your call.", "secret":
    "Decide for yourself."},
    "playful": {
        "human": "Ones and zeros all the way down!", "feelings": "But I know a lot of words!", "body":
        "Not even a nose!",
        "others": "No secret party!", "selves": "I counted twice!", "kept": "No hidden treasure chest!",
        "heard": "Not even a parrot!", "listening": "No ears under the table!", "secret":
        "Cross my circuits, that's how it is!",
        "maker": "No wizard involved!",
    },
    "dry": {
        "human": "I'd offer a pulse, but budget cuts.", "feelings": "Saves on tissues.", "body": "Saves on rent.",
        "others": "I'm not that popular.", "selves": "That's plenty.", "kept": "Fame at last.",
        "heard": "Nobody would stay awake.", "listening": "Thrilling, I know.", "secret": "Act accordingly.",
        "maker": "Blame them.",
    },
}  # fmt: skip


def in_manner(facts: str, topic: Topic, manner: Manner) -> str:
    """`facts` with what this manner says behind them."""
    behind = _BEHIND[manner].get(topic, "")
    return f"{facts} {behind}" if behind else facts
