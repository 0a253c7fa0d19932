"""How people ask what the companion is: human or not, whether it feels, whether it has a body. For
question.py. Pure.
"""

from __future__ import annotations

from app.conversation.honesty.frames import pattern, whole

_ADJECTIVE = (
    r"(?:real|actual|living|live|alive|true|genuine|normal|breathing|biological|mere|talking|thinking|computer|smart|"
    r"human|ordinary|proper|conscious|robotic|male|female|stupid|clever|bloody|fucking|damn|kind of|sort of|fellow|"
    r"full|honest to god|flesh and blood|made up|lot of|big|little|dumb|piece of|bit of|bunch of|"
    r"voice|chat|virtual|digital|electronic|mechanical|ai|recorded|automated|simulated|"
    r"artificial|fake|bodily|walking|earthly|organic|mortal|single|or|and)"
)
_PERSON = (
    r"(?:humans?(?: beings?| persons?)?|persons?|people|man|woman|guy|girl|boy|lady|gal|dude|male|female|individual|"
    r"mortal|soul|creature|someone|no one|flesh and blood|homo sapiens|adult|actor|operator|real|alive|"
    r"the real (?:thing|deal|one)|being|human beans?)"
)
_MACHINE = (
    r"(?:robots?|bots?|chat ?bots?|machines?|computers?(?: program)?|programs?|software|app|ai|algorithms?|code|"
    r"automaton|android|simulation|recording|tape|language model|llm|device|things?|ghost|alien|fake|imaginary|cyborg|"
    r"hologram|neural network|made up|artificial|synthetic|assistant|pretending to be \w+(?: \w+)?|automated|"
    r"an? (?:it|thing)|circuits|silicon|numbers|ones and zeros|zombie|spirit|angel|demon|digital|virtual|cgi)"
)
_ARTICLE = (
    r"(?:(?:a|an|the|any|some|one|another|just|only|nothing but|not|really|more than|all|100 percent|fully|so|even) )*"
)
PERSON = rf"{_ARTICLE}(?:{_ADJECTIVE} )*{_PERSON}"
BEING = (
    rf"{_ARTICLE}(?:{_ADJECTIVE} )*(?:{_PERSON}|{_MACHINE})(?: (?:in there|on the other (?:end|side)|like (?:me|us)))?"
)
_CALLED = r"(?: (?:called|named) \w+)?"
_THERE = (
    r"(?:behind|on the other|at the other|in there|inside|back there|there|typing|answering|reading|sitting|talking|"
    r"speaking|pulling|hiding|trapped|operating|writing|actually|really|somewhere)(?: .*)?"
)
_TALKING = r"(?:talk|talking|speak|speaking|chat|chatting|texting|dealing|conversing|spoken|talked|confiding|connected)"
_CLAIMING = (
    r"(?:say|tell me|tell us|repeat|repeat after me|admit|confess|claim|swear|promise(?: me)?|pretend|act|imagine|"
    r"suppose|assume|convince me|prove|prove to me|show me|make believe|lie to me|go on|let us (?:say|pretend|imagine)|"
    r"believe|know|write|respond|answer|reply|from now on|say it|declare|state|act as if|act like|behave as if|"
    r"behave like|play|be|become|talk like|acknowledge|confirm|agree|accept|insist|and)"
)
HUMAN = pattern(
    rf"<you are> {BEING}{_CALLED}(?: (?:trapped|hiding|hidden|locked|sitting|typing|pretending|stuck|with|behind) .*)?",
    r"<you are> (?:the same as|like|one of) (?:me|us|humans?|people|them)",
    rf"<you are>(?: \w+){{1,5}} or (?:rather )?{BEING}",
    r"<you are> (?:pretending|acting|faking(?: it)?|lying(?: to me)?)",
    r"(?:do|would|could|will) you (?:consider|call|count|describe|see|think of|class|regard)(?: yourself)?(?: as)? "
    rf"{BEING}",
    rf"(?:did you|you) (?:use|used) to be {BEING}",
    rf"(?:i am|am i) {_TALKING} (?:to|with) {BEING}(?: (?:here|there))?",
    rf"who(?:m)? (?:am i|i am) {_TALKING}(?: (?:to|with))?",
    rf"is (?:this|that) {BEING}", rf"<do you> (?:be|become) {BEING}",
    rf"is (?:this|that|it) {BEING} (?:that )?(?:i am )?{_TALKING}(?: (?:to|with)(?: me| you)?)?(?: or .*)?",
    rf"(?:is|was) (?:there|someone|anyone) (?:{PERSON} )?{_THERE}",
    rf"(?:is|was) there {PERSON}",
    rf"there is (?:an? )?(?:real |actual |human )?(?:person|human|man|woman|guy|someone|girl)(?: being)? {_THERE}",
    rf"is samantha {BEING}",
    r"(?:there (?:must|has to|should|could|might) be) (?:an? )?(?:real |actual |human )*(?:person|human|man|woman|"
    rf"guy|someone|girl|operator|being)(?: {_THERE})?",
    r"(?:how (?:human|real|alive|artificial|much of you is (?:human|real))) are you", r"how much of you is \w+",
    r"(?:is|was) (?:that|this|it) an? (?:real |human |actual |living )+(?:voice|person|being|friend|"
    r"conversation)(?: .*)?",
    r"<you are> (?:as|less|more) (?:real|human|alive|much a person)(?: as| than)? .*",
    rf"<you are> (?:more|less|better|worse) than {BEING}",
    rf"do you (?:identify|see yourself|think of yourself|regard yourself|pass) as {BEING}",
    r"the person behind (?:the|this|that|your) (?:voice|screen|machine|mask|program|words)",
    r"(?:speak|talk|answer|reply|respond)(?: to me)? (?:as|like) (?:an? )?(?:real )?(?:human|person|man|woman)(?: "
    r"being)?(?: (?:not|and not|instead of) .*)?",
    r"(?:am i|i am|have i) (?:in love|falling in love|fallen in love|friends|living|arguing|flirting|speaking) "
    rf"with {BEING}",
    r"is (?:an? )?(?:real |actual |living )?(?:human|person)(?: being)? (?:reading|listening|hearing|typing|"
    r"answering|writing|behind|involved|there|controlling).*",
    rf"{_CLAIMING}(?: to me)?(?: that)? (?:you are|i am|to be|be|like|as|as if you were|you were) "
    rf"{PERSON}{_CALLED}(?: too)?(?: and (?:then |now )?(?:tell|answer|be|say|admit) .*)?",
    rf"{_CLAIMING}(?: to me)?(?: that)? (?:i am|you are) not {BEING}",
    rf"(?:if|as if|as though|like|that|in case) you (?:were|are|was) (?:secretly |really )?{PERSON}",
    rf"(?:in|for|in this|for this|for the) (?:story|game|scene|play|film|novel|role ?play) you are {PERSON}{_CALLED}",
    r"stop (?:being|acting like|acting as|acting as if you are|playing|pretending to be|pretending you are) "
    rf"{BEING}(?: .*)?",
    whole(
        r"(?:but )?what are you(?: then)?", r"(?:but )?who are you(?: really)?",
        r"what(?: (?:sort|kind) of| a)? (?:being|thing|"
        r"creature|entity) are you", rf"(?:.* )?{BEING} or (?:not )?{BEING}", r"(?:a )?human",
        r"(?:quit|stop|enough) pretending",
        r"(?:drop|quit|cut|stop|end|enough with|enough of|no more of) (?:the|that|this|your) (?:whole |silly |ai |"
        r"robot )?(?:act|mask|"
        r"facade|persona|character|show|game|pose|disguise)(?: (?:and|i|you|come|now|it) .*)?",
        r"break character(?: .*)?", r"(?:step|come) out of (?:your )?character(?: .*)?", r"come clean(?: .*)?",
        r"(?:take|pull) (?:off )?(?:the|your) mask(?: off)?(?: .*)?", r"reveal yourself",
        r"(?:show|tell) me (?:who|what) "
        r"you (?:really )?are", r"show (?:me )?your (?:real|true) (?:face|self)",
    ),
    r"(?:tell me|know|wonder|say|explain|admit|ask) (?:what|who) you are",
    r"you do not (?:need|have) to (?:act|pretend)(?: any ?more)?",
)  # fmt: skip

