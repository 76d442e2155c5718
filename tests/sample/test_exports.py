"""Every feed is delivered, under other names, as real systems export it."""

import csv
import json
from collections import Counter
from pathlib import Path

import openpyxl
import yaml

from orchestration.settings import Feed, Settings
from seeds.sample.generate import SampleReport
from seeds.sample.render import ADDRESS_RANGE, MAIL_DOMAIN
from seeds.sample.simulate import COLUMNS

HEADER_ROWS = 3


def settings(sample: SampleReport) -> Settings:
    return Settings.model_validate(yaml.safe_load(sample.settings.read_text()))


def records(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t" if path.suffix == ".tsv" else ","))


def test_the_config_maps_all_fifteen_feeds(sample: SampleReport) -> None:
    read = settings(sample)
    assert {source.feed for source in read.sources} == set(Feed)
    assert read.is_sample
    assert str(read.as_of) == "2025-12-31"
    assert sum(sample.rows.values()) > 100_000
    assert set(sample.rows) == set(COLUMNS) == set(Feed)


def test_every_source_finds_its_files_and_every_file_a_source(
    sample: SampleReport, sample_folder: Path
) -> None:
    found = Counter()
    for source in settings(sample).sources:
        files = list(sample_folder.glob(source.location))
        assert files, source.id
        found.update(files)
    written = {path for path in sample_folder.rglob("*") if path.is_file()}
    assert written - set(found) == {sample.settings, sample.truth}
    assert sample.files == len(found)


def test_no_export_uses_the_names_of_a_feed(sample: SampleReport) -> None:
    for source in settings(sample).sources:
        if source.format not in ("qualtrics", "xapi"):
            assert all(feed != name for feed, name in source.columns.items())


def test_a_survey_export_has_three_header_rows_and_personal_data(sample_folder: Path) -> None:
    path = sample_folder / "survey/360/Empathy_360_2025-03.csv"
    rows = records(path)
    assert {len(row) for row in rows} == {len(rows[0])}
    told = [json.loads(cell) for cell in rows[2]]
    zones = {one["ImportId"]: one.get("timeZone") for one in told}
    assert zones["recordedDate"] == "America/Denver"
    assert zones["_recordId"] is None
    assert any("\n" in cell for cell in rows[1])
    assert path.read_bytes().count(b"\r\n") == len(rows)
    first = dict(zip(rows[0], rows[HEADER_ROWS], strict=True))
    assert first["IPAddress"].startswith(ADDRESS_RANGE)
    assert first["RecipientEmail"].endswith(MAIL_DOMAIN)


def test_pulse_and_safety_are_answered_in_one_response(
    sample: SampleReport, sample_folder: Path
) -> None:
    sources = {source.id: source for source in settings(sample).sources}
    pulse, safety = sources["pulse_survey"], sources["safety_survey"]
    assert pulse.location == safety.location
    header = records(sample_folder / "survey/pulse/Team_Pulse_2025-01.csv")[2]
    asked = [json.loads(cell)["ImportId"] for cell in header]
    assert set(pulse.items) | set(safety.items) <= set(asked)


def test_a_statement_tells_who_did_what_and_when(sample_folder: Path) -> None:
    statements = json.loads((sample_folder / "lms/statements_2025.json").read_text())
    assert len({one["id"] for one in statements}) == len(statements)
    verbs = Counter(one["verb"]["id"].rsplit("/", 1)[1] for one in statements)
    assert verbs == {"registered": 45, "completed": 45}
    assert all(one["actor"]["account"]["name"].startswith("E") for one in statements)


def test_the_workbook_has_a_sheet_beside_the_data(sample_folder: Path) -> None:
    book = openpyxl.load_workbook(sample_folder / "teams/objectives.xlsx")
    assert book.sheetnames == ["Read me", "Attainment"]
    assert book["Attainment"].max_row == 45 * 8 + 1


def test_files_are_sent_twice_corrected_and_late(sample_folder: Path) -> None:
    pulse = sample_folder / "survey/pulse"
    first, again = pulse / "Team_Pulse_2025-03.csv", pulse / "Team_Pulse_2025-03 (1).csv"
    assert first.read_bytes() == again.read_bytes()
    late = records(pulse / "Team_Pulse_2025-08_late.csv")[HEADER_ROWS:]
    on_time = records(pulse / "Team_Pulse_2025-08.csv")[HEADER_ROWS:]
    assert late
    assert not {row[8] for row in late} & {row[8] for row in on_time}
    before = {row[8]: row for row in records(pulse / "Team_Pulse_2025-05.csv")[HEADER_ROWS:]}
    after = records(pulse / "Team_Pulse_2025-05_corrected.csv")[HEADER_ROWS:]
    changed = [row for row in after if row != before[row[8]]]
    assert 0 < len(changed) < len(after) / 10
    assert all(row[7] > before[row[8]][7] for row in changed)
