from __future__ import annotations

import random
from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.record.people.clustering import cluster, commonness
from onrecord.record.people.clusters import Cluster, Mention
from onrecord.record.people.settling import components
from tests.record.people.made import CUP, DOCKS, mention


def groups(some: Iterable[Mention], apart: dict[int, frozenset[int]] | None = None) -> set[frozenset[int]]:
    known = list(some)
    found = cluster([], known, commonness(one.name for one in known), apart)
    return {frozenset(one.id for one in group.mentions) for group in found.clusters}


def test_one_person_of_many_articles_is_one() -> None:
    found = [mention(1, "Ana Tarvonen"), mention(2, "Ana Tarvonen", CUP), mention(3, "Ana K. Tarvonen")]
    assert groups(found) == {frozenset((1, 2, 3))}


def test_two_john_smiths_are_two_and_a_bare_smith_does_not_tie_them() -> None:
    found = [
        *(mention(n, "John Smith", DOCKS, roles=["senator"]) for n in (1, 2, 3)),
        *(mention(n, "John Smith", CUP, roles=["goalkeeper"]) for n in (4, 5, 6)),
        mention(7, "Smith", "Nothing is said here."),
    ]
    assert groups(found) == {frozenset((1, 2, 3)), frozenset((4, 5, 6)), frozenset((7,))}


def test_a_bare_surname_joins_whom_its_article_is_about() -> None:
    found = [*(mention(n, "Ana Tarvonen") for n in (1, 2, 3)), mention(4, "Tarvonen")]
    assert groups(found) == {frozenset((1, 2, 3, 4))}


def test_a_bare_surname_that_two_may_bear_joins_neither() -> None:
    found = [
        *(mention(n, "Ana Tarvonen") for n in (1, 2)),
        *(mention(n, "Eero Tarvonen") for n in (3, 4)),
        mention(5, "Tarvonen"),
    ]
    assert groups(found) == {frozenset((1, 2)), frozenset((3, 4)), frozenset((5,))}


def test_a_title_tells_which_of_two_is_meant() -> None:
    found = [
        *(mention(n, "Ana Tarvonen", roles=["Mrs"]) for n in (1, 2)),
        *(mention(n, "Eero Tarvonen", roles=["Mr"]) for n in (3, 4)),
        mention(5, "Tarvonen", roles=["Mrs"]),
    ]
    assert frozenset((1, 2, 5)) in groups(found)


def test_an_abbreviation_joins_the_body_that_it_stands_for() -> None:
    found = [
        *(mention(n, "Lydhaven Dockers Union", kind="organisation") for n in (1, 2)),
        *(mention(n, "LDU", kind="organisation") for n in (3, 4)),
    ]
    assert groups(found) == {frozenset((1, 2, 3, 4))}


def test_what_people_keep_apart_stays_apart() -> None:
    found = [mention(n, "Ana Tarvonen") for n in (1, 2, 3)]
    apart = {1: frozenset((3,)), 3: frozenset((1,))}
    for group in groups(found, apart):
        assert not {1, 3} <= group


def test_what_is_in_the_record_is_never_taken_apart() -> None:
    known = Cluster([mention(1, "John Smith", DOCKS), mention(2, "John Smith", CUP)], person=7)
    found = cluster([known], [mention(3, "John Smith", DOCKS)], commonness([]))
    assert any({1, 2} <= {one.id for one in group.mentions} and group.person == 7 for group in found.clusters)


FORMS = (
    "Ana Tarvonen",
    "A. Tarvonen",
    "Tarvonen",
    "Eero Tarvonen",
    "John Smith",
    "Smith",
    "Jon Smith",
    "LDU",
)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(FORMS), st.sampled_from((DOCKS, CUP)), st.sampled_from(("", "senator", "Mr"))
        ),
        max_size=9,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_mentions_does_not_matter_and_decisions_say_what_clusters_say(
    told: list[tuple[str, str, str]], chance: random.Random
) -> None:
    some = [
        mention(n, name, about, roles=[role] if role else ()) for n, (name, about, role) in enumerate(told)
    ]
    shuffled = list(some)
    chance.shuffle(shuffled)
    assert groups(some) == groups(shuffled)
    found = cluster([], some, commonness(one.name for one in some))
    ties = [(join.one.id, join.other.id) for join in found.joins]
    tied = {frozenset(group) for group in components([one.id for one in some], ties)}
    assert tied == groups(some)
    assert len(ties) == len(some) - len(tied)
