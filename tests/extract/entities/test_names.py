"""Which names are one entity."""

import pytest


def test_a_surname_goes_to_the_person_who_bears_it(told) -> None:
    report = told("[PER Gennady Malyutin] came. [PER Malyutin] left. [PER Malyutin] rested.")
    assert report.names_of("Gennady Malyutin") == ["Gennady Malyutin", "Malyutin", "Malyutin"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bruno Rodríguez", "Bruno Rodriguez"),
        ("Hernán Quispe Luján", "Hernán Quispe"),
        ("Ernest Hardowar", "E. Hardowar"),
        ("Seydou Dembélé-Maïga", "Seydou Dembele Maiga"),
        ("Gennady Malyutin", "Gennadi Maliutin"),
        ("Николай Рязанов", "Nikolay Ryazanov"),
        ("Radenko Šipčić", "Radenko Sipcic"),
    ],
)
def test_one_person_is_written_in_several_ways(told, one: str, other: str) -> None:
    assert len(told(f"[PER {one}] spoke. [PER {other}] spoke again.").found.entities) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Nelson Barrios", "Luz Dary Barrios"), ("Paula Reyes", "Paulo Reyes"), ("Ana Ruiz", "Ana Díaz")]
)
def test_two_persons_who_share_a_name_stay_apart(told, one: str, other: str) -> None:
    assert len(told(f"[PER {one}] spoke. [PER {other}] spoke too.").found.entities) == 2


def test_a_surname_two_persons_bear_goes_by_its_form_of_address(told) -> None:
    report = told("[PER Mark Hale] and [PER Nina Hale] came. Mr [PER Hale] sat, Ms [PER Hale] stood.")
    assert report.names_of("Mark Hale") == ["Mark Hale", "Hale"]
    assert report.names_of("Nina Hale") == ["Nina Hale", "Hale"]


def test_the_name_somebody_is_known_by_is_his(told) -> None:
    report = told("[PER Anselmo Reis], known to clubs as [PER the Wall], left.")
    assert report.names_of("Anselmo Reis") == ["Anselmo Reis", "the Wall"]


def test_an_acronym_is_what_it_stands_for(told) -> None:
    report = told("The [ORG Central Bureau of Investigation] ([ORG CBI]) came. The [ORG CBI] left.")
    assert report.names_of("CBI") == ["Central Bureau of Investigation", "CBI", "CBI"]


def test_a_company_is_known_without_its_legal_form_and_by_its_first_word(told) -> None:
    report = told("[ORG Escudo Andino S.A.S.] paid. [ORG Escudo Andino] denied it. [ORG Escudo] moved.")
    assert len(report.found.entities) == 1


def test_a_short_form_that_two_bodies_could_have_stays_alone(told) -> None:
    report = told("[ORG Harbour Times] and [ORG Harbour Bank] closed. [ORG Harbour] did not.")
    assert len(report.found.entities) == 3


def test_a_country_and_its_people_are_two_entities_each_under_all_names(told) -> None:
    report = told(
        "The [GPE United States] and the [GPE US] agree. [NORP Cuban] men, two [NORP Cubans], left [GPE Cuba]."
    )
    assert [e.name for e in report.found.entities] == ["United States", "Cuban", "Cuba"]


def test_a_city_is_known_under_two_spellings(told) -> None:
    assert len(told("From [GPE Kyiv] to [GPE Рязань], from [GPE Ryazan] to [GPE Kiev].").found.entities) == 2


def test_every_place_of_a_form_is_a_mention(told) -> None:
    report = told("[ORG Wagner] came. Nobody joined Wagner. Wagnerian operas are none.")
    assert report.names_of("Wagner") == ["Wagner", "Wagner"]


def test_a_surname_the_net_missed_is_found_by_the_full_name(told) -> None:
    report = told("[PER Gennady Malyutin] came. Then Malyutin left, and no baker with him.")
    assert report.names_of("Malyutin") == ["Gennady Malyutin", "Malyutin"]


def test_a_possessive_country_is_parted_from_what_it_owns(told) -> None:
    report = told("[ORG Russia's Defense Ministry] said nothing.")
    assert [(e.name, e.type) for e in report.found.entities] == [("Russia", "GPE"), ("Defense Ministry", "ORG")]


def test_a_pronoun_the_net_took_for_a_name_is_dropped(told) -> None:
    assert [e.name for e in told("[PER He] asked the [ORG WHO].").found.entities] == ["WHO"]


def test_pronouns_and_prepositions_of_a_line_in_capitals_are_no_names(told) -> None:
    report = told("[PER HE] SAID IN [GPE OSLO] [ORG AT] NOON THAT THE [GPE US] AGREED.\nThen [ORG WHO] spoke.")
    assert {e.name for e in report.found.entities} == {"OSLO", "US", "WHO"}


def test_parts_that_the_net_parted_are_one_name(told) -> None:
    report = told(
        "The [ORG Attorney General]'s [ORG Office] met [PER Ana] [PER Marlin] and [NORP Latin] [NORP American] men."
    )
    assert {e.name for e in report.found.entities} == {"Attorney General's Office", "Ana Marlin", "Latin American"}


def test_who_has_an_article_is_no_person(told) -> None:
    ship = told("A tanker came: the [PER Kryzhov]. They left the [PER Kryzhov] at noon.")
    assert [(e.name, e.type) for e in ship.found.entities] == [("Kryzhov", "VEHICLE")]
    body = told("The men went to the [PER Danubia]; the [PER Malyutin] affair was over.")
    assert [(e.name, e.type) for e in body.found.entities] == [("Danubia", "ORG"), ("Malyutin", "PER")]


def test_wars_and_languages_are_no_names(told) -> None:
    report = told("After the [ORG Cold] War [NORP Russian] men wrote in [NORP Russian].")
    assert [(e.name, e.mentions) for e in report.found.entities] == [("Russian", 1)]


def test_a_form_has_the_type_that_most_of_its_places_have(told) -> None:
    report = told("[ORG Wagner] came. [ORG Wagner] stayed. [PER Wagner] left.")
    assert [(e.type, e.mentions) for e in report.found.entities] == [("ORG", 3)]


def test_the_fullest_name_stands_for_the_entity(told) -> None:
    report = told("[PER PUTIN] spoke. [PER Putin] is [PER Vladimir Putin].")
    (one,) = report.found.entities
    assert (one.name, one.aliases, one.first.text) == ("Vladimir Putin", ("PUTIN", "Putin"), "Vladimir Putin")
