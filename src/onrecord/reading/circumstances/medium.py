"""The medium: through what a statement is made, in the article's words.

"in an interview with the Courier", "on Twitter", "at a rally", "in a letter", "on CNN's “State of the Union”",
"tweeted". A source that is itself a document ("the poll found") has no other medium.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from onrecord.reading.circumstances.dates import times
from onrecord.reading.circumstances.phrases import noun_phrase
from onrecord.reading.circumstances.scene import Scene
from onrecord.reading.speakers.lexicon import DETERMINERS, bag
from onrecord.statement import Passage, Span

CONFIDENCE: Final = {
    "noun": 0.79,
    "platform": 0.91,
    "made": 0.86,
    "broadcast": 0.77,
    "verb": 0.93,
    "poll": 0.57,
    "shared": 0.85,
}
"""How often each rule is right, measured on the labelled articles that are learned from (``benchmarks.circumstances``)
with one right and one wrong added, so that a rule that was seen five times promises no more than it should."""

_PREPOSITION = r"(?:in|at|on|during|via|through|by|from|over|throughout|into|with)"
_STOP = (
    rf"(?:{_PREPOSITION}|and|or|but|that|who|which|where|when|while|to|of|for|as|after|before|until|about|said|says)"
    r"\b(?!-)"
)
_WORD = rf"(?!{_STOP})(?:[^\W_][\w’'./&$-]*|[“\"‘][^“”\"\n\x01-\x03]{{1,50}}[”\"’]),?"
_SINGULAR = bag(
    "interview sit-down sitdown conversation tweet tweetstorm retweet re-tweet post posting thread blog message text "
    "speech address keynote sermon homily lecture eulogy rally debate hall forum letter note statement release memo "
    "memorandum email e-mail report book memoir autobiography op-ed column essay editorial article conference newser "
    "call briefing ad advertisement commercial video clip podcast show program programme broadcast episode appearance "
    "hearing deposition affidavit lawsuit complaint filing monologue newsletter ama fundraiser telecast documentary "
    "commentary stop event voicemail livestream transcript dissent townhall film plea petition chat dispatch"
)
_NOUNS = (
    _SINGULAR
    | {f"{noun}s" for noun in _SINGULAR}
    | bag("speeches addresses rallies remarks testimony telephone phone papers documents dispatches camera")
)
_COMPOUND = {
    "hall": "town[ -]",
    "stop": "campaign ",
    "papers": "(?:court|legal) ",
    "documents": "(?:court|legal) ",
}
_NOUN = "|".join(
    f"(?:{_COMPOUND.get(noun.removesuffix('s'), _COMPOUND.get(noun, ''))}{noun})"
    for noun in sorted(_NOUNS, key=len, reverse=True)
)
_PHRASE = re.compile(
    rf"\b{_PREPOSITION} (?P<phrase>(?:{_WORD} ){{0,7}}?(?P<noun>{_NOUN}))\b"
    r"(?![’'-]\w| (?:to arms|sheet|cent(?:er|re)|hosts?|videos?))",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"\b(?:releas|issu|publish|post|deliver|giv|gave|wr[io]t|sen[dt]|air|read|start|launch|hold|held)\w* "
    rf"(?P<phrase>(?:an?|his|her|its|their|another|this) (?:{_WORD} ){{0,5}}?(?P<noun>{_NOUN}))\b(?![’'-]\w)",
    re.IGNORECASE,
)
_POLL = re.compile(
    r"\b(?:in|to|for) (?P<phrase>(?:an?|the|this|another|one|recent) (?:[\w/&’'.-]+ ){0,6}?(?:polls?|surveys?))\b"
)
_OWNER = re.compile(
    r"(?:with|on|for|in|published in|broadcast on|aired on|by) (?=[A-Z“\"@]|the [A-Z]|his |her |(?:a|an) )"
)
_NETWORKS = bag(
    "Twitter Facebook Instagram Truth_Social Telegram TikTok YouTube LinkedIn Snapchat Reddit Weibo WeChat WhatsApp "
    "Threads Bluesky Mastodon Tumblr Periscope VKontakte VK Gab Parler Skype Medium"
)
_NAMES = "|".join(sorted(_NETWORKS, key=len, reverse=True)).replace("_", " ")
_PLATFORMS = rf"(?:{_NAMES}|X(?=[\s,.:;]|$)|[Ss]ocial media)"
_PLATFORM = re.compile(
    r"\b(?:on|via|to|over|through|using|by|in) (?P<phrase>(?:(?:his|her|its|their|the|a|an|my) )?"
    r"(?:(?:official|personal|verified|own|campaign|public|private|new|social|media|platform|network|site) ){0,3}"
    rf"{_PLATFORMS}(?: (?:account|page|feed|channel|profile|post|message|video|live|Live|Stories))?)(?![\w’'])"
)
_AIR = re.compile(
    r"\b(?:on|to) (?P<phrase>(?:(?:the|his|her|a|national|state|live|cable|[A-Z]\w+|local) ){0,3}"
    r"(?:television|TV|radio|air|airwaves|cable news))\b"
    r"(?! (?:talk|hosts?|shows?|networks?|stations?|personalit)|['’]s)"
)
_ON_AIR = re.compile(r"\bon (?=[A-Z“\"]|the [A-Z])")
_STATION = re.compile(
    r"(?:^|[\s'’])(?:CNN|MSNBC|CNBC|NBC|ABC|CBS|PBS|NPR|BBC|C-SPAN|Fox|FOX|HBO|TV|Radio|News Channel|Television|"
    r"Univision|Telemundo|Sky News|Bloomberg|Newsmax|RT|ITV|Channel \d)\b|[“\"](?:[A-Z]|the )"
)
_SHOWS = re.compile(
    r"[“\"][^”\"]+[”\"]|Meet the Press|Face the Nation|This Week|Morning Joe|State of the Union|Good Morning"
)
_RULES: Final = (
    (bag(" ".join(_NETWORKS).casefold().replace("_", " ")) | {"x", "media"}, _PLATFORM, "platform"),
    (_NOUNS | {"mail", "ed", "down"}, _PHRASE, "noun"),
    (_NOUNS, _MADE, "made"),
    (bag("television tv radio air airwaves cable"), _AIR, "broadcast"),
)
"""Rules, each behind the words of which it needs one."""
_VERB = re.compile(
    r"\b(?:re-?tweet(?:ed|s|ing)?|tweet(?:ed|s|ing)?|e-?mail(?:ed|s|ing)|texted|blog(?:ged|s|ging)|live-?tweeted|"
    r"posted|phoned|telephoned)\b",
    re.IGNORECASE,
)
_NEXT = re.compile(r",? (?:(?:on|over|in|at|earlier|late) )*")
_TIME_REACH = 40


@dataclass(frozen=True, slots=True)
class Through:
    """A medium and the rule that it was found by."""

    passage: Passage
    rule: str


def medium(scene: Scene) -> Through | None:
    """Return through which medium a statement is made.

    Args:
        scene: the statement's scene.
    """
    text = scene.text
    for telling, pattern, rule in _RULES:
        if scene.words.isdisjoint(telling):
            continue
        for match in pattern.finditer(text):
            start, end = match.span("phrase")
            words = match["phrase"].split()
            if (
                "," in match["phrase"] and words[0].casefold() not in DETERMINERS
            ):  # two phrases, not adjectives
                continue
            if scene.belongs(match.start(), end):
                places = _with_owner(text, start, end) if rule in ("noun", "made") else ((start, end),)
                return Through(scene.passage(*places), rule)
    return _on_air(scene) or _by_verb(scene) or _of_source(scene)


def _on_air(scene: Scene) -> Through | None:
    """Return the station or the show that a statement was made on: "on CNN's “State of the Union”"."""
    for match in _ON_AIR.finditer(scene.text) if "on" in scene.words else ():
        phrase = noun_phrase(scene.text, match.end())
        if phrase is None or not scene.belongs(match.start(), phrase[1]):
            continue
        name = scene.text[slice(*phrase)]
        if _STATION.search(name) or _SHOWS.search(name):
            return Through(scene.passage(phrase), "broadcast")
    return None


def _by_verb(scene: Scene) -> Through | None:
    verb = _VERB.search(scene.text, *scene.cue)
    return Through(scene.passage(verb.span()), "verb") if verb else None


def _of_source(scene: Scene) -> Through | None:
    """Return the poll that a source answered in: "half of the voters in a May poll"."""
    for start, end in scene.spans.source:
        poll = _POLL.search(scene.article, start, end)
        if poll is not None:
            return Through(Passage.of(scene.article, (poll.span("phrase"),)), "poll")
    return None


def _with_owner(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Return a medium with whose it is: "an interview with the Courier", also behind "an interview on Monday"."""
    time = next(
        (
            t
            for t in times(text, end, min(len(text), end + _TIME_REACH))
            if _NEXT.fullmatch(text, end, t.start())
        ),
        None,
    )
    at = end if time is None else time.end()
    owner = _OWNER.match(text, at + 1)
    phrase = noun_phrase(text, owner.end()) if owner else None
    if owner is None or phrase is None:
        return ((start, end),)
    return ((start, phrase[1]),) if time is None else ((start, end), (owner.start(), phrase[1]))
