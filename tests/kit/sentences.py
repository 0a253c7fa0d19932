"""What the recogniser is measured on: things people say to a companion, with names, numbers and times among them.

Read by the recogniser's tests and by the bars, nobody else.
"""

from __future__ import annotations

from tests.kit.speech import JOE

HARVARD = {
    "harvard_1.wav": "The child almost hurt the small dog.",
    "harvard_2.wav": "Drop the two when you add the figures.",
    "harvard_3.wav": "At that high level the air is pure.",
    "harvard_4.wav": "A thin stripe runs down the middle.",
    "harvard_5.wav": "Sunday is the best part of the week.",
    "harvard_6.wav": "The pencils have all been used.",
    "jfk.wav": (
        "And so, my fellow Americans: ask not what your country can do for you, ask what you can do for your country."
    ),
}
"""Human recordings of ../shared/audio and what is said in them."""

SENTENCES = (
    "What time is it in London right now?",
    "Remind me to call Margaret at three p.m. tomorrow.",
    "My sister Hannah was born on the fourteenth of March, nineteen ninety two.",
    "How are you feeling today?",
    "I think I left my keys on the kitchen table.",
    "Can you tell me a short story about a lighthouse?",
    "The train leaves at seven forty five from platform nine.",
    "I paid forty two dollars for two tickets.",
    "My doctor is called Sarah Mitchell, and her office is in Boston.",
    "It was minus five degrees this morning.",
    "Do you remember what I told you about my grandfather?",
    "We drove six hundred miles from Chicago to Atlanta.",
    "I would like to learn how to bake bread.",
    "What is the capital of Australia?",
    "My phone number ends in eight three seven one.",
    "Good morning. Did you sleep well?",
    "Please turn it down a little.",
    "There are about three hundred and fifty people living in our village.",
    "Robert and Emily are getting married in September.",
    "I am a bit nervous about my job interview on Thursday.",
    "Why is the sky blue?",
    "Could you explain how a heat pump works?",
    "I ran ten kilometers in fifty two minutes.",
    "Michael said the meeting was moved to half past four.",
    "That is a really good idea.",
    "Tell me something I do not know about the moon.",
    "My flight to San Francisco was delayed by two hours.",
    "She bought twelve eggs, a bottle of milk, and some apples.",
    "What did we talk about last night?",
    "I have a headache and I did not sleep much.",
    "Thank you for listening to me.",
    "The recipe needs two hundred grams of sugar and three eggs.",
    "How far is it from Paris to Berlin?",
    "My dog Oliver turned eleven last week.",
    "Let us talk about something else.",
    "I started reading a novel by Jane Austen.",
    "Is it going to rain on Saturday afternoon?",
    "We have lived in this house since two thousand and six.",
    "Yes.",
    "No, not that one, the other one.",
    "Stop, please.",
    "I was wondering whether you could help me write a letter to my landlord about the broken window.",
    "The museum is closed on Mondays, but on Fridays it stays open until nine in the evening.",
    "My best friend Daniel moved to Seattle last year, and I have not seen him since the summer.",
    "When I was a child we spent every August at my aunt's farm, where she kept goats and a very old horse.",
    "Could you read me the shopping list again?",
    "I feel a bit lonely tonight.",
    "Seventy five percent of the work is done.",
)

ESPEAK_VOICES = ("en-us", "en-gb", "en-us+f3", "en-gb-scotland", "en-gb-x-rp+f2", "en-us+m3")

SPOKEN: tuple[tuple[str, str], ...] = (
    *((JOE, text) for text in SENTENCES),
    *((ESPEAK_VOICES[n % len(ESPEAK_VOICES)], text) for n, text in enumerate(SENTENCES[::2])),
)
"""(voice, text) of the full measurement: every sentence by the project's voice, every second one by espeak-ng too."""

SHORT: tuple[tuple[str, str], ...] = (
    (JOE, SENTENCES[1]),
    (JOE, SENTENCES[8]),
    (JOE, SENTENCES[38]),
    (JOE, SENTENCES[43]),
    ("en-us", SENTENCES[3]),
    ("en-gb", SENTENCES[13]),
    ("en-us+f3", SENTENCES[27]),
    ("en-us+m3", SENTENCES[34]),
)
"""Eight of them, for the quick form."""
