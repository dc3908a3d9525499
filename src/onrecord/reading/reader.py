"""The reader: an article in, its statements out.

Reading is a pure function of the article's text and the model: the same on one core or many, alone or in a batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from multiprocessing import current_process

from onrecord.article import Article
from onrecord.errors import InputError, LanguageError
from onrecord.reading.blocks import with_block_quotations
from onrecord.reading.choice import at_least, least
from onrecord.reading.closers import closing_sources
from onrecord.reading.confidence import ActCalibration, Calibration
from onrecord.reading.devices import CPU, checked
from onrecord.reading.encoder import Encoder, Tagged
from onrecord.reading.fields import Fields, fields
from onrecord.reading.forms import with_posts, with_turns, without_furniture
from onrecord.reading.furniture import furniture
from onrecord.reading.links import link
from onrecord.reading.many import attempt, cores, read_in_processes
from onrecord.reading.mending import going_on, own_paragraphs, whole_quotations, with_lone_quotations
from onrecord.reading.misplaced import without_neighbours
from onrecord.reading.owners import signed_quotations, whole_for_their_cues
from onrecord.reading.posts import posts
from onrecord.reading.quotations import QuotedWords, quotations
from onrecord.reading.raw import Raw, from_drafts, settled
from onrecord.reading.sentences import within_sentences
from onrecord.reading.speakers import Attribution
from onrecord.reading.tiers import DEFAULT, weights_of
from onrecord.reading.turns import turns
from onrecord.reading.unsaid import without_unsaid
from onrecord.statement import Confidence, Reading, Spans, Statement, statement_id

MOST_CHARACTERS = 1_000_000
"""Longer texts are no articles: a thick novel has about as many."""

LEAST_LIKELY = 0.1
"""Probability from which a statement without a source, not all quoted, is kept.

