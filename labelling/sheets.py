"""Labels as a person writes them: one line a record, the report's own words between bars.

    # report-id
    N PER | Bruno Rodríguez // Rodríguez | country=CU | role=foreign minister
    T1 2023-09-04 DATE | late on Monday
    C allege probable | src=the ministry | cue=said | say=the ring operates from abroad | on=T1 | who=Ministry of …
    E recruit PR+ | recruiting | agent=a ring | patient=Cubans | on=T1
    Q no_response | Moscow has not replied | party=Moscow
    X deception alleged | they were promised a kitchen job // “a good job”

`words{2}` is the second place where words stand, `he << a longer passage` the one in that passage, ` // `
parts several spans. Every place of a name's forms becomes a mention, the longest first. Who holds an
event and which claim lies within which follow from the spans: the innermost claim whose content holds them.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from labelling import vocabulary
from labelling.snippets import Record, occurrences, place

_COUNTED = re.compile(r"^(?P<words>.+)\{(?P<n>\d+)\}$", re.DOTALL)
_CLAIM_FIELDS = {"src": "source", "cue": "cue", "say": "content", "via": "relays", "ch": "channel"}
_CLAIM_WORDS: dict[str, tuple[str, str]] = {
    **{value: ("act", value) for value in vocabulary.ACTS},
    **{value: ("certainty", value) for value in vocabulary.CERTAINTIES},
    **{value: ("quotation", value) for value in vocabulary.QUOTATIONS},
    **{value: ("polarity", value) for value in vocabulary.POLARITIES},
    "neg": ("polarity", "negative"),
}


class SheetError(ValueError):
    """A line of a sheet that cannot be read: what stands there and what was expected."""


@dataclass(slots=True)
class _Sheet:
    report: Record
    claims: list[Record] = field(default_factory=list)
    events: list[Record] = field(default_factory=list)
    times: list[Record] = field(default_factory=list)
    questions: list[Record] = field(default_factory=list)
    elements: list[Record] = field(default_factory=list)
    entities: list[Record] = field(default_factory=list)
    time_names: dict[str, int] = field(default_factory=dict)


def read_sheets(text: str, reports: dict[str, Record], problem: Callable[[str], object]) -> Iterator[Record]:
    """Yield one line of labels, as `labelling.snippets` takes it, for each report of a sheet.

    Args:
        text: The sheets, one after the other, each opened by `# report-id`.
        reports: The reports by their id.
        problem: Is told of each line that cannot be read; the line is left out.
    """
    sheet: _Sheet | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("# "):
            if sheet:
                yield _finish(sheet, problem)
            name = line[2:].strip()
            sheet = _Sheet(reports[name]) if name in reports else None
            if sheet is None:
                problem(f"line {number}: there is no report {name!r}")
        elif sheet and line.strip():
            try:
                _read_line(sheet, line)
            except SheetError as error:
                problem(f"line {number}: {error}: {line[:120]}")
    if sheet:
        yield _finish(sheet, problem)


def _read_line(sheet: _Sheet, line: str) -> None:
    head, *fields = [part.strip() for part in line.split(" | ")]
    kind, *words = head.split()
    if kind == "C":
        sheet.claims.append(_claim(sheet, words, fields))
    elif kind == "E":
        sheet.events.append(_event(sheet, words, fields))
    elif kind[0] == "T":
        sheet.time_names[kind] = len(sheet.times)
        sheet.times.append(_time(sheet, words, fields))
    elif kind == "Q":
        sheet.questions.append(_question(sheet, words, fields))
    elif kind == "X":
        sheet.elements.append(_element(sheet, words, fields))
    elif kind == "N":
        sheet.entities.append(_entity(words, fields))
    else:
        raise SheetError(f"a line begins with C, E, T, Q, X or N, not {kind!r}")


def _claim(sheet: _Sheet, words: Sequence[str], fields: Sequence[str]) -> Record:
    row: Record = {name: [] for name in _CLAIM_FIELDS.values()}
    for word in words:
        if word not in _CLAIM_WORDS:
            raise SheetError(f"{word!r} is no value of a claim")
        name, value = _CLAIM_WORDS[word]
        row[name] = value
    for name, value in _named(fields):
        if name in _CLAIM_FIELDS:
            row[_CLAIM_FIELDS[name]] = _snippets(sheet, value)
        elif name == "on":
            row["said_at"] = _time_named(sheet, value)
        elif name == "who":
            row["speaker"] = value  # a name until every name has been read
        else:
            raise SheetError(f"a claim has no {name!r}")
    if not row["content"]:
        raise SheetError("a claim needs say=")
    return row


def _event(sheet: _Sheet, words: Sequence[str], fields: Sequence[str]) -> Record:
    if not words or not fields:
        raise SheetError("an event is 'E type factuality | trigger | role=words'")
    (trigger,) = _snippets(sheet, fields[0])
    factuality = words[1] if len(words) > 1 else "CT+"
    row: Record = {"type": words[0], "trigger": trigger, "roles": [], "factuality": factuality}
    for name, value in _named(fields[1:]):
        if name == "on":
            row["time"] = _time_named(sheet, value)
        elif name in vocabulary.ROLES:
            row["roles"] += [{"role": name, "text": snippet} for snippet in _snippets(sheet, value)]
        else:
            raise SheetError(f"{name!r} is no role")
    return row


def _time(sheet: _Sheet, words: Sequence[str], fields: Sequence[str]) -> Record:
    if len(words) != 2 or len(fields) != 1:
        raise SheetError("a time is 'T1 value TYPE | words'")
    (snippet,) = _snippets(sheet, fields[0])
    return {"text": snippet, "value": words[0], "type": words[1]}


def _question(sheet: _Sheet, words: Sequence[str], fields: Sequence[str]) -> Record:
    if len(words) != 1 or not fields:
        raise SheetError("a question is 'Q kind | clause | party=words'")
    (snippet,) = _snippets(sheet, fields[0])
    row: Record = {"kind": words[0], "text": snippet}
    for name, value in _named(fields[1:]):
        if name != "party":
            raise SheetError(f"a question has no {name!r}")
        (row["party"],) = _snippets(sheet, value)
    return row


def _element(sheet: _Sheet, words: Sequence[str], fields: Sequence[str]) -> Record:
    if not words or len(fields) != 1 or words[0] not in vocabulary.ELEMENT_OF:
        raise SheetError("an element is 'X code status | words // words'")
    status = words[1] if len(words) > 1 else "asserted"
    code = words[0]
    return {
        "element": vocabulary.ELEMENT_OF[code],
        "code": code,
        "status": status,
        "texts": _snippets(sheet, fields[0]),
    }


def _entity(words: Sequence[str], fields: Sequence[str]) -> Record:
    if len(words) != 1 or not fields:
        raise SheetError("a name is 'N TYPE | form // form | country=XX | role=…'")
    forms = [form.strip() for form in fields[0].split(" // ")]
    row: Record = {"type": words[0], "name": _plain(forms[0]), "forms": forms}
    for name, value in _named(fields[1:]):
        if name not in {"name", "country", "role"}:
            raise SheetError(f"a name has no {name!r}")
        row[name] = value
    return row


def _named(fields: Iterable[str]) -> Iterator[tuple[str, str]]:
    for part in fields:
        name, sign, value = part.partition("=")
        if not sign or not value.strip():
            raise SheetError(f"expected name=words, got {part!r}")
        yield name.strip(), value.strip()


def _time_named(sheet: _Sheet, name: str) -> int:
    if name not in sheet.time_names:
        raise SheetError(f"there is no time {name!r} above")
    return sheet.time_names[name]


def _snippets(sheet: _Sheet, value: str) -> list[Any]:
    return [_snippet(sheet.report["text"], part.strip()) for part in value.split(" // ")]


def _snippet(text: str, part: str) -> Any:
    if " << " in part:
        words, passage = (side.strip() for side in part.split(" << ", 1))
        snippet: Any = {"text": words, "in": passage}
    elif counted := _COUNTED.match(part):
        snippet = {"text": counted["words"], "n": int(counted["n"])}
    else:
        snippet = part
    if place(text, snippet) < 0:
        words = snippet["in"] if isinstance(snippet, dict) and "in" in snippet else _plain(part)
        raise SheetError(f"not in the report: {part!r}{_nearest(text, words)}")
    return snippet


def _plain(part: str) -> str:
    counted = _COUNTED.match(part)
    return counted["words"] if counted else part.split(" << ", 1)[0].strip()


def _nearest(text: str, words: str) -> str:
    match = difflib.SequenceMatcher(None, text, words, autojunk=False).find_longest_match()
    if match.size < 4:
        return ""
    start = max(match.a - match.b, 0)
    return f" (the report has {text[start : start + len(words) + 10]!r})"


def _finish(sheet: _Sheet, problem: Callable[[str], object]) -> Record:
    where = sheet.report["id"]
    _mention(sheet, lambda words: problem(f"{where}: {words}"))
    speakers = {form: n for n, row in enumerate(sheet.entities) for form in (row["name"], *row["aliases"])}
    for row in sheet.claims:
        name = row.pop("speaker", None)
        row["speaker"] = speakers.get(name)
        if name and name not in speakers:
            problem(f"{where}: who={name!r} is no name of the sheet")
    _nest(sheet)
    return {
        "report": where,
        **{kind: getattr(sheet, kind) for kind in ("claims", "events", "times", "questions", "elements", "entities")},
    }


def _mention(sheet: _Sheet, problem: Callable[[str], object]) -> None:
    """Give each name its mentions: those pointed at first, then every other place of its forms, the longest first."""
    text = sheet.report["text"]
    pointed: list[tuple[int, int, int]] = []
    everywhere: list[tuple[int, int, int]] = []
    for number, row in enumerate(sheet.entities):
        for form in row["forms"]:
            words = _plain(form)
            starts = occurrences(text, words)
            if form == words:
                everywhere += [(at, at + len(words), number) for at in starts]
            elif (at := place(text, _snippet_or_none(text, form))) >= 0:
                pointed.append((at, at + len(words), number))
                starts = [at]
            if not starts:
                problem(f"name not in the report: {form!r}{_nearest(text, words)}")
    taken: list[tuple[int, int, int]] = []
    everywhere.sort(key=lambda m: (m[0] - m[1], m[0]))
    for mention in (*pointed, *everywhere):
        if all(mention[1] <= start or end <= mention[0] for start, end, _ in taken):
            taken.append(mention)
    for number, row in enumerate(sheet.entities):
        spans = sorted((start, end) for start, end, owner in taken if owner == number)
        row["mentions"] = [_numbered(text, start, end) for start, end in spans]
        if not spans:
            problem(f"every place of the name {row['name']!r} is within another name")
        forms = dict.fromkeys(text[start:end] for start, end in spans)
        row["aliases"] = [form for form in forms if form != row["name"]]
        del row["forms"]


def _snippet_or_none(text: str, form: str) -> Any:
    try:
        return _snippet(text, form)
    except SheetError:
        return form


def _numbered(text: str, start: int, end: int) -> Record:
    words = text[start:end]
    return {"text": words, "n": occurrences(text, words).index(start) + 1}


def _nest(sheet: _Sheet) -> None:
    """Say which claim holds each event and each claim: the shortest one around it."""
    text = sheet.report["text"]
    contents = [_bounds(text, row["content"]) for row in sheet.claims]
    sizes = [sum(end - start for start, end in spans) for spans in contents]
    for number, row in enumerate(sheet.claims):
        near = (contents[number][0][0], contents[number][-1][1])
        spans = [*contents[number], *_bounds(text, row["cue"], near)]
        around = [n for n in _around(spans, contents) if sizes[n] > sizes[number]]
        row["parent"] = min(around, key=sizes.__getitem__, default=None)
    for row in sheet.events:
        row["holder"] = min(_around(_bounds(text, [row["trigger"]]), contents), key=sizes.__getitem__, default=None)


def _bounds(text: str, snippets: Sequence[Any], near: tuple[int, int] | None = None) -> list[tuple[int, int]]:
    words = [snippet["text"] if isinstance(snippet, dict) else snippet for snippet in snippets]
    starts = [place(text, snippet, near) for snippet in snippets]
    return [(start, start + len(w)) for start, w in zip(starts, words, strict=True)]


def _around(spans: Sequence[tuple[int, int]], contents: Sequence[Sequence[tuple[int, int]]]) -> list[int]:
    return [
        number
        for number, content in enumerate(contents)
        if all(any(s <= start and end <= e for s, e in content) for start, end in spans)
    ]


def write_sheet(label: Record) -> str:
    """Return one line of labels as a sheet; what a sheet derives by itself is left out."""
    names = [row["name"] for row in label.get("entities", ())]
    lines = [f"# {label['report']}"]
    lines += [_written_entity(row) for row in label.get("entities", ())]
    lines += [
        f"T{n} {row['value']} {row['type']} | {_written(row['text'])}" for n, row in enumerate(label.get("times", ()))
    ]
    lines += [_written_claim(row, names) for row in label.get("claims", ())]
    lines += [_written_event(row) for row in label.get("events", ())]
    for row in label.get("questions", ()):
        party = f" | party={_written(row['party'])}" if row.get("party") else ""
        lines.append(f"Q {row['kind']} | {_written(row['text'])}{party}")
    lines += [f"X {row['code']} {row['status']} | {_joined(row['texts'])}" for row in label.get("elements", ())]
    return "\n".join(lines) + "\n"


def _written_entity(row: Record) -> str:
    forms = list(dict.fromkeys(m["text"] for m in row["mentions"]))
    fields = [f"{name}={row[name]}" for name in ("country", "role") if row.get(name)]
    name = [] if row["name"] == forms[0] else [f"name={row['name']}"]
    return " | ".join([f"N {row['type']}", " // ".join(forms), *name, *fields])


def _written_claim(row: Record, names: Sequence[str]) -> str:
    words = [row[name] for name in ("act", "certainty") if row.get(name) not in {None, "state", "certain"}]
    words += [row["quotation"]] if row.get("quotation", "indirect") != "indirect" else []
    words += ["neg"] if row.get("polarity") == "negative" else []
    fields = [f"{ours}={_joined(row[name])}" for ours, name in _CLAIM_FIELDS.items() if row.get(name)]
    fields += [f"on=T{row['said_at']}"] if row.get("said_at") is not None else []
    fields += [f"who={names[row['speaker']]}"] if row.get("speaker") is not None else []
    return " | ".join([" ".join(["C", *words]), *fields])


def _written_event(row: Record) -> str:
    fields = [f"{role['role']}={_written(role['text'])}" for role in row["roles"]]
    fields += [f"on=T{row['time']}"] if row.get("time") is not None else []
    return " | ".join([f"E {row['type']} {row['factuality']}", _written(row["trigger"]), *fields])


def _joined(snippets: Any) -> str:
    return " // ".join(map(_written, [snippets] if isinstance(snippets, str | dict) else snippets))


def _written(snippet: Any) -> str:
    if isinstance(snippet, str):
        return snippet
    return f"{snippet['text']} << {snippet['in']}" if "in" in snippet else f"{snippet['text']}{{{snippet['n']}}}"
