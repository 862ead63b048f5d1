"""Three reports of an invented port town, with everything that is across them: a wire, its copy, and a later denial."""

from __future__ import annotations

from dataclasses import replace

from onrecord.records import (
    Answer,
    Capture,
    Claim,
    Comparable,
    Difference,
    Entity,
    Extraction,
    Finding,
    Identity,
    Judgement,
    Likeness,
    Mention,
    Office,
    Origin,
    Passage,
    Question,
    Relation,
    Report,
    Side,
    SlotValue,
    Span,
    Voice,
    content_id,
)
from onrecord.resolve import Resolved
from onrecord.store import CaseStore
from onrecord.weigh import Weighed

NET, RULES = "pairs-fake-1", "weigh-fake-1"

TEXTS = {
    "wire": "Zoë Marlin said that 14 sailors were hired. The ministry did not answer.",
    "copy": "Zoë Marlin said that 14 sailors were hired. The ministry did not answer.",
    "later": "Marlin, now mayor, said that 40 sailors were hired. The ministry answered that nobody was.",
}
DATES = {"wire": "2023-09-05", "copy": "2023-09-06", "later": "2023-10-01"}
SAID = {"wire": "14 sailors were hired", "copy": "14 sailors were hired", "later": "40 sailors were hired"}
NAMED = {"wire": "Zoë Marlin", "copy": "Zoë Marlin", "later": "Marlin"}


def span(report: str, words: str) -> Span:
    start = TEXTS[report].index(words)
    return Span.of(TEXTS[report], start, start + len(words))


def side(report: str, words: str) -> Side:
    return Side(report=report, span=span(report, words))


def make_capture(name: str) -> Capture:
    return Capture(
        data=TEXTS[name].encode(), origin=f"/reports/{name}.txt", how="file", captured_at="2026-05-01T09:30:00Z"
    )


def make_extraction(name: str) -> Extraction:
    capture = make_capture(name)
    report = Report(
        id=name,
        capture=capture.id,
        sha256=capture.sha256,
        text=TEXTS[name],
        title=f"Sailors, {name}",
        publisher=f"{name.title()} Courier",
        published=DATES[name],
        language="en",
    )
    who = Entity(
        report=name,
        first=span(name, NAMED[name]),
        type="PER",
        name=NAMED[name],
        role="mayor" if name == "later" else "",
    )
    said = Claim(
        report=name,
        source=(span(name, NAMED[name]),),
        cue=(span(name, "said"),),
        content=(span(name, SAID[name]),),
        speaker=who.id,
    )
    asked = [] if name == "later" else [span(name, "The ministry did not answer")]
    return Extraction(
        report=report,
        claims=(said,),
        entities=(who,),
        mentions=(Mention(report=name, span=who.first, type="PER", entity=who.id),),
        questions=tuple(Question(report=name, kind="no_response", span=words) for words in asked),
    )


def make_comparable(name: str) -> Comparable:
    text, ends = TEXTS[name], [TEXTS[name].index(". ") + 1, len(TEXTS[name])]
    return Comparable(
        report=name,
        published=DATES[name],
        traits=("figure:40", "person:marlin") if name == "later" else ("person:marlin",),
        passages=tuple(
            Passage(
                report=name,
                number=number,
                start=start,
                end=end,
                key=content_id("passage", text[:end]).partition("-")[2],
                vector=bytes([number, 127, 255, 0]),
            )
            for number, (start, end) in enumerate(zip((0, ends[0] + 1), ends, strict=True))
        ),
    )


EXTRACTIONS = {name: make_extraction(name) for name in TEXTS}
COMPARABLES = {name: make_comparable(name) for name in TEXTS}
MARLINS = {name: EXTRACTIONS[name].entities[0].id for name in TEXTS}
CLAIMS = {name: EXTRACTIONS[name].claims[0].id for name in TEXTS}
ASKED = EXTRACTIONS["wire"].questions[0]

