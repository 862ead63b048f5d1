"""Who is who across reports: the entities of all reports in, somebody or something each of them is out; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.records.identity import Judgement
from onrecord.resolve.clusters import Clusters
from onrecord.resolve.identities import identity_of
from onrecord.resolve.judged import Judged, judged_of
from onrecord.resolve.likenesses import likenesses_of
from onrecord.resolve.links import Link, join_all, links_of
from onrecord.resolve.nodes import Node, documents_of, nodes_of, resolvable
from onrecord.resolve.rows import RULES, EntityRow, Resolved
from onrecord.resolve.surroundings import Surroundings

__all__ = ["RULES", "EntityRow", "Resolved", "resolve"]


def resolve(entities: Iterable[EntityRow], judgements: Sequence[Judgement] = ()) -> Resolved:
    """Return who and what the entities of all reports are, and which of them may be one without that being sure.

    Neither the order of the entities nor that of the judgements changes anything. A judgement that is not withdrawn
    overrides what the names say: "same" joins two entities, "different" parts them even through others; of two on one
    pair the later counts. The time grows with the entities, not with their square: an entity is compared with those
    alone that share words of its name, and of many with the nearest.
    """
    rows = resolvable(entities)
    judged = judged_of(rows, judgements)
    documents = documents_of(rows)
    nodes = nodes_of(rows, documents, judged.single)
    links = links_of(nodes, Surroundings(nodes, len(documents.published)))
    clusters = _joined(nodes, judged, links)
    groups = [[rows[member] for number in group for member in nodes[number].members] for group in clusters.groups()]
    identities = sorted((identity_of(group) for group in groups), key=lambda identity: identity.members)
    return Resolved(identities=tuple(identities), likenesses=likenesses_of(rows, nodes, links, judged))


def _joined(nodes: Sequence[Node], judged: Judged, links: Sequence[Link]) -> Clusters:
    node_of = {member: node.number for node in nodes for member in node.members}
    clusters = Clusters(nodes, [(node_of[one], node_of[other]) for one, other in judged.apart])
    for one, other in judged.same:
        clusters.join(node_of[one], node_of[other], judged=True)
    join_all(nodes, clusters, links)
    return clusters
