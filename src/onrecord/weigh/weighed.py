"""What comes of weighing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from onrecord.records import Answer, Finding, Origin

RULES: Final = "weigh-3"
"""Version of the rules that weigh: a case weighed by others is weighed again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What the reports of a case say together.

    Attributes:
        origins: What several reports rest on, in order of their ids.
        findings: What relations join, in order of publication of their first passage, its report and place. A claim
            that no relation touches is a finding of its own too, which `alone` makes when it is asked for.
        answers: To open questions, in order of the questions' ids, the surest to each before the others.
    """

    origins: tuple[Origin, ...] = ()
    findings: tuple[Finding, ...] = ()
    answers: tuple[Answer, ...] = ()
