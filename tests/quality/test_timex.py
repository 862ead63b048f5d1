"""MEANTIME's articles are read with their times, and scored in what of them is marked."""

from quality.measure import Tally
from quality.timex import read_article, score

ARTICLE = b"""<?xml version="1.0" ?><Document doc_id="1" doc_name="1_Ferry" lang="en" url="">
<token number="0" sentence="0" t_id="1">Ferry</token><token number="1" sentence="0" t_id="2">sinks</token>
<token number="2" sentence="1" t_id="3">March</token><token number="3" sentence="1" t_id="4">6</token>
<token number="4" sentence="1" t_id="5">,</token><token number="5" sentence="1" t_id="6">2005</token>
<token number="6" sentence="2" t_id="7">It</token><token number="7" sentence="2" t_id="8">sank</token>
<token number="8" sentence="2" t_id="9">on</token><token number="9" sentence="2" t_id="10">Friday</token>
<token number="10" sentence="2" t_id="11">.</token><token number="11" sentence="3" t_id="12">Yesterday</token>
<Markables>
<TIMEX3 functionInDocument="CREATION_TIME" type="DATE" value="2005-03-06">
<token_anchor t_id="3"/><token_anchor t_id="6"/></TIMEX3>
<TIMEX3 functionInDocument="NONE" type="DATE" value="2005-03-04"><token_anchor t_id="10"/></TIMEX3>
<TIMEX3 functionInDocument="NONE" type="DATE" value="2005"/>
</Markables></Document>"""


def test_an_article_is_its_words_as_they_are_written() -> None:
    article = read_article("1", ARTICLE)
    assert article.text == "Ferry sinks\nMarch 6, 2005\nIt sank on Friday. Yesterday"
    assert article.published == "2005-03-06"
    assert [article.text[time.start : time.end] for time in article.times] == ["March 6, 2005", "Friday"]


def test_only_marked_sentences_are_scored() -> None:
    found, valued = Tally(), Tally()
    score(read_article("1", ARTICLE), found, valued)
    assert (found.right, found.extra, found.lost) == (valued.right, valued.extra, valued.lost) == (2, 0, 0)
