"""The words of a quotation as they are compared, and the keys that quotations of the same words share.

Case, accents, quotation marks, dashes and other signs do not count, and neither do apostrophes inside a word. What an
outlet put into brackets is known as its own; three dots, also in brackets, say that something was left out.

A key is two words that carry meaning, with at most two more such words between them, whatever small words stand
around them. So a changed small word costs no key, a changed word that carries meaning costs six, and a cut only those
across it. A quotation of a single such pair has a key that says so, for it has no second one to be found by.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from onrecord.statement import Spans

COMMON: Final = frozenset(
    """
    a about above after again against all almost already also although always am among an and another any anybody
    anyone anything are aren arent around as at away back be became because become been before behind being
    believe best better between both but by call called came can cannot cant come comes coming could couldnt
    course day days did didnt different do does doesnt doing done dont down each either else enough even ever
    every everybody everyone everything far few find first for forward found from get gets getting give given go
    goes going gone gonna good got great had hadnt happen happened happening has hasnt have havent having he hed
    hell her here heres hers herself hes him himself his hope how however i id if ill im in indeed inside instead
    into is isnt it itd itll its itself ive just keep kind knew know known last later least less let lets like
    little long look looking lot lots made make makes making many may maybe me mean means might mine more most
    much must my myself need needs neither never new next no nobody none nor not nothing now of off often oh ok
    okay on once one ones only onto or other others our ours ourselves out over own part people perhaps place
    point president put quite rather re really right said same saw say saying says see seem seems seen shall she
    shed shell shes should shouldnt side since so some somebody someone something soon sort state states still
    such sure take taken takes taking talk talking tell than thank thanks that thatll thats the their theirs them
    themselves then there theres these they theyd theyll theyre theyve thing things think thinking this those
    though thought through time times to today together told too took toward towards tried try trying two under
    united until up upon us use used very want wanted wants was wasnt way ways we wed well went were werent weve
    what whatever whats when where whether which while who whole whom whos whose why will with within without wont
    work working would wouldnt yeah year years yes yet you youd youll your youre yours yourself youve
    """.split()  # noqa: SIM905
)
"""English words that say little of what a quotation is about; the commonest of spoken and written English."""

EVERYDAY: Final = frozenset(
    """
    able across act action administration agency ago ahead america american americans announced area army asked
    attack attacks attorney authorities bad based began beginning big bill black body border bring business
    campaign candidate candidates care case cases center central chance change chief child children citizen
    citizens city claim claims clear close commander comment committee common community company concerned
    conference congress continue continued control council countries country county court crime current currently
    dead deal death decided decision deeply defense democracy democrat democratic democrats department director
    early east economy election end evidence eyes fact families family federal fight follow following force forces
    foreign four free friend friends full future general girl girls god government governor group groups hand
    hands happy hard head health hear heart help high history hold home hour hours house human important
    information interest international investigation issue issues job jobs justice kill killed law lead leader
    leaders leadership leave led left level life line live lives live local lost love major majority man matter
    media meet meeting member members men message military million minister minute minutes moment money month
    months morning mother move nation national nations night nominee north number office officer officers official
    officials old open opportunity order outside parents party past peace person plan play police policies policy
    political politics position possible power present president presidential press prime prison problem problems
    process public question questions race read ready real reason reasons report reports republican republicans
    responsible rest rights room run running safe school second secretary security senate senator sense serious
    serve served service show side situation social society son source sources south speak special spokesman
    spokeswoman stand start statement stay step stop story street strong support system talks team ten thousands
    three today tomorrow top tonight total tragic true truth turn understand victory video view vote voters voting
    wait war watch week weeks west white wife win woman women word words worked world wrong york young
    """.split()  # noqa: SIM905
)
"""English words that are in so much news that they tell a quotation from another only half as well as others."""

NEGATIONS: Final = frozenset(
    """
    no not never nor neither none nobody nothing nowhere without cannot cant wont dont doesnt didnt isnt arent
    wasnt werent havent hasnt hadnt shouldnt couldnt wouldnt
    """.split()  # noqa: SIM905
)
"""Words with which, or without which, somebody says the opposite."""

APART: Final = 3
"""How far apart the two words of a key may stand, in words that carry meaning."""

LONGEST_TITLE: Final = 12
"""Words of a name or a title."""

_WORD: Final = re.compile(r"[^\W_]+(?:['’ʼ`´][^\W_]+)*(?:(?<=\d)[.,]\d+)*")
_BRACKETED: Final = re.compile(r"\[[^\[\]]{0,200}\]|\((?:sic|Applause|Laughter|applause|laughter)\)")
_APOSTROPHE: Final = re.compile(r"['’ʼ`´.,]")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a quotation, in order.

    Attributes:
        words: as they are compared.
        spans: where each stands in the text that they are from.
        own: for each, whether the outlet put it in, in brackets.
    """

    words: tuple[str, ...]
    spans: Spans
    own: tuple[bool, ...]

    @classmethod
    def of(cls, text: str, stretches: Spans | None = None) -> Words:
        """Return the words of a text.

        Args:
            text: the text.
            stretches: where in it the quotation stands; by default all of it.
        """
        words: list[str] = []
        spans: list[tuple[int, int]] = []
        own: list[bool] = []
        for start, end in ((0, len(text)),) if stretches is None else stretches:
            brackets = [m.span() for m in _BRACKETED.finditer(text, start, end)]
            for found in _WORD.finditer(text, start, end):
                words.append(folded(found[0]))
                spans.append(found.span())
                own.append(bool(brackets) and any(a < found.start() < b for a, b in brackets))
        return cls(tuple(words), tuple(spans), tuple(own))

    def bare(self) -> tuple[str, ...]:
        """Return the words but for those that the outlet put in."""
        return tuple(word for word, own in zip(self.words, self.own, strict=True) if not own)


