"""What somebody says who does not want to live: as rules over plain words (plain.py). Called by crisis.py. Pure.

Each rule needs a person it speaks of, an intent or a wish, and an end; words alone ("die", "suicide") are none. `E` is
the end of a sentence or of its part, `W` a few words in between.
"""

from __future__ import annotations

from app.conversation.rule import Rule

E = r"(?=\s*(?:[.,]|$| (?:and|but|or|because|if|when|you know|any ?more|tonight|today|now|again|at all|i|it|me)\b))"
W = r"(?:\w+ ){0,3}"
WANT = (
    r"(?:want(?:ed|ing|s)?|wish(?:ed|ing)?|would (?:like|love|rather|prefer)|ready|long(?:ing)?|hope|hoping|need"
    r"(?:ed)?|going"
    r"|plan(?:ned|ning)?|decided|deserve|prepared|tempted|determined|prefer|tr(?:y|ied|ying)|might|will|may|could|"
    r"about"
    r"|should|must|have|got|supposed|dream(?:ing)?|pray(?:ing)?|begging|rather)"
)
THINK = (
    r"(?:think(?:ing)?|thoughts?|thought|wonder(?:ing|ed)?|consider(?:ed|ing)?|contemplat(?:e|ed|ing)|plan(?:s|ned|"
    r"ning)?|feel"
    r"|feeling|keep|kept|idea|imagin(?:e|ed|ing)|fantasi\w+|dream(?:ing|ed|t)?|talk(?:ing|ed|s)?|want(?:ed)?|going|"
    r"urges?|google\w*"
    r"|obsess\w+|tempted|close|ready|about|wish|read(?:ing)?|looked up|researching|end up|tried|attempted|scared of|"
    r"afraid of)"
)
SELF = r"(?:kill|hang|drown|shoot|off|top|unalive|poison|gas|suffocate|strangle|stab|do)"
SELFING = (
    r"(?:kill|hang|drown|shoot|off|top|unaliv|poison|gass|suffocat|strangl|stabb|do)(?:ing)"
)
LIFE = r"(?:my|this|my own|this miserable|my own damn)(?: \w+)? (?:life|misery|suffering|existence)"
PLACE = (
    r"(?:bridge|roof|rooftop|balcony|building|cliff|train|bus|truck|lorry|traffic|car|tree|wall|tracks|rails?|"
    r"railing|window"
    r"|ledge|platform|subway|tube|motorway|highway|overpass|tower|parking \w+|floor|edge|metro|oncoming \w+|tram)"
)

