"""Word lists: what a noun says of who is meant.
 They are closed classes of English and the common nouns of news; a noun that is missing costs a guess by
its form.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal

from onrecord.statement import Kind

Gender = Literal["he", "she"]

REMEMBERED: Final = 1 << 13
"""Words of which it is remembered what they say, for articles use the same ones again and again."""


def bag(words: str) -> frozenset[str]:
    """Return the words of a list that is written as one string."""
    return frozenset(words.split())


HE = bag("he his him himself")
SHE = bag("she her hers herself")
THEY = bag("they their them theirs themselves")
IT = bag("it its itself")
FIRST = bag("i me my mine myself we us our ours ourselves")
SECOND = bag("you your yours yourself yourselves")
REFLEXIVE = bag("himself herself itself themselves")
RELATIVE = bag("who whom whose which that")
POSSESSIVE = bag("his her its their my our your")
PRONOUNS = HE | SHE | THEY | IT | FIRST | SECOND | RELATIVE
GENERIC = bag("you your one anyone anybody everyone everybody someone somebody whoever nobody none no-one")

DASHES = bag("— – ― -")
PAUSES = DASHES | {","}
"""What sets off an apposition."""
ARTICLES = bag("the a an")
DEMONSTRATIVE = bag("this that these those")
INDEFINITE = bag("a an another one some any no")
QUANTIFIERS = bag(
    "some many most few several all both half two three four five six seven eight nine ten dozens "
    "hundreds thousands millions scores others more least much none each every any another numerous "
    "various countless majority either neither plenty percent percentage third quarter fifth lots"
)
COLLECTIVES = bag(
    "lot bunch group number host array collection constellation coalition crowd handful conglomerate contingent"
)
COUNTS = bag("tens dozens scores hundreds thousands millions billions")
DETERMINERS = ARTICLES | DEMONSTRATIVE | INDEFINITE | QUANTIFIERS | POSSESSIVE
PREPOSITIONS = bag(
    "of in on at for to with from by about out against among between into near over under after before "
    "during without within across around behind beyond like including since through until upon toward "
    "towards via per as than"
)
BREAKS = bag("who whom whose which that when where while because if although though whether but unless")

TITLES: dict[str, str] = {
    "mr": "", "mrs": "", "ms": "", "miss": "", "mx": "", "dr": "doctor", "prof": "professor", "sir": "",
    "dame": "",
    "lord": "lord", "lady": "lady", "sen": "senator", "sens": "senator", "rep": "representative",
    "reps": "representative", "gov": "governor", "govs": "governor", "lt": "lieutenant", "col": "colonel",
    "gen": "general", "capt": "captain", "sgt": "sergeant", "maj": "major", "cmdr": "commander",
    "adm": "admiral",
    "rev": "reverend", "hon": "", "pres": "president", "atty": "attorney", "det": "detective", "supt":
    "superintendent", "msgr": "monsignor",
    "datuk": "", "dato": "", "seri": "", "tan": "", "tun": "", "shri": "", "ag": "attorney-general",
    "fr": "father", "st": "", "del": "delegate", "cpl": "corporal", "pvt": "private",
}  # fmt: skip
"""Titles in short form, and the office that they stand for."""

OFFICES = bag(
    "president senator representative congressman congresswoman governor mayor minister premier "
    "chancellor secretary king queen prince princess pope bishop archbishop cardinal rabbi imam pastor "
    "reverend father sister judge justice general colonel captain major sergeant lieutenant commander "
    "admiral officer detective inspector sheriff chief professor doctor director chairman chairwoman "
    "chair speaker leader candidate nominee ambassador commissioner councilman councilwoman councillor "
    "lawmaker treasurer attorney prosecutor coach spokesman spokeswoman spokesperson superintendent "
    "analyst strategist pollster adviser advisor aide author reporter journalist columnist actor "
    "actress singer comedian host economist rapper director-general delegate assemblyman assemblywoman "
    "deputy vice-president lawyer activist businessman businesswoman manager editor founder coordinator "
    "ceo"
)
"""Nouns that stand before a name as a title does, or that name an office or a calling."""

HE_NOUNS = bag(
    "mr sir lord man gentleman boy father dad son brother husband uncle grandfather nephew king prince "
    "pope duke boyfriend widower congressman chairman spokesman businessman councilman assemblyman "
    "salesman policeman actor fisherman frontman cameraman veteran-turned gunman guy bishop archbishop "
    "cardinal imam anchorman newspaperman waiter monk groom statesman"
)
SHE_NOUNS = bag(
    "mrs ms miss dame lady woman girl mother mom mum daughter sister wife aunt grandmother niece queen "
    "princess duchess girlfriend widow congresswoman chairwoman spokeswoman businesswoman councilwoman "
    "assemblywoman saleswoman policewoman actress waitress nun bride stateswoman heiress hostess"
)

PERSON_NOUNS = (
    OFFICES
    | HE_NOUNS
    | SHE_NOUNS
    | bag(
        "person child kid teenager teen student teacher voter resident citizen neighbor neighbour friend "
        "colleague ally rival opponent critic supporter insider operative consultant expert scientist "
        "researcher scholar historian doctor nurse physician surgeon psychologist psychiatrist engineer "
        "farmer worker driver pilot owner employee employer boss executive banker investor trader broker "
        "soldier veteran marine official diplomat envoy source witness victim suspect defendant plaintiff "
        "client patient guest visitor tourist passenger customer writer blogger commentator commenter "
        "correspondent anchor broadcaster photographer artist painter musician filmmaker player athlete fan "
        "teammate partner parent cousin relative member organizer organiser protester demonstrator "
        "campaigner volunteer staffer assistant speechwriter historian philosopher physicist chemist "
        "biologist astronomer meteorologist immigrant migrant refugee hostage fighter militant rebel "
        "jihadist preacher priest minister rabbi cleric monk counsel counselor advocate trustee democrat "
        "republican libertarian conservative liberal socialist progressive independent billionaire "
        "millionaire mogul tycoon entrepreneur celebrity star legend veteran incumbent frontrunner "
        "front-runner contender challenger hopeful dictator ruler monarch emperor moderator interviewer "
        "debater caller listener reader user poster tweeter heckler shooter attacker bomber sibling twin "
        "baby infant toddler pensioner retiree widower landlord tenant clerk cashier waiter bartender chef "
        "designer architect developer programmer hacker whistleblower informant detective investigator "
        "agent spy head pathologist coroner sheriff trooper guard warden inmate prisoner convict lobbyist donor "
        "fundraiser surrogate confidant protege mentor predecessor successor counterpart namesake magnate "
        "publisher producer dean provost impostor guru impersonator doppelganger look-alike lookalike "
        "presenter newsreader goalkeeper wrestler boxer cyclist "
        "rep medic insurgent classmate onlooker passer-by sleuth paramedic hoaxer publicist pontiff vlogger netizen "
        "bystander jogger hunter hiker diver seller buyer tipster pundit grandparent fiance fiancee "
        "native newcomer outsider politician legislator parliamentarian mp"
    )
)

GROUP_NOUNS = bag(
    "people family enemies chorus men women children kids officials delegation voters aides allies "
    "critics experts analysts lawmakers democrats republicans scientists researchers supporters "
    "opponents authorities prosecutors investigators economists americans families parents relatives "
    "friends neighbors neighbours students teachers workers residents locals protesters demonstrators "
    "activists politicians conservatives liberals progressives moderates independents leaders members "
    "senators representatives governors mayors ministers judges lawyers attorneys advisers advisors "
    "strategists consultants operatives insiders staffers delegates candidates rivals contenders "
    "hopefuls nominees sources witnesses victims survivors doctors nurses soldiers troops rebels "
    "militants fighters journalists reporters pundits commentators columnists editors readers viewers "
    "listeners fans users customers donors billionaires executives employees employers owners "
    "businesses farmers immigrants migrants refugees muslims christians jews evangelicals catholics "
    "latinos hispanics blacks whites millennials veterans seniors others some many few several most "
    "both all those these crowd public audience electorate team staff couple pair duo trio press "
    "historians scholars academics advocates campaigners lobbyists insiders observers skeptics sceptics "
    "detractors defenders backers speakers colleagues legislators spokesmen spokeswomen spokespeople "
    "citizens attendees participants respondents pollsters diplomats teammates players coaches "
    "passengers crew mourners jurors agents officers cops firefighters brothers sisters sons daughters "
    "siblings wives husbands girls boys teenagers teens adults youths majority minority percent elites "
    "passers-by reps medics kids folks establishment base community"
    " generation movement youth population voterbase crowds masses"
)

DOCUMENT_NOUNS = bag(
    "research tally poll polls survey surveys report reports study studies article articles piece story "
    "editorial column op-ed blog post posts tweet tweets letter letters email emails e-mail e-mails "
    "memo memos memoir memorandum statement statements document documents filing filings complaint "
    "lawsuit suit indictment affidavit ruling opinion verdict law laws bill bills act legislation "
    "amendment constitution treaty resolution rule rules regulation regulations ordinance order plan "
    "proposal platform manifesto transcript transcripts recording video videos tape footage clip audio "
    "film documentary ad ads advertisement commercial billboard sign signs banner banners poster "
    "website site page profile data figures statistics numbers results result analysis index review "
    "reviews book books biography novel diary chapter headline headlines caption newsletter "
    "press-release release readout draft agreement deal contract warrant record records papers petition "
    "notice pamphlet flyer brochure testimony excerpt excerpts inquiry inquiries investigation search "
    "theory joke slogan message messages text texts note notes image images photo photograph photos "
    "picture map chart graphic graphics feed account accounts passage quote evidence census estimate "
    "estimates forecast projection projections dataset app game song letterhead summary audit findings "
    "finding interviews interview questionnaire vote votes exit-poll exit-polls bible scripture quran"
)

ORGANISATION_NOUNS = bag(
    "campaign committee commission court department agency ministry company firm corporation business "
    "bank union party group organization organisation association foundation institute institution "
    "university college school board council panel bureau office service force army navy military "
    "police parliament congress senate house legislature newspaper paper magazine network channel "
    "station outlet broadcaster publication club church league federation coalition alliance pac "
    "think-tank media nonprofit non-profit charity nonprofit team jury administration-owned airline "
    "hospital district authority fund bloc embassy caucus chamber assembly cabinet tribunal regulator "
    "watchdog retailer manufacturer publisher startup label studio museum zoo hotel restaurant superpac "
    "industry camp headquarters newsroom conference convention society academy center centre laboratory "
    "archdiocese diocese giant carmaker automaker chipmaker insurer"
)

STATE_NOUNS = bag(
    "government administration state country nation city kingdom republic regime states countries "
    "nations governments province county town village kremlin region"
)

_TWOFOLD = bag(
    "head official major general star marine base fan minor independent conservative liberal progressive "
    "whites blacks"
)
NOUNS = (PERSON_NOUNS - _TWOFOLD) | GROUP_NOUNS | ORGANISATION_NOUNS | DOCUMENT_NOUNS | STATE_NOUNS
"""The nouns above, but for those that are adjectives as often."""

OUTLET_WORDS = bag(
    "times post journal news tribune herald guardian telegraph mail mirror sun star globe chronicle "
    "gazette courier observer independent press agency network radio tv cnn bbc nbc cbs abc fox msnbc "
    "npr reuters magazine weekly daily examiner inquirer review standard register sentinel dispatch wire"
)

WELL_KNOWN = bag(
    "politico reuters breitbart bloomberg axios vox slate salon huffpost buzzfeed gallup quinnipiac "
    "politifact google facebook twitter amazon apple microsoft uber airbnb boeing exxon walmart nike "
    "pfizer samsung toyota newsweek forbes variety wired mashable gawker vice pemex gazprom huawei "
    "xinhua tass interpol opec nato unicef unesco greenpeace amnesty oxfam hamas hezbollah isis taliban "
    "al-qaeda fatah farc eta hbo espn univision telemundo"
)
"""Bodies and outlets of one word that a network may not know, or take for people."""

WELL_KNOWN_NAMES = frozenset(
    {
        "islamic state",
        "boko haram",
        "nusra front",
        "al shabab",
        "al-shabab",
        "al-shabaab",
        "ansar al-sharia",
        "shin bet",
    }
)
"""Likewise of more words, or with names of states or people in them."""

CALENDAR = bag(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december christmas easter ramadan today yesterday tomorrow"
)

PARTIES = bag(
    "democrat democrats republican republicans independent independents conservative conservatives "
    "liberal liberals libertarian libertarians socialist socialists progressive progressives tory "
    "tories communist communists democratic"
)
"""Words for parties' members, which stand before a noun or for one member, and name nobody."""


