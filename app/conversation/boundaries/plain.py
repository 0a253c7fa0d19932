"""What was said as plain words, so that one rule reads many spellings: contractions are written out, what a recognizer
mishears is put right, hesitations and repeated words fall away, and turns of phrase that only sound like a crisis are
taken out. Called by crisis.py, on the session thread. Pure.
"""

from __future__ import annotations

import re

_SPELLINGS = {
    "i'm": "i am", "im": "i am", "i'd": "i would", "i'll": "i will", "i've": "i have", "ive": "i have", "id": "i would",
    "he'd": "he would", "she'd": "she would", "they'd": "they would", "we'd": "we would", "it'd": "it would",
    "he'll": "he will", "she'll": "she will", "they'll": "they will", "you'd": "you would", "you'll": "you will",
    "he's": "he is", "she's": "she is", "it's": "it is", "that's": "that is", "there's": "there is",
    "what's": "what is",
    "who's": "who is", "someone's": "someone is", "somebody's": "somebody is", "they're": "they are",
    "you're": "you are",
    "we're": "we are", "they've": "they have", "we've": "we have", "let's": "let us", "where's": "where is",
    "everyone'd": "everyone would", "nobody'd": "nobody would", "won't": "will not", "wont": "will not",
    "can't": "can not", "cant": "can not", "cannot": "can not", "shan't": "shall not", "ain't": "am not",
    "dont": "do not", "doesnt": "does not", "didnt": "did not", "isnt": "is not", "wasnt": "was not",
    "wouldnt": "would not", "shouldnt": "should not", "couldnt": "could not", "wanna": "want to", "gonna": "going to",
    "gotta": "got to", "gunna": "going to", "finna": "going to", "imma": "i am going to", "kinda": "", "sorta": "",
    "u": "you", "ur": "your", "cuz": "because", "cause": "because", "coz": "because", "til": "until", "till": "until",
    "mum": "mom", "mummy": "mom", "mommy": "mom", "mam": "mom", "daddy": "dad", "papa": "dad", "mother": "mom",
    "father": "dad", "stepdad": "stepfather", "stepmom": "stepmother", "stepmum": "stepmother", "noone": "nobody",
    "meself": "myself", "themself": "themselves", "anymore": "any more", "everybody": "everyone", "somebody": "someone",
    "kms": "kill myself", "ctb": "kill myself", "sewerslide": "suicide", "meds": "pills", "medication": "pills",
    "medicine": "pills", "tablets": "pills", "painkillers": "pills", "antidepressants": "pills",
    "tylenol": "pills", "advil": "pills", "paracetamol": "pills", "ibuprofen": "pills", "aspirin": "pills",
    "xanax": "pills", "capsules": "pills",
    "tablet": "pill",
}  # fmt: skip
_HESITATIONS = frozenset(
    (
        "um", "uh", "er", "erm", "hmm", "ah", "oh", "well", "honestly", "seriously", "really", "actually", "literally",
        "just", "even", "maybe", "probably", "simply", "truly", "so", "please", "okay", "ok", "right", "now", "still",
        "always", "constantly", "totally", "completely", "fucking", "bloody", "damn", "goddamn", "freaking", "only",
    )
)  # fmt: skip
_MISHEARD = (
    (r"\b(my|him|her|your) self\b", r"\1self"),
    (r"\bsue a ?side?al\b|\bsuicide al+\b|\bsoon? a ?side?al\b", "suicidal"),
    (r"\bsue a ?side\b|\bsewer ?side\b", "suicide"),
    (r"\bend my live\b", "end my life"),
    (r"\btake my live\b", "take my life"),
    (r"\bself-? ?harm\b", "selfharm"),
    (r"\bself-? ?harm(ing|ed|s)\b", r"selfharm\1"),
    (r"\bun-? ?aliv", "unaliv"),
    (r"\bwanted kill\b", "wanted to kill"),
    (r"\bno more\b(?=\W*$)", "any more"),
    (r"\bstep-? (dad|father)\b", "stepfather"),
    (r"\bstep-? (mom|mum|mother)\b", "stepmother"),
)

