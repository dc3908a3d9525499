"""A reading in which people take stands and address each other, made by hand, of an invented article."""

from __future__ import annotations

from onrecord.article import Article
from onrecord.statement import Amount, Confidence, Kind, Position, Reading, Speaker, Step, When
from tests.export.readings import at, made, passage

RIVER = """\
Valdia's president, Ingrid Taal, told parliament on Monday that guarded crews would cross the border if Belmora \
asked for help.

Orlenia has ruled out sending engineers. “We will not send a single engineer,” its water minister, Livia Morando, \
told Radio Meridian. “We will not send any engineer,” Morando repeated on Tuesday.

Tomas Brevic accused Taal of vanity. “Taal poses beside a waterfall,” he wrote on his page.

Hugh Pellam promised €200 million for new wells “until the river runs again”, and urged Drask to open the gates.

“We have opened two gates already,” said Drask. Belmora would not say whether it had asked for help."""


def river() -> Reading:
    """Return the reading of an article in which people take stands and address each other, filled throughout."""
    text = RIVER
    article = Article(text, title="Valdia may cross for Belmora", outlet="Anselport Mail", language="en")

    def who(name: str, kind: Kind = "person", sure: float = 0.9) -> tuple[Speaker, ...]:
        return (Speaker(name, kind, (), (Step(at(text, name), "full name"),), sure),)

    taal = passage(text, "Ingrid Taal")
    common = Confidence(0.9, 0.9, 0.8, 0.7, mode=0.95, target=0.75)
    statements = (
        made(
            article,
            at(text, "that guarded crews would cross the border if Belmora asked for help"),
            "indirect",
            source=at(text, "Valdia's president, Ingrid Taal,"),
            cue=at(text, "told"),
            speakers=who("Ingrid Taal"),
            addressee=passage(text, "parliament"),
            when=When("on Monday", at(text, "on Monday"), None),
            mode="said",
            act="commit",
            positions=(
                Position(
                    "pledged", passage(text, "cross the border"), passage(text, "if Belmora asked for help")
                ),
            ),
            confidence=common,
        ),
        made(
            article,
            at(text, "sending engineers"),
            "indirect",
            source=at(text, "Orlenia"),
            cue=at(text, "has ruled out"),
            speakers=who("Orlenia", "state"),
            mode="said",
            act="refuse",
            positions=(Position("ruled_out", passage(text, "sending engineers")),),
            confidence=common,
        ),
        made(
            article,
            at(text, "“We will not send a single engineer,”"),
            "direct",
            source=at(text, "its water minister, Livia Morando,"),
            cue=at(text, "told", "told")[1:],
            speakers=who("Livia Morando"),
            addressee=passage(text, "Radio Meridian"),
            mode="said",
            act="refuse",
            positions=(Position("ruled_out", passage(text, "send a single engineer")),),
            confidence=common,
        ),
        made(
            article,
            at(text, "“We will not send any engineer,”"),
            "direct",
            source=at(text, "Morando", "Morando")[1:],
            cue=at(text, "repeated"),
            speakers=who("Livia Morando", sure=0.99),
            when=When("on Tuesday", at(text, "on Tuesday"), None),
            mode="said",
            act="refuse",
            positions=(Position("ruled_out", passage(text, "send any engineer")),),
            confidence=common,
        ),
        made(
            article,
            at(text, "vanity"),
            "indirect",
            source=at(text, "Tomas Brevic"),
            cue=at(text, "accused"),
            speakers=who("Tomas Brevic"),
            mode="said",
            act="criticise",
            target=taal,
            confidence=common,
        ),
        made(
            article,
            at(text, "“Taal poses beside a waterfall,”"),
            "direct",
            source=at(text, "waterfall,” ", "he")[1:],
            cue=at(text, "wrote on his page"),
            speakers=who("Tomas Brevic"),
            medium=passage(text, "his page"),
            mode="written",
            act="criticise",
            target=taal,
            confidence=common,
        ),
        made(
            article,
            at(text, "€200 million for new wells “until the river runs again”"),
            "mixed",
            source=at(text, "Hugh Pellam"),
            cue=at(text, "promised"),
            speakers=who("Hugh Pellam"),
            money=(Amount("€200 million", at(text, "€200 million"), 200_000_000.0, "EUR"),),
            mode="said",
            act="commit",
            positions=(
                Position(
                    "pledged",
                    passage(text, "€200 million for new wells"),
                    passage(text, "until the river runs again"),
                ),
            ),
            confidence=common,
        ),
        made(
            article,
            at(text, "to open the gates"),
            "indirect",
            source=at(text, "Hugh Pellam"),
            cue=at(text, "urged"),
            speakers=who("Hugh Pellam"),
            addressee=passage(text, "Drask"),
            mode="said",
            act="demand",
            target=passage(text, "Drask"),
            positions=(Position("favoured", passage(text, "open the gates")),),
            confidence=common,
        ),
        made(
            article,
            at(text, "“We have opened two gates already,”"),
            "direct",
            source=at(text, "already,” said ", "Drask")[1:],
            cue=at(text, "already,” ", "said")[1:],
            speakers=who("Drask", "state"),
            mode="said",
            act="claim",
            positions=(Position("done", passage(text, "opened two gates")),),
            confidence=common,
        ),
        made(
            article,
            at(text, "whether it had asked for help"),
            "indirect",
            0.4,
            source=at(text, "Belmora", "Belmora")[1:],
            cue=at(text, "would not say"),
            mode="said",
            act="refuse",
        ),
    )
    return Reading(article, statements, "hand-made")
