"""A card file's bytes become the mapping it holds: PNG or JSON, whichever it is. Pure; called by fit.py's callers."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping

from app.companion.cards import png
from app.errors import BadOption

MOST_BYTES = 64_000_000
"""Of a file. The largest cards carry a picture of some megabytes and a book of lore."""
KEYWORDS = ("ccv3", "chara")
"""Where a picture keeps it: V3, then V1 and V2. A V3 card is often there twice, the second time as V2."""
_FIX = "Name a SillyTavern character card, V1 to V3, as .png or .json."
_NOT_ONE = {b"PK\x03\x04": "an archive", b"\xff\xd8\xff": "a JPEG picture", b"GIF8": "a GIF picture", b"RIFF": "WebP"}


def read_card(data: bytes) -> Mapping[str, object]:
    """The card as written. Raises BadOption: it is none, or broken."""
    if len(data) > MOST_BYTES:
        raise BadOption(f"The file has more than {MOST_BYTES} bytes.", _FIX)
    if not data.startswith(png.SIGNATURE):
        return _mapping(data)
    found = png.texts(data, KEYWORDS)
    refused: BadOption | None = None
    for keyword in KEYWORDS:
        if keyword in found:
            try:
                return _mapping(_from_base64(found[keyword]))
            except BadOption as error:
                refused = refused or error
    raise refused or BadOption("There is no character card in this picture.", _FIX)


def _from_base64(text: bytes) -> bytes:
    try:
        return base64.b64decode(b"".join(text.split()), validate=True)
    except binascii.Error as error:
        raise BadOption("The card in the picture is damaged: it is not base64.", _FIX) from error


def _mapping(data: bytes) -> Mapping[str, object]:
    for beginning, what in _NOT_ONE.items():
        if data.startswith(beginning):
            raise BadOption(f"The file is {what}, and no character card.", _FIX)
    try:
        card = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadOption("The card cannot be read: it is not JSON in UTF-8.", _FIX) from error
    if not isinstance(card, dict):
        raise BadOption("The file holds no character card: it is not a JSON object.", _FIX)
    return card
