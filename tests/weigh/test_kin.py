from onrecord.weigh.kin import kinship


def _kin(a: set[str], b: set[str], first: str = "2023-09-05", second: str = "2023-09-09") -> float:
    return kinship((frozenset(a), first), (frozenset(b), second))


def test_a_rare_surname_tells_more_than_a_country():
    assert _kin({"country:CU"}, {"country:CU"}) < 0.2
    assert _kin({"person:arbelo"}, {"person:arbelo"}) > 0.3


def test_a_name_known_the_world_over_tells_little():
    assert _kin({"person:putin"}, {"person:putin"}) < 0.1


def test_years_between_two_reports_speak_against_one_case_but_not_alone():
    shared = {"person:arbelo", "place:varadero"}
    assert _kin(shared, shared, second="2031-01-01") < _kin(shared, shared)
    assert _kin(shared, shared, second="2031-01-01") > 0.5


def test_kinship_is_the_same_seen_from_either_report_and_without_dates():
    a, b = {"person:arbelo", "country:CU"}, {"person:arbelo"}
    assert kinship((frozenset(a), ""), (frozenset(b), "2020")) == kinship((frozenset(b), "2020"), (frozenset(a), ""))
