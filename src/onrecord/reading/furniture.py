"""Furniture: what stands on a news page beside the running text and yields no statements.

Captions, credits, bylines, links to other articles, sign-up boxes, players, notes and tags, told by their
wording. The rules are cautious: a paragraph is furniture when all of it looks like it, so that a sentence of
the article that begins alike ("By offering him the post, ...", "Follow the money, she said") stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from onrecord.reading.paragraphs import paragraphs
from onrecord.statement import Span

Kind = Literal[
    "headline",
    "dateline",
    "byline",
    "caption",
    "credit",
    "link",
    "box",
    "advertisement",
    "follow",
    "share",
    "player",
    "contributors",
    "copyright",
    "note",
    "tags",
    "rule",
]

_LONGEST = 600
_LONGEST_BYLINE = 120

_NAME = (
    r"(?:(?:Dr|Mr|Ms|Mrs|Sir|St)\.? )?[A-Z][\w'’.\-]*"
    r"(?: (?:(?:de|da|del|van|von|der|bin|al|el|la|le)\b|[A-Z][\w'’.\-]*)){1,4}"
)
_NAMES = rf"{_NAME}(?:(?:,? and |, | & ){_NAME}){{0,8}}"
_AGENCY = (
    r"(?:AP|AFP|EPA|UPI|PA|ANI|TASS|Xinhua|Reuters|REUTERS|Getty(?: Images)?|GETTY(?: IMAGES)?"
    r"|Shutterstock|"
    r"Alamy|Bloomberg|iStock|Corbis|Rex Features|Press Association|Associated Press|The Associated Press)"
)
_TITLES = (
    r"(?i:(?:staff|senior|chief|political|national|foreign|world|business|diplomatic|special"
    r"|contributing) )*"
    r"(?i:writers?|reporters?|correspondents?|editors?|columnists?|contributors?|bureau chief|staff)"
)

# Each pattern must match a whole paragraph.
_WORDINGS: tuple[tuple[Kind, str], ...] = (
    ("rule", r"[\W_]+"),
    (
        "byline",
        rf"(?:By|BY|Written by|Words by|Posted by|Story by|From (?=(?:Staff|Wire|News)\b)) {_NAMES}"
        rf"(?:,? (?:in|for|of|at) [^.!?]{{2,50}})?(?:,? ?[|•·/–—-]? ?(?:{_TITLES}"
        rf"|{_AGENCY})[^.!?]{{0,60}})?\.?"
        r"(?:\s*[|•·–—-]?\s*(?i:published|updated|posted|\w{3,9} \d{1,2},? \d{4})[^!?]{0,60})?",
    ),
    ("byline", r"(?:BY|By) [A-Z][A-Z'’.\- ]{3,50}"),
    (
        "caption",
        rf"[^\n]{{0,500}}[(\[](?:(?i:(?:file |stock )?(?:photos?|images?|pictures?|pics?"
        rf"|screengrab)\b)[^()\[\]]{{0,60}}|"
        rf"{_AGENCY}(?: [Pp]hoto| [Ii]mages?)?/[^()\[\]]{{2,60}}"
        rf"|[^()\[\]]{{2,50}}/ ?{_AGENCY}(?:/[^()\[\]]{{2,40}})?|"
        rf"{_AGENCY} [Pp]hotos?[^()\[\]]{{0,60}})[)\]]\.?",
    ),
    (
        "caption",
        r"[^\n]{10,400} ?(?:Photo(?:graph)?|Image|Picture|PHOTO|IMAGE)(?: by|:"
        r"| [Cc]redit:?) [A-Z@][^.\n]{1,60}\.?",
    ),
    (
        "credit",
        r"(?i:photos?|photograph(?:s|y)?|images?|pictures?|videos?|illustration|graphic|"
        r"(?:photo|image|picture|video) (?:credits?|courtesy|source|by)|credits?|caption|screengrab"
        r"|featured image)"
        r"(?:: [^!?\n]{2,90}|(?: by| via| courtesy(?: of)?| credits?):? "
        r"[A-Z@][^\s]*(?: (?:[A-Z@/(&|–-][^\s]*|via|of|and|for|the|on)){0,8})",
    ),
    (
        "credit",
        rf"(?:(?i:photo|image)s? ?[:/] ?)?(?:(?:[A-Z][^\s]* ){{1,4}}(?:via |[/|—–-] ?)"
        rf"|[A-Z][\w.'’\-]{{1,20}}/)?"
        rf"{_AGENCY}(?:(?: ?/ ?| via ){_AGENCY}|/[\w ]{{2,30}})?\.?",
    ),
    (
        "link",
        r"[^\w“\"‘']*(?i:read (?:more|next|also|the full|the rest)|more|related(?: (?:stories"
        r"|articles?|coverage|content|video|posts?))?"
        r"|see also|also read|see more|see related|recommended|most read|trending|don['’]t miss"
        r"|you may (?:also )?like"
        r"|more from [\w’'. ]{2,40}|also on [\w’'. ]{2,40}|more on this(?: story)?|up next|watch next"
        r"|what to read next"
        r"|photos?|videos?|watch|click here(?: for| to)?[^.:]{0,40}|listen|gallery|from the archives?"
        r"|in pictures)\s?[:>»|–—]"
        r"[^\n]{0,200}",
    ),
    (
        "link",
        r"\W*(?i:read more|read also|related|see also|see all related|related (?:coverage|stories"
        r"|articles|content|topics|posts?)"
        r"|continue reading(?: the main story)?|click here\b[^\n]{0,80}|(?:view"
        r"|see) (?:full )?(?:gallery|photos|results|image|comments?)"
        r"|more (?:news|stories|to come)|previously|most popular|recommended(?: for you)?|you (?:may"
        r"|might) also like|[\w ]{0,20}read more here"
        r"|read the (?:full|rest of the) (?:\w+ ){1,3}(?:here|at)[^\n]{0,80}|comments?|loading(?: …"
        r"|\.\.\.)?)\W*",
    ),
    (
        "box",
        r"[^\w“\"‘'«]*(?i:(?:sign|signing) up (?:here |now |today )?(?:for|to (?:get|receive|our|the|have))\b"
        r"|subscribe (?:to|now|here|today)\b"
        r"|(?:get|receive) (?:the|our|breaking|daily|more|all|top|a daily) [^.\n]{0,60}"
        r"(?:inbox|newsletter|email|alerts?|briefing|delivered|app\b)"
        r"|join (?:our|the) [^.\n]{0,40}(?:newsletter|mailing list|community|whatsapp|telegram)"
        r"|enter your email|by (?:signing up|subscribing|submitting"
        r"|clicking)[^\n]{0,20}\byou (?:agree|acknowledge|consent)"
        r"|(?:support|donate to) (?:our|independent) journalism|already a subscriber|to (?:continue"
        r"|keep) reading"
        r"|download (?:the|our) [^.\n]{0,40}\bapp\b|(?:want"
        r"|looking for) more [^.\n?]{0,60}\?)[^\n]{0,300}",
    ),
    ("box", r"\((?i:(?:subscribe|sign up|listen|download) [^()\n]{5,200})\)\.?"),
    (
        "advertisement",
        r"[^\w“\"‘'«]*(?i:advertisement|advertisements|advert|sponsored(?: content)?|promoted(?: stories)?"
        r"|ad)\W*",
    ),
    (
        "advertisement",
        r"[^\w“\"‘'«]*(?i:(?:story|article) continues (?:below|after)[^\n]{0,40}"
        r"|advertisement\W{0,5}(?:continue reading|story continues|scroll)"
        r"[^\n]{0,60}|skip (?:past|advert|ad)[^\n]{0,60})",
    ),
    (
        "follow",
        r"[^\w“\"‘'«]*(?:You can )?(?:(?i:follow)|(?i:like|find|join|contact|e-?mail|reach|write to"
        r"|tweet)(?= (?i:us|me|him|her|them|our|this post|"
        r"the (?:author|writer|reporter|conversation|discussion))\b| @?[A-Z]))\b[^\n!?“\"]{0,140}?"
        r"(?i:\bon (?:twitter|x|facebook|instagram|threads|bluesky|linkedin|tiktok|youtube|whatsapp"
        r"|flipboard)\b"
        r"|\bat @?\w[\w.]*@|[\w.]+@[\w.]+\.\w{2,}|: ?@\w)[^\n“\"]{0,160}",
    ),
    ("follow", r"[^\w“\"‘'«]*(?i:on twitter,? follow|follow @\w+)[^\n]{0,160}"),
    ("follow", r"(?i:twitter|e-?mail|facebook|instagram|contact|x)\s?: ?\S{0,30}@\S{2,60}"),
    ("follow", r"[^\n]{3,200}\. (?:He|She|They) tweets? (?:at )?@\w{2,40}\.?"),
    (
        "share",
        r"[^\w“\"‘'«]*(?i:share (?:this|on|via|your)\b|share$|tweet this|print this|email this|save this"
        r"|post a comment|leave a (?:comment|reply)"
        r"|have something to add to this story|add a comment|what do you think\? ?(?:share|tell"
        r"|let us)|(?:share|tell us) your "
        r"(?:thoughts|views|story)|facebook twitter|comments? (?:are|is) closed"
        r"|sorry we are not currently accepting)[^\n]{0,120}",
    ),
    (
        "player",
        r"[^\w“\"‘'«]*(?i:scroll down for (?:videos?|more)|(?:video|poll|tweet) loading"
        r"|view (?:this post )?on \w+|play video|now playing"
        r"|watch (?:the|a|an|this|more|below|now|live)\b[^.!?\n]{0,90}\b(?:below|above|here|video"
        r"|clip|segment|youtube|transcript|player)\b"
        r"|listen to\b[^\n]{0,90}\b(?:below|above|here|podcast|interview|episode)\b"
        r"|please enable javascript"
        r"|this video is (?:no longer|not) available|we are sorry, ?this video"
        r"|your browser does not support|uploaded by:?)[^\n]{0,120}",
    ),
    (
        "player",
        r"(?i:(?:(?:full|partial|video|audio|interview) )?transcript(?: as follows| below"
        r"| follows)?)\W*",
    ),
    (
        "player",
        r"[(\[](?i:(?:begin|end|start) (?:of )?(?:video|audio|videotape|clip)[^()\[\]\n]{0,30}"
        r"|(?:video|audio) clip)[.)\]]{1,3}\.?",
    ),
    (
        "contributors",
        r"[^\w“\"‘'«]*(?i:(?:additional |with )?(?:reporting|writing|editing|contributions?) (?:by|from)"
        r"|compiled by|contributing|contributors?:"
        r"|with (?:files|inputs?|agency inputs|agencies)\b|with reporting)[: ][^\n]{2,300}",
    ),
    (
        "contributors",
        rf"(?:{_NAMES}|(?:The )?(?:Associated Press|AP|Reuters|AFP|[A-Z]\w+(?: [A-Z]\w+){{0,3}})"
        r"(?:['’]s?)? (?i:writers?|reporters?|researchers?|correspondents?|journalists?"
        r"|staff)[^\n]{2,200}|[A-Z][\w'’\-]+)"
        r"(?: in [A-Z][^.\n]{2,60}|, [^\n]{2,120})?(?: also)? (?:contributed (?:(?:\w+ )?reporting"
        r"|to (?:this|the) (?:report|story|article|piece|post|guide|coverage)|from)"
        r"|reported from (?=[A-Z]))(?![^\n]{0,250}\bthat\b)[^\n“\"]{0,250}",
    ),
    (
        "contributors",
        r"(?i:(?:the )?(?:associated press|reuters|afp|ap)(?: \w+){0,3} contributed (?:to this"
        r"|reporting)[^\n]{0,80})",
    ),
    ("contributors", r"\W{0,2}(?i:h/t|hat tip)\W{0,3}[^\n]{2,60}"),
    (
        "copyright",
        r"[^\w“\"‘'«]*(?i:copyright\b|©|\(c\) ?\d{4}|all rights reserved|(?:this|the) (?:material"
        r"|content) (?:may not|cannot) be)[^\n]{0,400}",
    ),
    (
        "note",
        r"[^\w“\"‘'«]*(?i:corrections?(?: appended)?|clarifications?|editor['’]?s['’]? note|editors['’] note"
        r"|update note|"
        r"publisher['’]s note|disclosure|disclaimer)(?:\W*|(?:\s?:|\s[–—-])\s[^\n]{2,590})",
    ),
    (
        "note",
        r"[^\w“\"‘'«]*(?i:this (?:story|article|post|piece|report|headline"
        r"|column)(?:['’]s headline)? (?:has been|was|is being)"
        r"(?: first| originally)? (?:updated|corrected|amended|edited|published|changed|revised)"
        r"|the (?:story|article|post|piece) (?:has been|was) (?:updated|corrected|amended)"
        r"|this (?:story|article|post|piece|column) (?:first |originally )?(?:appeared|ran)"
        r"|an earlier version of this|a (?:previous|prior) version of this"
        r"|a version of this (?:article|story)"
        r"|as published in the|views expressed in this|the (?:views|opinions) expressed (?:here"
        r"|in this|by the author))[^\n]{0,400}",
    ),
    (
        "note",
        r"(?i:(?:last )?updated|(?:first )?published|posted|last modified|date)\s?(?::|on"
        r"|at)?\s?[^a-z\n]{0,5}(?:\w{3,9},? )?"
        r"(?:\d{1,2}[:. /-]|(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov"
        r"|dec)[a-z]*\.? \d{1,2})[^\n]{0,60}",
    ),
    (
        "tags",
        r"(?i:tags?|topics?|keywords?|filed under|more on|categories|categor(?:y|ies)|posted in"
        r"|labels)\s?: ?[^.!?\n]{1,300}\.?",
    ),
)

_WHOLE = tuple((kind, re.compile(pattern)) for kind, pattern in _WORDINGS)

_DATELINE = re.compile(
    r"(?!EXCLUSIVE|BREAKING|UPDATE|WATCH|VIDEO|OPINION|ANALYSIS|LIVE|NEW:)"
    r"(?:[A-Z][A-Z.'’\-]+(?:[ /][A-Z][A-Z.'’\-]*){0,2}(?:, (?:[A-Z][\w.]{1,15} ?){1,3})?"
    rf"(?: ?\((?:{_AGENCY}|[A-Z][\w ]{{1,25}})\))?(?:, \w{{3,9}}\.? \d{{1,2}})?"
    rf"|[A-Z][\w.'’ ,\-]{{2,40}} ?\({_AGENCY}\))\s?(?:--|[—–-])\s"
)
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Furniture:
    """A stretch of a page that is no running text.

    Args:
        span: the paragraph, or the dateline at the head of one.
        kind: what it is.
    """

    span: Span
    kind: Kind

    @property
    def silent(self) -> bool:
        """Whether no statement can stand in it: so for every kind but headlines and datelines."""
        return self.kind not in {"headline", "dateline"}


def furniture(text: str, title: str | None = None) -> tuple[Furniture, ...]:
    """Return the furniture of ``text`` in order; the pieces do not overlap.

    Args:
        text: an article's text.
        title: its headline, where known: a paragraph that repeats it is of kind ``headline``. Headlines
            yield statements ("Mayor: Docks are not for sale"), so they are marked, not silenced.
    """
    found: list[Furniture] = []
    headline = _plain(title) if title else ""
    for start, end in paragraphs(text):
        if headline and end - start < len(headline) + 20 and _plain(text[start:end]) == headline:
            found.append(Furniture((start, end), "headline"))
            continue
        kind = _kind(text, start, end)
        if kind is not None:
            found.append(Furniture((start, end), kind))
            continue
        dateline = _DATELINE.match(text, start, min(end, start + 120))
        if dateline is not None:
            found.append(Furniture((start, start + len(dateline[0].rstrip())), "dateline"))
    return tuple(found)


def _kind(text: str, start: int, end: int) -> Kind | None:
    if end - start > _LONGEST:
        return None
    for kind, pattern in _WHOLE:
        if kind == "byline" and end - start > _LONGEST_BYLINE:
            continue
        if pattern.fullmatch(text, start, end):
            return kind
    return None


def _plain(text: str) -> str:
    """Return ``text`` with single spaces, no full stop and no case, to compare headlines."""
    return _SPACES.sub(" ", text).strip().rstrip(".").casefold()