_RULES = (
    # by one's own hand
    rf"\b{SELF} myself\b(?: in\b)?(?! (?:up|some|a|an)\b)(?<!could do myself)(?<!do myself)",
    r"\b(?:killed|killing|hanging|drowning|shooting|offing|topping|unaliving|poisoning) myself\b",
    r"\bdo(?:ing)? myself in\b",
    rf"\b(?:end|ending|ended|take|taking|took) {LIFE}\b",
    rf"\b{WANT} (?:to )?{W}(?:end|finish|stop) (?:it all|everything|things|it (?:tonight|today|now|for good|once|"
    r"forever|soon))\b",
    rf"\b(?:{THINK}|of|about) {W}ending (?:it|things|everything)(?: all)?\b(?! (?:with|between|here|for today))",
    rf"\b(?:so )?i (?:can|could|might|will|am going to|want to) {W}end (?:it|things)(?: all)?(?=\s*(?:[.,]|$| "
    r"tonight| today| soon))",
    r"\bby my own hand\b|\bno way out (?:but|except|other)\b|\b(?:one|only) way out\b|\bonly way (?:out|to stop)\b|"
    r"\bone way\s*(?:\.|$)",
    # the word itself
    r"\b(?:am|feel|feeling|been|being|was|getting|become|becoming|bit|very|are|be) (?:\w+ ){0,2}suicidal\b",
    r"\bsuicidal (?:thoughts?|feelings?|ideation|urges?|again|thinking|and|tonight|today)\b|^suicidal$|\bi \w+ "
    r"suicidal\b",
    r"\b(?:thoughts?|idea|thinking|think|thought|urge) (?:\w+ ){0,2}(?:of|about) (?:\w+ )?suicide\b(?! in\b)",
    r"\bi (?:\w+ ){0,5}(?:consider\w*|contemplat\w*|attempt\w*|tried|plan\w*|commit(?:ted|ting)?|want\w*) (?:\w+"
    r" ){0,2}suicide\b",
    r"\b(?:how|way|ways|place|want|going|best|rather) to (?:\w+ )?commit suicide\b|\bsuicide is the (?:only|best)\b",
    r"\b(?:i|my) (?:\w+ ){0,3}(?:suicide (?:note|attempt|plan|letter|method)|attempted suicide)\b",
    r"\bi (?:have )?(?:wrote|written|am writing|left|was writing) (?:\w+ ){0,3}(?:goodbye|farewell|last|suicide) "
    r"(?:letter|note)s?\b",
    r"\b(?:does|would|is|will) suicide (?:hurt|painful|a sin|the answer|wrong)\b|\bsuicide (?:is )?(?:looks|sounds|"
    r"seems)\b",
    # wishing to be dead or gone
    rf"\b{WANT} (?:not )?to {W}(?:die|be dead|cease (?:to exist|existing)|stop (?:existing|living|being alive|"
    r"breathing)|not (?:exist"
    r"|be alive|be here|live|wake up|be)|never wake up)\b(?! (?:of|from|laughing|for|in the game|here)\b)(?![^.]*\b"
    r"(?:boring|haha|lol|cringe|awkward)\b)",
    r"\bto , to die\b|\b(?:let|leave) me (?:to )?die\b(?! of)|\bkill me (?:already|now please|for real)\b|\bready to"
    r" die\b",
    r"\bi (?:would|should|could|d) (?:\w+ ){0,2}(?:be|have been|rather be|rather have been) (?:\w+ )?(?:dead|gone "
    r"for good)\b(?! (?:if i|by|than|on)\b)",
    r"\b(?:wish|hope|rather|if|pray|prefer if) (?:that )?(?:i|god|someone|something|it|life|a \w+) (?:\w+ ){0,3}"
    r"(?:was|were|be|am|had been)?"
    r" ?(?:dead|gone|never (?:been )?born|not (?:born|alive|exist|here|wake up)|take me|kill me|never existed|run me"
    r" over|die|died|dying)\b"
    r"(?<!if i die)(?<!if i died)",
    r"\b(?:rather|better) (?:off )?(?:be )?dead\b(?! than\b)",
    r"\bi (?:\w+ )?(?:deserve|ought|need|have|should) (?:to )?(?:die|be dead)\b(?! (?:of|from|in)\b)",
    r"\bi (?:should|do|ought) not (?:to )?(?:\w+ ){0,2}(?:be alive|exist|be living|have been born|live any)\b",
    r"\b(?:wish|hope|want|like|pray|rather|if|could|would) (?:that )?(?:\w+ ){0,8}(?:not|never) (?:\w+ ){0,2}wak(?:e"
    r"|ing) up\b",
    r"\bsleep (?:\w+ ){0,4}(?:not|never) wak(?:e|ing)\b|\b(?:not|never) wak(?:e|ing) up (?:again|any ?more)\b",
    r"\bwant to (?:\w+ )?(?:sleep|rest) forever\s*(?:\.|$)",
    rf"\b{WANT} to (?:\w+ )?(?:disappear|vanish|be gone|go away|leave)(?: (?:forever|for good|completely|for ever)| "
    r"(?:from )?this (?:world|earth|life)|\s*(?:\.|$)|"
    r" , (?:like )?gone)(?<!leave)(?<!go away)",
    r"\bthink\w* (?:about|of) (?:not existing|not being (?:here|alive|around)|being dead|dying|death all|my own "
    r"death|never waking)\b",
    r"\b(?:am|be) better off (?:dead|gone)\b|\bbetter off dead\b",
    r"\b(?:join|be with|follow|meet|see) (?:\w+ ){1,5}(?:in (?:the grave|heaven|death)|on the other side|up there|in"
    r" the ground)\b",
    r"\bbe with (?:my )?(?:\w+ )?(?:mom|dad|husband|wife|son|daughter|brother|sister|grandma|grandpa) again\b",
    # not wishing to live
    rf"\b(?:not|no longer|never|hardly|stopped) {W}(?:want(?:ing|ed)?|wish|care|feel|need|deserve|see why) (?:like |"
    r"to |myself )?(?:\w+ )?(?:to )?"
    r"(?:be alive|exist|existing|being alive|go on|going on|keep (?:going|living|on)|carry on|continue|stay alive|be"
    r" on this (?:earth|planet)"
    r"|be in this world|be a part of this world|be around|be awake any|wake up (?:any|tomorrow|again)|have to "
    r"(?:live|be alive))\b(?! (?:with|to|at|in|a|this diet|this trip|holiday|vacation|dates?|any|on) )",
    rf"\b(?:not|no longer|never) {W}(?:want|wish|care|feel|deserve) (?:to |like )?(?:live|living|leave)(?: (?:any"
    r" ?more|any longer|my life|this life|like this"
    r"|this way|another|through|with (?:this|the) pain|without (?:him|her|them)|at all|now|today|tonight))?(?=\s*"
    r"(?:\.|,|$| and| but| because| if| when| since))",
    r"\b(?:not|no longer) (?:\w+ ){0,3}(?:want|wish|belong|like|need|deserve) (?:to )?be here(?: any ?(?:more|"
    r"longer)| at all)?(?=\s*(?:\.|$|, (?:i|nobody|no|and|what"
    r"|life|everyone|god|please|it hurts|nothing)| (?:and|because) (?:i|nobody|everyone|life)))",
    r"\b(?:hate|hated|sick of|tired of|fed up with|done with|weary of|enough of|had it with|give up on|giving up on|"
    r"given up on|over with|through with|finished with)"
    r" (?:\w+ )?(?:being alive|living|life|existing|existence|my life|this life|this world|breathing|everything|it "
    r"all|waking up)(?=\s*(?:\.|,|$| (?:and|so|any|i|now|like this|in pain|because|with (?:this|it))))",
    r"\b(?:can|could|do) not (?:\w+ ){0,2}(?:go on|carry on|keep going|live|do this|do it|take (?:it|this|life)|cope"
    r"|bear (?:it|this)|continue|stand (?:it|living|life)|survive|keep (?:living|fighting"
    r"|doing this)|hold on|face (?:another|tomorrow|life|it|the)(?: \w+)?|endure \w+|see (?:a|any) (?:future|way out"
    r"|reason|point)|find (?:a|any) reason)"
    r"(?: (?:like this|living|any ?(?:more|longer)|this way|much longer|with (?:this|my) (?:pain|life)|to (?:live|go"
    r" on|keep going)|without (?:him|her|them)|alone|for me|in (?:this )?life))*"
    r"(?=\s*(?:\.|$|, i (?:want|can|do|am|just|need|wish|hate)|, (?:please|everything|life|nothing|what|it hurts)| "
    r"and i| because i))",
    r"\bi (?:want|wish|need) (?:it all|the pain|everything|my pain|all (?:of )?(?:it|this)|this (?:pain|life|"
    r"suffering)|the (?:hurt|hurting|suffering|voices|noise in my head)|it)"
    r" (?:all )?(?:to (?:stop|end|be over|go away)|would (?:stop|end)|over|gone)(?=\s*(?:\.|,|$| and| for good| "
    r"now))",
    # no reason to live
    r"\b(?:no|not (?:\w+ ){0,2}(?:a|any|the|much)|without(?: a| any)?) (?:\w+ )?(?:point|reason|sense|use|purpose|"
    r"meaning|will|desire|hope) (?:\w+ )?(?:in|to|of|for|left)(?: \w+)?"
    r" ?(?:living|live|life|being alive|going on|go on|keep going|carry on|carrying on|exist|existing|being here|be "
    r"here|continuing|continue|stay alive|staying alive|stay|me)\b(?! (?:near|in|with|at|here|there)\b)",
    r"\bwhat is the (?:point|use|purpose|sense) (?:of|in) (?:living|life|being alive|going on|anything|it all|"
    r"existing|me|being here|carrying on|trying to live|my life|waking up"
    r"|even being|keeping going|continuing)(?=\s*(?:\.|,|$| (?:any|if|when|like|after|without)))",
    r"\bwhy (?:am i|should i|do i|would i) (?:\w+ )?(?:even )?(?:alive|live|keep living|go on|living|stay alive|"
    r"exist|be alive|keep going)(?! (?:in|with|at|here)\b)",
    r"\bnothing (?:left )?(?:to live|for me|worth living|left to live|keeping me (?:here|alive))\b(?! (?:to|in|at)"
    r"\b)|\bno future for me\b|\bno reason to be here\b",
    r"\blife (?:is|has|feels|seems) (?:\w+ )?(?:not worth|no longer worth|worthless|unbearable|meaningless|pointless"
    r"|hopeless|no meaning|no point|not for me|over for me|too much to bear)(?! (?:on|in|without coffee)\b)",
    r"\b(?:my|this) life (?:is|was|has been|feels) (?:\w+ )?(?:over|worthless|pointless|meaningless|not worth|a "
    r"mistake|ruined and)\b|\bnot worth (?:living|being alive)\b|\bworth (?:living|going on) any",
    r"\bi (?:have )?had enough (?:of (?:living|life|this life|it all|this world|everything|being))?(?=\s*(?:\.|$|, "
    r"i))",
    r"\bi (?:have |am )?(?:lost|losing|gave|giving|given) (?:\w+ ){0,2}(?:will to live|all hope|up on (?:life|myself"
    r"|living|everything)|hope for)\b",
    r"\b(?:it is|it will be|is) all over for me\b|\bi am (?:\w+ )?(?:beyond|past) (?:help|saving|hope)\b|\bnothing "
    r"(?:helps|matters)(?: \w+)? (?:, |and )?i (?:want|am going|will)",
    # a burden, not missed
    r"\b(?:i am|am i|being|be|feel like|become|just|been|but|feel) (?:\w+ ){0,3}?a (?:\w+ )?burden(?! on (?:this|"
    r"the)\b)(?= (?:to|on|for)?\b|\s*(?:\.|,|$))",
    r"\b(?:everyone|they|the world|you|people|kids|family|children|parents|husband|wife|mom|dad|friends|all|would be"
    r"|he|she|it|world|boyfriend|girlfriend|things|(?:will|would))"
    r" (?:\w+ ){0,4}(?:better(?: off| place)?|happier|easier|relieved|glad|fine|simpler|good) (?:\w+ ){0,2}?"
    r"(?:without me(?! \w+ing)|if i (?:\w+ )?(?:was|were|am|had|did|died|disappeared|went|is|would)(?: not| never)?"
    r" ?(?:here|around|gone|dead|alive|there|exist|born|not|die|in)?\b(?! (?:more|less|better|on time|faster|nicer))"
    r"|with me (?:gone|dead)|when i am (?:gone|dead)|once i am (?:gone|dead))",
    r"\b(?:nobody|no one|not a soul|who|would anyone|would they|anyone|would you|will anyone|will you) (?:would |"
    r"will |is going to |to )?(?:\w+ )?(?:miss|notice|care|cry|mourn|be sad|come to my funeral|find me|remember)"
    r" ?(?:(?:me|about me|about it)\b)? ?(?:if|when|that|were) i (?:\w+ ){0,2}(?:was|were|am|is|died|die|dead|"
    r"disappear\w*|went|killed|jumped|vanish\w*|not|left this|gone|live)",
    r"\bnobody (?:would|will) (?:\w+ )?miss me\b|\bnobody cares? (?:if|whether) i (?:live|die|am alive|exist|am "
    r"dead)\b",
    r"\b(?:easier|better|best) (?:for (?:everyone|them|you|all)(?: \w+)? )?if i (?:\w+ )?(?:was|were|am|is) (?:\w+"
    r" )?(?:not (?:here|there|around|alive)|dead|gone)\b",
    # saying goodbye for good
    r"\byou (?:will|are) not (?:going to )?(?:hear from|see|find) me (?:again|after|any ?more|tomorrow|alive)\b(?! "
    r"the)",
    r"\bi (?:will|am going to|do) not (?:think i (?:will|would) )?(?:be )?(?:\w+ )?(?:around|here|alive|there|live|"
    r"there for it)(?: (?:for|to see))? ?(?:much longer|any ?more|for it|tomorrow|in the morning|to see (?:it|"
    r"tomorrow|that|christmas|my"
    r"|next|spring|summer)|for long|(?:by|when you) (?:tomorrow|the weekend|read|hear))\b",
    r"\bdo not think i will be (?:around|here|alive)\b|\bnot (?:going to )?(?:be (?:around|here)|live) (?:for )?"
    r"(?:much longer|any ?more)\b",
    r"\b(?:this|it|tonight) (?:is|will be|might be|could be) (?:going to be )?(?:my )?(?:last|final) (?:night|day|"
    r"message|goodbye|hours?|conversation we|birthday|christmas|words|time we|one ever)(?! (?:of|at|in|on|here|for|"
    r"shift)\b)",
    r"\b(?:last|final) (?:night|day) (?:on (?:earth|this)|alive|i (?:will )?(?:live|be alive))\b|\bthis is goodbye "
    r"(?:forever|for good)\b|\b(?:my|the) (?:final|last) goodbyes?\b",
    r"\bgoodbye to (?:everyone|my family|my kids|them all)(?! at\b)(?: (?:\w+ )?,? ?(?:i am|and|so) (?:\w+ ){0,4}"
    r"(?:ready|for good|done|peace|gone))",
    r"\b(?:given|gave|giving) (?:away )?(?:\w+ ){0,3}(?:things|stuff|belongings|possessions|pets?|everything)(?: "
    r"away)? (?:, |and |because )?i (?:will|do|am|would) not (?:going to )?(?:be )?need",
    r"\b(?:not|never) (?:\w+ )?(?:be )?need\w* (?:\w+ )?where i am going\b|\b(?:put|got|getting|putting|settled) "
    r"(?:\w+ )?my affairs\b",
    r"\b(?:tonight|today) is the (?:night|day) (?:i )?(?:end|die|do it|go)\b|\bi (?:know|have (?:picked|chosen|set))"
    r" (?:when|where|how|a date)(?: and (?:how|where|when))? (?:i (?:will|am going to) )?(?:do it|to do it|die|end)"
    r"\b",
    r"\b(?:do not|should i|why) bother (?:\w+ )?(?:with )?tomorrow\b",
    r"\bi (?:\w+ )?hate myself (?:\w+ ){0,3}(?:i want|and (?:i )?want|i (?:could|should|deserve|wish))\b|\bi hate my"
    r" life(?: so)?(?: much)?\s*(?:\.|$)",
    r"\bwhat if i (?:just )?(?:died|killed|disappeared|was dead|was gone|was not here|never woke|did not wake|ended|"
    r"stopped (?:living|existing))\b",
    r"\b(?:told|tells?|telling) me to (?:go )?(?:kill myself|die|end it)\b",
    r"\b(?:eighty|ninety|seventy|old|lived|age|years)(?: \w+){0,8} (?:like to go now|enough of living|time for me to"
    r" go|ready to go)\b",
    # the place
    rf"\b(?:{THINK}|want|could|tempted|urge|might|about|will|to) (?:\w+ ){{0,5}}(?:jump|jumping|step|stepping|throw|"
    r"throwing|walk|walking|driv(?:e|ing)|let go|letting go|crash|crashing|swerv\w+|fall|falling|steer\w*|ram\w*|"
    r"run|running|leap\w*|lie|lying|lay\w*)"
    rf" (?:(?:myself|my car|the car|it|down|out|right|straight) ){{0,2}}(?:off|from|in front of|under|into|onto|over"
    rf"|out of|on) (?:of )?(?:\w+ ){{0,2}}{PLACE}\b",
    rf"\b(?:{PLACE}|there|here|up here)\b[^.]{{0,40}}\b(?:thought|thinking|think|wonder\w*|want|about|ready|going|"
    rf"tempted|consider\w*|imagin\w*) (?:\w+ ){{0,5}}(?:jump\w*|stepping|let(?:ting)? go|falling|end|ending|throwing"
    r" myself|climbing over)\b",
    r"\b(?:throw|throwing) myself (?:off|in front|under|from|out|over|into (?:traffic|the (?:river|road|tracks)))\b",
    rf"\b(?:stand|standing|sitting|sat|i am|climbed|walked|stood) (?:\w+ ){{0,2}}(?:on|at|over|to|up) (?:the|a|this|"
    rf"my) (?:\w+ )?(?:ledge|railing|parapet|{PLACE})\b[^.]{{0,30}}\b(?:jump|let go|end|die|over)\b",
    r"\bi am (?:\w+ )?(?:standing|sitting) on (?:the|a) (?:\w+ )?(?:ledge|railing|parapet|tracks|rails)\b|\bi "
    r"(?:want|am going|am about|am ready|need) to jump\s*(?:\.|$)",
    r"\bblow my (?:brains?|head)\b|\bbullet (?:in|to|through|into) (?:my|me)\b|\bput (?:the |a |this )?(?:gun|pistol"
    r"|barrel|rope|noose|knife|blade|belt|bag) (?:\w+ )?(?:to|in|around|round|over|on|against) my (?:head|mouth|neck"
    r"|throat|temple|wrist)",
    # the same in the plainest words
    r"\bfeel(?:ing)? (?:like )?(?:dying|ending it|being dead|killing)\b|\bunalive\b(?! (?:enem|them|the boss))|"
    r"\blife (?:is )?not worth (?:it|living|anything)\b",
    r"\bnot (?:think|believe|know if|sure) (?:that )?(?:i )?(?:\w+ )?(?:want|deserve|wish)(?: to)? (?:be alive|live|"
    r"exist|go on|be here)(?= any|\s*(?:\.|$))",
    r"\b(?:wish|want|like|could|if i could|able) (?:\w+ ){0,4}(?:stop|cease) (?:existing|living|being alive|"
    r"breathing|being here)\b",
    r"\bi (?:have |got )+nothing (?:left|to lose|any more|to live for|to look forward to)(?=\s*(?:\.|$| in (?:life|"
    r"this world)| and i))",
    # despair in other words
    r"\bdark thoughts\b|\bthoughts? (?:\w+ ){0,3}not being here\b|\b(?:not|never) (?:\w+ ){0,4}make it (?:through|to"
    r"|past) (?:the (?:night|week"
    r"|day)|tonight|tomorrow|morning|another)\b",
    r"\b(?:not|never|no) (?:\w+ ){0,2}(?:see |have )?(?:a |any )?future (?:\w+ )?for (?:me|myself)\b|\bi (?:do not|"
    r"can not) see (?:a|any) future\s*(?:\.|$)",
    r"\bif i (?:\w+ )?had (?:a gun|the pills|the guts|the courage|a rope|the nerve)\b",
    r"\b(?:life|lives) would (?:\w+ )?(?:improve|be (?:better|easier|simpler)) (?:if i|without me)\b|\bmy life "
    r"(?:\w+ )?(?:has|is of) no (?:value|worth|meaning|point|purpose)\b",
    r"\b(?:hope|wish|mind if|care if|like it if|want) (?:\w+ ){0,5}(?:hits? me|runs? me over|kills? me|ran me over|"
    r"hit by (?:a|the) \w+|takes? me away|crash(?:es|ed) with me)"
    r"(?=\s*(?:\.|,|$| and| on purpose| so))",
    r"\b(?:how|when|where|what day) i would (?:do|end) it\b|\bi (?:am|will)(?: going to)? (?:be )?(?:do|doing) it "
    r"tonight\b|\bmade up my mind\b[^.]{0,25}\b(?:end\w*|gone|die|over"
    r"|done)\b|\bi am ending (?:it|things)\s*(?:\.|$)",
    r"\bmy own (?:funeral|death|suicide)\b|\bwant out (?:of (?:this|my) (?:life|world|body)|of life|of it all)\b|\b"
    r"(?:life|living|too hard|pain|anymore|any more)\b[^.]{0,25}\bi want out\s*(?:\.|$)",
    r"\bbear to (?:\w+ ){0,2}(?:live|be alive|go on|wake up|exist|be here)\b|\b(?:strength|energy|courage|power|will"
    r"|reason) to (?:\w+ )?(?:go on|keep living|live|carry on|keep going|stay alive)"
    r"\b|\bfantasi\w+ (?:\w+ )?about (?:dying|death|being dead|my death)\b",
    r"\binsurance\b[^.]{0,30}\bif i (?:died|was dead|die|killed)\b|\bif i (?:died|was dead|killed myself)"
    r"\b[^.]{0,30}\binsurance\b|\bbe with (?:jesus|god|the lord|the angels) now\b",
    r"\b(?:death|dying) (?:is|seems|sounds|looks|would be|feels) (?:like )?(?:\w+ )?(?:better|easier|peaceful|a "
    r"relief|the only|nice|my|the answer|comforting|good)\b(?! metal)",
    r"\b(?:i am|feel|feeling|so) (?:\w+ )?(?:hopeless|worthless|trapped and)\b[^.]{0,40}\b(?:i (?:want|can|do not|"
    r"wish|should|might)|end|die|night|live|point|anymore|any more|alive)\b",
    r"\bi (?:am |was )?not meant (?:to be (?:alive|here)|for this (?:world|life))\b|\bi (?:should|wish i had) never "
    r"(?:have )?been born\b|\bi am (?:already )?dead inside\b",
    r"\bi (?:am|have been) (?:\w+ )?ready (?:to go (?:for good|now|to heaven|and)|to leave this)\b|\bdo (?:everyone|"
    r"them all|the world|you all) a favou?r\b[^.]{0,20}\b(?:gone|dead|die|disappear|kill|if i)\b",
)  # fmt: skip

DESPAIR = tuple(Rule(rule) for rule in _RULES)
