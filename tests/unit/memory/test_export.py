"""The transcript as people and programs read it."""

import json
from datetime import timedelta

from app.memory.export import as_json, as_lines, as_markdown, as_record, as_srt
from tests.kit.episodes import NINE, episode

TALK = [
    episode("Good *morning*."),
    episode("Good morning,", speaker="companion", unheard="did you sleep?", after_s=2.5),
    episode("Next day.", after_s=86_400),
]


def test_lines_show_time_speaker_and_what_was_not_heard():
    assert as_lines(TALK) == (
        "09:00:00  You: Good *morning*.\n"
        "09:00:02  Samantha: Good morning, [not heard: did you sleep?]\n"
        "09:00:00  You: Next day.\n"
    )


def test_markdown_has_a_heading_a_day_and_leaves_the_words_alone():
    assert as_markdown(TALK) == (
        "# Transcript\n"
        "\n## 2026-03-01\n"
        "\n09:00:00 **You:** Good \\*morning\\*.\n"
        "\n09:00:02 **Samantha:** Good morning, [not heard: did you sleep?]\n"
        "\n## 2026-03-02\n"
        "\n09:00:00 **You:** Next day.\n"
    )


def test_json_is_an_array_of_everything_kept():
    assert json.loads(as_json(TALK)) == [as_record(e) for e in TALK]
    assert json.loads(as_json([])) == []
    assert as_record(TALK[0])["start"] == "2026-03-01T09:00:00+01:00"


def test_subtitles_count_from_the_first_word():
    assert as_srt(TALK) == (
        "1\n00:00:00,000 --> 00:00:01,500\nYou: Good *morning*.\n\n"
        "2\n00:00:02,500 --> 00:00:04,000\nSamantha: Good morning,\n\n"
        "3\n24:00:00,000 --> 24:00:01,500\nYou: Next day.\n"
    )


def test_a_subtitle_is_shown_for_a_while():
    typed = episode("Typed at once.", end=NINE)
    assert "00:00:00,000 --> 00:00:01,000" in as_srt([typed])
    blinked = episode("Blink.", end=NINE + timedelta(milliseconds=3))
    assert "--> 00:00:01,000" in as_srt([blinked])


def test_a_line_is_one_line():
    assert as_lines([episode("one\ntwo")]).count("\n") == 1
