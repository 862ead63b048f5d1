"""A report in the terminal with its claims marked, in colour or with brackets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.text import Text

from onrecord.dossier import Mark, Run, flat_runs
from onrecord.dossier.runs import in_reading_order, place_marks
from onrecord.dossier.wording import ACT_VERBS, joined, who
from onrecord.records import Claim, Extraction, Span
from onrecord.text import harmless

BRACKETS = {"source": ("{", "}"), "cue": ("<", ">"), "content": ("[", "]")}
STYLES = {"source": "bold magenta", "cue": "italic yellow", "content": "green"}
NUMBER_STYLE = "bold cyan"
STANDS_STYLE = "bold red"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What is printed of a report: the marked text, and a line for each claim in the order of its number, from 1."""

    legend: Text
    text: Text
    claims: tuple[Text, ...]


def mark_claims(extraction: Extraction, stands: Mapping[str, str] | None = None, *, colour: bool) -> Page:
    """Return the report's text with sources, cues and contents marked, and its claims numbered as marked.

    Args:
        extraction: The report with its claims.
        stands: How claims stand by what persons decided, in words, by id.
        colour: Whether marks are colours, or brackets.
    """
    stands = stands or {}
    claims = in_reading_order(extraction.claims)
    runs = flat_runs(extraction.report.text, place_marks(claims))
    numbers = {claim.id: number for number, claim in enumerate(claims, 1)}
    names = {entity.id: entity.name for entity in extraction.entities}
    return Page(
        legend=_legend(colour=colour),
        text=Text.assemble(*(_coloured(runs) if colour else _bracketed(runs))),
        claims=tuple(
            _line(claim, numbers.get(claim.parent, 0), names.get(claim.speaker, ""), stands.get(claim.id, ""))
            for claim in claims
        ),
    )


def _legend(*, colour: bool) -> Text:
    if colour:
        parts = [(f"{role}  ", style) for role, style in STYLES.items()]
        return Text.assemble(
            "marked: ", *parts, ("number of the claim", NUMBER_STYLE), ", underlined: a claim in another"
        )
    shown = "  ".join(f"{left}1 {role}{right}" for role, (left, right) in BRACKETS.items())
    return Text(f"marked: {shown}  with the number of the claim")


def _coloured(runs: Iterator[Run]) -> Iterator[tuple[str, str]]:
    """Yield pieces with their styles: a source or cue inside a content keeps its own colour."""
    for run in runs:
        roles = [mark.role for mark in run.marks]
        for mark in run.opens:
            if mark.role == "content":
                yield f"{mark.number}·", NUMBER_STYLE
        style = next((STYLES[role] for role in STYLES if role in roles), "")
        yield harmless(run.text), f"{style} underline" if roles.count("content") > 1 else style


def _bracketed(runs: Iterator[Run]) -> Iterator[str]:
    """Yield the text with brackets; one that does not close the last one opened says whose it is."""
    opened: list[Mark] = []
    for run in runs:
        for mark in run.opens:
            opened.append(mark)
            yield f"{BRACKETS[mark.role][0]}{mark.number} "
        yield harmless(run.text)
        for mark in reversed([m for m in opened if m in run.closes]):
            yield BRACKETS[mark.role][1] if opened[-1] == mark else f" {mark.number}{BRACKETS[mark.role][1]}"
            opened.remove(mark)


def _line(claim: Claim, within: int, speaker: str, stands: str) -> Text:
    """Return `he [Ann Marlin] “said” (states, direct): It left at night – rejected by Mira on 2024-03-01`."""
    decided: list[str] = [ACT_VERBS[claim.act], claim.quotation]
    decided += [claim.certainty] if claim.certainty != "certain" else []
    decided += [claim.polarity] if claim.polarity != "positive" else []
    decided += [f"in {within}"] if within else []
    decided += _with_words("through", claim.relays) + _with_words("said", claim.channel)
    cue = f" “{_shown(claim.cue)}”" if claim.cue else ""
    source = (harmless(who(claim, speaker)) if claim.source else "(nobody named)", "bold")
    reviewed = (f" – {harmless(stands)}", STANDS_STYLE) if stands else ""
    return Text.assemble(source, f"{cue} ({', '.join(decided)}): {_shown(claim.content)}", reviewed)


def _with_words(label: str, spans: Sequence[Span]) -> list[str]:
    return [f"{label} {_shown(spans)}"] if spans else []


def _shown(spans: Sequence[Span]) -> str:
    return harmless(joined(spans))
