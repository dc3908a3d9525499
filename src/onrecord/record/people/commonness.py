"""How common names are: how many people that news may speak of bear one by chance.

The shares are of people in English-language news, rounded, from general knowledge. A record adds what it knows
itself: a surname that it has seen with many first names is a common one, whatever the list says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from onrecord.reading.speakers.first_names import FIRST_NAMES

WORLD: Final = 100_000
"""People of whom one or another article speaks: the crowd in which namesakes are looked for."""

ELSEWHERE: Final = 500
"""People that the shares in a record are smoothed with."""

KIN: Final = 0.3
"""How much of what a record has seen of a name counts: a surname comes back because of families, too."""

RARE_GIVEN: Final = 0.0003
LISTED_GIVEN: Final = 0.002
RARE_FAMILY: Final = 0.00001

# In ten-thousandths of all people.
_FAMILY: Final = """
smith 80 johnson 65 williams 55 brown 50 jones 50 garcia 30 miller 40 davis 38 rodriguez 25 martinez 25
hernandez 20 lopez 20 gonzalez 20 wilson 28 anderson 28 thomas 25 taylor 27 moore 25 jackson 25 martin 25 lee 30
perez 15 thompson 23 white 23 harris 22 sanchez 14 clark 20 ramirez 12 lewis 18 robinson 18 walker 18 young 17
allen 17 king 17 wright 16 scott 16 torres 10 nguyen 15 hill 15 green 15 adams 15 baker 14 nelson 14 hall 14
campbell 14 mitchell 13 carter 13 roberts 13 phillips 12 evans 12 turner 12 parker 12 collins 11 edwards 11
stewart 11 morris 11 murphy 11 cook 10 rogers 10 morgan 10 cooper 10 peterson 9 reed 9 bailey 9 bell 9 kelly 10
howard 9 ward 9 cox 8 richardson 8 wood 9 watson 9 brooks 8 bennett 8 gray 8 james 10 hughes 9 price 8 myers 7
long 8 foster 7 sanders 7 ross 7 powell 7 sullivan 7 russell 7 fisher 7 henderson 7 simmons 6 jenkins 6 perry 6
patterson 6 jordan 6 reynolds 6 hamilton 6 graham 7 kim 20 wallace 6 cole 6 west 6 khan 15 ali 12 ahmed 10 singh 15
patel 10 hussein 6 hassan 6 wang 12 li 12 zhang 12 chen 12 liu 10 park 10 cohen 8 levy 6 murray 8 ryan 7 mohamed 8
"""
_GIVEN: Final = """
james 170 john 190 robert 150 michael 190 william 120 david 170 richard 90 joseph 70 thomas 90 charles 60
christopher 70 daniel 70 matthew 60 anthony 45 mark 80 paul 70 steven 50 andrew 60 peter 60 george 50 kevin 45
brian 45 jeffrey 40 scott 35 eric 35 stephen 45 jason 35 ryan 30 tom 40 jim 40 mike 50 bill 40 bob 35 joe 40 dan 30
chris 40 steve 40 tim 35 matt 25 jeff 25 tony 20 mohammed 40 ahmed 25 ali 20 mary 60 jennifer 40 linda 30
elizabeth 40 susan 35 sarah 40 karen 25 nancy 20 lisa 30 margaret 20 anna 25 maria 30 laura 25 michelle 25
"""


def _shares(text: str) -> dict[str, float]:
    words = text.split()
    return {name: int(count) / 10_000 for name, count in zip(words[::2], words[1::2], strict=True)}


FAMILY: Final = _shares(_FAMILY)
GIVEN: Final = _shares(_GIVEN)


@dataclass(frozen=True, slots=True)
class Commonness:
    """How common names are, by the lists above and by a record's own full names.

    Args:
        givens_of: for a surname, how many first names the record has seen with it.
        families_of: for a first name, how many surnames the record has seen with it.
        people: how many full names the record has seen.
    """

    givens_of: Mapping[str, int] = field(default_factory=dict)
    families_of: Mapping[str, int] = field(default_factory=dict)
    people: int = 0

    def given(self, name: str) -> float:
        """Return the share of people with this first name."""
        listed = LISTED_GIVEN if name in FIRST_NAMES else RARE_GIVEN
        return max(GIVEN.get(name, listed), self._seen(self.families_of, name))

    def family(self, name: str) -> float:
        """Return the share of people with this surname."""
        return max(FAMILY.get(name, RARE_FAMILY), self._seen(self.givens_of, name))

    def listed(self, name: str) -> float:
        """Return the share of people with this first name, 0 for what is hardly one."""
        return self.given(name) if name in GIVEN or name in FIRST_NAMES else 0.0

    def single(self, name: str) -> bool:
        """Whether a single name is nobody's first name, and no common surname."""
        return not self.listed(name) and name not in FAMILY and name not in self.families_of

    def namesakes(self, given: str, family: str) -> float:
        """Return how many others of this first name and surname are to be expected."""
        return WORLD * self.given(given) * self.family(family)

    def _seen(self, counts: Mapping[str, int], name: str) -> float:
        return KIN * max(0, counts.get(name, 0) - 1) / (self.people + ELSEWHERE)
