"""Where reports come from, without the folders of whoever made the case; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from onrecord.records import CaptureRow, Problem


class Places:
    """Files by as much of their paths as tells them apart; addresses and "-" are their own names.

    Args:
        origins: Of captures and problems, all that a dossier names.
    """

    def __init__(self, origins: Iterable[str]) -> None:
        self._names = _distinct_tails({path for origin in origins if (path := _path(origin))})

    def of_capture(self, capture: CaptureRow) -> CaptureRow:
        """Return the capture with its origin as the dossier names it."""
        return replace(capture, origin=self._named(capture.origin, capture.origin))

    def of_problem(self, problem: Problem) -> Problem:
        """Return the problem with its subject as the dossier names it, in its message too."""
        subject, message = (self._named(words, problem.subject) for words in (problem.subject, problem.message))
        return replace(problem, subject=subject, message=message)

    def _named(self, words: str, origin: str) -> str:
        path = _path(origin)
        return words.replace(path, self._names[path]) if path else words


def _path(origin: str) -> str:
    """Return the path of a file or folder, without the member of an archive; "" for what is none."""
    return origin.partition("!")[0].rstrip("/") if origin.startswith("/") else ""


def _distinct_tails(paths: set[str]) -> dict[str, str]:
    """Return for each path its last part, with as many parts before it as no other path ends in."""
    names: dict[str, str] = {}
    waiting, depth = {path: path.strip("/").split("/") for path in paths}, 1
    while waiting:
        tails = {path: "/".join(parts[-depth:]) for path, parts in waiting.items()}
        often = Counter(tails.values())
        names |= {path: tail for path, tail in tails.items() if often[tail] == 1 or depth >= len(waiting[path])}
        waiting = {path: parts for path, parts in waiting.items() if path not in names}
        depth += 1
    return names
