"""From acts and positions to the categories that analysts code by hand.

Two crosswalks, each a total function over the values of the fields: to the event categories of PLOVER, and to the
agreement of discourse network analysis. ``docs/crosswalks.md`` has them as tables, with what is lost on the way.

References:
    Open Event Data Alliance: *PLOVER. Political Language Ontology for Verifiable Event Records*, manual, 2016-2023.
    A. Halterman, B. E. Bagozzi, A. Beger, P. A. Schrodt and G. I. Scarborough: "PLOVER and POLECAT: A New
    Political Event Ontology and Dataset", International Studies Association, Montreal 2023.
    P. Leifeld: "Discourse Network Analysis: Policy Debates as Dynamic Networks", in J. N. Victor, A. H. Montgomery
    and M. Lubell (eds.), *The Oxford Handbook of Political Networks*, 2017.
"""

from __future__ import annotations

from typing import Final, Literal

from onrecord.statement import Act, Stand, Statement

Event = Literal["AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"]
"""The categories of PLOVER that something said can fall under."""

Quad = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]
"""PLOVER's four classes; what is said is verbal, so that the crosswalk yields no other."""

Agreement = Literal["agree", "disagree"]
"""The qualifier of a statement in discourse network analysis."""

QUADS: Final[dict[Event, Quad]] = {
    "AGREE": "verbal cooperation",
    "SUPPORT": "verbal cooperation",
    "CONCEDE": "verbal cooperation",
    "REQUEST": "verbal conflict",
    "ACCUSE": "verbal conflict",
    "REJECT": "verbal conflict",
    "THREATEN": "verbal conflict",
}

# These acts are categories of PLOVER's whatever position they come with.
_BY_ACT: Final[dict[Act, Event]] = {
    "threaten": "THREATEN",
    "demand": "REQUEST",
    "criticise": "ACCUSE",
    "support": "SUPPORT",
}

# To refuse without taking a stand is to decline to comment or to answer, and PLOVER drops comments; to refuse
# to rule something out leaves it open, and rejects nothing.
_REFUSALS: Final[dict[Stand | None, Event | None]] = {
    None: None,
    "ruled_out": "REJECT",
    "opposed": "REJECT",
    "open": None,
    "favoured": "REJECT",
    "pledged": "REJECT",
    "done": "REJECT",
}

# A promise that something will not be done is what PLOVER calls a concession; one to work against it is none.
_COMMITMENTS: Final[dict[Stand | None, Event | None]] = {
    None: "AGREE",
    "ruled_out": "CONCEDE",
    "opposed": "REJECT",
    "open": "AGREE",
    "favoured": "AGREE",
    "pledged": "AGREE",
    "done": "AGREE",
}

# PLOVER drops comments, so these acts are events only for the stand that they take. What is done already would
# be a material category (AID, COOPERATE, ...), and which one lies in the deed, not in the words about it.
_COMMENTS: Final[dict[Stand | None, Event | None]] = {
    None: None,
    "ruled_out": "REJECT",
    "opposed": "ACCUSE",
    "open": None,
    "favoured": "SUPPORT",
    "pledged": "AGREE",
    "done": None,
}

_AGREEMENTS: Final[dict[Stand, Agreement | None]] = {
    "ruled_out": "disagree",
    "opposed": "disagree",
    "open": None,
    "favoured": "agree",
    "pledged": "agree",
    "done": "agree",
}


def plover(act: Act, stand: Stand | None = None) -> Event | None:
    """Return the event category of PLOVER that an act falls under, given the stand that it takes.

    Args:
        act: what the speaker does by the statement.
        stand: the stand of its main position, if it has one.

    Returns:
        The category; ``None`` where PLOVER records no event.
    """
    if act in _BY_ACT:
        return _BY_ACT[act]
    if act == "refuse":
        return _REFUSALS[stand]
    if act == "commit":
        return _COMMITMENTS[stand]
    return _COMMENTS[stand]


def event(statement: Statement) -> Event | None:
    """Return the event category of PLOVER that a statement falls under: by its act and its main position."""
    if statement.act is None:
        return None
    return plover(statement.act, statement.positions[0].stand if statement.positions else None)


def quad(category: Event) -> Quad:
    """Return the class of PLOVER's four that a category belongs to."""
    return QUADS[category]


def agreement(stand: Stand) -> Agreement | None:
    """Return whether a stand agrees with the action, as discourse network analysis codes a statement.

    The action is the concept, the speaker the person or organisation. ``open`` is neither: Leifeld's qualifier is
    binary, so such a statement is left out of a network, or coded as a category of its own.
    """
    return _AGREEMENTS[stand]
