"""Equal arguments give equal bytes; other arguments give others; foreign folders are left alone."""

from hashlib import sha256
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from seeds.sample import exports
from seeds.sample.generate import generate as write_sample


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("scenario", ["case", "messy", "staggered"])
def test_equal_arguments_give_equal_bytes(tmp_path: Path, scenario: str) -> None:
    write_sample(tmp_path / "a", leaders=6, months=6, scenario=scenario)
    write_sample(tmp_path / "b", leaders=6, months=6, scenario=scenario)
    assert digests(tmp_path / "a") == digests(tmp_path / "b")


def test_another_seed_gives_other_answers(tmp_path: Path) -> None:
    write_sample(tmp_path / "a", leaders=3, months=1)
    write_sample(tmp_path / "b", leaders=3, months=1, seed=1)
    one, other = digests(tmp_path / "a"), digests(tmp_path / "b")
    pulse = "survey/pulse/Team_Pulse_2024-12.csv"
    assert one[pulse] != other[pulse]


def test_an_earlier_sample_is_replaced_whole(tmp_path: Path) -> None:
    write_sample(tmp_path, leaders=3, months=6)
    write_sample(tmp_path, leaders=3, months=1)
    assert not (tmp_path / "survey/pulse/Team_Pulse_2025-06.csv").exists()


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "payroll.csv").write_text("mine")
    with pytest.raises(FileExistsError, match="no earlier sample"):
        write_sample(tmp_path, leaders=3)
    assert digests(tmp_path).keys() == {"payroll.csv"}


def test_a_large_organization_is_written_as_parquet_block_by_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "LARGE_FROM_LEADERS", 6)
    report = write_sample(tmp_path / "a", leaders=6, months=1)
    write_sample(tmp_path / "b", leaders=6, months=1)
    assert digests(tmp_path / "a") == digests(tmp_path / "b")
    answers = pq.read_table(tmp_path / "a/survey/answers.parquet")
    assert answers.num_rows == report.rows["survey_answers"]
