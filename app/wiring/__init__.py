"""The composition root: the only package that knows all concrete classes.

`build` gives a House with session, keeper and responder. What else a run has is added before it starts: a sound file
(`add_deck`) or real devices (`add_devices`), with ears and a voice. A typed turn needs none of them, so `ask` works
without any sound device. All of it runs on the front end's thread.
"""

from app.wiring.conversation import build as build
from app.wiring.rim import add_deck as add_deck
from app.wiring.rim import add_devices as add_devices
