"""Names marked in the text itself: [PER Ivan Petrov] said."""

import re
from collections.abc import Sequence

import pytest

from onrecord.extract.entities import Identified, Named, entities_of
from onrecord.records import Claim, Report, Span

_MARKED = re.compile(r"\[(PER|ORG|GPE|LOC|NORP|FAC|VEHICLE|LAW|ACCOUNT) ([^\]]+)\]")


class Told:
    """A report written with its names in brackets, and what was made of it."""

    def __init__(self, marked: str, claims: Sequence[tuple[str, str]] = (), publisher: str = "") -> None:
        named: list[Named] = []
        text = ""
        at = 0
        for found in _MARKED.finditer(marked):
            text += marked[at : found.start()]
            named.append(Named(len(text), len(text) + len(found[2]), found[1]))
            text += found[2]
            at = found.end()
        text += marked[at:]
        self.text = text
        self.claims = [self._claim(source, content) for source, content in claims]
        report = Report(id="r", capture="", sha256="", text=text, publisher=publisher)
        self.found: Identified = entities_of(report, named, self.claims)

    def _claim(self, source: str, content: str) -> Claim:
        """A claim whose source stands nearest to its content."""
        start = self.text.index(content)
        places = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(source)}(?!\w)", self.text)]
        at = min(places, key=lambda place: min(abs(place - start), abs(place - start - len(content))))
        quoted = start > 0 and self.text[start - 1] == "“"
        return Claim(
            report="r",
            source=(Span.of(self.text, at, at + len(source)),),
            content=(Span.of(self.text, start, start + len(content)),),
            quotation="direct" if quoted else "indirect",
        )

    def entity(self, name: str):
        return next(e for e in self.found.entities if name in (e.name, *e.aliases))

    def names_of(self, name: str) -> list[str]:
        one = self.entity(name).id
        return [m.span.text for m in self.found.mentions if m.entity == one]

    def speakers(self) -> list[str]:
        by_id = {e.id: e.name for e in self.found.entities}
        return [by_id.get(self.found.speaker_of(claim), "") for claim in self.claims]


@pytest.fixture
def told() -> type[Told]:
    return Told
