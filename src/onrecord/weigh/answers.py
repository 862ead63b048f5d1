"""Which open questions a later report answers."""

from __future__ import annotations

from onrecord.records import Answer
from onrecord.weigh.ties import Web


def find_answers(web: Web) -> list[Answer]:
    """Return the answers, in order of the questions' ids, the surest to each before the others."""
    found = [
        (
            question,
            -tie.score,
            web.points[tie.b].order,
            Answer(question=question, side=web.points[tie.b].side, score=tie.score),
        )
        for tie in web.update
        if tie.answers
        for question in web.points[tie.a].heard.questions
    ]
    return [answer for *_, answer in sorted(found, key=lambda row: row[:3])]
