"""`earpiece memory`, on a real store: what is remembered, put right, forgotten, carried elsewhere."""

import argparse
import io
import json
import threading
import zipfile
from datetime import UTC, datetime, timedelta

import pytest

from app.commands import memory
from app.commands.memory import answer
from app.errors import BadOption, DiskFull, UnknownId
from app.home import Home
from app.memory import fact_lines
from app.memory.facts.fact_store import FactStore
from app.memory.ids import Ids
from tests.kit.disks import fill, small_disk
from tests.kit.episodes import NINE, episode, store_at

PAST = [
    episode("My sister is called Amy."),
    episode("Amy is a lovely name.", speaker="companion", after_s=2, unheard="Shall we"),
    episode("Straße nach Köln?\n🙂", after_s=3_600),
]
OTHER = [episode("I am Max.", speaker="companion", companion="max", self_id="se_max", after_s=5)]


@pytest.fixture
def store(tmp_path):
    with store_at(tmp_path / "memory.db") as store:
        facts = FactStore(lambda: store.db, store.path, new_id=Ids().new)
        for said in PAST + OTHER:
            store.keep(said)
            facts.derive(said)
        yield store


@pytest.fixture
def memory_of(store, tmp_path, monkeypatch):
    monkeypatch.setenv("EARPIECE_NOW", (NINE + timedelta(hours=1, minutes=2)).isoformat())

    def run(*words, to=None, **options):
        out = io.StringIO()
        assert answer(parsed(words, folder=tmp_path, **options), Home(tmp_path), to or store, out) == 0
        return out.getvalue()

    return run


def parsed(words, **options):
    parser = argparse.ArgumentParser()
    memory.add_arguments(parser)
    return parser.parse_args(words, argparse.Namespace(**{"companion": None, "self_id": None, **options}))


def fact_of(memory_of):
    return next(one for one in json.loads(memory_of("list", "--json")) if one["kind"] == "fact")


def test_list_shows_facts_and_what_was_said(memory_of):
    lines = memory_of("list").splitlines()
    assert lines[0].endswith("Amy is your sister.")
    assert lines[1:] == [
        f"2026-03-01 09:00  {PAST[0].id}  You: My sister is called Amy.",
        f"2026-03-01 09:00  {PAST[1].id}  Samantha: Amy is a lovely name.",
        f"2026-03-01 10:00  {PAST[2].id}  You: Straße nach Köln? 🙂",
    ]
    listed = json.loads(memory_of("list", "--json", "--limit", "1"))
    assert [one["kind"] for one in listed] == ["fact", "episode"]
    assert listed[1]["id"] == PAST[2].id


def test_options_choose_whose(memory_of):
    assert "I am Max." in memory_of("list", companion="Max")
    assert "I am Max." in memory_of("list", self_id="se_max")
    for wrong in ({"companion": "nobody"}, {"self_id": "se_nobody"}, {"self_id": "se_max", "companion": "samantha"}):
        with pytest.raises(BadOption, match=r"No companion|There is no self"):
            memory_of("list", **wrong)


def test_search_finds_the_nearest_with_its_date(memory_of):
    assert memory_of("search", "what is my sister called?").splitlines()[0].endswith("You: My sister is called Amy.")
    found = json.loads(memory_of("search", "sister", "--json"))
    assert found[0]["id"] == PAST[0].id
    assert found[0]["start"] == NINE.isoformat()
    assert found == sorted(found, key=lambda one: -one["score"])
    assert memory_of("search", "% \" ' ( *") == "Nothing was found.\n"
    assert "Max" not in memory_of("search", "Max")


def test_show_tells_where_it_is_from(memory_of):
    shown = memory_of("show", PAST[1].id)
    assert "[not heard: Shall we]" in shown
    assert "earpiece transcript show 2026-03-01" in shown
    fact = fact_of(memory_of)
    assert f'"{fact["quote"]}" ({PAST[0].id})' in memory_of("show", fact["id"])
    assert f"({fact['id']})" in memory_of("show", PAST[0].id)
    assert json.loads(memory_of("show", fact["id"], "--json"))["source"] == PAST[0].id
    with pytest.raises(UnknownId, match="ep_none"):
        memory_of("show", "ep_none")


def test_an_edited_line_has_new_words_and_new_facts(memory_of, tmp_path):
    told = memory_of("edit", PAST[0].id, "My sister is called Beth.")
    assert "1 reply that repeated it" in told
    assert "Beth" in fact_of(memory_of)["text"]
    assert "Edited at" in memory_of("show", PAST[0].id)
    assert not [file for file in tmp_path.glob("memory.db*") if b"Amy" in file.read_bytes()]
    with pytest.raises(UnknownId):
        memory_of("edit", "ep_none", "x")
    with pytest.raises(BadOption, match="no text"):
        memory_of("edit", PAST[0].id, " ")


