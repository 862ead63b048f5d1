"""What a case answers about one identity, and the little of all by which a list is sifted."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.errors import UsageError
from onrecord.records import IdentitySummary
from onrecord.store import identity_index
from onrecord.store.one_identity import OneIdentity, one_identity
from onrecord.store.reading import CaseReader


class IdentityView(CaseReader):
    """Who and what reports name."""

    def identity_summaries(self) -> Iterator[IdentitySummary]:
        """Yield a little of every identity, also of those that one report alone names, in no order."""
        with self.connect() as connection:
            yield from identity_index.summaries(connection)

    def identities_in(self, report: str) -> frozenset[str]:
        """Return the ids of the identities that the report with this id names."""
        with self.connect() as connection:
            return identity_index.named_in(connection, report)

    def identity(self, given: str) -> OneIdentity:
        """Return who or what an id names, to be asked piece by piece.

        Args:
            given: The id of an identity that several entities are, or of an entity; for an entity that persons replaced
                it is what stands in its place.

        Raises:
            UsageError: There is none.
        """
        found = one_identity(self.connect, given)
        if found is None:
            raise UsageError(
                f"nobody and nothing has the id {given!r}",
                hint=f"`onrecord entities {self.path} --across` shows the ids",
            )
        return found
