"""A reply becomes clauses while it is being written."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.conversation.pacing import Pace
from app.conversation.speech import ClauseCutter


def cut(*pieces: str, speaker: str = "Samantha", pace: Pace | None = None) -> list[str]:
    """The displays."""
    cutter = ClauseCutter(speaker, pace)
    clauses = [clause for piece in pieces for clause in cutter.feed(piece)] + cutter.finish()
    return [clause.display for clause in clauses]


CASES = """
Sure! I can help you with that, if you like. What now?
  Sure! I can help you with that, / if you like. / What now?
Good evening. How are you?
  Good evening. How are you?
Yes. No. I think so.
  Yes. No. I think so.
I would say it is about 3.5 km, or 3,500 meters.
  I would say it is about 3.5 km, / or 3,500 meters.
We will meet here on Nov 22, 2026, at noon.
  We will meet here / on Nov 22, 2026, / at noon.
There will be 10, maybe 12 people there.
  There will be 10, / maybe 12 people there.
There may come as many as 10, maybe 12 people.
  There may come as many / as 10, maybe 12 people.
I think that you will like it — it is quiet.
  I think that you will like it — / it is quiet.
Here is what I would take along: bread.
  Here is what I would take along: / bread.
Well, I really do not know what to say... Maybe not.
  Well, I really do not know what to say... / Maybe not.
Ask Dr. Smith at 3 p.m. about it. Then go, e.g. by bus.
  Ask Dr. Smith at 3 p.m. / about it. / Then go, e.g. by bus.
We could all meet at 3 p.m. Is that fine with you?
  We could all meet / at 3 p.m. / Is that fine with you?
He lives in the U.S. Army barracks. In the U.S. They say so.
  He lives in the U.S. Army barracks. / In the U.S. / They say so.
It is so because I say so. No. It is not. No. 5 is.
  It is so because I say so. / No. / It is not. / No. 5 is.
She asked me "Why?" and he said "Because." Then he left.
  She asked me "Why?" / and he said "Because." / Then he left.
We walked along the river for an hour or so because it was warm.
  We walked along the river / for an hour or so because it was warm.
We walked along the river for half an hour because it was warm.
  We walked along the river / for half an hour because it was warm.
My brother lives together with a large black dog and two cats.
  My brother lives together / with a large black dog and two cats.
My brother lives together with a very large and old black dog and two cats.
  My brother lives together / with a very large and old black dog / and two cats.
My dear old brother lives together happily enough already so many long years with two cats.
  My dear old brother lives together happily enough / already so many long years with two cats.
My dear old brother lives happily together far away near York beside some hill behind Whitby town today.
  My dear old brother lives happily together far / away near York beside some hill behind Whitby town today.
He goes out there every day even though it rains.
  He goes out there every day even though it rains.
3. That is it.
  3. That is it.
Great 😊! Wonderful. 😊 ! 😊
  Great! Wonderful.
That is a good idea. 😊! - "So be it."
  That is a good idea. / "So be it."
Samantha: Hello there.
  Hello there.
**Assistant:** Samantha: is me.
  is me.
Bob: Hello there.
  Bob: Hello there.
Hello Samantha: it is me.
  Hello Samantha: it is me.
你好。
  你好。
...
  -
😊
  -
```x = 1```
  -
The current time in London is ten.
  The current time / in London is ten.
The capital of Australia is Canberra.
  The capital of Australia / is Canberra.
I know that there is no more to say about it.
  I know that there is no more to say / about it.
Sure, I understand your request for help.
  Sure, I understand / your request for help.
Here’s a short story about a lighthouse.
  Here's a short story / about a lighthouse.
I'd be happy to help!
  I'd be happy to help!
Oh, that's quite a long trip to make.
  Oh, that's quite a long trip / to make.
Hello, Samantha! How's your day going today?
  Hello, Samantha! How's your day going today?
Two tickets cost eighty-four dollars in the end.
  Two tickets cost eighty-four dollars / in the end.
“I never said that,” he said.
  "I never said that," / he said.
