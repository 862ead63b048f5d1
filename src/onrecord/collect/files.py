"""Files and folders: which files a path stands for, and opening them so that nothing blocks."""

from __future__ import annotations

import errno
import io
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from onrecord.collect.material import storable, trouble
from onrecord.errors import SourceError, UsageError
from onrecord.records import Problem

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_LINK = "nothing is lost if the link leads where it should not; remove it, or let it lead to what it should"
_GONE = "if it is still needed, put it back and run the same command again"
_SPECIAL = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def existing(source: str) -> Path:
    """Return the absolute path of a source that is there; links in it are kept as the user wrote them.

    Raises:
        UsageError: The source is empty, cannot be a path, or is an address that is not http(s).
        SourceError: There is nothing at that path, or it cannot be looked at.
    """
    if not source or "\0" in source:
        raise UsageError(f"{source!r} is not a path", hint='name a file, a folder, an http(s) address or "-"')
    if _SCHEME.match(source):
        raise UsageError(f"{storable(source)} cannot be fetched", hint="only http and https addresses can")
    path = Path(os.path.abspath(source))  # noqa: PTH100 - Path.resolve would replace the user's links by their targets
    try:
        path.stat()
    except OSError as error:
        raise SourceError(
            f"{storable(source)} cannot be collected: {_reason(error)}",
            hint="check the path; names with spaces need quotation marks",
        ) from error
    return path


def walk(root: Path, skip: frozenset[str]) -> Iterator[Path | Problem]:
    """Yield every file under `root`, or `root` itself, and a problem for what cannot be looked at.

    Order: names by their bytes, the files of a folder among its folders, links to folders after everything else of
    theirs. Left out without a word: names that begin with a dot (`.git`, `.DS_Store`), the paths in `skip`, and a
    folder that was visited already under another name. Links are followed; no folder is entered twice.
    """
    visited: set[tuple[int, int]] = set()
    waiting = [root]
    while waiting:
        path = waiting.pop()
        try:
            status = path.stat()
            if not stat.S_ISDIR(status.st_mode):
                yield path
                continue
            if (status.st_dev, status.st_ino) in visited:
                if _leads_upwards(path):
                    yield trouble("symlink_loop", "the link leads back to a folder it stands in", str(path), _LINK)
                continue
            visited.add((status.st_dev, status.st_ino))
            waiting.extend(reversed(_children(path, skip)))
        except OSError as error:
            yield unreadable(path, error)


def open_file(path: Path) -> io.BufferedReader | Problem:
    """Return the file open for reading; pipes, sockets and devices, which could block for ever, are a problem."""
    try:
        status = path.stat()
        kind = _SPECIAL.get(stat.S_IFMT(status.st_mode))
        if kind is None:
            # The file may be another one by now; opening a pipe without O_NONBLOCK would wait for its writer.
            descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
            stream = os.fdopen(descriptor, "rb")
            if stat.S_ISREG(os.fstat(descriptor).st_mode):
                return stream
            stream.close()
            kind = "no regular file any more"
    except OSError as error:
        return unreadable(path, error)
    return trouble(
        "special_file", f"it is {kind}", str(path), 'pipe what it gives into onrecord, with "-" as the source'
    )


def unreadable(path: Path, error: OSError) -> Problem:
    """Return the problem of a file or folder that the system does not let us read."""
    hint = "the rest was collected; make it readable and run the same command again"
    if isinstance(error, PermissionError):
        return trouble("unreadable", "no permission to read it", str(path), hint)
    if isinstance(error, FileNotFoundError):
        if path.is_symlink():
            return trouble("broken_link", "the link leads to nothing", str(path), _LINK)
        return trouble("vanished", "it was removed while it was being collected", str(path), _GONE)
    if error.errno == errno.ELOOP:
        return trouble("symlink_loop", "the link leads back to itself", str(path), _LINK)
    return trouble("unreadable", f"it cannot be read: {_reason(error)}", str(path), hint)


def _children(folder: Path, skip: frozenset[str]) -> list[Path]:
    """Return what stands in the folder, in the order of `walk`."""
    shown = (child for child in folder.iterdir() if not child.name.startswith(".") and str(child) not in skip)
    return sorted(shown, key=lambda child: (child.is_symlink() and child.is_dir(), os.fsencode(child.name)))


def _leads_upwards(link: Path) -> bool:
    return link.is_symlink() and link.parent.resolve().is_relative_to(link.resolve())


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