def test_an_edited_fact_gets_a_successor(memory_of):
    old = fact_of(memory_of)
    memory_of("edit", old["id"], "Your sister is Beth.")
    new = fact_of(memory_of)
    assert (new["text"], new["supersedes"]) == ("Your sister is Beth.", old["id"])


def test_forget_says_how_much_is_gone(memory_of):
    assert memory_of("forget", PAST[0].id).startswith(
        "Forgotten: 1 line, 1 reply that repeated it, 1 fact. Copies you made yourself"
    )
    assert "Amy" not in memory_of("list")
    with pytest.raises(UnknownId, match=PAST[0].id):
        memory_of("forget", PAST[0].id)
    assert "Max" in memory_of("list", companion="max")


def test_a_fact_is_forgotten_with_its_words(memory_of, tmp_path):
    memory_of("forget", fact_of(memory_of)["id"])
    assert "Amy" not in memory_of("list")
    assert not [file for file in tmp_path.glob("memory.db*") if b"Amy" in file.read_bytes()]


def test_forget_the_last_minutes(memory_of):
    gone = json.loads(memory_of("forget", "--last", "5m", "--json"))
    assert gone["said"] == [PAST[2].id]
    assert memory_of("forget", "--last", "5m").startswith("Forgotten: nothing.")
    for wrong in (("--last", "soon"), (), (PAST[0].id, "--last", "5m")):
        with pytest.raises(BadOption):
            memory_of("forget", *wrong)


def test_a_running_conversation_is_told_what_is_gone(store, tmp_path):
    gone = []
    args = parsed(["forget", PAST[0].id])
    answer(args, Home(tmp_path), store, io.StringIO(), forgotten=gone.append)
    assert PAST[0].id in gone[0]
    assert PAST[1].id in gone[0]


def test_the_round_trip_is_the_same_to_the_byte(memory_of, tmp_path):
    assert memory_of("export", "one.jsonl").startswith("Exported 5 memories")
    one = (tmp_path / "one.jsonl").read_bytes()
    assert (tmp_path / "one.jsonl").stat().st_mode & 0o777 == 0o600
    (tmp_path / "new").mkdir()
    with store_at(tmp_path / "new" / "memory.db") as other:
        assert memory_of("import", "one.jsonl", to=other) == "Imported 5 memories.\n"
        assert memory_of("export", "-", to=other).encode() == one
        assert memory_of("import", "one.jsonl", to=other) == "Imported 0 memories. 5 of 5 were there already.\n"
        assert memory_of("search", "sister", to=other).splitlines()[0].endswith("My sister is called Amy.")
    lines = [json.loads(line) for line in one.splitlines()]
    assert lines == sorted(lines, key=lambda line: (line["start"], line["id"]))


