"""The values that a label may have, as the case record defines them."""

from __future__ import annotations

from typing import Final

from onrecord.records import ACTS, CERTAINTIES, POLARITIES, QUOTATIONS

FACTUALITIES: Final = ("CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "U")
EVENT_TYPES: Final = (
    "recruit", "enlist", "transport", "harbour", "receive", "train", "deploy",
    "deceive", "coerce", "confiscate", "confine", "pay", "offer",
    "fight", "kill", "injure", "capture", "disappear", "abuse", "attack",
    "escape", "return", "release",
    "investigate", "dismantle", "arrest", "charge", "try", "convict", "acquit",
    "meet", "legislate", "mobilise", "sanction", "cooperate",
)  # fmt: skip
ROLES: Final = (
    "agent", "patient", "beneficiary", "inducement", "charge", "origin", "destination", "place", "instrument", "number",
)  # fmt: skip
TIME_TYPES: Final = ("DATE", "TIME", "DURATION", "SET")
QUESTION_KINDS: Final = ("no_response", "undisclosed", "unverified", "unclear", "disputed")
ENTITY_TYPES: Final = (
    "PER", "ORG", "GPE", "LOC", "NORP", "FAC", "VEHICLE", "MONEY", "AGE", "CARDINAL", "LAW", "ACCOUNT",
)  # fmt: skip
STATUSES: Final = ("asserted", "alleged", "denied")
ELEMENT_CODES: Final[dict[str, tuple[str, ...]]] = {
    "act": ("recruitment", "transportation", "transfer", "harbouring", "receipt"),
    "means": (
        "threat", "force", "coercion", "abduction", "fraud", "deception", "abuse_of_power", "abuse_of_vulnerability",
        "payments_or_benefits",
    ),
    "purpose": (
        "participation_in_hostilities", "forced_labour", "servitude", "sexual_exploitation", "other_exploitation",
    ),
    "ilo": (
        "deceived_about_job", "deceived_about_conditions", "deceived_about_contract", "deceived_about_legal_status",
        "deceived_about_wages", "deceived_about_travel", "documents_confiscated", "debt_bondage",
        "isolation_or_confinement", "violence", "threats", "economic_need", "language_or_information_gap",
        "hazardous_work", "wages_withheld", "forced_tasks", "dependency",
    ),
    "response": (
        "investigation", "prosecution", "protection", "repatriation", "prevention", "denial_of_involvement",
    ),
}  # fmt: skip
ELEMENT_OF: Final = {code: element for element, codes in ELEMENT_CODES.items() for code in codes}

__all__ = [
    "ACTS", "CERTAINTIES", "ELEMENT_CODES", "ELEMENT_OF", "ENTITY_TYPES", "EVENT_TYPES", "FACTUALITIES", "POLARITIES",
    "QUESTION_KINDS", "QUOTATIONS", "ROLES", "STATUSES", "TIME_TYPES",
]  # fmt: skip
