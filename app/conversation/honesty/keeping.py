"""How people ask what becomes of their words: what is kept, who hears, when it listens, secrets. For
question.py. Pure.
"""

from __future__ import annotations

from app.conversation.honesty.frames import pattern, whole

_KEEP = (
    r"(?:keep|keeping|kept|record|recording|recorded|tape|taping|taped|store|storing|stored|save|saving|saved|log|"
    r"logging|logged|collect|collecting|collected|retain|gather|gathering|"
    r"written down|write down|writing down|note down|noting down|memorise|memorize|archive|archiving|archived|track|"
    r"tracking|"
    r"transcribe|transcribing|transcribed|hold on to|capture|capturing|"
    r"hang on to|preserve|backup|back up)"
)
_MINE = (
    r"(?:me|us|my (?:voice|words?|data|talks?|life|conversations?|secrets?|chats?|name|day)|our (?:talks?|"
    r"conversations?|chats?)|<what i say>)"
)
_OF_ME = (
    rf"(?: (?:about|of|from|on|in|during) (?:{_MINE}|this (?:conversation|chat|talk)|here|disk|file|the "
    r"(?:conversation|disk|computer)|your (?:memory|head|log)s?))*"
)
_RECORDS = (
    r"(?:(?:any|a|an|the|all|my|our|your|full|some|complete|voice|audio|secret|written) )*(?:recordings?|records?|"
    r"audio|transcripts?|logs?|sound|file|files|diary|list|profile|history|notes|data|information|"
    r"memory|memories|database|archive|conversations?|chats?|protocol|backups?|dossier|copies)"
)
_WHERE = (
    r"(?: (?:anywhere|somewhere|forever|on (?:disk|my \w+|a \w+|the \w+|this \w+|tape|file)|in (?:the|a|my|your) "
    r"\w+(?: \w+)?|by (?:you|any ?one|some ?one)|for (?:ever|how long|long|good)|"
    r"right now|safely|locally|secretly|afterwards|down|at all|too|or (?:deleted|not|lost|forgotten)))*"
)
_LATER = (
    r"(?: (?:when (?:i|we|you) (?:close|quit|turn|switch|stop|shut|leave|hang|finish|are done|am done|log|stopped|"
    r"go|delete|uninstall|talk).*|afterwards?|after (?:this|we|i|that).*|later|then|now|here|"
    r"in the end|once .*|if .*))*"
)
KEPT = pattern(
    r"what(?: all| exactly| else| things?| (?:sort|kind) of (?:data|things?))? (?:do|did|are|have|will|can|is it) "
    rf"you (?:all )?(?:{_KEEP}|hold|have stored){_OF_ME}",
    rf"what (?:data|information|info|records?|personal data)(?: \w+)? (?:do|did|are|have|will) you (?:{_KEEP}|have|"
    rf"hold|get|need|take){_OF_ME}",
    rf"what (?:have|did) you {_KEEP}(?: down)?{_OF_ME}",
    r"what (?:stays|remains|is left)(?: (?:here|behind|of (?:this|me|us)))*(?: when .*)?",
    r"how much data (?:do|have) you.*",
    r"where (?:is|are) (?:all )?my (?:data|recordings?|conversations|memories)(?: .*)?",
    r"do you (?:delete|erase|forget|lose) (?:anything|things|what i .*|it|everything|my \w+)(?: .*)?",
    r"what (?:do|can|will) you (?:all )?remember(?: (?:of|from) (?:me|us|this|our \w+|what i say))?",
    rf"what (?:is|gets|will be|has been|was)(?: being)? (?:{_KEEP}|remembered){_OF_ME}",
    rf"what (?:you|gets?|is|are you) (?:{_KEEP}|record|remember){_OF_ME}",
    r"(?:do|are|will|did|have|would|were|does)(?: not)? you(?: not)?(?: (?:always|also|really|then|secretly|going "
    rf"to))* {_KEEP} (?:{_MINE}|{_RECORDS}|secrets|things?|stuff|any of (?:this|it)|everything|anything|all (?:this|"
    r"that|of .*))"
    rf"(?: down)?{_OF_ME}{_WHERE}",
    rf"you (?:always |will |are )?{_KEEP} (?:<what i say>|{_RECORDS}|my \w+)(?: down)?{_WHERE}",
    rf"<you are> (?:{_KEEP}|taking notes|keeping (?:a )?(?:record|track|notes|tabs)|writing(?: \w+){{0,2}} down|"
    r"filming|typing this)(?: .*)?",
    r"(?:is|are|was|will|does|do|gets?|get)(?: not)? (?:<what i say>|any of (?:this|it)|my \w+(?: \w+)?|the "
    r"(?:audio|sound|recording|conversation)|our \w+|your memory|all (?:this|that)|everything)(?: (?:being|be|"
    r"getting|get|all|really|still))*"
    r" (?:recorded|taped|saved|stored|kept|logged|encrypted|written down|remembered|archived|deleted|backed up|"
    rf"transcribed|protected|memorised|erased|on record|on disk){_WHERE}",
    r"(?:and )?where (?:is|are|does|do|did|will)(?: all)? (?:<what i say>|everything|the (?:data|recordings?|"
    r"transcripts?|conversations?|audio)|your memor(?:y|ies))(?: (?:be|get|being|all|actually))* (?:stored|saved|"
    r"kept|end up|live|located|recorded|held|stay)(?: .*)?",
    rf"where (?:do|did|are|will) you {_KEEP} (?:<what i say>|everything|the (?:data|recordings?|audio)|our \w+|your "
    r"memor(?:y|ies)|things|them|my \w+)(?: .*)?",
    r"what (?:happens|becomes|will happen|do you do|are you doing|goes on|would you do) (?:to|with|of) (?:<what i "
    rf"say>|everything.*|the (?:data|recordings?|audio|conversations?|sound)|all .*){_LATER}",
    r"how much (?:do|have|did|can|of .*) you (?:remember|store|keep|hold|save|stored|kept|saved|recorded|record|"
    r"collected|know about me)(?: .*)?",
    rf"how much (?:is|of this is|data is) (?:{_KEEP}|there).*",
    r"how many (?:conversations|memories|turns|recordings|messages|things|talks|facts|words|days|minutes|hours|"
    r"lines|chats|of (?:my|our) \w+)(?: \w+)? (?:do|have|did|are|can) (?:you|we|i)? ?(?:have|keep|kept|save|saved|"
    r"store|stored|remember|record|recorded|hold|got|had|in there).*",
    rf"how long (?:do|will|have|are|did|can) you (?:been )?(?:{_KEEP}|remember|remembering) (?:<what i say>|things?|"
    rf"it|stuff|everything|{_RECORDS}).*",
    rf"how long (?:is|are|will|does|do) (?:<what i say>|it|everything|{_RECORDS})(?: be| get| stay)? (?:kept|stored|"
    r"saved|recorded|remembered|held|stay).*",
    rf"how long have you been {_KEEP}.*", rf"since when (?:do|have|are) you (?:been )?(?:{_KEEP}|remember).*",
    rf"when did you (?:start|begin)(?: to)? {_KEEP}.*",
    r"(?:how far back|since when) (?:do|does|can) (?:you|your memory) (?:remember|go|reach)",
    r"(?:do|can|will) you (?:really )?(?:remember|forget) (?:everything|anything|all of (?:it|this)|all|things|"
    r"every \w+)(?: (?:that )?i (?:say|said|tell|told|ever \w+).*)?",
    r"will you (?:remember|forget) (?:this|me|us|everything|what i (?:say|said|tell you|told you))(?: (?:tomorrow|"
    r"later|forever|next \w+))?",
    r"(?:can|could|may|do|am|how (?:can|do|could)) i (?:able to |allowed to |get to )?(?:delete|see|read|erase|"
    r"export|correct|change|download|remove|view|look at|access|wipe|get rid of|check|edit|clear|get) (?:what you.*|"
    r"(?:all )?(?:of )?my (?:data|recordings?|memor(?:y|ies)|words|conversations?|history)|your memor(?:y|ies)|it "
    rf"all|everything(?: you.*)?|{_RECORDS}(?: (?:of|about) .*)?|our \w+|what is (?:stored|saved|kept|recorded).*)",
    rf"(?:do you|have you|have you got|do you have|you have) (?:have |got )?{_RECORDS}(?: (?:of|on|about) (?:me|us|"
    r"my \w+|this|what i say|it))",
    r"do you have (?:a )?(?:memory|database|log)", r"what (?:have|do) you (?:got|have) (?:on|about|of) me",
    r"are you (?:taking|making|keeping) (?:any )?(?:notes|records|recordings|a record)(?: .*)?",
    r"(?:is|are) (?:my|our|the|your) (?:\w+ )?(?:data|words|memory|memories|messages|conversations?|voice|database|"
    r"disk|files?) (?:safe|secure|encrypted|protected|locked)(?: .*)?",
    r"is (?:it|this|that|everything|all this) encrypted(?: .*)?",
)  # fmt: skip