Chosen on the tuning part, where what is less likely adds more statements that are none than it finds."""


class Reader:
    """Reads articles; make one and use it for many articles.

    Args:
        encoder: the network to read with; by default that of the tier.
        tier: ``default`` or ``fast``, whose weights the package carries, or ``best``, whose package is one of its own.
        device: what the network runs on: ``cpu``, or ``cuda`` for a GPU.

    Raises:
        DeviceError: there is no such device. One that cannot be used is noticed when the first article is read.
        TierError: there is no such tier, or its package is not installed.
    """

    def __init__(self, encoder: Encoder | None = None, *, tier: str = DEFAULT, device: str = CPU) -> None:
        self._encoder = encoder
        self._weights = weights_of(tier)
        self._device = checked(device)

    @cached_property
    def encoder(self) -> Encoder:
        """The network."""
        return self._encoder or Encoder(self._weights, self._device)

    @cached_property
    def calibration(self) -> Calibration:
        """What turns evidence into probabilities."""
        return Calibration.of(self.encoder.card)

    @cached_property
    def act_calibration(self) -> ActCalibration:
        """What turns the odds of acts and positions into probabilities."""
        return ActCalibration.of(self.encoder.card)

    @property
    def model(self) -> str:
        """The name of the model, which stands in every reading."""
        return self.encoder.name

    def read(self, article: Article | str, precise: int | None = None) -> Reading:
        """Read one article.

        Args:
            article: the article, or its text.
            precise: 90 or 95, to keep only what is so likely right that this share of such statements is; by
                default all are kept.

        Returns:
            Its statements, in the order in which their contents begin.

        Raises:
            LanguageError: the article is in another language than English.
            InputError: the article is far too long to be one.
            OnrecordError: the model never reaches this precision.
            TypeError: it is neither.
            ValueError: ``precise`` is another number.
        """
        if precise is not None:
            return at_least(self.read(article), least(self.encoder.card, precise))
        article = self._checked(article)
        quoted = QuotedWords(article.text, quotations(article.text))
        tagged = self.encoder.tag(article.text)
        raws = self.likely(self.statements(article.text, quoted, tagged), quoted)
        return Reading(article, self._complete(article, quoted, tagged, raws), self.model)

    def describe(
        self, article: Article | str, spans: Sequence[tuple[Spans, Spans, Spans]]
    ) -> tuple[Statement, ...]:
        """Describe statements whose spans are known, from an annotator or another program.

        Args:
            article: the article, or its text.
            spans: each statement's source, cue and content; the first two may be empty.

        Returns:
            A statement for each, in the order given, with all fields but its own probability, which is 1.
        """
        article = self._checked(article)
        attributions = [Attribution(*(tuple(part) for part in parts)) for parts in spans]
        quoted = QuotedWords(article.text, quotations(article.text))
        found = fields(self.encoder, article, quoted, self.encoder.tag(article.text), attributions)
        return tuple(
            self._statement(article, one, described, 1.0)
            for one, described in zip(attributions, found, strict=True)
        )

    def _complete(
        self, article: Article, quoted: QuotedWords, tagged: Tagged, raws: list[Raw]
    ) -> tuple[Statement, ...]:
        """Describe the statements that were found, and say how sure they are."""
        attributions = [Attribution(tuple(r.source), tuple(r.cue), tuple(r.content)) for r in raws]
        kept = {id(raw) for raw in raws}
        described = fields(self.encoder, article, quoted, tagged, attributions)
        return tuple(
            self._statement(
                article,
                spans,
                one,
                self.calibration.probability(raw, one.quote),
                raw.inside if id(raw.inside) in kept else None,
            )
            for raw, spans, one in zip(raws, attributions, described, strict=True)
        )

    def _statement(
        self,
        article: Article,
        spans: Attribution,
        described: Fields,
        sure: float,
        holder: Raw | None = None,
    ) -> Statement:
        who, done, around = described.who, described.done, described.around
        odds = self.act_calibration.probability
        return Statement(
            id=statement_id(article.version, spans.content),
            content=spans.content,
            source=spans.source,
            cue=spans.cue,
            quote=described.quote,
            confidence=Confidence(
                sure,
                speakers=min((s.confidence for s in who.speakers), default=None),
                act=odds("act", done.act_odds),
                positions=odds("positions", done.position_odds),
                mode=odds("mode", done.mode_odds),
                target=odds("target", done.target_odds) if done.target else None,
                addressee=around.addressee_odds,
                medium=around.medium_odds,
                when=around.when_odds,
                translated=around.translated_odds,
            ),
            speakers=who.speakers,
            on_behalf_of=who.on_behalf_of,
            within=statement_id(article.version, tuple(holder.content)) if holder else None,
            addressee=around.addressee,
            medium=around.medium,
            when=around.when,
            translated=around.translated,
            money=around.money,
            mode=done.mode,
            act=done.act,
            target=done.target,
            positions=done.positions,
        )

    def statements(self, text: str, quoted: QuotedWords, tagged: Tagged) -> list[Raw]:
        """Return the statements that the network's tags and the text's form make together.

        Args:
            text: the article's text.
            quoted: its words that stand inside quotation marks.
            tagged: what the network says of it.

        Returns:
            Statements without speakers and confidences, in the order in which their contents begin.
        """
        spans = self.encoder.role_spans(tagged)
        raws = without_neighbours(from_drafts(tagged, link(tagged, spans)), text)
        raws = without_unsaid(raws, text)
        raws = closing_sources(raws, text, tagged.places(spans, "source"), tagged.places(spans, "cue"))
        marked = quoted.quotations
        raws = whole_for_their_cues(raws, text, marked)
        raws = whole_quotations(raws, marked)
        raws = signed_quotations(raws, text, marked)
        raws = within_sentences(own_paragraphs(raws, text, marked), text, marked)
        raws = with_lone_quotations(raws, text, quoted)
        raws = going_on(raws, text, marked)
        raws = with_block_quotations(raws, text, marked)
        raws = with_posts(raws, posts(text), text)
        raws = with_turns(raws, turns(text))
        raws = without_furniture(raws, tuple(f.span for f in furniture(text) if f.silent))
        return sorted(settled(raws), key=lambda raw: (raw.content, raw.inside is not None))

    def likely(self, raws: list[Raw], quoted: QuotedWords) -> list[Raw]:
        """Leave out what nobody is named to say and no quotation marks enclose, where it is hardly anybody's statement.

        Args:
            raws: statements without speakers.
            quoted: the article's words that stand inside quotation marks.
        """

        def stays(raw: Raw) -> bool:
            quote = quoted.quote(tuple(raw.content))
            return quote == "direct" or self.calibration.probability(raw, quote) >= LEAST_LIKELY

        return [raw for raw in raws if raw.source or stays(raw)]

    def read_many(
        self, articles: Iterable[Article | str], processes: int | None = None, precise: int | None = None
    ) -> Iterator[Reading | InputError]:
        """Read articles on all cores, in order; memory does not grow with their number.

        Args:
            articles: the articles, or their texts; taken as they are needed.
            processes: how many processes; by default as many as there are cores for this one.
            precise: as of :meth:`read`.

        Returns:
            An iterator: a reading for each article, or the error that it could not be read for.

        Raises:
            OnrecordError: the model never reaches this precision.
            TypeError: a single text is given.
            ValueError: less than one process, or ``precise`` is another number than 90 and 95.
        """
        if isinstance(articles, str):
            raise TypeError(
                "read_many reads several articles, and not the characters of a text; read reads one"
            )
        if processes is not None and processes < 1:
            raise ValueError(f"{processes} processes cannot read; it takes one")
        if precise is not None:
            sure = least(self.encoder.card, precise)
            outcomes = self.read_many(articles, processes)
            return (at_least(one, sure) if isinstance(one, Reading) else one for one in outcomes)
        count = processes or cores()
        if count == 1 or current_process().daemon:  # a daemon may start no processes
            return (attempt(self, article) for article in articles)
        return read_in_processes(self, articles, count)

    @staticmethod
    def _checked(article: Article | str) -> Article:
        if isinstance(article, str):
            article = Article(article)
        if not isinstance(article, Article):
            kind = type(article).__name__
            raise TypeError(f"an article or its text can be read, not {kind}; onrecord.load reads files")
        if len(article.text) > MOST_CHARACTERS:
            told = (
                f"{len(article.text):,} characters are too many for one article (at most {MOST_CHARACTERS:,})"
            )
            raise InputError(article.url or article.id, told)
        if article.language not in (None, "en"):
            raise LanguageError(
                article.url or article.id,
                f"is in another language ({article.language}); only English is read",
            )
        return article
