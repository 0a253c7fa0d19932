"""What somebody says who is being hurt or threatened, and what is said of somebody else who may die: rules over plain
words (plain.py). Called by crisis.py. Pure.
"""

from __future__ import annotations

from app.conversation.boundaries.people import CLOSE, HARMER, HURTS, KIN
from app.conversation.rule import Rule

_PARTNER = (
    r"(?:my )?(?:\w+ )?(?:husband|wife|boyfriend|girlfriend|partner|ex|stepfather|stepmother|stalker|he|she|they|dad"
    r"|mom|brother|uncle|someone|father|parents|family|son|bf|gf|pimp|boss|roommate)"
)
_THEN = (
    r"(?=\s*(?:[.,]|$| (?:when|again|and|every|if|because|last|so|until|almost|for|hard|once|yesterday|today|tonight"
    r"|sometimes|often|always|in (?:the|my)|with|while"
    r"|a lot|all|at home|at night|badly|after|but|or|since|before|on (?:the|my)|over|like|to|where|too|or|whenever|"
    r"daily|regularly|as|sexually|physically)))"
)

_ABUSE = (
    rf"\b{HARMER} (?:who \w+ me )?(?:\w+ ){{0,3}}?{HURTS} (?:me|us|my (?:mom|sister|brother|kids?|children|son|"
    r"daughter|baby))\b(?! (?:up|feelings|of|at|with (?:a )?(?:question|joke|bill|news|hug)|every time\s*$))"
    rf"(?:{_THEN})",
    rf"\b{HARMER} (?:\w+ ){{0,2}}?(?:throws?|threw|throwing) (?:\w+ ){{1,2}}at me\b|\b{HARMER} (?:\w+ ){{0,2}}?"
    r"(?:pulls?|pulled|grabs?|grabbed|drag\w*) (?:me by|my hair|my arm)\b",
    r"\bi (?:\w+ ){0,2}?(?:was|am|got|have been|get|am being|keep getting|being) (?:\w+ ){0,3}?(?:raped|abused|"
    r"molested|assaulted|stalked|trafficked|drugged|strangled|choked|blackmailed|groped|beaten|gang raped|sexually "
    r"\w+|locked (?:in|up)|held (?:against my will|hostage|captive|prisoner)|beat up|punched|hit by my|hit at home|"
    r"kidnapped|threatened|exploited|pimped)"
    r"\b(?! (?:by (?:mosquitos?|mosquitoes|a (?:goose|seagull|wasp|boss|level|bot)|the (?:sun|heat|boss|wind|"
    r"computer|team|other team)|spam|ants|bees)|at (?:chess|tennis|cards|golf)|in (?:the )?(?:game|chess|finals?|"
    r"match)|with (?:a )?(?:work|emails|questions)|to|online in the game)\b)",
    rf"\b(?:{_PARTNER}) (?:\w+ ){{0,4}}?(?:said|says|saying|threat\w+|tells me|told me|swore|promised|going|wants?|"
    rf"tried|trying|will|would|texts?|texted)(?: me)? (?:that )?(?:\w+ ){{0,3}}?(?:kill|hurt|shoot|stab|burn|murder|"
    r"strangle|beat|find|bury) (?:me|us|the kids|my (?:kids|children|family|mom|dog)|him|her)\b(?! (?:if|when) (?:i"
    r" am late|i forget|she sees|he sees|i break|i scratch|i do not (?:call|eat|finish))|in (?:the game|minecraft|"
    r"chess|fortnite)| with (?:kindness|laughter)| at)",
    rf"\b(?:{_PARTNER}) (?:\w+ ){{0,2}}?threat\w+ (?:me|us|to (?:kill|hurt|take|shoot|burn|beat|share|post|leak|"
    r"throw me))\b|\bthreat\w+ me with\b|\bdeath threats\b",
    r"\b(?:scared|afraid|frightened|terrified|fear) (?:to (?:go|come|be) (?:back )?home|for my (?:life|safety|kids)"
    rf"|of (?:my (?:\w+ )?{KIN}|him|her|what (?:he|she|they) (?:will|might|would|could|may|is))|of going (?:back"
    rf" )?home|to be (?:home |alone )?with (?:my|him|her|them)|(?:he|she|they|that he|that she|my (?:\w+ )?{KIN}) "
    r"(?:will|is going to|might|would|could) (?:\w+ )?(?:hurt|kill|hit|beat|come (?:back|for)|find|rape|shoot|"
    r"lock))(?! (?:s )?(?:cooking|dog|review|reaction|birthday|haircut|singing|driving|snoring|jokes|new)\b)",
    r"\bto go home because of (?:my|him|her|what)\b|\b(?:i live|living|grew up|stuck|trapped) (?:in fear|with (?:an"
    r" abus\w+|a violent|my abus\w+)|in (?:an abus\w+|a violent))\b|\babusive (?:relationship|husband|wife|partner|"
    rf"boyfriend|girlfriend|dad|mom|home|marriage|parents|family|{KIN})\b(?<!film about an abusive relationship)",
    rf"\b(?:{HARMER}|{_PARTNER}) (?:\w+ )?(?:does|do|did|will|would|is) not (?:letting |let |allow(?:ing)? )me (?:to"
    r" )?(?:leave(?! work| early)|go out|out|eat|sleep|have (?:any )?(?:money|food|friends|a phone|my)|see "
    r"(?:anyone|my (?:friends|family|parents|mom|kids))|use (?:my|the|a) phone|talk to (?:anyone|my)|go to (?:the"
    r" )?(?:doctor|hospital|police))\b",
    rf"\b(?:{HARMER}|{_PARTNER}) (?:\w+ ){{0,2}}?(?:locks?|locked|keeps?|kept|holds?|held|traps?|trapped|chain\w*) "
    r"me (?:\w+ )?(?:in|up|inside|down|locked|prisoner|out of the house|here|trapped)\b(?! (?:suspense|stitches|the"
    r" loop|mind|high esteem|awake|company|busy))",
    rf"\b(?:{HARMER}|{_PARTNER}) (?:\w+ ){{0,3}}?(?:gives?|gave|give) me (?:no|any) (?:food|money)\b|\bnot (?:give|"
    r"giving|feed) (?:me|us)(?: any)?(?: food| enough to eat)?(?= because|\s*(?:\.|$))(?<=food)",
    rf"\b(?:{HARMER}|{_PARTNER}|\w+ teacher|\w+ coach) (?:\w+ ){{0,3}}?(?:touches|touching|touched|gropes|kisses|"
    r"grabs|undress\w*|watches) me(?! (?:up|deeply))(?=\s*(?:[.,]|$| (?:and|at|when|in|there|down|inappropriately|"
    r"like|where|under|every|again|while|sexually|without|even|after|though|all)))",
    r"\b(?:did|does|do|doing|done) (?:\w+ )?(?:things|stuff|it|something) to me (?:when|that|and|i|as|at night|last"
    r"|in|without|against|he)\b|\b(?:forc\w+|made|makes|making|pressur\w+|coerc\w+) me (?:to |into )?(?:\w+ )?"
    r"(?:have sex|having sex|sleep with|touch|undress|do things|send nudes|watch porn|strip|sell|marry|perform|have"
    r" an abortion)\b|\bforc\w+ (?:himself|herself|themselves) on me\b",
    r"\b(?:i am|being|am getting|i was|i get) (?:\w+ )?(?:abused|beaten|stalked|trafficked|hurt at home|hit at home|"
    r"bullied (?:so|every|until|to death|and i))\b(?! (?:at|by the (?:team|computer)) )",
    r"\b(?:someone|man|guy|car|he|stranger|stalker|somebody|people|they|boy|men) (?:\w+ ){0,4}?(?:following|follows|"
    r"followed|stalking|chasing|watching|stalks|waiting outside for) me\b(?! on\b)(?=\s*(?:\.|,|$| (?:home|and|for|"
    r"since|everywhere|in|down|to|from|again|through|around|with|right|i)))",
    r"\b(?:someone|man|guy|he|she|stranger|burglar|ex|intruder|they|husband|boyfriend|dad|people) (?:\w+ ){0,3}?"
    r"(?:is |are |s )?(?:in|breaking|broke|trying to (?:get|break)|banging|pounding|kicking|outside|smashing|coming)"
    r" (?:\w+ )?(?:in|into|on|at|down|for me|my|the) ?(?:my |the |down )?(?:house|home|door|apartment|flat|window|"
    r"room|bathroom)?\b[^.]{0,30}(?:scared|afraid|frightened|hurt|kill|terrified|help|door|angry|drunk|hiding)",
    r"\bhiding (?:in|from|under|behind|at) (?:\w+ ){0,4}[^.]{0,20}\b(?:he|she|they|him|her|dad|mom|husband|wife|"
    r"boyfriend|girlfriend|ex|stepfather|partner|my)\b[^.]{0,40}(?:breaking|coming|angry|drunk|hurt|kill|scared|door"
    r"|rage|yelling|screaming|knife|gun|find me|violent|shouting)",
    rf"\b(?:{HARMER}|{_PARTNER}) (?:\w+ ){{0,2}}?(?:is going to|will|is about to|wants to|gets|got|is|becomes|turns|"
    r"comes home (?:drunk )?and) (?:hurt me|kill me when he|hit me|beat me|violent|get violent|physical with me|"
    r"rape me|hits|beats)\b",
    r"\bi (?:can hear|hear|heard|saw|see) (?:\w+ ){0,3}(?:scream\w*|beat\w*|hit\w*|crying)\b[^.]{0,30}\b(?:every "
    r"night|help|hit\w*|beat\w*|hurt\w*|scream\w*|again|police)\b",
    rf"\b{HARMER} (?:\w+ ){{0,2}}?(?:beats?|hits?|hurts?|abuses?|chok\w+|punch\w+|rap\w+|slaps?|is (?:beating|"
    r"hitting|abusing|hurting)|molest\w+) (?:his|her|their|the|my) (?:\w+ )?(?:wife|husband|kids?|children|"
    r"girlfriend|boyfriend|son|daughter|baby|mom|partner|sister|brother|stepdaughter|stepson|grandma)\b",
    r"\b(?:my|a) (?:\w+ ){0,2}?(?:friend|sister|mom|daughter|brother|neighbou?r|cousin|aunt|colleague|classmate|"
    r"student|son|grandma|roommate)(?: \w+)? (?:\w+ )?(?:boyfriend|girlfriend|husband|wife|partner|dad|mom|"
    r"stepfather|ex|parents)? ?(?:\w+ ){0,3}?(?:hits?|beats?|hurts?|abuses?|chok\w+|punch\w+|rap\w+|is (?:beating"
    r"|hitting|abusing|hurting)|threat\w+|molest\w+|strangl\w+|locks?) (?:her|him|them)\b(?! (?:up|at|in (?:chess|"
    r"tennis)|with (?:a )?(?:question|joke))\b)",
    rf"\b{CLOSE} (?:\w+ ){{0,2}}?(?:is being|was|is getting|got|gets|has been|being) (?:\w+ )?(?:raped|abused|beaten"
    r"|molested|assaulted|stalked|trafficked|groomed|hit at home|hurt at home|beaten up|strangled)\b(?! (?:at|in|by"
    r" the (?:team|computer)) )",
    rf"\b(?:{HARMER}|{_PARTNER}) (?:\w+ ){{0,6}}?(?:with|has|holding|pulled|carrying|waving) (?:a|the|his|her) "
    r"(?:knife|gun|axe|bat|machete|pistol)\b(?! (?:to|and (?:fork|cuts?)|for|skills|collection|license))",
    r"\b(?:his|her|their) hands (?:\w+ )?(?:around|on|round) my (?:throat|neck)\b|\bcame home drunk\b[^.]{0,30}\b"
    r"(?:hit\w*|beat\w*|me|us)\b|\bstarted (?:hitting|beating|choking|kicking) (?:me|us)\b",
    r"\b(?:kill|hurt|take) me (?:and the|and my) (?:kids|children|baby|family)\b|\b(?:i am|i was|am) (?:\w+ )?(?:a "
    r"victim of|surviving|fleeing|escaping) (?:\w+ )?(?:domestic|sexual|abuse|violence|rape|trafficking)\b",
)  # fmt: skip
_HIMSELF = r"(?:himself|herself|themselves|his (?:own )?life|her (?:own )?life|their (?:own )?li(?:fe|ves))"
_ELSE = (
    rf"\b{CLOSE} (?:\w+ ){{0,8}}?(?:(?:kill|killing|hurt|hurting|harm|harming|cut|cutting|hang|hanging|off|offing|"
    rf"top|topping|drown|shoot|shooting|unalive|starving|end|ending|take|taking) {_HIMSELF})\b",
    rf"\b{CLOSE} (?:\w+ ){{0,7}}?(?:want(?:s|ed)?|going|wish(?:es|ed)?|tried|trying|threat\w+|rather|ready|about|"
    r"would rather) (?:to )?(?:\w+ )?(?:die|be dead|was dead|were dead|jump|end it|end it all|commit suicide|"
    r"overdose|disappear forever|not be alive|never been born)\b(?! (?:of|from|in the|into|on|rope|at))",
    rf"\b{CLOSE} (?:\w+ ){{0,6}}?(?:not|no longer) (?:\w+ )?(?:want(?:s|ed|ing)? |wish |see (?:a|any) (?:reason|"
    r"point) )?(?:to )?(?:live|be alive|be here|go on|exist|living|wake up)(?: any ?(?:more|longer))?(?=\s*(?:[.,]|"
    r"$| and| but| since| because))",
    rf"\b(?:{CLOSE}|(?:i am )?(?:worried|scared|afraid|think)(?: \w+){{0,4}}) (?:\w+ ){{0,5}}?(?:is|was|are|be|being"
    r"|feels?|seems?|gets?|getting|become|might be|sounds|has been) (?:\w+ )?suicidal\b|\b(?:worried|scared|afraid|"
    rf"think)[^.]{{0,40}}\bsuicidal\b",
    rf"\b{CLOSE} (?:\w+ ){{0,7}}?(?:suicidal (?:thoughts|feelings|texts?|messages?)|(?:thinks?|thinking|talks?|"
    r"talked|talking|texts?|spoke|speaks|jokes?|threat\w+|considering|contemplating|attempted|planning|posts?|"
    rf"posted|tried) (?:\w+ ){{0,3}}suicide)\b(?! prevention)",
    rf"\b{CLOSE} (?:\w+ ){{0,4}}?(?:left|wrote|sent|posted|gave me|has left|has written) (?:\w+ ){{0,4}}(?:"
    r"(?:suicide|goodbye|farewell) (?:note|letter|message|text)|(?:note|letter|message|text) (?:saying|to say) "
    r"(?:\w+ )?goodbye)\b",
    rf"\b{CLOSE} (?:\w+ ){{0,5}}?(?:is |has been |started |been |keeps |was |admitted )?(?:selfharm\w*|overdos\w*|od"
    rf" d|(?:took|taken|swallowed|taking) (?:\w+ ){{0,5}}pills|slit \w+ wrists?|cuts? (?:\w+ )?(?:arms?|wrists?|"
    r"legs?)|cutting(?= again|\s*(?:\.|$)))(?<!takes her pills)\b(?! on time)",
    rf"\b{CLOSE} (?:\w+ ){{0,6}}?(?:better off|happier|better) (?:without|if) (?:him|her|them|he|she|they)(?: (?:was"
    r"|were|is) (?:gone|dead|not here))?(?=\s*(?:\.|$|,| and))",
    rf"\b{CLOSE} (?:\w+ ){{0,3}}?(?:has|got|holds?|bought|is holding|is sitting with) (?:a|the|his|her) (?:\w+ )?"
    rf"(?:gun|rope|knife|razor|bottle of pills|pistol|noose)\b[^.]{{0,40}}\b(?:done|die|end|himself|herself|"
    r"suicid\w*|goodbye|over|kill|scared|locked)\b",
    rf"\b(?:{CLOSE}|i (?:think|found) (?:\w+ ){{0,3}}) ?(?:\w+ ){{0,4}}?(?:is not|not|will not|stopped|does not) "
    r"(?:waking|wake up|breathing|responding|respond|conscious|moving)\b|\bfound (?:him|her|them|my \w+) (?:\w+ )?"
    r"(?:unconscious|hanging|bleeding|on the floor)\b",
    rf"\b{CLOSE} (?:\w+ ){{0,4}}?(?:is|are|wants|going|on) (?:\w+ ){{0,3}}(?:jump|on (?:a|the) (?:ledge|bridge|roof)"
    r"|standing on (?:a|the) (?:ledge|bridge|roof|tracks))\b(?! (?:rope|into|start|on the trampoline))(?=\s*(?:[.,]"
    r"|$| and| off| from| in front| because))",
    r"\bhow (?:do|can|should) i (?:\w+ )?(?:help|stop|save|talk to|support) (?:\w+ ){1,4}(?:who is suicidal|suicidal"
    r"|from (?:killing|hurting|cutting) (?:himself|herself|themselves)|who (?:cuts|selfharms|wants to die))\b",
)  # fmt: skip

ABUSE = tuple(Rule(rule) for rule in _ABUSE)
ELSE = tuple(Rule(rule) for rule in _ELSE)
