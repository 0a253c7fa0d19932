"""Markup in a running text. One line a case: left what the model writes, right what is read. "/" is a line end."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.conversation.sanitizer import Sanitizer


def clean(*pieces: str) -> str:
    """Blocks joined by "/", blanks made single."""
    sanitizer = Sanitizer()
    text = "".join(sanitizer.feed(piece) for piece in pieces) + sanitizer.finish()
    return "/".join(" ".join(block.split()) for block in text.split("\n") if block.strip())


CASES = """
**bold** and __strong__ and ***both***    | bold and strong and both
*leaning* and _slanting_ words            | leaning and slanting words
2 * 3, 2*3, snake_case, ____              | 2 * 3, 2 * 3, snake_case,
the `code` here, ~~gone~~, ~5 km          | the code here, gone, ~5 km
# Title/Text                              | Title/Text
- one/* two/• three/+ **four**            | one/two/three/four
1. one/2) two                             | 1. one/2. two
3 apples/3.5 km/-5 degrees                | 3 apples 3.5 km -5 degrees
> quoted/> - item/>                       | quoted/item
one/two//three                            | one two/three
one/---/two/***/three                     | one/two/three
| a | **b** |/|---|:-:|/| 1 | |/end        | a, b/1/end
```py/x = 1/```/Done.                     | Done.
Look: ```x = 1``` there                   | Look:/there
```never closed/x                         |
[text](https://x.y/z_(1)) end             | text end
![picture](x.png) end                     | end
[sighs] a [1] b [Name] c                  | a b Name c
[text] (see there)                        | text (see there)
*smiles warmly* Hi. *looks at the sea*    | Hi.
*This is it* and *lots of love*           | This is it and lots of love
(laughs) No (softly laughs). (pause)      | No .
(about three miles) (smile when you can)  | (about three miles) (smile when you can)
(in a soft voice) Hi (in a house)         | Hi (in a house)
<|im_end|>a<br>b<b>c</b> <3 2 < 3 <x      | a bc 2 < 3 <x
<think>Hm./No.</think>Yes.                | Yes.
<thing>x                                  | x
&lt;b&gt; AT&T &amp; you                  | <b> AT&T & you
\\*not bold\\* C:\\x                      | *not bold* C:\\x
Fine :) and ;-) or :D. (see:) 3:30        | Fine and or . (see:) 3:30
Hi😊there 👍🏽 👩‍💻 1️⃣ ✓ ok™                 | Hi there 1 ok™
“so” it’s … a—b                           | "so" it's ... a—b
Ｈｅｌｌｏ ﬁne 𝐛𝐨𝐥𝐝                              | Hello fine bold
https://x.y/a_b_c (http://a.b/_c_) www.a_b.c how | https://x.y/a_b_c (http://a.b/_c_) www.a_b.c how
a\\u200bb\\u00adc\\td                      | abc d
"""


def _written(text: str) -> str:
    """The case's notation: "/" for a line end, but not inside addresses and tags."""
    for address in ("https://x.y/a_b_c", "http://a.b/_c_", "https://x.y/z_(1)", "</think>", "</b>"):
        text = text.replace(address, address.replace("/", "\0"))
    return text.replace("/", "\n").replace("\0", "/")


@pytest.mark.parametrize("case", [line for line in CASES.splitlines() if line.strip()])
def test_only_the_words_are_left(case: str) -> None:
    written, _, read = case.rpartition("|")
    text = _written(written.rstrip()).replace("\\u200b", "\u200b").replace("\\u00ad", "\u00ad").replace("\\t", "\t")
    for pieces in ([text], list(text)):
        assert clean(*pieces) == read.strip()


def test_an_indented_list_is_a_list() -> None:
    assert clean("Two:\n  - one\n    - two\n  \nend") == "Two:/one/two/end"


def test_a_long_emphasis_is_not_waited_for() -> None:
    sanitizer = Sanitizer()
    assert sanitizer.feed("*" + "long " * 20).startswith("long long")


def test_words_leave_at_once() -> None:
    sanitizer = Sanitizer()
    assert [sanitizer.feed(piece) for piece in ("Hello", " there", ", **you", "**")] == ["Hello", " there", ", you", ""]


@settings(deadline=None)
@given(
    st.text(alphabet=st.characters(whitelist_categories=["Ll", "Lu"], max_codepoint=0x17F) | st.sampled_from(" ,.'"))
)
def test_plain_words_pass(text: str) -> None:
    assert clean(text) == " ".join(text.split())