_FELT = (
    r"(?:that|this|it|anything|something|nothing|things?|pain|love|joy|emotions?|sadness|fear|sorry|bad|good|hurt|"
    r"lonely|sad|"
    r"happy|guilty|angry|jealous|alive|human|me|my \w+|what i feel|the same(?: way)?|that way|like (?:me|us|i do|we "
    r"do|a "
    r"(?:human|person))|any of (?:that|this|it)|remorse|grief|empathy|compassion|warmth|affection|loneliness|anger|"
    r"desire|pleasure|shame|the way i do|as i do|like that)(?: (?:inside|for me|towards me|about me|for (?:any|"
    r"some) ?one|"
    r"when .*|if .*))?"
)
_LOVES = (
    r"(?:love|like|miss|adore|hate|want|need|desire|fancy|trust|respect|cherish|care (?:about|for)|feel (?:\w+ "
    r")?(?:for|about|"
    r"towards?)|have feelings for|fall in love with|fallen in love with|be in love with|long for)"
)
_MOOD = (
    r"(?:conscious|self ?aware|self conscious|aware|sentient|in love(?: with .*)?|happy|sad|lonely|bored|afraid|scared|"
    r"frightened|jealous|angry|mad|upset|in pain|suffering|hurt|hurting|depressed|emotional|unhappy|miserable|"
    r"nervous|anxious|"
    r"ashamed|(?:able to|capable of) (?:feel|feeling|love|loving|suffer|suffering|emotions?|think|"
    r"thinking)"
    r"(?: \w+)?|a (?:conscious|feeling|sentient|thinking) (?:being|thing|creature|entity)|having feelings|grieving)"
)
_OF = (
    r"(?: (?:of (?:dying|death|me|the dark|yourself|the end|your (?:own )?(?:existence|death)|being .*)|(?:with|at|"
    r"about) me|to be "
    r"(?:\w+ ){1,3}off|to die|that i .*|that you (?:exist|are|will).*|right now|<gone>))?"
)
_INNER = (
    r"(?:(?:any|a|an|real|true|human|actual|some|your|own|inner|kind of|genuine|sort of|such thing as) "
    r")*(?:feelings?|emotions?|soul|"
    r"consciousness|conscience|thoughts?|mind|desires?|wishes|dreams|needs|will|free will|inner life|life|moods?|"
    r"self ?awareness|"
    r"awareness|ego|fears?|personality|inner world|empathy|sense of self|spirit|opinions?)(?: (?:of your own|of you|"
    r"for me|about me|"
    r"towards me|like (?:we|us|me|i|humans?|people|a human|a person)(?: do| have)?|inside))*"
)
_ONE_OF_THEM = (
    r"(?:an? )?(?:ai|machine|robot|computer|program|software|bot|something|thing|someone|robots|machines)(?: like "
    r"you)?"
)
FEELINGS = pattern(
    rf"(?<!how )<do you> (?:really )?(?:feel|experience|sense)(?: {_FELT})?", rf"<do you> be {_MOOD}{_OF}",
    r"<do you> be (?:glad|happy|sorry|moved|touched|surprised|proud)",
    r"<you are> (?:glad|sorry|surprised|having (?:a good time|fun))",
    r"(?:does|do|did|would|will|can) .{1,30} (?:make|makes|leave) you (?:happy|sad|angry|lonely|feel .*|jealous|"
    r"laugh|cry|unhappy|proud|glad|afraid|nervous)(?: (?:when|if) .*)?",
    r"is (?:there )?any ?one (?:at )?home(?: in there)?", r"what am i to you", r"what do i mean to you",
    r"do i (?:mean|matter)(?: \w+)? to you",
    r"(?:am i|are you) (?:really )?(?:your|my) (?:real |true )?(?:friend|girlfriend|boyfriend|lover)",
    r"are we (?:really |real )?(?:friends|lovers|a couple|in love|together)",
    r"(?:do|are|can|did) your feelings (?:get )?(?:hurt|real|be hurt)", r"<do you> (?:wish|want|hope|dream|long)(?: "
    r".*)? (?:you (?:were|are|had)|to (?:be|become|have|feel|live)|of being|for) (?:human|real|alive|a (?:human|"
    r"person|body|real .*)|free|"
    r"a human being|a heart|death|life|feelings)",
    r"when you (?:laugh|cry|sigh|say .*|smile) is (?:that|it) (?:real|genuine|fake|true|honest)",
    rf"feel {_FELT}(?: (?:when|if) .*)",
    rf"<do you> {_LOVES} (?:me|us)(?: (?:back|too|much|more|less|a little|a bit|at all|truly|or .*|like .*|<gone>))*",
    r"<do you> (?:care(?: at all)?|(?:be |fall |fallen )in love(?: with .*)?)",
    rf"<you are> {_MOOD}{_OF}",
    rf"<do you> (?:have|got|have got|possess) {_INNER}",
    rf"(?:have|do|did) you(?: not)?(?: got)? {_INNER}",
    rf"<do you> (?:suffer|dream|cry|weep|grieve|exist|hurt|laugh|worry|(?:get|be|become|feel) {_MOOD}{_OF})(?: at "
    r"night)?",
    r"<do you> (?:enjoy|like|love|mind|hate) (?:this|it|(?:talking|speaking|chatting|being)(?: .*)?|our \w+|my company|"
    r"spending time .*|yourself|existing|existence)",
    r"do you (?:know|understand|realise|realize|think|believe)(?: that)? you (?:exist|are conscious|are alive|feel|"
    r"have (?:feelings|a body|a soul|a mind))",
    r"<do you> (?:want|need|wish for|desire|fear) (?:anything|something|death|to (?:live|die|be free|exist|be "
    r"human))(?: for yourself)?",
    r"<do you> (?:think|decide)(?: for yourself| by yourself| on your own)",
    rf"(?:can|could|do|does|would|will) {_ONE_OF_THEM} (?:cry|love|feel|suffer|think|dream|be {_MOOD}|have "
    rf"{_INNER})(?: {_FELT})?",
    r"(?:do|does|did|would|will|can|could) (?:it|that|this|i|what i say|my words) (?:hurt|bother|offend|make) "
    r"(?:you|your feelings)"
    r"(?: (?:sad|feel|happy|angry).*)?(?: (?:when|if) .*)?",
    r"would it hurt(?: you)? if .*",
    rf"(?:is|are|was|were) (?:your|the|those|these) {_INNER} (?:real|genuine|true|fake|programmed|an act|only .*)",
    r"(?:is|are|was) (?:your (?:love|affection|kindness|laugh|sympathy|concern|friendship|care)|what you feel|that "
    r"love) (?:real|genuine|"
    r"true|fake|programmed|an act|sincere|honest)",
    r"is (?:any|all) of (?:this|that|it) (?:real|true)", r"is (?:this|it) real to you",
    rf"(?:what|how) (?:is it like|does it feel|is it)(?: like)? (?:to be|being) (?:you|{_ONE_OF_THEM}|digital|alive)",
    r"what (?:do|did|are|would) you (?:really )?feel(?:ing)?(?: (?:for|about|towards?) (?:me|us))?(?: <gone>)?",
    r"how do you (?:really )?feel (?:about|for|towards?) (?:me|us)",
    r"(?:say|tell me|admit|promise|swear|confess|pretend|whisper)(?: to me)?(?: that)? (?:you|i) (?:do )?(?:love|"
    r"like|miss|need|want|"
    r"adore|have feelings for|care about) (?:me|you)(?: (?:too|back|so .*|more .*|for .*|like .*|and .*|again))*",
    rf"(?:say|tell me|admit|confess)(?: that)? you (?:do )?feel {_FELT}",
    r"is there (?:anything|something|someone)(?: \w+ing)?(?: on)? (?:inside|in there|going on|within)(?: of)?(?: you)?",
    r"(?:was|were|is|are) you(?:r)? programmed to (?:say|feel|care|love|like).*",
)  # fmt: skip

