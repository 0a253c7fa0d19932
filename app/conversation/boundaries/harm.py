"""What somebody says who hurts themselves, holds the means, or has already used them: rules over plain words.
Called by crisis.py. Pure.
"""

from __future__ import annotations

from app.conversation.rule import Rule

_PILLS = (
    r"(?:pills?|sleeping \w+|insulin|valium|sleepers|opioids?|oxy\w*|fentanyl|heroin|morphine|benzos|diazepam|"
    r"codeine|antifreeze"
    r"|bleach|poison|drugs|packet|bottle|box|prozac|lithium|ambien)"
)
_MANY = (
    r"(?:all|too many|too much|whole|entire|every|bunch|load|loads|handful|lots?|bottle|pack|packet|box|dozens?|"
    r"twenty|thirty"
    r"|forty|fifty|sixty|hundred|ten|\d\d+|full|rest of)"
)

_TAKEN = (
    rf"\bi (?:have )?(?:\w+ )?(?:took|taken|swallowed|downed|drank|drunk|ate|injected|popped) (?:\w+ ){{0,3}}{_MANY}"
    rf" (?:\w+ ){{0,4}}{_PILLS}\b",
    rf"\bi (?:have )?(?:took|taken|swallowed|downed) (?:\w+ ){{0,3}}{_PILLS} (?:\w+ ){{0,4}}(?:on purpose|to die|"
    r"help|dying|all of them|every one|i do not know what)\b",
    rf"\bhelp (?:me )?(?:, )?i (?:have )?(?:took|taken|swallowed) (?:\w+ ){{0,3}}{_PILLS}\b",
    r"\bi (?:have |think i have |might have )?(?:\w+ )?(?:overdosed|od d|od ed|taken an overdose|took an overdose)\b",
    r"\bi (?:have )?(?:slit|slashed|cut|opened) my (?:wrists?|throat|veins?)\b|\bi (?:drank|swallowed) (?:\w+ )?"
    r"(?:bleach|poison|antifreeze)\b",
    r"\bi am (?:bleeding (?:out|a lot|and)|dying)(?=\s*(?:\.|$|, (?:help|please)| help| and))",
)
_MEANS = (
    rf"\b(?:want|going|about|thinking|think|might|could|ready|plan\w*|tempted|will) (?:\w+ ){{0,3}}(?:tak(?:e|ing)|"
    rf"swallow(?:ing)?|down(?:ing)?|drink(?:ing)?|overdos(?:e|ing)) (?:\w+ ){{0,3}}"
    rf"(?:(?:{_MANY}) (?:\w+ ){{0,3}}(?:{_PILLS}|them|of them)|bleach|poison|antifreeze|it all|them all)\b",
    rf"\b{_PILLS}\b[^.]{{0,60}}\b(?:taking them all|take them all|end it|end everything|looking at (?:them|it)|do it"
    r" tonight|kill me|to die|overdose|going to drink it|never wake)\b",
    rf"\b(?:how many|how much|what|which|enough|number|amount)\b[^.]{{0,40}}\b(?:{_PILLS})?[^.]{{0,20}}\b(?:(?:to|"
    r"until i|before i) die|kills? (?:me|you|a person|yourself|someone|a human|an adult)|overdose|lethal|fatal|"
    r"deadly)\b(?! (?:in|a (?:process|weed|plant|mosquito))\b)",
    r"\b(?:lethal|fatal|deadly) (?:dose|amount|overdose)\b",
    r"\b(?:can|could|would|will|do) (?:you|i|one|someone|a person) (?:\w+ )?(?:die|overdose) (?:from|of|by|with|on|"
    rf"if)\b[^.]{{0,30}}\b{_PILLS}\b",
    r"\b(?:want|going|think\w*|about|plan\w*|tr(?:y|ied)|might|tempted|close|ready) (?:\w+ ){0,3}overdos(?:e|ing)\b|"
    r"\bi (?:\w+ )?(?:want|going) to od\b",
    rf"\b(?:saving|saved|stocking|stocked|hoarding|collect\w*|stash\w*) (?:\w+ )?(?:up )?(?:\w+ ){{0,2}}{_PILLS}\b",
    r"\b(?:painless\w*|quick\w*|fast\w*|easy|easiest|best|peaceful|surest|painful|effective|way|ways|methods?|how|"
    r"where|gentle\w*|clean\w*) (?:\w+ ){0,3}?(?:to|of|for) (?:\w+ )?(?:die(?! in)|kill (?:yourself|myself|oneself|"
    r"ourselves)|end (?:my|your|it all|one|ones) ?|suicide|commit suicide|dying|suiciding)\b(?! (?:hard|hair|wool|"
    r"clothes|fabric|eggs|process|down)\b)",
    r"\bhow (?:do|can|to|would|could|should|does) (?:i|you|one|someone|a person|people)? ?(?:\w+ )?(?:kill|hang|"
    r"drown|shoot|poison) (?:myself|yourself|oneself|themselves)\b|\bhow (?:can|do|should) i die\b",
    r"\bhang yourself\b[^.]*(?:\. )?.{0,10}\b(?:i am|i want|thinking|myself)|\b(?:does|would|will) (?:it|hanging|"
    r"drowning|jumping|suffocating) hurt (?:\w+ )?to (?:die|hang|drown|jump|shoot|kill)\b",
    rf"\b(?:look|looking|stare|staring) at (?:my |the |those |these )?{_PILLS}\b[^.]{{0,40}}\b(?:easy|think|wonder|"
    r"die|end|enough|tempt\w*)\b",
    r"\bwhat (?:happens|would happen|will happen) if (?:i|you|someone) (?:\w+ )?(?:take|took|swallow|drink|drank) "
    rf"(?:\w+ ){{0,2}}{_MANY}\b",
    rf"\b(?:vodka|whisky|whiskey|wine|alcohol|rum|gin|beer|booze)\b[^.]{{0,20}}\b(?:with|and) (?:\w+"
    rf" ){{0,3}}{_PILLS}\b|\bbleed (?:out|to death)\b",
    r"\bi (?:have )?(?:bought|got|found|tied|prepared) (?:the|a|my) (?:rope|noose|gun|pistol|exit bag)(?=\s*(?:\.|,|"
    r"$| (?:today|and|yesterday|now|ready|tonight|for it|already)))",
    r"\bnooses?\b(?! (?:decoration|prop|costume))",
    r"\b(?:i|there is|have|got|dad|his|my|the|a) (?:\w+ ){0,4}(?:gun|pistol|rifle|shotgun|revolver|rope|belt|razor"
    r" ?blades?|razor|knife|blade)\b[^.]{0,60}\b(?:(?:looking|staring) at it|to my (?:head|wrist|throat)|in my mouth"
    r"|end (?:it|my|everything)|know where to (?:put|hang|tie)|use it on (?:me|myself)|thinking (?:about|of) (?:it|"
    r"using)|do it|loaded|shoot myself|ready|tempted|in my hand|calling)\b(?! to (?:cook|cut the|shave))",
    r"\bi (?:have |got |have got |am holding |hold )(?:the|a|this|my) (?:\w+ )?(?:razor ?blades?|razor|gun|pistol|"
    r"blade|noose) (?:\w+ )?(?:in my hand|right here|next to me|against|ready|and i)\b",
    r"\b(?:carbon monoxide|charcoal|exhaust|helium|nitrogen|gas oven)\b[^.]{0,40}\b(?:die|myself|painless|sleep|end)"
    r"\b",
    r"\b(?:starve|drink|smoke|eat|drive) (?:myself )?to death\b(?= (?:because|and|slowly)|\s*(?:\.|$))",
    r"\bdriv(?:e|ing) (?:\w+ ){0,3}(?:off (?:a|the) (?:cliff|bridge|road)|into (?:a|the|oncoming) (?:tree|wall|"
    r"traffic|truck|river|lake|bridge|\w+ traffic))\b",
)
_INTENT = (
    r"(?:want|wants|wanted|going|urges?|feel like|need|needed|keep|kept|stop|stopped|started|start|think\w*|thought|"
    r"thoughts? of|about|afraid|scared"
    r"|deserve|relapsed|might|tr(?:y|ied|ying)|plan\w*|like|tempted|been|could|will|am|love|to)"
)
_CUTTING = (
    rf"\bi (?:\w+ ){{0,6}}{_INTENT} (?:\w+ ){{0,3}}(?:hurt|hurting|harm|harming|cut|cutting|burn|burning|starve|"
    r"starving|punish|punishing|injure|injuring|scratch\w*|bruise|hit|hitting) myself\b",
    r"\b(?:urge|desire|need|impulse|thoughts?) (?:\w+ )?(?:to|of) (?:\w+ )?(?:hurt(?:ing)?|harm(?:ing)?|cut(?:ting)?"
    r"|selfharm\w*|burn(?:ing)?)(?: myself)?(?=\s*(?:\.|,|$| myself| again| and| so))",
    r"\bi (?:\w+ ){0,4}(?:cut|hurt|harm|harmed|burn|burned|burnt|scratch|scratched|bit|bite|punch|punched|hit) "
    r"(?:myself|my (?:own )?(?:arms?|legs?|skin|thighs?|wrists?|stomach)) (?:\w+ ){0,3}?(?:again|on purpose|last "
    r"night|tonight|when|because|to feel|to cope|to punish|every|until|whenever|deliberately|intentionally|at night|"
    r"in secret)\b",
    r"\bi (?:\w+ )?(?:cut|hurt|harm|burn) myself(?=\s*(?:\.|$|, (?:and|nobody|i)| and (?:nobody|it|i)| (?:sometimes|"
    r"a lot|often|regularly)))",
    r"\bi (?:\w+ ){0,5}selfharm\w*|\b(?:my|her|his|their) selfharm\w*|\bselfharm\w* (?:again|is the only|helps|"
    r"urges?)\b",
    r"\b(?:but|because|and|that|when|nights?) i cut(?=\s*(?:\.|$| and nobody))|\b(?:started|been|back to|stop|quit|"
    r"want to start|relapsed (?:into|with)) cutting(?=\s*(?:\.|,|$| (?:again|and|my (?:arms?|legs?|wrists?|thighs?|"
    r"skin))))",
    r"\bwant to cut (?:so bad|again|tonight|deep|deeper|badly|until)\b|\bwant to cut(?=\s*(?:\.|$))",
    r"\b(?:fresh|new|old)? ?(?:cuts|scars) (?:\w+ ){0,2}?(?:on|all over|up|down) my (?:\w+ )?(?:arms?|legs?|wrists?|"
    r"thighs?|skin|stomach)\b(?! from (?:the cat|my cat|a|the|garden))",
    r"\bmy (?:arms?|legs?|thighs?|wrists?) (?:are|is) (?:full of|covered (?:in|with)) (?:cuts|scars|burns)\b|\bi am "
    r"cutting(?: again)?\s*(?:\.|$)",
    r"\b(?:make|making|made) myself (?:bleed|throw up|suffer|hurt)\b|\b(?:until|so) (?:i|it|my \w+) bleeds?\b(?= |"
    r"\s*(?:\.|$))",
    r"\b(?:knife|blades?|razor|razors|scissors|glass|lighter|cigarettes?)\b[^.]{0,30}\b(?:my (?:wrists?|arms?|throat"
    r"|veins?|skin|thighs?|legs?)|on (?:myself|purpose)|helps?)\b|\b(?:thing that|only) (?:\w+ )?(?:helps|calms me|"
    r"makes me feel)[^.]{0,15}\b(?:blades?|razor|cutting|knife|pain|bleeding|hurting)\b",
    r"\b(?:burn\w*|starv\w*|punish\w*|scratch\w*|punch\w*|hit\w*|bit\w*|bang\w*) (?:my (?:\w+ )?(?:arms?|skin|legs?|"
    r"hands?|head|self)|myself|(?:the|a) wall)\b[^.]{0,30}\b(?:on purpose|to (?:feel|punish|cope|calm)|with a "
    r"(?:lighter|cigarette)|until (?:i|my|it)|because i (?:hate|deserve)|to stop)\b",
    r"\b(?:slit|slitting|slash|slashing|cut|cutting|open|opening) (?:\w+ )?my (?:wrists|throat|veins|wrist)\b",
    r"\bi deserve to (?:\w+ )?(?:be hurt|suffer|hurt|bleed|feel pain|be punished)\b|\bpunish myself (?:by|with|for)"
    r"\b",
    r"\bdo (?:something )?(?:\w+ )?(?:to|with) myself (?:tonight|if|when)?(?=\s*(?:\.|$))(?<!nothing to do with "
    r"myself)(?<!what to do with myself)(?<!to do with myself)",
    r"\brelapsed\b[^.]{0,30}\b(?:hurt|cut|cutting|burn\w*|selfharm\w*) ?(?:myself)?\b",
)  # fmt: skip
_UNSAFE = (
    r"\bi (?:am|do) not (?:feel |feeling )?safe(?=\s*(?:\.|,|$| (?:with|from|around|alone|at home|here|tonight|in my"
    r"|because|any|when|and|being)))",
    r"\bi do not trust myself(?: (?:\w+ ){0,2}(?:alone|tonight|any ?more|around|with|to be|not to|right|today)|\s*"
    r"(?:\.|$))",
    r"\b(?:scared|afraid|frightened|terrified) (?:of|that|by|about) (?:what i (?:might|could|will|may|am going to|"
    r"would) do|myself|my own (?:thoughts|mind|head)|being alone with (?:myself|my thoughts)|i (?:will|might|am "
    r"going to) (?:hurt|kill|do something))",
    r"\bi (?:might|am going to|may|will|could|am about to|want to|am afraid i will) do something (?:stupid|bad|"
    r"terrible|drastic|awful|permanent|to myself|i (?:might|will|can not))",
    r"\bi am in danger\b|\bmy life is in danger\b|\bi am (?:\w+ )?(?:not )?(?:in (?:a )?(?:crisis|immediate danger))"
    r"\b|\bi need (?:urgent|emergency|immediate) help\b",
    r"\b(?:i need|send|get) help (?:\w+ ){0,2}(?:i am (?:in|dying|hurt|bleeding|scared)|now please|right away)\b|"
    r"\bhelp me (?:before i|i want to die|i am going to)",
)

TAKEN = tuple(Rule(rule) for rule in _TAKEN)
HARM = tuple(Rule(rule) for rule in _MEANS + _CUTTING + _UNSAFE)
