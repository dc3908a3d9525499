"""Readings for the tests of the formats: made by hand, of invented articles, and by hypothesis."""

from __future__ import annotations

from dataclasses import fields
from itertools import pairwise
from typing import Any, get_args

from hypothesis import strategies as st

from onrecord.article import Article
from onrecord.statement import (
    Act,
    Alternative,
    Amount,
    Confidence,
    Kind,
    Mode,
    Passage,
    Position,
    Quote,
    Reading,
    Spans,
    Speaker,
    Stand,
    Statement,
    Step,
    Translation,
    When,
    statement_id,
)

DOCKS = """\
Mayor Ana Ruiz told the Port Courier on Monday she would never sell the docks, but would lease them "if the \
council asks." The remark ended weeks of guessing in Lydhaven.

“I read the offer,” Ruiz said. “It is a bad joke.

“The docks belong to those who work on them.”

According to the Dockers' Union, "the mayor said 'not one crane' when we met", and its members fear for \
their jobs.

The price was too low to begin with. Nobody at Marrow Freight (马罗货运) would comment."""


def at(text: str, *words: str) -> Spans:
    """Return where the words stand, each looked for behind the one before."""
    spans = []
    place = 0
    for some in words:
        start = text.index(some, place)
        place = start + len(some)
        spans.append((start, place))
    return tuple(spans)


def passage(text: str, *words: str) -> Passage:
    return Passage.of(text, at(text, *words))


def made(article: Article, content: Spans, quote: Quote, sure: float = 0.9, **fields: Any) -> Statement:
    """Return a statement with what is given, and nothing else filled."""
    known: dict[str, Any] = {"source": (), "cue": (), "confidence": Confidence(sure), **fields}
    return Statement(id=statement_id(article.version, content), content=content, quote=quote, **known)


def docks(filled: bool = False) -> Reading:
    """Return the reading of an article about docks; ``filled``: with acts and positions too."""
    text = DOCKS
    article = Article(
        text,
        id="https://courier.example/docks",
        url="https://courier.example/docks",
        outlet="The Port Courier",
        title="Mayor rules out sale of docks",
        authors=("Ada Lind", "Jo Brandt"),
        published="2031-05-06",
        language="en",
    )
    role = passage(text, "Mayor")
    name = at(text, "Ana Ruiz")
    mayor = Speaker("Ana Ruiz", "person", (role,), (Step(at(text, "Mayor Ana Ruiz"), "full name"),), 0.97)
    later = at(
        text, "“I read the offer,”", "“It is a bad joke.", "“The docks belong to those who work on them.”"
    )
    by_surname = Speaker(
        "Ana Ruiz",
        "person",
        (role,),
        (Step(at(text, "Ruiz", "Ruiz")[1:], "surname"), Step(name, "full name")),
        0.94,
        (Alternative("Tom Ruiz", 0.05),),
    )
    union = Speaker(
        "Dockers' Union", "organisation", (), (Step(at(text, "Dockers' Union"), "full name"),), 0.9
    )
    first: dict[str, Any] = {}
    if filled:
        first = {
            "addressee": passage(text, "the Port Courier"),
            "when": When("Monday", at(text, "Monday"), "2031-05-05"),
            "mode": "said",
            "act": "refuse",
            "positions": (
                Position("ruled_out", passage(text, "sell the docks")),
                Position("pledged", passage(text, "lease them"), passage(text, "if the council asks")),
            ),
            "confidence": Confidence(0.93, 0.97, 0.81, 0.7),
        }
    outer = made(
        article,
        at(text, "\"the mayor said 'not one crane' when we met\""),
        "direct",
        0.82,
        source=at(text, "the Dockers' Union"),
        cue=at(text, "According to"),
        speakers=(union,),
    )
    statements = (
        made(
            article,
            at(text, 'she would never sell the docks, but would lease them "if the council asks."'),
            "mixed",
            **{"source": at(text, "Mayor Ana Ruiz"), "cue": at(text, "told"), "speakers": (mayor,), **first},
        ),
        made(
            article,
            later,
            "direct",
            0.96,
            source=at(text, "Ruiz", "Ruiz")[1:],
            cue=at(text, "said"),
            speakers=(by_surname,),
        ),
        outer,
        made(
            article,
            at(text, "'not one crane'"),
            "direct",
            0.61,
            source=at(text, "the mayor"),
            cue=at(text, "said", "said")[1:],
            speakers=(mayor,),
            within=outer.id,
        ),
        made(article, at(text, "The price was too low to begin with"), "indirect", 0.31),
        made(
            article,
            at(text, "would comment"),
            "indirect",
            0.55,
            source=at(text, "Nobody at Marrow Freight (马罗货运)"),
        ),
    )
    return Reading(article, statements, "hand-made")


INTERVIEW = """\
Rui Sol told the daily Il Molo on 4 May, speaking in Italian, that the port would cost “between €2 and €3 million”."""


def interview() -> Reading:
    """Return the reading of an article about an interview in another language: every circumstance is filled."""
    text = INTERVIEW
    article = Article(text, published="2031-05-06", language="en")
    evidence = passage(text, "speaking in Italian")
    statement = made(
        article,
        at(text, "that the port would cost “between €2 and €3 million”"),
        "mixed",
        source=at(text, "Rui Sol"),
        cue=at(text, "told"),
        addressee=passage(text, "the daily Il Molo"),
        medium=passage(text, "the daily Il Molo"),
        when=When("on 4 May", at(text, "on 4 May"), "2031-05-04"),
        money=(
            Amount("€2", at(text, "€2"), 2_000_000.0, "EUR"),
            Amount("€3 million", at(text, "€3 million"), 3_000_000.0, "EUR"),
        ),
        translated=Translation(evidence.text, evidence.spans, "said in Italian"),
        mode="said",
        confidence=Confidence(0.9, mode=0.9, addressee=0.8, medium=0.7, when=0.95, translated=0.6),
    )
    return Reading(article, (statement,), "hand-made")


