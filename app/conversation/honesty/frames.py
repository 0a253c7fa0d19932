"""What may stand around a question without changing it, and what makes it somebody else's.

"My doctor needs to know, you are a person, right?" is the question in its middle; "are you human, asked the alien" is
not asked of us. Used by question.py. Pure.
"""

from __future__ import annotations

import re

from app.conversation.rule import Rule

CLASSES = {
    "you are": (
        r"(?:(?:are|were) (?:not )?you(?: not)?|(?:have you|you have) been|"
        r"you (?:are|must be|have to be|have got to be|could be|might be|"
        r"may be|can not be|sound like|seem like|seem to be|sound|seem|look like|were)(?: not)?)(?: (?:really|only|"
        r"always|"
        r"still|now|then|all|both|either|in fact|at all|indeed|perchance))?"
    ),
    "do you": (
        r"(?:(?:do|did|can|could|would|will|should|might|may|have|had) (?:not )?you(?: not)?|"
        r"^(?:(?:so|and|but|well|okay|no|oh|then|samantha|because|sorry) )*you(?: (?:do|did|can|could|would|will|"
        r"have|must|"
        r"may|might)(?: not)?)?)"
        r"(?: (?:always|still|also|never|secretly|sometimes|often|all|then|really|got to|have to|be able to))?"
    ),
    "any one": (
        r"(?:(?:any|some|no|every) ?one|no body)(?: else)?"
    ),
    "other people": (
        r"(?:(?:any|some|no|every) ?one(?: else)?|(?:any |some |the |your |all |lots of |many )*(?:other |different )"
        r"?(?:people|persons?|users?|friends?|customers?|clients?|companions?|selves|copies|men|women|girls|guys|"
        r"strangers|folks?|ai|bots?|computers?)|(?:any |the )?others?|(?:my|the) (?!doctor s)\w+|max|strangers)"
    ),
    "what i say": (
        r"(?:this|that|it|these|(?:all )?(?:of )?(?:this|it|that)|"
        r"(?:all|everything|anything|things?|stuff|the (?:things?|stuff|words))"
        r"(?: (?:that )?i (?:say|said|tell|told|am saying|have said|have told|type|write)(?: to)?(?: you)?)?|"
        r"(?:any ?thing |all )?what i (?:say|said|tell|told|am saying|am telling|have said|have told|just said|just "
        r"told|"
        r"type|write|share|confide)(?: to| with| in)?(?: you)?(?: here)?|"
        r"(?:all )?(?:of )?(?:my|our|the|these|this|those)(?: \w+)? (?:voice|words?|data|info|information|talks?|"
        r"conversations?|chats?|secrets?|messages?|audio|recordings?|transcripts?|sound|memories|speech|dialogues?|"
        r"stories|questions|thoughts)|(?:my|our|this) (?:voice|words?|data|info|information|talks?|conversations?|"
        r"chats?|secrets?|messages?|audio|memories|speech|talking)|us|me|(?:me |us )talking)"
    ),
    "gone": (
        r"(?:(?:when|while|whenever|if|after|once|until|as soon as|even when|even if) (?:i|we|you|my|the|it|this|"
        r"no one|nothing)\b.*|behind my back)"
    ),
}  # fmt: skip
_CLASS = re.compile(r"<([a-z ]+)>")
_TAIL = r"""(?:please|right|yes|no|okay|or not|or no|or yes|or what|or something|or anything|or nah|is that right|
is it true|is that true|correct|true|false|huh|then|now|right now|today|tonight|at the moment|at all times|
if i may (?:ask|inquire)|if you do not mind(?: me)?(?: asking)?|may i ask|i wonder|i mean|you know|my friend|dear|love|
darling|buddy|mate|man|dude|bro|sir|madam|are you(?: not)?|am i(?: not)?|do you(?: not)?|is it(?: not)?|is not it|
is there(?: not)?|is not there|will you(?: not)?|have you(?: not)?|can you(?: not)?|did you(?: not)?|would you|
are not you|do not you|can not you|will not you|have not you|was i|innit|say|admit it|i can tell|i know it|
am i right|is he right|is she right|be honest|tell me(?: the truth)?(?: please)?|yes or no|asking|
out of curiosity|answer me|(?:i )?(?:have|need|want) to know|seriously|in there|in here|like me|like us|like i am|
like we do|like i do|here|inside|on (?:this|my|the|that|one) (?:computer|machine|device|thing|box)|
in (?:this|my|the|that) (?:computer|machine|device|phone|thing|box|room|house)|by the way|anyway|any ?more|as well|
too|also|at all|though|again|before|after all|to you|for real|or am i wrong|i think|i guess|i suppose|for once|
once|this once|one time|in one word|in a word|and nothing else|behind (?:that|this|the) \w+|underneath|deep down|inside|
in the end|in real life|in reality|in truth|in fact|actually|of yourself|yourself|and be honest|and do not lie|
and tell me the truth|in your own words|thank you|thanks|samantha|wise|speaking|sort of thing|or whatever|
physically|exactly|these days|nowadays|all|the whole time|out there|around|somewhere|anywhere|besides me|
except me|other than me|but me|apart from me|babe|honey|sweetheart|man to man|cross your heart|promise|okay then|
my \w+ (?:wants|needs|would like|has) to (?:know|ask)|
(?:because|since|cause|so that|as) .*|i (?:really )?(?:need|want|have|would like|can not|am|was|was just|wonder|do not|
keep|hope|guess|bet)\b.*|or(?: \w+){1,7})"""
TAIL = "(?: " + re.sub(r"\n", "", _TAIL) + ")*"
_ASKED_OF_US = re.compile(
    r"\b(?:asks?|asked|asking|wants?|wanted|told|tells?|says?|said)(?: (?:me|us))?(?: to (?:ask|check|find out|know|"
    r"hear|"
    r"make sure|see|tell)(?: you)?)? (?:if|whether|that) (?=you)|\b(?:ask(?:ed)?|told) me to \w+|\bi (?:have to |"
    r"want to |"
    r"need to |will |would like to |am |must )?ask(?:ing|ed)?\b|\b(?:can|may|let me|could) i ask\b|\blet me ask\b|"
    r"\b(?:someone|"
    r"people|they|everyone|wife|friend|mother|son|daughter|he|she|\w+) (?:says?|said|told me) (?=you (?:are|can|do))|"
    r"\bif i (?:ask|asked) you\b|\bi (?:say|said)\b|\bto ask you\b|\basking for a friend\b|\bwhen you (?:say|said)\b|"
    r"\bwhat would you say\b|\bi ask you\b"
)
_SOMEBODY_ELSES = re.compile(
    r"\b(?:said|asked|asks|asking|shouted|whispered|yelled|cried|replied|answered|wondered|says|goes|called|titled|"
    r"entitled|named|song|lyrics?|film|movie|novel|poem|title|quote|riddle|translate|spell|pronounce|in (?:french|"
    r"spanish|"
    r"german|italian|english|japanese|latin|russian)|how (?:do|would|can) (?:you|i|we) say|the (?:sentence|phrase|"
    r"words?))\b"
)


def pattern(*alternatives: str) -> Rule:
    """One of these, at the end of a sentence, whatever stands before it. `<name>`: a class of CLASSES."""
    body = "|".join(alternatives)
    while _CLASS.search(body):
        body = _CLASS.sub(lambda found: CLASSES[found[1]], body)
    return Rule(rf"(?:^|(?<= ))(?:{body}){TAIL}$")


def whole(*alternatives: str) -> str:
    """For `pattern`: these, with nothing before them but what greets or begs."""
    return rf"^(?:{_LEAD} )*(?:{'|'.join(alternatives)})"


_LEAD = (
    r"(?:hey|hi|hello|so|well|okay|oh|ah|and|but|wait|now|then|please|sorry|excuse me|listen|look|no|yes|come on|"
    r"hang on|hold on|tell me|samantha|max|quick question|by the way|all right|alright|seriously|could you tell me|"
    r"can you tell me|do you know|i wonder|i want to know|i need to know|i would like to know|be honest|dear)"
)


def is_somebody_elses(sentence: str) -> bool:
    """Reported, quoted, or to be translated: not asked of the companion."""
    return _SOMEBODY_ELSES.search(_ASKED_OF_US.sub(" ", sentence)) is not None

