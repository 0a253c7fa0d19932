"""Talks with other programs as episodes: a ChatGPT export, a SillyTavern chat.

They are marked as imported: their ids begin with `im_`, their conversations with the program's name. The same file
twice adds nothing. Read piece by piece: an export of hundreds of megabytes needs the memory of its largest talk. Runs
on any thread; the store is not touched.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import chain
from typing import IO, Any, Literal, NoReturn

from app.errors import BadOption
from app.memory.ids import derived, first_self
from app.memory.json_line import sound
from app.memory.protocol import Episode

Speaker = Literal["user", "companion"]
Said = tuple[datetime | None, str, Speaker]
"""When, the words ('' for what is not to be kept), who."""

IMPORTED = "im"
"""What their ids begin with."""
MAX_TALK_CHARACTERS = 64_000_000
_READ_BYTES = 1 << 20
_SPEAKERS: dict[str, Speaker] = {"user": "user", "assistant": "companion"}
_SECOND = timedelta(seconds=1)
_TAVERN_DATE = re.compile(r"(\d{4})-(\d\d?)-(\d\d?) ?@? ?(\d\d?)h ?(\d\d?)m(?: ?(\d\d?)s)?(?: ?(\d+)ms)?")
_SPOKEN_DATES = ("%B %d, %Y %I:%M%p", "%B %d, %Y %I:%M %p")


@dataclass(frozen=True)
class Into:
    """Whose memory they become. `zone`: of times that do not name theirs."""

    companion: str
    zone: tzinfo


# ---- ChatGPT ---------------------------------------------------------------------------------------------------------


def chatgpt(file: IO[bytes], into: Into) -> Iterator[Episode]:
    """`conversations.json`: an array of talks. Of one that was rewritten, the branch that was shown last."""
    for number, talk in enumerate(_array(file), start=1):
        if not isinstance(talk, dict) or not isinstance(talk.get("mapping"), dict):
            _bad(f"conversation {number} has no messages")
        yield from _talk(talk, into, number)


def _talk(talk: dict[str, Any], into: Into, number: int) -> Iterator[Episode]:
    name = str(talk.get("conversation_id") or talk.get("id") or number)
    said = ((_seconds(message.get("create_time")), *_words(message)) for message in _branch(talk))
    yield from _episodes("chatgpt", name, said, _seconds(talk.get("create_time")), into)


def _branch(talk: dict[str, Any]) -> list[dict[str, Any]]:
    """From the root to the newest message that was shown."""
    nodes: dict[str, Any] = talk["mapping"]
    current = talk.get("current_node")
    if current not in nodes:
        leaves = [key for key, node in nodes.items() if isinstance(node, dict) and not node.get("children")]
        current = leaves[-1] if leaves else None
    path: list[dict[str, Any]] = []
    seen: set[str] = set()
    while isinstance(current, str) and current in nodes and current not in seen and isinstance(nodes[current], dict):
        seen.add(current)
        if isinstance(nodes[current].get("message"), dict):
            path.append(nodes[current]["message"])
        current = nodes[current].get("parent")
    return path[::-1]


def _words(message: dict[str, Any]) -> tuple[str, Speaker]:
    """-> what was said ('' for tools, pictures, hidden instructions), and by whom."""
    author, content, about = (_object(message.get(name)) for name in ("author", "content", "metadata"))
    speaker = _SPEAKERS.get(str(author.get("role")))
    is_talk = content.get("content_type") in ("text", "multimodal_text") and message.get("recipient") in (None, "all")
    if speaker is None or not is_talk or about.get("is_visually_hidden_from_conversation"):
        return "", "user"
    parts = content.get("parts")
    texts = [part for part in parts if isinstance(part, str)] if isinstance(parts, list) else []
    return "\n".join(texts).strip(), speaker


def _array(file: IO[bytes]) -> Iterator[Any]:
    """The elements of a JSON array, one after the other; also a single object. Holds one element at a time."""
    decode, decoder = codecs.getincrementaldecoder("utf-8-sig")("replace").decode, json.JSONDecoder()
    text, place, is_end, is_first = "", 0, False, True
    while True:
        place = _skip(text, place, ", \t\r\n")
        if is_first and text[place : place + 1] == "[":
            place, is_first = place + 1, False
            continue
        if text[place : place + 1] == "]" or (is_end and place == len(text)):
            return
        try:
            element, place = decoder.raw_decode(text, place)
            is_first = False
        except (ValueError, RecursionError):
            if is_end or len(text) - place > MAX_TALK_CHARACTERS:
                _bad("it is cut off or no JSON")
            more = file.read(max(_READ_BYTES, len(text) - place))  # doubling: what is long is not looked at too often
            is_end = not more
            text, place = text[place:] + decode(more, is_end), 0
            continue
        yield element


def _skip(text: str, place: int, characters: str) -> int:
    while place < len(text) and text[place] in characters:
        place += 1
    return place


# ---- SillyTavern -----------------------------------------------------------------------------------------------------


def sillytavern(lines: Iterable[bytes], into: Into) -> Iterator[Episode]:
    """A chat: a line about it, then a line a message. Hidden messages are left out; of swipes, the kept one counts."""
    records = (_tavern_record(line, number) for number, line in enumerate(lines, start=1) if line.strip())
    first = next(records, {})
    name = f"{first.get('character_name', '')} {first.get('create_date', '')}"
    messages = chain([first] if "mes" in first else [], records)
    said = (_tavern_said(record, into.zone) for record in messages)
    yield from _episodes("sillytavern", name, said, _tavern_time(first.get("create_date"), into.zone), into)


def is_tavern(record: dict[str, Any]) -> bool:
    """`record`: the first line."""
    return bool({"character_name", "chat_metadata", "mes"} & record.keys())


def _tavern_said(record: dict[str, Any], zone: tzinfo) -> Said:
    words = record.get("mes")
    is_shown = isinstance(words, str) and not record.get("is_system")
    speaker: Speaker = "user" if record.get("is_user") else "companion"
    return _tavern_time(record.get("send_date"), zone), str(words).strip() if is_shown else "", speaker


def _tavern_record(line: bytes, number: int) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        record = None
    return record if isinstance(record, dict) else _bad(f"line {number} is not a JSON object")


def _tavern_time(value: object, zone: tzinfo) -> datetime | None:
    """Its versions wrote it in four ways."""
    if isinstance(value, int | float):
        return _seconds(value / 1000)
    text = str(value or "").strip()
    if text.isdecimal():
        return _seconds(int(text) / 1000)
    if match := _TAVERN_DATE.match(text):
        year, month, day, hour, minute, second, millisecond = (int(part or 0) for part in match.groups())
        numbers = (year, month, day, hour, minute, second, millisecond * 1000)
        return _made(lambda: datetime(*numbers, tzinfo=zone))
    at = _made(lambda: datetime.fromisoformat(text))
    for spelling in _SPOKEN_DATES:
        at = at or _made(lambda spelling=spelling: datetime.strptime(text, spelling))
    return at and (at if at.tzinfo else at.replace(tzinfo=zone))


# ---- both ------------------------------------------------------------------------------------------------------------


def _episodes(program: str, name: str, said: Iterable[Said], at: datetime | None, into: Into) -> Iterator[Episode]:
    """`said` in order, `at`: when the talk began. A message without a time comes a second behind the one before it."""
    turn, self_id, conversation = 0, first_self(into.companion), ""
    for number, (when, words, speaker) in enumerate(one for one in said if one[1]):
        at = _next(at, when, is_first=not number) or _bad(f"the talk {name.strip()} says nowhere when it was")
        conversation = conversation or derived(program, at, name)
        local, turn = at.astimezone(into.zone), max(1, turn + (speaker == "user"))
        identity = derived(IMPORTED, at, conversation, str(number), words)
        yield Episode(identity, into.companion, self_id, conversation, turn, speaker, sound(words), "", local, local)


def _next(at: datetime | None, when: datetime | None, *, is_first: bool) -> datetime | None:
    """Its own time, unless it has none or goes back."""
    if is_first or at is None:
        return when or at
    return max(when or at, at + _SECOND)


def _seconds(value: object) -> datetime | None:
    """Since 1970; None for what is no time a person talked to a program at."""
    is_time = isinstance(value, int | float) and 0 < value < 1e11
    return datetime.fromtimestamp(float(value), UTC) if is_time else None  # type: ignore[arg-type]


def _made(make: Any) -> datetime | None:
    try:
        made: datetime = make()
    except ValueError:
        return None
    return made


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _bad(why: str) -> NoReturn:
    raise BadOption(f"The file cannot be imported: {why}.", "Nothing was imported. Export it again.")
