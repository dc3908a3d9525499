"""What stands on news pages beside the article: how it is called in the markup, and how it is worded."""

from __future__ import annotations

import re
from functools import lru_cache

# Names of boxes, as whole words of a class or an id (camel case and underscores parted).
_BOX = re.compile(
    r"(?:^|[\s-])(?:"
    r"(?:fig-?|image-|photo-|media-)?captions?|(?:image|photo|media|picture)-credits?"
    r"|by-?lines?|authors?-(?:bio|biography|box|card|info|content|description|details|about|profile|data)"
    r"|about-(?:the-)?authors?|(?:contributor|writer|staff|reporter|journalist)-bio"
    r"|pull-?quotes?"
    r"|related|more-(?:topics?|from|on|stories|news|like)|read-(?:more|next|also|on)|also-(?:read|like)|see-also|recirc"
    r"|recirculation|recommended|recommendations?|most-(?:read|popular|viewed|shared)|popular|popular-box|trending|you-may-(?:also-)?like"
    r"|up-next|around-the-web"
    r"|newsletters?|sign-?up|subscribe|subscriptions?|donate|donations?|membership-promo"
    r"|shares?|share-(?:bar|buttons?|links?|tools?)|sharing|social|social-(?:bar|links?|media|icons?|share)"
    r"|advert|adverts|advertisements?|advertising|ad-(?:slot|container|wrapper|unit|break|label|block)|sponsored"
    r"|promo|promos|promoted|teasers?"
    r"|comments?|comments-(?:section|area|list)|viafoura|disqus|openweb"
    r"|(?:access|reg|registration)-?wall|paywall-(?:prompt|message|overlay|banner|barrier|modal|gate)|modal|pop-?up|cookies?|cookie-(?:banner|notice)|consent"
    r"|breadcrumbs?|tags-list|tag-list|article-tags|post-tags|topic-tags|copyright|disclaimer"
    r")(?=$|[\s-])"
)
_PARTS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[_:]+|-{2,}")

# Names of the line under the headline that sums the article up.
_STANDFIRST = re.compile(
    r"(?:^|[\s-])(?:stand-?first|deks?|sub-?headings?|sub-?heads?|sub-?headlines?|sub-?titles?|teaser-text|lede"
    r"|article-(?:summary|intro|lead|description|excerpt)|summary|intro|strapline|kicker-text)(?=$|[\s-])"
)

