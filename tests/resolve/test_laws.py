"""What holds for who is who whatever the entities and judgements are; all names are invented."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records.identity import Judgement
from onrecord.resolve import EntityRow, resolve

_NAMES = {
    "PER": ["Orla Vennick", "Vennick", "Luz Vennick", "Orla M. Vennick", "O.V.", "Gennadi Maliutin", "Maliutin"],
    "ORG": ["Tarn Rights Forum", "Forum", "TRF", "Interior Ministry", "Ministry of the Interior", "UN"],
    "GPE": ["Wexhollow", "Wexhollow County", "Ryazan", "Рязань", "Russia"],
}


@st.composite
def _cases(draw: st.DrawFn) -> list[EntityRow]:
    rows = []
    for number in range(draw(st.integers(1, 14))):
        kind = draw(st.sampled_from(sorted(_NAMES)))
        rows.append(
            EntityRow(
                id=f"e{number:02}",
                report=f"r{draw(st.integers(0, 5))}",
                type=kind,
                name=draw(st.sampled_from(_NAMES[kind])),
                country=draw(st.sampled_from(["", "IE", "RU"])),
                role=draw(st.sampled_from(["", "harbour master", "poet"])),
                published=draw(st.sampled_from(["", "2031-01-01", "2031-06"])),
            )
        )
    return rows


def _judgement(one: EntityRow, other: EntityRow, verdict: str, at: int = 1) -> Judgement:
    a, b = sorted((one.id, other.id))
    return Judgement(a=a, b=b, verdict=verdict, by="a reader", at=f"2031-07-01T00:00:{at:02}Z")  # type: ignore[arg-type]


def _pick(data: st.DataObject, rows: list[EntityRow]) -> tuple[EntityRow, EntityRow]:
    one, other = data.draw(st.lists(st.sampled_from(rows), min_size=2, max_size=2, unique_by=lambda row: row.id))
    return one, other


_SEVERAL = _cases().filter(lambda rows: len(rows) > 1)


@given(_cases(), st.randoms(use_true_random=False))
@settings(max_examples=80, deadline=None)
def test_the_order_of_entities_changes_nothing(rows: list[EntityRow], shuffle: random.Random) -> None:
    other = rows.copy()
    shuffle.shuffle(other)
    assert resolve(other) == resolve(rows)


@given(_cases())
@settings(max_examples=40, deadline=None)
def test_an_entity_given_twice_is_one(rows: list[EntityRow]) -> None:
    assert resolve(rows + rows) == resolve(rows)


@given(_cases())
@settings(max_examples=40, deadline=None)
def test_every_entity_is_in_exactly_one_identity(rows: list[EntityRow]) -> None:
    members = [member for identity in resolve(rows).identities for member in identity.members]
    assert sorted(members) == sorted(row.id for row in rows)


@given(_SEVERAL, st.data())
@settings(max_examples=80, deadline=None)
def test_two_that_a_person_parted_stay_apart_even_through_others(rows: list[EntityRow], data: st.DataObject) -> None:
    pairs = [_pick(data, rows) for _ in range(3)]
    apart = _judgement(*pairs[0], "different", at=9)
    same = [_judgement(*pair, "same", at) for at, pair in enumerate(pairs[1:]) if {*pair} != {*pairs[0]}]
    for identity in resolve(rows, [*same, apart]).identities:
        assert not {apart.a, apart.b} <= set(identity.members)


@given(_SEVERAL, st.data())
@settings(max_examples=60, deadline=None)
def test_two_that_a_person_joined_are_one(rows: list[EntityRow], data: st.DataObject) -> None:
    one = _judgement(*_pick(data, rows), "same")
    assert any({one.a, one.b} <= set(identity.members) for identity in resolve(rows, [one]).identities)


@given(_SEVERAL, st.data(), st.sampled_from(["same", "different"]))
@settings(max_examples=40, deadline=None)
def test_a_withdrawn_judgement_leaves_what_was(rows: list[EntityRow], data: st.DataObject, verdict: str) -> None:
    one = _judgement(*_pick(data, rows), verdict)
    withdrawn = Judgement(
        a=one.a, b=one.b, verdict=one.verdict, by=one.by, at=one.at, withdrawn_at="2031-08-01", withdrawn_by="a reader"
    )
    assert resolve(rows, [withdrawn]) == resolve(rows)


@given(_SEVERAL, st.data())
@settings(max_examples=40, deadline=None)
def test_unsure_changes_nothing(rows: list[EntityRow], data: st.DataObject) -> None:
    assert resolve(rows, [_judgement(*_pick(data, rows), "unsure")]) == resolve(rows)


@given(_SEVERAL, st.data(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_judgements_changes_nothing(
    rows: list[EntityRow], data: st.DataObject, shuffle: random.Random
) -> None:
    verdicts = ["same", "different", "unsure"]
    given_ = [_judgement(*_pick(data, rows), data.draw(st.sampled_from(verdicts)), at) for at in range(4)]
    other = given_.copy()
    shuffle.shuffle(other)
    assert resolve(rows, other) == resolve(rows, given_)


@given(st.lists(st.text(max_size=30), min_size=1, max_size=8), st.sampled_from(["PER", "ORG", "GPE", "LAW", "ACCOUNT"]))
@settings(max_examples=150, deadline=None)
def test_any_names_are_resolved(names: list[str], kind: str) -> None:
    rows = [
        EntityRow(id=f"e{n}", report=f"r{n}", type=kind, name=name, aliases=tuple(names), country="RU")  # type: ignore[arg-type]
        for n, name in enumerate(names)
    ]
    assert sum(len(identity.members) for identity in resolve(rows).identities) == len(rows)
