"""Archives and foreign files are refused by their content, before they can do harm."""

import gzip
import io
import stat
import zipfile
from pathlib import Path

import pytest

from orchestration.extract.containers import check_workbook, text_payload
from orchestration.extract.refusal import RefusalError

MEGABYTE = 1 << 20


def payload(path: Path, max_bytes: int = 100 * MEGABYTE) -> bytes:
    with text_payload(path, max_bytes) as stream:
        parts = []
        while part := stream.read(MEGABYTE):
            parts.append(part)
    return b"".join(parts)


def zipped(members: dict[str, bytes], **attributes: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            for attribute, value in attributes.items():
                setattr(info, attribute, value)
            archive.writestr(info, content)
    return buffer.getvalue()


def gzipped(content: bytes) -> bytes:
    """Without the time of day, which would be in the name of a test."""
    return gzip.compress(content, mtime=0)


def encrypted() -> bytes:
    content = bytearray(zipped({"a.csv": b"a,b\n1,2\n"}))
    content[6] |= 1  # the flag of the local header
    content[content.index(b"PK\x01\x02") + 8] |= 1  # and of the directory
    return bytes(content)


@pytest.mark.parametrize(
    "content", [b"a,b\n1,2\n", gzipped(b"a,b\n1,2\n"), zipped({"x.csv": b"a,b\n1,2\n"})]
)
def test_plain_gzip_and_single_member_zip_give_the_same_bytes(
    content: bytes, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(content)
    assert payload(tmp_path / "file") == b"a,b\n1,2\n"


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (gzipped(b"a" * 200 * MEGABYTE), "compression_ratio"),
        (zipped({"a.csv": b"a" * 200 * MEGABYTE}), "compression_ratio"),
        (gzipped(gzipped(b"a,b\n")), "nested_archive"),
        (zipped({"a.zip": zipped({"a.csv": b"a,b\n"})}), "nested_archive"),
        (zipped({"../a.csv": b"a,b\n"}), "archive_path"),
        (zipped({"/etc/a.csv": b"a,b\n"}), "archive_path"),
        (zipped({"..\\a.csv": b"a,b\n"}), "archive_path"),
        (
            zipped({"a.csv": b"/etc/passwd"}, external_attr=(stat.S_IFLNK | 0o777) << 16),
            "archive_link",
        ),
        (zipped({"a.csv": b"a,b\n", "b.csv": b"a,b\n"}), "archive_members"),
        (encrypted(), "encrypted"),
        (gzipped(b"a,b\n" * 999)[:-12], "damaged_archive"),
        (zipped({"mimetype": b"application/vnd.oasis"}), "wrong_format"),
        (zipped({"[Content_Types].xml": b"<x/>"}), "wrong_format"),
        (b"PAR1" + b"\0" * 20, "wrong_format"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 20, "wrong_format"),
        (b"<!DOCTYPE html><html>sign in</html>", "wrong_format"),
    ],
)
def test_a_hostile_or_foreign_file_is_refused(content: bytes, rule: str, tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_bytes(content)
    with pytest.raises(RefusalError) as refusal:
        payload(tmp_path / "export.csv")
    assert refusal.value.rule == rule


@pytest.mark.parametrize("pack", [lambda b: b, gzipped])
def test_more_bytes_than_agreed_are_refused(pack: type, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(pack(b"1,2\n" * 1000))
    with pytest.raises(RefusalError) as refusal:
        payload(tmp_path / "file", max_bytes=2000)
    assert refusal.value.rule == "too_large"


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"a,b\n1,2\n", "wrong_format"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 20, "wrong_format"),
        (zipped({"mimetype": b"application/vnd.oasis"}), "wrong_format"),
        (zipped({"xl/workbook.xml": b"<x>" * 20 * MEGABYTE}), "compression_ratio"),
        (zipped({"xl/workbook.xml": b"", "../x": b""}), "archive_path"),
    ],
)
def test_what_is_no_workbook_is_refused(content: bytes, rule: str, tmp_path: Path) -> None:
    (tmp_path / "export.xlsx").write_bytes(content)
    with pytest.raises(RefusalError) as refusal:
        check_workbook(tmp_path / "export.xlsx", 100 * MEGABYTE)
    assert refusal.value.rule == rule


def test_the_spreadsheet_named_csv_is_refused_by_what_it_is(shared: Path) -> None:
    with pytest.raises(RefusalError, match="ODS"):
        payload(shared / "survey-csps-2020/csps2020_org_scores.csv")
