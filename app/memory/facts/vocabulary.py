"""The words that facts are made of: kin and friends, pets, trades, and what each predicate says.

Data only, English. Read by the rules, the wording and the succession beside this file.
"""

from __future__ import annotations

from dataclasses import dataclass


def words(text: str) -> frozenset[str]:
    """A set of the words in `text`."""
    return frozenset(text.split())


PARTNERS = words("wife husband girlfriend boyfriend partner fiancé fiancée fiance fiancee spouse")
"""One at a time: they share the slot "partner"."""
ONE_OF = words(
    "mother mum mom father dad boss therapist landlord landlady roommate flatmate manager supervisor dentist"
)
"""People of whom one has one at a time, as a rule."""
MANY_OF = words(
    "sister brother son daughter twin child baby aunt uncle cousin niece nephew grandmother grandma granny grandfather "
    "grandpa granddad grandson granddaughter stepmother stepfather stepsister stepbrother stepson stepdaughter "
    "mother-in-law father-in-law sister-in-law brother-in-law son-in-law daughter-in-law godmother godfather "
    "goddaughter "
    "godson friend mate buddy pal colleague coworker co-worker neighbour neighbor teacher tutor coach doctor ex "
    "ex-wife ex-husband ex-girlfriend ex-boyfriend housemate classmate bandmate assistant client student nanny "
    "babysitter lawyer"
)
PETS = words(
    "dog puppy cat kitten hamster rabbit bunny horse pony parrot budgie canary goldfish tortoise turtle snake lizard "
    "ferret gerbil mouse rat hen chicken goat pig cow donkey iguana gecko parakeet cockatiel"
)
PLURALS = {
    "sisters": "sister", "brothers": "brother", "sons": "son", "daughters": "daughter", "kids": "child",
    "children": "child", "twins": "twin", "cousins": "cousin", "friends": "friend", "colleagues": "colleague",
    "neighbours": "neighbour", "neighbors": "neighbor", "nieces": "niece", "nephews": "nephew", "aunts": "aunt",
    "uncles": "uncle", "roommates": "roommate", "flatmates": "flatmate", "housemates": "housemate",
    "dogs": "dog", "cats": "cat", "puppies": "puppy", "kittens": "kitten", "rabbits": "rabbit", "horses": "horse",
    "hamsters": "hamster", "hens": "hen", "chickens": "chicken", "goats": "goat", "parrots": "parrot",
    "parents": "parent", "grandparents": "grandparent",
}  # fmt: skip
"""What several of them are called, and what each is."""
KIN = PARTNERS | ONE_OF | MANY_OF
KIN_ADJECTIVES = (
    "older|elder|younger|little|big|baby|twin|half|step|eldest|oldest|youngest|middle|late|best|good|close|old|dear|"
    "new|former|favourite|favorite|current|childhood|great|lovely|first|second|other|own|next-door|work|gym|"
    "adopted|foster|three|two|four"
)

