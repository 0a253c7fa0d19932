"""`earpiece memory import` of files that nobody should have to fear: broken, hostile, written elsewhere."""

import io
import json
import zipfile

import pytest

from app.commands.memory import answer
from app.errors import BadOption
from app.home import Home
from app.memory.facts.fact_store import FactStore
from app.memory.ids import Ids
from tests.kit.episodes import episode, store_at
from tests.unit.commands.test_memory import parsed

LINE = {"kind": "episode", "companion": "samantha", "speaker": "user", "text": "A parrot.", "id": "ep_1"}
LINE |= {"start": "2026-01-01T00:00:00Z"}
FACT = {"kind": "fact", "id": "fa_1", "companion": "samantha", "self": "se_samantha", "speaker": "user"}
FACT |= {"text": "You have a parrot.", "start": LINE["start"], "subject": "", "predicate": "has", "slot": "parrot"}
FACT |= {"value": "parrot", "quote": "parrot", "quote_start": 2, "quote_end": 8, "source_episode_id": "ep_1"}
FACT |= {"told_us": 1, "valid_from": LINE["start"], "is_change": 0, "is_pinned": 0, "is_uncertain": 0}
FACT |= {"created_at": LINE["start"]}
MANIFEST = '{"format": "earpiece", "schema": 1}\n'


def lines(*records):
    return "".join(json.dumps(record) + "\n" for record in records)


def archive(path, memories, manifest=MANIFEST):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("manifest.json", manifest)
        bundle.writestr("memories.jsonl", memories)
    return path


@pytest.fixture
def home(tmp_path):
    """A function: `earpiece memory WORDS` in a home of that name, from the test's folder."""

    def run(name, *words):
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        out = io.StringIO()
        with store_at(folder / "memory.db") as store:
            assert answer(parsed(words, folder=tmp_path), Home(folder), store, out) == 0
        return out.getvalue()

    return run


def refused(home, name, told):
    with pytest.raises(BadOption, match=told) as met:
        home("h", "import", name)
    assert met.value.exit_code == 2
    assert home("h", "export", "-") == ""


def spoilt(content, place, what):
    return content[:place] + what + content[place + len(what) :]


def test_a_broken_archive_is_told_in_one_line(home, tmp_path):
    said = lines(*[LINE | {"id": f"ep_{n}", "text": f"{n} {n**9}"} for n in range(800)])
    good = archive(tmp_path / "good.zip", said).read_bytes()
    head, catalogue = good.find(b"memories"), good.find(b"PK\x01\x02")
    broken = {
        "contents": spoilt(good, len(good) // 2, b"\xa5" * 200),
        "end": spoilt(good, catalogue - 60, b"\xa5" * 50),
        "name": spoilt(good, head, b"\xa5" * 8),
        "catalogue": spoilt(good, catalogue + 16, b"\xa5" * 60),
        "cut": good[: len(good) // 2],
        "method": good[: catalogue + 10] + b"\x63" + good[catalogue + 11 :],
        "lock": good[: catalogue + 8] + b"\x01" + good[catalogue + 9 :],
    }
    for name, content in broken.items():
        (tmp_path / f"{name}.zip").write_bytes(content)
        refused(home, f"{name}.zip", "damaged|locked|packed in a way|not JSON|no export")


@pytest.mark.parametrize(
    "manifest", ["[1]", "{", "[" * 100_000, '{"schema": "one"}', '{"schema": Infinity}', '{"schema": 0}', "{}"]
)
def test_a_strange_manifest(home, tmp_path, manifest):
    archive(tmp_path / "x.zip", lines(LINE), manifest)
    refused(home, "x.zip", "x.zip is damaged")


def test_a_bomb_is_not_unpacked(home, tmp_path):
    archive(tmp_path / "blank.zip", "\n" * 60_000_000)
    refused(home, "blank.zip", "60 MB of nothing")
    archive(tmp_path / "manifest.zip", lines(LINE), '{"schema": 1, "x": "' + "a" * 60_000_000 + '"}')
    refused(home, "manifest.zip", "60 MB of nothing")
    (tmp_path / "deep.json").write_text('{"a":' * 100_000)
    refused(home, "deep.json", "Nothing was imported")


@pytest.mark.parametrize(
    "changed",
    [
        {"told_us": 2**70}, {"told_us": None}, {"quote_start": -1}, {"quote_end": 1}, {"valid_from": "soon"},
        {"valid_from": None}, {"created_at": 7}, {"valid_to": {"a": 1}}, {"valid_to": "\ud800"}, {"edited_at": 7},
        {"asked_at": "later"}, {"supersedes": [1]}, {"context_episode_id": "a\nb"}, {"value": None}, {"quote": 3},
    ],
)  # fmt: skip
def test_a_fact_that_could_never_be_read_again_is_refused(home, tmp_path, changed):
    (tmp_path / "x.jsonl").write_text(lines(LINE, FACT | changed))
    refused(home, "x.jsonl", "Line 2 of the file")


def test_a_fact_of_somebody_else_is_left_out(home, tmp_path):
    (tmp_path / "x.jsonl").write_text(lines(LINE, FACT | {"self": "se_max"}, FACT | {"self": "se_nobody"}, FACT))
    assert home("h", "import", "x.jsonl").startswith("Imported 2 memories.")
    assert "You have a parrot." in home("h", "list")


def test_facts_come_back_wherever_they_stand(home, tmp_path):
    """A fact is sorted by its id beside its line, and one that was put right takes the place of one said later."""
    chat = {"kind": "episode", "companion": "samantha", "speaker": "user", "text": "I live in Ghent.", "id": "im_1"}
    (tmp_path / "x.jsonl").write_text(lines(chat | {"start": LINE["start"]}))
    home("one", "import", "x.jsonl")
    with store_at(tmp_path / "one" / "memory.db") as store:
        facts = FactStore(lambda: store.db, store.path, new_id=Ids().new)
        moved = episode("I live in Lyon.")
        store.keep(moved)
        facts.derive(moved)
        first = facts.all("se_samantha")[0]
        edited = facts.edit(first.id, "You live in Bruges.", now=moved.end)
        assert facts.get(edited.id).supersedes
    home("one", "export", "one.jsonl")
    home("one", "export", "one.zip")
    assert (tmp_path / "one.jsonl").read_text().count('"fact"') == 3
    for name in ("one.jsonl", "one.zip"):
        home(f"from {name}", "import", name)
        assert home(f"from {name}", "export", "-") == (tmp_path / "one.jsonl").read_text()
        assert "Bruges" in home(f"from {name}", "list").splitlines()[0]


def test_a_name_in_capitals_is_the_same_companion(home, tmp_path):
    (tmp_path / "x.jsonl").write_text(lines(LINE | {"companion": "Samantha"}))
    home("h", "import", "x.jsonl")
    assert "A parrot." in home("h", "list")


def test_a_folder_of_nobody_is_told(home):
    refused(home, "~nobody-of-that-name/x.zip", "cannot be read")
    refused(home, ".", "cannot be read")
