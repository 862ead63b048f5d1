"""Each way to name a time gives its TIMEX3 value, told from a report of Tuesday 5 September 2023."""

import pytest

from onrecord.extract.times import find_times, times_of, times_version
from onrecord.records import Report

PUBLISHED = "2023-09-05"


def _found(text: str, published: str = PUBLISHED) -> list[tuple[str, str]]:
    return [(text[time.start : time.end], time.value) for time in find_times(text, published)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("He left on 5 May 2021.", "5 May 2021", "2021-05-05"),
        ("He left on May 5, 2021, by bus.", "May 5, 2021", "2021-05-05"),
        ("He left on Friday, 1 September.", "Friday, 1 September", "2023-09-01"),
        ("He left on the 4th of Jan, crying.", "the 4th of Jan", "2023-01-04"),
        ("He left on the second of June.", "the second of June", "2023-06-02"),
        ("He left on 2023-05-04.", "2023-05-04", "2023-05-04"),
        ("TO BE ANSWERED ON 25.07.2024", "25.07.2024", "2024-07-25"),
        ("Dated 4/13/2021 in the file.", "4/13/2021", "2021-04-13"),
        ("They met in late October 2022.", "late October 2022", "2022-10"),
        ("The trucks came in the spring of 2015.", "the spring of 2015", "2015-SP"),
        ("He was killed in 2016.", "2016", "2016"),
        ("The card is of June 1989: it is faded.", "June 1989", "1989-06"),
        ("Debts from the 1990s remain.", "the 1990s", "199"),
        ("It is a nineteenth-century invention.", "nineteenth-century", "18"),
        ("Profits fell in the first quarter of 2009.", "the first quarter of 2009", "2009-Q1"),
    ],
)
def test_a_date_of_the_calendar_has_its_value(text: str, words: str, value: str) -> None:
    assert _found(text) == [(words, value)]