CONFLICT = Relation(
    a=side("wire", "14 sailors were hired"),
    b=side("later", "40 sailors were hired"),
    relation="conflict",
    slot="number",
    score=0.9,
    shared=0.25,
    made_by=NET,
)
ANSWERED = Relation(
    a=side("wire", "The ministry did not answer"),
    b=side("later", "The ministry answered that nobody was"),
    relation="update",
    score=0.75,
    answers=True,
    made_by=NET,
)
RELATIONS = (CONFLICT, ANSWERED)

MARLIN = Identity(
    type="PER",
    name="Zoë Marlin",
    aliases=("Marlin",),
    offices=(Office(role="mayor", published=DATES["later"]),),
    members=tuple(sorted(MARLINS.values())),
)
LIKE = Likeness(
    a=min(MARLINS["wire"], MARLINS["later"]),
    b=max(MARLINS["wire"], MARLINS["later"]),
    score=0.875,
    reasons=("one surname, Marlin", "the reports share “sailors”"),
    made_by="resolve-fake-1",
)
COPIED = Origin(
    name="Wire Courier, 2023-09-05",
    kind="copy",
    reports=("copy", "wire"),
    words=tuple(side(name, "14 sailors were hired") for name in ("copy", "wire")),
)


def voice(name: str, stance: str = "supports", origin: str = "Wire Courier, 2023-09-05") -> Voice:
    where = side(name, SAID[name])
    return Voice(side=where, record=CLAIMS[name], source=NAMED[name], act="state", stance=stance, origin=origin)


HIRED = Finding(
    proposition=side("wire", "14 sailors were hired"),
    voices=(voice("wire"), voice("copy"), voice("later", "contradicts", "")),
    independent_origins=1,
    standing="contradicted",
    differences=(
        Difference(
            slot="number",
            values=(
                SlotValue(value="14", side=side("wire", "14")),
                SlotValue(value="40", side=side("later", "40")),
            ),
        ),
    ),
    updates=(side("later", "The ministry answered"),),
)
REPLY = Answer(question=ASKED.id, side=side("later", "The ministry answered that nobody was"), score=0.75)

RESOLVED = Resolved(identities=(MARLIN,), likenesses=(LIKE,))
WEIGHED = Weighed(origins=(COPIED,), findings=(HIRED,), answers=(REPLY,))
JUDGED = Judgement(a=LIKE.a, b=LIKE.b, verdict="same", by="Ada", at="2026-05-02T10:00:00Z", reason="same harbour")


def add_reports(store: CaseStore, names: tuple[str, ...] = tuple(TEXTS)) -> None:
    for name in names:
        store.add_capture(make_capture(name))
        store.add_report(EXTRACTIONS[name].report)
        store.add_extraction(EXTRACTIONS[name], made_by="fake-v1")


def compare(store: CaseStore) -> None:
    for name in TEXTS:
        store.add_comparable(COMPARABLES[name], made_by=NET)
    store.add_relations(tuple(TEXTS), RELATIONS, made_by=NET)


def weigh(store: CaseStore) -> bool:
    return store.replace_weighed(RESOLVED, WEIGHED, state=store.view.state(), made_by=RULES)


def fill_across(store: CaseStore) -> None:
    add_reports(store)
    compare(store)
    store.add_judgement(JUDGED)
    assert weigh(store)


SILENCE = Finding(
    proposition=side("wire", "The ministry did not answer"),
    voices=tuple(Voice(side=side(name, "The ministry did not answer")) for name in ("wire", "copy")),
    independent_origins=0,
    untold=2,
    standing="repeated",
    updates=(side("later", "The ministry answered that nobody was"),),
)
REPLIED = Finding(
    proposition=side("later", "The ministry answered that nobody was"),
    voices=(Voice(side=side("later", "The ministry answered that nobody was"), source="The ministry", act="state"),),
    independent_origins=0,
    untold=1,
)
FORTY = Finding(
    proposition=side("later", SAID["later"]), voices=(voice("later", origin="Marlin"),), independent_origins=1
)


def say_more(store: CaseStore) -> None:
    """Add a silence, its answer, and the other number to what the reports of the case say together."""
    more = replace(WEIGHED, findings=(HIRED, SILENCE, REPLIED, FORTY))
    assert store.replace_weighed(RESOLVED, more, state=store.view.state(), made_by=RULES)
