"""The words of an article with what the resolution of speakers asks of them: sentence, paragraph, quoted or
not."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, compress, count, pairwise

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
        forms: the word as it is written.
        lower: the word, case-folded, curly apostrophes straightened.
        capital: whether it begins with a capital letter, or is spelt like a name ("eHarbour", "9to5Dock").
        opens: whether it is the first of its sentence.
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
    forms: list[str]
    lower: list[str]
    capital: list[bool]
    opens: list[bool]
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
        return first, bisect_left(self.starts, span[1], first)

    def capitalised(self) -> Iterator[int]:
        """Return which words are capital, in order."""
        return compress(count(), self.capital)

    def span(self, first: int, last: int) -> Span:
        """Return the characters of the words ``[first, last)``."""
        return self.starts[first], self.ends[last - 1]


def words(text: str, quotations: tuple[Quotation, ...]) -> Words:
    """Cut a text into words and sentences.

    Args:
        text: the article's text.
        quotations: its quotations in order, as ``onrecord.reading.quotations`` gives them.
    """
    starts: list[int] = []
    forms: list[str] = []
    paragraph: list[int] = []
    begun: list[int] = []  # the words that sentences begin with
    for number, (start, end) in enumerate(paragraphs(text)):
        first, at = len(starts), start
        own: list[str] = _TOKEN.findall(text, start, end)
        for form in own:
            at = text.index(form, at)  # only white space stands before it
            starts.append(at)
            at += len(form)
        begun.extend(first + k for k in _sentences(text, starts[first:], own))
        forms.extend(own)
        paragraph.extend([number] * len(own))
    quoted = [False] * len(starts)
    for quotation in quotations:
        if quotation.depth == 0:
            first, last = (bisect_left(starts, place) for place in quotation.span)
            quoted[first:last] = [True] * (last - first)
    paces = [0.0] * len(starts)
    for k in begun:
        paces[k] = _QUOTED_PACE if quoted[k] or forms[k] == '"' else 1.0
    sentence: list[int] = []
    opens: list[bool] = []
    for number, (first, last) in enumerate(pairwise((0, *begun[1:], len(starts)))):
        sentence.extend([number] * (last - first))
        opens.extend(k == first for k in range(first, last))
    return Words(
        text=text,
        starts=starts,
        ends=[start + len(form) for start, form in zip(starts, forms, strict=True)],
        forms=forms,
        lower=[form.casefold().replace("’", "'") for form in forms],
        capital=[not form.islower() and _is_capital(form) for form in forms],
        opens=opens,
        sentence=sentence,
        paragraph=paragraph,
        quoted=quoted,
        moment=list(accumulate(paces)),
        unquoted=list(accumulate((not inside for inside in quoted), initial=0))[:-1],
    )


def _is_capital(form: str) -> bool:
    """Whether a word begins with a capital letter or is spelt like a name."""
    if form[0].isupper() or len(form) < 3:
        return form[0].isupper()
    return form[1].isupper() if form[0].isalpha() else len(form) > 4 and any(map(str.isupper, form))


def _sentences(text: str, starts: Sequence[int], forms: Sequence[str]) -> Iterator[int]:
    """Yield the words that the sentences of a paragraph begin with, by their number in it.

    Args:
        text: the article's text.
        starts: where each of the paragraph's words starts, in characters.
        forms: the words.
    """
    ended = True
    behind_headings = _behind_headings(forms)
    end = starts[-1] + len(forms[-1])
    for k, form in enumerate(forms):
        if (ended or k in behind_headings) and (
            form not in _CLOSERS or (form == '"' and text[starts[k] - 1].isspace())
        ):
            ended = False
            yield k
        if form in _ENDS:
            before = next((forms[j].casefold() for j in range(k - 1, -1, -1) if forms[j] not in _CLOSERS), "")
            ended = _ends_sentence(text, before, form, starts[k] + 1, end)


def _behind_headings(forms: Sequence[str]) -> list[int]:
    """Return the words that stand behind a heading in capitals that runs in: "THE HARBOUR Some docks"."""
    found = []
    shouted = 0
    for k, form in enumerate(forms):
        if len(form) > 1 and form.isupper():
            shouted += 1
            continue
        if shouted > 1 and form[0].isupper() and not form.isupper():
            found.append(k)
        if form.isalnum():
            break
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