# Wordings of paragraphs that the outlet and not the article speaks.
_WORDING = re.compile(
    r"""^[^\w“‘"'«]*(?:
    (?:read|see|watch|listen|view|hear)\ (?:more|next|also|all|now)
    (?:\W*$|\ ?[:|»→>–—-].*|\ (?:about|on|here|from|at|in)\b[^.!?]*$)
  | (?:also|now)\ (?:read|see|watch)\b\W .*
  | (?:read|watch|listen|see\ also|related|more|more\ on\ this|explainer|opinion|video|gallery)\ ?[:|»→>] .*
  | (?:related|recommended|popular|trending|latest|more)\ (?:articles?|story|stories|topics?|news|videos?)
  | (?:most\ (?:read|popular|viewed)|you\ (?:may|might)\ (?:also\ )?(?:like|be\ interested))\b .*
  | editor[’']?s[’']?\ picks?
  | click\ here\b .* | (?:tap|click)\ (?:to|for|on)\b .*
  | (?:please\ )?(?:sign|log)[\ -]?(?:up|in|out)\b\ (?:to|for|or|and|here|now|with|then)\b .*
  | (?:please\ )?(?:log\ ?out|log\ ?in|sign\ in|register|create\ an\ account|sign\ up|subscribe)\W*$
  | (?:please\ )?(?:logout|log\ out)\ and\ then\ log\ ?in .*
  | (?:subscribe|register)\ (?:to|now|today|for|here)\b .*
  | get\ (?:the|our|all\ the)\ .{0,40}(?:newsletter|inbox|headlines|app|alerts)\b .*
  | download\ (?:the|our)\ .{0,30}app\b .*
  | join\ (?:our|the)\ .{0,30}(?:forum|conversation|newsletter|channel|community|whatsapp)\b .*
  | join\ thought-provoking\ conversations .* | you\ must\ confirm\ your\ public\ display\ name .*
  | follow\ .{1,60}\ on\ (?:twitter|x|facebook|instagram|google|linkedin|tiktok|youtube|bluesky|whatsapp)\b .*
  | (?:share|tweet|email|print|save|copy\ link|comments?|advertisements?|sponsored|promoted)(?:\ this)?
    (?:\ (?:article|story|page))?\W*$
  | (?:advertisement\b|story\ continues|article\ continues|continue\ reading|continues\ (?:below|after)) .*
  | (?:this|the)\ (?:advertisement|video|content)\ (?:has|is)\ not\ (?:yet\ )?(?:loaded|available)\b .*
  | (?:with\ (?:files|reporting|additional\ reporting)|(?:additional\ |further\ )?reporting\ by) .*
  | (?:photo|photograph|picture|image|video|graphic)s?(?:\ (?:credit|source|by|courtesy))?\ ?[:|] .*
  | (?:©|\(c\)\ |copyright\b) .* | .*\ball\ rights\ reserved\W*$
  | (?:this\ (?:article|story|piece)\ (?:was\ )?)?(?:first|originally)\ (?:published|appeared)\ (?:on|in)\b .*
  | (?:do|have)\ you\ (?:have|know|got|a)\ .{0,40}(?:story|tip|news|information)\b .*
  | (?:got|have)\ (?:a|any)\ (?:story|tip|news\ tip|question)s?\b .*
  | (?:email|e-mail|contact)\ (?:us|the\ (?:author|reporter|editor|newsroom))\b .*
  | get\ in\ touch\b .* | .*\b(?:get\ in\ touch|email|contact)\b.*\b[\w.+-]+@[\w-]+\.\w+.{0,20}
  | follow\ along\b.*\bbelow\W* | send\ (?:us\ )?(?:your\ )?(?:tips|letters|comments)\b .*
  | our\ website\ is\ the\ place\ for .* | enjoying\ our\ latest\ content\W*$
  | .{0,40}\b(?:is\ out\ now|is\ available\ to\ (?:buy|order)|pre-?order\ (?:now|here))\b .{0,40}
  | (?:published|updated|last\ updated|posted|modified)\b:?\ (?:on\ |at\ )?[^.]{0,60}\d[^.]{0,30}
  | \d+\ ?min(?:ute)?s?\ read | skip\ (?:past|to)\ .{1,40}
  | (?:(?:if|when)\ you\ (?:buy|purchase|click)|we\ may\ (?:earn|receive)).*\b(?:commission|affiliate)\b.*
  | this\ is\ a\ (?:breaking|developing)\ (?:new|news)?\ ?story\b.*
  | by\ (?:[A-Z][\w.’'-]+\ ?){1,4}(?:,\ [^.]{1,50})?
    )$""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_BYLINE = re.compile(r"[Bb][Yy] (?:[A-Z][\w.’'-]+[, ]*|and |of |for |the ){1,10}")
LEAD_IN = re.compile(
    r"[\W\d_]*(?:(?:also |now )?(?:read|see|watch|listen|hear|view)(?: (?:more|also|next|now|here|all|on))?"
    r"(?: about| at)?"
    r"|related|more|more (?:from|on|about)(?: [\w’' ]{1,30})?|click here|here|explainer"
    r"|opinion|background|in pictures|exclusive|recommended|don[’']t miss|must read)?[\W_]*",
    re.IGNORECASE,
)

_POST = re.compile(r" — .+ \(@[\w.]+\)")

# A box or a line of the outlet's own is short; what is longer is an article that is called oddly.
_LONGEST = 45

PAYWALL = re.compile(
    r"\b(?:subscribe|subscription|log in|sign in|register|join)(?: now| today| here)?(?: or [\w ]{1,20})? to"
    r" (?:continue|keep|read|unlock|access|view)\b"
    r"|\bto (?:continue|keep) reading\b|\bto read (?:the|this) (?:full|rest|entire|whole)\b"
    r"|\b(?:article|story|content|page) is (?:\w+ )?(?:for|available to|reserved for|exclusive to)"
    r" (?:\w+ ){0,2}(?:subscribers|members)\b|\bsubscriber[- ](?:only|exclusive)\b|\bfor subscribers only\b"
    r"|\bunlock (?:this|the) (?:article|story)\b|\balready a (?:subscriber|member)\b"
    r"|\byou(?:[’']ve| have) (?:reached|used) your (?:\w+ ){0,3}(?:limit|articles)\b",
    re.IGNORECASE,
)


def _words(name: str) -> str:
    return _PARTS.sub("-", name).lower()


@lru_cache(maxsize=8192)
def is_box(name: str) -> bool:
    """Tell whether a class or id calls its element something beside the article."""
    return bool(name) and _BOX.search(_words(name)) is not None


@lru_cache(maxsize=8192)
def is_standfirst(name: str) -> bool:
    """Tell whether a class or id calls its element the article's summary under the headline."""
    return bool(name) and _STANDFIRST.search(_words(name)) is not None


def is_outlets(paragraph: str) -> bool:
    """Tell whether a paragraph is the outlet's own: a link onward, an invitation, a credit, a byline."""
    if len(paragraph) > 600 or len(paragraph.split()) > _LONGEST or _POST.search(paragraph):
        return False
    return _WORDING.match(paragraph) is not None or _BYLINE.fullmatch(paragraph) is not None