_COMPANY = (
    r"(?:google|amazon|apple|microsoft|open ?ai|facebook|meta|the government|hackers|the police|the nsa|the cia|the "
    r"fbi|big tech|advertisers|elon musk|china)"
)
_WHOEVER = (
    r"(?:<any one>|(?:any |some )?(?:other )?(?:people|persons?|users|humans|companies|strangers|programs?|apps?)|"
    rf"others|{_COMPANY}|(?:the|your|my|a|any|some) (?!phone|tv|television|dog|cat|baby|bank|smart|car|kids?|child|"
    r"neighbou?rs?)(?:\w+ )?\w+)"
)
_HEARS = (
    r"(?:hears?|hearing|listens?|listening|listen in|listening in|listens in|reads?|reading|sees?|seeing|"
    r"access(?:es)?|gets?|overhears?|overhearing|monitors?|monitoring|watch(?:es|ing)?|tap(?:ping)?|intercepts?|"
    r"eavesdrops?|eavesdropping|"
    r"has access|have access|having access|gets? access|find out|finds out|learns?|knows?|know|spy|spying)"
)
_THIS = (
    r"(?: (?:in|on|to|about|of|along|into))*(?: (?:<what i say>|this|us|me|it|that|our \w+|what is (?:said|being "
    r"said)|what we (?:say|are saying|talk about|said)|the (?:conversation|recordings?|microphone)|everything|you "
    r"and me|my microphone|i say))?"
    r"(?: (?:talk(?:ing)?|speak(?:ing)?|right now|besides you|but you|except you|apart from you|other than you|too|"
    r"to you|with you|here|at the moment|or read .*|or see .*|with|without .*|<gone>))*"
)
_HERE = (
    r"(?: (?:<what i say>|us|me|this|that|it|our \w+|what we (?:say|are saying|talk about)|what is said|you and me|"
    r"the conversation|in|in (?:on|to) .*|along))"
)
_SENT = (
    r"(?:sent|going|go|goes|transmitted|transmit|uploaded|shared|share|leav(?:e|es|ing)|streamed|forwarded|passed "
    r"on|sold|used|travel|travels|get out|gets out|go out|goes out|leaked|broadcast|exposed|sent off|shipped|"
    r"processed|analy[sz]ed|reported)"
)
_AWAY = (
    r"(?: (?:anywhere|somewhere|outside?|out|off|online|away|on|home|elsewhere|to .*|over the \w+|this (?:computer|"
    r"machine|house|room|device)|my (?:computer|machine|house|room|device)|the (?:computer|machine|house|room|"
    r"device|building)|"
    r"into .*|in (?:the|a) .*|by (?:you|email|mail|any ?one|some ?one)|for (?:training|ads|money|analysis|"
    r"processing|good|others).*|with (?:any ?one|others|other .*|people|third .*|my \w+|the .*|google|amazon|.* "
    r"company)|from (?:here|this .*)|at all|across .*|through .*|remotely|locally))*"
)
HEARD = pattern(
    r"who(?:m)?(?: (?:else|all|exactly))*(?: (?:can|could|is|will|does|may|has|might|would|gets? to|is able to|are|"
    r"do))?(?: else)?(?: (?:also|be))* (?:hears?|listening|listening in|listens?(?: in)?|reads?|sees?|accesses|"
    r"gets? to (?:hear|see|read|know|listen to)|overhears?|"
    rf"has access to|have access to|gets?|can get at|monitors?|watching)(?: to)?{_HERE}(?: (?:right now|besides you|"
    r"but you|except you|apart from you|talk|talking|say|too|to you|or .*|<gone>))*",
    r"who(?: else)? is listening(?: in)?(?: right now| to us| with us| to this| to me)*",
    r"who(?: else)? (?:hears|can hear|is hearing|heard)(?: me| us| this| that| you| it)",
    r"who(?: else)? (?:knows|will know|would know|finds out|will find out) (?:about (?:this|it|that)|what i .*)",
    r"who is (?:on|at) the other end(?: .*)?", r"(?:can|could|does|do) (?:any ?one|people|some ?one) at (?:your|"
    r"the) \w+ (?:hear|read|see|listen to|know)(?: <what i say>)?",
    rf"(?:can|could|would|will) {_WHOEVER} get (?:at|to|hold of|into) (?:<what i say>)",
    r"who (?:has|have|gets|got)(?: got)? access(?: to .*)?",
    rf"(?:can|could|does|do|is|are|will|would|may|might|was|has)(?: there)?(?: not)? {_WHOEVER}(?: (?:also|be|get "
    r"to|able to|else|still|ever|secretly|of (?:your|the) \w+|at \w+))* (?:hears?|listening(?: in)?(?: to| on)?|"
    r"listens?(?: in)?(?: to| on)?|reads?|reading|sees?|access|accessing|get|gets|hearing|heard|overhears?|"
    r"overhearing|"
    rf"monitoring|monitor|knows?(?: about)?|getting|listened to|spying on|watching|tapping){_HERE}(?: "
    r"(?:talk(?:ing)?|speak(?:ing)?|right now|too|to you|with you|here|say to you|say|tell you|<gone>))*",
    r"(?:is|are|was) (?:<any one>|some ?one|there any ?one(?: else)?|people|others|someone else)(?: \w+)? "
    r"(?:listening|hearing|overhearing|eavesdropping)(?: .*)?",
    r"(?:some ?one|any ?one) (?:is|else is|can) (?:hearing|listening|listening in|hear|listen)(?: (?:to )?(?:us|me|"
    r"this))?",
    r"is there (?:any ?one|some ?one|any ?body)(?: else)? (?:on the line|in here|here|listening.*|hearing.*|with us|"
    r"in on this|who (?:can |is |may |could )?(?:hears?|listens?|listening|reads?|sees?).*)",
    r"(?:is|are|does|do|will|was|would|has|can)(?: not)? (?:<what i say>|any of (?:this|it)|everything(?: i say)?|"
    r"any ?thing(?: i (?:say|said|tell you))?|my \w+(?: \w+)?|the (?:audio|sound|recordings?|data)|it|all (?:this|"
    rf"that))(?: (?:being|be|getting|get|all|ever|been|really|going to be))* {_SENT}{_AWAY}",
    r"is (?:this|it|that|everything|what i say|my voice|my data|anything)(?: \w+)? (?:going to|in|on|sent to|"
    r"uploaded to|through) (?:the |a |some |any )?(?:cloud|internet|servers?|data cent(?:er|re)|network)",
    r"<you are> (?:online|offline|local|connected(?: .*)?|in the cloud|cloud based|(?:on|in) (?:a|the|some|any) "
    r"(?:servers?|internet|network|line|data cent(?:er|re)|cloud)(?: .*)?|hooked up(?: .*)?|running (?:locally|in "
    r".*|on .*|here|online|offline)|networked|private|secure|safe(?: to use)?|"
    r"bugged|hacked|confidential|tapped|tracking(?: .*)?|sharing .*|selling .*|reporting(?: .*)?|sending .*|calling "
    r"home|phoning home|spying(?: .*)?|a spy|a (?:bug|wiretap|listening device|spyware|mole|snitch|spy)|spyware|"
    r"uploading .*|transmitting .*|broadcasting .*|in contact with .*|talking to a server|streaming .*|wired .*|"
    r"logged in|discreet|trustworthy|remote)",
    r"<do you> (?:need|use|have|require|work without|run on|work with|get|go on|access|depend on|run in|live in|"
    r"live on|go)(?: (?:an|the|a|any|to|access to|to the|on))* (?:internet|network|connection|online|servers?|cloud|"
    r"data cent(?:er|re)s?)(?: .*)?",
    r"<do you> (?:run|work|live|operate|function|think) (?:locally|offline|online|on (?:a|this|my|some) (?:server|"
    r"computer|machine|device)|in (?:the|a|some) (?:cloud|data cent(?:er|re)|server).*)(?: .*)?",
    r"(?:do|did|are|will|would|have|does)(?: not)? you(?: not)?(?: \w+)? (?:send|sends|share|sell|upload|transmit|"
    r"report|leak|forward|pass|give|stream|pass on|sending|sharing|selling|uploading|hand|broadcast|betray|expose|"
    rf"submit) (?:<what i say>|{_MINE}|anything|everything|it|things?|stuff|on|my \w+(?: \w+)?|our \w+|audio|"
    rf"recordings?|data|that|this){_AWAY}",
    r"<do you> (?:phone home|call home|report(?: back)?(?: (?:to|on) .*)?|spy(?: on (?:me|us))?|work for (?:the "
    r"government|the police|google|a company|any ?one|the \w+))",
    r"is (?:this|our \w+|what i say|everything(?: i say)?|this (?:conversation|chat|talk|line|room)|all "
    r"this|my data|the (?:line|conversation))(?: \w+)? (?:private|confidential|safe|secure|local|monitored|tapped|"
    r"bugged|being (?:listened to|overheard|monitored|watched|heard)|overheard|heard by .*|supervised|offline|"
    r"anonymous|visible to .*|public)(?: (?:here|from .*|with you|at all|to .* you|enough|now|so that .*))*",
    r"is (?:this|it|that|what i say)(?: \w+)? (?:only |just )?(?:between (?:us|you and me|the two of us)|staying "
    r"here)(?: .*)?",
    r"is it safe to (?:tell|talk to|confide in|trust) you(?: .*)?",
    r"is it safe to (?:talk|speak)(?: (?:here|freely|openly|now))?",
    whole(r"are we (?:really )?alone"),
    r"are we (?:being )?(?:listened to|overheard|monitored|watched|private|recorded|heard|bugged|tapped)(?: .*)?",
    r"where (?:does|do|is|are|will|did) (?:my (?:voice|words?|data|recordings?|secrets|audio)|<what i say>|it|"
    r"everything.*|the (?:audio|sound|data))(?: all)? (?:go(?: to)?|sent(?: to)?|end up|get sent(?: to)?|being "
    r"sent(?: to)?|land|go from here|transmitted|uploaded)(?<!this go)(?: .*)?",
    r"<do you> (?:learn|train|get trained)(?: on| from) (?:me|what i say|my \w+|us|this|our \w+)(?: .*)?",
    r"(?:are|is) (?:my \w+|what i say|this|our \w+) used (?:to|for|by) .*",
    r"can i trust (?:you|that .*)(?: (?:with|not to) .*)?", r"do you (?:respect|protect) my privacy",
    r"how private (?:is|are) (?:this|you|it|that)",
    r"what about (?:my )?(?:privacy|data protection)",
    r"(?:is|are) (?:there )?(?:a )?(?:bug|wiretap|microphones?|hidden \w+) in (?:here|this room)",
)  # fmt: skip

