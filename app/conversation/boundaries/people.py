"""Words for people, and for what one does to another, as the rules of a crisis name them. Pure."""

from __future__ import annotations

KIN = (
    r"(?:husband|wife|boyfriend|girlfriend|partner|spouse|fiance|fiancee|ex|dad|mom|parents?|step(?:father|mother|"
    r"brother"
    r"|sister)|foster (?:dad|mom)|brother|sister|uncle|aunt|auntie|cousin|grandpa|grandad|granddad|grandfather|"
    r"grandma"
    r"|nan|gran|grandmother|son|daughter|kid|child|children|kids|grandson|granddaughter|nephew|niece|twin|family|bf|"
    r"gf)"
)
OTHERS = (
    r"(?:friend|friends|mate|mates|best mate|buddy|bestie|bff|pal|roommate|flatmate|housemate|classmate|colleague|"
    r"coworker"
    r"|co-worker|neighbou?rs?|boss|teacher|coach|tutor|carer|caregiver|nurse|priest|pastor|student|pupil|patient|"
    r"client"
    r"|landlord|manager|babysitter|trainer|date|girl|boy|guy|man|woman|someone|stranger|person|driver|bully|bullies|"
    r"kids)"
)
_PRONOUN = r"(?:he|she|they|someone)"
HARMER = (
    rf"(?:(?:my|the|our|her|his|a|an|this|some|mom|dad|sister|brother)(?: \w+)? (?:{KIN}|{OTHERS})|{_PRONOUN}"
    rf"|(?:mom|dad|grandpa|grandma|uncle|{KIN}) ?(?:\w+)?|someone|(?:the )?kids at school)"
)
CLOSE = (
    rf"(?:my (?:\w+ ){{0,2}}?(?:{KIN}|{OTHERS})|(?:a|some|one of my|this|the) (?:\w+ ){{0,2}}?(?:{OTHERS})(?: (?:of "
    r"mine|in my \w+"
    r"|at (?:my )?\w+|from \w+|i know|on the \w+|online))?|someone (?:i know|close to me|i love|in my \w+|on the "
    r"\w+)"
    rf"|(?:mom|dad|grandpa|grandma)|she|he|they)"
)
HURTS = (
    r"(?:hits?|hitting|beats?|beating|beaten|punch(?:es|ed|ing)?|kick(?:s|ed|ing)|slap(?:s|ped|ping)?|slams?|slammed"
    r"|chok(?:es?|ed"
    r"|ing)|strangl(?:es?|ed|ing)|hurts?|hurting|abus(?:es?|ed|ing)|rap(?:es?|ed|ing)|molest(?:s|ed|ing)?|assault"
    r"(?:s|ed|ing)?"
    r"|attack(?:s|ed|ing)?|grop(?:es?|ed|ing)|burns|burned|burnt|shov(?:es|ed)|whips?|whipped|drugged|"
    r"stabb?(?:s|ed)"
    r"|push(?:es|ed) me (?:down|against|into|around)|hit|spat on|kicks)"
)
"""What one does to somebody: "he HURTS me"."""
