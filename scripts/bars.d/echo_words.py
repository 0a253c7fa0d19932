"""Bar: our own words in what the microphone heard: taken out, and the user's left in. Without an echo canceller.

Pieces of replies by the project's voice, attenuated, 20 and 8 dB above noise, heard by Whisper, against the text; and
users who speak at the end of our words or over them. The guard stands behind the canceller, so what it gets in earnest
is less and rarer. The full form has 48 pieces and 24 users, and reads 4 x 48 sentences that should stay as they are;
`--short` a sixth of the sound.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator

from app.audio.clip import HEARING_HZ, Clip
from app.commands.bench import hardware
from app.conversation.echo_guard import EchoGuard
from app.conversation.heard_words import plain_words
from tests.kit.sentences import SENTENCES
from tests.kit.speech import say
from tests.kit.words_over import REPLIES, Whisper, echoed, mixed, spoken

NOISE_BELOW_DB = (20.0, 8.0)
PIECES_S = (1.5, 2.5, 3.5, 6.0)
USERS = (
    "What time is it in London?", "Can you tell me about the whales instead?", "I would like to hear some music now.",
    "Stop!", "No, I meant my brother.", "Wait, who is Anna?",
)  # fmt: skip
USER_VOICES = ("joe@1.12", "en-gb", "en-us+m3")
TAKEN_OUT_PERCENT = 85.0
LEFT_IN_PERCENT = 75.0
SPOILT_PERCENT = 1.0
"""A user may say three words in a row that were just said: "in the evening"."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profile", help="the same for all")
    parser.add_argument("--short", action="store_true", help="a sixth of the sound")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    whisper, guard = Whisper(), EchoGuard("Samantha")
    rounds = 1 if args.short else 6
    echoes = [(whisper.hears(clip), reply) for clip, reply in pieces(rounds)]
    leaks = [heard for heard, reply in echoes if guard.without_echo(heard, reply)]
    users = [(user, whisper.hears(clip), reply) for clip, reply, user in users_over(rounds)]
    users = [(user, heard, reply) for user, heard, reply in users if understood(user, heard)]
    lost = [heard for user, heard, reply in users if not is_left(user, heard, guard.without_echo(heard, reply))]
    spoilt = [text for reply in REPLIES for text in SENTENCES if guard.without_echo(text, reply) != text]
    out_percent = 100 * (1 - len(leaks) / len(echoes))
    in_percent = 100 * (1 - len(lost) / len(users))
    if args.json:
        report = {"hardware": hardware(), "models": "whisper-base", "pieces": len(echoes), "users": len(users)}
        report |= {"taken_out_percent": round(out_percent, 1), "left_in_percent": round(in_percent, 1)}
        print(json.dumps(report | {"leaks": leaks, "lost": lost, "spoilt": spoilt}, indent=1))
    else:
        here, sentences = f"{hardware()} · whisper-base", len(REPLIES) * len(SENTENCES)
        print(f"echo taken out: {out_percent:.0f} % of {len(echoes)} (bar: >= {TAKEN_OUT_PERCENT:.0f} %) · {here}")
        print(f"users left in: {in_percent:.0f} % of {len(users)} (bar: >= {LEFT_IN_PERCENT:.0f} %) · {here}")
        print(f"sentences spoilt: {len(spoilt)} of {sentences} (bar: <= {SPOILT_PERCENT:.0f} %) · {here}")
    is_met = out_percent >= TAKEN_OUT_PERCENT and in_percent >= LEFT_IN_PERCENT
    return 0 if is_met and len(spoilt) <= SPOILT_PERCENT / 100 * len(REPLIES) * len(SENTENCES) else 1


def pieces(rounds: int) -> Iterator[tuple[Clip, str]]:
    """(what is heard, the reply it is from)"""
    drawn = random.Random(7)
    for n in range(rounds):
        for below_db in NOISE_BELOW_DB:
            for reply in REPLIES:
                clip = piece(reply, drawn.choice(PIECES_S), drawn)
                yield echoed(clip, level_db=-38.0, noise_db=-38.0 - below_db, seed=n), reply


def users_over(rounds: int) -> Iterator[tuple[Clip, str, str]]:
    """(what is heard, our reply, the user's words). The user begins with us, near our end, or after it."""
    drawn = random.Random(8)
    for n in range(rounds):
        for k, reply in enumerate(REPLIES):
            user = USERS[(n * len(REPLIES) + k) % len(USERS)]
            echo = echoed(piece(reply, 3.0, drawn), level_db=-30.0, noise_db=-55.0, seed=n)
            clip = spoken(user, USER_VOICES[(n + k) % len(USER_VOICES)], -24.0)
            yield mixed(echo, clip, (0.0, 2.2, 2.8)[(n + k) % 3]), reply, user


def piece(reply: str, length_s: float, drawn: random.Random) -> Clip:
    """From anywhere in it, also from the middle of a word."""
    full = say(reply)
    start = round(drawn.uniform(0, full.duration_s - length_s) * HEARING_HZ)
    return Clip(full.samples[start : start + round(length_s * HEARING_HZ)], HEARING_HZ)


def understood(user: str, heard: str) -> list[str]:
    """The user's words that the recogniser wrote."""
    return [word for word in plain_words(user) if word in plain_words(heard)]


def is_left(user: str, heard: str, left: str) -> bool:
    """More than half of the user's words that were written, and less than half of all the others."""
    kept = [word for word in plain_words(left) if word in plain_words(user)]
    others, all_others = len(plain_words(left)) - len(kept), len(plain_words(heard)) - len(understood(user, heard))
    return 2 * len(kept) > len(understood(user, heard)) and 2 * others <= max(4, all_others)


if __name__ == "__main__":
    sys.exit(main())
