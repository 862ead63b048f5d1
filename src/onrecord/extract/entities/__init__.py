"""Names → entities: which names are one, what country and role they have, and who "he" or "the ministry" is; pure."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.entities.candidates import candidates_of
from onrecord.extract.entities.cluster import Cluster, clustered
from onrecord.extract.entities.country import setting_of
from onrecord.extract.entities.identified import Identified, entity_of, mentions_of
from onrecord.extract.entities.named import Layout, Named
from onrecord.extract.entities.repair import repaired
from onrecord.extract.entities.roles import Title, title_at
from onrecord.extract.entities.speakers import speakers_of
from onrecord.records import Claim, Report
from onrecord.vocabulary.countries import countries_version
from onrecord.vocabulary.persons import persons_version
from onrecord.vocabulary.places import SOURCE

__all__ = ["RULES", "Identified", "Named", "entities_of"]

RULES = f"entities-1+{countries_version()}+{persons_version()}+{SOURCE}"


def entities_of(report: Report, named: Sequence[Named], claims: Sequence[Claim], made_by: str = RULES) -> Identified:
    """Return the entities of a report with all their mentions, and who speaks in its claims.

    Args:
        report: The report.
        named: The names a net saw in its text, in any order; they may overlap.
        claims: Its claims; a source that is a pronoun or a description becomes a mention of whom it means.
        made_by: Names the net and the rules.
    """
    layout = Layout(report.text)
    clusters = clustered(layout, repaired(report.text, named))
    titles = [_titles(layout, cluster) for cluster in clusters]
    speakers = speakers_of(layout, candidates_of(layout, clusters, titles), claims)
    setting = setting_of(layout, clusters, report.publisher)
    mentions = [mentions_of(report, cluster, made_by) for cluster in clusters]
    entities = [
        entity_of(report, setting, cluster, called, made_by) for cluster, called in zip(clusters, titles, strict=True)
    ]
    return Identified.of(report, entities, mentions, claims, speakers, made_by)


def _titles(layout: Layout, cluster: Cluster) -> list[Title]:
    if cluster.type != "PER":
        return []
    return [title for name in cluster.names if (title := title_at(layout, name))]