def test_a_year_is_no_number_of_years() -> None:
    text = "The guards were set up in 1985, a year after the war."
    assert _found(text) == [("1985", "1985"), ("a year", "P1Y")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("She said on Monday that he was safe.", "2023-09-04"),
        ("The hearing resumes Thursday.", "2023-09-07"),
        ("The court gave the firm until Friday to answer.", "2023-09-08"),
        ("The minister said on Tuesday it was over.", "2023-09-05"),
        ("He was buried last Saturday.", "2023-09-02"),
        ("The final is next Sunday.", "2023-09-10"),
        ("The men were hired in July.", "2023-07"),
        ("Nobody has heard of them since November.", "2022-11"),
        ("The trial will open in November.", "2023-11"),
        ("The law comes into force on 1 July.", "2024-07-01"),
        ("The run takes place on Sunday.", "2023-09-10"),
        ("The club hopes to be licensed again by March.", "2024-03"),
        ("The office is ordered to pay the men by 7 February.", "2024-02-07"),
        ("The ministry pledged to tighten checks from 1 April.", "2024-04-01"),
        ("In January the ministry pledged to tighten checks.", "2023-01"),
        ("It has called a protest for Saturday.", "2023-09-09"),
        ("The ministry was asked and had not answered by Thursday.", "2023-08-31"),
        ("A judge remanded the manager on 18 July.", "2023-07-18"),
        ("The hearing was put off to 18 July.", "2024-07-18"),
        ("The case will be heard on 15 May.", "2024-05-15"),
        ("Two were killed on 15 May.", "2023-05-15"),
        ("They may have been killed in October.", "2022-10"),
        ("He left last October.", "2022-10"),
        ("They fled last winter.", "2022-WI"),
        ("They want to marry next summer.", "2024-SU"),
    ],
)
def test_a_date_without_its_year_lies_where_the_clause_points(text: str, value: str) -> None:
    assert [time.value for time in find_times(text, PUBLISHED)] == [value]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Police raided it yesterday.", "yesterday", "2023-09-04"),
        ("They spoke last week.", "last week", "2023-W35"),
        ("They spoke last month.", "last month", "2023-08"),
        ("It opened last year.", "last year", "2022"),
        ("It opened the middle of last year.", "the middle of last year", "2022"),
        ("He said so earlier this month.", "earlier this month", "2023-09"),
        ("It was signed two months ago.", "two months ago", "2023-07"),
        ("It happened nine days ago.", "nine days ago", "2023-08-27"),
        ("It happened forty years ago this week.", "forty years ago this week", "1983-W36"),
        ("Sixty years ago today the station fell silent.", "Sixty years ago today", "1963-09-05"),
        ("It will close over the weekend.", "the weekend", "2023-W36-WE"),
        ("They left in the last week of January.", "the last week of January", "2023-W04"),
        ("The march is on Saturday week.", "Saturday week", "2023-09-16"),
        ("He had come home by Christmas.", "Christmas", "2022-12-25"),
        ("Boats vanished before Labor Day.", "Labor Day", "2023-09-04"),
        ("The list closed on Easter Sunday.", "Easter Sunday", "2023-04-09"),
    ],
)
def test_a_distance_is_counted_from_publication(text: str, words: str, value: str) -> None:
    assert _found(text) == [(words, value)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The mothers stood there last night.", "last night", "2023-09-04TNI"),
        ("They were charged this morning.", "this morning", "2023-09-05TMO"),
        ("Nobody answered by Monday evening.", "Monday evening", "2023-09-04TEV"),
        ("They came on the night of 11 to 12 August.", "the night of 11 to 12 August", "2023-08-11TNI"),
        ("They were stopped at dawn on February 27.", "dawn on February 27", "2023-02-27TMO"),
        ("They were moved at night by boat.", "night", "XXXX-XX-XXTNI"),
        ("He must surrender by 5 p.m. on Monday.", "5 p.m. on Monday", "2023-09-11T17:00"),
        ("It went up at 8:20 on Monday.", "8:20 on Monday", "2023-09-04T08:20"),
        ("Lights went out at two in the morning.", "two in the morning", "XXXX-XX-XXT02:00"),
        ("The letter came at half past ten.", "half past ten", "XXXX-XX-XXT10:30"),
        ("At about 0540 hours on 9 May 2023 it struck.", "about 0540 hours on 9 May 2023", "2023-05-09T05:40"),
    ],
)
def test_a_time_of_day_belongs_to_its_day(text: str, words: str, value: str) -> None:
    assert _found(text) == [(words, value)]


