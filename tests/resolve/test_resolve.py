"""Who is who across reports; all names are invented but those of countries, cities and public bodies."""

from __future__ import annotations

import pytest

from onrecord.resolve import EntityRow, Resolved, resolve

_TOWN = ("GPE", "Wexhollow", "")
_FIRM = ("ORG", "Quarrel Bay Shipping", "")


def _row(report: str, kind: str, name: str, country: str = "", role: str = "") -> EntityRow:
    return EntityRow(
        id=f"{report}#{name}", report=report, type=kind, name=name, country=country, role=role, published="2031-05-01"
    )


def _together(resolved: Resolved, *ids: str) -> bool:
    return any(set(ids) <= set(identity.members) for identity in resolved.identities)


def _one(first: EntityRow, second: EntityRow, *, beside: bool = False) -> bool:
    """Return whether two entities are one; `beside`: their reports both name an invented town and firm too."""
    others = [
        _row(report, kind, name, country)
        for report in (first.report, second.report)
        for kind, name, country in (_TOWN, _FIRM)
    ]
    return _together(resolve([first, second, *(others if beside else [])]), first.id, second.id)


@pytest.mark.parametrize(
    ("kind", "one", "other", "country"),
    [
        ("GPE", "Рязань", "Ryazan", "RU"),
        ("PER", "Gennadi Maliutin", "Gennady Malyutin", "RU"),
        ("PER", "Геннадий Малютин", "Gennady Malyutin", "RU"),
        ("PER", "Samir Abdul-Rahman", "Samir Abdelrahman", "SD"),
        ("PER", "Mohammed Ouedrago", "Muhammad Ouedraggo", "BF"),
        ("PER", "Lázaro Pineda", "Lazaro Pineda Mejía", "HN"),
        ("PER", "Capt. Orla Vennick", "Orla VENNICK", "IE"),
        ("GPE", "Tetouan", "Tetuan", "MA"),
        ("GPE", "al-Arish", "Arish", "EG"),
        ("ORG", "Defence Ministry", "Ministry of Defense", "TG"),
        ("ORG", "Foreign Ministry", "Ministry of Foreign Affairs", "GA"),
        ("ORG", "Immigration Department of Malaysia", "Immigration Department", "MY"),
        ("ORG", "United Nations", "UN", ""),
        ("ORG", "Harrow Lamp Crewing LLC", "Harrow Lamp Crewing", "AE"),
        ("ORG", "Crossing Lantern", "Crossing Lantern Collective", ""),
        ("GPE", "Côte d’Ivoire", "Ivory Coast", "CI"),
        ("NORP", "Syrian", "Syrians", "SY"),
        ("LOC", "Pankisi gorge", "Pankisi", "GE"),
        ("VEHICLE", "MV Amber Sedge", "Amber Sedge", ""),
    ],
)
def test_one_name_as_several_hands_write_it_is_one(kind: str, one: str, other: str, country: str) -> None:
    assert _one(_row("r1", kind, one, country), _row("r2", kind, other, country))


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("ORG", ("Interior Ministry", "CU"), ("Interior Ministry", "NP")),
        ("PER", ("Luz Vennick", "IE"), ("Orla Vennick", "IE")),
        ("PER", ("Irina Petrova", "RU"), ("Irina Petrov", "RU")),
        ("GPE", ("Georgia", "GE"), ("Georgia", "US")),
        ("FAC", ("Bremen airport", "DE"), ("Bremen", "DE")),
        ("ORG", ("Senate", "US"), ("Senate Subcommittee on Irregular Forces", "US")),
        ("GPE", ("Rostov region", "RU"), ("Rostov", "RU")),
        ("NORP", ("Cuban", "CU"), ("Nepali", "NP")),
    ],
)
def test_names_of_two_stay_apart_even_in_one_matter(kind: str, one: tuple[str, str], other: tuple[str, str]) -> None:
    assert not _one(_row("r1", kind, *one), _row("r2", kind, *other), beside=True)


@pytest.mark.parametrize(
    ("kind", "part", "whole"),
    [
        ("PER", "Vennick", "Orla Vennick"),
        ("PER", "O.V.", "Orla Vennick"),
        ("ORG", "Forum", "Tarn Rights Forum"),
        ("ORG", "TRF", "Tarn Rights Forum"),
        ("ORG", "the Interior Ministry", "Interior Ministry of Nepal"),
    ],
)
def test_a_part_of_a_name_means_its_bearer_where_the_reports_name_others_together(
    kind: str, part: str, whole: str
) -> None:
    assert _one(_row("r1", kind, part), _row("r2", kind, whole), beside=True)
    assert not _one(_row("r1", kind, part), _row("r2", kind, whole))


