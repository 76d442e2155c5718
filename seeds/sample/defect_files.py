"""The misshapen files of the `messy` scenario, and the rule that refuses each."""

from dataclasses import dataclass


@dataclass(frozen=True)
class BadFile:
    """A file of its own: the roster's header and first record, changed as bytes."""

    file: str
    rule: str
    line: int | None
    content: bytes = b""
    outcome: str = "refused"
    source_id: str = "hris_workers"
    field: str = ""


def bad_files(header: bytes, record: bytes) -> list[BadFile]:
    """Every planted file, from the header and one record (with line ends) of the roster."""
    quoted = record.replace(b"OU-", b'OU"-', 1)
    wide = record.rstrip(b"\r\n") + b",extra\r\n"
    latin = record.replace(b'"', b'"\xe9', 1)
    return [
        BadFile("hris/workers_quote.csv", "bare_quote", 2, header + quoted),
        BadFile("hris/workers_width.csv", "record_width", 3, header + record + wide),
        BadFile("hris/workers_latin1.csv", "encoding", 2, header + latin),
        BadFile("hris/workers_empty.csv", "empty_file", None),
        BadFile("hris/workers_header_only.csv", "no_records", None, header, "empty"),
    ]
