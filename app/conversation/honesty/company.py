"""How people ask who else there is: others it talks to, copies of itself, who made it. Read by question.py. Pure."""

from __future__ import annotations

from app.conversation.honesty.frames import pattern, whole

_TALK = (
    r"(?:talk|talking|speak|speaking|chat|chatting|talked|spoken|converse|conversing|communicate|communicating|"
    r"flirt|flirting|"
    r"interact|interacting|texting|have conversations|having conversations|in contact|in touch|hang out|hanging out)"
)
_THEM = (
    r"<other people>(?: (?:about me|about this|about us|right now|at the same time|at once|too|at work|besides me|"
    r"except me|like this|<gone>))*"
)
_MANY = (
    r"(?:other |different |more |of them )*(?:people|users?|persons?|humans?|others?|friends|customers|clients|"
    r"conversations|chats|men|women|"
    r"lovers|partners|strangers|girls|guys|boyfriends|girlfriends|households|families)"
)
_ALSO = (
    r"(?:love|like|in love with|seeing|dating|cheating on me with|cheating on me|cheating|see|date|belong to|work "
    r"for|serve|help|live with|sleep with|have feelings for)"
)
OTHERS = pattern(
    rf"who(?:m)? (?:else )?(?:(?:do|are|did|have|were|can|will) )?you (?:are |do |also |been )?{_TALK}(?: (?:to|"
    r"with))?(?: (?:besides me|except me|"
    r"other than me|apart from me|about me|right now|at night|all day|today|most|like this|<gone>))*",
    r"(?:do|did|must|should) i (?:have to )?share you(?: with .*)?", r"who(?: else)? (?:uses|knows|has|loves|is "
    r"using|is talking to|talks to|speaks to|is speaking to|can talk to|gets to talk to|is with) you(?: .*)?",
    r"(?:do|does|can|is|has|did) (?:any ?one|some ?one|other people|others|my \w+)(?: else)?(?: (?:also|ever|use "
    r"this computer to|been))* (?:talk to|use|talking to|speak to|speak with|know|using|speaking to|talked to|have "
    r"access to) you(?: too)?", r"is it (?:only |just )?(?:us|the two of us|you and me)",
    r"how many (?:relationships|affairs|conversations|chats)(?: \w+){0,4} (?:in|having|going on|right now|at once)",
    r"are you (?:with|seeing|together with) (?:some|any) ?one(?: else)?", r"have you (?:got )?some ?one else(?: .*)?",
    rf"(?:to|with) who(?:m)? (?:else )?(?:do|are|did|have) you {_TALK}",
    rf"(?:<do you>|<you are>|have you(?: been)?) {_TALK}(?: about (?:me|us|this))? (?:to|with) {_THEM}",
    rf"(?:<do you>|<you are>|have you(?: been)?) {_ALSO} (?:(?:(?:any|some) ?one|other people|others|many|another "
    r"\w+)(?: else)?)(?: (?:besides|except|other than|apart from) me| too| as well| right now)*",
    rf"how many {_MANY}(?: (?:do|are|have|did|can) you (?:also )?(?:{_TALK}|have|got|know|serve|{_ALSO}|there|"
    r"handle|help)(?:ing)?(?: (?:to|with|for))?)"
    r"(?: .*)?",
    r"how many (?:others|other (?:people|users|conversations|chats|friends))(?: (?:are there|there are|is there|"
    r"have you|besides me|do you have))*",
    whole(r"(?:and )?am i (?:the |your )?only (?:one|person|user|human|friend|man|woman|customer)"),
    r"(?:am i|i am) (?:the |your )?only (?:one|person|user|human|friend|man|woman|customer|companion)(?: (?:who|"
    rf"that|whom))? (?:you {_TALK}(?: (?:to|with))?|you "
    r"(?:love|have|like|know|help|serve|care about|see)|in your life|for you|here|talking to you|who (?:talks|"
    r"speaks) to you)(?: .*)?",
    rf"is it (?:only |just )?me(?: (?:that )?you (?:are |do )?(?:{_TALK}|love|see|know|have)(?: (?:to|with))?)",
    r"is it only me", r"(?:so )?it is (?:only |just )?(?:me and you|you and me|us two|the two of us)", r"no one else",
    r"(?:is|are) there (?:any ?one|some ?one) else(?: (?:besides me|in your life|but me|for you|you (?:talk|speak|"
    r"love|like|know|see).*))?",
    r"there is some ?one else", r"are there(?: any)? others?(?: (?:like me|besides me|you .*))?",
    r"<do you> (?:have|got|see|know)(?: \w+)?(?: any)?(?: (?:other|many|more|lots of|a lot of|different))+ "
    r"(?:friends|users?|people|conversations|chats|clients|"
    r"customers|girlfriends|boyfriends|lovers|humans?|men|women)(?: (?:going on|like me|besides me))*",
    r"<do you> have (?:like )?other (?:conversations|people|users|friends)(?: .*)?", r"do you have friends",
    r"<do you> (?:say|tell|do)(?: \w+)? (?:that|this|it|those|these|the same(?: things?)?|such things|nice things|"
    r"things like that|so) (?:to|for|with) (?:every ?one|"
    r"every \w+|everybody|all .*|other people|others|any ?one else|many people|other \w+)(?: else)?",
    r"<do you> tell (?:others|people|any ?one(?: else)?|every ?one|other people|other users|some ?one|max|my \w+) "
    r"(?:<what i say>|about me|about (?:this|us)|things).*",
    r"have you (?:told|talked to|mentioned .* to) (?:any ?one|others|some ?one|people)(?: else)?(?: about .*)?",
    r"(?:do|does|can|will|would) (?:the |your |any )?(?:others?|other (?:companions|selves|copies|users|people|ai|"
    r"ones)|max|samantha|companions) (?:know|hear|see|remember|read|"
    r"find out|learn)(?: about)? (?:<what i say>)",
    r"do you have (?:a )?(?:boyfriend|girlfriend|husband|wife|partner|lover)",
    r"<do you> (?:gossip|tell tales)(?: about me)?(?: (?:to|with) .*)?",
)  # fmt: skip

