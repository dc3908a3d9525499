from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.people.names import BodyName, PersonName, fold, keys, parse, skeleton


def person(name: str) -> PersonName:
    found = parse(name, "person")
    assert isinstance(found, PersonName)
    return found


def body(name: str, kind: str = "organisation") -> BodyName:
    found = parse(name, kind)
    assert isinstance(found, BodyName)
    return found


@pytest.mark.parametrize(
    ("name", "given", "family"),
    [
        ("Ana Ruiz", ("ana",), "ruiz"),
        ("Ana María Ruiz", ("ana", "maria"), "ruiz"),
        ("A. M. Ruiz", ("a", "m"), "ruiz"),
        ("A.M. Ruiz", ("a", "m"), "ruiz"),
        ("Sen. Ana Ruiz", ("ana",), "ruiz"),
        ("Łukasz Żółw", ("lukasz",), "zolw"),
        ("Ольга Иванова", ("olga",), "ivanova"),
        ("Omar al-Rashid", ("omar",), "rashid"),
        ("al-Rashid", (), "rashid"),
        ("Al Moore", ("al",), "moore"),
        ("Joost van der Meer", ("joost",), "meer"),
        ("Sean O’Dell", ("sean",), "odell"),
        ("Ruiz", (), "ruiz"),
        ('Ana "Nita" Ruiz', ("ana", "nita"), "ruiz"),
        ("Karen Judge", ("karen",), "judge"),
    ],
)
def test_a_person_has_given_names_and_a_surname(name: str, given: tuple[str, ...], family: str) -> None:
    found = person(name)
    assert (found.given, found.family) == (given, family)


@pytest.mark.parametrize("name", ["Bo Lee Jr.", "Bo Lee, Jr.", "Bo Lee Junior"])
def test_a_suffix_is_no_surname(name: str) -> None:
    assert (person(name).family, person(name).suffix) == ("lee", "jr")


@pytest.mark.parametrize(
    "name",
    [
        "a spokesman for Ana Ruiz",
        "spokesman for Ana Ruiz",
        "Ana Ruiz’s brother",
        "Another",
        "Velland diplomat",
        "New Hampshire Democrat",
        "Judge",
        "…",
        "",
        "42",
    ],
)
def test_words_that_only_describe_somebody_are_no_name(name: str) -> None:
    assert parse(name, "person") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Marrow Freight Inc.", "Marrow Freight"),
        ("the Dockers’ Union", "Dockers Union"),
        ("U.S.", "United States"),
        ("Turkish government", "Turkey’s government"),
        ("government in Riyadh", "Saudi government"),
        ("Iraqi defence ministry", "Iraq's Defense Ministry"),
        ("Ruiz camp", "Ruiz’s campaign"),
        ("F.B.I.", "FBI"),
    ],
)
def test_bodies_are_compared_by_what_their_names_say(one: str, other: str) -> None:
    assert (
        body(one, "state" if "gov" in one or one == "U.S." else "organisation").words
        == body(other, "state" if "gov" in other or one == "U.S." else "organisation").words
    )


def test_a_campaign_knows_whose_it_is() -> None:
    owner = body("Ana Ruiz’s presidential campaign").owner
    assert owner is not None
    assert (owner.given, owner.family) == (("ana",), "ruiz")


def test_what_every_country_has_is_generic() -> None:
    assert body("Supreme Court").generic
    assert body("Ministry of Health").generic
    assert not body("Lydhaven Supreme Court").generic
    assert not body("Norway’s Supreme Court").generic


def test_spellings_of_one_name_share_a_key() -> None:
    for one, other in (("Gaddafi", "Qaddafi"), ("Zelensky", "Zelenskyy"), ("Mohammed", "Muhammad")):
        assert skeleton(one.casefold()) == skeleton(other.casefold())
    assert set(keys(body("LDU"))) & set(keys(body("Lydhaven Dockers Union")))
    assert set(keys(person("Ruiz"))) & set(keys(person("Ana Ruiz")))


@given(st.text(max_size=40), st.sampled_from(("person", "organisation", "state")))
def test_any_text_is_a_name_or_none(text: str, kind: str) -> None:
    found = parse(text, kind)
    assert fold(fold(text)) == fold(text)
    if found is not None:
        assert found.plain
        assert keys(found)
        assert parse(text, kind) == found
