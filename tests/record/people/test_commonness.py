from __future__ import annotations

from onrecord.record.people.clustering import commonness
from onrecord.record.people.commonness import Commonness
from onrecord.record.people.names import parse


def test_more_people_are_called_john_smith_than_orsolya_vantongeren() -> None:
    common = Commonness()
    assert common.namesakes("john", "smith") > 5
    assert common.namesakes("orsolya", "vantongeren") < 0.01


def test_a_record_knows_surnames_that_it_sees_with_many_first_names() -> None:
    names = [parse(f"{first} Tarvonen", "person") for first in ("Ana", "Ben", "Cleo", "Dina", "Eero", "Fred")]
    common = commonness(name for name in names if name is not None)
    assert common.family("tarvonen") > 10 * Commonness().family("tarvonen")


def test_a_single_name_may_be_a_first_name_or_one_of_its_own() -> None:
    assert not Commonness().single("michael")
    assert not Commonness().single("smith")
    assert Commonness().single("quillbot")