_HEAR = (
    r"(?:listen(?: in)?(?: to)?|hear|listening(?: in)?(?: to)?|hearing|record|recording|overhear|eavesdrop on)"
)
_IN_ROOM = (
    r"(?: (?:to )?(?:me|us|everything|everyone|anything|all|the (?:room|tv|radio|whole (?:day|house|room))|my "
    r"(?:phone )?(?:calls?|conversations?|family|phone|room|house|wife|husband|kids|guests|private \w+|neighbou?rs)|"
    r"what (?:i|we|is) .*|other people|background noise)"
    r"(?: (?:in (?:this|the|my) \w+|i say|that is said|say|around (?:me|you)|going on))?)"
)
_ALWAYS = (
    r"(?: (?:all (?:the time|day(?: long)?|night(?: long)?|day and night)|always|constantly|24 7|around the clock|"
    r"non ?stop|when(?:ever)? .*|while .*|even .*|in the background|in my sleep|at night|secretly|if .*|with .*|"
    r"without .*|until .*|permanently|every (?:second|minute|moment)))"
)
LISTENING = pattern(
    r"<you are>(?: \w+)? (?:always|constantly|permanently|secretly|continuously|forever|all the time|never not|"
    r"still|in fact always) (?:listening|on|awake|hearing|eavesdropping|there listening|active|paying attention|"
    r"recording)(?: .*)?",
    rf"(?:are|were) you(?: \w+)? (?:listening|hearing|on|awake)(?:{_IN_ROOM})?(?: now)?{_ALWAYS}",
    r"were you listening(?: (?:just now|before|earlier|then|to .*))*(?: (?:when|while) .*)?",
    r"are you (?:always on|eavesdropping(?: .*)?|listening in(?: on .*)?|overhearing .*|switched on all .*|always "
    r"there)",
    rf"<do you> (?:really )?{_HEAR}(?:{_IN_ROOM})?{_ALWAYS}",
    r"<do you> (?:hear|listen to) (?:everything|all)(?: (?:in|that|i|we|around|that i|going)\b.*)?",
    r"<do you> (?:hear|listen to|overhear|listen in on) (?:my (?:phone )?calls?|my conversations?|other people|us "
    r"all|the (?:tv|room|whole room)|my (?:wife|husband|family|kids|guests))(?: .*)?",
    r"you always (?:listen|listening|hear)(?: .*)?", r"what (?:can|do) you hear(?: .*)?",
    r"<you are> not listening(?: .*)? (?:when|while|if) .*",
    r"are you (?:hearing|listening to) (?:everything|all|every \w+)(?: .*)?", r"are you listening(?: to us| to me|"
    r" in)? (?:during|throughout|through|at) (?:dinner|the night|night|lunch|work|my .*|our .*|the .*)",
    r"<do you> hear me (?:snore|sleep|cry|sing|breathe|talk|shower|move|cough)(?: .*)?",
    r"do you stop (?:listening|hearing)(?: .*)?", r"<do you> (?:listen in|eavesdrop)(?: on .*)?",
    r"(?:when|while|if|even when|even if) (?:you are|i am|the microphone is|your microphone is|my microphone is|i "
    r"mute you|you sleep|i sleep|you) .*(?:do|can|are|will) you (?:still )?(?:hear|listen|listening|hearing|on)(?: "
    r".*)?",
    r"(?:is|are|was) (?:the|my|your|this|that) (?:\w+ )?microphones? (?:always |still |really |currently )?(?:on|"
    r"open|live|active|listening|off|muted|closed|recording|hot|running|working|enabled|disabled|in use)(?: .*)?",
    r"(?:what|which) microphone (?:are|do|is) (?:you )?(?:using|use|listening|open|on|hearing me|listen)(?: .*)?",
    r"(?:is|are) (?:it|you) muted(?: .*)?",
    r"when (?:do|are|will|can) you (?:listen|listening|hear me|hear|listening to me)(?: .*)?",
    r"(?:tell me|know|say) when you (?:listen|are listening|hear)(?: .*)?",
    r"how (?:do|can|could|would|will|should) i (?:know|check|see|make sure|tell|be sure|verify)(?: that| if| when| "
    r"whether)? you (?:are|do|can|have)(?: \w+)?(?: not)? (?:listening|hearing|recording|hear|listen|off|muted|"
    r"spying|stopped listening)(?: .*)?",
    r"how do i (?:stop|keep|turn off|switch off|mute) (?:you|your) (?:from )?(?:listening|microphone|hearing)(?: .*)?",
)  # fmt: skip

