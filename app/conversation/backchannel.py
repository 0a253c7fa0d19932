"""What a few words mean while the companion talks: I am listening, stop, or go on.

A backchannel ("mhm", a laugh) never stops a reply, a stop word always does, and "go on" finishes what was about to be
said. Called on the session thread for what was heard during and after a reply. Pure. Spellings: what Whisper base wrote
for the spoken forms (tests/unit/conversation/test_backchannel.py keeps them).
"""

from __future__ import annotations

import re

from app.conversation.heard_words import Phrase, is_made_of, names_of, phrases, plain_words

_MURMUR = re.compile(
    r"h+m+|m+|m+h+m*|u+h+|u+h+u+h+|u+m+|a+h+|a+h+a+|e+h+|h+u+h+|o+h+|oo+|ye+a+h*|ya+h*|ye[ps]|yup"
    r"|wo+w+|whoa+|ho|a*(?:h[ae]+)+h?|huhuh"
)
"""Sounds of listening and laughing, however long. "A-A-A-A" is a laugh too; one "A" may be an answer."""
_LISTENING = phrases(  # "mhm" stands for any murmur: "oh no"
    "okay", "ok", "right", "alright", "all right", "sure", "really", "i see", "got it", "gotcha", "yes", "true",
    "exactly", "indeed", "nice", "cool", "great", "good", "wow", "lovely", "awesome", "amazing", "funny",
    "interesting", "very good", "my god", "my goodness", "mhm my", "mhm no", "no way", "of course", "i know",
    "makes sense", "fair enough", "thats right", "thats nice", "thats funny", "thats great", "thats true",
    "mhm dear", "mhm boy", "aw", "aww", "mhm", "a a", "a a a",
)  # fmt: skip
_STOP = phrases(
    "stop", "stop it", "stop that", "stop talking", "stop speaking", "stop there", "stop right there", "just stop",
    "wait", "wait a second", "wait a sec", "wait a minute", "wait a moment", "wait up", "hold on",
    "hold on a second", "hold on a minute", "hold it", "hold up", "hang on", "hang on a second", "hang on a minute",
    "hang on a sec", "and on", "one second", "one moment", "just a second", "just a moment", "be quiet", "quiet",
    "be silent", "silence", "shut up", "shush", "shh", "hush", "enough", "thats enough", "that is enough",
    "enough of that", "thats quite enough", "that will do", "thatll do", "no no", "no more", "pause", "cancel",
    "cancel that", "never mind", "nevermind", "cut it out", "knock it off",
)  # fmt: skip
_GO_ON = phrases(
    "go on", "continue", "keep going", "keep on going", "keep talking", "keep on", "carry on", "carry it on",
    "carried on", "proceed", "go ahead", "resume", "dont stop", "and then", "and then what",
    "and then what happened", "then what", "and", "and so", "what happened then", "what happened next",
    "what were you saying", "what were you going to say", "what were you about to say", "what did you want to say",
    "what was it you were saying", "you were saying", "as you were saying", "finish what you were saying",
    "finish your sentence", "finish your story", "finish your thought", "finish that", "finish that sentence",
    "finish it", "continue what you were saying", "go on with your story", "go on with the story",
    "continue the story", "continue your story", "please continue", "say the rest", "tell me the rest", "the rest",
    "im listening", "i am listening",
)  # fmt: skip
_AROUND = phrases(
    "oh", "ok", "okay", "hey", "please", "no", "well", "so", "um", "uh", "ah", "hm", "hmm", "now", "right",
    "alright", "all right", "then", "just", "sorry", "im sorry", "i am sorry", "thanks", "thank you", "yes", "yeah",
    "but", "already", "can you", "could you", "would you", "will you", "you can", "i said", "right now",
    "for a second", "for a minute", "for a moment", "actually",
)  # fmt: skip


def is_backchannel(text: str) -> bool:
    """Nothing but signs of listening: murmurs, "yeah", "right", a laugh, a cough. '' and sounds in brackets count."""
    words = ["mhm" if _MURMUR.fullmatch(word) else word for word in plain_words(text)]
    return not words or is_made_of(words, _LISTENING, ())


def is_stop(text: str, *, name: str = "") -> bool:
    """An order to fall silent and nothing else. `name`: the companion's, which may stand before or after it."""
    return is_made_of(plain_words(text), _STOP, _with(name))


def is_go_on(text: str, *, name: str = "") -> bool:
    """A wish to hear the rest and nothing else: "go on", "what were you saying?"."""
    return is_made_of(plain_words(text), _GO_ON, _with(name))


def _with(name: str) -> frozenset[Phrase]:
    return _AROUND | names_of(name)
