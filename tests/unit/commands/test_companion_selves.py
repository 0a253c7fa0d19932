"""`companion fork | selves | rename | use | merge | let-go`, as a user types them."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest

from app import cli
from app.errors import BadOption, Failed, UnknownId


class Typed:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *words: str) -> str:
        out = StringIO()
        assert cli.run(["--home", str(self.folder / "home"), *words], out, StringIO()) == 0
        return out.getvalue()

    def told(self, self_id: str, text: str) -> None:
        line = {"kind": "episode", "companion": "samantha", "self": self_id, "speaker": "user", "text": text}
        file = self.folder / "in.jsonl"
        file.write_text(json.dumps(line | {"start": "2026-03-01T09:00:00+01:00"}) + "\n", encoding="utf-8")
        self("memory", "import", str(file))


@pytest.fixture
def typed(tmp_path: Path) -> Typed:
    return Typed(tmp_path)


def test_a_self_is_forked_told_a_secret_and_keeps_it(typed: Typed) -> None:
    typed.told("se_samantha", "I like rain.")
    shared = next(
        one["id"] for one in json.loads(typed("memory", "list", "--json")) if one["id"].startswith("ep_")
    )
    novel, other = typed("companion", "fork", "samantha", "--as", "my novel").strip(), ""
    other = typed("companion", "fork", "samantha", "--from", shared).strip()
    typed.told(novel, "The hero is called Ilse.")
    tree = json.loads(typed("companion", "selves", "samantha", "--json"))
    assert [(one["id"], one["parent"], one["label"]) for one in tree] == [
        ("se_samantha", None, ""), (novel, "se_samantha", "my novel"), (other, "se_samantha", ""),
    ]  # fmt: skip
    assert tree[2]["fork_turn"] == shared
    assert "Ilse" in typed("--self", novel, "memory", "search", "hero")
    assert "I like rain." in typed("memory", "list", "--self", novel)
    assert "Ilse" in typed("transcript", "search", "hero", "--self", novel)
    for nobody in ((), ("--self", other)):
        assert "Ilse" not in typed("memory", "search", "hero", *nobody)
    typed("companion", "use", novel)
    assert "Ilse" in typed("memory", "list")
    assert "my novel *" in typed("companion", "selves", "samantha")


def test_chosen_memories_are_merged_and_a_self_is_let_go(typed: Typed, tmp_path: Path) -> None:
    one, two = (typed("companion", "fork", "samantha").strip() for _ in range(2))
    typed.told(one, "My sister is Amy.")
    line = json.loads(typed("memory", "list", "--json", "--self", one))[-1]["id"]
    assert "1 more memory" in typed("companion", "merge", one, two, line)
    with pytest.raises(UnknownId):
        typed("companion", "merge", one, two, "ep_none")
    typed("companion", "rename", two, "the other")
    export = tmp_path / "gone.jsonl"
    with pytest.raises(BadOption, match="cannot be undone"):
        typed("companion", "let-go", one, "--export", str(export))
    assert "Goodbye" in typed("companion", "let-go", one, "--export", str(export), "--yes")
    assert "Amy" in export.read_text("utf-8")
    assert [row["id"] for row in json.loads(typed("companion", "selves", "samantha", "--json"))] == ["se_samantha", two]
    assert "Amy" in typed("memory", "list", "--self", two)


def test_a_fork_with_one_topic_says_how_much_it_knows(typed: Typed) -> None:
    typed.told("se_samantha", "My novel has a lighthouse.")
    typed.told("se_samantha", "My PIN is 4417.")
    new, told = typed("companion", "fork", "samantha", "--only", "my novel").splitlines()
    assert told == "It knows one line, and nothing else."
    assert "lighthouse" in typed("memory", "list", "--self", new)
    assert "4417" not in typed("memory", "list", "--self", new)
    made = json.loads(typed("companion", "fork", "samantha", "--only", "novel", "--as", "x", "--json"))
    assert made["lines"] == 1
    with pytest.raises(Failed, match="Nothing was said about 'my thesis'"):
        typed("companion", "fork", "samantha", "--only", "my thesis")
    with pytest.raises(BadOption, match="shares no line"):
        typed("companion", "fork", "samantha", "--only", "novel", "--from", "ep_1")


def test_what_cannot_be_is_said_in_one_line(typed: Typed) -> None:
    for words in (("companion", "fork", "nobody"), ("memory", "list", "--self", "se_nobody")):
        with pytest.raises(BadOption):
            typed(*words)
    typed("companion", "fork", "samantha")
    with pytest.raises(BadOption, match="began with"):
        typed("companion", "let-go", "se_samantha", "--export", "x", "--yes")
