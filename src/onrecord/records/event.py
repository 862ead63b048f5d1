"""Something that happens to people, as a report tells it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from onrecord.records.hand import of_hand
from onrecord.records.ids import content_id
from onrecord.records.record import LinkKind
from onrecord.records.span import Span

Factuality = Literal["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "U"]
FACTUALITIES: tuple[Factuality, ...] = get_args(Factuality)
EventRole = Literal[
    "agent", "patient", "beneficiary", "inducement", "charge", "origin", "destination", "place", "instrument", "number"
]
EVENT_ROLES: tuple[EventRole, ...] = get_args(EventRole)


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """Who or what takes part in an event.

    Attributes:
        role: What as.
        span: Its words.
        entity: Id of the entity it stands for, or "".
    """

    role: EventRole
    span: Span
    entity: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happens to people, of one of the vocabulary's types.

    Attributes:
        report: Id of the report.
        type: A type of `vocabulary/events.toml`.
        trigger: The words that tell it.
        roles: Who takes part and what as.
        factuality: Whether it happens and how sure, as its holder presents it (FactBank's terms).
        time: Id of the time when it happens, or "".
        holder: Id of the innermost claim whose content contains the trigger, or "" for the report's own voice.
        score: How sure the net is of the event and its type, in [0, 1].
        made_by: Net or rule with its version.
    """

    report: str
    type: str
    trigger: Span
    roles: tuple[Role, ...] = ()
    factuality: Factuality = "CT+"
    time: str = ""
    holder: str = ""
    score: float = 1.0
    made_by: str = ""

    @property
    def id(self) -> str:
        """By report, type and place of the trigger."""
        roles = (f"{one.role}:{one.span.start}-{one.span.end}" for one in self.roles)
        place = f"{self.trigger.start}-{self.trigger.end}"
        return content_id("event", self.report, self.type, place, *of_hand(self.made_by, self.factuality, *roles))

    def passages(self) -> Iterator[tuple[str, Span]]:
        """Yield every span with the name of its field."""
        yield "trigger", self.trigger
        for role in self.roles:
            yield role.role, role.span

    def links(self) -> Iterator[tuple[LinkKind, str]]:
        """Yield the kind and id of every other record of the report that this one names."""
        if self.time:
            yield "time", self.time
        if self.holder:
            yield "claim", self.holder
        for role in self.roles:
            if role.entity:
                yield "entity", role.entity
