"""Mail: the letter itself, with its headers as title, author and date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email.errors import HeaderParseError
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from email.utils import parseaddr

from onrecord.read.draft import Draft, Note, Unreadable, refuse_too_long
from onrecord.read.encoding import Decoded, decode
from onrecord.read.mapped import Mapped
from onrecord.read.plain import paragraphs
from onrecord.records import Capture

# Mail with this many parts is made to waste time; the deepest we saw had some thirty.
_MOST_PARTS = 1_000
# What the parser raises on hostile headers.
_HEADER_FAULTS = (HeaderParseError, ValueError, OverflowError, IndexError, AttributeError)


def read_mail(capture: Capture) -> Draft:
    """Return the text of a mail: its plain part, or else its HTML part as a page is read.

    Attachments are not read; a note names them. Places count in the decoded
    text of the part: "body:1.2" is the second part of the first.

    Raises:
        Unreadable: "no_text", when no part holds words; "damaged", when its parts cannot be told apart; "too_large".
    """
    try:
        message = _message(capture.data)
        parts = list(_parts(message))
    except RecursionError as error:
        raise Unreadable("damaged", "the parts of the mail are nested too deep", hint="save its text alone") from error
    letter, attached = _letter(parts), [part for _, part in parts if _is_attachment(part)]
    notes = (*letter.notes, *([_attachments(attached)] if attached else []))
    return replace(
        letter,
        format="mail",
        title=" ".join(_header(message, "Subject").split()),
        author=_author(_header(message, "From")),
        published=_header(message, "Date"),
        publisher="",
        url="",
        notes=notes,
    )


def part_text(data: bytes, number: str) -> str:
    """Return the decoded text of the part that IMAP would number so, or "" where there is none."""
    return next((_decoded(part).text for name, part in _parts(_message(data)) if name == number), "")


def _message(data: bytes) -> EmailMessage:
    if data.startswith(b"From "):  # the line that parts the letters of an mbox
        data = data.partition(b"\n")[2]
    return BytesParser(policy=default).parsebytes(data)


def _parts(message: EmailMessage) -> Iterator[tuple[str, EmailMessage]]:
    """Yield the parts that hold something, numbered as in https://www.rfc-editor.org/rfc/rfc9051#section-6.4.5."""
    waiting = [("", message)]
    seen = 0
    while waiting and seen < _MOST_PARTS:
        number, part = waiting.pop()
        seen += 1
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            inner = [(f"{number}.{place}".lstrip("."), one) for place, one in enumerate(part.get_payload(), start=1)]
            waiting.extend(reversed(inner))
        else:
            yield number or "1", part


def _letter(parts: list[tuple[str, EmailMessage]]) -> Draft:
    """Return the body: all plain parts that are no attachments, or else the first HTML part with words."""
    for wanted in ("text/plain", "text/html"):
        for number, part in parts:
            if part.get_content_type() == wanted and not _is_attachment(part):
                draft = _body(part, number)
                if draft.body.text:
                    return draft
    raise Unreadable("no_text", "the mail has no words of its own", hint="add its attachments by themselves")


def _body(part: EmailMessage, number: str) -> Draft:
    decoded = _decoded(part)
    refuse_too_long(decoded.text)
    if part.get_content_type() == "text/plain":
        body = paragraphs(Mapped.whole(decoded.text))
        draft = Draft(format="mail", body=body, notes=decoded.notes)
    else:
        from onrecord.read.html import read_markup  # noqa: PLC0415 - few mails come without a plain part

        draft = read_markup(decoded.text)
    return replace(draft, body=draft.body.in_part(f"body:{number}"), encoding=decoded.encoding)


def _decoded(part: EmailMessage) -> Decoded:
    raw = part.get_payload(decode=True)
    markup = part.get_content_type() == "text/html"
    return decode(raw if isinstance(raw, bytes) else b"", part.get_content_charset("") or "", markup=markup)


def _is_attachment(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _attachments(attached: list[EmailMessage]) -> Note:
    names = ", ".join(repr(part.get_filename() or part.get_content_type()) for part in attached[:10])
    more = f" and {len(attached) - 10} more" if len(attached) > 10 else ""
    return Note(
        code="attachment_not_read",
        message=f"attached and not read: {names}{more}",
        hint="save the attachments and add them as sources of their own",
    )


def _header(message: EmailMessage, name: str) -> str:
    """Return a header in readable words; "" where it is missing or beyond repair."""
    try:
        value = str(message.get(name, ""))
    except _HEADER_FAULTS:
        return ""
    return value.encode("utf-8", "replace").decode("utf-8")


def _author(sender: str) -> str:
    """Return the name that the sender gives, or else the address."""
    name, address = parseaddr(sender)
    return " ".join(name.split()) or address
