from onrecord.weigh.kin import kinship, own_names, strangers


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


def test_reports_are_strangers_that_have_names_of_their_own_and_hardly_one_in_common():
    one, other = frozenset({"person:arbelo", "place:betanzos"}), frozenset({"person:quiroga", "place:celanova"})
    assert strangers(one, other)
    assert not strangers(one, one)
    assert not strangers(one, other | one), "a report of both"
    assert not strangers(one, frozenset({"person:quiroga"})), "too few names to tell"


def test_names_known_the_world_over_and_what_is_no_name_are_not_a_reports_own():
    assert own_names({"person:putin", "country:CU", "figure:1038", "place:betanzos"}) == {"place:betanzos"}
