"""What invented reports say together, and where it stands."""

from __future__ import annotations

from dataclasses import replace

from invented import Said, copied_relations, copy_of, related, span, telling, weighed

from onrecord.sentences import passages
from onrecord.weigh import alone

WIRE = telling(
    "wire",
    "Police chief Khatri said ten people were arrested in Varadero.",
    Said("Police chief Khatri", "ten people were arrested in Varadero", who="khatri"),
)
DAILY = telling(
    "daily",
    "Ten arrests were made in Varadero, according to Khatri.",
    Said("Khatri", "Ten arrests were made in Varadero", who="khatri"),
)
NEIGHBOUR = telling(
    "weekly",
    "Rosa Arbelo saw ten people led away in Varadero.",
    Said("Rosa Arbelo", "ten people led away in Varadero", who="arbelo"),
)
OFFICIAL = telling(
    "radio",
    "A senior official said that ten people sit in custody.",
    Said("A senior official", "ten people sit in custody"),
)
ARRESTS = {
    "wire": (WIRE, "ten people were arrested in Varadero"),
    "daily": (DAILY, "Ten arrests were made in Varadero"),
    "weekly": (NEIGHBOUR, "ten people led away in Varadero"),
    "radio": (OFFICIAL, "ten people sit in custody"),
}


def _arrests(*names: str):
    pairs = [(a, b) for n, a in enumerate(names) for b in names[n + 1 :]]
    found = weighed(*(ARRESTS[n][0] for n in names), relations=[related(ARRESTS[a], ARRESTS[b]) for a, b in pairs])
    (finding,) = found.findings
    return finding


def test_two_reports_of_one_speaker_repeat_and_do_not_corroborate():
    finding = _arrests("wire", "daily")
    assert (finding.standing, finding.independent_origins) == ("repeated", 1)
    assert {voice.origin for voice in finding.voices} == {"Police chief Khatri"}


def test_two_speakers_corroborate():
    finding = _arrests("wire", "daily", "weekly")
    assert (finding.standing, finding.independent_origins, finding.untold) == ("corroborated", 2, 0)


def test_a_source_without_a_name_counts_as_no_origin_and_the_finding_says_so():
    finding = _arrests("wire", "radio")
    assert (finding.standing, finding.independent_origins, finding.untold) == ("repeated", 1, 1)


def test_the_proposition_quotes_the_passage_most_tied_to_the_others():
    assert _arrests("wire", "daily", "weekly").proposition.span.text == "ten people were arrested in Varadero"


def test_passages_that_a_net_takes_for_one_statement_are_one_origin():
    found = weighed(WIRE, NEIGHBOUR, relations=[related(ARRESTS["wire"], ARRESTS["weekly"], shared=0.9)])
    assert found.findings[0].independent_origins == 1


def test_a_chain_of_likenesses_does_not_make_two_facts_one():
    texts = ("Ten men left.", "Ten men left by bus.", "A bus left.", "A bus left for Kazan.", "Trucks left for Kazan.")
    told = [telling(f"r{n}", text) for n, text in enumerate(texts)]
    chain = [related((told[n], texts[n]), (told[n + 1], texts[n + 1]), score=0.9 - n / 100) for n in range(4)]
    findings = weighed(*told, relations=chain).findings
    assert max(len(finding.voices) for finding in findings) < len(texts)


def test_a_denial_attaches_to_what_it_denies():
    firm = telling(
        "firm",
        "The company's lawyer denied that anybody was recruited.",
        Said("The company's lawyer", "anybody was recruited", act="deny", polarity="negative"),
    )
    wire = telling("wire", "The firm recruited forty men.")
    told, denied = "The firm recruited forty men", "denied that anybody was recruited"
    relation = related((wire, told), (firm, denied), "conflict", slot="stance")
    findings = {one.proposition.report: one for one in weighed(wire, firm, relations=[relation]).findings}
    assert findings["wire"].standing == "denied"
    assert [(v.side.report, v.stance) for v in findings["wire"].voices] == [
        ("firm", "contradicts"),
        ("wire", "supports"),
    ]


def test_two_counts_contradict_and_both_stand_side_by_side():
    first = telling("first", "The ministry counted 160 recruits.")
    second = telling("second", "The ring had hired two hundred and three men.")
    third = telling("third", "The ring had hired 163 men.")
    relations = [related((first, "160 recruits"), (third, "hired 163 men"), "conflict", slot="number")]
    found = weighed(first, second, third, relations=relations).findings
    assert {finding.standing for finding in found} == {"contradicted"}
    assert [[value.value for value in d.values] for d in found[0].differences] == [["160", "163"]]


def test_who_is_not_sure_doubts_what_others_are_sure_of():
    may = Said("Rosa Arbelo", "ten people may be held", certainty="possible")
    unsure = telling("unsure", "Rosa Arbelo thinks ten people may be held.", may)
    found = weighed(WIRE, unsure, relations=[related(ARRESTS["wire"], (unsure, "ten people may be held"))])
    assert [voice.stance for voice in found.findings[0].voices] == ["doubts", "supports"]
    assert found.findings[0].standing == "repeated"


