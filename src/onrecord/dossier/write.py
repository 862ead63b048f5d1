"""Writing the dossier: one file, streamed, and either whole or not there."""

from __future__ import annotations

import base64
import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from onrecord.dossier.differing import differing
from onrecord.dossier.overview import Overview, decided_in, gather
from onrecord.dossier.pages import ReportPage, report_page, web_address
from onrecord.dossier.together import known
from onrecord.dossier.view import DossierSettings, DossierView
from onrecord.dossier.wording import ACT_VERBS, REPORT_ITSELF, TOLD_PLAINLY, on_whose_word, where
from onrecord.errors import OnrecordError, StorageFull, UsageError
from onrecord.text import harmless
from onrecord.vocabulary.countries import country_name

# Beyond this many reports a browser lays out only what is on the screen.
LARGE_CASE_REPORTS = 200


def write_dossier(view: DossierView, path: Path, settings: DossierSettings) -> Path:
    """Return the path of the written file; an older dossier there is replaced in one step.

    Raises:
        UsageError: The path is a folder or its folder is missing.
        StorageFull: The disk is full; an older dossier is left as it was.
        OnrecordError: The file cannot be written for another reason.
    """
    if path.is_dir():
        raise UsageError(f"{path} is a folder", hint="name the file to write, such as dossier.html")
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.unlink(missing_ok=True)
        with part.open("x", encoding="utf-8", newline="\n") as file:
            file.writelines(dossier_chunks(view, settings))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except FileNotFoundError:
        raise UsageError(f"the folder {path.parent} does not exist", hint="make it first") from None
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise StorageFull(f"the disk is full; {path} was not written", hint="make room and repeat") from None
        raise OnrecordError(f"cannot write {path}: {error.strerror}", hint="choose another place with -o") from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return path


def dossier_chunks(view: DossierView, settings: DossierSettings) -> Iterator[str]:
    """Yield the HTML piece by piece, one report in memory at a time."""
    overview = gather(view, full_paths=settings.full_paths)
    together = overview.together
    style, script = _resource("dossier.css"), _resource("dossier.js")
    template = _environment().get_template("dossier.html.j2")
    stream = template.stream(
        settings=settings,
        overview=overview,
        pages=_pages(view, overview),
        differing=differing(view.findings(), together.differences, together.paragraphs),
        known=known(view, together.paragraphs),
        large=len(overview.rows) > LARGE_CASE_REPORTS,
        style=style,
        script=script,
        policy=_policy(style, script),
    )
    stream.enable_buffering(16)  # pieces per write: few enough that only a handful of reports wait in memory
    return iter(stream)


def _pages(view: DossierView, overview: Overview) -> Iterator[ReportPage]:
    for number, row in enumerate(overview.rows, 1):
        found = decided_in(view, row.id, overview.decided)
        yield report_page(number, row, found, capture=overview.capture_of.get(row.id, 0))


def _environment() -> Environment:
    """Return the templates' environment: everything printed is escaped, and made harmless before."""
    environment = Environment(
        loader=PackageLoader("onrecord.dossier"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.globals.update(act_verbs=ACT_VERBS, report_itself=REPORT_ITSELF, told_plainly=TOLD_PLAINLY)
    environment.filters.update(
        web_address=web_address, on_whose_word=on_whose_word, where=where, country_name=country_name
    )
    return environment


def _shown(value: object) -> object:
    """Return text from the case without what could steer a screen; markup of our own as it is."""
    return harmless(value) if type(value) is str else value


def _resource(name: str) -> str:
    return (files("onrecord.dossier") / "templates" / name).read_text(encoding="utf-8")


def _policy(*inline: str) -> str:
    """Return a Content-Security-Policy (level 3) that allows our own style and script by hash and nothing else."""
    style, script = (_source_hash(text) for text in inline)
    return f"default-src 'none'; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'"


def _source_hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
