"""Sources are grouped by the words that name them, and no further."""

from onrecord.dossier.sources import Cited, by_source


def cited(source: str, number: int = 1, report: int = 1) -> Cited:
    return Cited(
        report=report, number=number, source=source, words="x", cue="said", act="state", quotation="indirect",
        polarity="positive", certainty="certain",
    )  # fmt: skip


def test_sources_stand_by_how_often_they_are_cited_and_pronouns_apart():
    named, unnamed = by_source(
        [cited("the envoy"), cited("He", 2), cited("A witness", 3), cited("The envoy", 4), cited("", 5)]
    )
    assert [(s.name, len(s.claims)) for s in named] == [("the envoy", 2), ("A witness", 1)]
    assert [c.number for c in unnamed] == [2, 5]


def test_other_spellings_are_shown_but_not_those_that_differ_in_case_alone():
    (source,), _ = by_source([cited("the Envoy"), cited("the Envoy"), cited("The envoy"), cited("envoy")])
    assert source.name == "the Envoy"
    assert source.spellings == ("envoy",)
    assert source.headword == "Envoy"


def test_a_source_counts_the_reports_it_is_cited_in():
    (source,), _ = by_source([cited("the envoy", report=1), cited("the envoy", 2, 1), cited("the envoy", report=3)])
    assert source.reports == 2