_NO_MEN = bag("german human roman norman ottoman shaman talisman cayman burman")


def _of_a_man(noun: str) -> bool:
    """Whether a noun says by its ending that it is one person ("committeeman", "46-year-old")."""
    if noun.endswith("-year-old"):
        return True
    return len(noun) > 5 and noun.endswith(("man", "woman", "person")) and noun not in _NO_MEN


@lru_cache(maxsize=REMEMBERED)
def kind_of_noun(noun: str) -> Kind | None:
    """Return the kind of speaker that a common noun (lower case) names; ``None`` where the noun does not
    tell."""
    last = noun.rsplit("-", 1)[-1]
    for word in (noun, last):
        if word in GROUP_NOUNS:
            return "group"
        if word in PERSON_NOUNS:
            return "person"
        if word in DOCUMENT_NOUNS:
            return "document"
        if word in STATE_NOUNS:
            return "state"
        if word in ORGANISATION_NOUNS:
            return "organisation"
    if _of_a_man(noun):
        return "person"
    single = singular(noun)
    if single != noun:
        if single in PERSON_NOUNS or _of_a_man(single):
            return "group"
        if single in ORGANISATION_NOUNS:
            return "organisation"
        if single in STATE_NOUNS:
            return "state"
    return None


@lru_cache(maxsize=REMEMBERED)
def plural(noun: str) -> bool:
    """Whether a noun (lower case) is one of several, by its form."""
    if noun in GROUP_NOUNS or (noun.endswith("men") and _of_a_man(noun[:-3] + "man")):
        return True
    return noun.endswith("s") and not noun.endswith(("ss", "us", "is", "'s")) and noun not in PERSON_NOUNS


def singular(noun: str) -> str:
    """Return the singular of a noun (lower case), by its form."""
    irregular = {"men": "man", "women": "woman", "people": "person", "children": "child"}
    if noun in irregular:
        return irregular[noun]
    for tail, instead in (("men", "man"), ("women", "woman"), ("ies", "y")):
        if noun.endswith(tail) and len(noun) > len(tail) + 2:
            return noun[: -len(tail)] + instead
    return noun[:-1] if plural(noun) and noun.endswith("s") else noun


@lru_cache(maxsize=REMEMBERED)
def gender_of_noun(noun: str) -> Gender | None:
    """Return the gender that a noun or a title says its bearer has."""
    if noun in HE_NOUNS or (noun.endswith("man") and not noun.endswith("woman") and _of_a_man(noun)):
        return "he"
    if noun in SHE_NOUNS or noun.endswith("woman"):
        return "she"
    return None