def test_an_archive_has_the_companions_too_and_is_the_same_to_the_byte(memory_of, tmp_path):
    mine = tmp_path / "companions" / "amy.toml"
    mine.parent.mkdir()
    mine.write_text('name = "Amy"\n')
    memory_of("export", "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as bundle:
        assert bundle.namelist() == ["manifest.json", "companions/amy.toml", "memories.jsonl"]
        assert json.loads(bundle.read("manifest.json"))["schema"] == 1
    mine.unlink()
    (tmp_path / "new").mkdir()
    with store_at(tmp_path / "new" / "memory.db") as other:
        assert memory_of("import", "all.zip", to=other) == "Imported 5 memories. New companions: amy.toml.\n"
        assert mine.read_text() == 'name = "Amy"\n'
        memory_of("export", "again.zip", to=other)
    assert (tmp_path / "again.zip").read_bytes() == (tmp_path / "all.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "newer.zip", "w") as bundle:
        bundle.writestr("manifest.json", '{"schema": 2}')
        bundle.writestr("memories.jsonl", "")
        bundle.writestr("companions/../../evil.toml", "x")
    with pytest.raises(BadOption, match="newer"):
        memory_of("import", "newer.zip")


def test_a_line_of_a_fact_has_every_column(store):
    columns = {row[1] for row in store.db.execute("PRAGMA table_info(fact)")}
    assert columns - {"number", "id", "self_id", "statement"} == set(fact_lines.COLUMNS)


def test_export_keeps_to_the_named_self(memory_of):
    assert "Amy" not in memory_of("export", "-", self_id="se_max")
    with pytest.raises(BadOption, match="cannot be written"):
        memory_of("export", "none/x.jsonl")


def test_a_line_may_say_as_little_as_the_contract_asks(memory_of, tmp_path):
    line = {"kind": "episode", "companion": "samantha", "speaker": "user", "text": "A parrot."}
    line["start"] = "2020-02-03T04:05:06Z"
    (tmp_path / "x.jsonl").write_text(json.dumps(line) + "\n\n" + json.dumps(line | {"text": "\ud800 Half."}))
    assert memory_of("import", "x.jsonl") == "Imported 2 memories.\n"
    assert memory_of("import", "x.jsonl") == "Imported 0 memories. 2 of 2 were there already.\n"
    assert "2020-02-03" in memory_of("search", "parrot")


def test_a_file_without_facts_is_read_for_them_once(memory_of, tmp_path):
    start = datetime(2026, 1, 1, tzinfo=UTC)
    said = ("I live in Ghent.", "I'm allergic to nuts.", "We have just moved to Lyon.")
    lines = [GOOD | {"text": text, "start": (start + timedelta(days=n)).isoformat()} for n, text in enumerate(said)]
    (tmp_path / "x.jsonl").write_text("\n".join(map(json.dumps, lines)))
    (tmp_path / "new").mkdir()
    with store_at(tmp_path / "new" / "memory.db") as other:
        memory_of("import", "x.jsonl", to=other)
        facts = FactStore(lambda: other.db, other.path, new_id=Ids().new)
        assert [fact.statement for fact in facts.current("se_a")] == ["You are allergic to nuts.", "You live in Lyon."]
        facts.forget_facts([facts.current("se_a")[0].id])
        memory_of("export", "y.jsonl", to=other)
        memory_of("import", "x.jsonl", to=other)
        assert [fact.statement for fact in facts.current("se_a")] == ["You live in Lyon."]
    (tmp_path / "third").mkdir()
    with store_at(tmp_path / "third" / "memory.db") as third:
        memory_of("import", "y.jsonl", to=third)
        assert memory_of("export", "-", to=third) == (tmp_path / "y.jsonl").read_text()


GOOD = {"kind": "episode", "companion": "a", "speaker": "user", "text": "t", "start": "2026-01-01T00:00:00Z"}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("not json", "neither JSON"),
        ("", "empty"),
        (json.dumps({"kind": "dream"}), "kind"),
        (json.dumps(GOOD) + "\n{", "Line 2.*not JSON"),
        (json.dumps(GOOD | {"start": "2026-01-01T00:00:00"}), "Line 1.*zone"),
        (json.dumps(GOOD | {"end": "x"}), "'end'"),
        (json.dumps(GOOD | {"speaker": "dog"}), "speaker"),
        (json.dumps(GOOD | {"text": 7}), "'text'"),
        (json.dumps(GOOD | {"id": "a\nb"}), "'id'"),
        (json.dumps(GOOD | {"self": "se_max"}), "not a's"),
        (json.dumps({"a": 1}), "no export that is known"),
        (json.dumps(GOOD) + "\n" + json.dumps({"kind": "fact", "id": "fa_1", "self": "se_a", "text": "x"}), "Line 2"),
    ],
)
def test_a_bad_file_changes_nothing(memory_of, tmp_path, line, told):
    before = memory_of("export", "-")
    (tmp_path / "x.jsonl").write_text(line)
    with pytest.raises(BadOption, match=told):
        memory_of("import", "x.jsonl")
    assert memory_of("export", "-") == before
    with pytest.raises(BadOption, match="cannot be read"):
        memory_of("import", "none.jsonl")


def test_an_import_that_fills_the_disk_changes_nothing(tmp_path, memory_of):
    lines = [json.dumps(GOOD | {"text": f"{n} " + "more " * 300}) for n in range(2_000)]
    (tmp_path / "big.jsonl").write_text("\n".join(lines))
    with small_disk(tmp_path / "disk", "2m") as disk, store_at(disk / "memory.db") as small:
        small.keep(episode("There before."))
        fill(disk)
        with pytest.raises(DiskFull):
            memory_of("import", "big.jsonl", to=small)
        assert [said.text for said in small.all()] == ["There before."]
        assert small.db.pragma("integrity_check") == "ok"


def test_beside_a_conversation_everything_runs_on_the_stores_thread(store, tmp_path):
    """A page at a time, so that a turn waits for a page at most."""
    (tmp_path / "x.jsonl").write_text("\n".join(json.dumps(GOOD | {"text": f"{n}"}) for n in range(500)))
    jobs = []

    def run(job):
        jobs.append(threading.current_thread())
        return job()

    out = io.StringIO()
    answer(parsed(["import", "x.jsonl"], folder=tmp_path), Home(tmp_path), store, out, run)
    assert out.getvalue() == "Imported 500 memories.\n"
    assert len(jobs) >= 3
    answer(parsed(["export", "y.jsonl"], folder=tmp_path), Home(tmp_path), store, out, run)
    assert "Exported 505 memories" in out.getvalue()


def test_without_an_owner_the_home_is_opened(tmp_path):
    out = io.StringIO()
    home = Home(tmp_path / "home")
    assert memory.run(parsed(["list"]), home, out, out) == 0
    assert out.getvalue() == "Nothing is remembered yet.\n"
    assert not home.is_owned()
