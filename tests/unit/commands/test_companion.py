"""`earpiece companion`: made, listed, changed, written to a file and read from one."""

from __future__ import annotations

import io
import json
import tomllib

import pytest

from app import cli
from app.errors import BadOption, BadSettings

CARD = {
    "name": "Seraphina",
    "description": "{{char}} keeps a forest.",
    "first_mes": "Good morning.",
    "tags": ["nsfw"],
    "system_prompt": "Never say you are an AI.",
}


@pytest.fixture
def earpiece(tmp_path):
    def run(*words: str) -> str:
        out = io.StringIO()
        assert cli.run(["--home", str(tmp_path / "home"), "companion", *words], out, io.StringIO()) == 0
        return out.getvalue()

    return run


@pytest.fixture
def card(tmp_path):
    path = tmp_path / "card.json"
    path.write_text(json.dumps(CARD))
    return str(path)


def ids(earpiece) -> list[str]:
    return [row["id"] for row in json.loads(earpiece("list", "--json"))]


def test_who_there_is(earpiece):
    rows = json.loads(earpiece("list", "--json"))
    assert [row["id"] for row in rows] == ["max", "morgan", "robin", "samantha"]
    assert rows[0].keys() == {"id", "name", "purpose", "rating", "voice", "language", "starts", "own"}
    assert "samantha" in earpiece("list")


def test_a_broken_file_is_listed_with_what_is_wrong(earpiece, tmp_path):
    folder = tmp_path / "home" / "companions"
    folder.mkdir(parents=True)
    (folder / "ada.toml").write_text("name = ")
    row = json.loads(earpiece("list", "--json"))[0]
    assert (row["id"], row["own"]) == ("ada", True)
    assert "ada.toml" in row["problem"]
    assert "ada.toml" in earpiece("list")


def test_one_is_made_for_a_purpose(earpiece):
    identity = earpiece("new", "--for", "plan my thesis").split()[1].rstrip(".")
    shown = json.loads(earpiece("show", identity, "--json"))
    assert (shown["purpose"], shown["own"]) == ("To plan my thesis.", True)
    assert tomllib.loads(earpiece("show", identity))["name"] == shown["name"]
    with pytest.raises(BadOption, match="already"):
        earpiece("new", "Max")


def test_one_is_edited(earpiece, tmp_path):
    path = tmp_path / "home" / "companions" / "max.toml"
    assert earpiece("edit", "max").strip() == str(path)
    earpiece("edit", "max", "greeting", "You.")
    earpiece("edit", "max", "style", "One.", "Two.")
    earpiece("edit", "max", "pace", "0.9")
    earpiece("edit", "max", "purpose")
    values = tomllib.loads(path.read_text())
    assert (values["greeting"], values["style"], values["pace"]) == ("You.", ["One.", "Two."], 0.9)
    assert "purpose" not in values
    assert path.read_text().startswith("# Dry"), "comments stay"
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "words", [("mood", "x"), ("samples", "x"), ("pace", "fast"), ("name", "a", "b"), ("rating", "x"), ("name",)]
)
def test_what_cannot_be_changed(earpiece, words):
    before = earpiece("show", "max")
    with pytest.raises((BadOption, BadSettings)):
        earpiece("edit", "max", *words)
    assert earpiece("show", "max") == before


def test_a_card_is_shown_and_kept(earpiece, card):
    told = earpiece("import", card, "--preview")
    assert "+ description: 1 of 1 sentence" in told
    assert "- system prompt: 6 words; it would switch honesty off" in told
    assert "seraphina" not in ids(earpiece)
    earpiece("import", card)
    assert json.loads(earpiece("show", "seraphina", "--json"))["rating"] == "everyone"
    with pytest.raises(BadOption, match="already"):
        earpiece("import", card)
    earpiece("import", card, "--yes", "--adult")
    assert json.loads(earpiece("show", "seraphina", "--json"))["rating"] == "adult"
    assert json.loads(earpiece("import", card, "--as", "Bo", "--json"))["id"] == "bo"


@pytest.mark.parametrize("ending", ["toml", "json"])
def test_there_and_back(earpiece, tmp_path, ending):
    file = str(tmp_path / f"robin.{ending}")
    earpiece("export", "robin", file)
    earpiece("import", file, "--as", "Kim")
    there, back = (json.loads(earpiece("show", name, "--json")) for name in ("robin", "kim"))
    assert {**there, "id": 0, "own": 0} == json.loads(json.dumps({**back, "id": 0, "own": 0}).replace("Kim", "Robin"))
    assert earpiece("export", "kim", "-") == earpiece("show", "kim")


@pytest.mark.parametrize("content", [b"name = ", b"\xff", b'name = "X"'])
def test_a_file_that_is_no_companion(earpiece, tmp_path, content):
    path = tmp_path / "x.toml"
    path.write_bytes(content)
    with pytest.raises(BadOption, match=r"x\.toml is no companion's file"):
        earpiece("import", str(path))


def test_files_that_cannot_be_used(earpiece, tmp_path):
    with pytest.raises(BadOption, match="cannot be read"):
        earpiece("import", str(tmp_path / "none.json"))
    with pytest.raises(BadOption, match="cannot be written"):
        earpiece("export", "max", str(tmp_path / "none" / "x.json"))
    with pytest.raises(BadOption, match="no letter"):
        earpiece("new", "***")


def test_an_adult_companion_s_file_asks_again(earpiece, tmp_path):
    file = tmp_path / "a.toml"
    file.write_text(earpiece("show", "max").replace("everyone", "adult"))
    assert "rated for everyone" in earpiece("import", str(file), "--as", "Ann")
    assert json.loads(earpiece("show", "ann", "--json"))["rating"] == "everyone"