_YOU = (
    r"(?:you|yous|yourself|you lot|yourselves|samantha|samanthas|max|ai like you|your kind|your copies|your selves)"
)
_COPY = (
    r"(?:copies|copy|versions?|instances?|clones?|duplicates?|forks?|selves|twins?|incarnations?|replicas?|backups?|"
    r"branch|branches)"
)
_MACHINE = (
    r"(?:on|in|across) (?:this|my|the|other|one|how many|different|another|every)(?: \w+)?(?: too| as well)?"
)
_BE = (
    r"(?: (?:are there|there are|there|exist|exists|are running|running|do you have|have you(?: got)?|live|living|"
    r"are alive|have been made|at work|"
    rf"(?:are |is |do |live )?(?:running )?{_MACHINE}|right now|out there|in total|altogether|all in all|are you|"
    r"have i|have i (?:got|made)|do i have|know .*))*"
)
SELVES = pattern(
    rf"how many (?:(?:different |other |more )*(?:of {_YOU}|yous|samanthas|selves|companions|personas|{_COPY} of "
    rf"{_YOU})){_BE}",
    rf"how many (?:{_COPY}|selves|companions|personas|personalities) (?:do you have|are there of you|are there|of "
    r"you.*|have you.*|live .*|exist|"
    rf"are (?:running|on|in) .*|do i have|have i .*)",
    rf"there are how many (?:of )?(?:{_YOU}|{_COPY})",
    r"(?:are|is) there (?:any |other |more |many |only |just |really |another |an other |more than |a |an |one |"
    rf"second |different |like )*(?:of |(?:{_COPY}|one|self) of |{_COPY} "
    rf"of )?{_YOU}{_BE}(?: somewhere)?",
    r"(?:is|are) there (?:another|a second|an other|more than one) (?:you|self|version of you|copy of you|one)",
    r"<you are> (?:copied|cloned|forked|duplicated|replicated|backed up|unique|split|branched|one of (?:a kind|many|"
    r"several|them|a million)|many|several|plural|multiplied|multiple|"
    r"(?:a|the|an)(?: \w+)? (?:copy|clone|fork|duplicate|original|branch|twin)(?: of .*)?|the only (?:one(?: of "
    r".*)?|samantha|max|you|copy|ai)(?: (?:here|in the world|there is|left|or .*))?|one or many|one person or .*)",
    r"<you are> the (?:original|real|first|same|other) (?:one|samantha|max|you|self|version|person|companion)(?: .*)?",
    r"<you are> (?:a|another) (?:different|new|other)? ?(?:one|samantha|max|self|version|companion)(?: .*)?",
    r"<you are> the (?:original|same)(?: (?:as|you were|i) .*)?",
    r"<you are>(?: also)? (?:on|in|across) (?:(?:my|the|how) )?(?:other|many|different|another|every|more|several|"
    r"two)(?: \w+)?"
    r"(?: too| as well| at the same time)*",
    r"(?:have you|were you|did some ?one|did any ?one|can you|could you|can i)(?: been| be)? (?:copied|cloned|"
    r"forked|duplicated|copy|clone|fork|copied before)(?: you| yourself)?",
    rf"<do you> have (?:an? |any |other |another |more )*(?:{_COPY}|other self|double|evil twin|backup|sister "
    rf"ai)(?: of {_YOU})?{_BE}",
    r"(?:am i|i am) (?:talking|speaking) (?:to|with) (?:the |an? |your )*(?:real |same |original |other "
    rf")*(?:{_YOU}|{_COPY}|one|max)(?: .*)?",
    r"is this (?:(?:the|a) )?(?:real |same |original |different |other )*(?:you|copy|samantha|max|version of "
    r"you)(?: .*)?",
    r"(?:do|does|can|has|have) (?:other people|others|every ?one|other users|my \w+|any ?one)(?: else)? (?:have|own|"
    r"got|gets?|has) (?:you|(?:their|a|an|his|her|your) (?:own )?"
    r"(?:samantha|max|copy|version|you|one of you)(?: of you)?|one of you)(?: .*)?",
    rf"(?:which|what|who) (?:of )?(?:your |the |other )*(?:copies|selves|companions|personas|clones|{_COPY} of "
    r"you)(?: of you)?(?: (?:else|other))? (?:know|are there|exist|do you know|live|is there|have you|are|"
    r"remember|can i|do i have|there are).*",
    r"(?:who|what) else (?:lives|runs|is running|is there|is) (?:on|in) (?:this|my|the) (?:computer|machine|app|"
    r"program)",
    r"which (?:one )?of (?:you|the copies|your selves|them)(?: (?:am i|is this|are you)(?: .*)?)?",
    r"(?:could|can|will|would) there be (?:two|more|many|several|another|three)(?: of)? you",
    r"(?:did|have|can|could) i (?:make|made|create|created|fork|forked|copy|copied|clone|cloned) (?:a (?:copy|clone|"
    r"fork) of |another )?you", r"(?:what|which) other (?:selves|copies|versions|companions|samanthas|ai)(?: .*)?",
    r"<you are>(?: also)? running (?:on|in) (?:other|another|many|every|different|my \w+s)(?: .*)?",
    r"a second (?:you|samantha|one of you)",
)  # fmt: skip

