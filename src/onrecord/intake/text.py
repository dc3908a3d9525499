"""Bytes to characters: encodings told apart, files that are no text named for what they are."""

from __future__ import annotations

import codecs
import re

from onrecord.errors import InputError

# Longest first where one begins with another: UTF-32's little-endian mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"PK\x03\x04", "a ZIP archive (as office documents and e-books are)"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"RIFF", "a media file"),
    (b"ID3", "an audio file"),
    (b"OggS", "a media file"),
    (b"\x1aE\xdf\xa3", "a video"),
    (b"\x1f\x8b", "a gzip file inside a gzip file"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet file"),
)

# What is looked at to tell an encoding: enough to be sure, and the same for ten bytes as for ten megabytes.
_SAMPLE = 65_536
# Text has control characters by accident; of binary files they are a tenth or so.
_CONTROL_SHARE = 1 / 200
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HIGH = re.compile(rb"[\x80-\xff]")
_VISIBLE = re.compile(r"[^\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """Return the characters of a text, exactly as they stand but for a byte order mark.

    Line ends are kept as they are, carriage returns too. The encoding is that of the byte order mark, else
    UTF-8 where the bytes are, else the declared one, else what the bytes look like: Windows-1252 for text
    that is ASCII but for a few characters, as browsers hold, and charset-normalizer's guess for the rest.
    Text that is UTF-8 but for a few broken bytes has U+FFFD in their place.

    Args:
        data: the bytes.
        name: what the user calls them, for the error.
        declared: the encoding that a header or the text itself names.

    Raises:
        InputError: the bytes are no text, or hold nothing but space.
    """
    if not data:
        raise InputError(name, "empty")
    text = _characters(data, name, declared)
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > len(sample) * _CONTROL_SHARE:
        raise InputError(name, "a binary file, not text")
    if not visible(text):
        raise InputError(name, "empty but for space")
    return text


def visible(text: str) -> bool:
    """Tell whether a text has a character that can be seen: neither space nor of no width."""
    return _VISIBLE.search(text) is not None


def _characters(data: bytes, name: str, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(name, f"{kind}, not text")
    if data[4:8] == b"ftyp":
        raise InputError(name, "a video, not text")
    if data[:_SAMPLE].count(0) > min(len(data), _SAMPLE) * _CONTROL_SHARE:
        return _wide(data, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if (text := _nearly_utf8(data)) is not None:
        return text
    if declared and (text := _declared(data, declared)) is not None:
        return text
    return _guessed(data, name)


def _wide(data: bytes, name: str) -> str:
    """Return text in UTF-16 without a mark, which shows by a zero in every other byte of Latin letters."""
    sample = data[: _SAMPLE // 2 * 2]
    half = len(sample) / 2
    for zeros, others, encoding in ((1, 0, "utf-16-le"), (0, 1, "utf-16-be")):
        if sample[zeros::2].count(0) > 0.6 * half and sample[others::2].count(0) < 0.02 * half:
            return data.decode(encoding, "replace")
    raise InputError(name, "a binary file, not text")


def _nearly_utf8(data: bytes) -> str | None:
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = len(_BEYOND_ASCII.findall(text)) - broken
    return text if sound > 10 * broken else None


def _declared(data: bytes, encoding: str) -> str | None:
    # On the web, Latin-1 and ASCII mean Windows-1252 (WHATWG Encoding Standard).
    if encoding.strip().lower() in ("iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii"):
        encoding = "cp1252"
    try:
        return data.decode(encoding.strip())
    except (LookupError, UnicodeError, ValueError):
        return None


def _guessed(data: bytes, name: str) -> str:
    sample = data[:_SAMPLE]
    if len(_HIGH.findall(data)) < len(data) / 20 and (text := _declared(data, "cp1252")) is not None:
        return text
    import charset_normalizer

    best = charset_normalizer.from_bytes(sample).best()
    if best is not None:
        return data.decode(best.encoding, "replace")
    raise InputError(name, "a binary file, or text in an encoding that is not known")
