"""Times in the words of news, and the dates that they mean beside a date of publication.

The forms are few ("on Monday", "Sept. 4", "last month"), so they are matched by one expression. A date is given as
precisely as the words are, in ISO 8601: a day, a week (``2031-W19``, Monday to Sunday), a month or a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from onrecord.reading.speakers.lexicon import bag

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = {
    **{"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6},
    **{"seven": 7, "eight": 8, "nine": 9, "ten": 10},
}

_CENTURIES = ("16", "17", "18", "19", "20")

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_YEAR = r"(?:1[6-9]|20)\d\d"
_COUNT = (
    r"(?:[Aa]n?|[Oo]ne|two|three|four|five|six|seven|eight|nine|ten|several|a few|a couple of|some|\d{1,3})"
)
_PART = r"(?:morning|afternoon|evening|night)"

_TIME = re.compile(
    rf"""
    (?<![\w-])(?<!Super\ )(?<!Black\ )(?<![Nn]ext\ )(?<!coming\ )(?:
      (?:(?P<early>[Ee]arly|[Ll]ate|[Ee]arlier|[Ll]ater)\ (?:on\ )?)?
      (?:(?P<which>[Ll]ast|[Tt]his\ past|[Tt]his|[Pp]ast)\ )?
      (?P<weekday>{_DAY})
      (?:\ (?:{_PART}))?
      (?:,?\ (?P<wmonth>{_MONTH})\ (?P<wday>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\ (?P<wyear>{_YEAR}))?)?
    | (?P<month>{_MONTH})\ (?P<day>\d{{1,2}})(?!\d|:|,\d|\.\d|%)(?:st|nd|rd|th)?(?:,?\ (?P<year>{_YEAR})(?!\d))?
    | (?:the\ )?(?P<dday>\d{{1,2}})(?:st|nd|rd|th)?\ (?:of\ )?(?P<dmonth>{_MONTH})(?:,?\ (?P<dyear>{_YEAR}))?(?!\w)
    | (?P<iso>{_YEAR}-\d\d-\d\d)
    | (?:(?:[Ee]arly|[Ll]ate|[Mm]id)[ -](?:in\ )?)?(?P<mmonth>{_MONTH})(?:\ of|,)?\ (?P<myear>{_YEAR})(?!\d)
    | (?:(?:(?<=[Ii]n\ )|(?<=[Ss]ince\ )|(?<=[Uu]ntil\ )|(?<=[Bb]y\ )|(?<=[Dd]uring\ ))
         (?:(?:[Ee]arly|[Ll]ate|[Mm]id)[ -])?
       |(?P<lastmonth>[Ll]ast|[Tt]his(?:\ past)?)\ |(?:[Ee]arly|[Ll]ate)\ (?:in\ )?)
      (?P<bare>{_MONTH})(?!\w|\ \d)
    | (?P<named>[Yy]esterday|[Tt]oday|[Tt]onight|[Ll]ast\ night|[Tt]his\ {_PART})(?:\ {_PART})?(?!['’\w])
    | (?:(?:[Ee]arlier|[Ll]ater|[Ll]ate|[Ee]arly)\ )?(?P<unitwhich>[Ll]ast|[Tt]his|[Tt]he\ past)
      \ (?P<unit>week|month|year)(?!['’\w])
    | (?:(?:[Ee]arlier|[Ll]ater|[Ll]ate|[Ee]arly)\ )?(?:[Ll]ast|[Tt]his(?:\ past)?|[Oo]ver\ the|[Aa]t\ the|[Tt]he\ past)
      \ (?:weekend|spring|summer|fall|autumn|winter)(?!['’\w])
    | (?P<ago>(?:[Aa]bout\ |[Nn]early\ |[Aa]lmost\ |[Jj]ust\ |[Mm]ore\ than\ |[Ll]ess\ than\ |[Oo]ver\ )?
        (?P<count>{_COUNT})\ (?P<agounit>minutes?|hours?|days?|weeks?|months?|years?|decades?)\ ago)
    | (?:[Ss]oon|[Ss]hortly|[Mm]oments)\ (?:after(?:wards?)?|later)(?!\w)|[Aa]fterwards?(?!\w)|[Aa]t\ the\ time(?!\ of)
    | {_COUNT}\ (?:minutes?|hours?|days?|weeks?|months?|years?)\ (?:earlier|later)(?!\w)
    | (?:[Ee]arlier|[Ll]ater)\ (?:in\ )?the\ (?:day|week|month|year|evening|morning|afternoon)(?!\w)
    | (?:[Tt]he\ |[Tt]hat\ )(?:same|next|following|previous|very)\ (?:day|week|month|year|morning|night|evening)(?!\w)
    | [Rr]ecent\ (?:days|weeks|months|years)
    | (?:(?<=[Ii]n\ )|(?<=[Ss]ince\ )|(?<=[Dd]uring\ )|(?<=[Bb]ack\ in\ ))
      (?P<justyear>(?:1[89]|20)\d\d)(?!\d|\w|-\w|,\d|[ ](?:people|voters|percent))
    | (?:[Ee]arly|[Ll]ate)\ (?:in\ )?(?P<halfyear>(?:1[89]|20)\d\d)(?!\w)
    | [Tt]he\ (?:spring|summer|fall|autumn|winter)\ of\ (?P<seasonyear>{_YEAR})
    )
    """,
    re.VERBOSE,
)


_HINT = re.compile(
    r"day|night|week|month|year|summer|winter|spring|autumn|fall|morning|evening|hour|minute|decade|ago\b|time\b|soon|shortly|Soon|Shortly|oments|fterward|[12]\d\d\d|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
)
_FIRST_YEAR = 1600
_BEFORE, _BEHIND = 32, 28
"""Characters that an expression reaches before and behind its telling word."""


_TELLING = bag(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight night weekend week month year "
    "day days weeks months years spring summer fall autumn winter morning afternoon evening hours minutes decades ago "
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sept sep oct nov dec time soon shortly moments afterward afterwards"
)


def may_tell(words: frozenset[str]) -> bool:
    """Whether words (lower case) may hold an expression of time."""
    return not words.isdisjoint(_TELLING) or any(len(w) >= 4 and w[:2] in _CENTURIES for w in words)


def times(text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """Return the expressions of time in ``text[start:end]``, for ``resolved``."""
    end = len(text) if end is None else end
    hints = [hint.span() for hint in _HINT.finditer(text, start, end)]
    if not hints:
        return iter(())
    return _TIME.finditer(text, max(start, hints[0][0] - _BEFORE), min(end, hints[-1][1] + _BEHIND))


def day_of(published: str | None) -> date | None:
    """Return the day of an article's publication; ``None`` where it is not known, no date, or before newspapers."""
    try:
        day = date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None
    return day if day and day.year >= _FIRST_YEAR else None


def resolved(time: re.Match[str], published: date | None) -> str | None:
    """Return the date that an expression of time means.

    What is said lies before its publication: a weekday is the last one up to that day, a date without a year
    the last one too.

    Args:
        time: an expression that ``times`` found.
        published: the day of publication.

    Returns:
        ``YYYY-MM-DD``, ``YYYY-Www``, ``YYYY-MM`` or ``YYYY``; ``None`` where the words and the day of
        publication allow none.
    """
    try:
        return _resolved(time.groupdict(), published)
    except (ValueError, OverflowError):  # "Feb. 31"; a year before the first
        return None


def _resolved(part: dict[str, str | None], published: date | None) -> str | None:
    if iso := part["iso"]:
        return date.fromisoformat(iso).isoformat()
    for prefix in ("w", "", "d"):
        month, day, year = part[f"{prefix}month"], part[f"{prefix}day"], part[f"{prefix}year"]
        if month and day:
            return _day(_month(month), int(day), year, published)
    if part["mmonth"] and part["myear"]:
        return f"{part['myear']}-{_month(part['mmonth']):02}"
    if year := part["justyear"] or part["halfyear"]:
        return year
    if published is None:
        return None
    if weekday := part["weekday"]:
        back = (published.weekday() - _DAYS.index(weekday.casefold())) % 7
        if (part["which"] or "").casefold() == "last" and not back:
            back = 7
        return (published - timedelta(days=back)).isoformat()
    if bare := part["bare"]:
        return _bare_month(_month(bare), (part["lastmonth"] or "").casefold() == "last", published)
    if named := part["named"]:
        before = named.casefold() in ("yesterday", "last night")
        return (published - timedelta(days=before)).isoformat()
    if unit := part["unit"]:
        return _unit(unit, (part["unitwhich"] or "").casefold(), published)
    if part["ago"] and (part["agounit"] or "").startswith("day"):
        number = part["count"] or ""
        days = int(number) if number.isdigit() else _NUMBERS.get(number.casefold())
        exact = len(part["ago"]) == len(f"{number} {part['agounit']} ago")
        return (published - timedelta(days=days)).isoformat() if days and exact else None
    return None


def _month(word: str) -> int:
    return _MONTHS.index(word[:3].casefold()) + 1


def _day(month: int, day: int, year: str | None, published: date | None) -> str | None:
    if year:
        return date(int(year), month, day).isoformat()
    if published is None:
        return None
    # Four years hold a 29th of February, but for one century in four.
    for back in range(9):
        try:
            found = date(published.year - back, month, day)
        except ValueError:
            continue
        if found <= published:
            return found.isoformat()
    return None


def _bare_month(month: int, last: bool, published: date) -> str:
    year = published.year - (month > published.month or (last and month == published.month))
    return f"{year}-{month:02}"


def _unit(unit: str, which: str, published: date) -> str | None:
    if which.startswith("the"):  # "the past week" has no borders
        return None
    last = which == "last"
    if unit == "year":
        return str(published.year - last)
    if unit == "month":
        first = published.replace(day=1)
        return f"{(first - timedelta(days=1) if last else first):%Y-%m}"
    if published.isoweekday() == 7:  # whose week ends on a Sunday and whose begins is not told
        return None
    year, week, _ = (published - timedelta(weeks=last)).isocalendar()
    return f"{year}-W{week:02}"
