"""Which language a text is in: what it declares, checked against its words."""

from __future__ import annotations

from functools import cache
from typing import Any

# py3langid's answers on shorter texts are a matter of luck: measured on sentences of its own languages.
_FEWEST_LETTERS = 40
# From here on the words decide against a declaration; templates declare the language of the site, not of the page.
_ENOUGH_LETTERS = 200
# A report's language shows in its first paragraphs.
_SAMPLE = 5_000
# Labels of the identifier, and tags in the wild, that are not ISO 639-1.
_SYNONYMS = {"srl": "sr", "nb": "no", "nn": "no", "iw": "he", "in": "id", "ji": "yi", "mo": "ro", "tl": "tl"}


def language_of(text: str, declared: str = "") -> str:
    """Return the ISO 639-1 code of the text's language, or "" when neither its words nor its declaration tell.

    Args:
        text: The report's text.
        declared: A language tag as declared ("en-GB", "ru_RU"), or "".
    """
    tag = declared_language(declared)
    sample = text[:_SAMPLE]
    letters = sum(character.isalpha() for character in sample)
    if letters < _FEWEST_LETTERS or (tag and letters < _ENOUGH_LETTERS):
        return tag
    code = _identifier().classify(sample)[0]
    return declared_language(code) or tag


def declared_language(tag: str) -> str:
    """Return the ISO 639-1 code that a language tag begins with, or ""."""
    code = tag.strip().replace("_", "-").split("-")[0].lower()
    code = _SYNONYMS.get(code, code)
    return code if len(code) == 2 and code.isascii() and code.isalpha() else ""


@cache
def _identifier() -> Any:
    """Load the identifier once per process (0.3 s); the same text always has the same answer."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - loaded when a text needs it

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
