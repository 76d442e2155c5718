"""A landed file is parsed once, and again when it would be read otherwise."""

import pytest

from tests.extract.hr_cases import CASES, rows


def test_a_changed_mapping_parses_landed_files_again(bench) -> None:
    bench.put("a.csv", rows(("c1", "x", "1")))
    bench.sources = [CASES]
    bench.load()
    first = {path.name for path in bench.home.parsed.glob("*/*")}
    bench.sources = [CASES | {"values": {"category": {"x": "mapped"}}}]
    bench.load()
    assert bench.column("select category from raw.hr_cases") == ["mapped"]
    assert {path.name for path in bench.home.parsed.glob("*/*")}.isdisjoint(first)


def test_a_landed_file_is_parsed_once(bench, monkeypatch) -> None:
    bench.put("a.csv", rows(("c1", "x", "1")))
    bench.sources = [CASES]
    bench.load()

    def fail(*_: object) -> None:
        raise AssertionError("parsed again")

    monkeypatch.setattr("orchestration.extract.parse.open_table", fail)
    assert bench.load().rows_accepted == 1


def test_an_interrupted_parse_leaves_nothing_that_is_believed(bench, monkeypatch) -> None:
    bench.put("a.csv", rows(("c1", "x", "1")))
    bench.sources = [CASES]

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("orchestration.extract.parse._write_summary", stop)
        with pytest.raises(KeyboardInterrupt):
            bench.load()
    assert bench.load().rows_accepted == 1
