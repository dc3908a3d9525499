from __future__ import annotations

from training.card import signed

CARD = {
    "name": "onrecord-old",
    "tier": "default",
    "sha256": "ab" * 32,
    "steps": [[0.0, 1.0], [1.0, 0.0]],
    "link": 64,
}


def test_a_card_keeps_its_facts_and_gets_a_name() -> None:
    found = signed(CARD)

    assert {key: value for key, value in found.items() if key != "name"} == {
        key: value for key, value in CARD.items() if key != "name"
    }
    assert found["name"].startswith("onrecord-default-")


def test_the_name_tells_the_tier() -> None:
    assert signed({**CARD, "tier": "best"})["name"].startswith("onrecord-best-")


def test_the_name_follows_from_what_readings_depend_on() -> None:
    name = signed(CARD)["name"]

    assert signed({**CARD, "name": "another"})["name"] == name
    assert signed({**CARD, "sha256": "cd" * 32})["name"] != name
    assert signed({**CARD, "steps": [[0.0, 2.0], [1.0, 0.0]]})["name"] != name
    assert signed({**CARD, "confidence": {"bias": 0.1}})["name"] != name
    assert signed({**CARD, "window": 64})["name"] != name
    assert signed({**CARD, "beside": {"model": "onrecord-default-0", "roles": 0.2}})["name"] != name
