"""The words of an article with what the resolution of speakers asks of them: sentence, paragraph, quoted or
not."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from onrecord.reading.paragraphs import paragraphs
from onrecord.reading.quotations import Quotation
from onrecord.reading.speakers.lexicon import bag
from onrecord.statement import Span

_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)+|\w+(?:(?:[-&]|\.(?=\w\.)|['’](?!(?:s|ve|re|ll|d|m)\b))\w+)*|['’](?:s|ve|re|ll|d|m)\b|[^\w\s]"
)
_ABBREVIATED = bag(
    "mr mrs ms dr prof sen sens rep reps gov govs lt col gen capt sgt maj st jr sr vs no inc corp co "
    "ltd hon rev pres u.s u.k u.n d.c jan feb mar apr jun jul aug sep sept oct nov dec ala ariz ark "
    "calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa "
    "tenn tex va vt wash wis wyo"
)
_CLOSERS = frozenset("”\"'’)]»›")
_ENDS = frozenset(".!?…")

# A quoted sentence moves the reader's attention on less than one of the running text.
_QUOTED_PACE = 0.5


@dataclass(frozen=True, slots=True)
class Words:
    """An article cut into words and punctuation marks; all lists have one element a word.

    Args:
        text: the article's text.
        starts: where each word starts, in characters.
        ends: where it ends.
        lower: the word, case-folded, curly apostrophes straightened.
        sentence: the number of its sentence.
        paragraph: the number of its paragraph.
        quoted: whether it stands inside an outermost quotation.
        moment: how many sentences were read up to it, quoted ones counting less.
        unquoted: how many words outside quotations were read up to it.
        places: the places that no table has and their adjectives, each with the place's name, all case-folded.
    """

    text: str
    starts: list[int]
    ends: list[int]
    lower: list[str]
    sentence: list[int]
    paragraph: list[int]
    quoted: list[bool]
    moment: list[float]
    unquoted: list[int]
    places: dict[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.starts)

    def within(self, span: Span) -> tuple[int, int]:
        """Return the words ``[first, last)`` that the characters of ``span`` touch."""
        first = bisect_right(self.ends, span[0])
        return first, max(first, bisect_left(self.starts, span[1]))

    def span(self, first: int, last: int) -> Span:
        """Return the characters of the words ``[first, last)``."""
        return self.starts[first], self.ends[last - 1]

    def capital(self, index: int) -> bool:
        """Whether a word begins with a capital letter, or is spelt like a name ("eHarbour", "9to5Dock")."""
        start, end = self.starts[index], self.ends[index]
        first = self.text[start]
        if first.isupper() or end - start < 3:
            return first.isupper()
        behind = self.text[start + 1].isupper()
        return behind if first.isalpha() else end - start > 4 and any(map(str.isupper, self.text[start:end]))

    def opens(self, index: int) -> bool:
        """Whether a word is the first of its sentence."""
        return index == 0 or self.sentence[index - 1] != self.sentence[index]


def words(text: str, quotations: tuple[Quotation, ...]) -> Words:
    """Cut a text into words and sentences.

    Args:
        text: the article's text.
        quotations: its quotations in order, as ``onrecord.reading.quotations`` gives them.
    """
    found = Words(text, [], [], [], [], [], [], [], [])
    outer = iter([q.span for q in quotations if q.depth == 0])
    quotation = next(outer, None)
    sentence = -1
    moment = 0.0
    plain = 0
    for number, (start, end) in enumerate(paragraphs(text)):
        ended = True
        shouted = 0  # words in capitals that open the paragraph, below 0 behind them
        before = ""
        for match in _TOKEN.finditer(text, start, end):
            a, b = match.span()
            form = match.group()
            word = form.casefold().replace("’", "'")
            capitals = form.isupper()
            while quotation is not None and quotation[1] <= a:
                quotation = next(outer, None)
            quoted = quotation is not None and quotation[0] <= a
            if shouted > 1 and text[a].isupper() and not capitals:
                ended = True  # a heading that runs in: "THE HARBOUR Some docks"
            if ended and word not in _CLOSERS:
                sentence += 1
                moment += _QUOTED_PACE if quoted else 1.0
                ended = False
            elif ended and word == '"' and text[a - 1].isspace():
                sentence += 1
                moment += _QUOTED_PACE
                ended = False
            found.starts.append(a)
            found.ends.append(b)
            found.lower.append(word)
            found.sentence.append(max(sentence, 0))
            found.paragraph.append(number)
            found.quoted.append(quoted)
            found.moment.append(moment)
            found.unquoted.append(plain)
            plain += not quoted
            if capitals and b - a > 1 and shouted >= 0:
                shouted += 1
            elif form.isalnum():
                shouted = -1
            if word in _ENDS:
                ended = _ends_sentence(text, before, word, b, end)
            if word not in _CLOSERS:
                before = word
    return found


def _ends_sentence(text: str, before: str, mark: str, at: int, end: int) -> bool:
    """Whether the mark that ends at ``at`` ends its sentence too."""
    rest = text[at : min(end, at + 6)].lstrip("”\"'’)]")
    follows = rest.lstrip()
    if not follows:
        return True
    if rest == follows:  # no space behind it
        return False
    if mark == "." and (before in _ABBREVIATED or (len(before) == 1 and before.isalpha())):
        return False
    return not follows[0].islower()
