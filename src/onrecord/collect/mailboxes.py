"""Mailboxes: every message of an mbox file as a capture of its own."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.collect.kinds import MBOX_LINE
from onrecord.collect.material import Opened, too_large
from onrecord.collect.settings import CollectSettings
from onrecord.records import Capture, Problem


def collect_mbox(mbox: Opened, settings: CollectSettings) -> Iterator[Capture | Problem]:
    """Yield every message, numbered from 1, as its bytes stand in the file without the separating "From " line.

    Lines that the mailbox quoted (">From ") stay so. A "From " line separates only at the start or after an empty
    line and with a date, so that a sentence of a message does not cut it in two.
    """
    limit = settings.files.max_bytes
    for number, data in enumerate(_messages(mbox, limit), start=1):
        origin = f"{mbox.origin}!{number}"
        if len(data) > limit:
            yield too_large("the message", limit, origin)
            continue
        yield Capture(
            data=data, origin=origin, how="mbox", captured_at=settings.now(), media_type="message/rfc822", charset=""
        )


def _messages(mbox: Opened, limit: int) -> Iterator[bytes]:
    """Yield the bytes of each message; of one beyond the limit just more than the limit."""
    kept: list[bytes] = []
    held = 0
    after_blank = True
    while line := mbox.stream.readline(limit + 1):
        if after_blank and MBOX_LINE.match(line):
            if kept:
                yield b"".join(kept)
            kept, held = [], 0
        elif held <= limit:
            kept.append(line)
            held += len(line)
        after_blank = not line.strip()
    if kept:
        yield b"".join(kept)
