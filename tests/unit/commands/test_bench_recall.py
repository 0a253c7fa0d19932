"""`bench recall` reads a file in LoCoMo's format, counts evidence as it says, and leaves its rankings to others."""

import argparse
import io
import json

import pytest

from app.commands.bench import run
from app.commands.bench_locomo import read_locomo
from app.commands.bench_recall import measure
from app.errors import BadOption
from app.weights.catalog import Profile
from app.weights.catalog_file import load_catalog

TURNS = [
    "I adopted a grey heron in Lisbon.",
    "How nice!",
    "The piano was tuned on Friday.",
    "My sister bakes bread in Ghent.",
]


def profile() -> Profile:
    return load_catalog().profiles["tiny"]


@pytest.fixture
def data(tmp_path):
    speakers = ("Ann", "Bob")
    turns = [{"speaker": speakers[n % 2], "dia_id": f"D1:{n + 1}", "text": text} for n, text in enumerate(TURNS)]
    turns[3]["blip_caption"] = "a photo of a loaf"
    made = {
        "sample_id": "conv-1",
        "conversation": {
            "speaker_a": "Ann",
            "speaker_b": "Bob",
            "session_1": turns,
            "session_1_date_time": "1:56 pm on 8 May, 2023",
        },
        "qa": [
            {"question": "Which heron did Ann adopt?", "evidence": ["D1:1"], "category": 4},
            {"question": "What loaf did Bob show?", "evidence": ["D1:4; D:9:9"], "category": 1},
            {"question": "What was never said?", "evidence": ["D1:1"], "category": 5},
        ],
    }
    path = tmp_path / "locomo.json"
    path.write_text(json.dumps([made]), encoding="utf-8")
    return path


def options(**changed):
    return argparse.Namespace(**{"data": None, "ranked": None, "rows": None, "words_only": True} | changed)


def test_evidence_is_counted_and_rankings_are_written(data, tmp_path):
    to = tmp_path / "ranked.jsonl"
    found = measure(options(data=data, ranked=to), profile(), io.StringIO())
    assert found["questions"] == 2
    assert found["recall"] == {"1": 75.0, "5": 75.0, "10": 75.0, "20": 75.0, "50": 75.0}
    assert found["by_category"]["single-hop"]["1"] == 100
    assert found["by_category"]["multi-hop"]["50"] == 50
    assert "LoCoMo" in str(found["provenance"])
    rows = [json.loads(line) for line in to.read_text(encoding="utf-8").splitlines()]
    assert [row.keys() for row in rows] == [{"sample_id", "question", "ranked"}] * 2
    assert [row["ranked"][0] for row in rows] == ["D1:1", "D1:4"]


def test_rows_are_timed(monkeypatch):
    monkeypatch.setattr("app.commands.bench_rows.TIMED", 20)
    found = measure(options(rows=200), profile(), io.StringIO())
    assert found["rows"] == 200
    assert min(found[key] for key in ("recall_p50_ms", "recall_p99_ms", "write_p99_ms", "bytes")) > 0


@pytest.mark.parametrize("content", ["", "{}", "[1]", '[{"conversation": {}, "qa": []}]', None])
def test_what_is_no_such_file_is_told(tmp_path, content):
    path = tmp_path / "bad.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(BadOption, match=r"bad\.json"):
        read_locomo(path)


def test_there_must_be_something_to_measure():
    with pytest.raises(BadOption, match="nothing to measure"):
        run(argparse.Namespace(bench="recall", profile="tiny", json=True, **vars(options())), None, None, None)
