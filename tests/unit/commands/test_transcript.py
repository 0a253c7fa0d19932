"""`earpiece transcript`, on a real store."""

import argparse
import io
import json
from datetime import timedelta

import pytest

from app.commands import transcript
from app.commands.transcript import Place
from app.errors import BadOption, DiskFull, UnknownId
from app.home import Home
from tests.kit.disks import fill, small_disk
from tests.kit.episodes import NINE, episode, store_at

NOW = NINE + timedelta(days=1)
YESTERDAY = [
    episode("Good morning."),
    episode("Good morning, Amy.", speaker="companion", after_s=2),
]
TODAY = [episode("Straße nach Köln?", after_s=86_400 - 60)]
OTHER = [episode("I am Max.", speaker="companion", companion="max", self_id="se_max", after_s=5)]


@pytest.fixture
def store(tmp_path):
    with store_at(tmp_path / "memory.db") as store:
        for said in YESTERDAY + TODAY + OTHER:
            store.keep(said)
        yield store


@pytest.fixture
def transcript_of(store, tmp_path):
    def run(*words, self_id="se_samantha"):
        out = io.StringIO()
        assert transcript.answer(parsed(words), store, out, Place(NOW, tmp_path, self_id)) == 0
        return out.getvalue()

    return run


def parsed(words, **options):
    parser = argparse.ArgumentParser()
    transcript.add_arguments(parser)
    return parser.parse_args(words, argparse.Namespace(**options))


def test_list_names_the_days(transcript_of):
    assert transcript_of("list") == "2026-03-02  1 episode\n2026-03-01  2 episodes\n"
    assert json.loads(transcript_of("list", "--json")) == [
        {"day": "2026-03-02", "episodes": 1},
        {"day": "2026-03-01", "episodes": 2},
    ]
    assert transcript_of("list", self_id="se_max") == "2026-03-01  1 episode\n"
    assert transcript_of("list", self_id=None).endswith("2026-03-01  3 episodes\n")
    assert transcript_of("list", self_id="se_new") == "Nothing was said yet.\n"
    assert json.loads(transcript_of("list", "--json", self_id="se_new")) == []


def test_show_prints_a_day(transcript_of):
    expected = "09:00:00  You: Good morning.\n09:00:02  Samantha: Good morning, Amy.\n"
    assert transcript_of("show", "2026-03-01") == transcript_of("show", "yesterday") == expected
    assert transcript_of("show", "today") == "08:59:00  You: Straße nach Köln?\n"
    shown = json.loads(transcript_of("show", "yesterday", "--json"))
    assert [said["id"] for said in shown] == [e.id for e in YESTERDAY]


@pytest.mark.parametrize(("day", "told"), [("2026-02-01", "Nothing was said on"), ("soon", "'soon' is not a day")])
def test_an_unknown_day_is_told(transcript_of, day, told):
    with pytest.raises(UnknownId, match=told) as error:
        transcript_of("show", day)
    assert error.value.exit_code == 1


def test_search_finds_words_in_any_case(transcript_of):
    assert transcript_of("search", "MORNING") == (
        "2026-03-01 09:00:00  You: Good morning.\n2026-03-01 09:00:02  Samantha: Good morning, Amy.\n"
    )
    assert transcript_of("search", "STRASSE").endswith("Straße nach Köln?\n")
    assert transcript_of("search", "%") == "Nothing was found.\n"
    assert json.loads(transcript_of("search", "%", "--json")) == []


@pytest.mark.parametrize(
    ("words", "start"),
    [
        (["t.md"], "# Transcript"),
        (["t"], "# Transcript"),
        (["t.json"], "[\n{"),
        (["t.srt"], "1\n00:00:00,000"),
        (["t.txt", "--format", "srt"], "1\n00:00:00,000"),
    ],
)
def test_export_writes_a_private_file(transcript_of, tmp_path, words, start):
    assert transcript_of("export", *words) == ""
    file = tmp_path / words[0]
    assert file.read_text().startswith(start)
    assert "Köln" in file.read_text()
    assert "Max" not in file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600


def test_export_goes_to_standard_output(transcript_of):
    exported = json.loads(transcript_of("export", "-", "--format", "json"))
    assert [said["text"] for said in exported] == [e.text for e in YESTERDAY + TODAY]


def test_export_takes_any_place(transcript_of, tmp_path):
    place = tmp_path / "elsewhere"
    place.mkdir()
    transcript_of("export", str(place / "t.md"))
    assert (place / "t.md").exists()


@pytest.mark.parametrize("name", ["none/t.md", "."])
def test_a_place_that_cannot_be_written_is_told(transcript_of, name):
    with pytest.raises(BadOption, match="cannot be written"):
        transcript_of("export", name)


def test_export_to_a_full_disk_leaves_no_half_file(transcript_of, tmp_path):
    with small_disk(tmp_path / "disk") as disk:
        fill(disk)
        with pytest.raises(DiskFull):
            transcript_of("export", str(disk / "t.md"))
        assert [file.name for file in disk.iterdir()] == ["filler"]


def test_delete_deletes(transcript_of):
    identity = TODAY[0].id
    assert transcript_of("delete", identity) == f"Deleted {identity}.\n"
    assert "Köln" not in transcript_of("export", "-")
    with pytest.raises(UnknownId, match=identity):
        transcript_of("delete", identity)


def test_without_an_owner_the_home_is_opened(tmp_path, monkeypatch):
    monkeypatch.setenv("EARPIECE_NOW", NOW.isoformat())
    monkeypatch.chdir(tmp_path)
    home = Home(tmp_path / "home")

    def run(*words, **options):
        out = io.StringIO()
        assert transcript.run(parsed(words, **options), home, out, out) == 0
        return out.getvalue()

    assert run("list") == "Nothing was said yet.\n"
    with store_at(home.database_path) as store:
        for said in TODAY + OTHER:
            store.keep(said)
    assert run("list") == "2026-03-02  1 episode\n2026-03-01  1 episode\n"
    assert run("list", companion="max") == "2026-03-01  1 episode\n"
    assert "Köln" in run("show", "today")
    run("export", "t.md")
    assert (tmp_path / "t.md").exists()
    run("export", "u.md", folder=tmp_path / "home")
    assert (tmp_path / "home" / "u.md").exists()
    assert not home.is_owned()
