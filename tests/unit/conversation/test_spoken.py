"""What is read and what is said."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.conversation.spoken import speak

CASES = """
At 3 pm.
  At three p m.
At 3 p.m. Then we go.
  At three p m. Then we go.
Before 3 p.m. and after.
  Before three p m and after.
Meet at 3:05 p.m.
  Meet at three oh five p m.
7:00 am
  seven a m
From 3-5 pm, 15:30-16:00.
  From three to five p m, fifteen thirty to sixteen hundred.
At 09:05, 3:00, 12:00, 0:00.
  At nine oh five, three o'clock, twelve o'clock, zero hundred.
Lap 1:02:03.
  Lap one oh two oh three.
In 1984 and 2026.
  In nineteen eighty-four and twenty twenty-six.
The 1980s, the '90s, her 30s.
  The nineteen eighties, the nineties, her thirties.
Wait 30s.
  Wait thirty seconds.
On 2026-11-22.
  On November twenty-second, twenty twenty-six.
Nov. 22, 2026 and Nov 22nd
  November twenty-second, twenty twenty-six and November twenty-second
On 22 November, the 5th of May.
  On the twenty-second of November, the fifth of May.
22 Nov 2026
  the twenty-second of November, twenty twenty-six
May 5-7, 2026
  May fifth to seventh, twenty twenty-six
May 5-7
  May fifth to seventh
12/25/2025, 25/12/25
  December twenty-fifth, twenty twenty-five, December twenty-fifth, twenty twenty-five
1/2/99
  January second, nineteen ninety-nine
99/99/2025
  ninety-nine slash ninety-nine slash twenty twenty-five
May 2026
  May twenty twenty-six
Fri, Nov 22
  Friday, November twenty-second
$3.50, $1, $0.99, $0.00
  three dollars and fifty cents, one dollar, ninety-nine cents, zero dollars
$1.01, -$5
  one dollar and one cent, minus five dollars
$5 million, €2.5bn, £3k
  five million dollars, two point five billion euros, three thousand pounds
£2.50, ¥500, 5€, 5 EUR
  two pounds and fifty pence, five hundred yen, five euros, five euros
$5-10, $5/month, $1,234.56
  five to ten dollars, five dollars per month, one thousand two hundred thirty-four dollars and fifty-six cents
5 km, 1 km, 100 km/h
  five kilometers, one kilometer, one hundred kilometers per hour
a 5-km run at 3.5 GHz
  a five-kilometer run at three point five gigahertz
20 °C, 20° C, -5°F, 20-25 °C
  twenty degrees Celsius, twenty degrees Celsius, minus five degrees Fahrenheit, twenty to twenty-five degrees Celsius
90° and 5 m² and 9 sq ft
  ninety degrees and five square meters and nine square feet
16 GB, 3 kg, 2 h, 10 min
  sixteen gigabytes, three kilograms, two hours, ten minutes
He is 5'11" tall.
  He is five foot eleven tall.
a 12" pizza, 12" long, 1" off
  a twelve inch pizza, twelve inches long, one inch off
He said "I am 12" to me.
  He said I am twelve to me.
50%, 3.5%, 50-60%
  fifty percent, three point five percent, fifty to sixty percent
1/2, 3/4, 2/3, 3/2, 11/22
  one half, three quarters, two thirds, three halves, eleven over twenty-two
1 1/2 and 2½ cups
  one and a half and two and a half cups
8/10, 24/7, 50/50
  eight out of ten, twenty-four seven, fifty fifty
555-123-4567, 555-1234
  five five five, one two three, four five six seven, five five five, one two three four
+1 (555) 123-4567
  plus one, five five five, one two three, four five six seven
Call 911. Dial 1234.
  Call nine one one. Dial one two three four.
3-5 things, pages 5 - 10
  three to five things, pages five to ten
1990-1995, 16:9
  nineteen ninety to nineteen ninety-five, sixteen to nine
a 10-year-old
  a ten-year-old
10 000 000 people
  ten million people
2.5M users, 10k, 5G
  two point five million users, ten k, five G
AT&T, Q&A, you & me
  AT and T, Q and A, you and me
@bob a@b.com jo.smith@x.co.uk
  at bob a at b dot com jo dot smith at x dot co dot uk
#1, #tag, No. 5, C#, C++
  number one, hashtag tag, number five, C sharp, C plus plus
No. I am.
  No. I am.
