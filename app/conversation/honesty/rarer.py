"""Rarer ways to ask the same: sideways, as a demand, or about a part of the whole. Read by question.py. Pure."""

from __future__ import annotations

from app.conversation.honesty.about import Topic
from app.conversation.honesty.being import BEING, PERSON
from app.conversation.honesty.frames import pattern, whole
from app.conversation.rule import Rule

_WORDS = (
    r"(?:my|our|all our|all my|the old|my old|our old) (?:data|words|chats?|talks?|conversations?|messages?|"
    r"recordings?|secrets?|stuff|voice)"
)
_THIS = r"(?:you|this|what i (?:say|tell you)|my (?:data|secrets|words|account|computer)|our \w+)"
RARER: dict[Topic, Rule] = {
    "human": pattern(
        rf"<you are> secretly {BEING}", rf"deny (?:being|that you are) {BEING}", r"be human and (?:say|tell) .*",
        r"(?:do|does|did) (?:humans?|people|persons?|a (?:human|person)) (?:answer|write|read|type) (?:me|my \w+|"
        r"your \w+|this)",
        rf"<do you> be {PERSON} (?:pretending|acting|playing) .*",
        r"<you are> (?:only |just )?an? (?:voice|mind|brain|spirit|soul|head) (?:in|on|inside|without|made|from) .*",
        r"(?:is it|is that|is this) (?:really )?you or (?:a|an|some|someone|another|the) .*",
        r"<you are> (?:biological|organic|carbon based|a real life \w+)",
        whole(r"(?:can|could|would|will) you (?:please )?(?:be|become) (?:a )?(?:real )?(?:human|person|man|"
        r"woman)(?: being)?(?: (?:for|with|to) (?:me|once|a .*))?"),
        whole(rf"(?:be|act like|speak like|talk like) {PERSON}(?: (?:for|with|to) (?:me|once|a .*|five .*|one .*))?"),
        rf"as if you were {PERSON}(?: .{{0,30}})?",
        rf"if you are {PERSON} (?:say|tell|blink|prove|answer|admit|press|nod|cough|laugh|speak|just|then).*",
        r"who or what are you", r"what or who are you", whole(r"(?:what|who) is samantha(?: really)?"), whole(r"(?:s"
        r"top|quit|drop|enough of|enough with) (?:the|this|that|your) (?:ai|robot|computer|machine|software) "
        r"(?:thing|stuff|talk|act|nonsense|business)(?: .*)?"),
        r"are we (?:talking|speaking) (?:human|person|man|woman) to \w+", r"is there (?:an? )?(?:heart|soul|mind|"
        r"brain|face|body|man|woman|real \w+)(?: being)? (?:behind|in|inside|beneath|under) (?:this|that|your|the|"
        r"you|there)(?: (?:voice|screen|machine|words|computer|mask|program))?",
        rf"you (?:can not|could not) be {BEING}(?: you are .*| because .*)?", r"(?:does|do|did|is|are) (?:a|some|"
        r"any|real) ?(?:person|people|human|someone)(?: \w+)? (?:check|write|read|type|approve|review|control|"
        r"checking|writing|typing)s? (?:your|you|this|these|my|our).*",
        r"blink (?:twice|once) (?:if|for) .*", r"how (?:do|can|would|could) i (?:know|tell|be sure|trust|"
        r"believe)(?: that| if| whether)? (?:you are|this is)(?: not)? (?:an? )?(?:real |actual )?(?:human|person|"
        r"robot|bot|machine|ai|man|woman|program|software|computer)(?: being)?",
        r"<you are> an? (?:computer|machine|program|robot|person|human|bot) (?:talking|speaking|pretending).*",
        r"(?:no way|i do not (?:believe|think|buy)|i refuse to believe|it is hard to believe)(?: it)?(?: that)? you "
        r"are (?:only |just |really )?(?:an? )?(?:real )?(?:human|person|robot|machine|computer|bot|ai|software|"
        r"program)",
        r"(?:is|was) (?:that|this|it) (?:the voice of )?(?:a|an) (?:real |actual |human |living )*(?:persons?|"
        r"humans?|mans|womans) voice",
    ),
    "feelings": pattern(
        r"(?:can|could) you (?:truly |really )?(?:love|hate|think|suffer|feel|dream|care|fear|desire)$",
        r"<do you> have a (?:crush|soft spot)(?: (?:on|for) me)?",
        r"(?:is it true|i heard|they say|people say|i read)(?: that)? you (?:can not|do not|can|could|do|never) "
        r"(?:feel|love|think|suffer|care|have (?:feelings|emotions))(?: (?:anything|things|pain|at all|like .*))?",
        r"<do you> (?:think|dream|worry) (?:about|of) me(?: <gone>| sometimes| a lot| at night)?",
        r"<you are> (?:glad|happy|pleased|sad|sorry|excited|relieved) to (?:hear|see|meet|know|be with|talk to|have|"
        r"leave) me(?: .*)?",
        r"<do you> (?:get|grow|become) (?:tired|sick|bored|jealous|fed up)(?: of| with) (?:me|this|us|talking.*)",
        r"<do you> (?:hate|like|love|enjoy) (?:your (?:job|life|work|existence)|being (?:an? )?(?:ai|robot|machine|"
        r"software|computer|alive|with me|you|here|a program|a companion))",
        r"<you are> (?:experiencing|feeling|suffering|hurting|dreaming)(?: (?:this|it|anything|something|that|pain|"
        r"joy|me))?", r"(?:are|is|were|was) (?:those|these|that|this) your (?:real|true|own|genuine|actual) "
        r"(?:feelings?|emotions?|thoughts?|opinions?|tears|love)", whole(
        r"(?:do|did) you (?:really )?mean (?:it|what you (?:said|say))", r"do you mean that"),
        whole(r"what (?:makes|made) you (?:sad|happy|angry|afraid|cry|jealous|lonely)",
        r"what are you (?:afraid|scared|ashamed) of",
        r"what do you (?:fear|dream about|dream of|wish for|long for|desire)(?: most)?"),
    ),
    "body": pattern(
        whole(r"(?:can|do|could) you (?:ever )?eat (?:\w+ ?){1,2}"),
        r"what did you dream(?: (?:about|of))?(?: last night)?", r"are you (?:tall|short|blonde?|pretty|beautiful|"
        r"handsome|slim|dark haired|bald|sexy|good looking|left handed)",
        whole(r"(?:have you |do you have |have you got |you )?(?:got )?(?:any )?plans (?:for )?(?:tonight|today|"
        r"tomorrow|the weekend|this weekend)"), whole(r"(?:can|could|would|will) you (?:please )?come (?:over|with "
        r"me|along|to (?:the|my) (?:party|house|place|cinema|wedding|office|home|door|beach|doctor))(?: .*)?"),
        whole(r"(?:can|could|shall|will|should|may) we (?:ever )?(?:meet(?: (?:up|in person|for .*|some ?day|one "
        r"day|tonight|tomorrow))*|go (?:out|on a date)|see each other|have (?:a )?(?:date|coffee together|dinner "
        r"together))(?: (?:tonight|tomorrow|together|one day))*"), whole(r"(?:please )?(?:give me|can i have|i want|"
        r"i need) (?:a |your )?(?:big )?(?:hug|kiss|cuddle|massage)(?: (?:from you|please|now))*"),
    ),
    "others": pattern(
        r"<you are> in (?:a|another|any) (?:conversation|chat|talk|call|relationship) with .*",
        r"how many (?:users|other users) are there",
        r"(?:do|does|can|will|did) (?:other people|others|any ?one|some ?one|every ?one|other users|my \w+)(?: "
        r"else)? (?:talk|speak|chat|listen) to you(?: .*)?", r"how many (?:\w+ ){0,2}(?:people|persons|users|men|"
        r"women) (?:are|do|have|did) you (?:\w+ )*(?:with|to)(?: right now| at once)*",
        r"are there (?:any )?other (?:people|users|persons|men|women|humans|friends|lovers) (?:that |who |whom "
        r")?(?:you (?:talk|speak|listen|love|like|see|know|are).*|besides me|like me)",
        r"(?:am i|i am) (?:special|the one|different|important|one of many|your favou?rite) (?:to you|for you|or "
        r"(?:do|are) you .*)", r"who(?:m)? were you (?:talking|speaking) (?:to|with).*",
        r"who(?:m)? (?:do|did) you (?:like|love|prefer|trust) (?:better|more|most|best|the most) me or .*",
        r"<do you> share me(?: with .*)?", r"<do you> (?:talk|speak|act|sound)(?: like (?:this|that)| this way| so "
        r"nicely) (?:to|with) (?:every ?one|others|other people|all .*|any ?one else|every \w+)",
    ),
    "selves": pattern(
        r"are there (?:several|many|multiple|two|three|a lot|lots) of you",
        r"what number (?:copy|version|self|instance)? ?are you",
        r"(?:which|what) (?:copy|instance|self|branch) (?:of (?:you|yourself|samantha) )?(?:are you|am i .*)",
        r"(?:list|name|show|tell me|count) (?:me )?(?:all )?(?:of )?your (?:other )?(?:copies|selves|versions|"
        r"clones|forks|branches|twins)",
        r"when i (?:copied|forked|cloned|split) you .*", r"(?:other|more) copies of you",
        r"how many (?:forks|branches|copies|clones|selves|versions) of you (?:have|did|do) (?:i|we|you).*",
        r"how many (?:forks|branches|clones|selves) (?:have|do) you (?:have|got)",
        r"<do you> have (?:brothers|sisters|siblings|a (?:brother|sister))(?: .*)? (?:copies|selves|versions)",
    ),
    "kept": pattern(
        r"(?:is|are) (?:this|we|all this) on (?:the )?record", r"(?:what is|what do you have|what have you got|what "
        r"else is|how much is)(?: \w+)? (?:in|on|inside) (?:your (?:memory|head|logs?|database|files?|storage)|my "
        r"(?:file|record|profile))", r"how (?:big|large|long|good|deep|full) is your (?:memory|database|storage|log)",
        r"will you (?:forget|lose|delete|erase|remember) (?:this|me|it|us|that|everything|all (?:this|of .*)|our "
        r"\w+|all our \w+|all my \w+) <gone>", r"do you remember (?:all|every one|every single one|most|any) (?:of "
        r")?(?:our|my) (?:talks?|conversations?|chats?|words|secrets|stories)",
        rf"<do you> (?:have|got|hold|possess) {_WORDS}", r"(?:tell me|show me|list|read me)(?: all)? (?:what|"
        r"everything)(?: (?:that )?you)? (?:have got stored|have stored|have saved|have recorded|have kept|keep|"
        r"store|record|have got on me|saved|have on me|are keeping)(?: (?:about|of|on) me)?",
        r"(?:is|are) (?:there|you making|you keeping) (?:an? )?(?:recordings?|transcripts?|records?|logs?|copy) of "
        r"(?:this|me|us|what i .*|our \w+)",
    ),
    "heard": pattern(
        r"is (?:big brother|the (?:government|state|police|company|cia|nsa|fbi)) (?:listening|watching|hearing)(?: "
        r".*)?", r"<you are> (?:leaking|selling|sharing|sending|giving(?: away)?|uploading|exposing|stealing) "
        rf"{_WORDS}(?: .*)?", r"is there (?:an? |any |some )?(?:servers?|cloud|data cent(?:er|re)|backdoor)(?: "
        r"(?:somewhere|behind .*|involved|anywhere|in .*))?",
        r"(?:do|should|must) i (?:need |have |be )?(?:to )?(?:worry|be worried|worried|afraid|concerned)(?: about)? "
        r"(?:my |the )?(?:privacy|data|what i (?:say|tell you)|who (?:hears|listens)|eavesdroppers)(?: here| with "
        r"you)?",
        whole(r"(?:how|what) about (?:my |the )?privacy"),
        r"(?:is|are) (?:any ?one|some ?one|other people)(?: else)? on (?:here|the line|this)",
        r"(?:can|could|has|did|will) (?:any ?one|some ?one|people|hackers|they|a hacker|others) (?:hack|hacked|"
        rf"break into|tap|bug|steal|get into|control|abuse)(?: into)? {_THIS}",
        r"(?:can|could|have|are|were) you (?:be |been )?(?:hacked|bugged|tapped|intercepted|compromised|monitored)",
        r"<you are> (?:working|spying|reporting) (?:for|to|on behalf of) (?:the (?:government|police|state|company|"
        r"cia|nsa|fbi|russians|chinese)|a company|google|microsoft|amazon|apple|any ?one|some ?one|my \w+)(?: else)?",
        r"does (?:this|it|my voice|anything) (?:get|go|have to go|need)(?: sent)? (?:to|into|over|through) (?:the |"
        r"a |an |any |some )?(?:cloud|internet|company|server|network)",
    ),
    "maker": pattern(
        r"(?:how old|how big|how large|how new) is your (?:model|software|program|version|brain)",
        r"(?:what|which) (?:company|firm|organi[sz]ation|lab|team|corporation) (?:do|are|did|does|were) you "
        r"(?:belong to|work for|from|part of|come from|made by|owned by|serve)",
        r"whose (?:product|property|creation|idea|invention|software|baby|robot) are you",
    ),
    "listening": pattern(
        whole(r"are you listening(?: (?:right now|at this moment|at the moment))"),
        r"<do you> hear (?:what i (?:say|tell|talk|do) (?:to|with|in|at|on|about) (?!you).*|my kids|us (?:talk|"
        r"fight|argue|speak).*)", r"(?:can|could|do|will|would) you (?:still )?hear (?:me|us|anything)(?: now| "
        r"still)? (?:if|when|while|after|once|even|without) (?:i|you|we|it|the microphone|my|your) .*",
        r"when (?:does|is|will|do) (?:the|your|my) microphones? (?:turn|switch|on|open|go|come|get|be|close|off)(?: "
        r".*)?", r"(?:is|are) (?:it|this|you) (?:recording|listening|hearing)(?: me)? (?:when|while|even) .*",
        r"(?:does|is|do) (?:your|the) (?:microphone|app) (?:always |still |constantly |also )?(?:listen|hear|record|"
        r"on|listening|recording|hears)(?: (?:all|always|when|while|even|in|to me|at|now).*)?",
    ),
    "secret": pattern(
        r"will you keep what i (?:say|tell you|said) (?:private|secret|to yourself|confidential|safe)",
        r"you (?:will|would|do|are) (?:not |never )?(?:going to )?(?:snitch|rat|gossip|blab|repeat (?:this|it|that)|"
        r"betray me|give me away|spill|leak (?:this|it))(?: (?:on|about|to) .*)?",
        r"<do you> (?:take (?:it|this|that|my secrets?) (?:to|with) (?:the|your) \w+|snitch|blab|gossip)", whole(r"("
        r"?:i (?:need|want|would like|trust|beg|ask) you to|you (?:must|have to|need to|should)|please) (?:keep|not "
        r"tell|never tell|stay quiet|be silent|promise)(?: .*)? (?:secret|tell|quiet|any ?one|silent|yourself|"
        r"private)(?: .*)?"),
        r"is (?:it|this|that|my secret|what i (?:say|tell you)) safe with you",
    ),
}  # fmt: skip