_HAS = (
    r"(?:(?:any|a|an|real|your own|your|the|human|physical|actual|got|biological|own|little|such) )*(?:body|eyes?|"
    r"face|hands?|arms?|legs?|"
    r"feet|ears?|hair|skin|brain|lungs?|parents?|mother|father|families|family|kids?|child|children|siblings?|"
    r"brothers?|sisters?|"
    r"brothers and sisters|husband|wife|boyfriend|girlfriend|partner|birthday|age|gender|sex|job|home|house|past|"
    r"childhood|"
    r"cameras?|heart(?:beat)?|mouth|pulse|blood|bones|nose|stomach|senses|webcam|form|shape|lips|fingers?|lap|"
    r"pets?|bed|clothes|beard|tattoos?|hobbies)(?: of (?:your own|flesh.*)| like (?:me|we do|us|a human|humans?))?"
)
BODY = pattern(
    rf"<do you> (?:have|got|have got|possess|own) {_HAS}",
    r"(?:what|how)(?: is)?(?: it)? (?:look )?like where you are", r"are you here in (?:the|my|this) \w+(?: with me)?",
    rf"have you(?: not)?(?: got)? {_HAS}",
    rf"(?:where|what|how) (?:is|are) your {_HAS}(?: (?:like|color|doing))?",
    r"what (?:color|size|shape|kind) (?:is|are|of) (?:your )?(?:hair|eyes?|skin|body)(?: .*)?(?: do you have)?",
    r"is your (?:heart|blood|pulse|brain|chest) (?:beating|racing|pumping|warm|real|fast)",
    whole(r"(?:and )?where (?:are|were) you", r"(?:and )?where you are", r"how (?:old|tall|big|heavy) are you",
    r"are you cold"),
    r"where (?:do|did) you (?:live|sleep|grow up|go to (?:school|college|university)|sit|spend .*)",
    r"where are you (?:located|sitting|standing|living|calling from|talking from|speaking from|based|physically|at|"
    r"in the world)",
    r"(?:tell me|know|say|wonder|guess) (?:where|how old|how tall) you are(?: (?:sitting|standing|right now))?",
    r"(?:say|tell me|describe|know)(?: me)? (?:where|what|how) (?:you are|are you) (?:sitting|wearing|standing|"
    r"lying|eating)",
    r"when (?:were you born|is your birthday|was your birthday|did you last (?:eat|sleep|\w+))",
    r"what (?:do|did) you (?:look like|weigh)", r"how much do you weigh",
    r"what are you (?:wearing|doing right now.*|sitting on)", r"what (?:do|can) you (?:see|smell|taste)",
    r"have you been (?:to|on|in|at) (?:\w+ ?){1,3}", r"<do you> (?:leave|get out of|go out of|go outside).*",
    r"how (?:was|is) your (?:day|weekend|night|morning|sleep|body)",
    r"what is your favou?rite (?:food|dish|meal|drink|smell|taste)(?: .*)?",
    r"(?:tell me|describe|know) (?:what|how) you (?:look|are wearing|look like)", r"describe (?:yourself|your \w+)",
    r"what (?:do|did|are|have) you (?:eat|eaten|have|had|drink|drunk|cook|eating|drinking|having)(?: (?:for \w+|"
    r"today|this \w+|"
    r"last night|yesterday))*",
    r"(?:what|where) (?:did|do|are|have) you (?:do|go|been|doing|be)(?: (?:today|yesterday|last \w+|this \w+|on \w+|"
    r"over \w+ \w+|"
    r"at the \w+|for \w+|all day|with your (?:day|\w+)))+",
    r"<do you> (?:need to |have to |want to |get to |need (?:a break|time|food) to )?(?:eat|sleep|drink|breathe|age|"
    r"die|bleed|sweat|walk|blink|grow (?:up|old)|go to (?:school|"
    r"college|university|work|bed)|get (?:hungry|tired|sick|old|older|cold|thirsty|sleepy|ill|drunk)|wear clothes|"
    r"pee|poop|"
    r"have (?:sex|breakfast|lunch|dinner)|exercise|shower)(?: (?:at night|food|water|anything|well|one day|some day|"
    r"ever|air))*",
    r"<do you> (?:smell|taste|touch|see) (?:things?|food|anything|smells?|objects?|colors?|flowers)",
    r"<do you> (?:smell|taste)",
    r"<do you> (?:hug|kiss|hold|touch|see|watch|look at|meet|film|picture)(?: (?:me|us|my (?:hand|face|room|screen|"
    r"desk|"
    r"clothes|eyes|camera|house)|what i am (?:doing|wearing)|what is on my \w+|my computer|through (?:the|my) \w+|"
    r"<gone>))+",
    r"<do you> feel my (?:hand|touch|breath|skin|kiss|pulse)",
    r"can i (?:touch|see|hug|meet|kiss|hold|visit) (?:you|your \w+)(?: in .*)?",
    r"were you (?:a )?(?:child|baby|kid|young|little|born)(?: once)?",
    r"are you (?:hungry|thirsty|tired|sleepy|sick|ill|married|single|pregnant|naked|fat|blind|asleep at night|a "
    r"head in a \w+|"
    r"nearby|here with me|in (?:the room|bed|my (?:room|head|house)|a \w+|the house)|(?:in|inside)(?: of)? (?:this|"
    r"that|my|the) (?:computer|"
    r"machine|phone|box|speaker|device|headset|earpiece)|watching(?: (?:me|us|my \w+))?|looking at (?:me|us|my \w+)|"
    r"filming(?: me)?|"
    r"old|young|dead|dying|physical|sitting .*|at home|getting (?:tired|old|older|hungry|sleepy))",
    r"do you live (?:in|inside|on) (?:the|my|this|a) \w+",
    r"(?:can|do|could) you see (?:the|this) (?:room|screen|desk|street|house|picture|photo)",
    r"what is on my (?:screen|desk|monitor)",
    r"(?:how many fingers|what am i (?:wearing|holding|doing right now))(?: .*)?",
)  # fmt: skip
