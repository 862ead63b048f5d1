"""From bytes to characters: which encoding the bytes are in, whatever they are declared to be."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from onrecord.read.draft import Note, Unreadable
from onrecord.read.language import language_of

# Longest mark first: the UTF-32 mark begins with the UTF-16 one. The codecs named here take the mark off.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What a label means on the web, where that differs from Python: https://encoding.spec.whatwg.org/#names-and-labels
_LABELS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
# https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding looks at the first 1024 bytes;
# pages in the wild put scripts first, so we look further.
_PRESCAN_BYTES = 8192
_DECLARED = re.compile(
    rb"""<meta[^>]{0,500}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
# Texts in Latin letters have at most one accent in four letters (Vietnamese, which has its own encodings, has more).
_LATIN_LETTERS = 3
# Which encodings its languages were written in before Unicode, the more common first; others used Windows-1252.
_LATIN_ENCODINGS = (
    (frozenset(["pl", "cs", "sk", "hu", "sl", "hr", "bs", "ro", "sq"]), ("cp1250", "iso8859-2")),
    (frozenset(["tr", "az"]), ("cp1254",)),
    (frozenset(["lt", "lv", "et"]), ("cp1257",)),
)
# charset-normalizer's time grows with the sample and its answer does not change past this.
_SAMPLE_BYTES = 64 * 1024
# Of the characters; text files have page breaks and the odd stray escape, binaries have a fifth and more.
_BINARY_SHARE = 0.05
# Of the bytes; a damaged byte here and there is still UTF-8, legacy encodings break at most of their letters.
_DAMAGE_SHARE = 0.02
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# Letters of Western Europe above ASCII: the look of Cyrillic or Greek bytes read as Latin-1.
_WESTERN = re.compile(r"[À-ÿ]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, and how they were decoded: `data.decode(encoding, "replace")` gives them again."""

    text: str
    encoding: str
    notes: tuple[Note, ...] = ()


def decode(data: bytes, charset: str = "", *, markup: bool = False) -> Decoded:
    """Return the characters of `data`.

    A byte order mark decides, then UTF-8 where the bytes are that, then what
    is declared where the bytes fit it, then UTF-8 with a few damaged bytes,
    then charset-normalizer's guess.

    Args:
        data: The bytes.
        charset: The encoding declared outside the bytes, or "".
        markup: Whether a declaration inside (`<meta charset>`, `<?xml encoding>`) counts.

    Raises:
        Unreadable: "binary", when the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _with_damage(data, encoding)
    declared = [name for name in (charset, _declared_inside(data) if markup else "") if name]
    decoded = _decode_unmarked(data, [codec for name in declared if (codec := _codec(name))])
    _refuse_binary(decoded.text)
    return decoded


def _decode_unmarked(data: bytes, declared: list[str]) -> Decoded:
    escaping = [name for name in declared if name.startswith(("iso2022", "hz", "utf-7"))]  # these look like ASCII
    wide = [_wide(data)] if b"\x00" in data else []
    for encoding in [*escaping, *wide, "utf-8", *declared]:
        text = _strictly(data, encoding)
        if text is not None and not (encoding in declared and _looks_misread(text, encoding)):
            return Decoded(text, encoding)
    damage = data.decode("utf-8", "replace").count("\ufffd")
    if damage <= max(3, _DAMAGE_SHARE * len(data)) and _has_utf8_letters(data):
        return _with_damage(data, "utf-8")
    return _guess(data)


def _guess(data: bytes) -> Decoded:
    encoding = _latin_encoding(data[:_SAMPLE_BYTES])
    if not encoding:
        from charset_normalizer import from_bytes  # noqa: PLC0415 - only what fits no declaration needs it

        best = from_bytes(data[:_SAMPLE_BYTES]).best()
        encoding = (_codec(best.encoding) if best else "") or "cp1252"
    decoded = _with_damage(data, encoding)
    message = f"the bytes fit no declared encoding; read as {decoded.encoding}"
    note = Note(code="guessed_encoding", message=message, hint="compare a few words with the source before citing it")
    return Decoded(decoded.text, decoded.encoding, (note, *decoded.notes))


def _latin_encoding(sample: bytes) -> str:
    """Return the usual one-byte encoding of a language in Latin letters, or "" for bytes of another script.

    charset-normalizer cannot tell these apart by a few accents; the language can.
    """
    high = [byte for byte in sample if byte >= 0x80]
    if sum(bytes((byte,)).isalpha() for byte in sample) < _LATIN_LETTERS * len(high):
        return ""
    language = language_of(sample.decode("cp1252", "replace"))
    candidates = next((codecs for languages, codecs in _LATIN_ENCODINGS if language in languages), ("cp1252",))
    return max(candidates, key=lambda name: sum(bytes((byte,)).decode(name, "replace").isalpha() for byte in high))


def _with_damage(data: bytes, encoding: str) -> Decoded:
    text = _strictly(data, encoding)
    if text is not None:
        return Decoded(text, encoding)
    text = data.decode(encoding, "replace")
    message = f"bytes that are not {encoding} were replaced, {text.count(chr(0xFFFD))} in all"
    return Decoded(text, encoding, (Note(code="damaged_text", message=message, hint="look for a better copy"),))


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _codec(label: str) -> str:
    """Return Python's name for what the web means by the label, or "" for a label nobody knows."""
    try:
        info = codecs.lookup(label.strip().strip("\"'"))
        "".encode(info.name)
    except (LookupError, UnicodeError, ValueError):  # ValueError: a NUL in the label
        return ""
    return _LABELS.get(info.name, info.name)


def _declared_inside(data: bytes) -> str:
    found = _DECLARED.search(data, 0, _PRESCAN_BYTES)
    if not found:
        return ""
    label = (found.group(1) or found.group(2)).decode("ascii", "replace").lower()
    return "utf-8" if label.startswith(("utf-16", "utf-32")) else label  # it could not have been read otherwise


def _wide(data: bytes) -> str:
    """Return the UTF-16 or UTF-32 byte order that the zero bytes of unmarked text betray, else UTF-8."""
    sample = data[: 4096 - len(data) % 4]
    zeros = [sample[place::4].count(0) for place in range(4)]
    quarter = max(len(sample) // 4, 1)
    if zeros[2] + zeros[3] > 1.9 * quarter and zeros[0] < quarter / 2:
        return "utf-32-le"
    if zeros[0] + zeros[1] > 1.9 * quarter and zeros[3] < quarter / 2:
        return "utf-32-be"
    even, odd = zeros[0] + zeros[2], zeros[1] + zeros[3]
    if max(even, odd) > 4 * min(even, odd) + 1:
        return "utf-16-le" if odd > even else "utf-16-be"
    return "utf-8"


def _looks_misread(text: str, encoding: str) -> bool:
    """Say whether Western European text has too many accents: bytes of another script under a server's default."""
    if encoding not in {"cp1252", "latin-1", "iso8859-15"}:
        return False
    letters = sum(character.isalpha() for character in text)
    return letters >= 20 and len(_WESTERN.findall(text)) > 0.4 * letters


def _has_utf8_letters(data: bytes) -> bool:
    """Say whether most bytes above ASCII stand in well-formed UTF-8 sequences."""
    high = sum(byte >= 0x80 for byte in data)
    kept = sum(character >= "\x80" for character in data.decode("utf-8", "ignore"))
    return high == 0 or kept * 2 > 0.5 * high


def _refuse_binary(text: str) -> None:
    sample = text[:_SAMPLE_BYTES]
    if len(_BINARY.findall(sample)) > _BINARY_SHARE * len(sample):
        raise Unreadable(
            "binary",
            "the bytes are no text in any encoding we know",
            hint="if it is a document, give it its right ending; if not, leave it out",
        )