def test_what_its_source_takes_back_is_retracted():
    later = telling(
        "later",
        "Khatri withdrew the figure of ten arrests.",
        Said("Khatri", "the figure of ten arrests", who="khatri"),
        published="2023-10-01",
    )
    back = related(ARRESTS["wire"], (later, "the figure of ten arrests"), "update")
    (finding,) = weighed(WIRE, later, relations=[back]).findings
    assert finding.standing == "retracted"
    assert [side.report for side in finding.updates] == ["later"]


def test_an_update_by_somebody_else_takes_nothing_back():
    later = telling("later", "The court corrected the figure of ten arrests.", published="2023-10-01")
    back = related(ARRESTS["wire"], (later, "the figure of ten arrests"), "update")
    assert weighed(WIRE, later, relations=[back]).findings[0].standing == "single"


def test_a_copy_is_a_voice_and_no_origin():
    copy = copy_of(NEIGHBOUR, "mirror", "The Mirror")
    relations = [related(ARRESTS["wire"], ARRESTS["weekly"]), *copied_relations(NEIGHBOUR, copy, passages(copy.text))]
    (finding,) = weighed(WIRE, NEIGHBOUR, copy, relations=relations).findings
    assert sorted(voice.side.report for voice in finding.voices) == ["mirror", "weekly", "wire"]
    assert {voice.side.span.text for voice in finding.voices if voice.side.report == "mirror"} == {ARRESTS["weekly"][1]}
    assert finding.independent_origins == 2


def test_one_outlet_that_says_it_twice_is_one_origin():
    first = telling("first", "Forty men left Tver.", publisher="Meridian")
    second = telling("second", "Forty people left Tver.", publisher="Meridian", published="2023-10-01")
    (finding,) = weighed(first, second, relations=[related((first, first.text), (second, second.text))]).findings
    assert (finding.independent_origins, finding.standing) == (1, "repeated")


def test_who_cites_an_outlet_rests_on_it():
    wire = telling("wire", "Forty men left Tver.", publisher="Savanna Wire")
    local = telling("local", "Savanna Wire reports that forty men left.", Said("Savanna Wire", "forty men left"))
    (finding,) = weighed(wire, local, relations=[related((wire, "Forty men left"), (local, "forty men left"))]).findings
    assert finding.independent_origins == 1


def test_five_quoted_words_alike_are_one_statement():
    one = telling("one", "A guard recalled: “We were sold like sacks of rice.” He wept.")
    two = telling("two", "“We were sold like sacks of rice,” one of the men told this paper.")
    sold = "We were sold like sacks of rice"
    (finding,) = weighed(one, two, relations=[related((one, sold), (two, sold))]).findings
    assert finding.independent_origins == 1


def test_a_claim_that_nothing_is_related_to_stands_alone():
    (finding,) = alone(WIRE, heard=())
    assert (finding.standing, finding.independent_origins, finding.proposition.span.text) == (
        "single",
        1,
        "ten people were arrested in Varadero",
    )
    assert list(alone(WIRE, heard={WIRE.claims[0].id})) == []
    assert [one.untold for one in alone(OFFICIAL, heard=())] == [1]


def test_a_claim_without_content_stands_alone_in_the_words_that_say_so():
    silent = telling("silent", "The embassy declined to comment.", Said("The embassy", "declined to comment"))
    (claim,) = silent.claims
    bare = replace(silent, claims=(replace(claim, content=(), cue=claim.content),))
    (finding,) = alone(bare, heard=())
    assert finding.proposition.span.text == "declined to comment"


def test_a_question_that_a_later_report_answers():
    early = telling("early", "It is unclear where the men are held.", questions=["unclear where the men are held"])
    later = telling("later", "The men sit in a barracks in Tver.", published="2023-10-01")
    held = (early, "where the men are held"), (later, "a barracks in Tver")
    (answer,) = weighed(early, later, relations=[related(*held, "update", answers=True, score=0.8)]).answers
    assert (answer.question, answer.score) == (early.questions[0].id, 0.8)
    assert answer.side.span == span(later.text, "a barracks in Tver")


def test_a_relation_with_a_report_that_is_not_there_is_left_out():
    assert weighed(WIRE, relations=[related(ARRESTS["wire"], ARRESTS["daily"])]).findings == ()


def test_a_report_with_very_many_relations_is_read_in_bounded_time():
    text = " ".join(f"Man {n} left." for n in range(4000))
    crowded, other = telling("crowded", text), telling("other", "A man left.")
    relations = [related((crowded, f"Man {n} left"), (other, "A man left"), score=0.6) for n in range(4000)]
    findings = weighed(crowded, other, relations=relations).findings
    assert sum(len(finding.voices) for finding in findings) <= 4001
