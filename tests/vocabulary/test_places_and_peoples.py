"""Countries, peoples, places and one spelling for names."""

import pytest

from onrecord.vocabulary.countries import belonging, people
from onrecord.vocabulary.folding import folded
from onrecord.vocabulary.places import readings


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("the United States", "US"),
        ("U.S.", "US"),
        ("UAE", "AE"),
        ("Côte d’Ivoire", "CI"),
        ("USSR", "SU"),
    ],
)
def test_a_country_is_known_by_its_names(name: str, code: str) -> None:
    found = belonging(name)
    assert found is not None
    assert (found.kind, found.countries) == ("country", (code,))


@pytest.mark.parametrize(
    ("word", "code"), [("Cubans", "CU"), ("Frenchwoman", "FR"), ("Danes", "DK"), ("Soviet", "SU"), ("Chechens", "RU")]
)
def test_a_people_is_known_in_every_form(word: str, code: str) -> None:
    found = people(word)
    assert found is not None
    assert found.countries[0] == code


def test_the_congolese_may_be_of_two_countries() -> None:
    found = people("Congolese")
    assert found is not None
    assert found.countries == ("CD", "CG")


def test_the_united_nations_are_of_no_country() -> None:
    found = belonging("UN")
    assert found is not None
    assert (found.kind, found.countries) == ("worldwide", ())


def test_a_place_has_all_its_readings_the_largest_first() -> None:
    found = readings("Moscow")
    assert found[0].country == "RU"
    assert {reading.country for reading in found} >= {"RU", "US"}


@pytest.mark.parametrize("name", ["", "zzzz", "#", "\t", "~~~", "moscow\tru", "\ud800"])
def test_what_is_no_place_has_no_reading(name: str) -> None:
    assert readings(name) == ()


@pytest.mark.parametrize(
    ("name", "key"),
    [("N'Djamena", "ndjamena"), ("Рязань", "ryazan"), ("Dembélé-Maïga", "dembele maiga"), ("Łódź", "lodz")],
)
def test_a_name_has_one_spelling(name: str, key: str) -> None:
    assert folded(name) == key