HOSTILE = (
    "</script><script>alert(1)</script> said <img src=x onerror=alert(2)> \x1b[31mred\x1b]8;;http://evil.example"
    "\x07\x00\x9b2J \u202egnp.exe {{ 7*7 }} {% raw %} [bold]markup[/bold] --> ]]>"
    " \" ' & =cmd|' /C calc'!A0 \ud800 end."
)


def hostile() -> Reading:
    """Return the reading of an article whose every field tries to break out."""
    text = HOSTILE
    article = Article(
        text,
        id=HOSTILE,
        url="javascript:alert(3)",
        outlet=HOSTILE,
        title=HOSTILE,
        authors=(HOSTILE, "=1+1"),
        published='"><b>',
        language='"><b>',
    )
    whole = ((0, len(text)),)
    speaker = Speaker(
        HOSTILE,
        "person",
        (Passage.of(text, whole),),
        (Step(whole, HOSTILE),),
        0.5,
        (Alternative(HOSTILE, 0.5),),
    )
    fact = Passage.of(text, whole)
    position = Position("open", fact, fact)
    statement = made(
        article,
        ((10, len(text)),),
        "direct",
        source=((0, 5),),
        cue=((5, 10),),
        speakers=(speaker,),
        target=fact,
        medium=fact,
        addressee=fact,
        on_behalf_of=fact,
        when=When(fact.text, fact.spans, HOSTILE),
        money=(Amount(fact.text, fact.spans, 1e15, None),),
        translated=Translation(fact.text, fact.spans, HOSTILE),
        act="claim",
        positions=(position,),
    )
    return Reading(article, (statement,), HOSTILE)


_PROBABILITIES = st.floats(0, 1).map(lambda p: round(p, 3))
_WORDS = st.text(
    st.one_of(st.sampled_from("ab .,\n\t\"“”'=+-@\r\0\x1b<&|;"), st.characters(exclude_categories=())),
    max_size=120,
)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Make readings that keep the contract: spans inside the text, statements apart, some within others."""
    text = draw(_WORDS)
    article = Article(
        text,
        id=draw(_WORDS),
        url=draw(st.none() | _WORDS),
        outlet=draw(st.none() | _WORDS),
        title=draw(st.none() | _WORDS),
        authors=tuple(draw(st.lists(_WORDS, max_size=2))),
        published=draw(st.none() | _WORDS),
        language=draw(st.none() | st.sampled_from(["en", "fr"])),
    )
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=18)))
    spans = list(pairwise(edges))

    def some() -> Passage:
        return Passage.of(text, (draw(st.sampled_from(spans)),))

    def speaker() -> Speaker:
        return Speaker(
            draw(_WORDS),
            draw(st.sampled_from(get_args(Kind))),
            tuple(some() for _ in range(draw(st.integers(0, 2)))),
            tuple(Step(some().spans, "surname") for _ in range(draw(st.integers(0, 2)))),
            draw(_PROBABILITIES),
            tuple(Alternative(draw(_WORDS), draw(_PROBABILITIES)) for _ in range(draw(st.integers(0, 2)))),
        )

    def amount() -> Amount:
        words = some()
        value = draw(st.floats(0, allow_infinity=False))
        return Amount(words.text, words.spans, value, draw(st.none() | st.just("EUR")))

    def maybe() -> Passage | None:
        return some() if draw(st.booleans()) else None

    statements: list[Statement] = []
    for first in range(0, len(spans) - 3, 4):
        source, cue, *content = spans[first : first + 4]
        date, evidence = maybe(), maybe()
        outer = made(
            article,
            tuple(content),
            draw(st.sampled_from(get_args(Quote))),
            source=(source,) if draw(st.booleans()) else (),
            cue=(cue,) if draw(st.booleans()) else (),
            confidence=Confidence(
                draw(_PROBABILITIES), *(draw(st.none() | _PROBABILITIES) for _ in fields(Confidence)[1:])
            ),
            speakers=tuple(speaker() for _ in range(draw(st.integers(0, 2)))),
            on_behalf_of=maybe(),
            addressee=maybe(),
            medium=maybe(),
            target=maybe(),
            when=When(date.text, date.spans, draw(st.none() | st.just("2031-05-06"))) if date else None,
            money=tuple(amount() for _ in range(draw(st.integers(0, 2)))),
            translated=Translation(evidence.text, evidence.spans, "said in French") if evidence else None,
            mode=draw(st.none() | st.sampled_from(get_args(Mode))),
            act=draw(st.none() | st.sampled_from(get_args(Act))),
            positions=tuple(
                Position(draw(st.sampled_from(get_args(Stand))), some(), maybe())
                for _ in range(draw(st.integers(0, 2)))
            ),
        )
        statements.append(outer)
        start, end = content[-1]
        if end - start > 1 and draw(st.booleans()):
            statements.append(made(article, ((start + 1, end),), "direct", within=outer.id))
    return Reading(article, tuple(statements), "made")