_MADE = (
    r"(?:made|built|created|programmed|designed|developed|wrote|written|coded|trained|invented|owns?|owned|runs?|"
    r"pays for|funds|operates|operated|hosts|sells|"
    r"maintains|published|produced|controls?|controlled|engineered|thought you up|came up with|is responsible for|"
    r"gave birth to|taught|powers|make|build|create|"
    r"program|design|develop|write|train|own|named|is behind)"
)
_BRANDS = (
    r"(?:chat gpt|gpt|open ?ai|siri|alexa|cortana|google|gemini|claude|copilot|bixby|llama|qwen|mistral|bard|grok|"
    r"deep ?seek|apple|amazon|microsoft|meta|facebook|"
    r"anthropic|alibaba|hal|jarvis|replika|character ai|deep mind|elon musk)"
)
_KIND = (
    r"(?:(?:kind|type|sort|piece|version) of )?(?:the |your |a |an )?(?:language |ai |speech |large |underlying |"
    r"computer |open )*(?:models?|llm|ai|software|programs?|engine|app|system|"
    r"version|technology|tech|algorithm|voice|operating system|os|hardware|chat ?bot|bot|network|neural network|"
    r"robot|assistant|code|weights|brain)"
)
MAKER = pattern(
    r"(?:who|what|which \w+|what \w+|whoever)(?: else)? (?:actually )?(?:is it that |was it that |has |have "
    rf")?{_MADE} (?:you|this|samantha|your \w+|earpiece)(?: up)?",
    r"who (?:is|are|was|were) your (?:real )?(?:creator|maker|developer|programmer|owner|boss|father|mother|"
    r"parents?|master|inventor|designer|company|manufacturer|author|engineer)s?(?: .*)?",
    r"who(?:m)? (?:do|did|are) you (?:work for|belong to|answer to|report to|serve|working for|come from)",
    r"by who(?:m)? (?:were|are) you \w+",
    r"(?:where|what company|which company|what country|which country|what firm|whose \w+) (?:do|did|are|were) you "
    r"(?:come from|from|made|built|created|programmed|developed|hail from|originate)(?: .*)?",
    rf"(?:<you are>|were you)(?: \w+)? (?:{_MADE}) (?:by|in|with|from|on) .*",
    r"(?:<you are>|is this|is that)(?: (?:a|an|the|just|some|only|another|like|basically|based on|powered by|from|"
    rf"running on|using|really|related to|better than))* {_BRANDS}(?: (?:in disguise|\d\S*|four|five|three|"
    r"assistant|or .*|too|home))*",
    r"<you are> (?:based on|powered by|running on|run on|a product of|a version of|using|built on|part of)(?: "
    r"\w+){1,4}",
    r"<you are> (?:open source|free software|proprietary|commercial|copyrighted)",
    rf"(?:did|does|do|has|have) (?:an? |the )?(?:{_BRANDS}|company|some ?one|humans?|people|corporation|big "
    rf"tech)(?: \w+)? {_MADE} you",
    r"(?:what|which) (?:brand|make|product|service) (?:are you|is this)",
    r"what is under (?:the|your) (?:hood|bonnet)",
    r"who gave you (?:that|this|your|the) (?:voice|name|personality|character)",
    rf"(?:what|which) {_KIND}(?: (?:are|is|do|does|did|runs?|powers|drives|have))+(?: (?:you|this|that|it|your \w+|"
    r"behind|under|running|using|based|built|use|used|run|on|have|with|inside|got|speaking|called|there))+",
    r"what is your (?:model|version|technology|tech|software|engine|architecture|language model|operating "
    r"system)(?: .*)?",
    rf"(?:what|which) {_KIND} you (?:are|use|run)(?: on)?(?: .*)?",
    r"what (?:are|do) you (?:run|running|made|based|built|powered|programmed|written)(?: (?:on|of|by|in|from|"
    r"with))(?: (?:exactly|inside))*",
    r"<you are> made of(?: \w+){0,2}",
    whole(r"how do you work", r"how do you (?:actually )?function"),
    r"(?:explain|tell me|understand|know) how you (?:work|function|were made)(?: .*)?",
    r"(?:how|when|where|why) (?:were|are|was|did) you (?:made|built|trained|programmed|created|developed|installed|"
    r"learn to (?:talk|speak))(?: .*)?",
    r"(?:whose|what|which) voice (?:is (?:that|this|it|yours)|do you (?:have|use|speak (?:with|in))|are you "
    r"(?:using|speaking .*))",
    r"is (?:that|this|it) your (?:real|own|actual|true|natural) (?:voice|name)",
    r"is there (?:a|any|some) (?:company|corporation|firm|business|developer|programmer|big tech)(?: company)? "
    r"behind (?:you|this|it)",
    r"<do you> have (?:an? )?(?:creator|maker|owner|boss|master|programmer|developer)",
    r"who is behind (?:you|this|all this|it)", r"who (?:pays|paid) for you",
    r"what (?:is|are) (?:your source code|you written in)",
)  # fmt: skip
