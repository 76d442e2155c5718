"""Bytes to text, exactly or not at all: no replacement, no guess, no NUL."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from orchestration.extract import limits
from orchestration.extract.refusal import RefusalError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def text_blocks(stream: BinaryIO, declared: str) -> Iterator[str]:
    """Decode by the byte order mark, else by the declared encoding.

    Raises `RefusalError` with the line on: bytes that are not of the encoding, a mark that
    contradicts it, a single-byte encoding declared for what is UTF-8, and NUL.
    """
    block = stream.read(limits.BLOCK_BYTES)
    encoding, block = _by_mark(block, declared)
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    witness = _Utf8Witness() if encoding not in ("utf-8", "utf-16-le", "utf-16-be") else None
    line = 1
    while block:
        try:
            text = decoder.decode(block)
        except UnicodeDecodeError as error:
            raise _undecodable(error, encoding, line) from None
        if witness:
            witness.see(block)
        _check_characters(text, line)
        line += text.count("\n")
        yield text
        block = stream.read(limits.BLOCK_BYTES)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise _undecodable(error, encoding, line) from None
    if witness and witness.is_utf8():
        raise RefusalError(
            "encoding_mismatch",
            f"declared as {declared}, but the file is UTF-8; take `encoding` out of the source",
        )


def _by_mark(block: bytes, declared: str) -> tuple[str, bytes]:
    for mark, encoding in _MARKS:
        if block.startswith(mark):
            if not declared.startswith("utf-"):
                raise RefusalError(
                    "encoding_mismatch", f"declared as {declared}, but marked as {encoding}", 1
                )
            return encoding, block[len(mark) :]
    if declared == "utf-16":
        raise RefusalError("encoding_mismatch", "declared as utf-16, but has no byte order mark", 1)
    return declared, block


def _undecodable(error: UnicodeDecodeError, encoding: str, line: int) -> RefusalError:
    at = line + error.object[: error.start].count(b"\n")
    return RefusalError(
        "encoding",
        f"byte 0x{error.object[error.start]:02X} is not {encoding};"
        " declare the encoding of the source (utf-8, utf-16, cp1252 or mac_roman)",
        at,
    )


def _check_characters(text: str, line: int) -> None:
    at = text.find("\0")
    if at >= 0:
        raise RefusalError(
            "nul_character",
            "a NUL character: a damaged file, or UTF-16 without a byte order mark",
            line + text.count("\n", 0, at),
        )


class _Utf8Witness:
    """Whether bytes that were declared otherwise are in truth UTF-8 with more than ASCII."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("strict")
        self._valid = True
        self._beyond_ascii = False

    def see(self, block: bytes) -> None:
        self._beyond_ascii = self._beyond_ascii or not block.isascii()
        if self._valid:
            try:
                self._decoder.decode(block)
            except UnicodeDecodeError:
                self._valid = False

    def is_utf8(self) -> bool:
        return self._valid and self._beyond_ascii
