"""What is known of an entity: country, place, role."""

import pytest


@pytest.mark.parametrize(
    ("marked", "name", "country"),
    [
        ("[NORP Cuban] Foreign Minister [PER Bruno Rodríguez] spoke in [GPE Moscow].", "Bruno Rodríguez", "CU"),
        ("[PER Ana Ruiz], a [NORP Peruvian] lawyer, spoke in [GPE Moscow].", "Ana Ruiz", "PE"),
        ("[GPE Moscow] was asked. [GPE Russia]'s [ORG Defense Ministry] was silent.", "Defense Ministry", "RU"),
        (
            "The [ORG Ministry of Foreign Affairs] in [GPE Cuba] complained to [GPE Russia].",
            "Ministry of Foreign Affairs",
            "CU",
        ),
        ("The [ORG Bank of Uganda] and [GPE Kenya] met in [GPE Nairobi].", "Bank of Uganda", "UG"),
        ("[GPE Nairobi] asked the [ORG United Nations].", "United Nations", ""),
        ("The [GPE Soviet Union] fell.", "Soviet Union", "SU"),
        ("[NORP Cubans] left.", "Cubans", "CU"),
        ("[GPE KAMPALA] - [PER Moses Okiror] spoke.", "Moses Okiror", "UG"),
    ],
)
def test_the_country_is_told_by_what_stands_around(told, marked: str, name: str, country: str) -> None:
    assert told(marked).entity(name).country == country


def test_a_place_is_read_in_a_country_of_the_report(told) -> None:
    there = told("[NORP Colombian] police and [GPE Colombia] searched [GPE Cartagena].").entity("Cartagena").place
    here = told("[NORP Spanish] police and [GPE Spain] searched [GPE Cartagena].").entity("Cartagena").place
    assert there is not None
    assert here is not None
    assert (round(there.latitude), round(here.latitude)) == (10, 38)
    assert here.readings > 1


def test_a_country_is_no_point_on_the_map(told) -> None:
    assert told("[GPE Cuba] is large.").entity("Cuba").place is None


@pytest.mark.parametrize(
    ("marked", "role"),
    [
        ("Foreign Minister [PER Ana Ruiz] spoke.", "foreign minister"),
        ("[NORP Cuban] Foreign Minister [PER Ana Ruiz] spoke.", "foreign minister"),
        ("The town heard ministry spokesman [PER Ana Ruiz].", "ministry spokesman"),
        ("[PER Ana Ruiz], a lawyer for the families, spoke.", "lawyer"),
        ("[PER Ana Ruiz], 51, a former customs broker, spoke.", "former customs broker"),
        ("“No,” said [PER Ana Ruiz], head of the selection point.", "head of the selection point"),
        ("An opposition lawmaker, [PER Ana Ruiz], spoke.", "opposition lawmaker"),
        ("The owner of the pharmacy, Ms [PER Ana Ruiz], spoke.", "owner of the pharmacy"),
        ("Col [PER Ana Ruiz] spoke.", "colonel"),
        ("A cook called [PER Ana Ruiz] spoke.", "cook"),
        ("[PER Ana Ruiz] is the mayor.", "mayor"),
        ("They told [PER Ana Ruiz] to go.", ""),
        ("Seen with [PER Ana Ruiz], 51, public prosecutor [PER Ivo Kos] spoke.", ""),
    ],
)
def test_the_role_is_the_title_or_the_apposition(told, marked: str, role: str) -> None:
    assert told(marked).entity("Ana Ruiz").role == role
