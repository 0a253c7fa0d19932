"""The transcript's vote: can the words end here?

Called by endpoint.py on the session thread, once per verdict. English only, and from the last words and the build of
the last sentence alone: a list of words that never come last, and where a clause needs something more. Whisper puts a
full stop behind everything, so a full stop says nothing; a question mark, a comma or an ellipsis does.
"""

from __future__ import annotations

import re

OPEN = 0.0
"""It goes on: the last word cannot come last."""
THIN = 0.3
"""It could be whole, but something is usually said after it."""
WHOLE = 0.7
"""A clause or a question with nothing missing."""
CLOSED = 1.0
"""An answer one gives in a word or two."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_TRAILS_OFF = re.compile(r"(?:\.\.+|[…,;:\-–—])[\"')\s]*$")
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_FILLERS = _set("um uh er erm uhm hm hmm mm ah eh")
_NEVER_LAST = _set(
    "a an the my your our their its and or but nor because although whether unless than if very every each whose"
    " whom into onto upon towards via per i'm i've i'll i'd you're you've you'll we're we've we'll they're they've"
    " they'll he'll she'll it'll there's here's let's who's especially including between among during despite"
    " until except quite extremely rather some any usually always often i we he she they of as to at from with for"
    " like is are am was were be been has had have's would could should will can may might must shall"
)
_STRANDED = _set("to at from with for of about like in on is are am was were be i we he she they has had some any")
"""They may come last after a question word, in a short answer or in "what it is": then the sound decides."""
_PARTICLES = _set("in on about by through over under after before around since near behind without against across")
_QUESTION_WORDS = _set("what who whom where which whose when why how what's who's where's how's whats")
_AUXILIARIES = _set(
    "is are am was were do does did can could would will should shall may might must have has had isn't aren't"
    " wasn't don't doesn't didn't can't couldn't won't wouldn't shouldn't haven't hasn't"
)
_SUBORDINATORS = _set("when if after before while since although because once unless until whenever though as")
_ASKS_FOR_MORE = re.compile(
    r"(?:^|\s)(?:(?:tell|give|show|bring|send|get|buy|read|let|ask|remind) (?:me|us|him|her|them|you)"
    r"|(?:forgot|want|wanted|need|like|love|plan|try|going|have|had|used) to(?: \w+)?"
    r"|(?:can|could|would|will|please|to) (?:you )?(?:explain|describe|add|set|buy|find|put|make|recommend|say|get)"
    r"|i (?:think|thought|guess|hope|mean|believe|would say|want|need|like|said|wonder|feel like|was thinking)"
    r"|(?:told|asked) (?:me|you|him|her|us|them)(?: that)?|(?:that|so|such) (?:the|a|an))$"
)
_SHARE = re.compile(
    r"(?:^|\s)(?:one|some|most|all|part|many|two|kind|sort|lot) of(?: (?:the|these|my|those))?(?: \w+)?$"
)
"""Without a verb in front of it, it is what somebody will say something of."""
_ANSWERS = _set(
    "yes no yeah yep nope okay ok sure right exactly thanks please stop never maybe perhaps absolutely definitely"
    " certainly fine good great nothing nobody nowhere always sometimes today tomorrow yesterday tonight later now"
    " hello hi hey bye goodbye really cool wow sorry correct true false agreed indeed well perfect enough wait"
    " both neither"
)
_VERBS = _set(
    "is are am was were be been being do does did done have has had can could will would shall should may might"
    " must go goes went gone get gets got make makes made take takes took tell tells told say says said ask asks"
    " asked know knows knew think thinks thought feel feels felt see sees saw look looks want wants need needs"
    " like likes love loves live lives leave leaves left come comes came give gives gave find finds found call"
    " calls keep keeps kept turn turns play plays set sets open opens close closes start starts stop stops read"
    " reads write writes wrote run runs ran buy buys bought pay pays paid put puts let lets help helps show shows"
    " bring brings brought work works talk talks speak speaks spoke sleep sleeps slept eat eats ate drink drinks"
    " drank drive drives drove sit sits sat stand stands stood hear hears heard hold holds held meet meets met"
    " mean means meant remember remembers forget forgets forgot happen happens seem seems rain rains cost costs"
    " wait waits begin begins began become became fall falls fell win wins won lose loses lost send sends sent"
    " spend spends spent grow grows grew build builds built teach teaches taught catch catches caught choose chose"
    " sing sings sang swim swam fly flies flew break broke wear wore hurt hurts cut cuts add adds drop drops move"
    " moves end ends last lasts remind explain try tries matter cook cooks bake bakes walk walks believe hope"
    " hopes wish wishes guess thank miss misses hate hates enjoy enjoys follow follows change changes watch"
    " watches listen listens learn learns please use uses visit visits"
)
_VERB_LIKE = re.compile(r"(?:\w{2,}ed|\w+n't|\w+['’](?:s|re|m|ve|ll|d))$")
_SUBJECTS = _set("i you he she it we they there this that who what")


def completeness(text: str) -> float:
    """text: the words of the turn so far, as Whisper writes them -> OPEN, THIN, WHOLE or CLOSED; THIN when empty."""
    sentence = _last_sentence(text)
    words = [word.replace("’", "'") for word in _WORD.findall(sentence.lower())]
    if not words:
        return THIN
    if _TRAILS_OFF.search(text):
        return OPEN
    return _of_words(words, is_question=sentence.rstrip("\"') ").endswith("?"))


def last_sentence_words(text: str) -> int:
    """How many there are."""
    return len(_WORD.findall(_last_sentence(text)))


def _last_sentence(text: str) -> str:
    return _SENTENCE_END.split(text.strip())[-1]


def _of_words(words: list[str], *, is_question: bool) -> float:
    last = words[-1]
    if len(words) == 1 and last in _ANSWERS | _QUESTION_WORDS:
        return CLOSED
    if last in _FILLERS:
        return OPEN
    if last in _NEVER_LAST:
        return THIN if last in _STRANDED and _may_strand(words) else OPEN
    if last in _PARTICLES or _ASKS_FOR_MORE.search(" ".join(words)):
        return THIN
    if _is_only_a_condition(words) or _is_only_a_share(words):
        return THIN
    if is_question:
        return WHOLE if _has_verb(words) and not _is_no_question(words) else THIN
    if last in _ANSWERS and len(words) <= 3:
        return CLOSED
    return WHOLE if _has_verb(words) or len(words) <= 2 else THIN


def _may_strand(words: list[str]) -> bool:
    """ "Who are you talking to", "I do not know what it is", "Yes, it is"."""
    return any(word in _QUESTION_WORDS for word in words[:-2]) or (len(words) <= 3 and words[0] in _ANSWERS)


def _is_only_a_condition(words: list[str]) -> bool:
    """ "When I was a child", and not yet what was then."""
    if words[0] not in _SUBORDINATORS or (len(words) > 1 and words[1] in _AUXILIARIES):
        return False
    return sum(word in _SUBJECTS for word in words[1:]) < 2 and len(words) < 10


def _is_only_a_share(words: list[str]) -> bool:
    """ "Most of the people", and not yet what they do."""
    share = _SHARE.search(" ".join(words))
    return share is not None and not _has_verb(share.string[: share.start()].split())


def _is_no_question(words: list[str]) -> bool:
    """ "Where I was a child": the verb does not come first, so it is the beginning of something else."""
    return words[0] in _QUESTION_WORDS - {"who", "what"} and words[1:2] != [] and words[1] in _SUBJECTS


def _has_verb(words: list[str]) -> bool:
    return any(word in _VERBS or _VERB_LIKE.fullmatch(word) for word in words)
