"""GUM's articles are read with their dates, and what is found is compared with the value that they mark."""

from quality.dates import Counts, read_article, score

ARTICLE = """<text id="GUM_news_ferry" dateCreated="2005-03-06" type="news">
<head>
Ferry\tNN
sinks\tVVZ
</head>
<p>
It\tPP
sank\tVVD
on\tIN
<date when="2005-03-04">
Friday\tNP
</date>
,\t,
not\tRB
in\tIN
<date when="2004-03">
March\tNP
</date>
<date notBefore="1996" notAfter="1998">
long\tRB
ago\tRB
</date>
</p>"""


def test_an_article_is_its_words_as_they_are_written_with_the_dates_of_one_value() -> None:
    article = read_article(ARTICLE)
    assert article.text == "Ferry sinks\nIt sank on Friday, not in March long ago\n"
    assert article.published == "2005-03-06"
    assert [(article.text[start:end].strip(), when) for start, end, when in article.dates] == [
        ("Friday", "2005-03-04"),
        ("March", "2004-03"),
    ]


def test_a_date_counts_as_right_with_its_value_alone() -> None:
    counts = Counts()
    score(read_article(ARTICLE), counts)
    assert (counts.marked, counts.found, counts.right) == (2, 2, 1)
