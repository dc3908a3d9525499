from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake.language import code, detect
from tests.intake.pages import PARAGRAPHS
from tests.intake.shared import corpus

NEWS = {
    "en": " ".join(PARAGRAPHS),
    "de": "Die Bürgermeisterin sagte am Montag, sie werde die Docks niemals verkaufen, könne sie aber "
    "verpachten, falls der Stadtrat darum bitte.",
    "fr": "La maire a déclaré lundi qu'elle ne vendrait jamais les quais, mais qu'elle pourrait les louer si "
    "le conseil municipal le demandait.",
    "es": "La alcaldesa dijo el lunes que nunca vendería los muelles, pero que podría alquilarlos si el "
    "consejo se lo pidiera en su próxima sesión.",
    "ru": "Мэр заявила в понедельник, что никогда не продаст доки, но может сдать их в аренду, если об этом "
    "попросит городской совет.",
    "zh": "市长周一表示，她永远不会出售码头，但如果市议会提出要求，可以将其出租。" * 5,
}


@pytest.mark.parametrize("language", NEWS)
def test_the_language_of_a_paragraph_is_known(language: str) -> None:
    assert detect(NEWS[language]) == language


@pytest.mark.parametrize(
    "text", ["", "   ", "Non.", "Die Bürgermeisterin sagte nein.", "12 34 56 78 90 " * 20]
)
def test_what_is_short_or_no_language_is_not_known(text: str) -> None:
    assert detect(text) is None


def test_a_list_of_foreign_names_in_english_is_not_taken_for_another_language() -> None:
    names = (
        "Giovanni Bianchi, Jürgen Schäfer, Françoise Lefèvre, Władysław Nowak, Søren Østergård, José Núñez"
    )
    assert detect(f"Present were {names}, and they said nothing.") in ("en", None)


def test_an_english_quotation_does_not_make_a_text_english() -> None:
    french = NEWS["fr"] + " « The docks are ours and the harbour is ours », a-t-elle dit. " + NEWS["fr"]
    assert detect(french) == "fr"


def test_plain_english_is_told_without_the_classifier(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "onrecord.intake.language._identifier", lambda: pytest.fail("the classifier was loaded")
    )
    assert detect(NEWS["en"]) == "en"


def test_a_long_text_is_sampled() -> None:
    assert detect(NEWS["en"] * 20_000) == "en"


@given(st.text())
def test_any_text_has_a_two_letter_code_or_none(text: str) -> None:
    found = detect(text)
    assert found is None or code(found) == found


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("EN_us", "en"),
        ("eng", "en"),
        (" de ", "de"),
        ("x-klingon", None),
        ("", None),
    ],
)
def test_codes_of_tags(tag: str, expected: str | None) -> None:
    assert code(tag) == expected


@pytest.mark.parametrize("name", ["polnear_train.jsonl", "polnear_dev.jsonl"])
def test_no_english_article_is_taken_for_another_language(name: str) -> None:
    lines = corpus(name).read_text(encoding="utf-8").splitlines()
    assert {detect(json.loads(line)["text"]) for line in lines[::7]} <= {"en", None}
