from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.people.clusters import Cluster
from onrecord.record.people.commonness import Commonness
from onrecord.record.people.comparing import compare
from tests.record.people.made import CUP, DOCKS, mention

COMMON = Commonness()


def score(one: str, other: str, kind: str = "person", abouts: tuple[str, str] = (DOCKS, CUP)) -> float | None:
    found = compare(
        Cluster([mention(1, one, abouts[0], kind=kind)]),
        Cluster([mention(2, other, abouts[1], kind=kind)]),
        COMMON,
    )
    return found.score if found else None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Ruiz", "Ben Ruiz"),
        ("Ana Ruiz", "Ana Okoro"),
        ("Bo Lee", "Li Lee"),
        ("A. Ruiz", "Ben Ruiz"),
    ],
)
def test_names_that_exclude_each_other_are_never_one(one: str, other: str) -> None:
    assert score(one, other, abouts=(DOCKS, DOCKS)) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Robert Tarvonen", "Bob Tarvonen"),
        ("Ana Tarvonen", "Ana Maria Tarvonen"),
        ("Ana M. Tarvonen", "Ana Maria Tarvonen"),
        ("Sergei Tarvonen", "Sergey Tarvonen"),
        ("Muammar Qaddavi", "Muammar Gaddavi"),
        ("Tarvo Ilmen", "TARVO ILMEN"),
        ("Élodie Tarvonen", "Elodie Tarvonen"),
    ],
)
def test_forms_of_one_rare_name_are_one(one: str, other: str) -> None:
    found = score(one, other)
    assert found is not None
    assert found > 0


def test_a_common_name_alone_is_not_enough_and_company_makes_it_so() -> None:
    apart, together = (
        score("John Smith", "John Smith"),
        score("John Smith", "John Smith", abouts=(DOCKS, DOCKS)),
    )
    assert apart is not None
    assert together is not None
    assert apart < 0
    assert together > 1


def test_father_and_son_are_two() -> None:
    found = score("John Smith", "John Smith Jr.", abouts=(DOCKS, DOCKS))
    assert found is not None
    assert found < 0


def test_middle_names_that_differ_tell_two_apart() -> None:
    same, other = score("Ana B. Tarvonen", "Ana B. Tarvonen"), score("Ana B. Tarvonen", "Ana K. Tarvonen")
    assert same is not None
    assert other is not None
    assert same - other > 3


def test_roles_count() -> None:
    def of(*roles: str) -> float:
        clusters = [Cluster([mention(n, "John Smith", roles=[role])]) for n, role in enumerate(roles)]
        found = compare(clusters[0], clusters[1], COMMON)
        assert found is not None
        return found.score

    assert of("senator", "Sen.") > of("senator", "mayor") > of("senator", "goalkeeper")


def test_what_every_country_has_needs_the_same_country() -> None:
    norway, chile = "The court sat in Norway again.", "The court sat in Chile again."
    same = score("Supreme Court", "Supreme Court", "organisation", (norway, norway))
    other = score("Supreme Court", "Supreme Court", "organisation", (norway, chile))
    assert same is not None
    assert other is not None
    assert same > 0 > other


def test_an_abbreviation_stands_for_the_body_of_its_letters() -> None:
    assert score("LDU", "Lydhaven Dockers Union", "organisation", (DOCKS, DOCKS)) is not None
    assert score("LDU", "Lydhaven Farmers Union", "organisation", (DOCKS, DOCKS)) is None


NAMES = (
    "Ana Ruiz",
    "Ana M. Ruiz",
    "A. Ruiz",
    "Ruiz",
    "John Smith",
    "Jon Smith",
    "Smith Jr.",
    "John Smith III",
    "Kim Jong-un",
)


@given(
    st.sampled_from(NAMES),
    st.sampled_from(NAMES),
    st.sampled_from((DOCKS, CUP)),
    st.sampled_from((DOCKS, CUP)),
)
def test_a_score_is_symmetric_and_the_sum_of_its_features(
    one: str, other: str, first: str, second: str
) -> None:
    a, b = Cluster([mention(1, one, first)]), Cluster([mention(2, other, second)])
    found, back = compare(a, b, COMMON), compare(b, a, COMMON)
    assert (found is None) == (back is None)
    if found and back:
        assert found.score == pytest.approx(back.score)
        assert sum(found.features.values()) == pytest.approx(found.score, abs=0.05)
