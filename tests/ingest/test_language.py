"""English passes, other languages are named or turned away, short texts are left alone."""

import runpy
from importlib.util import find_spec
from pathlib import Path

import pytest

from dragoman.ingest.language import english

OTHER_ALPHABETS = {"ar": "Arabic", "el": "Greek", "he": "Hebrew", "hi": "Devanagari", "ko": "Hangul", "ru": "Cyrillic"}
NAMED = {"de": "German", "es": "Spanish", "fr": "French", "it": "Italian", "nl": "Dutch", "sv": "Swedish"}
UNNAMED = ("fi", "la", "lt", "sq", "yo")


def sentences(code: str) -> str:
    """A language's own example sentences in spaCy: everyday headlines, written by speakers of it."""
    found = find_spec("spacy")
    assert found is not None
    assert found.origin is not None
    written: list[str] = runpy.run_path(str(Path(found.origin).parent / "lang" / code / "examples.py"))["sentences"]
    return " ".join(written)


@pytest.mark.parametrize(("code", "script"), OTHER_ALPHABETS.items())
def test_other_alphabets_are_named(code: str, script: str) -> None:
    assert english(sentences(code)) == f"written in {script} letters"


@pytest.mark.parametrize(("code", "language"), NAMED.items())
def test_languages_in_latin_letters_are_named(code: str, language: str) -> None:
    assert english(sentences(code)) == f"like {language}"


@pytest.mark.parametrize("code", UNNAMED)
def test_languages_without_a_word_list_are_not_english(code: str) -> None:
    assert english(sentences(code)) == "not English"


def test_english_passes() -> None:
    assert english(sentences("en")) is True


def test_english_with_foreign_names_passes() -> None:
    text = (
        "The mayor of São Paulo met the head of the Deutsche Bahn and the Ligue des droits de l'Homme in the "
        "Palacio de la Moneda, where they spoke with Ministro de Relaciones Exteriores Alberto van der Berg."
    )
    assert english(text) is True


def test_english_that_quotes_another_alphabet_passes() -> None:
    text = "The ministry wrote Министерство иностранных дел on its door and the visitors left it as it was. " * 2
    assert english(text) is True


@pytest.mark.parametrize("text", ["", "12 34", "Washington", "Angela Merkel, Berlin, und der Rat"])
def test_a_few_words_decide_nothing(text: str) -> None:
    assert english(text) is None


def test_a_long_text_is_judged_by_its_whole_course() -> None:
    foreign_end = "The council met in the capital on the first day of the month. " * 5 + sentences("de") * 100
    assert english(foreign_end) == "like German"
