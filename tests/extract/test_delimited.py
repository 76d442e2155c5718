"""CSV is read exactly or refused by name and line; nothing is ever read half right."""

import json
from pathlib import Path

import pytest

from orchestration.extract import limits
from orchestration.extract.delimited import DelimitedTable
from orchestration.extract.refusal import RefusalError


def read(text: str, delimiter: str = ",", block: int | None = None) -> list[tuple[int, list[str]]]:
    step = block or max(len(text), 1)
    blocks = [text[at : at + step] for at in range(0, len(text), step)]
    table = DelimitedTable(iter(blocks), delimiter)
    positions = table.all_positions()
    return [
        (line, list(row))
        for batch in table.batches(positions)
        for line, *row in zip(
            batch["_line"].to_pylist(),
            *(batch[f"c{at}"].to_pylist() for at in positions),
            strict=True,
        )
    ]


def spectrum() -> list[str]:
    folder = Path(__file__).resolve().parents[2].parent / "shared/data/badcsv/csv-spectrum/csvs"
    return sorted(path.stem for path in folder.glob("*.csv"))


def test_csv_spectrum_has_eleven_pairs() -> None:
    assert len(spectrum()) == 11


@pytest.mark.parametrize("name", spectrum())
def test_csv_spectrum_is_read_equal_to_its_json(name: str, shared: Path) -> None:
    folder = shared / "badcsv/csv-spectrum"
    text = (folder / "csvs" / f"{name}.csv").read_bytes().decode()
    expected = [
        list(r.values()) for r in json.loads((folder / "json" / f"{name}.json").read_text())
    ]
    assert [row for _, row in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("a,b\n1,2,\n", "record_width", 2),
        ("a,b\n1,2\n3\n", "record_width", 3),
        ('a,b\n1,2\n3,x"y\n', "bare_quote", 3),
        ('a,b\n1,"x"y\n', "bare_quote", 2),
        ('a,b\n1,"x\ny,2\n', "unclosed_quote", 2),
        ("a,b\n1,2\ra,3\n", "bare_carriage_return", 2),
        ("a,b\n1,2\na,b\n", "header_repeated", 3),
        ("a,b\n\n1,2\n", "blank_line", 2),
        ("a,A\n1,2\n", "repeated_column_name", 1),
        ("a,\n1,2\n", "blank_column_name", 1),
        ("", "empty_file", None),
    ],
)
def test_a_malformed_file_is_refused_with_its_line(text: str, rule: str, line: int | None) -> None:
    with pytest.raises(RefusalError) as refusal:
        read(text)
    assert (refusal.value.rule, refusal.value.line) == (rule, line)


def test_lines_are_physical_lines_across_quoted_line_breaks() -> None:
    assert read('a,b\n1,"x\ny\r\nz"\n2,w\n') == [(2, ["1", "x\ny\r\nz"]), (5, ["2", "w"])]


@pytest.mark.parametrize("block", [1, 2, 3, 7, 64])
def test_the_size_of_a_read_changes_nothing(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    text = 'a,b\r\n1,"x\n""y"""\r\n2,\r\n"3",ü\r\n\r\n'
    whole = read(text)
    monkeypatch.setattr(limits, "BATCH_CHARACTERS", 8)
    assert read(text, block=block) == whole
    assert [line for line, _ in whole] == [2, 4, 5]


def test_trailing_blank_lines_are_no_records() -> None:
    assert read("a,b\n1,2\n\n\n") == [(2, ["1", "2"])]


def test_a_blank_line_is_refused_across_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "BATCH_CHARACTERS", 8)
    with pytest.raises(RefusalError) as refusal:
        read("a,b\n1,2\n\n3,4\n", block=4)
    assert (refusal.value.rule, refusal.value.line) == ("blank_line", 3)


def test_a_cell_of_three_megabytes_is_refused() -> None:
    with pytest.raises(RefusalError) as refusal:
        read("a,b\n1,2\n1," + "x" * 3_000_000 + "\n")
    assert (refusal.value.rule, refusal.value.line) == ("cell_too_long", 3)


def test_a_hundred_thousand_columns_are_refused() -> None:
    with pytest.raises(RefusalError, match="100000 columns") as refusal:
        read(",".join(f"c{n}" for n in range(100_000)) + "\n")
    assert refusal.value.rule == "too_many_columns"


def test_tsv_takes_tabs_and_leaves_commas() -> None:
    assert read("a\tb\n1,5\t2\n", "\t") == [(2, ["1,5", "2"])]
