"""Stages for files of plain sentences: small, quick and obedient. Run as a program, it builds a case with them.

A file is a report; `Ann said rain. ` in it is a claim; a file that starts with "scan" holds no words, one with
"crash" fails the reader, one with "choke" the extractor, and one with "cough" what compares.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from plain_pairs import COMPARING

from onrecord.case import BuildSettings, open_case
from onrecord.collect import CollectSettings
from onrecord.engines import Stages
from onrecord.engines.work import Work
from onrecord.errors import SourceError
from onrecord.records import Capture, Claim, Entity, Extraction, Problem, Report, Span, content_id

ReadResult = tuple[Report | None, tuple[Problem, ...]]


def gather(source: str, settings: CollectSettings) -> Iterator[Capture | Problem]:
    """Yield a capture per file; a file named `*.secret` cannot be read."""
    if not Path(source).exists():
        raise SourceError(f"there is nothing at {source}", hint="check the path")
    for path in sorted(Path(source).iterdir()):
        if str(path) in settings.skip:
            continue
        if path.suffix == ".secret":
            yield Problem(stage="collect", code="no_permission", message="may not be read", subject=str(path))
        else:
            yield Capture(data=path.read_bytes(), origin=str(path), how="file", captured_at="2026-05-01T09:30:00Z")


def load_reader(threads: int) -> Work[Capture, ReadResult]:
    return lambda captures: [_read(capture) for capture in captures]


def _read(capture: Capture) -> ReadResult:
    text = capture.data.decode()
    if text.startswith("crash"):
        raise RuntimeError("the reader is sick")
    if text.startswith("scan"):
        return None, (Problem(stage="read", code="no_text", message="no words in it", subject=capture.origin),)
    name = content_id("report", capture.sha256)
    language = "ru" if text.startswith("Порт") else "en"
    return Report(id=name, capture=capture.id, sha256=capture.sha256, text=text, language=language), ()


def load_extractor(threads: int) -> Work[Report, Extraction]:
    return lambda reports: [_extract(report) for report in reports]


def _extract(report: Report) -> Extraction:
    if report.text.startswith("choke"):
        raise RuntimeError("the extractor is sick")
    claims, people = [], []
    for found in re.finditer(r"(\w+) (said) (\w+)", report.text):
        source, cue, content = (Span.of(report.text, *found.span(group)) for group in (1, 2, 3))
        who = Entity(report=report.id, first=source, type="PER", name=source.text, made_by="plain-v1")
        claims.append(
            Claim(
                report=report.id, source=(source,), cue=(cue,), content=(content,), speaker=who.id, made_by="plain-v1"
            )
        )
        people.append(who)
    return Extraction(report=report, claims=tuple(claims), entities=tuple(people))


def made_by() -> str:
    return "plain-v1"


STAGES = Stages(load_reader=load_reader, load_extractor=load_extractor, made_by=made_by, **COMPARING)


def settings(jobs: int = 1) -> BuildSettings:
    return BuildSettings(jobs=jobs, stages=STAGES, gather=gather)


if __name__ == "__main__":
    with open_case(sys.argv[1], create=True) as case:
        case.build(sys.argv[2:], settings(), lambda _: print(".", end="", flush=True))  # noqa: T201