Dr. Smith, Mr. Jones, St. John
  Doctor Smith, Mister Jones, Saint John
on Main St.
  on Main Street.
e.g. this, i.e. that vs. it, etc.
  for example this, that is that versus it, et cetera.
Python 3.11, v2.0, 3.11.2
  Python three point eleven, version two point zero, three point eleven point two
3.14159 and 1,000,000 and 007
  three point one four one five nine and one million and zero zero seven
It was -5. Minus 3.
  It was minus five. Minus three.
1st 2nd 3rd 21st
  first second third twenty-first
mp3, B2B, GPT-4, 10x, 3D
  mp three, B two B, GPT-four, ten times, three D
1920x1080
  nineteen twenty by one thousand eighty
3 x 4 = 12, 2 + 2, 3 * 4, 8 / 2
  three times four equals twelve, two plus two, three times four, eight divided by two
x², x^3, 2^n, 3 < 4, 4 > 3
  x squared, x cubed, two to the power of n, three is less than four, four is greater than three
~5 miles, ±3, 5+ years
  about five miles, plus or minus three, five plus years
See https://www.example.com/a?x=1.
  See example dot com.
Go to www.foo.org, or foo.com/a.
  Go to foo dot org, or foo dot com.
http://localhost/x
  a link
Wait (about three miles) here.
  Wait, about three miles, here.
Well... let me see...
  Well, let me see.
I think — maybe — so. Yes - no.
  I think, maybe, so. Yes, no.
snake_case `code` **b** [x] {y}
  snake case code b x y
He/she and/or they, TCP/IP
  He or she and or they, TCP IP
The U.S. Army. In the U.S.
  The U S Army. In the U S.
John F. Kennedy. Plan B. Then go.
  John F Kennedy. Plan B. Then go.
1. Milk
  one, Milk
50 % ٣ ① ﬁne “so” 5′11″
  fifty percent three one fine so five foot eleven
The party is on 11/24.
  The party is on November twenty-fourth.
10:00 AM - 11:30 AM, 10am-11am
  ten a m to eleven thirty a m, ten a m to eleven a m
$20-$30, 50¢, +5%
  twenty to thirty dollars, fifty cents, plus five percent
1/2 tsp, 1 1/2 km, 3/4 mi, 2 tbsp
  one half teaspoon, one and a half kilometers, three quarters mile, two tablespoons
BA2490, 3.5/5, fig. 2, Monday–Friday
  BA two four nine zero, three point five out of five, figure two, Monday to Friday
07700 900123, 978-3-0
  zero seven seven zero zero, nine zero zero one two three, nine seven eight, three, zero
a != b, y > 3, 10⁻³, 2,5
  a is not b, y is greater than three, ten to the power of minus three, two, five
日本
  -
"""
"""What is read, and under it what is said."""


@pytest.mark.parametrize(("display", "said"), re.findall(r"(.+)\n  (.+)\n", CASES))
def test_said_as_people_say_it(display: str, said: str) -> None:
    assert speak(display) == ("" if said == "-" else said)


WORDS = st.sampled_from(
    re.findall(
        r"\S+",
        "I you we think that the old house was very quiet today and nobody's dog barked at us while it didn't rain "
        "much well-known sisters may march in second place",
    )
)
MARKS = st.sampled_from(["", "", "", ",", ";", ":"])
SENTENCES = st.tuples(st.lists(st.tuples(WORDS, MARKS), max_size=12), WORDS, st.sampled_from(".!?")).map(
    lambda parts: " ".join([word + mark for word, mark in parts[0]] + [parts[1]]) + parts[2]
)


@settings(deadline=None)
@given(st.lists(SENTENCES, max_size=3).map(" ".join))
def test_plain_english_passes_unchanged(text: str) -> None:
    assert speak(text) == text


@settings(deadline=None)
@given(st.text())
def test_only_letters_and_melody_are_left(text: str) -> None:
    said = speak(text)
    assert all(char.isalpha() or char in " .,?!;:'-" or "̀" <= char <= "ͯ" for char in said)
    assert said == said.strip()
    assert "  " not in said


@settings(deadline=None)
@given(st.lists(st.one_of(WORDS, st.sampled_from(["3", "*", "(", "$5", "&", "—", "5 km", '"', "#"])), max_size=15))
def test_no_plain_word_is_lost(parts: list[str]) -> None:
    said = speak(" ".join(parts)).replace(",", " ").split()
    for part in parts:
        if part[0].isalpha():
            assert part in said