def words_in(text: str, stretches: Spans) -> tuple[str, ...]:
    """Return the words of stretches of a text, without where they stand."""
    return tuple(folded(word) for start, end in stretches for word in _WORD.findall(text, start, end))


def bare_words_in(text: str, stretches: Spans) -> tuple[str, ...]:
    """Return the same but for those that the outlet put in."""
    if any(sign in text[start:end] for start, end in stretches for sign in "[("):
        return Words.of(text, stretches).bare()
    return words_in(text, stretches)


@lru_cache(maxsize=1 << 16)
def folded(word: str) -> str:
    """Return a word as words are compared: no case, no marks on letters, no apostrophes."""
    word = _APOSTROPHE.sub("", word).casefold()
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def telling(words: Sequence[str]) -> list[str]:
    """Return the words that carry meaning."""
    return [word for word in words if word not in COMMON]


def weight(words: Iterable[str]) -> float:
    """Return what words count: one each, everyday ones a half, small ones a quarter."""
    return sum(map(_weight, words))


@lru_cache(maxsize=1 << 16)
def _weight(word: str) -> float:
    return 0.25 if word in COMMON else 0.5 if word in EVERYDAY else 1.0


def is_title(text: str) -> bool:
    """Tell whether a quotation is a name or a title, by its capitals: ``The Long Road``, not ``NEVER AGAIN!``."""
    words = [m[0] for m in _WORD.finditer(text)]
    large = [word for word in words if word[0].isupper() and not (len(word) > 1 and word.isupper())]
    small = [
        word
        for word in words
        if word[0].islower() and (len(word) > 4 or (len(word) > 1 and folded(word) not in COMMON))
    ]
    return len(large) >= 2 and not small and len(words) <= LONGEST_TITLE and text[-1:] not in "!?"


def keys(words: Sequence[str]) -> frozenset[int]:
    """Return the keys of a quotation, each a number of 31 bits.

    Quotations that share none are not compared, but for those that are word for word the same.

    Args:
        words: its words, without those that an outlet put in.
    """
    pairs = _pairs(words)
    alone = {_alone(pair) for pair in pairs} if len(pairs) == 1 else set()
    return frozenset(hashed(" ".join(pair)) for pair in pairs) | alone | {wording(words)}


def alone(words: Sequence[str]) -> frozenset[int]:
    """Return the keys by which quotations are found that have a single pair of words, and share it."""
    return frozenset(_alone(pair) for pair in _pairs(words))


def _pairs(words: Sequence[str]) -> set[tuple[str, str]]:
    some = telling(words)
    return {pair for apart in range(1, APART + 1) for pair in zip(some, some[apart:], strict=False)}


def _alone(pair: tuple[str, str]) -> int:
    return hashed("\t".join(pair))


def wording(words: Sequence[str]) -> int:
    """Return the key of all words in their order."""
    return hashed("\n".join(words))


def hashed(text: str) -> int:
    """Return a number of 31 bits for a text."""
    # The same on every machine and in every release, for it is kept in the record.
    return zlib.crc32(text.encode("utf-8", "surrogatepass")) >> 1
