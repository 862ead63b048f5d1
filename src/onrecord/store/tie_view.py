"""What a case answers about who stands with whom and where: all of it, passage by passage and in few words."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlalchemy import select

from onrecord.records import Journey, NamedPlace, SearchHit, Tie
from onrecord.store import placed, schema, tied
from onrecord.store.reading import CaseReader


class TieView(CaseReader):
    """Ties, places and journeys of a case; what persons rejected or replaced is left out."""

    def ties(self) -> Iterator[Tie]:
        """Yield who says something about whom and who does what to whom, passage by passage."""
        with self.connect() as connection:
            yield from tied.ties(connection)

    def named_places(self) -> Iterator[NamedPlace]:
        """Yield the places that the reports name, report by report."""
        with self.connect() as connection:
            yield from placed.named_places(connection)

    def journeys(self) -> Iterator[Journey]:
        """Yield the events that are told with where from or where to."""
        with self.connect() as connection:
            yield from placed.journeys(connection)

    def named_in(self, entities: Collection[str]) -> Iterator[SearchHit]:
        """Yield the passages that name some entities, in order of publication and of their places in the reports.

        Args:
            entities: Their ids; few, for they all stand in one statement.
        """
        with self.connect() as connection:
            yield from placed.named_in(connection, entities)

    def texts(self, reports: Collection[str]) -> dict[str, str]:
        """Return id of a report → its text, of some reports, as far as they are in the case; few, for one statement."""
        report = schema.report.c
        with self.connect() as connection:
            rows = connection.execute(select(report.id, report.text).where(report.id.in_(reports)))
            return {row.id: row.text for row in rows}
