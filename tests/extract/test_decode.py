"""Text is exact or refused by encoding: no mojibake, no NUL."""

import io

import pytest

from orchestration.extract.decode import text_blocks
from orchestration.extract.refusal import RefusalError

TEXT = "id,name\n1,Zoë\n2,São € “x”\n"


def decode(content: bytes, declared: str = "utf-8") -> str:
    return "".join(text_blocks(io.BytesIO(content), declared))


@pytest.mark.parametrize(
    ("content", "declared"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("utf-16"), "utf-8"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("cp1252"), "cp1252"),
        (TEXT.encode("mac_roman"), "mac_roman"),
    ],
)
def test_every_supported_encoding_gives_the_exact_text(content: bytes, declared: str) -> None:
    assert decode(content, declared) == TEXT


@pytest.mark.parametrize(
    ("content", "declared", "rule", "line"),
    [
        (TEXT.encode("cp1252"), "utf-8", "encoding", 2),
        (TEXT.encode("mac_roman"), "utf-8", "encoding", 2),
        (TEXT.encode() + "3,é\n".encode("cp1252"), "utf-8", "encoding", 4),
        ("id\n1,Zoë\n".encode(), "cp1252", "encoding_mismatch", None),
        (TEXT.encode(), "mac_roman", "encoding_mismatch", None),
        (TEXT.encode("utf-8-sig"), "cp1252", "encoding_mismatch", 1),
        (TEXT.encode("utf-16-le"), "utf-16", "encoding_mismatch", 1),
        ("id\n1\n".encode("utf-16-le"), "utf-8", "nul_character", 1),
        (b"id\n1\n\x002\n", "utf-8", "nul_character", 3),
        (TEXT.encode()[:13], "utf-8", "encoding", 2),
        (b"\xff\xfe" + "id".encode("utf-16-le") + b"\x00", "utf-8", "encoding", 1),
        (b"a\n\x81\n", "cp1252", "encoding", 2),
    ],
)
def test_other_bytes_are_refused_and_the_encoding_is_named(
    content: bytes, declared: str, rule: str, line: int | None
) -> None:
    with pytest.raises(RefusalError) as refusal:
        decode(content, declared)
    assert (refusal.value.rule, refusal.value.line) == (rule, line)


def test_plain_ascii_may_be_declared_as_anything() -> None:
    assert decode(b"id\n1\n", "cp1252") == "id\n1\n"