"""
"""A reply, and under it its clauses."""


@pytest.mark.parametrize("case", re.findall(r"(.+)\n  (.+)\n", CASES))
def test_where_it_breathes(case: tuple[str, str]) -> None:
    text, expected = case
    assert cut(text) == ([] if expected == "-" else expected.split(" / "))


def test_blocks_are_sentences() -> None:
    text = "# Shopping\nBuy three things:\n\n1. Milk\n2. **Eggs**\n3. Bread!\n\nThat is all\n\nof it"
    assert cut(text) == [
        "Shopping.", "Buy three things:", "1. Milk.", "2. Eggs.", "3. Bread!", "That is all.", "of it",
    ]  # fmt: skip


def test_the_first_clause_leaves_with_its_comma() -> None:
    (clause,) = ClauseCutter().feed("I would love that,")
    assert clause.spoken == "I would love that,"


@pytest.mark.parametrize("text", ["It is the year 2026,", "I love that song!", "Oh no,", "I am, ", '"I love that,'])
def test_where_more_may_come_it_waits_for_the_blank(text: str) -> None:
    assert ClauseCutter().feed(text) == []


def test_told_by_its_token_a_joint_is_believed_at_once() -> None:
    tokens = ["Keep", " your", " old", " tomatoes", " in", " a", " bowl", "."]
    before = [[clause.display for clause in ClauseCutter().feed("".join(tokens[:5]))]]
    cutter = ClauseCutter(by_token=True)
    clauses = [[clause.display for clause in cutter.feed(token)] for token in tokens]
    assert before == [[]], "it could be the beginning of a word"
    assert clauses[:5] == [[], [], [], [], ["Keep your old tomatoes"]]
    assert cutter.finish()[0].display == "in a bowl."


def test_a_first_clause_has_three_words_or_is_the_whole() -> None:
    assert cut("Oh no, oh yes, well, now it rains.")[0] == "Oh no, oh yes,"
    assert cut("Oh no!") == ["Oh no!"]


def test_a_slow_machine_begins_with_a_longer_clause_and_goes_on_with_shorter_ones() -> None:
    text = "I love that song, and I would sing it every day with you when the sun is up and all the birds are awake."
    slow, quick = Pace(chars_per_s=35.0, voice_share=0.3), Pace(chars_per_s=120.0, voice_share=0.07)
    assert cut(text, pace=quick) == [
        "I love that song,",
        "and I would sing it every day with you when the sun is up",
        "and all the birds are awake.",
    ]
    assert cut(text, pace=slow) == [
        "I love that song, and I would sing it every day",
        "with you when the sun is up and all the birds",
        "are awake.",
    ]


def test_a_machine_as_slow_as_its_own_voice_never_gets_ahead() -> None:
    text = "I sing all day, and you sing too, " * 20 + "I hope."
    assert max(len(clause) for clause in cut(text, pace=Pace(20.0, 0.3))) < 40
    assert max(len(clause) for clause in cut(text, pace=Pace(100.0, 0.1))) > 80


def test_with_sound_in_hand_whole_sentences_follow() -> None:
    sentence = "The old man went up the hill, and down the hill, with his small dog, near the river, while it rained."
    assert cut(f"{OPENING} {OPENING} {OPENING} {OPENING} {sentence}")[-1] == sentence


def test_display_is_read_and_spoken_is_said() -> None:
    (clause,) = ClauseCutter().feed("At 3 pm **sharp**. ")
    assert (clause.display, clause.spoken) == ("At 3 pm sharp.", "At three p m sharp.")


OPENING = (
    "Good evening to all of you. And welcome to it. There is a lot that I would like to tell you tonight. "
    "But first of all you should know where the story begins."
)
"""After it there is enough in hand for a whole sentence."""
LONG = "the old man went up the hill and down the hill with his small dog near the river while it rained "


def test_an_overlong_sentence_is_cut_at_a_late_breath() -> None:
    clauses = cut(f"{OPENING} Well, {LONG}today, and {LONG}and {LONG}end.")
    assert clauses[4].endswith("today,")
    assert all(len(clause) <= 200 for clause in clauses)


def test_without_a_breath_it_is_cut_at_a_joint() -> None:
    clauses = cut(f"{OPENING} Well, {LONG * 3}end.")
    assert clauses[-1].split()[:2] == ["while", "it"]


def test_without_a_joint_it_is_cut_between_words() -> None:
    clauses = cut(OPENING + " " + "tree " * 60)
    assert [len(clause) for clause in clauses[-2:]] == [199, 99]


def test_with_nowhere_to_cut_it_is_cut_anyway() -> None:
    assert len(cut(OPENING + " " + "the " * 60)) > 4
    assert cut(OPENING + " " + "x" * 300 + " so")[-2:] == ["x" * 300, "so"]


def split(words: str) -> list[str]:
    return words.split()


MARKUP = split(
    "* ** _ __ ` ``` ~ ~~ # - 1. 2) > | [ ] ( ) ]( http:// www. https://x.y/z < <| |> <think> </think> <br> &amp; & \\ "
    ":) ; ! ? . ... , : laughs smiles softly (laughs) *sighs* word Dr. p.m. 3 12 3.5 $5 % no No. and but The I 😊 é “ "
    "\u200b h ht w ![ — ' \" --- *** === one-two-three"
)
BLANKS = [" ", "  ", "\n", "\n\n", "\t", "\r", " - ", "- ", "1. ", "# "]
FRAGMENTS = st.sampled_from([*MARKUP, *BLANKS, "one two three four five six seven eight nine ten"])
REPLIES = st.lists(FRAGMENTS, max_size=25).map("".join) | st.text(max_size=60)


@given(REPLIES, st.lists(st.integers(1, 7), min_size=1))
@settings(deadline=None, max_examples=100)
def test_the_pieces_it_arrives_in_change_nothing(text: str, sizes: list[int]) -> None:
    pieces, start, n = [], 0, 0
    while start < len(text):
        pieces.append(text[start : start + sizes[n % len(sizes)]])
        start += len(pieces[-1])
        n += 1
    assert cut(*pieces) == cut(text)


@given(REPLIES)
@settings(deadline=None)
def test_no_clause_is_empty_or_holds_a_line_end(text: str) -> None:
    for display in cut(text):
        assert display == " ".join(display.split())
        assert any(char.isalnum() for char in display)


WORD = st.sampled_from(
    split("the a old sun never sets behind that hill and so we sang, nobody minded; it was good. Really? I hope so!")
)


@given(st.lists(WORD, max_size=80).map(" ".join))
@settings(deadline=None)
def test_joined_the_clauses_are_the_reply(text: str) -> None:
    assert " ".join(cut(text)) == text


@pytest.mark.parametrize(
    ("reply", "first"),
    [
        ("Oh no, I am so sorry about that.", "Oh no, I am so"),
        ("We walked along the river for an hour.", "We walked along the river"),
        ("That sounds lovely, tell me more.", "That sounds lovely,"),
        ("Good idea. Call him first.", "Good idea. Call him first."),
        ("I would like to know what you think.", "I would like to know"),
    ],
)
def test_a_slow_voice_gets_five_words_at_most_to_begin_with(reply: str, first: str) -> None:
    clauses = cut(reply, pace=Pace(60.0, 0.7))
    assert clauses[0] == first
    assert " ".join(clauses) == reply
    assert len(clauses[0].split()) <= 5