TRADES = words(
    "nurse doctor surgeon physician paramedic midwife dentist vet veterinarian pharmacist therapist psychologist "
    "psychiatrist counselor counsellor carer caregiver teacher professor lecturer tutor librarian student pupil "
    "researcher scientist biologist chemist physicist mathematician statistician historian archaeologist geologist "
    "engineer developer programmer coder architect designer analyst administrator technician mechanic electrician "
    "plumber carpenter joiner builder bricklayer roofer painter decorator plasterer welder machinist operator driver "
    "courier postman mailman pilot captain sailor fisherman farmer gardener florist forester baker chef cook butcher "
    "barista bartender waiter waitress brewer manager director consultant accountant auditor banker broker trader "
    "economist lawyer solicitor barrister judge paralegal notary secretary assistant receptionist clerk cashier "
    "salesman saleswoman salesperson shopkeeper retailer buyer merchant realtor writer author novelist poet "
    "journalist reporter editor translator interpreter copywriter blogger publisher photographer filmmaker animator "
    "illustrator artist sculptor musician singer drummer guitarist pianist violinist composer conductor producer actor "
    "actress dancer choreographer comedian model hairdresser barber beautician tailor seamstress jeweller carpenter "
    "cleaner janitor caretaker housekeeper nanny babysitter childminder policeman policewoman detective firefighter "
    "soldier officer guard lifeguard coach trainer athlete footballer physiotherapist optician optometrist "
    "radiographer anaesthetist cardiologist dermatologist neurologist oncologist paediatrician pediatrician "
    "radiologist surveyor planner politician mayor priest pastor vicar rabbi imam monk nun diplomat ambassador "
    "entrepreneur founder freelancer intern apprentice trainee volunteer stewardess steward conductor ranger "
    "zookeeper beekeeper winemaker potter blacksmith watchmaker locksmith undertaker recruiter marketer strategist "
    "housewife househusband retiree pensioner sommelier cobbler tester webmaster cartographer glazier locksmith"
)
"""The last word of what somebody is by trade. "I'm a fool" ends in none of these."""
NO_WORK = frozenset({"retired", "unemployed", "self-employed", "out of work", "between jobs", "on parental leave"})
WORKPLACES = words(
    "hospital school bank bakery library restaurant café cafe company startup start-up firm university college shop "
    "store supermarket bookshop bookstore office clinic museum hotel factory farm theatre theater studio agency garage "
    "pharmacy nursery kindergarten newspaper brewery gym salon airport station charity warehouse lab laboratory "
    "pub bar "
    "zoo court council church embassy ministry practice surgery call-centre publisher"
)
FIELDS = (
    "marketing|finance|sales|IT|tech|healthcare|health care|education|advertising|publishing|insurance|logistics|"
    "retail|"
    "construction|hospitality|software|research|HR|human resources|law|banking|media|television|TV|film|tourism|"
    "agriculture|customer service|customer support|cyber ?security|real estate|social work|childcare|engineering|"
    "design|"
    "politics|theatre|catering|accounting|consulting|fashion|journalism|biotech|robotics|AI|manufacturing|procurement"
)
CONDITIONS = (
    "(?:type (?:1|2|one|two) )?diabetes|asthma|epilepsy|migraines?|arthritis|high blood pressure|low blood "
    "pressure|ADHD|ADD|"
    "autism|depression|anxiety|dyslexia|c?oeliac disease|celiac disease|insomnia|tinnitus|eczema|psoriasis|hay ?fever|"
    "a heart condition|a pacemaker|cancer|MS|multiple sclerosis|Crohn's(?: disease)?|IBS|PTSD|OCD|glaucoma|a bad back|"
    "a bad knee|hearing aids|sleep apn(?:o)?ea|a hearing loss|vertigo|gout|lupus|anaemia|anemia|endometriosis"
)
STATES = (
    "pregnant|diabetic|colou?r[- ]?blind|deaf|blind|left-handed|right-handed|asthmatic|epileptic|dyslexic|autistic|"
    "lactose[- ]intolerant|gluten[- ]intolerant|an only child|a twin|a night owl|an early bird|a morning person|"
    "hard of hearing|c?oeliac|short-sighted|near-sighted"
)
DIETS = "vegetarian|vegan|pescatarian|teetotal|a vegetarian|a vegan|a pescatarian|keto|gluten[- ]free"
INSTRUMENTS_AND_SPORTS = (
    "(?:the )?(?:piano|guitar|violin|cello|flute|drums|bass|saxophone|trumpet|clarinet|harp|ukulele|accordion|oboe|"
    "banjo|"
    "viola|organ|harmonica|double bass|bass guitar|electric guitar)|tennis|football|soccer|chess|basketball|"
    "volleyball|badminton|golf|"
    "rugby|hockey|ice hockey|cricket|squash|table tennis|handball|poker|bridge|baseball|water polo|pool|darts"
)
SETTLEMENTS = words(
    "town village city suburb suburbs countryside country flat apartment house farm cottage island outskirts "
    "neighbourhood neighborhood bungalow studio dorm houseboat caravan penthouse loft mountains"
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
NO_NAMES = words(
    "i i'm i've i'll i'd the a an and but or so if when while what who where why how which whose this that these those "
    "it it's he she they we you he's she's they're we're you're my your his her our their its there here then now yes "
    "no not oh well okay ok please thanks thank hello hi hey everyone everybody someone somebody nobody anyone people "
    "nothing everything something god christmas easter english french german spanish italian dutch internet tv both "
    "all some any each maybe perhaps also just still even only to of in on at for from with by as is are was were be "
    "been has have had do does did will would can could should may might must really very too again today tomorrow "
    "yesterday tonight let lets let's because since although though after before until unless who's that's what's "
    "yeah yep wow ha haha hmm um oh-oh absolutely totally exactly cool awesome nice sir madam mum's sorry actually "
    "remember forget sure right wrong good bad great fine life work home "
    "rent traffic weather dinner lunch breakfast"
) | frozenset(WEEKDAYS)
"""Capitalised or not, these are nobody's name."""
NO_NATIONS = words(
    "ian brian adrian julian vivian christian sebastian maximilian damian fabian florian dorian lilian lillian gillian "
    "jillian marian kilian killian cillian bastian cyprian hadrian octavian  aurelian emilian "
    "cristian kristian lucian trish hamish therese reese sean dean jean kean "
    "herman sherman butch eilish maclean mclean arian darian"
)
"""They end like nations, and are names."""
NATION_ENDINGS = (
    "ish",
    "ese",
    "ian",
    "ean",
    "ench",
    "utch",
    "erman",
    "reek",
    "wiss",
    "rican",
    "xican",
    "raqi",
    "raeli",
)


@dataclass(frozen=True)
class Predicate:
    """How a fact is said. `{v}` is its value, `{w}` whose it is ("Amy", "Your sister")."""

    mine: str = "Your {p} is {v}."
    theirs: str = "{w}'s {p} is {v}."
    is_fixed: bool = False
    """It does not change in a life: another value is a contradiction, not news."""
    is_one: bool = False
    """One at a time: another name that is not told as a change contradicts the first."""


PREDICATES: dict[str, Predicate] = {
    "name": Predicate(theirs="{w} is called {v}.", is_one=True),
    "birthday": Predicate("Your birthday is on {v}.", "{w}'s birthday is on {v}.", is_fixed=True),
    "birth year": Predicate("You were born in {v}.", "{w} was born in {v}.", is_fixed=True),
    "birthplace": Predicate("You were born in {v}.", "{w} was born in {v}.", is_fixed=True),
    "origin": Predicate("You are from {v}.", "{w} is from {v}."),
    "childhood": Predicate("You grew up in {v}.", "{w} grew up in {v}.", is_fixed=True),
    "home": Predicate("You live in {v}.", "{w} lives in {v}.", is_one=True),
    "job": Predicate("You are {a} {v}.", "{w} is {a} {v}."),
    "employer": Predicate("You work at {v}.", "{w} works at {v}.", is_one=True),
    "field": Predicate("You work in {v}.", "{w} works in {v}."),
    "school": Predicate("You go to {v}.", "{w} goes to {v}."),
    "studies": Predicate("You study {v}.", "{w} studies {v}."),
    "age": Predicate("You are {v} years old.", "{w} is {v} years old."),
    "family": Predicate("You are {v}.", "{w} is {v}."),
    "condition": Predicate("You have {v}.", "{w} has {v}."),
    "state": Predicate("You are {v}.", "{w} is {v}."),
    "diet": Predicate("You are {v}.", "{w} is {v}."),
    "allergy": Predicate("You are allergic to {v}.", "{w} is allergic to {v}."),
    "no allergy": Predicate("You are not allergic to {v}.", "{w} is not allergic to {v}."),
    "likes": Predicate("You like {v}.", "{w} likes {v}."),
    "dislikes": Predicate("You don't like {v}.", "{w} doesn't like {v}."),
    "avoids": Predicate("You don't eat {v}.", "{w} doesn't eat {v}."),
    "language": Predicate("You speak {v}.", "{w} speaks {v}."),
    "instrument": Predicate("You play {v}.", "{w} plays {v}."),
    "no drink": Predicate("You don't drink {v}.", "{w} doesn't drink {v}."),
    "learning": Predicate("You are learning {v}.", "{w} is learning {v}."),
    "vehicle": Predicate("You drive {v}.", "{w} drives {v}."),
}
_OPEN = Predicate()
_PET = Predicate("Your {p} is called {v}.", "{w}'s {p} is called {v}.")
_PARENT = Predicate(is_one=True)
_ONE_OF_MANY = Predicate("{v} is your {p}.", "{v} is {w}'s {p}.")


def predicate(name: str) -> Predicate:
    """What is not in the table is a thing or a person of theirs: "Your locker code is 4711.\""""
    if name in PREDICATES:
        return PREDICATES[name]
    if name in PETS:
        return _PET
    if name in ("mother", "mum", "mom", "father", "dad"):
        return _PARENT
    return _ONE_OF_MANY if name in MANY_OF or name == "best friend" else _OPEN