@pytest.mark.parametrize(
    ("text", "words", "value", "kind"),
    [
        ("He served for three months.", "three months", "P3M", "DURATION"),
        ("They signed a three-year contract.", "three-year", "P3Y", "DURATION"),
        ("It took two hours and ten minutes.", "two hours and ten minutes", "PT2H10M", "DURATION"),
        ("He waited for about a fortnight.", "about a fortnight", "P2W", "DURATION"),
        ("It lasted half an hour.", "half an hour", "PT30M", "DURATION"),
        ("Nine months’ pay was lost.", "Nine months", "P9M", "DURATION"),
        ("They will be home within days.", "days", "PXD", "DURATION"),
        ("He was paid for the first two months.", "the first two months", "P2M", "DURATION"),
        ("He knew by the second week.", "the second week", "P1W", "DURATION"),
        ("On the third day he was given a rifle.", "the third day", "P1D", "DURATION"),
        ("On their third day in the city they were moved.", "their third day", "P1D", "DURATION"),
        ("They have gone abroad for half a century.", "half a century", "P50Y", "DURATION"),
        ("He was promised 2,000 dollars a month.", "a month", "P1M", "SET"),
        ("She rang him every Friday.", "every Friday", "XXXX-WXX-5", "SET"),
        ("He rang on Fridays.", "Fridays", "XXXX-WXX-5", "SET"),
        ("They talked every night.", "every night", "XXXX-XX-XXTNI", "SET"),
        ("They renew me every three months.", "every three months", "P3M", "SET"),
        ("The line drops every few minutes.", "every few minutes", "PTXM", "SET"),
    ],
)
def test_a_stretch_lasts_and_a_rate_returns(text: str, words: str, value: str, kind: str) -> None:
    assert [(text[time.start : time.end], time.value, time.type) for time in find_times(text, PUBLISHED)] == [
        (words, value, kind)
    ]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("He now lives in Jizan.", "now", "PRESENT_REF"),
        ("There are currently no posts.", "currently", "PRESENT_REF"),
        ("None is in the park at present.", "present", "PRESENT_REF"),
        ("They came of age some time ago.", "some time ago", "PAST_REF"),
        ("We hope they will return soon.", "soon", "FUTURE_REF"),
    ],
)
def test_now_once_and_soon_are_references(text: str, words: str, value: str) -> None:
    assert _found(text) == [(words, value)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Between 4 and 15 August they wrote.", ["2023-08-04", "2023-08-15"]),
        ("Between January and April 2021 they wrote.", ["2021-01", "2021-04"]),
        ("Between October and April 2021 they wrote.", ["2020-10", "2021-04"]),
        ("Whoever recruits faces 15 to 25 years in prison.", ["P15Y", "P25Y"]),
        ("They were held for between three and nine years.", ["P3Y", "P9Y"]),
    ],
)
def test_a_range_is_two_times(text: str, values: list[str]) -> None:
    assert [time.value for time in find_times(text, PUBLISHED)] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("He called on 4 June. Eleven days later a stranger wrote.", ["2023-06-04", "2023-06-15"]),
        ("He came home on 9 May. That evening he was arrested.", ["2023-05-09", "2023-05-09TEV"]),
        ("He came home on 9 May. The next day he was arrested.", ["2023-05-09", "2023-05-10"]),
        ("He spent a month there in 2020 and left later the same year.", ["P1M", "2020", "2020"]),
        ("They cooked until December. About the middle of that month it ended.", ["2022-12", "2022-12"]),
        ("The brig lay there on 9 November 1808. It sailed on 14 November.", ["1808-11-09", "1808-11-14"]),
        ("They were ill from 2 May. Two died on the 5th.", ["2023-05-02", "2023-05-05"]),
    ],
)
def test_a_story_goes_on_from_its_dates(text: str, values: list[str]) -> None:
    assert [time.value for time in find_times(text, PUBLISHED)] == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It was signed two months ago.", "-P2M"),
        ("They left last year.", "-P1Y"),
        ("Talks resume next month.", "P1M"),
        ("The inquiry heard it yesterday.", "-P1D"),
        ("He said so on Tuesday.", "XXXX-WXX-2"),
        ("They came home in May.", "XXXX-05"),
        ("They came home on 1 July.", "XXXX-07-01"),
        ("They were moved on Sunday night.", "XXXX-WXX-7TNI"),
        ("They came home on 1 July 2019.", "2019-07-01"),
    ],
)
def test_without_a_publication_date_the_distance_stays(text: str, value: str) -> None:
    assert [time.value for time in find_times(text, "")] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "A man of 23 and a 19-year-old boy.",
        "She was aged 9 years.",
        "They may leave.",
        "May I speak?",
        "They march on Rome.",
        "The second man was seconded.",
        "The Sunday Times wrote it.",
        "He paid $2014 in cash.",
        "Some 1950 men were hired.",
        "He was a night watchman and a day labourer.",
        "The number is put at seven.",
        "The index fell by 3.41% then.",
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert find_times(text, PUBLISHED) == []


def test_a_live_page_goes_forward_through_the_day() -> None:
    text = "8:05 a.m. Good morning.\n11:30 Rain.\n12:15 Lunch is late.\n3:40 Two texts now exist.\n5:20 It is over."
    times = [time.value for time in find_times(text, "2024-05-16") if time.type == "TIME"]
    assert times == [f"2024-05-16T{clock}" for clock in ("08:05", "11:30", "12:15", "15:40", "17:20")]


def test_a_time_is_a_record_that_names_its_rules() -> None:
    report = Report(id="r", capture="", sha256="", text="He left on Monday.", published="2023-09-05T18:00:00Z")
    (time,) = times_of(report)
    assert (time.span.text, time.value, time.type, time.made_by) == ("Monday", "2023-09-04", "DATE", times_version())
