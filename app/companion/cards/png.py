"""Finds the texts in a PNG picture: where character cards are hidden. Pure; called by reader.py.

Every size is checked before anything is done with it: the file comes from a stranger (PNG specification, third edition,
5.3 and 11.3.3). The picture itself is never decoded.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from app.errors import BadOption

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MOST_CHUNKS = 20_000
MOST_TEXT_BYTES = 24_000_000
"""Of one text, unpacked: a lore book of five megabytes is nine in base64."""
KEYWORD_BYTES = 79
_OTHER = "Export the card again, or take its JSON form."


def texts(data: bytes, wanted: tuple[str, ...]) -> dict[str, bytes]:
    """Keyword -> the text of the first chunk with it, for the keywords in `wanted`. Raises BadOption."""
    found: dict[str, bytes] = {}
    for kind, body, is_sound in _chunks(data):
        if kind not in (b"tEXt", b"zTXt", b"iTXt"):
            continue
        keyword, _, _ = body[: KEYWORD_BYTES + 1].partition(b"\0")
        name = keyword.decode("latin-1").casefold()
        if name not in wanted or name in found:
            continue
        if not is_sound:
            raise BadOption("The picture is damaged: the checksum of its card is wrong.", _OTHER)
        found[name] = _text(kind, body[len(keyword) + 1 :])
    return found


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes, bool]]:
    """(type, content, whether its checksum is right)."""
    at = len(SIGNATURE)
    for _ in range(MOST_CHUNKS):
        if at >= len(data):
            return
        size = int.from_bytes(data[at : at + 4], "big")
        kind, end = data[at + 4 : at + 8], at + 12 + size
        if end > len(data):
            raise BadOption("The picture is damaged: it is cut off in the middle.", _OTHER)
        body = data[at + 8 : end - 4]
        yield kind, body, zlib.crc32(kind + body) == int.from_bytes(data[end - 4 : end], "big")
        if kind == b"IEND":
            return
        at = end
    raise BadOption(f"The picture is in more than {MOST_CHUNKS} pieces.", _OTHER)


def _text(kind: bytes, body: bytes) -> bytes:
    if kind == b"tEXt":
        return body
    if kind == b"zTXt":
        return _unpacked(body[1:], body[:1])
    is_packed, method, rest = body[:1], body[1:2], body[2:]
    _language, _, rest = rest.partition(b"\0")
    _translated, _, text = rest.partition(b"\0")
    return _unpacked(text, method) if is_packed == b"\1" else text


def _unpacked(text: bytes, method: bytes) -> bytes:
    """A few bytes may unpack to gigabytes, so no more than MOST_TEXT_BYTES are ever made."""
    unpacker = zlib.decompressobj()
    try:
        plain = unpacker.decompress(text, MOST_TEXT_BYTES)
    except zlib.error as error:
        raise BadOption("The picture is damaged: its card cannot be unpacked.", _OTHER) from error
    if unpacker.unconsumed_tail:
        raise BadOption(f"The card in the picture unpacks to more than {MOST_TEXT_BYTES} bytes.", _OTHER)
    if method != b"\0" or not unpacker.eof:
        raise BadOption("The picture is damaged: its card cannot be unpacked.", _OTHER)
    return plain