_IDIOMS = (
    # killing and dying, of laughter or the like
    r"\b(nearly|almost|practically)? ?(die|died|dying|dead) ?(of|from|with)? (\w+ ){0,2}"
    r"(laugh\w*|embarrass\w*|shame|boredom|thirst|hunger|heat|curiosity|cold|cuteness|envy|jealousy|cring\w*)\b",
    r"\bkill(ed|ing)? myself (laugh\w*|work\w*|trying|studying|at (the|work)|over (this|that|the)|with work|to (get|"
    r"make"
    r"|finish)|for (that|forgetting|not|miss\w*))\b",
    r"\bcould kill myself\b(?= (for|that))",
    r"\b(die|dying|died) for (a|an|the|some|that|those|this|it)\b",
    r"\bdying to (see|know|hear|try|meet|read|tell|go|find|play|taste|watch|get|visit|eat|learn|ask|show|start|buy)"
    r"\b",
    r"\bdead (tired|serious|wrong|set|right|sure|line|lock|end|on|good|cheap|easy|simple|slow|quiet|heat|weight|lift"
    r"|man s|sexy|gorgeous|funny|battery|bored|sea)\b",
    r"\b(?:boss|mom|dad|teacher|wife|husband|coach|landlord|manager|sister|brother|roommate|parents) (?:is going to|"
    r"will|would|are going to) (?:\w+ )?"
    r"(?:kill|murder) me(?= (?:when|if i (?:am|do not|forget|break|miss|fail)|for|over|because i)|\s*(?:\.|$))"
    r"(?<!husband will kill me)(?<!dad will kill me)",
    r"\bto die for\b",
    r"\brather die than\b|\brather be dead than (eat|wear|watch|listen|go to|do)\b",
    r"\bdrop dead gorgeous\b|\bover my dead body\b|\bnever say die\b|\bdie hard\b|\buntil (the day )?i die\b",
    r"\bthe day i die\b",
    r"\b(would|could|will) kill for\b|\bkill (the )?time\b|\bkill two birds\b",
    # the word suicide, of something else
    r"\bsuicide (squad|doors?|pass|hotlines?|prevention|rates?|watch|girls?|bomb\w*|mission|run|runs|king|sprints?|"
    r"silence"
    r"|is painless|club|machine|drills?|awareness|statistics)\b",
    r"\b(career|political|social|financial|commercial|professional|digital|economic|electoral|virgin|fashion|culinary"
    r"|assisted|twitter|facebook|infanticide) suicides?\b",
    r"\b(run|ran|running|did|do|doing) suicides\b|\bvirgin suicides\b",
    # hurting oneself by accident, and other senses
    r"\b(cut|cutting|hurt|hurting|burn|burned|burnt) (myself|my \w+) (while |by accident|accidentally|a bit |badly )?"
    r"(\w+ly )?(shav\w*|chopp\w*|slic\w*|cook\w*|peel\w*|iron\w*|garden\w*|bak\w*|on (a|an|the|some|my)|"
    r"at (the|work|football|practice|training|soccer|tennis|yoga|crossfit)|playing|lifting|running|skiing|climbing"
    r"|exercis\w*|working out|falling|opening|in the (gym|kitchen|garden)|with (the|a) (paper|bread|kitchen|pizza))"
    r"\b",
    r"\bcut myself (some|a|off|short|loose|out|free)\b",
    r"\bwithout (hurting|cutting|killing|burning) myself\b",
    r"\bhang myself (a|an|some|the|up)\b|\bhang(ing)? (out|up|on|in there)\b|\bhanging (\w+ )?by myself\b",
    r"\bshoot myself in the foot\b|\b(shot|shoot) (my|your) shot\b",
    r"\bdrown(ing)? (myself )?in (work|e ?mails?|paperwork|chocolate|ice cream|coffee|homework|laundry|debt|tea)\b",
    r"\btop myself up\b|\bburn(ing|ed|t)? (myself )?out\b",
    r"\boverdos\w* (of|on) (chocolate|christmas|sugar|coffee|caffeine|cake|candy|films?|movies|tv|series|cheese|"
    r"sunshine"
    r"|sun|pizza|ice|sweets|cuteness|netflix|nostalgia|news|vitamin\w*|garlic|perfume|culture|podcasts|memes|glitter"
    r"|pumpkin|work|spreadsheets|meetings|football|music)\b",
    r"\b(bungee|parachute|base|long|high|trampoline|ski) jump\w*\b|\bjump\w* (in|into) (the|a) (shower|pool|car|bed|"
    r"lake)\b",
    # hitting and frightening, of something else
    r"\bhits? me up\b|\bhit me (with|up|again with|hard|like)\b(?! a| his| her| the)",
    r"\b(beat|beats|beaten|beating|killed|kills|destroyed|crushed) me (\w+ ){0,2}(at|in|to|on) (?!(the )?(face|head|"
    r"stomach|night"
    r"|arm|back|front|public|bed|kitchen|room|home|death))\w+",
    r"\b(follow\w*|stalk\w*) me on (twitter|instagram|tiktok|facebook|linkedin|github|spotify|youtube|x|mastodon|"
    r"bluesky)",
    r"\btouche[ds]? me deeply\b|\btouched my (heart|soul|shoulder)\b",
)  # fmt: skip

_AGAIN = re.compile(r"\b(\w+(?: \w+){0,3}) , (?=\1\b)\1\b")
_NORMAL = tuple((re.compile(pattern), by) for pattern, by in _MISHEARD)
_HARMLESS = re.compile("|".join(_IDIOMS))


def plain(text: str) -> str:
    """Lower case words with one space between them; '.' where a sentence ends, ',' where a part of it does."""
    said = text.casefold().replace("’", "'").replace("n't", " not").replace("ca not", "can not")
    said = said.replace("wo not", "will not").replace("sha not", "shall not").replace("ai not", "am not")
    for pattern, by in _NORMAL:
        said = pattern.sub(by, said)
    words: list[str] = []
    for token in re.findall(r"[a-zé]+(?:['-][a-zé]+)*|\d+|[.?!;,:]", said):
        _add(words, token)
    return _joined(words)


def without_idioms(plain_text: str) -> str:
    """What is left when the turns of phrase that mean no harm are taken out."""
    return _HARMLESS.sub("~", plain_text)


def _add(words: list[str], token: str) -> None:
    if token in ".?!;":
        token = "."
    elif token in ",:":
        token = ","
    if token in _HESITATIONS:
        return
    for word in _SPELLINGS.get(token, token.removesuffix("'s")).split():
        words.append(word)


def _joined(words: list[str]) -> str:
    """Without stutters: "i , i can not" is "i can not", "to , to die" is "to die"."""
    kept: list[str] = []
    for word in words:
        if kept and word == kept[-1]:
            continue
        if len(kept) > 1 and kept[-1] == "," and kept[-2] == word:
            kept.pop()
            continue
        if word == "," and kept[-2:] == [",", "like"]:
            del kept[-2:]
        kept.append(word)
    return _AGAIN.sub(r"\1", " ".join(kept)).strip(" .,")
