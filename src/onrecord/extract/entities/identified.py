"""The records of a report's entities, from what was found of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.extract.entities.cluster import Cluster
from onrecord.extract.entities.country import Setting, best_reading, country_of_cluster
from onrecord.extract.entities.named import Named
from onrecord.extract.entities.roles import Title
from onrecord.extract.entities.speakers import Speakers
from onrecord.records import Claim, Report, Span
from onrecord.records.entity import Entity, Mention, Place
from onrecord.vocabulary.countries import belonging
from onrecord.vocabulary.persons import is_kin
from onrecord.vocabulary.places import SOURCE, readings


@dataclass(frozen=True)
class Identified:
    """Who and what a report names, and who speaks in it.

    Attributes:
        mentions: Every place that names an entity, and every source of a claim that means one, in order.
        entities: The entities, in the order of their first mentions.
        speakers: Id of the entity that the source of a claim names or means, by the claim's id.
    """

    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    speakers: Mapping[str, str]

    def speaker_of(self, claim: Claim) -> str:
        """Return the id of the entity that a claim's source names or means, or ""."""
        return self.speakers.get(claim.id, "")

    @classmethod
    def of(
        cls,
        report: Report,
        entities: Sequence[Entity],
        names: Sequence[Sequence[Mention]],
        claims: Sequence[Claim],
        speakers: Speakers,
        made_by: str,
    ) -> Identified:
        """Join the names of each entity with the sources that mean it.

        Args:
            report: The report.
            entities: Its entities.
            names: The mentions by name of each, without the entity's id.
            claims: The claims.
            speakers: Who speaks in them.
            made_by: Names the net and the rules.
        """
        ids = [entity.id for entity in entities]
        found = {m.span: replace(m, entity=ids[n]) for n, group in enumerate(names) for m in group}
        for claim in claims:
            number, kind = speakers.clusters.get(claim.id), speakers.kinds.get(claim.id, "name")
            if number is None or kind == "name" or claim.source[0] in found:
                continue
            meant = Mention(
                report=report.id,
                span=claim.source[0],
                type=entities[number].type,
                entity=ids[number],
                form=kind,
                made_by=made_by,
            )
            found[meant.span] = meant
        counts = Counter(mention.entity for mention in found.values())
        return cls(
            mentions=tuple(found[span] for span in sorted(found)),
            entities=tuple(replace(entity, mentions=counts[entity.id]) for entity in entities),
            speakers={claim: ids[number] for claim, number in speakers.clusters.items()},
        )


def mentions_of(report: Report, cluster: Cluster, made_by: str) -> list[Mention]:
    """Return the places of an entity's names; the id of the entity is still ""."""
    return [
        Mention(
            report=report.id,
            span=Span.of(report.text, name.start, name.end),
            type=cluster.type,
            entity="",
            score=name.score,
            made_by=made_by,
        )
        for name in cluster.names
    ]


def entity_of(report: Report, setting: Setting, cluster: Cluster, titles: Sequence[Title], made_by: str) -> Entity:
    """Return the entity that a cluster of names is."""
    first = _fullest(report.text, cluster.names)
    name = report.text[first.start : first.end]
    forms = dict.fromkeys(report.text[one.start : one.end] for one in cluster.names)
    title = next((one for one in titles if not is_kin(one.head)), titles[0] if titles else None)
    country = country_of_cluster(setting, cluster, title)
    return Entity(
        report=report.id,
        first=Span.of(report.text, first.start, first.end),
        type=cluster.type,
        name=name,
        aliases=tuple(form for form in forms if form != name),
        country=country,
        role=title.role if title else "",
        place=_place(setting, cluster, country),
        mentions=len(cluster.names),
        made_by=made_by,
    )


def _fullest(text: str, names: Sequence[Named]) -> Named:
    """Return the first of the names with the most words; one in capitals only where there is no other."""

    def fullness(name: Named) -> tuple[int, bool, int]:
        words = text[name.start : name.end]
        return len(words.split()), not words.isupper() or len(words) <= 3, -name.start

    return max(names, key=fullness)


def _place(setting: Setting, cluster: Cluster, country: str) -> Place | None:
    """Return where a town or region lies; a country is no point on the map."""
    words = setting.layout.text[cluster.names[0].start : cluster.names[0].end]
    known = belonging(words)
    if cluster.type != "GPE" or (known and known.kind in {"country", "region", "body", "worldwide"}):
        return None
    reading = best_reading(setting, cluster)
    if reading is None or (country and reading.country != country):
        return None
    return Place(latitude=reading.latitude, longitude=reading.longitude, readings=len(readings(words)), source=SOURCE)
