"""Talks with other programs become episodes, marked as imported; a large export needs little memory."""

import io
import json
import subprocess
import sys
import zipfile
from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.commands.memory_lines import origin_of
from app.errors import BadOption
from app.memory.import_chats import Into, chatgpt, is_tavern, sillytavern

ZONE = timezone(timedelta(hours=2))
INTO = Into("samantha", ZONE)
NOON_S = 1_700_000_000.25


def message(identity, role, *parts, parent=None, children=(), at=NOON_S, **more):
    kind = more.pop("content_type", "text")
    content = {"content_type": kind, "parts": list(parts)}
    said = {"author": {"role": role}, "content": content, "create_time": at, **more}
    return {identity: {"id": identity, "message": said, "parent": parent, "children": list(children)}}


def talk(**changed):
    """Rewritten once: the first question is on a branch that was left."""
    nodes = {"root": {"id": "root", "message": None, "parent": None, "children": ["s"]}}
    nodes |= message("s", "system", "Be kind.", parent="root", children=["old", "q"])
    nodes |= message("old", "user", "Left behind.", parent="s")
    nodes |= message("q", "user", "What is a parrot?", parent="s", children=["t"])
    nodes |= message("t", "assistant", "search(parrot)", parent="q", children=["h"], recipient="browser")
    nodes |= message(
        "h", "user", "Hidden.", parent="t", children=["a"], metadata={"is_visually_hidden_from_conversation": True}
    )
    nodes |= message("a", "assistant", "A bird.", {"asset_pointer": "x"}, parent="h", at=NOON_S + 5, children=["u"])
    nodes |= message("u", "user", "", parent="a", content_type="multimodal_text")
    made = {"title": "Birds", "create_time": NOON_S - 9, "mapping": nodes, "current_node": "u", "conversation_id": "c1"}
    return made | changed


def read(value, into=INTO):
    text = value if isinstance(value, str) else json.dumps(value)
    return list(chatgpt(io.BytesIO(text.encode()), into))


def test_of_a_chatgpt_talk_the_words_that_were_shown_last():
    said = read([talk()])
    assert [(one.speaker, one.text) for one in said] == [("user", "What is a parrot?"), ("companion", "A bird.")]
    assert said[0].start == datetime.fromtimestamp(NOON_S, UTC)
    assert said[0].start.tzinfo == ZONE
    assert {one.self_id for one in said} == {"se_samantha"}
    assert {origin_of(one) for one in said} == {"ChatGPT"}
    assert all(one.id.startswith("im_") for one in said)
    assert len({one.conversation for one in said}) == 1


def test_the_same_export_again_has_the_same_ids():
    assert read([talk()]) == read([talk()])
    both = read([talk(), talk(conversation_id="c2")])
    assert len({one.id for one in both}) == 4


def test_an_export_may_be_one_talk_or_spread_over_lines():
    assert read(talk()) == read("\n[\n  " + json.dumps(talk(), indent=2) + "\n]\n") == read([talk()])
    assert read([]) == []


def test_a_talk_without_an_end_or_with_a_ring_is_read_to_where_it_goes():
    assert len(read([talk(current_node=None)])) == 2
    ring = talk()
    ring["mapping"]["s"]["parent"] = "a"
    assert len(read([ring])) == 2


def test_times_never_go_back_and_may_be_missing():
    late = talk()
    late["mapping"]["a"]["message"]["create_time"] = None
    first, second = read([late])
    assert second.start - first.start == timedelta(seconds=1)
    late["mapping"]["a"]["message"]["create_time"] = 5
    assert read([late])[1].start > first.start
    for node in late["mapping"].values():
        if node["message"]:
            node["message"]["create_time"] = None
    with pytest.raises(BadOption, match="when it was"):
        read([late | {"create_time": None}])


@pytest.mark.parametrize("text", ["[{", '[{"mapping": {}}, {', "[1]", '[{"mapping": 3}]', "[" * 5_000])
def test_what_is_no_export_is_told(text):
    with pytest.raises(BadOption, match="Nothing was imported"):
        read(text)


HEAD = {"user_name": "Amy", "character_name": "Seraphina", "create_date": "2024-4-5 @13h 22m 11s 123ms"}
LINES = [
    HEAD,
    {"name": "Seraphina", "is_user": False, "send_date": "April 5, 2024 1:22pm", "mes": "Hello, Amy."},
    {"name": "Amy", "is_user": True, "send_date": "2024-04-05T12:00:00.000Z", "mes": "Hello! "},
    {"name": "System", "is_user": False, "is_system": True, "send_date": 1, "mes": "Hidden."},
    {"name": "Seraphina", "send_date": 1_712_400_000_000, "mes": "Again?", "swipes": ["No", "Again?"]},
]


def tavern(lines):
    return list(sillytavern([json.dumps(line).encode() for line in lines], INTO))


def test_a_sillytavern_chat_line_by_line():
    said = tavern(LINES)
    assert [(one.speaker, one.text) for one in said] == [
        ("companion", "Hello, Amy."), ("user", "Hello!"), ("companion", "Again?"),
    ]  # fmt: skip
    assert said[0].start == datetime(2024, 4, 5, 13, 22, tzinfo=ZONE)
    assert said[1].start == datetime(2024, 4, 5, 12, tzinfo=UTC)
    assert said[2].start == datetime.fromtimestamp(1_712_400_000, UTC)
    assert {origin_of(one) for one in said} == {"SillyTavern"}
    assert is_tavern(HEAD)
    assert tavern(LINES) == said


def test_its_dates_may_be_missing_or_strange():
    bare = [line | {"send_date": "soon"} for line in LINES[1:3]]
    assert [one.start.second for one in tavern([HEAD, *bare])] == [11, 12]
    with pytest.raises(BadOption, match="when it was"):
        tavern(bare)
    assert tavern([]) == []
    with pytest.raises(BadOption, match="line 2"):
        list(sillytavern([json.dumps(HEAD).encode(), b"{"], INTO))


CHILD = """
import resource, sys
from datetime import UTC
from app.memory.import_chats import Into, chatgpt
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with open(sys.argv[1], "rb") as file:
    count = sum(1 for _ in chatgpt(file, Into("samantha", UTC)))
print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def test_a_large_export_needs_the_memory_of_one_talk(tmp_path):
    """20 MB here; 200 MB in `scripts/bars forget`."""
    one = json.dumps(talk() | {"note": "long " * 20_000})
    path = tmp_path / "conversations.json"
    path.write_text("[" + ", ".join([one] * 200) + "]")
    assert path.stat().st_size > 20_000_000
    done = subprocess.run([sys.executable, "-c", CHILD, str(path)], capture_output=True, text=True, check=True)
    count, grown_kb = map(int, done.stdout.split())
    assert count == 400
    assert grown_kb < 12_000
    with zipfile.ZipFile(tmp_path / "export.zip", "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.write(path, "conversations.json")
    with zipfile.ZipFile(tmp_path / "export.zip") as bundle, bundle.open("conversations.json") as file:
        assert next(chatgpt(file, INTO)).text == "What is a parrot?"
