"""What invented reports say together, as the contract's object."""

from __future__ import annotations

import json

from onrecord.records import (
    Answer,
    Difference,
    Finding,
    Origin,
    Question,
    Relation,
    Side,
    SlotValue,
    Span,
    Voice,
)
from onrecord.records.across_json import findings_json

WIRE = "The ministry held fourteen men. Where is not known."
DAILY = "Forty are held in Tver."
HELD = Side(report="wire", span=Span.of(WIRE, 0, 30))
FORTY = Side(report="daily", span=Span.of(DAILY, 0, 22))
ASKED = Question(report="wire", kind="undisclosed", span=Span.of(WIRE, 32, 50))


def test_the_object_has_the_fields_of_the_contract():
    finding = Finding(
        proposition=HELD,
        voices=(
            Voice(side=HELD, record="claim-1", source="The ministry", act="state", origin="The ministry"),
            Voice(side=FORTY, stance="contradicts", origin="Daily"),
        ),
        independent_origins=1,
        standing="contradicted",
        differences=(Difference(slot="number", values=(SlotValue(value="14", side=HELD),)),),
    )
    found = findings_json(
        [Origin(name="The ministry", kind="same_statement", reports=("daily", "wire"), words=(FORTY, HELD))],
        [finding],
        [Relation(a=HELD, b=FORTY, relation="conflict", slot="number", score=0.9)],
        [ASKED, Question(report="daily", kind="unclear", span=Span.of(DAILY, 0, 5))],
        [
            Answer(question=ASKED.id, side=HELD, score=0.2),
            Answer(question=ASKED.id, side=FORTY, score=0.7),
        ],
    )
    assert json.loads(json.dumps(found)) == found
    assert list(found) == ["origins", "findings", "relations", "questions"]
    (one,) = found["findings"]
    assert (one["proposition"], one["standing"], one["independent_origins"]) == (HELD.span.text, "contradicted", 1)
    assert [(row["claim"], row["source"], row["stance"]) for row in one["claims"]] == [
        ("claim-1", "The ministry", "supports")
    ]
    assert [(row["event"], row["source"], row["stance"]) for row in one["events"]] == [(None, None, "contradicts")]
    assert one["slots"][0]["values"][0] == {
        "value": "14",
        "report": "wire",
        "span": {"start": 0, "end": 30, "text": HELD.span.text},
    }
    assert found["relations"][0]["slot"] == "number"
    assert [row["answered_by"] and row["answered_by"]["report"] for row in found["questions"]] == ["daily", None]
