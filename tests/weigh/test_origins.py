"""What invented reports rest on: copies, rewrites, statements."""

from __future__ import annotations

from invented import Said, copied_relations, copy_of, related, telling, weighed

from onrecord.sentences import passages
from onrecord.weigh.copies import Texts

STORY = (
    "Fourteen men from Holguín were flown to Ryazan in July, two of them said by telephone on Monday. "
    "A recruiter had promised building work at two thousand dollars a month and a free flight. "
    "On arrival their passports were taken and they were shown a contract in a language that none of them reads. "
    "The embassy said it knew of the case and was in contact with the authorities in the region."
)
OTHER = (
    "The harbour of Bastia was closed for two days after a ferry ran aground near the old mole. "
    "Nobody was hurt, the prefecture said, and a tug from Livorno was expected in the evening. "
    "Fishermen had warned of the sandbank since the spring tides of last year."
)


def _copied(*told):
    texts = Texts()
    for one in told:
        texts.add(one)
    return [(pair.first, pair.later, pair.whole) for pair in texts.copied()]


def test_a_copy_is_found_by_its_words_alone():
    wire = telling("wire", STORY)
    assert _copied(telling("mirror", STORY, published="2023-09-06"), wire, telling("other", OTHER)) == [
        ("wire", "mirror", True)
    ]


def test_a_reordered_and_edited_copy_is_a_copy():
    first, second, third, fourth = STORY.split(". ")
    edited = f"{third}. {fourth.replace('the region', 'Ryazan')} {first.replace('Monday', 'Tuesday')}. {second}."
    later = telling("edited", edited, published="2023-09-06")
    assert _copied(telling("wire", STORY), later) == [("wire", "edited", True)]


def test_a_short_report_within_a_long_one_is_quoted_and_not_the_whole_text():
    live = " ".join(f"At {n} past, warden {n} read {n + 90} centimetres on gauge {n}." for n in range(40))
    long = telling("live", f"{live} {STORY}", published="2023-09-06")
    assert _copied(telling("wire", STORY), long) == [("wire", "live", False)]


def test_who_tells_the_same_in_other_words_is_no_copy():
    own = "Cuban men, fourteen of them, found themselves in Ryazan this summer after a man offered them jobs."
    assert _copied(telling("wire", STORY), telling("own", own)) == []


def test_one_formula_of_different_people_is_no_copy():
    formula = (
        "{0}, 24, of {1}, was reported missing on 3 March, the office said on Monday, after four weeks without a call. "
        "His family had last heard of him on the road to the border with nine others from {1}. "
        "{0} had been promised work as a driver at two thousand dollars a month, the office said. "
        "Whoever knows anything is asked to write to the office or to call by night or day."
    )
    names = [("Arbelo", "Betanzos"), ("Quiroga", "Celanova"), ("Arbelo", "Betanzos")]
    told = [
        telling(f"note{n}", formula.format(*pair), Said(pair[0], "", who=f"who{n}"), Said(pair[1], "", who=f"where{n}"))
        for n, pair in enumerate(names)
    ]
    assert _copied(*told) == [("note0", "note2", True)]


def test_of_many_copies_all_are_one_origin_named_for_the_first():
    told = [telling(f"copy{n}", STORY, publisher=f"Outlet {n}", published=f"2023-09-{5 + n:02}") for n in range(12)]
    (origin,) = weighed(*told).origins
    assert (origin.kind, origin.name, len(origin.reports)) == ("copy", "Outlet 0, 2023-09-05", 12)


def test_a_copy_shows_a_passage_of_each_report():
    wire = telling("wire", STORY)
    copy = copy_of(wire, "mirror", "The Mirror")
    (origin,) = weighed(wire, copy, relations=copied_relations(wire, copy, passages(STORY))).origins
    assert [side.report for side in origin.words] == ["mirror", "wire"]
    assert origin.words[0].span.text == origin.words[1].span.text


def test_a_text_reworded_sentence_by_sentence_is_a_rewrite():
    wire = telling("wire", "Ten men left. They went by bus. Nobody came back.", publisher="Savanna Wire")
    web = telling("web", "A group of ten departed. A coach took them. None returned.", published="2023-09-06")
    pairs = zip(wire.text.split(". "), web.text.split(". "), strict=True)
    relations = [related((wire, a.strip(".")), (web, b.strip(".")), shared=0.9) for a, b in pairs]
    (origin,) = weighed(wire, web, relations=relations).origins
    assert (origin.kind, origin.name, origin.reports) == ("rewrite", "Savanna Wire, 2023-09-05", ("web", "wire"))


def test_one_statement_in_two_reports_is_an_origin_named_by_its_source():
    held, custody = (Said("Khatri", words, who="khatri") for words in ("ten men were held", "Ten are in custody"))
    one = telling("one", "Khatri said ten men were held. It rained.", held)
    two = telling("two", "Ten are in custody, says Khatri. A strike goes on. Roads are shut.", custody)
    (origin,) = weighed(one, two, relations=[related((one, held.content), (two, custody.content))]).origins
    assert (origin.kind, origin.name, origin.reports) == ("same_statement", "Khatri", ("one", "two"))
    assert [side.span.text for side in origin.words] == ["ten men were held", "Ten are in custody"]


def test_two_reports_that_share_no_source_rest_on_nothing_together():
    one = telling("one", "Khatri said ten men were held.", Said("Khatri", "ten men were held", who="khatri"))
    two = telling("two", "Ten are in custody, says Arbelo.", Said("Arbelo", "Ten are in custody", who="arbelo"))
    relation = related((one, "ten men were held"), (two, "Ten are in custody"))
    assert weighed(one, two, relations=[relation]).origins == ()


def test_a_statement_told_piece_by_piece_is_listed_once_for_all_who_tell_it():
    held, fled = (Said("Khatri", words, who="khatri") for words in ("ten men were held", "two more had fled"))
    custody, away = (Said("Khatri", words, who="khatri") for words in ("Ten are in custody", "Two got away"))
    third = Said("Khatri", "police have ten men", who="khatri")
    one = telling("one", "Khatri said ten men were held. It rained. Khatri said two more had fled.", held, fled)
    two = telling("two", "Ten are in custody, says Khatri. A strike goes on. Two got away, says Khatri.", custody, away)
    three = telling("three", "Khatri said police have ten men. Roads are shut. A ferry sank.", third)
    relations = [
        related((one, held.content), (two, custody.content)),
        related((one, held.content), (three, third.content)),
        related((two, custody.content), (three, third.content)),
        related((one, fled.content), (two, away.content)),
    ]
    (origin,) = weighed(one, two, three, relations=relations).origins
    assert (origin.name, origin.reports) == ("Khatri", ("one", "three", "two"))


def test_what_another_source_says_in_the_same_reports_is_an_origin_of_its_own():
    held, fled = Said("Khatri", "ten men were held", who="khatri"), Said("Arbelo", "two more had fled", who="arbelo")
    custody, away = Said("Khatri", "Ten are in custody", who="khatri"), Said("Arbelo", "Two got away", who="arbelo")
    one = telling("one", "Khatri said ten men were held. It rained. Arbelo said two more had fled.", held, fled)
    two = telling("two", "Ten are in custody, says Khatri. A strike goes on. Two got away, says Arbelo.", custody, away)
    relations = [
        related((one, held.content), (two, custody.content)),
        related((one, fled.content), (two, away.content)),
    ]
    assert {origin.name for origin in weighed(one, two, relations=relations).origins} == {"Khatri", "Arbelo"}
