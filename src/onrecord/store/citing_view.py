"""What a case answers about who is cited, and about the passages that speak to elements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from sqlalchemy import or_, select

from onrecord.records import CitedClaim, Contest, ElementPassage, ElementRow, Stance
from onrecord.store import citing, schema
from onrecord.store import schema_across as across
from onrecord.store.held_words import HeldWords
from onrecord.store.kinds import ELEMENT
from onrecord.store.listing import CHUNK, listed_by_id
from onrecord.store.reading import CaseReader

CONTESTED = ("contradicted", "denied", "retracted")
"""The standings of findings that not all who speak to them support."""

_element, _span, _report = schema.element.c, schema.element_span.c, schema.report.c
_finding, _voice = across.finding.c, across.finding_voice.c


class CitingView(CaseReader):
    """Who is cited for what, and on whose word elements stand."""

    def cited_claims(self) -> Iterator[CitedClaim]:
        """Yield the claims that count, as far as it matters who is cited, in the order in which the reports came."""
        with self.connect() as connection:
            yield from citing.cited_claims(connection)

    def element_passages(self) -> Iterator[ElementPassage]:
        """Yield the passages that speak to elements, in the order in which the reports came; also those rejected."""
        with self.connect() as connection:
            yield from citing.element_passages(connection)

    def elements_named(self, ids: Collection[str]) -> Iterator[ElementRow]:
        """Yield the elements with these ids, as far as they are there; a few hundred. Their claims are left out."""
        with self.connect() as connection:
            for row, element in listed_by_id(connection, ELEMENT, ids):
                stands = {name: getattr(row, name) for name in ("title", "publisher", "published", "review")}
                yield ElementRow(element=element, **stands)

    def passage_words(self, code: str) -> HeldWords[tuple[str, int]]:
        """Return the words of the passages that speak to a code, by the id of the element and where it begins."""
        query = (
            select(_element.id, _span.start, _span.text)
            .join(schema.element_span, _span.element == _element.number)
            .where(_element.code == code)
        )
        with self.connect() as connection:
            found = connection.execution_options(yield_per=CHUNK).execute(query)
            return HeldWords(((own, start), text) for own, start, text in found)

    def contests(self, claims: Collection[str]) -> list[Contest]:
        """Return the findings in which some claims are contradicted or doubted, or contradict or doubt; newest first.

        Args:
            claims: Their ids.
        """
        other = across.finding_voice.alias()
        opposed = select(other.c.finding).where(other.c.finding == _finding.number, other.c.stance != "supports")
        query = (
            select(_finding.id, _voice.stance, _report.published)
            .select_from(across.finding_voice)
            .join(across.finding, _finding.number == _voice.finding)
            .join(schema.report, _report.id == _finding.report)
            .where(or_(_finding.standing.in_(CONTESTED), opposed.exists()))
        )
        wanted = sorted(claims)
        found: Counter[tuple[str, str, Stance]] = Counter()
        with self.connect() as connection:
            for start in range(0, len(wanted), CHUNK):
                for row in connection.execute(query.where(_voice.record.in_(wanted[start : start + CHUNK]))):
                    found[row.published, row.id, row.stance] += 1
        newest = sorted(found.items(), reverse=True)
        return [Contest(finding=own, stance=stance, claims=count) for (_, own, stance), count in newest]
