"""Where times are named in a text: the forms of the vocabulary, found near the words that none of them lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.extract.times.lexicon import Pattern, lexicon

# Code points: the longest head of a form before its core word ("shortly before midnight on Saturday the 14th of").
_REACH = 48
_WORD = re.compile(r"(?<!\w)[\w’']")


@dataclass(frozen=True, slots=True)
class Found:
    """A form of the vocabulary that stands in a text."""

    pattern: Pattern
    match: re.Match[str]

    @property
    def start(self) -> int:
        """Where the expression begins: what a form needs before it is no part of it."""
        marks = [self.match.start(name) for name in self.pattern.regex.groupindex if name.startswith("from_")]
        return max((self.match.start(), *marks))

    @property
    def end(self) -> int:
        """One past its last code point."""
        return self.match.end()

    def part(self, name: str) -> str:
        """Return the words of a named group, "" where it has none."""
        return (self.match[name] or "") if name in self.pattern.regex.groupindex else str(self.setting(name) or "")

    def setting(self, name: str) -> object:
        """Return a setting of the pattern, None where it has none of that name."""
        return self.pattern.settings.get(name)


def forms_at(text: str, start: int) -> list[Found]:
    """Return the forms that begin at a place, the longest first."""
    found = [Found(p, m) for p in lexicon().patterns if (m := p.regex.match(text, start)) and m.end() > m.start()]
    return sorted(found, key=lambda form: -form.end)


def forms_of(text: str, start: int, end: int) -> list[Found]:
    """Return the forms that make up exactly a passage."""
    return [Found(p, m) for p in lexicon().patterns if (m := p.regex.fullmatch(text, start, end))]


def places(text: str) -> Iterator[int]:
    """Yield where words begin that may begin an expression, in order."""
    done = 0
    for core in lexicon().core.finditer(text):
        first = max(done, core.start() - _REACH, text.rfind("\n", 0, core.start()) + 1)
        last = core.end()
        for word in _WORD.finditer(text, first, last):
            yield word.start()
        done = max(done, last)
