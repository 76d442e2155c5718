"""From a landed file to the bytes of one export: magic bytes, gzip, zip, caps.

Decides by content, never by the name. Unpacks as a stream and writes nothing.
"""

import gzip
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from orchestration.extract import limits
from orchestration.extract.refusal import RefusalError

_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b"
_NOT_TEXT = {
    b"PAR1": "a Parquet file",
    b"\xd0\xcf\x11\xe0": "an old or encrypted Office file",
    b"%PDF": "a PDF",
    b"SQLite": "an SQLite database",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
    b"<!doctype": "a web page",
    b"<html": "a web page",
    b"<?xml": "an XML file",
}


class CappedStream:
    """A readable stream that refuses to give more than was agreed."""

    def __init__(self, inner: BinaryIO, max_bytes: int, packed_bytes: int | None) -> None:
        """`packed_bytes` is None for what is not packed."""
        self._inner = inner
        self._max = max_bytes
        self._max_unpacked = (
            max(packed_bytes * limits.COMPRESSION_RATIO, limits.COMPRESSION_FLOOR_BYTES)
            if packed_bytes is not None
            else None
        )
        self._given = 0

    def read(self, size: int) -> bytes:
        """The next bytes. Raises `RefusalError` beyond a cap or on a damaged archive."""
        try:
            block = self._inner.read(size)
        except (OSError, EOFError, zlib.error, zipfile.BadZipFile):
            raise RefusalError("damaged_archive", "the archive cannot be unpacked") from None
        self._given += len(block)
        if self._max_unpacked is not None and self._given > self._max_unpacked:
            raise RefusalError(
                "compression_ratio",
                f"unpacks to more than {limits.COMPRESSION_RATIO} times its size",
            )
        if self._given > self._max:
            raise RefusalError("too_large", f"more than max_bytes ({self._max})")
        return block


class _Peeked:
    """A stream whose first bytes were looked at."""

    def __init__(self, inner: CappedStream) -> None:
        self._inner = inner
        self.head = inner.read(64)
        self._rest = self.head

    def read(self, size: int) -> bytes:
        rest, self._rest = self._rest, b""
        return rest + self._inner.read(size) if rest else self._inner.read(size)


@contextmanager
def text_payload(path: Path, max_bytes: int) -> Iterator[BinaryIO]:
    """The bytes of one text export: plain, gzipped, or the only member of a zip.

    Raises `RefusalError` where the content is something else, whatever the name says.
    """
    size = path.stat().st_size
    if size > max_bytes:
        raise RefusalError("too_large", f"{size} bytes, at most max_bytes ({max_bytes})")
    with path.open("rb") as file:
        head = file.read(8)
        file.seek(0)
        if head.startswith(_GZIP):
            with gzip.GzipFile(fileobj=file) as unpacked:
                yield _not_nested(CappedStream(unpacked, max_bytes, size))  # type: ignore[arg-type]
        elif head.startswith(_ZIP):
            with _open_zip(path) as archive:
                member = _only_member(archive)
                with archive.open(member) as unpacked:
                    capped = CappedStream(unpacked, max_bytes, member.compress_size)
                    yield _not_nested(capped)
        else:
            peeked = _Peeked(CappedStream(file, max_bytes, None))
            _check_is_text(peeked.head)
            yield peeked  # type: ignore[misc]


def check_workbook(path: Path, max_bytes: int) -> None:
    """Raise `RefusalError` unless the file is an XLSX of acceptable size when unpacked."""
    with path.open("rb") as file:
        head = file.read(8)
    if not head.startswith(_ZIP):
        what = next((w for magic, w in _NOT_TEXT.items() if head.startswith(magic)), "no workbook")
        raise RefusalError("wrong_format", f"not an XLSX: {what}; save it as .xlsx, unprotected")
    with _open_zip(path) as archive:
        names = archive.namelist()
        if "xl/workbook.xml" not in names:
            raise RefusalError("wrong_format", f"not an XLSX: {_kind_of_zip(names)}")
        for member in archive.infolist():
            _check_member(member)
        unpacked = sum(member.file_size for member in archive.infolist())
        packed = sum(member.compress_size for member in archive.infolist())
        allowed = max(packed * limits.COMPRESSION_RATIO, limits.COMPRESSION_FLOOR_BYTES)
        if unpacked > allowed:
            raise RefusalError(
                "compression_ratio",
                f"unpacks to more than {limits.COMPRESSION_RATIO} times its size",
            )
        if unpacked > max_bytes:
            raise RefusalError("too_large", f"{unpacked} bytes, at most max_bytes ({max_bytes})")


def _open_zip(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except zipfile.BadZipFile:
        raise RefusalError("damaged_archive", "a zip archive that cannot be read") from None


def _only_member(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    names = archive.namelist()
    if "mimetype" in names or "[Content_Types].xml" in names:
        raise RefusalError(
            "wrong_format", f"not a text export: {_kind_of_zip(names)}; export it again as CSV"
        )
    if len(names) != 1:
        raise RefusalError("archive_members", f"{len(names)} members, exactly one is expected")
    member = archive.infolist()[0]
    _check_member(member)
    return member


def _kind_of_zip(names: list[str]) -> str:
    if "mimetype" in names:
        return "an OpenDocument file (ODS)"
    return "an Office file" if "[Content_Types].xml" in names else "a zip archive"


def _check_member(member: zipfile.ZipInfo) -> None:
    name = PurePosixPath(member.filename.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or ":" in member.filename:
        raise RefusalError("archive_path", "a member whose name points out of the archive")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise RefusalError("archive_link", "a member that is a symbolic link")
    if member.flag_bits & 1:
        raise RefusalError("encrypted", "an encrypted archive; deliver it unencrypted")


def _not_nested(stream: CappedStream) -> BinaryIO:
    peeked = _Peeked(stream)
    if peeked.head.startswith((_ZIP, _GZIP)):
        raise RefusalError("nested_archive", "an archive inside an archive")
    _check_is_text(peeked.head)
    return peeked  # type: ignore[return-value]


def _check_is_text(head: bytes) -> None:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for magic, what in _NOT_TEXT.items():
        if head.startswith(magic) or start.startswith(magic):
            raise RefusalError(
                "wrong_format", f"not a text export: {what}; export it again as text"
            )