def test_a_surname_that_two_persons_of_one_matter_bear_is_neither() -> None:
    rows = [
        _row("r1", "PER", "Vennick"),
        _row("r2", "PER", "Orla Vennick"),
        _row("r3", "PER", "Luz Vennick"),
        *(_row(report, *_TOWN) for report in ("r1", "r2", "r3")),
        *(_row(report, *_FIRM) for report in ("r1", "r2", "r3")),
    ]
    resolved = resolve(rows)
    assert not _together(resolved, "r1#Vennick", "r2#Orla Vennick")
    assert not _together(resolved, "r1#Vennick", "r3#Luz Vennick")


def test_a_role_tells_which_of_two_a_surname_means() -> None:
    rows = [
        _row("r1", "PER", "Vennick", role="harbour master"),
        _row("r2", "PER", "Orla Vennick", role="harbour master"),
        _row("r3", "PER", "Luz Vennick", role="seamstress"),
        *(_row(report, *_TOWN) for report in ("r1", "r2", "r3")),
        *(_row(report, *_FIRM) for report in ("r1", "r2", "r3")),
    ]
    assert _together(resolve(rows), "r1#Vennick", "r2#Orla Vennick")


def test_two_that_one_report_tells_apart_are_not_one() -> None:
    rows = [_row("r1", "PER", "Lazaro Pineda"), _row("r1", "PER", "Lazaro Pineda Mejía")]
    assert not _together(resolve(rows), rows[0].id, rows[1].id)


def test_a_nickname_joins_where_one_report_has_both_names() -> None:
    known = EntityRow(id="r1#x", report="r1", type="PER", name="Brima Kallow-Sede", aliases=("General Lantern",))
    rows = [known, *(_row(report, *one) for report in ("r1", "r2") for one in (_TOWN, _FIRM))]
    called = _row("r2", "PER", "General Lantern")
    assert _together(resolve([*rows, called]), known.id, called.id)


def test_an_identity_has_the_fullest_name_the_others_and_the_roles_in_order_of_time() -> None:
    early = EntityRow(id="a", report="r1", type="PER", name="Orla Vennick", role="deputy", published="2030-01-02")
    late = EntityRow(id="b", report="r2", type="PER", name="Orla Mary Vennick", role="mayor", published="2031-03-04")
    (identity,) = resolve([late, early]).identities
    assert (identity.name, identity.aliases, identity.members) == ("Orla Mary Vennick", ("Orla Vennick",), ("a", "b"))
    assert [(office.role, office.published) for office in identity.offices] == [
        ("deputy", "2030-01-02"),
        ("mayor", "2031-03-04"),
    ]


def test_a_likeness_says_why_two_were_joined_and_why_two_were_not() -> None:
    rows = [_row("r1", "PER", "Gennadi Maliutin", "RU"), _row("r2", "PER", "Gennady Malyutin", "RU")]
    (joined,) = resolve(rows).likenesses
    assert joined.score > 0.5
    assert joined.reasons[:2] == ("one name as two hands write it, Gennadi Maliutin", "both of Russia")
    apart = [_row("r1", "PER", "Orla Vennick", "IE", "poet"), _row("r2", "PER", "Orla Vennick", "CL", "welder")]
    (kept,) = resolve(apart).likenesses
    assert kept.score < 0.5
    assert "countries differ, IE and CL" in kept.reasons
    assert "roles differ, poet and welder" in kept.reasons


def test_sums_ages_and_numbers_are_not_met_again() -> None:
    assert resolve([_row("r1", "MONEY", "$400"), _row("r1", "AGE", "26")]).identities == ()


def test_a_name_that_thousands_of_reports_have_costs_no_comparison_of_all() -> None:
    rows = [_row(f"r{n}", "PER", "Orla Vennick", "IE") for n in range(3000)]
    rows += [_row(f"r{n}", "PER", "Vennick") for n in range(3000, 6000)]
    rows += [_row(f"r{n}", "PER", f"Orla{n} Vennick", "IE") for n in range(6000, 8000)]
    resolved = resolve(rows)
    assert max(len(identity.members) for identity in resolved.identities) >= 3000
    assert len(resolved.likenesses) < 100_000


def test_letters_between_the_words_of_a_name_tell_two_apart() -> None:
    assert not _one(_row("r1", "PER", "Orla W. Vennick"), _row("r2", "PER", "Orla H. W. Vennick"), beside=True)


def test_one_name_that_is_taken_for_a_place_and_for_a_body_is_one() -> None:
    assert _one(_row("r1", "GPE", "Sandpiper Galley"), _row("r2", "ORG", "Sandpiper Galley"))
