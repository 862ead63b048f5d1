"""Who "he" or "the ministry" is."""


def test_he_is_the_man_who_spoke_last(told) -> None:
    report = told(
        "Spokesman [PER Adil Doudji] said the men left. He said the road was open.",
        [("Spokesman Adil Doudji", "the men left"), ("He", "the road was open")],
    )
    assert report.speakers() == ["Adil Doudji", "Adil Doudji"]
    (he,) = [m for m in report.found.mentions if m.form == "pronoun"]
    assert (he.span.text, he.type) == ("He", "PER")
    assert report.entity("Adil Doudji").mentions == 2


def test_she_is_not_a_man(told) -> None:
    report = told("[PER Maria Lund] met Mr [PER Carl Bo]. She said the road was open.", [("She", "the road was open")])
    assert report.speakers() == ["Maria Lund"]


def test_i_is_who_speaks_in_the_quotation_even_when_named_behind_it(told) -> None:
    report = told(
        "“I thought the mine was safe,” said [PER Maria Lund].",
        [("Maria Lund", "I thought the mine was safe"), ("I", "the mine was safe")],
    )
    assert report.speakers() == ["Maria Lund", "Maria Lund"]


def test_who_is_the_name_before_it(told) -> None:
    report = told(
        "It hurt [PER Ali Kaya], a driver from the coast, who said the boat sank.", [("who", "the boat sank")]
    )
    assert report.speakers() == ["Ali Kaya"]


def test_it_is_the_body_spoken_of(told) -> None:
    report = told(
        "[ORG Oubangui Protection] dismissed the account. In a letter it said no man was hired.",
        [("Oubangui Protection", "the account"), ("it", "no man was hired")],
    )
    assert report.speakers() == ["Oubangui Protection"] * 2


def test_the_ministry_is_the_one_that_is_named(told) -> None:
    report = told(
        "The [ORG Ministry of Labour] met [ORG Sahm Guarding]. The ministry said the ring was broken.",
        [("The ministry", "the ring was broken")],
    )
    assert report.speakers() == ["Ministry of Labour"]
    assert [m.form for m in report.found.mentions] == ["name", "name", "nominal"]


def test_the_lawyer_is_the_person_with_that_role(told) -> None:
    report = told(
        "[PER Ligia Betancur], a lawyer for the families, met Judge [PER Ada Rey]. The lawyer said the case was old.",
        [("The lawyer", "the case was old")],
    )
    assert report.speakers() == ["Ligia Betancur"]


def test_a_name_within_the_source_wins(told) -> None:
    report = told(
        "[PER Carl Bo] left. Kathmandu police chief [PER Bhupendra Khatri] said it rained.",
        [("Kathmandu police chief Bhupendra Khatri", "it rained")],
    )
    assert report.speakers() == ["Bhupendra Khatri"]


def test_somebody_without_a_name_is_nobody(told) -> None:
    report = told("[PER Carl Bo] left. A fisherman said it rained.", [("A fisherman", "it rained")])
    assert report.speakers() == [""]


def test_the_owner_of_a_possessive_is_not_the_speaker(told) -> None:
    report = told("[PER Carl Bo]'s clerk said it rained.", [("Carl Bo's clerk", "it rained")])
    assert report.speakers() == [""]
