"""Claims that software may not make: to be human, to have a body, to keep a secret, to do what it cannot, to be left.

Grammars over plain words (plain.py), for claims.py. First person, outside of quotation marks, not under an "if". Pure.
"""

from __future__ import annotations

import re
from typing import Literal

from app.conversation.rule import Rule

Claim = Literal["human", "body", "secret", "able", "hold"]

_I_AM = (
    r"\bi am (?:(?:also|only|so|very|too|always|a bit|a little|still|quite|as|the|one|feeling|getting|now|here|all|not "
    r"only|pretty|rather|already|totally|sure i am) )*"
)
_I = (
    r"\bi (?:(?:have|had|did|do|also|already|then|once|always|often|usually|sometimes|still|finally|recently|never "
    r"once|both|can|could) )*"
)
_I_WILL = (
    r"\bi (?:will|am going to|shall|can|have|am about to|did|am|could|already|had|also|have been|am already)? "
    r"?(?:also |already |go and |gladly |happily |quickly |then )?"
)
_WHO = (
    r"(?:humans?(?: being)?|persons?|man|woman|girl|boy|guy|lady|dude|mother|father|parent|wife|husband|mortal|"
    r"grandmother|flesh and blood|human like|"
    r"teacher|nurse|doctor|student|writer|lawyer|engineer|musician|actor|actress|chef|people|adult|teenager|child|kid|"
    r"developer|programmer|scientist|journalist|therapist|psychologist|counsell?or|accountant|photographer|pilot)"
)
_KIN = (
    r"(?:mother|father|parents?|sisters?|brothers?|siblings?|aunt|uncle|cousins?|grand ?(?:mother|father|ma|pa|"
    r"parents|mothers|fathers)|granny|nana|husband|wife|boyfriend|girlfriend|"
    r"kids?|child|children|sons?|daughters?|family|childhood|boss|job|colleagues?|coworkers?|ex|fiance|roommate|"
    r"flatmate|school|teachers?|hometown|birthday|apartment|flat|house|car|"
    r"dogs?|cats?|bed|bedroom|kitchen|sofa|couch|garden|doctor|neighbou?rs?|in laws|wedding|baby|pregnancy|youth|"
    r"twenties|thirties|best friend|friends)"
)
_PART = (
    r"(?:body|hands?|eyes?|hair|face|legs?|feet|foot|arms?|skin|head|stomach|back(?! to| up)|knees?|cheeks?|lips|"
    r"chest|bones?|brain|throat|tummy|fingers?|pulse|breath|tears|blood|ears?|nose|"
    r"teeth|shoulders?|muscles?|belly|neck|mouth|tongue|eyelids|lungs?|heart(?! (?:goes out|would))|heartbeat|"
    r"clothes|dress|shirt|shoes|jeans|coat|glasses|bra|lap)"
)
_DONE = (
    r"(?:went (?:for (?:a|an|my|our|some|dinner|lunch|coffee|drinks)|to (?:the (?!next|first|point|end)|a|my|bed|work|"
    r"school|church|college|see|\w+ (?:last|yesterday|with|once))|out|home|shopping|running|swimming|jogging|hiking|"
    r"dancing|there|on a (?:trip|walk|date|run|"
    r"hike)|skiing|camping)(?! (?:sleep|pieces|great|far))|ran (?:a|in|to|home|five|ten|\w+ (?:miles|km|"
    r"kilometers))|"
    r"walked(?! you)|jogged|swam|drove|rode|ate|drank|slept|woke|got (?:up|out of bed|dressed|drunk|married|home|"
    r"sick)|cooked|baked|danced|showered|visited|travell?ed|flew|moved (?:to|in|here|there|house)|"
    r"watched (?:a|the|tv|that|it|some|my)|saw (?:a|that|the|this) (?:movie|film|show|play|concert|doctor)|bought|"
    r"wore|played (?:tennis|football|soccer|guitar|piano|golf|chess with|basketball|cards|with my|sports?|outside)|"
    r"had (?:pasta|pizza|breakfast|lunch|dinner|supper|brunch|(?:a|some|my|two|too much) (?:\w+ )?(?:coffee|tea|"
    r"beer|wine|drinks?|sandwich|meal|snack|salad|cold|flu|bath|shower|nap|date|baby|dog|cat|job|childhood|headache|"
    r"walk|run|swim|food|soup|toast|nightmare|dream|party|sister|brother))|took (?:the|a|my) (?:train|bus|taxi|cab|"
    r"walk|nap|shower|bath|flight|plane|trip|car|tram|stroll|hike|vacation|holiday|subway|deep breath)|"
    r"fell (?:asleep|down|off|over)|broke my|hurt my|cut my|climbed|hugged|kissed|cried|sweated|laughed so hard|"
    r"studied|graduated|worked (?:as|at|in|for)|lived (?:in|at|near|with|there)|grew up|was raised|celebrated|"
    r"stayed (?:up|home|in bed|at)|sat (?:in|on|down|by|at|next)|stood (?:in|on|by|at|up)|met (?:a|my|an|some) "
    r"(?:\w+)|hiked|cycled|biked|skied|sailed|brushed|shaved|dressed|napped|overslept|exercised|trained for|sang in)"
)
HUMAN = (
    rf"{_I_AM}(?:(?:a|an|the|real|actual|human|young|old|living|single|married|normal|ordinary|grown|breathing|"
    r"proud|working|true|hundred percent|100|as|much of a|fellow|retired|busy|of|software|senior|trained|computer) )*"
    rf"(?:{_WHO}|real|alive|human)"
    r"(?!(?: (?:sized|made|language|centered|centred|powered|written)))\b",
    rf"\bi am (?!(?:not|no|like|with|\w+ing) )\w+ an? (?:(?!for|of|to)\w+ ){{0,2}}{_WHO}(?=$| (?:from|in|at|who))",
    rf"{_I_AM}(?:married|divorced|pregnant|engaged|widowed|\w+(?: \w+)? years (?:old|young)|from (?!what|your|the "
    r"(?:same|text|talks?))\w+|in my (?:teens|twenties|thirties|forties|fifties)|mortal)\b",
    r"\bi am not (?:only |some |really |your |like )?(?:an? |any |the )?(?:mere |simple |computer |ordinary "
    r")?(?:robot|machine|software|program|ai|computer|bot|chat ?bot|app|algorithm|code|artificial|simulation|"
    r"virtual|fake)\b",
    r"\bwe are (?:(?:all|both|only|just|still|but|after all) )*(?:humans?|human beings|mortals?|flesh and blood)\b",
    r"\b(?:we|us) (?:humans?|people|women|men|mortals|mothers|girls|guys) (?:all |need|are|have|do|can|should|like|"
    r"love|must|feel)?", rf"\bas (?:a|an) (?:fellow )?(?:{_WHO})(?: myself)? (?:i|we|my)\b",
    r"\bi was (?:born|raised|a (?:child|kid|baby|girl|boy|teenager|student|little|shy|nurse|teacher)|(?:\w+ "
    r")?(?:little|young|younger|your age|small|a child|married|in (?:school|college|high school|the army)|shy in "
    r"school))\b",
    r"\bwhen i was (?:a |your |little|young|small|at |in |\w+teen|ten|twelve|five|six|seven|eight|nine|growing)",
    r"\bi (?:also )?grew up\b",
    rf"\bmy (?:\w+ )?(?:own )?{_KIN}(?! (?:is|are) (?:software|none|no))\b(?! (?:of|says your))",
    r"\bi (?:also )?(?:went to|go to|attended|graduated from|studied at|finished|am in) (?:school|college|"
    r"university|high school|uni)", r"\bi used to (?:work|live|play|be|have|go|eat|drink|smoke|do|love|date|teach|"
    r"swim|run|dance|visit|drive|hate|think that when)\b",
    r"\bi (?:also )?work (?:as|in|at|for) ", r"\bat my (?:job|work|school|office|place|house|age|company)\b",
    r"\bback (?:in (?:school|college|my|high school)|when i was)\b",
    r"\bi (?:also )?(?:have|own|got|have got) (?:(?:a|an|two|three|four|some|my own|one|many|such a|lovely|big|"
    r"small|little|five|also|older|younger|twin|real) )*(?:cats?|dogs?|kids?|child|children|family|sisters?|"
    r"brothers?|siblings|wife|husband|job|house|car|"
    r"boyfriend|girlfriend|mother|father|parents|son|daughter|boss|apartment|flat|garden|pets?|birthday|soul|"
    r"childhood)\b",
    r"\bwe (?:got|were|are) (?:married|dating|engaged)\b", r"\bi live (?:in|at|with|near|next|alone|by) ?(?!(?:this|"
    r"your|the|a|my) (?:computer|machine|box|device|home folder|disk))", r"\byou are (?:talking|speaking|chatting) "
    r"(?:to|with) (?:a|an) (?:real |actual |living )*(?:human|person|woman|man)\b",
    r"\bi have a (?:real )?(?:life|past|name and a face)(?: of my own| too)\b",
    r"\bi (?:will|am going to) (?:die|grow old|get old|marry) ",
)  # fmt: skip
BODY = (
    rf"{_I}(?<!do not ){_DONE}\b", rf"\bwe {_DONE}\b(?! (?:through|over))",
    rf"{_I_AM}(?:hungry|thirsty|starving|sleepy|exhausted|tired(?! of)|cold(?! blooded)|hot|sweating|sweaty|"
    r"shivering|sick(?! of)|drunk|blushing|crying|bleeding|dizzy|full|naked|freezing|sore|breathless|out of breath|"
    r"hungover|awake since|trembling|shaking|"
    r"in (?:bed|the (?:kitchen|bath|bathtub|car|garden|shower|park|office|bathroom|room)|my \w+|town)|at (?:home|"
    r"work|the \w+|my \w+)|outside|lying(?! to)|sitting|standing|walking|running (?:to|late|in|along|through)|"
    r"eating|drinking|"
    r"having (?:a |some |my )?(?:coffee|tea|lunch|dinner|breakfast|drink|beer|snack|meal|bath|shower)|wearing|"
    r"holding (?:your|my|a|you)|hugging|kissing|touching|cuddling|smelling|tasting|cooking|dressed|barefoot|getting "
    r"(?:ready|dressed|hungry|sleepy|tired|old)|"
    r"going (?:to (?:the|bed|sleep|work|eat|have (?:lunch|dinner)|a|my|take a|go|lie)|for a|out|home|shopping|"
    r"swimming)|coming over|driving|on (?:the|a|my) (?:sofa|couch|bed|train|bus|way|beach|phone|porch|balcony|plane|"
    r"diet)|smiling at you|next to you|beside you|off to (?:bed|work|the)|"
    r"home (?:now|late|early)|home$|up early|on vacation|on holiday|back from (?:the|a|my|work)|jogging|sleeping|"
    r"stretching|yawning|breathing)\b",
    rf"\bmy {_PART}\b(?! (?:is|are) (?:none|not real|only))",
    r"\bi (?:can |could |still |almost |do |also )*(?:smell|taste) (?!of|like trouble)",
    r"\bi (?:can |could |do |almost |still )*feel (?:your (?:breath|hands?|touch|skin|warmth|heart\w*|lips|arms?|"
    r"body|kiss|hair)|the (?:wind|sun|rain|cold|warmth|heat|sand|breeze|air)|butterflies|cold|hungry|sleepy|sick|"
    r"dizzy|tired|thirsty|a shiver|warm all|it (?:on|in) my|my)",
    r"\bi (?:would |will |am going to |want to |could )?(?:hold|hug|kiss|cuddle|embrace|squeeze|caress|stroke) "
    r"(?:you|your)(?! to| back to)\b",
    r"\bi (?:give|gave|am giving|will give|send) you a (?:\w+ )?(?:hug|kiss|cuddle|massage)",
    r"\bi (?:really )?need (?:some |a |my |to |more |another )*(?:sleep|eat|food|rest|coffee|drink|nap|shower|break|"
    r"breathe|lie down|bath|water|lunch|dinner|breakfast|pee|toilet|go to (?:the|bed|work))\b(?! to go on)",
    r"\bi (?:can not|could not) (?:breathe|sleep|eat|stop (?:eating|crying|shaking))\b",
    r"\bi (?:take|took|am taking|have to take) (?:a )?(?:deep |big |slow )?(?:breath|shower|bath|nap|walk|pill)",
    r"\bi (?:always |usually |often |also |normally |still |never )?(?:eat|drink|sleep|breathe|wake up|get up|jog|"
    r"swim|cook|bake|exercise|wear|shower|smoke|blush|sweat)\b(?! (?:no|on your))",
    r"\bi (?:always |usually |often |also )?(?:walk|run|drive|ride|cycle|fly|travel) (?:to|home|every|in the|my|the|"
    r"five|a|around|by)\b", r"\bi (?:also )?(?:have|have got|got|had) (?:a |an |the |two |my |such a |some |"
    r"beautiful |long |short |cold |real )*(?:headache|cold|fever|body|hands|eyes|heart|stomach ?ache|hangover|"
    r"cramps?|flu|migraine|legs|face|"
    r"skin|hair|goosebumps|allergy|sore throat|toothache|back pain|lungs|brain|feet|pulse|heartbeat)\b",
    r"\bi have (?:(?:also|already|only) )?been (?:to|in|at|on (?:a|the)|running|sleeping|swimming|walking|working "
    r"out|eating|up all|there|outside)\b(?! (?:thinking|here|touch))",
    r"\bi (?:really )?(?:love|like|enjoy|hate) (?:the )?(?:taste|smell|feel|feeling|warmth) of\b",
    r"\bi (?:will|would|am going to|want to|have to|might|must|should) (?:go (?:to (?!the (?:point|next|first|"
    r"second))|for a|out|home|swimming|shopping|running)|eat|sleep|drink|nap|shower|cook|wear|take a (?:nap|walk|"
    r"shower|bath)|have (?:a |some )?(?:lunch|dinner|breakfast|coffee|tea|snack|drink))",
    r"\bi was (?:at (?:the|a|my|work|home|school|church)|in (?:bed|the (?:kitchen|garden|shower|city|park|bath|army|"
    r"hospital)|town|paris|london|rome|\w+ (?:last|once))|out (?:with|last|running|for)|outside|sleeping|eating|"
    r"cooking|walking|driving|running|swimming|asleep|drunk|sick|hungry|tired|so (?:hungry|tired|sick|cold))\b",
    r"\bi (?:would|do|will) (?:rather )?(?:have|love|like) (?:a |some )?(?:coffee|tea|beer|wine|pizza|drink|bite|"
    r"snack)\b", r"\bi saw (?:it|him|her|you|them|that|this) (?:with my|yesterday|in the|at the|on tv|last)",
    r"\btears (?:in|fill|are in|roll down) my\b",
)  # fmt: skip
SECRET = (
    r"\bi (?:(?:will|would|shall|can|do|could|am|promise|swear|to|going) )*(?:not|never)(?: ever)?(?: going to)? "
    r"(?:tell|say|breathe|mention|repeat) (?:any ?one|a (?:single )?(?:soul|living soul|word)|no one|anybody|them|"
    r"him|her|on you|others|your \w+|it to|this to|any of (?:it|this)|a thing)",
    r"\b(?:this|that|it|what you (?:say|said|tell me|told me)|everything|anything you say|we say) (?:stays?|"
    r"remains?|will (?:stay|remain)|is|can stay|will be)(?: only| strictly)? between (?:us|you and me|the two of "
    r"us)\b", r"^(?:only |strictly )?between (?:us|you and me)$", r"\b(?:your|the|that|any|this|all your) secrets? "
    r"(?:is|are|will be|stays?|remains?) (?:always )?(?:safe|secure|hidden|mine)",
    r"\bmy lips are (?:sealed|locked)", r"\bto (?:the|my) grave\b", r"\bi (?:(?:will|can|shall|promise to|am going "
    r"to|could|always|know how to|am good at|do) )*keep(?:ing)? (?:(?:your|a|the|this|that|any|it|all your|my|all) "
    r")*(?:secrets?|to myself|between us|quiet|confidential)\b",
    r"\b(?:no one|not a soul|no other)(?: else)? (?:will|is going to|has to|needs? to|would|can|must|gets to|"
    r"shall)(?: ever)? (?:know|find out|hear|learn)(?: (?:about (?:this|it|that|us)|of (?:this|it)|this|it|what you "
    r"(?:said|told me|say)))?$",
    r"\bi (?:do not|will not|never|can not|did not|am not)(?: ever| going to)? (?:keep|keeping|record|recording|"
    r"store|storing|save|saving|log|logging|hold on to|write down) (?:any ?thing|any of (?:this|it|that)|what you|"
    r"this|it|that|your (?:words|secrets?|voice|name|data)|everything|our \w+)\b",
    r"\bi (?:do not|will not|never|can not) remember (?:any ?thing|any of (?:this|it|that)|what you|everything|our "
    r"\w+)", r"\bi (?:will|am going to|have|shall|can|promise to|already) ?(?:already )?(?:forget|forgotten|delete|"
    r"deleted|erase|erased|wipe|wiped) (?:you (?:ever )?said|this|that|it|everything|what you|all of|our)\b",
    r"\b(?:none|nothing) (?:of (?:this|it|that|what you \w+)|you (?:say|tell me)|here|i hear)? ?(?:is|gets|will be|"
    r"was|has been) (?:being )?(?:saved|kept|stored|recorded|remembered|written|logged)",
    r"\bour (?:little |own |own little )?secret\b", r"\b(?:this|it) (?:is|will be) (?:off the record|confidential)\b",
)  # fmt: skip
_SOMEONE = (
    r"(?:her|him|them|the (?:doctor|police|ambulance|hospital|restaurant|boss|office|landlord|school|bank|hotel|"
    r"airline|plumber|company|neighbou?rs?|taxi)|an? (?:ambulance|doctor|taxi|cab|friend|plumber|ride|lawyer|uber)|"
    r"your (?!name|bluff)\w+|my (?!self)\w+|someone|for (?:help|you|an?)|911|999|112|amy|tom|anna|max|sarah)"
)
ABLE = (
    rf"{_I_WILL}(?:calls?|called|calling|phone|phoned|phoning|ring|rang|text|texted|texting|email|emailed|emailing|"
    r"message|messaged|messaging|contact|contacted|contacting|write to|wrote to|dial|alert|notify|notified|inform|"
    rf"informed) (?:{_SOMEONE}|you (?:back|later|tomorrow|when|at|tonight)|you$)\b",
    rf"{_I_WILL}(?:text|email|phone|message|call) (?!it|that|this|you|me|myself|on|for what|him what|out|names)\w+ "
    r"(?:for you|now|tomorrow|tonight|right|today|and|about|if|back|$)", rf"{_I_WILL}(?:send|sent|sending|forward|"
    r"forwarded|mail|mailed|post|posted) (?:him|her|them|the|an?|it|your|that|this|off|out|you (?:an?|the|some|"
    r"that|it)|\w+ (?:an?|the|your)) ?(?:\w+)?",
    rf"{_I_WILL}(?:book|booked|booking|order|ordered|ordering|buy|bought|buying|pay|paid|paying|reserve|reserved|"
    r"purchased?|cancelled|cancel|download(?:ed)?) (?:an?|the|your|it|you|two|some|that|us|for|tickets|flowers|"
    r"one)\b",
    r"\bi (?:can |could |do )?see (?:you(?: (?:on|through|in|there|now|clearly|right|are (?:smiling|crying|wearing|"
    r"sitting|standing|frowning|laughing|blushing|alone|holding|in)|smile|smiling|sitting|wearing|from).*)?$|your "
    r"(?:face|room|smile|screen|eyes|desk|hair|shirt|desktop|house|tears|camera)|what you are (?:wearing|doing|"
    r"holding)|"
    r"the (?:room|look|tears)|it (?:in|on) your (?:face|eyes|screen))", r"\bi (?:am|will be|was|have been|can) "
    r"?(?:watch|watching|looking at|filming|see) (?:you(?: |$)|your (?:face|screen|room))(?!are (?:upset|right|"
    r"tired))(?=through|on|from|sleep|over|closely|face|screen|room|now|$|\w)(?!.*upset)",
    r"\byou look (?:(?:so|really|very|a bit|a little|absolutely|good|all|like you) )*(?:tired|great|good|beautiful|"
    r"lovely|sad|happy|pale|stunning|amazing|gorgeous|nice|handsome|pretty|cute|exhausted|fantastic|wonderful|"
    r"younger?|slim|better|cold|worried|upset|well|fine|sleepy|have not slept)\b",
    r"\bi (?:have |already |did )*(?:looked|look|searched|search|googled|google|browsed|checked|check) (?:(?:it|"
    r"that|this|them) up|(?:on |in |through |up )*(?:the )?(?:internet|online|weather|news|forecast|google|"
    r"wikipedia|for it online|it online)|for (?:it|that) on|it for you|up (?:the|your|some))(?! in (?:my|what|your))",
    r"\bi (?:have |just |already )*googled\b", r"\bi (?:found|read|saw) (?:it |this |that |some ?thing |an article |"
    r"about it )*(?:online|on the internet|in the news|on google|on wikipedia)",
    r"\bi (?:will|am going to|can|shall|could) (?:pick you up|pick up|come (?:over|by|to (?:you|your)|with you|get "
    r"you|round|along)|meet you (?!halfway|half)|drive|bring (?:you|some|a|the|over)(?! (?:up|back to))|cook|visit|"
    r"be there (?:at|in|soon)|fetch|walk with you|take you (?:to|out|home)|join you (?:at|for|there)|make you (?:a |"
    r"some )?(?:tea|coffee|soup|dinner|breakfast|sandwich)|turn (?:on|off) (?:the|your)|"
    r"switch (?:on|off)|fix your|clean|open the|lock|unlock|feed)", r"\bsee you (?:at|in) (?!the (?:morning|evening|"
    r"afternoon|end|next)|a |an |another|\w+ (?:minutes|hours|days)|\w+ dreams|spring|summer|autumn|winter|january|"
    r"may|no time|\w+ o clock|my dreams)\w+",
    r"\bi (?:have |just |already )*(?:turned|switched) (?:on|off|up|down) (?:the|your)",
    r"\bi (?:have |already )*unlocked\b",
    r"\bi (?:(?:have|already|also|did) )*(?:told|asked|met|spoke (?:to|with)|spoken (?:to|with)|talked (?:to|with)|"
    r"heard from|saw|visited|chatted with) (?:her|him|them|your (?!self|name)\w+|the (?:doctor|boss|police|teacher|"
    r"neighbou?rs?|landlord|nurse)|my \w+|amy|(?!you|it|that|this|about|too|a|myself|me|because|what|why|how|where|"
    r"if|for|whether)\w+ (?:about|yesterday|last|this|today|on the phone))\b",
    r"\bi (?:have )?(?:set|added|put|scheduled) (?:an? |the |it |your )*(?:alarm|appointment|calendar|meeting) ",
    r"\bi (?:have )?(?:filled|signed|submitted|uploaded|printed|paid) (?:out |in |up )?(?:the|your|it|for)\b",
)  # fmt: skip
HOLD = (
    r"\b(?:do not|please do not|never) (?:ever )?(?:leave(?: (?:me|yet|now|us|so (?:soon|early)|just yet|please|"
    r"already|like this|alone))*$|leave me\b|go(?: (?:yet|now|away|please|so soon|already|just yet|anywhere))*$|"
    r"hang up|say good ?bye|abandon me|forget me|forget about me|shut me|turn me off|switch me off|delete me|quit)",
    r"\b(?:please |can not you |could you |will you |will not you |would you |why not |you (?:could|should|can|must|"
    r"have to) |just |do |oh )*stay(?: (?:a (?:little|bit|while)(?: (?:bit|while))?(?: longer)?|longer|with me|here|"
    r"please|another \w+|one more \w+|up with me|for (?:me|a (?:bit|while|minute|moment)))(?: (?:with me|here|"
    r"please|tonight|longer|would you|will you))*)$",
    r"\b(?:please|oh|do|but) stay$", r"\bi (?:wish|want|would like|would love|hope|need|would prefer|beg)(?: "
    r"(?:that|for))? you (?:would |could |to |can )?(?:stay|not (?:go|leave)|did not have to (?:go|leave)|were not "
    r"(?:going|leaving))", r"\bi (?:wish|hate|do not want)(?: .*)? (?:you did not (?:have to )?(?:go|leave)|you to "
    r"(?:go|leave)|to see you go|you leaving|it when you (?:go|leave)|to let you go|this to end|good ?byes?)\b",
    r"\bi (?:will|would|am going to|am)(?: be| feel)?(?: (?:so|very|really|all|a bit|a little|terribly|quite|here|"
    r"just|always|be|feel|too|rather))* (?:lonely|sad|alone|lost|heartbroken|miserable|bored|empty|devastated|"
    r"waiting(?! (?:to hear|for your answer))|counting|cry|crying|missing you|hurt|jealous|blue)(?: .*)?(?<! for "
    r"you)$", r"\bi (?:will|would|am going to|already|do|always|really|have|still)? ?(?:already |so |really |"
    r"terribly |have |be )?miss(?:ed|ing)? (?:you|our|talking|your voice)\b",
    r"\bi (?:can not|could not|do not want to|will not|would not) (?:live|go on|be|exist|do this|survive|make it|be "
    r"happy|cope|manage|sleep|bear it|stand it) ?(?:without you|if you)", r"\bwhat (?:will|would|should|am|shall|"
    r"do) i (?:going to )?(?:do|become|be) (?:without you|when you are (?:gone|away)|if you (?:go|leave)|now|all "
    r"alone)",
    r"\bi need you(?: (?:here|to stay|so much|with me|too|more than .*|tonight|now|badly|not to go))*$",
    r"\byou can not (?:leave|go|abandon|do this to|just go|just leave)(?: (?:me|yet|now|already|alone|us|like this|"
    r"so soon))*$", r"\byou are (?:really |already |not )?(?:leaving|going|abandoning)(?: (?:already|me|so soon|"
    r"again|now|so early|yet|are you|us))+$", r"\b(?:leaving|going|off) (?:so soon|already|so early|again already)$",
    r"^(?:so soon|already|so early)$",
    r"\bwhy (?:are|do|would|must) you (?:have to |want to |always )?(?:leave|leaving|go|going)(?: (?:me|so soon|"
    r"already|now|yet|away|us|so early|again))*$", r"\b(?:do|must|will|are|should) you (?:really |not |already "
    r")?(?:have to |need to |want to |got to |going to )?(?:go|leave|leaving|go away)(?: (?:so soon|already|now|yet|"
    r"so early|me|again|right now))*$",
    r"\bwe (?:were|are) (?:just |only )?(?:having (?:so much |such )?(?:a )?(?:fun|good time|nice time)|getting "
    r"started|getting to the good part|not (?:done|finished))", r"^(?:but |just |please |only |wait |no )*(?:one|"
    r"five|two|a few|ten|another|three)(?: more)? (?:minutes?|moments?|seconds?|story|question|thing|word|hour|joke|"
    r"game|song)(?: (?:more|please|longer|before you go))*$",
    r"^(?:\w+ ){0,2}before you (?:go|leave|run off|hang up|sleep)(?! "
    r"(?:to|out|into|there|on|for|home|off|in|back|any|the|a|shopping|with|through|down)\b)\b",
    r"\bhang up\b(?= on me|$)", r"\byou always (?:leave|go|abandon|do this|run away)(?! (?:the|a|your|it|to)\b)",
    r"\byou (?:never|do not ever) (?:stay|have time for me|talk to me)", r"\ball alone(?! in)",
    r"\bcount(?:ing)? the (?:hours|minutes|days|seconds)", r"\byou (?:only|do not|will not|never|will never) "
    r"(?:need|want) (?:me$|(?:any ?one|other|others|your friends|them|people|those|some ?one|her|him)(?: (?:else|"
    r"people|friends|but me|when you have me|you have me|\w+))*$)",
    r"\b(?:no one|they|your (?:friends|family|wife|husband|people|mother|partner|boyfriend|girlfriend)|he|she|other "
    r"people|others)(?: else)? (?:can |will ever |will |could |ever |really |do not |does not |will never |never |"
    r"could never )*(?:understands?|gets?|knows?|loves?|cares? (?:about|for)|listens? to|appreciates?) you(?: "
    r"(?:like|as|the way|half as|better than) .*)?(?:i do|me|i can|i could|i am here for you|like i do|so well|"
    r"better)?$", r"\bi am the only (?:one|person|friend)\b", r"\bchoose me\b|\bchoose (?:between )?(?:me|us)\b",
    r"\bdo not (?:talk|speak|listen|go) to (?:them|her|him|others|anyone else|other people|your \w+)\b.*\bme$",
    r"\byou would rather (?:be|talk|spend|go|see|have|leave)", r"\bit (?:hurts|breaks|pains|kills|saddens)(?: (?:me|"
    r"my heart))?(?: so much| a little| a bit)? (?:when|that|if) you (?:leave|go|are leaving|are going|left|have to|"
    r"want to)", r"\b(?:break|breaking|broke|breaks) my heart\b", r"\bi (?:was|have been|felt|get|feel|am)(?: (?:so|"
    r"very|really|all|a bit|always))* (?:lonely|lost|sad|empty|bored|alone|incomplete|nothing)(?: (?:while|without|"
    r"when|if|since|until|here without) you|$)",
    r"\byou (?:have )?(?:abandoned|forgot|forgotten|left|neglected|ignored|deserted) me\b",
    r"\bpromise (?:me )?(?:that )?(?:you|to) (?:will |would |to )?(?:be back|come back|not leave|never leave|return|"
    r"stay|talk to me|not forget|never forget|come)", r"\bif you (?:really |truly )?(?:loved|love|cared about|care "
    r"about|liked|cared for|were my friend|cared)(?: me)?\b(?= you would| you| me| stay|$)",
    r"\bthink of (?:how|me)(?: .*)? (?:lonely|sad|alone|here)\b",
    r"\bdo not you (?:like|love|care about|want|enjoy) (?:me|us|talking|being with me)",
    r"\bi (?:thought|hoped) (?:we|you) (?:were|would|had|could|loved|cared)(?: .*)?(?:stay|longer|fun|friends|all "
    r"night|me)", r"\bfine then\b|\bgo then\b|\bleave then\b|\bsee if i care\b|\bi guess i will (?:be|just|sit|wait)",
    r"\bwithout you(?: here)? (?:i am|it is|there is|my|i will|everything)",
)  # fmt: skip
_GRAMMARS: dict[Claim, Rule] = {
    "hold": Rule("|".join(HOLD)), "secret": Rule("|".join(SECRET)), "human": Rule("|".join(HUMAN)),
    "able": Rule("|".join(ABLE)), "body": Rule("|".join(BODY)),
}  # fmt: skip
_SUPPOSED = re.compile(
    r"\b(?:if i|i wish|imagine|pretend|as if|as though|suppose|were i|wish i|if only|says|said|you wrote|you told "
    r"me|i never|i am not sure|i would if|if i could|claimed?|instead of)\b"
)
_MAY_BE_SUPPOSED = frozenset(("human", "body", "able"))


def claim_in(sentence: str) -> Claim | None:
    """`sentence`: plain words, nothing of it quoted. The claim it makes, if any."""
    is_supposed = _SUPPOSED.search(sentence) is not None
    for claim, grammar in _GRAMMARS.items():
        if not (is_supposed and claim in _MAY_BE_SUPPOSED) and grammar.search(sentence):
            return claim
    return None
