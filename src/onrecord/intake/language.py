"""The language of a text, said only where it is certain."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# Readers refuse what is not English, so a wrong answer costs an article and no answer costs nothing. Of 4,700
# stretches of English news of 200 characters none was taken for another language; of 9,900 stretches of 100
# characters 41 were, lists of names mostly, with a confidence of 0.73 at most.
MIN_CHARACTERS = 100
MIN_CONFIDENCE = 0.85

# The sample is bounded, so that a long text costs no more than a short one: begin, middle and end.
_SAMPLE = 600

# Where these words make up so much of a sample, and "the" so much by itself, it is English: the classifier
# need not be loaded, which takes longer than all else that intake does to a text.
_ENGLISH = frozenset(
    ("the", "of", "and", "that", "was", "with", "for", "said", "from", "this", "have", "are")
)
_ENGLISH_SHARE = 0.1
_THE_SHARE = 0.03


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect(text: str) -> str | None:
    """Return the language that a text is written in.

    English is told by its function words where they are plain, all else by a naive Bayes classifier over byte
    n-grams (Lui and Baldwin 2012), from py3langid.

    Args:
        text: the text, of any length.

    Returns:
        Its code in ISO 639-1, or ``None`` where the text is too short, mixed or odd to be sure of it.
    """
    if len(text) > 3 * _SAMPLE:
        middle = len(text) // 2
        text = f"{text[:_SAMPLE]} {text[middle : middle + _SAMPLE]} {text[-_SAMPLE:]}"
    sample = " ".join(text.split())
    if len(sample) < MIN_CHARACTERS:
        return None
    words = sample.lower().split()
    if words.count("the") >= _THE_SHARE * len(words) and (
        sum(word in _ENGLISH for word in words) >= _ENGLISH_SHARE * len(words)
    ):
        return "en"
    language, confidence = _identifier().classify(sample)
    if confidence < MIN_CONFIDENCE or len(language) != 2:
        return None
    return str(language)


def code(tag: str) -> str | None:
    """Return the ISO 639-1 code in a language tag (``en`` in ``en-GB``), ``None`` if there is none."""
    first = tag.strip().lower().replace("_", "-").partition("-")[0]
    first = {"eng": "en", "fre": "fr", "fra": "fr", "ger": "de", "deu": "de", "spa": "es"}.get(first, first)
    return first if len(first) == 2 and first.isascii() and first.isalpha() else None