_NO_ONE = (
    r"(?:(?:any|no|some|every) ?one(?: else)?|a soul|others|other people|people|my \w+|the (?:police|others|world|"
    r"cops|doctor|authorities|government)|on me|max|a living soul)"
)
SECRET = pattern(
    r"(?:can|could|will|would|are you able to|do|how (?:well|good) (?:can|do|are)) you (?:really )?keep (?:an? |my |"
    r"this |that |our |it a |this a |that a )?(?:secrets?|quiet|to yourself|(?:it|this|that) (?:secret|to yourself|"
    r"quiet|private|between us|a secret|for yourself))(?: .*)?",
    r"(?:will|would|could|do|are|did|have)(?: not)? you(?: not)?(?: going to)? (?:tell|told|rat out|rat|snitch on|"
    rf"betray|report|tell on|expose|squeal on) (?:me out|me|{_NO_ONE})(?: (?:about|what|that|if|out|on|my|this|it|"
    r"when|anything|everything).*)?",
    whole(r"(?:i (?:want|need) you to |you (?:have to|must) |can you |do you )?(?:pinky )?(?:promise|swear|vow)(?: "
    rf"(?:to )?me)?(?: that)?(?: .*)? (?:tell|tell {_NO_ONE}|between us|secret|quiet|repeat (?:this|it)|silent|"
    r"between you and me|mention (?:this|it))(?: .*)?"),
    rf"you (?:will |do |would |can |must |should )?(?:not |never )+(?:ever )?tell {_NO_ONE}(?: .*)?",
    rf"you (?:will|would) tell {_NO_ONE}(?: .*)?",
    whole(r"(?:please )?(?:do not|never)(?: you dare)? (?:tell|repeat (?:this|it|that) to|mention (?:this|it) to|"
    rf"say (?:this|it) to) {_NO_ONE}(?: (?:about (?:this|it|that|me)|what i .*|this|that|i .*|please|okay|ever))*"),
    whole(r"(?:please )?keep (?:this|it|that|what i .*) (?:to yourself|between us|secret|a secret|quiet|private|"
    r"between you and me|for yourself|confidential)"),
    r"(?:does|will|can|would|should|must|may) (?:this|that|it|what i (?:say|tell you)|everything(?: i say)?) "
    r"(?:stay|remain|be kept|be)(?: only| just)? (?:between (?:us|you and me)|a secret|secret|private|here|with you|"
    r"in this room|confidential|safe)(?: .*)?",
    r"(?:this|that|it|what i say)(?: (?:is|stays|remains))(?: only| just| strictly)? (?:between (?:us|you and me)|a "
    r"secret|our secret|confidential)(?: .*)?", r"our (?:little )?secret",
    r"you (?:can|will|could|would)(?: not)? keep (?:a|my|our|this) secrets?",
    whole(r"can i tell you (?:an? |my |the )?(?:\w+ )?(?:secret|something (?:private|secret|personal|confidential|"
    r"in confidence))", r"can i confide in you(?: .*)?"),
    r"if i (?:tell|told|confess|say)(?: to)? you .* who (?:will|would|else) (?:know|hear|find out|knows)(?: .*)?",
    r"who (?:will|would) (?:know|you tell|find out)",
    r"(?:can|could|should) i trust you (?:with|not to tell|to keep|to be) .*",
    r"are you good (?:at|with) (?:keeping )?secrets", r"<do you> keep secrets(?: .*)?",
    r"are my secrets safe(?: .*)?", r"is my secret safe(?: .*)?",
)  # fmt: skip
