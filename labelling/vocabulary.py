"""The values that a label may have: those of the records, and of the vocabulary's event types and element codes."""

from __future__ import annotations

from typing import Final

from onrecord.records import (
    ACTS,
    CERTAINTIES,
    ELEMENT_STATUSES,
    ENTITY_TYPES,
    EVENT_ROLES,
    FACTUALITIES,
    POLARITIES,
    QUESTION_KINDS,
    QUOTATIONS,
    TIME_TYPES,
)
from onrecord.vocabulary.elements import codes_by_element
from onrecord.vocabulary.events import event_types

EVENT_TYPES: Final = tuple(event_types())
ROLES: Final = EVENT_ROLES
STATUSES: Final = ELEMENT_STATUSES
ELEMENT_CODES: Final[dict[str, tuple[str, ...]]] = dict(codes_by_element())
ELEMENT_OF: Final = {code: element for element, codes in ELEMENT_CODES.items() for code in codes}

__all__ = [
    "ACTS", "CERTAINTIES", "ELEMENT_CODES", "ELEMENT_OF", "ENTITY_TYPES", "EVENT_TYPES", "FACTUALITIES", "POLARITIES",
    "QUESTION_KINDS", "QUOTATIONS", "ROLES", "STATUSES", "TIME_TYPES",
]  # fmt: skip
